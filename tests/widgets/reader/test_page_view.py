"""Reading one document by mouse and key."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.widgets.reader.tales import AFTER, CROSSING, FIRST, HEADING, SECOND
from widgets.reader import page_pictures
from widgets.reader.movement import Stretch
from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.page_view import PageView
from widgets.selection import Selection
from widgets.session import Session

SHIFT = Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier
OUTLINE = 0x2F5FB5


def point_on(view: PageView, ordinal: int) -> QPoint:
    """The middle of a paragraph's first line, in pixels of the view."""
    assert view.shown is not None
    line = view.shown.index.blocks(ordinal)[0].lines[0]
    return view.on_screen(view.column.to_view(line)).center().toPoint()


def click(qtbot: QtBot, view: PageView, ordinal: int, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point_on(view, ordinal))


def wheel(
    view: PageView, angle: int, modifier: Qt.KeyboardModifier = NOTHING, at: QPoint | None = None
) -> None:
    place = QPointF(at or view.viewport().rect().center())
    event = QWheelEvent(
        place,
        QPointF(view.viewport().mapToGlobal(place.toPoint())),
        QPoint(),
        QPoint(0, angle),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def rest_on(qtbot: QtBot, view: PageView, ordinal: int) -> None:
    """Move the pointer there from elsewhere: where it rests already no event would come."""
    qtbot.mouseMove(view.viewport(), QPoint(1, 1))
    qtbot.mouseMove(view.viewport(), point_on(view, ordinal))


def in_sight(view: PageView, ordinal: int) -> bool:
    assert view.shown is not None
    rects = [view.on_screen(view.column.to_view(block.box)) for block in view.shown.index.blocks(ordinal)]
    return all(rect.top() >= 0 and rect.bottom() <= view.viewport().height() for rect in rects)


# Choosing paragraphs


def test_a_click_takes_a_paragraph(qtbot: QtBot, view: PageView, session: Session, draft: str) -> None:
    click(qtbot, view, SECOND)
    assert session.selection == Selection(draft, SECOND, SECOND)
    assert view.at_hand.in_words() == "paragraph 2"


def test_a_shift_click_takes_all_between(qtbot: QtBot, view: PageView, session: Session, draft: str) -> None:
    click(qtbot, view, SECOND)
    click(qtbot, view, HEADING, SHIFT)
    assert session.selection == Selection(draft, HEADING, SECOND)
    click(qtbot, view, FIRST, SHIFT)
    assert session.selection == Selection(draft, FIRST, SECOND)


def test_a_click_between_paragraphs_changes_nothing(qtbot: QtBot, view: PageView, session: Session) -> None:
    click(qtbot, view, FIRST)
    before = session.selection
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point_on(view, FIRST) + QPoint(0, 60))
    assert session.selection == before


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("j", (HEADING, HEADING)),
        ("jj", (FIRST, FIRST)),
        ("jjk", (HEADING, HEADING)),
        ("jjJ", (FIRST, SECOND)),
        ("jjJK", (FIRST, FIRST)),
        ("jjK", (HEADING, FIRST)),
        ("jjjjj", (AFTER, AFTER)),
    ],
)
def test_letters_move_by_paragraph(
    qtbot: QtBot, view: PageView, session: Session, draft: str, keys: str, expected: tuple[int, int]
) -> None:
    for key in keys:
        qtbot.keyClick(view, Qt.Key(ord(key.upper())), SHIFT if key.isupper() else NOTHING)
    assert session.selection == Selection(draft, *expected)


def test_arrows_move_by_paragraph(qtbot: QtBot, view: PageView, session: Session, draft: str) -> None:
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(view, key)
    assert session.selection == Selection(draft, FIRST, FIRST)


def test_moving_keeps_the_paragraph_in_sight(qtbot: QtBot, view: PageView) -> None:
    for _ in range(12):
        qtbot.keyClick(view, Qt.Key.Key_J)
    assert view.at_hand.stretch is not None
    taken = view.at_hand.stretch.taken
    qtbot.waitUntil(lambda: in_sight(view, taken))


