"""Commands drawn at random and played on a sample project, for tests that hold after any of them."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from hypothesis import strategies as st

from app.changes import Changes
from app.errors import UserError
from app.history import History
from app.model import Kind, MemoTarget
from app.project import annotations as stored_annotations
from app.project import codebook, coders, completions, corrections, documents, memos, passages
from app.project.database import Edit, Project
from tests.app.project.making import add_document

T = TypeVar("T")


class Step(NamedTuple):
    """One command and what it chooses among whatever there is."""

    name: str
    a: int
    b: int
    c: int


THEMES = ("children", "sanctions", "Schools", "schools ", "supply chains")
CODERS = ("Ana", "Ben", "Chen")
DOCUMENTS = ("decision", "draft", "report")


def _tag(edit: Edit, step: Step) -> None:
    document = _any(documents.all(edit.project), step.a)
    text = documents.paragraphs(edit.project, document.id)
    first = step.b % len(text) + 1
    last = min(len(text), first + step.c % 3)
    passage = passages.of_paragraphs(text, document.id, document.sha256, first, last)
    theme = _any(codebook.all(edit.project), step.c)
    stored_annotations.tag(edit, passage, theme.id, coders.ensure(edit, CODERS[step.b % 3]).id)


def _untag(edit: Edit, step: Step) -> None:
    annotation = _any(stored_annotations.all(edit.project), step.a)
    stored_annotations.untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)


def _memo(edit: Edit, step: Step) -> None:
    coder = coders.ensure(edit, CODERS[step.b % 3])
    targets = {
        MemoTarget.PASSAGE: passages.all,
        MemoTarget.THEME: codebook.all,
        MemoTarget.DOCUMENT: documents.all,
    }
    target = list(targets)[step.c % 3]
    chosen = _any(targets[target](edit.project), step.a)  # type: ignore[operator]
    memos.write(edit, target, chosen.id, coder.id, ("", "a thought", "another")[step.b % 3])


def _change_theme(edit: Edit, step: Step) -> None:
    fields: list[dict[str, object]] = [
        {"name": THEMES[step.b % len(THEMES)]},
        {"colour": f"#{step.b:06x}", "key": None},
        {"ordinal": step.b},
        {"parent_id": _any(codebook.all(edit.project), step.b).id},
    ]
    codebook.change(edit, _any(codebook.all(edit.project), step.a).id, **fields[step.c % 4])


def _several(edit: Edit, step: Step) -> None:
    for command in (_tag, _memo, _delete_theme, _tag):
        command(edit, step)


def _done(edit: Edit, step: Step) -> None:
    say = completions.unmark if step.c % 3 == 0 else completions.mark
    say(edit, _document(edit, step), coders.ensure(edit, CODERS[step.b % 3]).id)


def _document(edit: Edit, step: Step) -> str:
    return _any(documents.all(edit.project), step.a).id


def _delete_theme(edit: Edit, step: Step) -> None:
    codebook.delete(edit, _any(codebook.all(edit.project), step.a).id)


def _split(edit: Edit, step: Step) -> None:
    document_id = _document(edit, step)
    paragraph = _any(list(documents.paragraphs(edit.project, document_id)), step.b)
    corrections.split(edit, document_id, paragraph.ordinal, 2 + step.c)


def _join(edit: Edit, step: Step) -> None:
    document_id = _document(edit, step)
    paragraph = _any(list(documents.paragraphs(edit.project, document_id)), step.b)
    corrections.join(edit, document_id, paragraph.ordinal)


def _set_kind(edit: Edit, step: Step) -> None:
    document_id = _document(edit, step)
    paragraph = _any(list(documents.paragraphs(edit.project, document_id)), step.b)
    corrections.set_kind(edit, document_id, paragraph.ordinal, list(Kind)[step.c])


COMMANDS: dict[str, Callable[[Edit, Step], object]] = {
    "add document": lambda edit, step: add_document(edit, DOCUMENTS[step.a % 3]),
    "remove document": lambda edit, step: documents.remove(
        edit, _any(documents.all(edit.project), step.a).id
    ),
    "rename document": lambda edit, step: documents.rename(
        edit, _any(documents.all(edit.project), step.a).id, f"title {step.b % 3}"
    ),
    "add theme": lambda edit, step: codebook.add(edit, THEMES[step.a % len(THEMES)]),
    "change theme": _change_theme,
    "delete theme": _delete_theme,
    "rename coder": lambda edit, step: coders.rename(
        edit, _any(coders.all(edit.project), step.a).id, f"coder {step.b % 3}"
    ),
    "tag": _tag,
    "tag again": _tag,
    "untag": _untag,
    "memo": _memo,
    "several": _several,
    "done": _done,
    "split": _split,
    "join": _join,
    "set kind": _set_kind,
}

steps = st.lists(
    st.builds(
        Step, st.sampled_from(sorted(COMMANDS)), st.integers(0, 8), st.integers(0, 8), st.integers(0, 8)
    ),
    min_size=1,
    max_size=12,
)


def play(history: History, step: Step) -> Changes:
    """Do one command; one that cannot be done here does nothing."""
    try:
        return history.run(step.name, lambda edit: COMMANDS[step.name](edit, step))
    except (UserError, IndexError):
        return Changes()


def contents(project: Project) -> tuple[object, ...]:
    """All that people see of a project."""
    return (
        documents.all(project),
        [documents.paragraphs(project, document.id) for document in documents.all(project)],
        codebook.all(project),
        sorted({(flat.coder, flat.passage_id) for flat in stored_annotations.flat(project)}),
        [(a.id, a.created) for a in stored_annotations.all(project)],
        [(memo.id, memo.text) for memo in memos.all(project)],
        completions.all(project),
        passages.some(project, [a.passage_id for a in stored_annotations.all(project)]),
    )


@contextmanager
def copy_of_sample() -> Iterator[Project]:
    """An open project with a document and two annotations, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.db")
        path.write_bytes(_sample())
        with Project.open(path) as project:
            yield project


@cache
def _sample() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "p.db")
        with Project.create(path) as project, project.edit() as edit:
            add_document(edit)
            for step in (Step("tag", 0, 1, 0), Step("tag", 0, 2, 2)):
                _tag(edit, step)
        return path.read_bytes()


def _any(choices: list[T], number: int) -> T:
    return choices[number % max(1, len(choices))]
