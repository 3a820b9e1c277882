"""The command that lists what was written in a project before and does not stand."""

from __future__ import annotations

from pathlib import Path

import click

from app.cli.opening import AS_JSON, PROJECT, reading
from app.cli.output import Record, listing
from app.cli.selecting import SELECTION, Selecting
from app.exchange.contents import Selection
from app.model import Passage
from app.project import passages, versions
from app.project.database import Project
from app.project.versions import Earlier

_SHOWN = ("changed", "what", "document", "page", "paragraph", "theme", "coder", "removed", "said")
_WHAT = {
    "annotations": "annotation",
    "memos": "memo",
    "themes": "theme",
    "documents": "document",
    "coders": "coder",
}

EPILOG = """\b
Of two versions of the same thing the later one stands; the other is kept here
and goes along with every merge. “changed” is when it was written, given or
removed. With --json, “content” has all columns of an earlier version, and
“now” those of the one that stands (null where it was removed).

\b
Examples:
  diptych history study.db --document decision-12
  diptych history study.db --theme sanctions --json
"""


@click.command(epilog=EPILOG)
@PROJECT
@SELECTION
@AS_JSON
def history(project: Path, selecting: Selecting, as_json: bool) -> None:
    """List what was written before and does not stand, latest first.

    Memos, themes, titles and names as they were, and annotations that were given or removed.
    """
    with reading(project) as opened:
        records = _records(opened, selecting(opened))
    if not as_json:
        shortened = [{**record, "removed": "removed" if record["removed"] else ""} for record in records]
        records = [{name: record[name] for name in _SHOWN} for record in shortened]
    listing(records, as_json=as_json, nothing="Nothing was written before that does not stand.")


def _records(project: Project, selection: Selection) -> list[Record]:
    names, found = versions.names(project), list[Record]()
    written = versions.everything(project)
    on = {
        each.id: each
        for each in passages.some(project, [one.passage_id for one in written if one.passage_id])
    }
    for one in written:
        passage = on.get(one.passage_id or "")
        document_id = passage.document_id if passage else one.document_id
        if _is_selected(one, document_id, selection):
            found.append(_record(one, passage, names.get(document_id or "", "")))
    return found


def _is_selected(one: Earlier, document_id: str | None, selection: Selection) -> bool:
    chosen = (
        (selection.themes, one.theme_id),
        (selection.coders, one.coder_id),
        (selection.documents, document_id),
    )
    return all(not wanted or id in wanted for wanted, id in chosen)


def _record(one: Earlier, passage: Passage | None, document: str) -> Record:
    return {
        "what": _WHAT[one.table],
        "document": document or None,
        "page": passage.anchor.boxes[0].page if passage else None,
        "paragraph": passage.first if passage else None,
        "quote": passage.anchor.quote if passage else None,
        "theme": one.theme or None,
        "coder": one.coder or None,
        "changed": one.changed,
        "removed": one.removed,
        "said": _said(one),
        "content": one.said,
        "now": one.now,
        "id": one.row_id,
    }


def _said(one: Earlier) -> str:
    """What it said, of a theme all that is not so now."""
    if one.table != "themes":
        return one.text
    now = one.now or {}
    changed = {column: value for column, value in one.said.items() if value and value != now.get(column)}
    return "; ".join(f"{column}: {value}" for column, value in changed.items())
