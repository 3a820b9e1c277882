"""Adding files: what comes of each, and what is asked on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app import adding
from app.adding import Candidate, Front, Step, add_files, read_file
from app.errors import Cancelled, DocumentRefused, PasswordNeeded
from app.model import Document
from app.text.document_text import DocumentText
from tests.app.projects import document_text

NO_TEXT = DocumentText(pages=(), paragraphs=(), engine="test")


@dataclass
class Desk:
    """Stands in for the project, the worker and the person."""

    text: DocumentText | Exception = field(default_factory=document_text)
    passwords: Iterator[str | None] = field(default_factory=lambda: iter(()))
    stop_before: int = 99
    stored: dict[str, Document] = field(default_factory=dict)
    asked: list[tuple[str, bool]] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    def front(self) -> Front:
        return Front(
            self.stored.get,
            self.store,
            self.read,
            self.ask,
            self.steps.append,
            lambda: len(self.steps) > self.stop_before,
            self.typeset,
        )

    def store(self, candidate: Candidate, text: DocumentText) -> Document:
        document = Document(
            "id", candidate.sha256, candidate.title, candidate.path.name, len(text.pages), "", ""
        )
        self.stored[candidate.sha256] = document
        return document

    def read(self, path: Path, password: str | None, page_read: Callable[[int, int], None]) -> DocumentText:
        if path.stem == "locked" and password != "right":
            raise PasswordNeeded("locked")
        if isinstance(self.text, Exception):
            raise self.text
        page_read(1, 1)
        return self.text

    def typeset(self, path: Path, page_read: Callable[[int, int], None]) -> bytes:
        page_read(1, 1)
        return b"%PDF of " + path.read_bytes()

    def ask(self, path: Path, tried: bool) -> str | None:
        self.asked.append((path.name, tried))
        return next(self.passwords, None)


def files(folder: Path, *names: str) -> list[Path]:
    """Files of these names, each with a content of its own."""
    for name in names:
        (folder / name).write_text(name)
    return [folder / name for name in names]


def test_each_file_has_its_outcome(tmp_path: Path) -> None:
    paths = [*files(tmp_path, "a.pdf", "b.pdf"), tmp_path / "missing.pdf", tmp_path]
    outcomes = add_files(paths, Desk().front())
    assert [outcome.path for outcome in outcomes] == paths
    assert [outcome.document.title if outcome.document else None for outcome in outcomes] == [
        "a",
        "b",
        None,
        None,
    ]
    assert [outcome.problem is None for outcome in outcomes] == [True, True, False, False]


def test_progress_says_which_file_and_page(tmp_path: Path) -> None:
    desk = Desk()
    add_files(files(tmp_path, "a.pdf", "b.pdf"), desk.front())
    assert [(step.file, step.files, step.page, step.pages) for step in desk.steps] == [
        (1, 2, 0, 0),
        (1, 2, 1, 1),
        (2, 2, 0, 0),
        (2, 2, 1, 1),
    ]


def test_stopping_keeps_what_is_stored(tmp_path: Path) -> None:
    outcomes = add_files(files(tmp_path, "a.pdf", "b.pdf", "c.pdf"), Desk(stop_before=2).front())
    assert [outcome.path.name for outcome in outcomes] == ["a.pdf"]


def test_stopping_while_a_file_is_read_leaves_it_out(tmp_path: Path) -> None:
    assert add_files(files(tmp_path, "a.pdf"), Desk(text=Cancelled()).front()) == []


def test_the_same_content_is_noticed_even_under_another_name(tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    first.write_text("same")
    second.write_text("same")
    desk = Desk()
    again = add_files([first, second], desk.front())[1]
    assert again.document == desk.stored[read_file(first).sha256]
    assert "already in the project, as “a”" in (again.notice or "")


@pytest.mark.parametrize(
    ("passwords", "asked", "added"),
    [
        (["right"], [("locked.pdf", False)], True),
        (["wrong", "right"], [("locked.pdf", False), ("locked.pdf", True)], True),
        (["wrong", None], [("locked.pdf", False), ("locked.pdf", True)], False),
        ([None], [("locked.pdf", False)], False),
    ],
)
def test_a_password_is_asked_for_until_it_fits(
    tmp_path: Path, passwords: list[str | None], asked: list[tuple[str, bool]], added: bool
) -> None:
    desk = Desk(passwords=iter(passwords))
    locked, other = add_files(files(tmp_path, "locked.pdf", "other.pdf"), desk.front())
    assert desk.asked == asked
    assert (locked.problem is None) == added
    assert other.document is not None


def test_a_refusal_of_the_worker_is_the_file_s_problem(tmp_path: Path) -> None:
    (outcome,) = add_files(files(tmp_path, "a.pdf"), Desk(text=DocumentRefused("a.pdf: damaged")).front())
    assert outcome.problem == "a.pdf: damaged"


def test_a_scan_is_added_with_a_notice(tmp_path: Path) -> None:
    (outcome,) = add_files(files(tmp_path, "a.pdf"), Desk(text=NO_TEXT).front())
    assert outcome.document is not None
    assert "No text" in (outcome.notice or "")


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adding, "MAX_BYTES", 3)
    with pytest.raises(DocumentRefused, match="too much"):
        read_file(files(tmp_path, "a.pdf")[0])


def test_a_text_is_added_as_the_pdf_made_of_it(tmp_path: Path) -> None:
    desk = Desk()
    (path,) = files(tmp_path, "notes.TXT")
    (outcome,) = add_files([path], desk.front())
    (document,) = desk.stored.values()
    assert outcome.document == document
    assert (document.title, document.file_name) == ("notes.TXT", "notes.TXT.pdf")
    assert document.sha256 == hashlib.sha256(b"%PDF of notes.TXT").hexdigest()
    assert outcome.notice == "notes.TXT was typeset as a PDF to be read here."


def test_a_text_added_twice_is_noticed(tmp_path: Path) -> None:
    paths = files(tmp_path, "notes.txt") * 2
    _, again = add_files(paths, Desk().front())
    assert "already in the project, as “notes.txt”" in (again.notice or "")


def test_a_pdf_that_is_called_a_text_is_a_pdf(tmp_path: Path) -> None:
    path = tmp_path / "decision.txt"
    path.write_bytes(b"%PDF-1.7")
    desk = Desk()
    (outcome,) = add_files([path], desk.front())
    assert outcome.notice is None
    assert read_file(path).sha256 in desk.stored


def test_what_is_read_of_a_text_is_gone_afterwards(tmp_path: Path) -> None:
    class Reading(Desk):
        def read(
            self, path: Path, password: str | None, page_read: Callable[[int, int], None]
        ) -> DocumentText:
            assert path.read_bytes() == b"%PDF of notes.txt"
            self.asked.append((str(path), False))
            return super().read(path, password, page_read)

    desk = Reading()
    add_files(files(tmp_path, "notes.txt"), desk.front())
    ((path, _),) = desk.asked
    assert not Path(path).parent.exists()