def test_moving_begins_with_what_is_in_sight(qtbot: QtBot, view: PageView) -> None:
    view.verticalScrollBar().setValue(900)
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert view.at_hand.stretch == Stretch(AFTER, AFTER)


def test_escape_lets_go(qtbot: QtBot, view: PageView, session: Session) -> None:
    click(qtbot, view, FIRST)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.selection is None
    assert view.at_hand.stretch is None


def test_n_and_p_go_from_annotation_to_annotation(
    qtbot: QtBot, view: PageView, session: Session, draft: str, tag: Callable[..., None]
) -> None:
    for ordinal in (FIRST, CROSSING, 15):
        tag(ordinal, "children")
    seen = []
    for key in (Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_N, Qt.Key.Key_P):
        qtbot.keyClick(view, key)
        seen.append(session.selection)
    assert seen == [Selection(draft, each, each) for each in (FIRST, CROSSING, 15, 15, CROSSING)]


def test_the_next_annotation_may_be_the_first_paragraph_in_sight(
    qtbot: QtBot, view: PageView, tag: Callable[..., None]
) -> None:
    tag(HEADING, "children")
    qtbot.keyClick(view, Qt.Key.Key_N)
    assert view.at_hand.stretch == Stretch(HEADING, HEADING)


@pytest.mark.parametrize("key", [Qt.Key.Key_N, Qt.Key.Key_P])
def test_without_a_further_annotation_it_is_said(
    qtbot: QtBot, view: PageView, session: Session, key: Qt.Key
) -> None:
    notices = QSignalSpy(session.noticed)
    qtbot.keyClick(view, key)
    assert notices.count() == 1
    assert view.at_hand.stretch is None


def test_a_screen_reader_is_told_what_is_at_hand(qtbot: QtBot, view: PageView) -> None:
    click(qtbot, view, SECOND)
    assert view.accessibleDescription() == "paragraph 2: 2. The second text."


def test_a_selection_made_elsewhere_is_shown_without_scrolling(
    view: PageView, session: Session, draft: str
) -> None:
    session.select(Selection(draft, 15, 15))
    assert view.at_hand.stretch == Stretch(15, 15)
    assert view.verticalScrollBar().value() == 0


def test_a_view_remembers_its_own_paragraphs(
    qtbot: QtBot, view: PageView, session: Session, draft: str, final: str
) -> None:
    click(qtbot, view, FIRST)
    session.select(Selection(final, SECOND, SECOND))
    assert view.at_hand.stretch == Stretch(FIRST, FIRST)
    view.at_hand.take_again()
    assert session.selection == Selection(draft, FIRST, FIRST)


def test_other_keys_are_left_to_the_window(qtbot: QtBot, view: PageView) -> None:
    pressed = []
    for keys in ("1", "t", "m", "Ctrl+j", "?"):
        shortcut = QShortcut(QKeySequence(keys), view)
        shortcut.activated.connect(lambda keys=keys: pressed.append(keys))
    for key in (Qt.Key.Key_1, Qt.Key.Key_T, Qt.Key.Key_M):
        qtbot.keyClick(view, key)
    qtbot.keyClick(view, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert pressed == ["1", "t", "m", "Ctrl+j"]
    assert view.at_hand.stretch is None


def test_a_key_without_a_meaning_goes_on_to_the_widgets_below(
    qtbot: QtBot, session: Session, draft: str
) -> None:
    class Below(QWidget):
        heard: list[str] = []

        def keyPressEvent(self, event: QKeyEvent) -> None:
            self.heard.append(event.text())

    below = Below()
    qtbot.addWidget(below)
    view = PageView(session, below)
    below.show()
    view.show_document(draft)
    for key in (Qt.Key.Key_T, Qt.Key.Key_J, Qt.Key.Key_1):
        qtbot.keyClick(view, key)
    assert below.heard == ["t", "1"]


# Scrolling


@pytest.mark.parametrize(
    ("key", "modifier", "down"),
    [
        (Qt.Key.Key_Space, NOTHING, 450),
        (Qt.Key.Key_PageDown, NOTHING, 450),
        (Qt.Key.Key_Space, SHIFT, -450),
        (Qt.Key.Key_PageUp, NOTHING, -450),
    ],
)
def test_keys_scroll_by_the_view(
    qtbot: QtBot, view: PageView, key: Qt.Key, modifier: Qt.KeyboardModifier, down: int
) -> None:
    view.verticalScrollBar().setValue(1000)
    qtbot.keyClick(view, key, modifier)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == 1000 + down)


