"""Commands that give a paragraph a theme and take it away, and that mark a document as done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from app.cli.opening import PROJECT, writing
from app.cli.output import notice
from app.errors import UserError
from app.model import Document, MemoTarget, Paragraph, Passage
from app.project import annotations as given_themes
from app.project import codebook, coders, completions, documents, memos, passages
from app.project.database import Project

_OPENING = 60


def _place_options(command: Callable[..., None]) -> Callable[..., None]:
    """The options that say which paragraph, which theme and whose."""
    for option in reversed(
        (
            PROJECT,
            click.option(
                "--document", required=True, metavar="NAME", help="Its title, file name, or how one begins."
            ),
            click.option(
                "--paragraph",
                "ordinal",
                type=click.IntRange(min=1),
                required=True,
                metavar="N",
                help="Its place in the document, as “diptych paragraphs” counts.",
            ),
            click.option("--theme", required=True, metavar="THEME", help="A theme of the codebook."),
            click.option("--coder", required=True, metavar="NAME", help="Who annotates."),
        )
    ):
        command = option(command)
    return command


@click.command(
    epilog="Example: diptych tag study.db --document decision-12 --paragraph 31 --theme aid --coder Ana"
)
@_place_options
@click.option("--memo", metavar="TEXT", help="Also note this on the paragraph.")
def tag(project: Path, document: str, ordinal: int, theme: str, coder: str, memo: str | None) -> None:
    """Give a paragraph a theme."""
    with writing(project) as opened:
        found = documents.find(opened, document)
        paragraph, passage = _paragraph(opened, found, ordinal)
        given = codebook.find(opened, theme)
        with opened.edit() as edit:
            by = coders.ensure(edit, coder)
            given_themes.tag(edit, passage, given.id, by.id)
            if memo is not None:
                memos.write(edit, MemoTarget.PASSAGE, passage.id, by.id, memo)
    notice(f"{by.name} gave {_cited(found, paragraph)} the theme {given.name}.")


@click.command(
    epilog="Example: diptych untag study.db --document decision-12 --paragraph 31 --theme aid --coder Ana"
)
@_place_options
def untag(project: Path, document: str, ordinal: int, theme: str, coder: str) -> None:
    """Take a theme away from a paragraph."""
    with writing(project) as opened:
        found = documents.find(opened, document)
        paragraph, passage = _paragraph(opened, found, ordinal)
        taken, by = codebook.find(opened, theme), coders.find(opened, coder)
        given = {
            (annotation.passage_id, annotation.theme_id, annotation.coder_id)
            for annotation in given_themes.all(opened, found.id)
        }
        if (passage.id, taken.id, by.id) not in given:
            raise UserError(f"{by.name} has not given {_cited(found, paragraph)} the theme {taken.name}.")
        with opened.edit() as edit:
            given_themes.untag(edit, passage.id, taken.id, by.id)
    notice(f"{by.name} took the theme {taken.name} from {_cited(found, paragraph)}.")


@click.command(epilog="Example: diptych done study.db --document decision-12 --coder Ana")
@PROJECT
@click.option("--document", required=True, metavar="NAME", help="Its title, file name, or how one begins.")
@click.option("--coder", required=True, metavar="NAME", help="Who is done with it.")
@click.option("--undo", is_flag=True, help="Not done after all.")
def done(project: Path, document: str, coder: str, undo: bool) -> None:
    """Mark a document as done by a coder.

    “diptych agreement” compares coders on the documents they all marked as done.
    """
    with writing(project) as opened:
        found = documents.find(opened, document)
        with opened.edit() as edit:
            by = coders.find(opened, coder) if undo else coders.ensure(edit, coder)
            (completions.unmark if undo else completions.mark)(edit, found.id, by.id)
    notice(f"{by.name} is {'not ' if undo else ''}done with {found.title}.")


def _paragraph(project: Project, document: Document, ordinal: int) -> tuple[Paragraph, Passage]:
    found = documents.paragraphs(project, document.id)
    if ordinal > len(found):
        raise UserError(f"{document.title} has {len(found)} paragraphs, so there is no paragraph {ordinal}.")
    passage = passages.of_paragraphs(found, document.id, document.sha256, ordinal, ordinal)
    return found[ordinal - 1], passage


def _cited(document: Document, paragraph: Paragraph) -> str:
    text = paragraph.text if len(paragraph.text) <= _OPENING else paragraph.text[:_OPENING].rstrip() + "…"
    return f"{document.title}, paragraph {paragraph.ordinal} (“{text}”)"
