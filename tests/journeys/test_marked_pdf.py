"""A PDF highlighted in another program is brought in: the colours are asked, the words become annotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.model import Theme
from app.pdf.marks import Mark, MarkKind
from app.pdf.protocol import Annotate, Source
from tests.journeys.test_first_afternoon import add
from widgets.dialogs.export import ExportDialog
from widgets.dialogs.mark_colours import MarkColoursDialog
from widgets.main_window import MainWindow
from widgets.selection import Selection

OpenWindow = Callable[[], MainWindow]
YELLOW = "#ffff00"


def marked(window: MainWindow, plain: Path, ordinal: int) -> Path:
    """A copy of a document with a paragraph highlighted in yellow by Zoe."""
    document = window.session.catalogue.documents[0]
    boxes = window.session.catalogue.paragraphs(document.id)[ordinal - 1].boxes
    mark = Mark(MarkKind.HIGHLIGHT, boxes, YELLOW, author="Zoe", content="Look here.")
    made = window.session.pool.call(Annotate(Source(str(plain)), (mark,)))
    path = plain.with_name("marked.pdf")
    path.write_bytes(made.content)
    return path


@pytest.mark.parametrize("answer", [{YELLOW: "children"}, None])
def test_its_highlights_become_annotations_unless_one_thinks_better_of_it(
    qtbot: QtBot,
    open_window: OpenWindow,
    typeset_samples: list[Path],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    answer: dict[str, str] | None,
) -> None:
    asked: list[Mapping[str, int]] = []

    def ask(_name: str, counts: Mapping[str, int], _themes: Sequence[Theme], _parent: object) -> object:
        asked.append(counts)
        return answer

    monkeypatch.setattr(MarkColoursDialog, "ask", ask)
    window = open_window()
    window.files.make(tmp_path / "study.db")
    add(qtbot, window, typeset_samples[:1])
    path = marked(window, typeset_samples[0], 4)
    bringing = window.intake.bringing_in
    with qtbot.waitSignal(bringing.shown if answer else bringing.finished, timeout=30_000) as shown:
        bringing.bring([path])
    assert asked == [{YELLOW: 1}]
    if answer:
        with qtbot.waitSignal(bringing.finished, timeout=20_000):
            shown.args[0].bring_button.click()
    catalogue = window.session.catalogue
    themes = [catalogue.theme(annotation.theme_id).name for annotation in catalogue.annotations()]
    assert themes == (["children"] if answer else [])
    window.close()


def test_highlights_written_for_other_programs_come_back_as_they_were(
    qtbot: QtBot, open_window: OpenWindow, typeset_samples: list[Path], tmp_path: Path
) -> None:
    window = open_window()
    window.files.make(tmp_path / "ana.db")
    window.session.set_coder("Ana")
    add(qtbot, window, typeset_samples[:2])
    first, _ = window.session.catalogue.documents
    theme = next(theme for theme in window.session.catalogue.themes if theme.name == "sanctions")
    window.session.annotations.toggle_on(Selection(first.id, 4, 5), theme.id)
    dialog = ExportDialog(window.session, window)
    dialog.choose("pdf")
    with qtbot.waitSignal(dialog.written, timeout=30_000) as written:
        dialog.write_to(tmp_path / dialog.suggested_name())
    assert (written.args[0].files, written.args[0].count) == (2, 2)
    dialog.close()

    window.files.make(tmp_path / "ben.db")
    add(qtbot, window, typeset_samples[:2])
    bringing = window.intake.bringing_in
    with qtbot.waitSignal(bringing.shown, timeout=30_000) as shown:
        bringing.bring([tmp_path / "ana-highlights" / f"{first.title}.pdf"])
    with qtbot.waitSignal(bringing.finished, timeout=20_000):
        shown.args[0].bring_button.click()
    catalogue = window.session.catalogue
    places = {catalogue.passage(each.passage_id).first for each in catalogue.annotations()}
    assert places == {4, 5}
    assert {catalogue.theme(each.theme_id).name for each in catalogue.annotations()} == {"sanctions"}
    window.close()


def test_a_colour_of_a_theme_is_offered_as_that_theme(qtbot: QtBot) -> None:
    themes = [
        Theme("1", "children", "#112233", None, None, "", 0),
        Theme("2", "water", YELLOW, None, None, "", 1),
    ]
    dialog = MarkColoursDialog("marked.pdf", {"#00ffff": 1, YELLOW: 2}, themes)
    qtbot.addWidget(dialog)
    assert list(dialog.choices) == [YELLOW, "#00ffff"]
    assert dialog.themes == {YELLOW: "water"}
    dialog.choices["#00ffff"].setCurrentIndex(1)
    assert dialog.themes == {YELLOW: "water", "#00ffff": "children"}
