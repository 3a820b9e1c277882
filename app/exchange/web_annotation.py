"""The exchange file of a team, `.diptych.json`: a W3C AnnotationCollection that loses nothing.

Any reader of the Web Annotation Data Model (W3C Recommendation, 23 February 2017) finds one annotation an
item: the theme as a tagging body, the memo as a commenting one, the passage by page (RFC 3778 fragment),
quote and position. What that model has no words for (the codebook, deletions, the documents' text, what was
written before) stands beside the items under names that begin with `diptych:`, as the rows of a project have
it. Files written before there were histories have no `diptych:versions`, and programs of then pass over it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from app.exchange.contents import Selection
from app.progress import Watch, unwatched, watched
from app.project.identity import memo_id
from app.project.state import PAGE_COLUMNS, PARAGRAPH_COLUMNS, Cells, ProjectState, Row, Rows

FORMAT = 1
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"diptych": "urn:diptych:"}]
PDF_FRAGMENT = "http://tools.ietf.org/rfc/rfc3778"
_AT_ONCE = 10_000
"""Pieces of the text written together."""
UUID, SHA256 = "urn:uuid:", "urn:sha256:"


def write(
    state: ProjectState,
    selection: Selection,
    name: str,
    project_id: str,
    stream: BinaryIO,
    watch: Watch = unwatched,
) -> int:
    """Write what is selected and return how many annotations there are."""
    rows = selected(state.rows, selection)
    items = [_item(row, rows) for row in watched(list(_live(rows["annotations"])), watch)]
    collection = {
        "@context": CONTEXT,
        "id": UUID + project_id,
        "type": "AnnotationCollection",
        "label": name,
        "total": len(items),
        "diptych:format": FORMAT,
        "diptych:documents": [_document(row, state, selection.files) for row in _ordered(rows["documents"])],
        **{
            f"diptych:{table}": _ordered(rows[table])
            for table in ("corrections", "coders", "completions", "themes", "memos")
        },
        "diptych:passages": [_with_boxes(row) for row in _ordered(rows["passages"])],
        "diptych:versions": list(_versions(state, rows)),
        "diptych:deleted": [row for row in _ordered(rows["annotations"]) if row["deleted"] is not None],
        "first": {"id": f"{UUID}{project_id}#1", "type": "AnnotationPage", "startIndex": 0, "items": items},
    }
    # Piece by piece: as one text it would hold up every thread, and fill the memory.
    pieces = json.JSONEncoder(ensure_ascii=False, indent=1).iterencode(collection)
    for part in iter(lambda: list(islice(pieces, _AT_ONCE)), []):
        watch(0, 0)
        stream.write("".join(part).encode("utf-8", "backslashreplace"))
    return len(items)


def selected(rows: Rows, selection: Selection) -> Rows:
    """The rows of what is selected, with all they refer to; the codebook is always whole."""
    documents = _chosen(rows["documents"], "id", selection.documents)
    passages = _chosen(rows["passages"], "document_id", documents)
    annotations = _chosen(
        _chosen(rows["annotations"], "coder_id", selection.coders), "theme_id", selection.themes
    )
    annotations = {id: row for id, row in annotations.items() if row["passage_id"] in passages}
    if selection.coders or selection.themes:
        passages = _chosen(passages, "id", {str(row["passage_id"]) for row in annotations.values()} or {""})
    targets = {*documents, *passages, *rows["themes"]}
    memos = _chosen(rows["memos"], "coder_id", selection.coders)
    return {
        "documents": documents,
        "corrections": _chosen(rows["corrections"], "document_id", documents),
        "coders": _chosen(rows["coders"], "id", selection.coders),
        "completions": _chosen(
            _chosen(rows["completions"], "coder_id", selection.coders), "document_id", documents
        ),
        "themes": rows["themes"],
        "passages": passages,
        "annotations": annotations,
        "memos": {id: row for id, row in memos.items() if row["target_id"] in targets},
    }


def _versions(state: ProjectState, rows: Rows) -> Iterator[dict[str, object]]:
    """What the rows said before, without ids, which follow from it."""
    for version in sorted(state.versions.values(), key=lambda one: (one.changed, one.id)):
        if version.row_id in rows[version.table]:
            told = {"of_table": version.table, "row_id": version.row_id, "changed": version.changed}
            yield {**told, "deleted": version.deleted, "content": version.said}


def _chosen(rows: Mapping[str, Row], column: str, values: Iterable[str]) -> Mapping[str, Row]:
    wanted = frozenset(values)
    return {id: row for id, row in rows.items() if row[column] in wanted} if wanted else rows


def _live(rows: Mapping[str, Row]) -> Iterator[Row]:
    return (row for row in _ordered(rows) if row["deleted"] is None)


def _ordered(rows: Mapping[str, Row]) -> list[Row]:
    return sorted(rows.values(), key=lambda row: (str(row["created"]), str(row["id"])))


def _item(annotation: Row, rows: Rows) -> dict[str, object]:
    theme = rows["themes"][str(annotation["theme_id"])]
    coder = rows["coders"][str(annotation["coder_id"])]
    passage = rows["passages"][str(annotation["passage_id"])]
    tag = {"id": f"{UUID}{theme['id']}", "type": "TextualBody", "purpose": "tagging", "value": theme["name"]}
    return {
        "id": f"{UUID}{annotation['id']}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": {"id": f"{UUID}{coder['id']}", "type": "Person", "name": coder["name"]},
        "created": annotation["created"],
        "modified": annotation["changed"],
        "body": [tag, *_comments(passage, coder, rows)],
        "target": {
            "id": f"{UUID}{passage['id']}",
            "type": "SpecificResource",
            "source": _source(rows["documents"][str(passage["document_id"])]),
            "selector": _selectors(passage),
        },
    }


def _comments(passage: Row, coder: Row, rows: Rows) -> list[dict[str, object]]:
    memo = rows["memos"].get(memo_id("passage", str(passage["id"]), str(coder["id"])))
    if memo is None or memo["deleted"] is not None:
        return []
    return [
        {"id": f"{UUID}{memo['id']}", "type": "TextualBody", "purpose": "commenting", "value": memo["text"]}
    ]


def _source(document: Row) -> dict[str, object]:
    return {
        "id": f"{SHA256}{document['sha256']}",
        "type": "Text",
        "format": "application/pdf",
        "label": document["title"],
    }


def _selectors(passage: Row) -> list[dict[str, object]]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": passage["quote"],
        "prefix": passage["prefix"],
        "suffix": passage["suffix"],
    }
    position = {"type": "TextPositionSelector", "start": passage["text_start"], "end": passage["text_end"]}
    return [*_fragments(json.loads(str(passage["boxes"]))), quote, position]


def _fragments(boxes: list[list[float]]) -> Iterator[dict[str, object]]:
    """One fragment a page, of the rectangle around what lies on it: left, top, width, height."""
    for page in sorted({int(box[0]) for box in boxes}):
        here = [box for box in boxes if box[0] == page]
        left, top = min(box[1] for box in here), min(box[2] for box in here)
        width, height = max(box[3] for box in here) - left, max(box[4] for box in here) - top
        view = ",".join(f"{value:.6g}" for value in (left, top, width, height))
        yield {
            "type": "FragmentSelector",
            "conformsTo": PDF_FRAGMENT,
            "value": f"page={page}&viewrect={view}",
        }


def _with_boxes(row: Row) -> dict[str, object]:
    return {**row, "boxes": json.loads(str(row["boxes"]))}


def _document(row: Row, state: ProjectState, files: bool) -> dict[str, object]:
    text = state.text(str(row["id"]))
    file = state.file(str(row["sha256"])) if files else None
    content = base64.b64encode(file.content).decode() if file and file.content is not None else None
    corrected = state.paragraphs(str(row["id"]))
    return {
        **row,
        "pages": [dict(zip(PAGE_COLUMNS, page, strict=True)) for page in text.pages],
        "paragraphs": _paragraphs(text.paragraphs),
        **({"corrected": _paragraphs(corrected)} if corrected != text.paragraphs else {}),
        **({"content": content} if content is not None else {}),
    }


def _paragraphs(rows: Cells) -> list[dict[str, object]]:
    return [_with_boxes(dict(zip(PARAGRAPH_COLUMNS, cells, strict=True))) for cells in rows]
