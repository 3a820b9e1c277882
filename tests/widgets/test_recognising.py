"""The text of a scan is recognised off the window's thread, and stored once all pages are read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest
from pytestqt.qtbot import QtBot

from app.model import Document
from app.pdf.reading import read_document
from app.project import documents
from app.project.backup import backups
from app.project.database import Edit
from tests.app.scans import needs_tesseract, scan, without_tesseract
from tests.widgets.projects import document_named, fill, opened_session
from widgets.reader.shown_document import ShownDocument
from widgets.recognising import Recognising
from widgets.selection import Selection
from widgets.session import Session


def fill_with_scan(edit: Edit) -> None:
    """The usual documents, and a scan of two pages."""
    fill(edit)
    content = scan(2)
    with pymupdf.open("pdf", content) as pdf:
        text = read_document(pdf)
    documents.add(edit, content=content, file_name="scan.pdf", title="scan", text=text)


@pytest.fixture
def session(qtbot: QtBot, tmp_path: Path) -> Iterator[Session]:
    with opened_session(tmp_path / "study.db", fill_with_scan) as session:
        yield session
        session.pool.close()


@pytest.fixture
def scanned(session: Session) -> Document:
    return document_named(session, "scan")


def recognised(qtbot: QtBot, session: Session, document: Document) -> bool:
    """Whether a document has a new text in the end."""
    recognising = Recognising(session, session)
    with qtbot.waitSignal(recognising.finished, timeout=60_000) as finished:
        recognising.start(document.id)
    assert finished.args is not None
    return bool(finished.args[0])


@needs_tesseract
def test_a_scan_gets_paragraphs_and_what_shows_it_follows(
    qtbot: QtBot, session: Session, scanned: Document
) -> None:
    shown = ShownDocument(session.catalogue, scanned.id)
    corrected: list[bool] = []
    session.changed.connect(lambda changes: corrected.append(shown.is_corrected(changes)))
    assert session.catalogue.pages_without_text(scanned.id) == [1, 2]
    assert recognised(qtbot, session, scanned)
    assert corrected == [True]
    assert session.catalogue.pages_without_text(scanned.id) == []
    assert session.catalogue.countable(scanned.id) > 10
    assert session.catalogue.document(scanned.id).engine.endswith("recognised eng")


@needs_tesseract
def test_it_cannot_be_undone_but_is_backed_up_and_said(
    qtbot: QtBot, session: Session, scanned: Document
) -> None:
    assert session.project is not None
    session.documents.rename(scanned.id, "The scan")
    said: list[tuple[str, bool]] = []
    session.noticed.connect(lambda text, undoable: said.append((text, undoable)))
    assert recognised(qtbot, session, session.catalogue.document(scanned.id))
    assert session.undo_label is None
    assert len(backups(session.project.path)) == 1
    assert "cannot be undone" in said[-1][0]
    assert said[-1][1] is False


@needs_tesseract
def test_recognised_paragraphs_are_tagged_like_others(
    qtbot: QtBot, session: Session, scanned: Document
) -> None:
    recognised(qtbot, session, scanned)
    session.select(Selection(scanned.id, 4, 4))
    session.annotations.toggle(session.catalogue.themes[0].id)
    assert session.catalogue.tagged_count(scanned.id) == 1


@needs_tesseract
def test_cancelling_leaves_everything_as_it_was(qtbot: QtBot, session: Session, scanned: Document) -> None:
    assert session.project is not None
    recognising = Recognising(session, session)
    session.busy_changed.connect(lambda busy: recognising.cancel() if busy and busy.done else None)
    with qtbot.waitSignal(recognising.finished, timeout=60_000) as finished:
        recognising.start(scanned.id)
    assert finished.args == [False]
    assert session.catalogue.paragraphs(scanned.id) == ()
    assert backups(session.project.path) == []


@needs_tesseract
def test_progress_is_told_page_by_page_and_ends(qtbot: QtBot, session: Session, scanned: Document) -> None:
    told: list[tuple[int, int] | None] = []
    session.busy_changed.connect(lambda busy: told.append(busy and (busy.done, busy.total)))
    recognised(qtbot, session, scanned)
    assert told == [(0, 0), (1, 2), (2, 2), None]


def test_without_tesseract_it_is_said_what_to_install(
    qtbot: QtBot, session: Session, scanned: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_tesseract(monkeypatch, tmp_path)
    with qtbot.waitSignal(session.failed) as failed:
        assert not recognised(qtbot, session, scanned)
    assert failed.args is not None
    assert "apt install tesseract-ocr-eng" in str(failed.args[0])


def test_one_document_at_a_time(
    qtbot: QtBot, session: Session, scanned: Document, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_tesseract(monkeypatch, tmp_path)
    recognising = Recognising(session, session)
    with qtbot.waitSignal(recognising.finished, timeout=60_000):
        recognising.start(scanned.id)
        with qtbot.waitSignal(session.noticed) as noticed:
            recognising.start(scanned.id)
    assert noticed.args is not None
    assert "already" in noticed.args[0]


def test_a_project_open_for_reading_only_is_left_alone(qtbot: QtBot, tmp_path: Path) -> None:
    with opened_session(tmp_path / "study.db", read_only=True) as session:
        recognising = Recognising(session, session)
        with qtbot.waitSignal(session.failed), qtbot.assertNotEmitted(recognising.finished):
            recognising.start(document_named(session, "A/1 draft").id)