def test_home_and_end_reach_the_ends(qtbot: QtBot, view: PageView) -> None:
    bar = view.verticalScrollBar()
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    assert view.page == 4
    qtbot.keyClick(view, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: bar.value() == 0)
    assert view.page == 1


def test_the_wheel_scrolls_smoothly(qtbot: QtBot, view: PageView) -> None:
    wheel(view, -120)
    first = view.verticalScrollBar().value()
    assert first < view.glide.target
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.glide.target > 40)


def test_a_trackpad_scrolls_at_once(view: PageView) -> None:
    wheel(view, -20)
    assert view.verticalScrollBar().value() > 0


def test_going_to_a_page_says_so(qtbot: QtBot, view: PageView) -> None:
    with qtbot.waitSignal(view.page_changed, check_params_cb=lambda page: page == 3):
        view.go_to_page(3)
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() == view.column.rect(3).y - 8)


def test_of_several_pages_in_sight_the_first_whole_one_is_read(qtbot: QtBot, view: PageView) -> None:
    view.set_zoom(Zoom(Fit.NONE, 20))
    assert view.page == 1
    view.verticalScrollBar().setValue(20)
    assert view.page == 2
    qtbot.keyClick(view, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: view.page == 4)


@pytest.mark.parametrize(("asked", "reached"), [(0, 1), (99, 4)])
def test_a_page_there_is_not_leads_to_the_nearest(
    qtbot: QtBot, view: PageView, asked: int, reached: int
) -> None:
    view.go_to_page(2)
    view.go_to_page(asked)
    qtbot.waitUntil(lambda: view.page == reached)


# Zooming


def test_zooming_with_the_wheel_holds_what_is_under_the_pointer(view: PageView) -> None:
    view.verticalScrollBar().setValue(500)
    at = QPoint(400, 350)
    before = view.place_at(QPointF(at))
    for _ in range(5):
        wheel(view, 120, Qt.KeyboardModifier.ControlModifier, at)
    after = view.place_at(QPointF(at))
    assert view.column.percent > 100
    assert (after.page, after.x, after.y) == (
        before.page,
        pytest.approx(before.x, abs=2),
        pytest.approx(before.y, abs=2),
    )


@pytest.mark.parametrize(("angle", "percent"), [(1200, 800), (-1200, 10)])
def test_the_wheel_zooms_no_further_than_the_ladder_goes(view: PageView, angle: int, percent: int) -> None:
    for _ in range(5):
        wheel(view, angle, Qt.KeyboardModifier.ControlModifier)
    assert view.zoom == Zoom(Fit.NONE, percent)


def test_resizing_holds_what_is_at_the_top(qtbot: QtBot, view: PageView) -> None:
    view.verticalScrollBar().setValue(1111)
    before = view.place()
    for width in (401, 333, 850, 612):
        view.resize(width, 500)
        qtbot.waitUntil(lambda width=width: view.viewport().width() == width)
    assert view.place() == before
    assert view.verticalScrollBar().value() == 1111


