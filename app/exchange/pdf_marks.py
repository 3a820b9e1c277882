"""Marks that people made in a PDF with other programs, taken in as annotations and memos.

A colour stands for a theme, as the caller says. A mark of a colour that stands for none is counted, but what
was written with it becomes a memo all the same, as does a comment of any colour. Marks that Diptych drew come
back as the themes they had.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app.adding import Candidate, read_file
from app.errors import PasswordNeeded, UserError
from app.exchange.assembling import Assembly
from app.model import FURNITURE, Anchor, Box, Document, Paragraph
from app.pdf.marks import Mark, MarkKind
from app.pdf.pool import Pool
from app.pdf.protocol import FoundMarks, Read, ReadMarks, Source
from app.project import codebook, documents, files, identity, passages
from app.project.database import Project
from app.text.document_text import DocumentText

NOBODY = "unknown"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_FURTHER_PART = re.compile(r"(.+)-([1-9]\d{0,3})")


@dataclass(frozen=True, slots=True)
class Taking:
    """How marks are to be taken in: the theme each colour (`#rrggbb`) stands for, and whose marks without an
    author are; `ask_password` gets the file and whether a password was tried and wrong.
    """

    pool: Pool
    themes: Mapping[str, str] = field(default_factory=dict)
    coder: str = NOBODY
    ask_password: Callable[[Path, bool], str | None] = lambda _path, _tried: None
    progress: Callable[[int, int], None] = lambda _done, _total: None


def colour_themes(pairs: Iterable[str]) -> dict[str, str]:
    """The themes that pairs like `#ffff00=children` give to colours; UserError where one is none."""
    found: dict[str, str] = {}
    for pair in pairs:
        colour, sign, theme = (part.strip() for part in pair.partition("="))
        if not sign or not theme or not _COLOUR.fullmatch(colour.lower()):
            raise UserError(f"“{pair}” gives no theme to a colour; write it as #ffff00=children.")
        found[colour.lower()] = theme
    return found


def read(path: Path, project: Project, taking: Taking) -> Assembly:
    """What the marks of a PDF say of the document it is in the project.

    Raises UserError if the project has no such document or the file cannot be read.
    """
    candidate = read_file(path)
    found, password = _marks(path, taking)
    document = _document(project, candidate, Source(str(path), password=password), taking)
    written = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    stamp = written.isoformat(timespec="microseconds").replace("+00:00", "Z")
    assembly = Assembly(project, stamp)
    for what, number in found.left_out:
        assembly.lose(what, number)
    take(found.marks, document, project, assembly, taking)
    return assembly


def _marks(path: Path, taking: Taking) -> tuple[FoundMarks, str | None]:
    """The marks of a file, and the password that opened it."""
    password: str | None = None
    while True:
        source = Source(str(path), password=password)
        try:
            return taking.pool.call(ReadMarks(source), progress=taking.progress), password
        except PasswordNeeded:
            answer = taking.ask_password(path, password is not None)
            if answer is None:
                raise
            password = answer


def _document(project: Project, candidate: Candidate, source: Source, taking: Taking) -> Document:
    """The document that a file is: the same bytes, the same with something appended, or the same text."""
    known = documents.all(project)
    sizes = files.sizes(project)
    for document in known:
        begin = memoryview(candidate.content)[: sizes.get(document.sha256, 0)]
        if document.sha256 in (candidate.sha256, hashlib.sha256(begin).hexdigest()):
            return document
    text: DocumentText = taking.pool.call(Read(source), progress=taking.progress)
    letters = _letters(text.paragraphs)
    for document in known:
        if (
            letters
            and document.page_count == len(text.pages)
            and _letters(documents.paragraphs(project, document.id)) == letters
        ):
            return document
    raise UserError(
        f"{candidate.path.name} is no document of this project: add it first, then import the marks on it."
    )


def _letters(paragraphs: Sequence[Paragraph]) -> str:
    return identity.normalised("".join(p.text for p in paragraphs if p.kind not in FURNITURE))


def take(
    marks: Sequence[Mark], document: Document, project: Project, assembly: Assembly, taking: Taking
) -> None:
    """Put the marks on a document into an assembly."""
    themes = {identity.folded(theme.name): theme.name for theme in codebook.all(project)}
    assembly.document(document.sha256)
    landing = _Landing(document, documents.paragraphs(project, document.id), assembly)
    without: Counter[str] = Counter()
    for mark in _whole(marks):
        theme, content = _said(mark, themes, taking.themes)
        if mark.kind is not MarkKind.COMMENT and theme is None:
            without[mark.colour or "no colour"] += 1
        elif theme is None and not content:
            assembly.lose("comments without a word")
        passage = landing.passage(mark) if theme or content else None
        if passage is None:
            continue
        coder = assembly.coder(mark.author or taking.coder)
        if theme:
            assembly.annotate(passage, assembly.theme(theme), coder, mark.created, mark.changed)
        if content:
            assembly.memo(passage, coder, content, mark.created, mark.changed)
    for colour, number in without.items():
        assembly.lose(f"marks in {colour}, which stands for no theme", number)


def _said(mark: Mark, ours: Mapping[str, str], mapped: Mapping[str, str]) -> tuple[str | None, str]:
    """The theme of a mark, if it has one, and what is written with it."""
    own = ours.get(identity.folded(mark.subject)) if mark.subject else None
    if own and mark.content.startswith(mark.subject):
        return own, mark.content.removeprefix(mark.subject).strip()
    # Every program makes its notes yellow unasked, so the colour of a comment says nothing.
    return None if mark.kind is MarkKind.COMMENT else mapped.get(mark.colour), mark.content


def _whole(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks, those that we drew on several pages put together again."""
    wholes: list[list[Mark]] = []
    by_name: dict[str, list[Mark]] = {}
    for mark in marks:
        further = _FURTHER_PART.fullmatch(mark.name)
        earlier = by_name.get(further[1]) if further else None
        if earlier and further and int(further[2]) == len(earlier) + 1:
            earlier.append(mark)
        else:
            wholes.append([mark])
            by_name.setdefault(mark.name, wholes[-1])
    for parts in wholes:
        boxes = tuple(box for part in parts for box in part.boxes)
        quote = " ".join(part.quote for part in parts).strip()
        yield replace(parts[0], boxes=boxes, quote=quote, suffix=parts[-1].suffix)


