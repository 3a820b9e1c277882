"""Dialogs that tell: what came of files, the keys, what a document is, what a theme means, the licences."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.adding import Outcome
from app.project.superseded import Version
from tests.widgets.projects import document_named, theme_id
from widgets.dialogs.about import AboutDialog
from widgets.dialogs.add_results import AddResultsDialog
from widgets.dialogs.definition import DefinitionDialog
from widgets.dialogs.document_details import DocumentDetailsDialog
from widgets.dialogs.keys import KeysDialog
from widgets.panels.earlier_versions import EarlierPopup
from widgets.session import Session

GOOD = Outcome(Path("/in/good.pdf"))
KNOWN = Outcome(Path("/in/known.pdf"), notice="The same file is already in the project.")
BAD = Outcome(Path("/in/bad.pdf"), problem="The file is empty.")


def said(widget: QWidget) -> list[str]:
    return [label.text() for label in widget.findChildren(QLabel) if label.text()]


@pytest.mark.parametrize(
    ("outcomes", "summary"),
    [
        ([GOOD, BAD], "1 of 2 files were added."),
        ([BAD], "No file could be added."),
        ([GOOD, KNOWN], "All files were taken in, with something to know."),
    ],
)
def test_what_came_of_files_is_summed_up(qtbot: QtBot, outcomes: list[Outcome], summary: str) -> None:
    dialog = AddResultsDialog(outcomes)
    assert said(dialog)[0] == summary
    dialog.deleteLater()


def test_problems_come_first(qtbot: QtBot) -> None:
    dialog = AddResultsDialog([GOOD, KNOWN, BAD])
    names = [text for text in said(dialog) if text.endswith(".pdf")]
    assert names == ["bad.pdf", "known.pdf", "good.pdf"]
    assert "The file is empty." in said(dialog)
    dialog.deleteLater()


def test_the_keys_are_those_of_menus_and_codebook(session: Session) -> None:
    dialog = KeysDialog(session)
    shown = said(dialog)
    assert shown[shown.index("M") + 1] == "Write a memo"
    assert shown[shown.index("2") + 1] == "Tag with financing, again untag"
    assert not dialog.isModal()
    dialog.deleteLater()


def test_details_tell_file_and_hash(session: Session) -> None:
    document = document_named(session, "A/1 draft")
    dialog = DocumentDetailsDialog(document)
    shown = said(dialog)
    assert "A/1 draft.pdf" in shown
    assert document.sha256 in "".join(shown).replace("\n", "")
    dialog.deleteLater()


def test_a_definition_is_written_and_shown_on_the_theme(session: Session, qtbot: QtBot) -> None:
    theme = session.catalogue.theme(theme_id(session, "children"))
    dialog = DefinitionDialog(session, theme)
    with qtbot.waitActive(dialog):
        dialog.open()
    qtbot.keyClicks(dialog.text, "Under eighteen.")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.catalogue.theme(theme.id).definition == "Under eighteen.")


def test_an_earlier_definition_can_be_taken_up_again(session: Session, qtbot: QtBot) -> None:
    theme = session.catalogue.theme(theme_id(session, "children"))
    said = {"name": theme.name, "colour": theme.colour, "key": "1", "definition": "Below 15."}
    before = Version.made("themes", theme.id, "2026-01-02T00:00:00.000000Z", None, said)
    session.run("bring in", lambda edit: edit.keep([before]))
    session.codebook.change(theme.id, definition="Below 18.")
    dialog = DefinitionDialog(session, session.catalogue.theme(theme.id))
    with qtbot.waitActive(dialog):
        dialog.open()
    assert dialog.earlier.text() == "1 earlier version"
    qtbot.mouseClick(dialog.earlier, Qt.MouseButton.LeftButton)
    (popup,) = (w for w in QApplication.topLevelWidgets() if isinstance(w, EarlierPopup) and w.isVisible())
    qtbot.mouseClick(popup.findChild(QPushButton), Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.catalogue.theme(theme.id).definition == "Below 15.")


def test_the_licences_are_named(qtbot: QtBot) -> None:
    dialog = AboutDialog()
    shown = " ".join(said(dialog))
    for name in ("Affero", "PySide6", "LGPL-3.0", "PyMuPDF", "AGPL-3.0", "SQLite"):
        assert name in shown
    dialog.deleteLater()