def test_zoom_steps_leave_the_fit(view: PageView) -> None:
    view.zoom_in()
    assert view.zoom == Zoom(Fit.NONE, 90)
    view.zoom_out()
    view.zoom_out()
    assert view.zoom == Zoom(Fit.NONE, 67)


def test_fit_page_follows_the_size_of_the_view(qtbot: QtBot, view: PageView) -> None:
    view.set_zoom(Zoom(Fit.PAGE))
    view.resize(612, 300)
    qtbot.waitUntil(lambda: view.column.rect(1).height == pytest.approx(284, abs=1))


# What is seen


def colours(view: PageView) -> set[int]:
    image = view.viewport().grab().toImage()
    return {image.pixel(x, y) & 0xFFFFFF for x in range(0, 612, 1) for y in range(0, 500, 7)}


STAND_IN = 0xEFEFEC


def test_a_page_is_blank_until_it_is_late(
    qtbot: QtBot, view: PageView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_pictures, "PATIENCE", 60_000)
    view.set_zoom(Zoom(Fit.NONE, 80))
    assert STAND_IN not in colours(view)
    monkeypatch.setattr(page_pictures, "PATIENCE", 1)
    qtbot.waitUntil(lambda: STAND_IN in colours(view))


def test_a_late_page_is_painted_anew_by_itself(
    qtbot: QtBot, session: Session, draft: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_pictures, "PATIENCE", 20)
    view = PageView(session)
    qtbot.addWidget(view)
    painted: list[int] = []
    stand_in = view.paint_placeholder
    view.paint_placeholder = lambda painter, page, rect: (  # type: ignore[method-assign]
        painted.append(page),
        stand_in(painter, page, rect),
    )
    view.resize(612, 500)
    view.show()
    view.show_document(draft)
    qtbot.waitUntil(lambda: painted == [1])


def test_hover_outlines_the_paragraph(qtbot: QtBot, view: PageView) -> None:
    before = view.viewport().grab().toImage()
    rest_on(qtbot, view, FIRST)
    qtbot.waitUntil(lambda: view.viewport().grab().toImage() != before)
    qtbot.mouseMove(view.viewport(), point_on(view, FIRST) + QPoint(0, 64))
    qtbot.waitUntil(lambda: view.viewport().grab().toImage() == before)


def test_nothing_is_outlined_once_the_pointer_has_left(qtbot: QtBot, view: PageView) -> None:
    rest_on(qtbot, view, FIRST)
    qtbot.waitUntil(lambda: frame_at(view, FIRST))
    QApplication.sendEvent(view, QEvent(QEvent.Type.Leave))
    assert not frame_at(view, FIRST)


def test_the_hover_stays_under_a_resting_pointer(qtbot: QtBot, view: PageView) -> None:
    rest_on(qtbot, view, FIRST)
    qtbot.waitUntil(lambda: frame_at(view, FIRST))
    view.verticalScrollBar().setValue(100)
    assert not frame_at(view, FIRST)
    assert frame_at(view, SECOND)


def frame_at(view: PageView, ordinal: int) -> bool:
    """Whether a paragraph has an outline: something drawn three points above its first line."""
    image = view.viewport().grab().toImage()
    at = point_on(view, ordinal)
    above = [image.pixel(at.x(), at.y() - 6 - rise) & 0xFFFFFF for rise in range(1, 5)]
    return any(colour != 0xFFFFFF for colour in above)


def test_what_is_at_hand_is_outlined_and_paler_when_it_no_longer_is(
    qtbot: QtBot, view: PageView, session: Session, final: str
) -> None:
    assert OUTLINE not in colours(view)
    click(qtbot, view, SECOND)
    assert OUTLINE in colours(view)
    session.select(Selection(final, FIRST, FIRST))
    assert OUTLINE not in colours(view)


def test_a_paragraph_on_two_pages_is_outlined_on_both(qtbot: QtBot, view: PageView) -> None:
    view.verticalScrollBar().setValue(600)
    click(qtbot, view, CROSSING)
    image = view.viewport().grab().toImage()
    column = [image.pixel(300, y) & 0xFFFFFF for y in range(image.height())]
    edges = [y for y in range(1, len(column)) if column[y] == OUTLINE != column[y - 1]]
    assert len(edges) == 4


