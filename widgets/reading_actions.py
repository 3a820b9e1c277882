"""Which action of the menus does what in the panes."""

from __future__ import annotations

from functools import partial

from widgets.actions import Actions
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
            ("go_to_page", panes.go_to_page),
            ("find", panes.finding.begin),
            ("find_next", partial(panes.finding.step, 1)),
            ("find_previous", partial(panes.finding.step, -1)),
        ]
    )
