"""Commands that list what a project holds: documents, themes, coders, annotations."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import click

from app.cli.opening import AS_JSON, PROJECT, reading
from app.cli.output import listing
from app.cli.selecting import SELECTION, Selecting
from app.exchange import rows
from app.exchange.contents import Contents
from app.model import FURNITURE, Document
from app.project import completions

_SHOWN = ("document", "page", "paragraph", "paragraph_number", "theme", "coder", "quote", "memo")


@click.command("documents", epilog="Example: diptych documents study.db")
@PROJECT
@AS_JSON
def list_documents(project: Path, as_json: bool) -> None:
    """List a project's documents.

    With their pages, paragraphs, how many of these are tagged, and who is done with them.
    """
    with reading(project) as opened:
        contents = Contents(opened)
        done = completions.all(opened)
        records = [_document_record(contents, document, done) for document in contents.documents]
    if not as_json:
        records = [{**record, "done": ", ".join(map(str, record["done"]))} for record in records]
    listing(records, as_json=as_json, nothing="The project has no documents yet; “diptych add” adds some.")


def _document_record(
    contents: Contents, document: Document, done: frozenset[tuple[str, str]]
) -> dict[str, Any]:
    countable = {
        paragraph.ordinal for paragraph in contents.paragraphs(document.id) if paragraph.kind not in FURNITURE
    }
    annotations = contents.annotations(document.id)
    tagged = {
        ordinal
        for _, passage in annotations
        if passage.first is not None and passage.last is not None
        for ordinal in range(passage.first, passage.last + 1)
    }
    return {
        "document": document.title,
        "pages": document.page_count,
        "paragraphs": len(countable),
        "tagged": len(tagged & countable),
        "annotations": len(annotations),
        "done": [coder.name for coder in contents.coders if (document.id, coder.id) in done],
        "file": document.file_name,
        "sha256": document.sha256,
    }


@click.command("themes", epilog="Example: diptych themes study.db")
@PROJECT
@AS_JSON
def list_themes(project: Path, as_json: bool) -> None:
    """List a project's themes.

    In the order of its codebook, with how many annotations each has.
    """
    with reading(project) as opened:
        contents = Contents(opened)
    counts = Counter(annotation.theme_id for annotation, _ in contents.all_annotations())
    names = {theme.id: theme.name for theme in contents.themes}
    records = [
        {
            "theme": theme.name,
            "key": theme.key,
            "colour": theme.colour,
            "annotations": counts[theme.id],
            "parent": names.get(theme.parent_id or ""),
            "definition": theme.definition,
        }
        for theme in contents.themes
    ]
    listing(records, as_json=as_json, nothing="The project has no themes.")


@click.command("coders", epilog="Example: diptych coders study.db")
@PROJECT
@AS_JSON
def list_coders(project: Path, as_json: bool) -> None:
    """List a project's coders, and how much each annotated."""
    with reading(project) as opened:
        contents = Contents(opened)
    counts = Counter(annotation.coder_id for annotation, _ in contents.all_annotations())
    records = [{"coder": coder.name, "annotations": counts[coder.id]} for coder in contents.coders]
    listing(records, as_json=as_json, nothing="Nobody has annotated in this project yet.")


@click.command("annotations", epilog="Example: diptych annotations study.db --theme sanctions --coder Ana")
@PROJECT
@SELECTION
@AS_JSON
def list_annotations(project: Path, selecting: Selecting, as_json: bool) -> None:
    """List a project's annotations.

    By document and place. To take them to another program, see “diptych export”.
    """
    with reading(project) as opened:
        table = rows.annotation_table(Contents(opened, selecting(opened)))
        names = [column.name for column in table.columns]
        records = [dict(zip(names, row.cells, strict=True)) for row in table.rows]
    if not as_json:
        records = [{name: record[name] for name in _SHOWN} for record in records]
    listing(records, as_json=as_json, nothing="There are no such annotations.")
