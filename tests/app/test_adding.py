"""Adding files: what comes of each, and what is asked on the way."""

from __future__ import annotations

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
