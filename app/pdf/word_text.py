"""A Word file as HTML, ready to be typeset: headings, numbered paragraphs, tables, notes, bold and italic.

What was deleted with tracked changes is left out, what was inserted is in. Nothing outside the file is read,
and of the file only its texts.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import escape
from xml.etree.ElementTree import Element, ParseError

from app.pdf.word_numbers import WORD, Numbers, attribute, value

LARGEST_PART = 60_000_000
_DEEPEST = 24
_HEADING = re.compile(r"(?:heading|title)(?: ([1-6]))?", re.IGNORECASE)
_OFF = {"0", "false", "none", "off"}
_UNSEEN = {f"{WORD}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "txbxContent", "instrText")}
_ELSEWHERE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_THROUGH = {f"{WORD}{name}" for name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def html_of(content: bytes) -> str:
    """The page. Raises ValueError where the file is no Word file, or not a sound one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = {name: _part(package, name) for name in ("document", "styles", "numbering", "footnotes")}
    except (zipfile.BadZipFile, zlib.error, ParseError, OSError, RuntimeError, NotImplementedError) as error:
        raise ValueError("not a Word file") from error
    document = parts.pop("document")
    body = document.find(f"{WORD}body") if document is not None else None
    if body is None:
        raise ValueError("a Word file without a text")
    return _Page(**parts).of(body)


def _part(package: zipfile.ZipFile, name: str) -> Element | None:
    """One part of the package; None where there is none."""
    from defusedxml.ElementTree import fromstring

    try:
        member = package.getinfo(f"word/{name}.xml")
    except KeyError:
        return None
    if member.file_size > LARGEST_PART:
        raise ValueError("a part too large to be read")
    element: Element = fromstring(package.read(member))
    return element


class _Page:
    """Writes the page, counting numbers and notes as they come."""

    def __init__(self, styles: Element | None, numbering: Element | None, footnotes: Element | None) -> None:
        found = styles.iterfind(f"{WORD}style") if styles is not None else ()
        self._styles = {attribute(style, "styleId"): style for style in found}
        self._numbers = Numbers(numbering)
        notes = footnotes.iterfind(f"{WORD}footnote") if footnotes is not None else ()
        self._notes = {attribute(note, "id"): note for note in notes}
        self._called: list[str] = []

    def of(self, body: Element) -> str:
        """The whole page, the notes at its end."""
        written = list(self._blocks(body, 0))
        for number, id in enumerate(self._called, start=1):
            paragraphs = self._notes[id].iterfind(f"{WORD}p") if id in self._notes else ()
            text = " ".join("".join(self._runs(paragraph, 0)) for paragraph in paragraphs)
            written.append(f"<p><sup>{number}</sup> {text}</p>")
        return f"<html><body>{''.join(written)}</body></html>"

    def _blocks(self, parent: Element, depth: int) -> Iterator[str]:
        for child in parent if depth < _DEEPEST else ():
            if child.tag == f"{WORD}p":
                yield self._paragraph(child)
            elif child.tag == f"{WORD}tbl":
                yield f"<table>{''.join(self._rows(child, depth))}</table>"
            elif child.tag in _THROUGH:
                yield from self._blocks(child, depth + 1)

    def _rows(self, table: Element, depth: int) -> Iterator[str]:
        for row in table.iterfind(f"{WORD}tr"):
            cells = (
                f"<td>{''.join(self._blocks(cell, depth + 1))}</td>" for cell in row.iterfind(f"{WORD}tc")
            )
            yield f"<tr>{''.join(cells)}</tr>"

    def _paragraph(self, paragraph: Element) -> str:
        label, level = self._label(paragraph)
        text = "".join(self._runs(paragraph, 0)).strip()
        if not text:
            return ""
        whole = f"{escape(label)} {text}" if label else text
        heading = self._heading(paragraph)
        if heading:
            return f"<h{heading}>{whole}</h{heading}>"
        return f'<p style="margin-left: {2 * level}em">{whole}</p>' if level else f"<p>{whole}</p>"

    def _runs(self, parent: Element, depth: int) -> Iterator[str]:
        for child in parent if depth < _DEEPEST else ():
            if child.tag == f"{WORD}r":
                yield self._run(child)
            elif child.tag not in _UNSEEN and child.tag != _ELSEWHERE:
                yield from self._runs(child, depth + 1)

    def _run(self, run: Element) -> str:
        text = "".join(map(self._piece, run))
        look = run.find(f"{WORD}rPr")
        for name in ("b", "i") if look is not None and text.strip() else ():
            sign = look.find(f"{WORD}{name}") if look is not None else None
            if sign is not None and attribute(sign, "val") not in _OFF:
                text = f"<{name}>{text}</{name}>"
        return text

    def _piece(self, piece: Element) -> str:
        match piece.tag.removeprefix(WORD):
            case "t":
                return escape(piece.text or "")
            case "tab" | "br" | "cr":
                return " "
            case "noBreakHyphen":
                return "\u2011"
            case "footnoteReference":
                self._called.append(attribute(piece, "id"))
                return f"<sup>{len(self._called)}</sup>"
        return ""

    def _heading(self, paragraph: Element) -> int:
        """The level of a heading, 0 for what is none; styles have English names in every language."""
        for style in self._styles_of(paragraph):
            name = _HEADING.fullmatch(attribute(style.find(f"{WORD}name"), "val"))
            if name:
                return int(name[1] or 1)
        return 0

    def _label(self, paragraph: Element) -> tuple[str, int]:
        """The number printed before a paragraph, and how deep in its list it stands."""
        for holder in (paragraph, *self._styles_of(paragraph)):
            numbered = holder.find(f"{WORD}pPr/{WORD}numPr")
            if numbered is not None:
                level = min(value(numbered.find(f"{WORD}ilvl"), "val"), 8)
                return self._numbers.next(attribute(numbered.find(f"{WORD}numId"), "val"), level), level
        return "", 0

    def _styles_of(self, paragraph: Element) -> Iterator[Element]:
        """Its style and those that is based on."""
        id = attribute(paragraph.find(f"{WORD}pPr/{WORD}pStyle"), "val")
        for _ in range(_DEEPEST):
            if id not in self._styles:
                return
            yield self._styles[id]
            id = attribute(self._styles[id].find(f"{WORD}basedOn"), "val")
