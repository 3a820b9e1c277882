"""A team's exchange file read back as the state it carries, which is checked before any of it is taken."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.errors import UserError
from app.exchange.web_annotation import FORMAT, UUID
from app.project.state import (
    COLUMNS,
    PAGE_COLUMNS,
    PARAGRAPH_COLUMNS,
    STAMPS,
    Cells,
    Row,
    Rows,
    StoredFile,
    StoredText,
)
from app.project.superseded import Version

MAX_BYTES = 512 * 1024 * 1024
Json = dict[str, object]


_ENDINGS = {".json", ".jsonld"}


def load(path: Path) -> Json:
    """The JSON object in a file. Raises UserError if it is none, or too large."""
    if path.stat().st_size > MAX_BYTES:
        raise UserError(f"“{path.name}” is too large to be an exchange file.")
    try:
        value = json.loads(path.read_bytes(), parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        if path.suffix.lower() not in _ENDINGS:
            raise UserError(f"“{path.name}” is of no kind that can be brought in.") from error
        raise UserError(f"“{path.name}” cannot be read: it is not JSON, or is cut short.") from error
    if not isinstance(value, dict):
        raise UserError(f"“{path.name}” holds no annotations.")
    return value


def is_ours(collection: Json) -> bool:
    """Whether a collection was written by `web_annotation`."""
    return "diptych:format" in collection


def _refuse_constant(name: str) -> None:
    raise ValueError(name)


class CarriedState:
    """What an exchange file says. Raises UserError if it is not in the form this program writes."""

    losses: Sequence[str] = ()

    def __init__(self, collection: Json, name: str) -> None:
        if collection["diptych:format"] != FORMAT:
            raise UserError(f"“{name}” was written by a newer version of Diptych. Install that to read it.")
        self._texts: dict[str, StoredText] = {}
        self._corrected: dict[str, Cells] = {}
        self._files: dict[str, StoredFile] = {}
        try:
            self.rows: Rows = self._read(collection)
            carried = map(_version, _objects(collection.get("diptych:versions", [])))
            self.versions: dict[str, Version] = {version.id: version for version in carried}
        except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as error:
            raise UserError(
                f"“{name}” is damaged or was not made with Diptych, so nothing of it was taken. "
                "Ask for it once more."
            ) from error

    def text(self, document_id: str) -> StoredText:
        """A document's pages and paragraphs."""
        return self._texts[document_id]

    def paragraphs(self, document_id: str) -> Cells:
        """A document's paragraphs as its passages count them, its readers' corrections made."""
        return self._corrected[document_id]

    def file(self, sha256: str) -> StoredFile | None:
        """The file of that hash, as far as it is known."""
        return self._files.get(sha256)

    def _read(self, collection: Json) -> Rows:
        items = _objects(_object(collection["first"])["items"])
        annotations = [_annotation(item) for item in items]
        return {
            "documents": _by_id(self._document(entry) for entry in _objects(collection["diptych:documents"])),
            "passages": _by_id(_packed(entry) for entry in _objects(collection["diptych:passages"])),
            "annotations": _by_id([*annotations, *_objects(collection["diptych:deleted"])]),
            **{
                t: _by_id(_objects(collection[f"diptych:{t}"]))
                for t in ("corrections", "coders", "completions", "themes", "memos")
            },
        }

    def _document(self, entry: Json) -> Row:
        row = {column: entry[column] for column in (*COLUMNS["documents"], *STAMPS)}
        id, paragraphs = str(row["id"]), _paragraphs(entry["paragraphs"])
        pages = tuple(tuple(page[column] for column in PAGE_COLUMNS) for page in _objects(entry["pages"]))
        self._texts[id] = StoredText(pages, paragraphs)
        self._corrected[id] = _paragraphs(entry["corrected"]) if "corrected" in entry else paragraphs
        content = base64.b64decode(str(entry["content"]), validate=True) if "content" in entry else None
        size = len(content) if content is not None else 0
        self._files[str(row["sha256"])] = StoredFile(str(row["file_name"]), size, content)
        return row


def _paragraphs(value: object) -> Cells:
    rows = [_packed(paragraph) for paragraph in _objects(value)]
    return tuple(tuple(row[column] for column in PARAGRAPH_COLUMNS) for row in rows)


def _annotation(item: Json) -> Row:
    bodies = _objects(item["body"])
    (theme,) = [body for body in bodies if body.get("purpose") == "tagging"]
    return {
        "id": _uuid(item),
        "passage_id": _uuid(_object(item["target"])),
        "theme_id": _uuid(theme),
        "coder_id": _uuid(_object(item["creator"])),
        "created": item["created"],
        "changed": item["modified"],
        "deleted": None,
    }


def _version(entry: Json) -> Version:
    deleted = None if entry["deleted"] is None else _text(entry["deleted"])
    table, row_id, changed = (_text(entry[key]) for key in ("of_table", "row_id", "changed"))
    return Version.made(table, row_id, changed, deleted, _object(entry["content"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("a text was expected")
    return value


def _uuid(value: Json) -> str:
    return str(value["id"]).removeprefix(UUID)


def _packed(row: Json) -> Json:
    return {**row, "boxes": json.dumps(row["boxes"], separators=(",", ":"))}


def _object(value: object) -> Json:
    if not isinstance(value, dict):
        raise TypeError("an object was expected")
    return value


def _objects(value: object) -> list[Json]:
    if not isinstance(value, list):
        raise TypeError("a list was expected")
    return [_object(entry) for entry in value]


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        if found.setdefault(str(row["id"]), row) is not row:
            raise ValueError("an id occurs twice")
    return found
