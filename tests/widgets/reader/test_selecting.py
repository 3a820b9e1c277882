"""Text and regions selected by mouse, tagged, copied and drawn."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.model import Box, PassageKind
from tests.widgets.projects import theme_id
from tests.widgets.reader.tales import CROSSING, FIRST, LEFT, LETTER, SECOND, printed
from widgets.reader.page_view import PageView
from widgets.selection import Selection
from widgets.session import Session

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
NOTHING = Qt.KeyboardModifier.NoModifier
LEFT_BUTTON = Qt.MouseButton.LeftButton


def at_word(view: PageView, ordinal: int, word: str, *, end: bool = False) -> QPoint:
    """Inside the near edge of a word's first letter, or of its last."""
    assert view.shown is not None
    for box, text in printed(view.shown.index.paragraph(ordinal)):
        if word in text:
            letter = text.index(word) + (len(word) if end else 0)
            return on_page(view, box.page, LEFT + LETTER * letter + (-2 if end else 2), box.y0 + 6)
    raise LookupError(word)


def on_page(view: PageView, page: int, x: float, y: float) -> QPoint:
    return view.on_screen(view.column.to_view(Box(page, x, y, x, y))).topLeft().toPoint()


def drag(qtbot: QtBot, view: PageView, a: QPoint, b: QPoint, modifier: Qt.KeyboardModifier = NOTHING) -> None:
    pane = view.viewport()
    qtbot.mousePress(pane, LEFT_BUTTON, modifier, a)
    qtbot.mouseMove(pane, (a + b) / 2)
    qtbot.mouseMove(pane, b)
    qtbot.mouseRelease(pane, LEFT_BUTTON, modifier, b)


def quote(session: Session) -> str:
    assert session.passage is not None
    return session.passage.anchor.quote


def first_text(qtbot: QtBot, view: PageView, *, backwards: bool = False) -> None:
    """Select `first text` in paragraph 1; the two words are on different lines."""
    a, b = at_word(view, FIRST, "first"), at_word(view, FIRST, "text", end=True)
    drag(qtbot, view, *((b, a) if backwards else (a, b)))


def test_a_drag_selects_text(qtbot: QtBot, view: PageView, session: Session, draft: str) -> None:
    first_text(qtbot, view)
    passage = session.passage
    assert passage is not None
    assert passage.kind is PassageKind.TEXT
    assert (passage.anchor.quote, passage.first, passage.last) == ("first text", FIRST, FIRST)
    assert (passage.anchor.prefix[-7:], passage.anchor.suffix[:3]) == ("1. The ", ".\n2")
    assert session.catalogue.full_text(draft).text[passage.anchor.start :].startswith("first text")


def test_its_boxes_are_those_of_its_letters(qtbot: QtBot, view: PageView, session: Session) -> None:
    drag(qtbot, view, at_word(view, FIRST, "he"), at_word(view, FIRST, "first", end=True))
    assert session.passage is not None
    assert session.passage.anchor.boxes == (Box(1, 110, 114, 130, 126), Box(1, 100, 128, 150, 140))


def test_a_drag_backwards_selects_the_same(qtbot: QtBot, view: PageView, session: Session) -> None:
    first_text(qtbot, view)
    forwards = session.passage
    first_text(qtbot, view, backwards=True)
    assert session.passage == forwards


def test_a_drag_goes_on_into_other_paragraphs(qtbot: QtBot, view: PageView, session: Session) -> None:
    drag(qtbot, view, at_word(view, FIRST, "text."), at_word(view, SECOND, "The", end=True))
    assert quote(session) == "text.\n2. The"
    assert session.selection is not None
    assert (session.selection.first, session.selection.last) == (FIRST, SECOND)


def test_a_drag_over_a_page_break(qtbot: QtBot, view: PageView, session: Session) -> None:
    view.verticalScrollBar().setValue(600)
    drag(qtbot, view, at_word(view, CROSSING, "A"), at_word(view, CROSSING, "pages", end=True))
    assert quote(session) == "A text on two pages"
    assert session.passage is not None
    assert [box.page for box in session.passage.anchor.boxes] == [1, 2, 2]


