"""Web annotations of other programs (W3C Recommendation, 23 February 2017), taken in as far as they go.

A tagging or classifying body becomes a theme, other text a memo, an annotation without text the theme its
motivation names. A passage is found by the words it quotes, or is the rectangle of a PDF fragment. Nothing is
fetched: what is kept elsewhere is counted as left out.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, unquote

from app.errors import UserError
from app.exchange.assembling import Assembly
from app.exchange.web_annotation import SHA256
from app.exchange.web_annotation_reading import Json
from app.model import Anchor, Box, Document
from app.project.database import Project

_TAGGING = {"tagging", "classifying", "identifying", "categorizing"}
_MOST_NESTED = 8
_TAG = re.compile(r"<[^<>]*>")
_NOBODY = "unknown"
_ANY = {"target", "items", "first", "next", "last", "total"}
"""Of these an annotation, a page or a collection has at least one."""


def read(collection: Json, path: Path, project: Project) -> Assembly:
    """What a file says of a project's documents. Raises UserError if it is about something else."""
    if not _ANY & collection.keys():
        raise UserError(f"“{path.name}” holds no web annotations.")
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    assembly = Assembly(project, written.isoformat(timespec="microseconds").replace("+00:00", "Z"))
    for annotation in _annotations(collection, assembly):
        _take(annotation, assembly)
    return assembly


def _annotations(value: Json, assembly: Assembly) -> Iterator[Json]:
    """The annotations of a collection, of a page, or the one there is."""
    if "target" in value:
        yield value
        return
    first = value.get("first")
    if isinstance(first, str) or isinstance(value.get("next"), str):
        assembly.lose("pages of annotations that are kept elsewhere")
    page = first if isinstance(first, dict) else value
    items = page.get("items")
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            yield item
        else:
            assembly.lose("annotations that are kept elsewhere")


def _take(annotation: Json, assembly: Assembly) -> None:
    coder = _name(annotation.get("creator")) or _NOBODY
    created, changed = annotation.get("created"), annotation.get("modified")
    tags, comments = _bodies(annotation, assembly)
    for target in _several(annotation.get("target")):
        passage = _passage(target, assembly)
        if passage is None:
            continue
        by = assembly.coder(coder)
        for tag in tags:
            assembly.annotate(passage, assembly.theme(tag), by, created, changed)
        for comment in comments:
            assembly.memo(passage, by, comment, created, changed)


def _bodies(annotation: Json, assembly: Assembly) -> tuple[list[str], list[str]]:
    """The themes and the memos an annotation's bodies make; its motivation where there is neither."""
    motivation = _word(annotation.get("motivation"))
    tags: list[str] = []
    comments: list[str] = []
    given = [*_several(annotation.get("body")), *_several(annotation.get("bodyValue"))]
    for body in given:
        purpose, text = _body(body, motivation, _MOST_NESTED)
        if not text:
            assembly.lose("bodies that are kept elsewhere or are no text")
        elif purpose in _TAGGING:
            tags.append(text)
        else:
            comments.append(text)
    if not given:
        tags.append(motivation or "highlighting")
    return tags, comments


def _body(body: object, motivation: str, depth: int) -> tuple[str, str]:
    """What a body is for, and its text; of a choice the first that has one."""
    if isinstance(body, str):
        is_address = ":" in body.split("/")[0] and "/" in body
        return motivation, (_last(body) if motivation in _TAGGING else "") if is_address else body
    if not isinstance(body, dict) or not depth:
        return motivation, ""
    purpose = _word(body.get("purpose")) or motivation
    for item in _several(body.get("items")):
        found = _body(item, purpose, depth - 1)
        if found[1]:
            return found
    value = body.get("value")
    if isinstance(value, str):
        plain = html.unescape(_TAG.sub("", value)) if body.get("format") == "text/html" else value
        return purpose, plain.strip()
    address = _address(body)
    return purpose, _last(address) if purpose in _TAGGING and address else ""


def _passage(target: object, assembly: Assembly) -> str | None:
    address = target if isinstance(target, str) else _address(target) if isinstance(target, dict) else ""
    document = _document(address, assembly)
    if document is None:
        assembly.lose("annotations on what is no document of the project")
        return None
    selectors = list(_selectors(target.get("selector"), _MOST_NESTED)) if isinstance(target, dict) else []
    if not selectors and "#" in address:
        selectors = [{"type": "FragmentSelector", "value": address.split("#", 1)[1]}]
    passage = _quoted(selectors, document, assembly) or _region(selectors, document, assembly)
    if passage is None:
        assembly.lose("annotations whose words were not found, or on whole documents")
    return passage


def _quoted(selectors: list[Json], document: Document, assembly: Assembly) -> str | None:
    positions = [s for s in selectors if s.get("type") == "TextPositionSelector"]
    start = next((_place(s.get("start")) for s in positions), 0)
    for selector in selectors:
        if selector.get("type") == "TextQuoteSelector":
            exact, prefix, suffix = (_word(selector.get(part)) for part in ("exact", "prefix", "suffix"))
            return assembly.quoted(document, Anchor((), exact, prefix, suffix, start, start + len(exact)))
    return None


def _region(selectors: list[Json], document: Document, assembly: Assembly) -> str | None:
    for selector in selectors:
        if selector.get("type") == "FragmentSelector":
            box = _view(_word(selector.get("value")))
            if box is not None:
                return assembly.region(document, box)
    return None


def _view(fragment: str) -> Box | None:
    """The rectangle of a PDF fragment (RFC 3778, section 3): page, left, top, width and height."""
    fields = parse_qs(fragment)
    try:
        page = int(fields["page"][0])
        left, top, width, height = (float(part) for part in fields["viewrect"][0].split(","))
    except (KeyError, ValueError):
        return None
    return Box(page, left, top, left + width, top + height)


def _selectors(value: object, depth: int) -> Iterator[Json]:
    """The selectors of a target, those that refine others first."""
    for selector in _several(value) if depth else ():
        if isinstance(selector, dict):
            yield from _selectors(selector.get("refinedBy"), depth - 1)
            yield selector


def _document(address: str, assembly: Assembly) -> Document | None:
    if address.startswith(SHA256):
        return assembly.document(address.removeprefix(SHA256))
    name = _last(address)
    return assembly.document(name) or assembly.document(re.sub(r"\.[^.]{1,5}$", "", name))


def _address(value: Json) -> str:
    """What a resource is called: that of its source, where it is a part of one."""
    source = value.get("source", value.get("id", value.get("@id")))
    return _address(source) if isinstance(source, dict) and source is not value else _word(source)


def _last(address: str) -> str:
    return unquote(address.split("#")[0].split("?")[0].rstrip("/").rsplit("/", 1)[-1])


def _name(value: object) -> str:
    for person in _several(value):
        if isinstance(person, dict):
            return next((_word(person[k]) for k in ("name", "nickname", "id") if _word(person.get(k))), "")
        return _last(_word(person))
    return ""


def _several(value: object) -> list[object]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _place(value: object) -> int:
    return value if type(value) is int and value >= 0 else 0


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""