class _Landing:
    """Where marks lie in a document's text."""

    def __init__(self, document: Document, paragraphs: Sequence[Paragraph], assembly: Assembly) -> None:
        self._document = document
        self._paragraphs = paragraphs
        self._assembly = assembly

    def passage(self, mark: Mark) -> str | None:
        """The id of the passage: the words marked, the paragraph a comment stands at, else the region."""
        near = self._nearest(mark.boxes[0])
        found: str | None = None
        if near is not None:
            ours = self._anchor(near)
            if mark.kind is MarkKind.COMMENT:
                found = self._assembly.quoted(self._document, ours)
            elif mark.quote:
                quote = Anchor((), mark.quote, mark.prefix, mark.suffix, ours.start, ours.end)
                found = self._assembly.quoted(self._document, quote)
        found = found or self._assembly.region(self._document, _around(mark.boxes))
        if found is None:
            self._assembly.lose("marks that lie on no page of the document")
        return found

    def _anchor(self, paragraph: Paragraph) -> Anchor:
        id, sha256, ordinal = self._document.id, self._document.sha256, paragraph.ordinal
        return passages.of_paragraphs(self._paragraphs, id, sha256, ordinal, ordinal).anchor

    def _nearest(self, place: Box) -> Paragraph | None:
        """The paragraph nearest to the middle of a box; None where that is a running head or foot."""
        x, y = (place.x0 + place.x1) / 2, (place.y0 + place.y1) / 2
        distances = (
            (_distance(x, y, box), paragraph.ordinal)
            for paragraph in self._paragraphs
            for box in paragraph.boxes
            if box.page == place.page
        )
        _, ordinal = min(distances, default=(0.0, 0))
        nearest = self._paragraphs[ordinal - 1] if ordinal else None
        return nearest if nearest is not None and nearest.kind not in FURNITURE else None


def _distance(x: float, y: float, box: Box) -> float:
    across = max(box.x0 - x, 0.0, x - box.x1)
    down = max(box.y0 - y, 0.0, y - box.y1)
    return across * across + down * down


def _around(boxes: Sequence[Box]) -> Box:
    """The smallest rectangle around the boxes on the first one's page."""
    here = [box for box in boxes if box.page == boxes[0].page]
    return Box(
        boxes[0].page,
        min(box.x0 for box in here),
        min(box.y0 for box in here),
        max(box.x1 for box in here),
        max(box.y1 for box in here),
    )
