"""Builds the example project from the sample texts and the table of their coding: `python -m app.samples`.

A command for developers: run it after a change to the texts, the coding, the typesetting or the finding of
paragraphs, and commit the project it writes.
"""

from __future__ import annotations

import csv
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import resources
from app.citation import place
from app.errors import UserError
from app.model import Document, MemoTarget, Paragraph, Passage
from app.pdf.markup import read_markup
from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.pdf.typeset import typeset
from app.project import annotations as stored_annotations
from app.project import clock, codebook, coders, completions, documents, memos, passages
from app.project.database import Edit, Project

_BEGUN = "2026-11-09T08:56:31.402117Z"
"""When the example project was made, going by its time stamps."""


@dataclass(frozen=True, slots=True)
class CodingStep:
    """One line of the coding table: a coder tags a paragraph, writes a memo, or both.

    `document` is the name of a sample text; `paragraph` is its printed number (`12`, `12 (a)`) or its first
    words. Without a paragraph the memo is on the document, without a document on the theme.
    """

    at: str
    coder: str
    document: str
    paragraph: str
    theme: str
    memo: str


def build(path: Path) -> None:
    """Write the example project to `path`, in place of what is there.

    Raises UserError where the coding table names a paragraph, theme or document that does not exist.
    """
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        unfinished = Path(folder) / path.name
        with clock.at(_BEGUN), Project.create(unfinished) as project:
            _add_documents(project, Path(folder))
            _define_themes(project)
        with Project.open(unfinished) as project:
            for step in coding_steps():
                with clock.at(step.at), project.edit() as edit:
                    _take(edit, step)
            _mark_done(project)
        unfinished.replace(path)


def coding_steps() -> Iterator[CodingStep]:
    """The lines of the coding table, in the order of time."""
    with resources.sample_coding().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield CodingStep(**row)


def find_paragraph(paragraphs: Sequence[Paragraph], wanted: str) -> Paragraph:
    """The one paragraph with this printed number or these first words; UserError if there is not just one."""
    if wanted[0].isdigit():
        found = [p for p in paragraphs if place(p, paragraphs) == f"paragraph {wanted}"]
    else:
        found = [p for p in paragraphs if p.text.startswith(wanted)]
    if len(found) != 1:
        raise UserError(f"The coding table names “{wanted}”, which is {len(found)} paragraphs of the text.")
    return found[0]


def _add_documents(project: Project, folder: Path) -> None:
    pool = Pool(workers=1)
    try:
        for source in resources.sample_texts():
            text = source.read_text(encoding="utf-8")
            pdf = folder / f"{source.stem}.pdf"
            pdf.write_bytes(typeset(text))
            title = read_markup(text).masthead["title"]
            read = pool.call(Read(Source(str(pdf))))
            with project.edit() as edit:
                documents.add(edit, content=pdf.read_bytes(), file_name=pdf.name, title=title, text=read)
    finally:
        pool.close()


def _define_themes(project: Project) -> None:
    with resources.sample_themes().open(encoding="utf-8", newline="") as file, project.edit() as edit:
        for row in csv.DictReader(file):
            codebook.change(edit, codebook.find(project, row["theme"]).id, definition=row["definition"])


def _mark_done(project: Project) -> None:
    with resources.sample_done().open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            with clock.at(row["at"]), project.edit() as edit:
                document = documents.find(project, f"{row['document']}.pdf")
                completions.mark(edit, document.id, coders.find(project, row["coder"]).id)


def _take(edit: Edit, step: CodingStep) -> None:
    """Do what a line of the coding table says."""
    coder = coders.ensure(edit, step.coder)
    if step.paragraph:
        passage = _passage(edit, step)
        passages.store(edit, passage)
        if step.theme:
            theme = codebook.find(edit.project, step.theme)
            stored_annotations.tag(edit, passage, theme.id, coder.id)
        target, id = MemoTarget.PASSAGE, passage.id
    elif step.document:
        target, id = MemoTarget.DOCUMENT, _document(edit, step).id
    else:
        target, id = MemoTarget.THEME, codebook.find(edit.project, step.theme).id
    if step.memo:
        memos.write(edit, target, id, coder.id, step.memo)


def _document(edit: Edit, step: CodingStep) -> Document:
    return documents.find(edit.project, f"{step.document}.pdf")


def _passage(edit: Edit, step: CodingStep) -> Passage:
    document = _document(edit, step)
    paragraphs = documents.paragraphs(edit.project, document.id)
    ordinal = find_paragraph(paragraphs, step.paragraph).ordinal
    return passages.of_paragraphs(paragraphs, document.id, document.sha256, ordinal, ordinal)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else resources.example_project())
