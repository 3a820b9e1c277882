"""Rows from elsewhere are looked at one by one before any of them is taken: types, lengths, ids, references.

A row that could not have been written by this program makes the whole file refused; nothing of it is kept.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum

from app.errors import UserError
from app.model import Kind, MemoTarget, PassageKind
from app.project import codebook, identity, memos, names
from app.project.correcting import What
from app.project.state import COLUMNS, PARAGRAPH_COLUMNS, STAMPS, Row, Rows, StoredFile, StoredText
from app.project.superseded import KEPT, Version

MAX_ROWS = 2_000_000
MAX_PAGES = 100_000
MAX_TEXT = 50_000_000
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
# A lone surrogate is in no text that can be stored.
_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
_FARTHEST = 1e7
_LONGEST_CONTEXT = 10_000
_LARGEST_COUNT = 2**31

Test = Callable[[object], bool]


def _text(longest: int, shortest: int = 0) -> Test:
    def is_sound(value: object) -> bool:
        if not isinstance(value, str) or not shortest <= len(value) <= longest:
            return False
        return "\x00" not in value if value.isascii() else not _NO_TEXT.search(value)

    return is_sound


def _matching(pattern: re.Pattern[str]) -> Test:
    return lambda value: isinstance(value, str) and pattern.fullmatch(value) is not None


def _count(least: int) -> Test:
    return lambda value: type(value) is int and least <= value < _LARGEST_COUNT


def _or_nothing(test: Test) -> Test:
    return lambda value: value is None or test(value)


def _one_of(values: type[StrEnum]) -> Test:
    known = {str(value) for value in values}
    return lambda value: isinstance(value, str) and value in known


def _stamp(value: object) -> bool:
    if not (isinstance(value, str) and _STAMP.fullmatch(value)):
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def _number(value: object) -> bool:
    return type(value) in (int, float) and abs(value) < _FARTHEST  # type: ignore[arg-type] # a number, just tested


def boxes_are_sound(value: object) -> bool:
    """Whether a stored list of boxes can be read, with finite numbers; an empty one is no place at all."""
    if not isinstance(value, str):
        return False
    try:
        boxes = json.loads(value)
    except (ValueError, RecursionError):
        return False
    return (
        isinstance(boxes, list)
        and bool(boxes)
        and all(
            isinstance(b, list) and len(b) == 5 and all(map(_number, b)) and _count(1)(b[0]) for b in boxes
        )
    )


_ID = _matching(_UUID)
_NAME = _text(names.LONGEST_NAME, 1)
_SOUND: Mapping[str, Mapping[str, Test]] = {
    "documents": {
        "sha256": _matching(_SHA256),
        "title": _text(names.LONGEST_TITLE, 1),
        "file_name": _text(names.LONGEST_TITLE, 1),
        "page_count": lambda value: _count(0)(value) and int(str(value)) <= MAX_PAGES,
        "engine": _text(200),
    },
    "corrections": {
        "document_id": _ID,
        "what": _one_of(What),
        "before": _text(_LONGEST_CONTEXT),
        "after": _text(_LONGEST_CONTEXT),
        "near": _count(0),
        "kind": _or_nothing(_one_of(Kind)),
    },
    "coders": {"name": _NAME},
    "completions": {"document_id": _ID, "coder_id": _ID},
    "themes": {
        "name": _NAME,
        "parent_id": _or_nothing(_ID),
        "colour": _matching(_COLOUR),
        "key": _or_nothing(_text(1, 1)),
        "definition": _text(codebook.LONGEST_DEFINITION),
        "ordinal": _count(0),
    },
    "passages": {
        "document_id": _ID,
        "kind": _one_of(PassageKind),
        "first_paragraph": _or_nothing(_count(1)),
        "last_paragraph": _or_nothing(_count(1)),
        "page": _count(1),
        "last_page": _count(1),
        "quote": _text(MAX_TEXT),
        "prefix": _text(1000),
        "suffix": _text(1000),
        "text_start": _count(0),
        "text_end": _count(0),
        "boxes": boxes_are_sound,
    },
    "annotations": {"passage_id": _ID, "theme_id": _ID, "coder_id": _ID},
    "memos": {
        "target": _one_of(MemoTarget),
        "target_id": _ID,
        "coder_id": _ID,
        "text": _text(memos.LONGEST),
    },
}
_STAMPS: Mapping[str, Test] = {
    "id": _ID,
    "created": _stamp,
    "changed": _stamp,
    "deleted": _or_nothing(_stamp),
}
_TARGETS = {"passage": "passages", "theme": "themes", "document": "documents"}
_REFERENCES = {
    "corrections": {"document_id": "documents"},
    "completions": {"document_id": "documents", "coder_id": "coders"},
    "themes": {"parent_id": "themes"},
    "passages": {"document_id": "documents"},
    "annotations": {"passage_id": "passages", "theme_id": "themes", "coder_id": "coders"},
    "memos": {"coder_id": "coders"},
}


def check_rows(rows: Rows, name: str) -> None:
    """Raise UserError, naming the file `name`, unless all rows are sound and what they refer to is there."""
    if sum(map(len, rows.values())) > MAX_ROWS:
        raise UserError(f"“{name}” holds more than {MAX_ROWS:,} rows, so nothing of it was taken.")
    for table in COLUMNS:
        for id, row in rows[table].items():
            if not _is_sound(table, id, row) or not _refers(table, row, rows) or not _is_named(table, row):
                raise _damaged(name, f"{table}, {id}")


def check_versions(versions: Mapping[str, Version], rows: Rows, name: str) -> None:
    """Raise UserError unless all versions are sound and of rows that are there."""
    if len(versions) > MAX_ROWS:
        raise UserError(
            f"“{name}” holds more than {MAX_ROWS:,} earlier versions, so nothing of it was taken."
        )
    for id, version in versions.items():
        if not _version_is_sound(id, version, rows):
            raise _damaged(name, f"versions, {id}")


def _version_is_sound(id: str, version: Version, rows: Rows) -> bool:
    if version.table not in KEPT or version.row_id not in rows[version.table]:
        return False
    if not (_stamp(version.changed) and _or_nothing(_stamp)(version.deleted)):
        return False
    try:
        said = version.said
    except ValueError:
        return False
    tests = {**_SOUND[version.table], **_STAMPS}
    return (
        said.keys() == set(KEPT[version.table])
        and all(tests[column](value) for column, value in said.items())
        and version.id == id
        and version == Version.made(*version[1:-1], said)
    )


def check_places(passages: Mapping[str, Row], lengths: Mapping[str, int], name: str) -> None:
    """Raise UserError unless passages lie within their documents; `lengths` counts the paragraphs of each."""
    for id, row in passages.items():
        first, last = row["first_paragraph"], row["last_paragraph"]
        length = lengths[str(row["document_id"])]
        lost = first is None and last is None
        if not lost and not (isinstance(first, int) and isinstance(last, int) and first <= last <= length):
            raise _damaged(name, f"passages, {id}")


def check_content(file: StoredFile, sha256: str, name: str) -> None:
    """Raise UserError unless a file's content is what its hash says."""
    if file.content is not None and hashlib.sha256(file.content).hexdigest() != sha256:
        raise _damaged(name, "the file of a document")


