"""A report: the annotated passages with citations and memos, by theme or by document, ready to be set."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.citation import citation, pages
from app.exchange.contents import By, Contents
from app.model import Annotation, Document, Memo, MemoTarget, Passage, Theme
from app.project import memos, passages

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
"""What neither HTML nor XML can hold."""

WITHOUT_THEME = "Memos on passages without a theme"
REGION = "A region of the page, without text."
"""What stands for the words of a passage that has none."""


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme on a passage, and who gave it."""

    theme: str
    colour: str
    coders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What a coder wrote."""

    coder: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage: its text, a paragraph each; where it stands; its themes and what was noted on it."""

    quote: tuple[str, ...]
    citation: str
    tags: tuple[Tag, ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """The passages of one theme (with its colour) or of one document, and what was noted on that."""

    title: str
    colour: str | None
    about: str
    notes: tuple[Note, ...]
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """The table at the top; the last row adds up the others."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str | int, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """All of it; `annotations` counts what it is made of."""

    title: str
    about: str
    counts: Counts
    sections: tuple[Section, ...]
    annotations: int

    @property
    def entries(self) -> int:
        """How many passages it sets, those of several themes as often."""
        return sum(len(section.entries) for section in self.sections)


def compose(contents: Contents) -> Report:
    """The report of a selection, by theme or document as that says; of the same project always the same."""
    composing = _Composing(contents)
    by_theme = contents.selection.by is By.THEME
    sections = composing.by_theme() if by_theme else composing.by_document()
    coders = ", ".join(coder.name for coder in contents.active_coders())
    number = sum(1 for _ in contents.all_annotations())
    about = f"Annotations: {number}." + (f" Coders: {coders}." if coders else "")
    return Report(
        title=plain(contents.project.path.stem),
        about=plain(about),
        counts=composing.counts(),
        sections=tuple(sections),
        annotations=number,
    )


def plain(text: str) -> str:
    """A text without the characters that documents cannot hold, line ends as newlines."""
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class _Composing:
    """Reads what a report is made of."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        self._given: dict[str, list[Annotation]] = defaultdict(list)
        self._citations: dict[str, str] = {}
        for annotation, passage in contents.all_annotations():
            if passage.id not in self._given:
                self._passages[passage.document_id].append(passage)
            self._given[passage.id].append(annotation)
        self._names = {coder.id: coder.name for coder in contents.coders}
        self._notes: dict[tuple[MemoTarget, str], list[Memo]] = defaultdict(list)
        for memo in memos.all(contents.project):
            if memo.coder_id in self._names:
                self._notes[memo.target, memo.target_id].append(memo)

    def counts(self) -> Counts:
        """How many annotations each theme or document has, by each coder where there are several."""
        contents = self._contents
        by_theme = contents.selection.by is By.THEME
        coders = contents.active_coders()
        columns: tuple[str | None, ...] = (None, *(coder.id for coder in coders if len(coders) > 1))
        found: Counter[tuple[str, str | None]] = Counter()
        for annotation, passage in contents.all_annotations():
            thing = annotation.theme_id if by_theme else passage.document_id
            found.update([(thing, None), (thing, annotation.coder_id)])
        things = [(t.id, self._path(t)) for t in contents.themes] if by_theme else self._titles()
        rows: list[tuple[str | int, ...]] = [
            (plain(name), *[found[id, column] for column in columns]) for id, name in things
        ]
        rows.append(("Together", *[sum(found[id, column] for id, _ in things) for column in columns]))
        heads = ["Theme" if by_theme else "Document", "Annotations"]
        heads += [plain(self._names[column]) for column in columns if column]
        return Counts(tuple(heads), tuple(rows))

    def by_theme(self) -> Iterator[Section]:
        """A section a theme that was given, in the order of the codebook."""
        for theme in self._contents.themes:
            entries = [
                self._entry(document, passage, only=theme)
                for document, passage in self._places()
                if any(given.theme_id == theme.id for given in self._given[passage.id])
            ]
            notes = self._noted(MemoTarget.THEME, theme.id)
            if entries or notes:
                yield Section(
                    plain(self._path(theme)), theme.colour, plain(theme.definition), notes, tuple(entries)
                )
        rest = [self._entry(document, passage) for document, passage in self._only_noted()]
        if rest:
            yield Section(WITHOUT_THEME, None, "", (), tuple(rest))

    def by_document(self) -> Iterator[Section]:
        """A section a document with passages or notes, in the order of the project."""
        noted: dict[str, list[Passage]] = defaultdict(list)
        for document, passage in self._only_noted():
            noted[document.id].append(passage)
        for document in self._contents.documents:
            chosen = sorted([*self._passages[document.id], *noted[document.id]], key=_place)
            notes = self._noted(MemoTarget.DOCUMENT, document.id)
            if chosen or notes:
                entries = tuple(self._entry(document, passage) for passage in chosen)
                pages_ = f"{document.page_count} pages" if document.page_count != 1 else "1 page"
                yield Section(
                    plain(document.title), None, f"{plain(document.file_name)}, {pages_}", notes, entries
                )

    def _titles(self) -> list[tuple[str, str]]:
        return [(document.id, document.title) for document in self._contents.documents]

    def _places(self) -> Iterator[tuple[Document, Passage]]:
        for document in self._contents.documents:
            for passage in self._passages[document.id]:
                yield document, passage

    def _only_noted(self) -> Iterator[tuple[Document, Passage]]:
        """Passages with a memo and no annotation; none where themes were selected."""
        if self._contents.selection.themes:
            return
        noted = {id for target, id in self._notes if target is MemoTarget.PASSAGE} - self._given.keys()
        for document in self._contents.documents if noted else ():
            for passage in passages.all(self._contents.project, document.id):
                if passage.id in noted:
                    yield document, passage

    def _entry(self, document: Document, passage: Passage, only: Theme | None = None) -> Entry:
        self._contents.watch(0, 0)
        given: dict[str, list[str]] = defaultdict(list)
        for annotation in self._given.get(passage.id, ()):
            if only is None or annotation.theme_id == only.id:
                given[annotation.theme_id].append(plain(self._names[annotation.coder_id]))
        themes = [(self._contents.theme(id), coders) for id, coders in given.items()]
        return Entry(
            quote=tuple(filter(None, plain(passage.anchor.quote).split("\n"))),
            citation=plain(self._cited(document, passage)),
            tags=tuple(Tag(plain(theme.name), theme.colour, tuple(coders)) for theme, coders in themes),
            notes=self._noted(MemoTarget.PASSAGE, passage.id),
        )

    def _cited(self, document: Document, passage: Passage) -> str:
        """The citation, kept: with many themes the same passages come again and again."""
        if passage.id not in self._citations:
            # One document's paragraphs are at hand at a time, so all its passages have their turn now.
            for other in (*self._passages[document.id], passage):
                self._citations[other.id] = self._citation(document, other)
        return self._citations[passage.id]

    def _citation(self, document: Document, passage: Passage) -> str:
        if passage.first is None or passage.last is None:
            on = [box.page for box in passage.anchor.boxes]
            return f"{document.title}, {pages(min(on), max(on))}" if on else document.title
        all_ = self._contents.paragraphs(document.id)
        return citation(document, all_[passage.first - 1], all_, all_[passage.last - 1])

    def _noted(self, target: MemoTarget, id: str) -> tuple[Note, ...]:
        return tuple(
            Note(plain(self._names[memo.coder_id]), plain(memo.text))
            for memo in sorted(self._notes.get((target, id), ()), key=lambda memo: self._names[memo.coder_id])
        )

    def _path(self, theme: Theme) -> str:
        """The theme's name after those it stands under, as far as these are part of the report."""
        return " › ".join(reversed(list(_names_up(theme, {t.id: t for t in self._contents.themes}))))


def _names_up(theme: Theme, themes: Mapping[str, Theme]) -> Iterable[str]:
    seen: set[str] = set()
    above: Theme | None = theme
    while above is not None and above.id not in seen:
        seen.add(above.id)
        yield above.name
        above = themes.get(above.parent_id or "")


def _place(passage: Passage) -> tuple[object, ...]:
    boxes: Sequence[object] = passage.anchor.boxes
    page = passage.anchor.boxes[0].page if boxes else 0
    return (
        passage.first is None,
        passage.first or page,
        passage.anchor.start,
        passage.anchor.end,
        passage.id,
    )