def test_a_small_movement_is_still_a_click(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    start = at_word(view, FIRST, "first")
    drag(qtbot, view, start, start + QPoint(3, 0))
    assert session.selection == Selection(draft, FIRST, FIRST)


def test_all_of_a_paragraph_is_the_paragraph(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    drag(qtbot, view, at_word(view, FIRST, "1."), at_word(view, FIRST, "text.", end=True))
    assert session.selection == Selection(draft, FIRST, FIRST)


def test_a_double_click_selects_a_word(qtbot: QtBot, view: PageView, session: Session) -> None:
    qtbot.mouseDClick(view.viewport(), LEFT_BUTTON, NOTHING, at_word(view, SECOND, "second"))
    qtbot.mouseRelease(view.viewport(), LEFT_BUTTON)
    assert quote(session) == "second"


def test_a_drag_after_a_double_click_selects_words(qtbot: QtBot, view: PageView, session: Session) -> None:
    pane, start = view.viewport(), QPointF(at_word(view, FIRST, "The") + QPoint(10, 0))
    double = QEvent.Type.MouseButtonDblClick
    QApplication.sendEvent(pane, QMouseEvent(double, start, start, LEFT_BUTTON, LEFT_BUTTON, NOTHING))
    end = at_word(view, FIRST, "first") + QPoint(20, 0)
    qtbot.mouseMove(pane, end)
    qtbot.mouseRelease(pane, LEFT_BUTTON, NOTHING, end)
    assert quote(session) == "The first"


def test_a_triple_click_selects_a_sentence(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    place = at_word(view, SECOND, "second")
    qtbot.mouseDClick(view.viewport(), LEFT_BUTTON, NOTHING, place)
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, place)
    assert quote(session) == "2. The second text."


def test_shift_extends_a_stretch_of_text(qtbot: QtBot, view: PageView, session: Session) -> None:
    first_text(qtbot, view)
    drag(qtbot, view, at_word(view, SECOND, "2."), at_word(view, SECOND, "second", end=True), SHIFT)
    assert quote(session) == "first text.\n2. The second"


def test_a_theme_is_given_to_a_stretch_and_taken_back(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    first_text(qtbot, view)
    children = theme_id(session, "children")
    session.annotations.toggle(children)
    (annotation,) = session.catalogue.annotations()
    assert session.catalogue.passage(annotation.passage_id) == session.passage
    session.annotations.toggle(children)
    assert not session.catalogue.annotations()
    session.undo()
    assert len(session.catalogue.annotations_on(draft, FIRST)) == 1


def test_the_paragraph_around_a_stretch_is_tagged_apart(
    qtbot: QtBot, view: PageView, session: Session, draft: str
) -> None:
    first_text(qtbot, view)
    session.annotations.toggle(theme_id(session, "children"))
    session.annotations.toggle_on(Selection(draft, FIRST, FIRST), theme_id(session, "children"))
    catalogue = session.catalogue
    kinds = sorted(catalogue.passage(each.passage_id).kind for each in catalogue.annotations())
    assert kinds == [PassageKind.PARAGRAPH, PassageKind.TEXT]


def test_a_tagged_stretch_is_marked_on_its_letters_only(
    qtbot: QtBot, view: PageView, session: Session
) -> None:
    first_text(qtbot, view)
    session.annotations.toggle(theme_id(session, "children"))
    assert view.shown is not None
    (mark,) = view.shown.marks.on(1)
    assert session.passage is not None
    assert mark.exact
    assert tuple(line for block in mark.blocks for line in block.lines) == session.passage.anchor.boxes


def test_copying_joins_the_lines(qtbot: QtBot, view: PageView, session: Session) -> None:
    first_text(qtbot, view)
    view.at_hand.copy_text()
    assert QGuiApplication.clipboard().text() == "first text"
    view.at_hand.copy_cited()
    assert QGuiApplication.clipboard().text() == "“first text” (Draft, paragraph 1 · page 1)"


def test_selected_letters_are_tinted(qtbot: QtBot, view: PageView) -> None:
    place = at_word(view, FIRST, "first")
    before = view.viewport().grab().toImage().pixel(place.x() + 3, place.y() - 5)
    first_text(qtbot, view)
    assert view.viewport().grab().toImage().pixel(place.x() + 3, place.y() - 5) != before


def test_escape_lets_go_of_a_stretch(qtbot: QtBot, view: PageView, session: Session) -> None:
    first_text(qtbot, view)
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert session.selection is None
    assert view.at_hand.part is None


def region(qtbot: QtBot, view: PageView, key: Qt.KeyboardModifier = ALT) -> None:
    drag(qtbot, view, on_page(view, 1, 50, 300), on_page(view, 1, 250, 400), key)


@pytest.mark.parametrize("key", [ALT, Qt.KeyboardModifier.ControlModifier])
def test_alt_or_ctrl_and_drag_take_a_region(
    qtbot: QtBot, view: PageView, session: Session, key: Qt.KeyboardModifier
) -> None:
    region(qtbot, view, key)
    passage = session.passage
    assert passage is not None
    assert passage.kind is PassageKind.REGION
    (box,) = passage.anchor.boxes
    assert (box.x0, box.y0, box.x1, box.y1) == pytest.approx((50, 300, 250, 400), abs=1)
    assert view.at_hand.in_words() == "region on page 1"


def test_a_region_stays_on_its_page(qtbot: QtBot, view: PageView, session: Session) -> None:
    view.verticalScrollBar().setValue(500)
    drag(qtbot, view, on_page(view, 1, 50, 700), on_page(view, 2, 250, 100), ALT)
    assert session.passage is not None
    (box,) = session.passage.anchor.boxes
    assert (box.page, round(box.y1)) == (1, 800)


def test_a_tagged_region_is_drawn_and_can_be_undone(qtbot: QtBot, view: PageView, session: Session) -> None:
    region(qtbot, view)
    session.annotations.toggle(theme_id(session, "children"))
    assert view.shown is not None
    assert [mark.ordinal for mark in view.shown.marks.on(1)] == [0]
    session.undo()
    assert view.shown.marks.on(1) == ()


def test_a_click_takes_a_tagged_region(qtbot: QtBot, view: PageView, session: Session) -> None:
    region(qtbot, view)
    passage = session.passage
    session.annotations.toggle(theme_id(session, "children"))
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.mouseClick(view.viewport(), LEFT_BUTTON, NOTHING, on_page(view, 1, 100, 350))
    assert session.passage == passage


def test_going_to_a_region_puts_it_at_hand(qtbot: QtBot, view: PageView, session: Session) -> None:
    region(qtbot, view)
    passage = session.passage
    assert passage is not None
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    view.go_to_page(4)
    view.show_passage(passage)
    assert session.passage == passage
    qtbot.waitUntil(lambda: view.verticalScrollBar().value() < 300)