def _damaged(name: str, where: str) -> UserError:
    return UserError(
        f"“{name}” is damaged or was not made with Diptych ({where}), so nothing of it was taken. "
        "Ask for it once more."
    )


def check_text(text: StoredText, name: str) -> None:
    """Raise UserError unless a document's stored pages and paragraphs are sound."""
    pages_sound = len(text.pages) <= MAX_PAGES and all(
        _count(1)(number) and _number(width) and _number(height) for number, width, height in text.pages
    )
    ordinals = [row[0] for row in text.paragraphs]
    if not (
        pages_sound
        and ordinals == list(range(1, len(ordinals) + 1))
        and all(map(_paragraph_is_sound, text.paragraphs))
    ):
        raise _damaged(name, "the text of a document")


def _paragraph_is_sound(row: tuple[object, ...]) -> bool:
    cells = dict(zip(PARAGRAPH_COLUMNS, row, strict=True))
    return (
        _one_of(Kind)(cells["kind"])
        and _or_nothing(_text(200))(cells["number"])
        and _count(0)(cells["level"])
        and _count(1)(cells["page"])
        and _count(1)(cells["last_page"])
        and _or_nothing(_count(1))(cells["cited_by"])
        and _text(MAX_TEXT)(cells["text"])
        and boxes_are_sound(cells["boxes"])
    )


def _is_sound(table: str, id: str, row: Row) -> bool:
    tests = {**_SOUND[table], **_STAMPS}
    return (
        row.get("id") == id
        and row.keys() == {*COLUMNS[table], *STAMPS}
        and all(test(row[column]) for column, test in tests.items())
    )


def _refers(table: str, row: Row, rows: Rows) -> bool:
    references = dict(_REFERENCES.get(table, {}))
    if table == "memos":
        references["target_id"] = _TARGETS[str(row["target"])]
    return all(row[column] is None or row[column] in rows[other] for column, other in references.items())


def _is_named(table: str, row: Row) -> bool:
    """Whether a row has the id that its content gives it everywhere, where there is such a one."""
    match table:
        case "documents":
            return row["id"] == identity.document_id(str(row["sha256"]))
        case "annotations":
            parts = (str(row[column]) for column in ("passage_id", "theme_id", "coder_id"))
            return row["id"] == identity.annotation_id(*parts)
        case "completions":
            return row["id"] == identity.completion_id(str(row["document_id"]), str(row["coder_id"]))
        case "memos":
            parts = (str(row[column]) for column in ("target", "target_id", "coder_id"))
            return row["id"] == identity.memo_id(*parts)
    return True