def test_tagging_shows_and_undo_takes_it_back(
    view: PageView, session: Session, tag: Callable[..., None]
) -> None:
    before = view.viewport().grab().toImage()
    tag(FIRST, "children")
    assert 0x0072B2 in colours(view)
    session.undo()
    assert view.viewport().grab().toImage() == before


def test_tagging_repaints_only_the_pages_it_touches(
    qtbot: QtBot, view: PageView, tag: Callable[..., None]
) -> None:
    view.set_zoom(Zoom(Fit.NONE, 20))
    assert len(view.visible_pages()) > 1
    view.grab()
    QApplication.processEvents()
    painted: list[int] = []
    paint = view.paint_page
    view.paint_page = lambda painter, page, rect, clip: (
        painted.append(page),
        paint(painter, page, rect, clip),
    )  # type: ignore[method-assign]
    tag(17, "children")
    tag(FIRST, "children")
    qtbot.waitUntil(lambda: bool(painted))
    assert set(painted) == {1}


# Copying and the menu


def test_copy_puts_the_text_on_the_clipboard(qtbot: QtBot, view: PageView) -> None:
    click(qtbot, view, FIRST)
    click(qtbot, view, SECOND, SHIFT)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "1. The first text.\n\n2. The second text."


def test_copy_with_citation_says_where_from(qtbot: QtBot, view: PageView) -> None:
    click(qtbot, view, CROSSING)
    view.at_hand.copy_cited()
    expected = "“3. A text on two pages.” (Draft, paragraph 3 · pages 1–2)"
    assert QGuiApplication.clipboard().text() == expected


def open_menu(qtbot: QtBot, view: PageView, ordinal: int) -> QMenu:
    at = point_on(view, ordinal)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.RightButton, pos=at)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.viewport().mapToGlobal(at))
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu


def test_the_menu_gives_a_theme_to_the_paragraph_under_the_pointer(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    menu = open_menu(qtbot, view, SECOND)
    assert session.selection == Selection(draft, SECOND, SECOND)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    (annotation,) = session.catalogue.annotations_on(draft, SECOND)
    assert session.catalogue.theme(annotation.theme_id).name == "children"


def test_the_menu_ticks_what_all_at_hand_have(qtbot: QtBot, view: PageView, tag: Callable[..., None]) -> None:
    tag(FIRST, "children", "sanctions")
    tag(SECOND, "sanctions")
    click(qtbot, view, FIRST)
    click(qtbot, view, SECOND, SHIFT)
    menu = open_menu(qtbot, view, SECOND)
    assert [each.text().split("\t")[0] for each in menu.actions() if each.isChecked()] == ["sanctions"]
    menu.close()


@pytest.mark.parametrize(
    ("text", "signal"), [("Memo…", "memo_requested"), ("Pick a theme…", "theme_requested")]
)
def test_the_menu_passes_wishes_on(qtbot: QtBot, view: PageView, text: str, signal: str) -> None:
    spy = QSignalSpy(getattr(view, signal))
    menu = open_menu(qtbot, view, FIRST)
    next(each for each in menu.actions() if each.text().startswith(text)).trigger()
    assert spy.count() == 1
    menu.close()


def test_an_empty_view_takes_keys_and_clicks_calmly(qtbot: QtBot, session: Session) -> None:
    view = PageView(session)
    qtbot.addWidget(view)
    view.show()
    for key in (Qt.Key.Key_J, Qt.Key.Key_N, Qt.Key.Key_End, Qt.Key.Key_C):
        qtbot.keyClick(view, key)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.mouseMove(view.viewport(), QPoint(5, 5))
    view.zoom_in()
    assert view.page == 0
    assert session.selection is None
