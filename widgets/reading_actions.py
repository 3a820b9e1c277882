"""Which action of the menus does what in the panes."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup

from widgets.actions import Actions
from widgets.contents.panel import ContentsPanel
from widgets.reader.linking import Way
from widgets.reader.panes import Panes


def connect(actions: Actions, panes: Panes) -> None:
    """Let the actions that are about reading be carried out by the panes."""
    actions.connect(
        [
            ("copy", panes.copy_text),
            ("copy_cited", panes.copy_with_citation),
            ("next_paragraph", partial(panes.move_by_paragraph, 1)),
            ("previous_paragraph", partial(panes.move_by_paragraph, -1)),
            ("next_annotation", partial(panes.move_to_annotation, 1)),
            ("previous_annotation", partial(panes.move_to_annotation, -1)),
            ("add_pane", panes.add_pane),
            ("close_pane", panes.close_pane),
            ("next_pane", panes.next_pane),
            ("zoom_in", panes.zoom_in),
            ("zoom_out", panes.zoom_out),
            ("fit_width", panes.fit_width),
            ("fit_page", panes.fit_page),
            ("actual_size", panes.actual_size),
            ("turn_right", panes.turn_right),
            ("turn_left", panes.turn_left),
            ("go_to_page", panes.go_to_page),
            ("back", panes.back),
            ("forward", panes.forward),
            ("find", panes.finding.begin),
            ("find_next", partial(panes.finding.step, 1)),
            ("find_previous", partial(panes.finding.step, -1)),
        ]
    )
    _offer_links(actions, panes)


def connect_contents(actions: Actions, panes: Panes, contents: ContentsPanel) -> None:
    """Let the contents follow the active pane and lead it, and be shown and hidden by their action."""

    def go_to(page: int, y: float) -> None:
        panes.active.go_to(page, y)
        panes.active.setFocus()

    def show(shown: bool) -> None:
        if shown and not actions["show_left"].isChecked():
            actions["show_left"].trigger()
        contents.set_wanted(shown)
        if shown:
            contents.focus_contents()
        else:
            panes.active.setFocus()

    contents.place_requested.connect(go_to)
    contents.left.connect(lambda: panes.active.setFocus())
    panes.active_changed.connect(lambda pane: contents.follow(pane.view))
    contents.follow(panes.active.view)
    actions["show_contents"].setChecked(contents.is_wanted)
    actions["show_contents"].triggered.connect(show)


def _offer_links(actions: Actions, panes: Panes) -> None:
    """Link and unlink by one action, in the way last chosen, and choose the way in a menu."""
    linking, link, menu = panes.linking, actions["link"], actions.menus["link_ways"]
    group = QActionGroup(menu)
    ways = {
        Way.HERE: _tr("From &here: keep the present distance"),
        Way.PAGE: _tr("By &page: the same page in each"),
        Way.SHARE: _tr("By &share: as far through each"),
    }
    for way, text in ways.items():
        action = menu.addAction(text)
        action.setCheckable(True)
        action.setData(way)
        action.triggered.connect(lambda _checked=False, way=way: linking.link(way))
        group.addAction(action)
    group.actions()[0].setChecked(True)

    def show() -> None:
        link.setChecked(linking.way is not None)
        for action in group.actions():
            if action.data() == linking.way:
                action.setChecked(True)

    link.triggered.connect(lambda checked: linking.link(group.checkedAction().data() if checked else None))
    linking.changed.connect(show)


def _tr(text: str) -> str:
    return QCoreApplication.translate("reading_actions", text)
