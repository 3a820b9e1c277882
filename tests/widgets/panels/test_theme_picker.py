"""A theme is picked, or made, by typing."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.widgets.projects import document_named
from widgets.models.given_themes import given_themes
from widgets.panels.theme_match import fit
from widgets.panels.theme_picker import ThemePicker
from widgets.selection import Selection
from widgets.session import Session


@pytest.fixture
def picker(session: Session) -> Iterator[ThemePicker]:
    session.select(Selection(document_named(session, "A/1 draft").id, 6, 6))
    picker = ThemePicker(session)
    picker.open_at(QPoint(20, 20))
    yield picker
    if isValid(picker):  # it deletes itself once it is closed
        picker.close()


def rows(picker: ThemePicker) -> list[str]:
    return [picker.list.item(row).text().split("  ")[0] for row in range(picker.list.count())]


def given(session: Session) -> list[str]:
    return [session.catalogue.theme(id_).name for id_ in given_themes(session)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["children", "financing", "sanctions", "procurement"]),
        ("pro", ["procurement", "Create “pro”"]),
        ("an", ["sanctions", "financing", "Create “an”"]),
        ("children", ["children"]),
        ("CHILDREN", ["children"]),
        ("gender", ["Create “gender”"]),
    ],
)
def test_typing_narrows(picker: ThemePicker, qtbot: QtBot, typed: str, expected: list[str]) -> None:
    qtbot.keyClicks(picker.line, typed)
    assert rows(picker) == expected


def test_enter_takes_the_first(picker: ThemePicker, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "san")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert given(session) == ["sanctions"]
    assert not picker.isVisible()


def test_the_arrows_choose(picker: ThemePicker, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClick(picker.line, Qt.Key.Key_Down)
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert given(session) == ["financing"]


def test_enter_on_a_new_name_makes_the_theme_and_tags(
    picker: ThemePicker, session: Session, qtbot: QtBot
) -> None:
    qtbot.keyClicks(picker.line, "gender")
    qtbot.keyClick(picker.line, Qt.Key.Key_Return)
    assert given(session) == ["gender"]


def test_escape_changes_nothing(picker: ThemePicker, session: Session, qtbot: QtBot) -> None:
    qtbot.keyClicks(picker.line, "gender")
    with qtbot.assertNotEmitted(session.changed):
        qtbot.keyClick(picker.line, Qt.Key.Key_Escape)
    assert not picker.isVisible()


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ("arms trade", "trade in arms"),
        ("trade in arms", "disarming"),
        ("disarms", "a rule of mercy"),
    ],
)
def test_start_before_word_before_anywhere_before_scattered(better: str, worse: str) -> None:
    good, bad = fit("arm", better), fit("arm", worse)
    assert good is not None
    assert bad is not None
    assert good < bad


def test_letters_in_order_fit_and_out_of_order_do_not() -> None:
    assert fit("prcm", "procurement") is not None
    assert fit("mcrp", "procurement") is None
