"""What another program's file says, put together piece by piece as the state of a project like ours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cached_property
from itertools import accumulate

from app.errors import UserError
from app.model import FURNITURE, Anchor, Box, Document, MemoTarget, Paragraph, Passage, PassageKind
from app.project import boxes, clock, codebook, documents, identity, memos, names, passages
from app.project.database import Project
from app.project.palette import next_colour
from app.project.state import COLUMNS, ProjectState, Row, StoredFile, StoredText
from app.text.anchors import Finder, paragraphs_at

_CONTEXT = 32


class Assembly:
    """A state in the making, on the documents of a project; what finds no place in it is counted.

    `stamp` is the time of what the file gives no time for.
    """

    def __init__(self, project: Project, stamp: str) -> None:
        self._ours = ProjectState(project)
        self._project = project
        self._stamp = stamp
        self._made: dict[str, dict[str, Row]] = {table: {} for table in COLUMNS}
        self._texts: dict[str, DocumentWords] = {}
        self._losses: Counter[str] = Counter()
        self._documents = documents.all(project)
        self._themes = {identity.folded(theme.name): theme.id for theme in codebook.all(project)}
        live = (row for row in self._ours.rows["coders"].values() if row["deleted"] is None)
        self._coders = {identity.folded(str(row["name"])): str(row["id"]) for row in live}

    @property
    def rows(self) -> dict[str, dict[str, Row]]:
        """Every table's rows by their ids."""
        return self._made

    @property
    def losses(self) -> Sequence[str]:
        """What was left out, and how often."""
        return [f"left out: {number} {what}" for what, number in self._losses.most_common()]

    def text(self, document_id: str) -> StoredText:
        """A document's pages and paragraphs: the project's own."""
        return self._ours.text(document_id)

    def file(self, sha256: str) -> StoredFile | None:  # noqa: ARG002 (no file comes along)
        """Nothing: the documents are the project's own."""
        return None

    def lose(self, what: str, number: int = 1) -> None:
        """Count something that finds no place."""
        self._losses[what] += number

    def document(self, name: str) -> Document | None:
        """The project's document of that SHA-256, file name or title."""
        key = identity.folded(name)
        for document in self._documents:
            if key in (document.sha256, identity.folded(document.file_name), identity.folded(document.title)):
                self._keep("documents", self._ours.rows["documents"][document.id])
                return document
        return None

    def has_theme(self, name: str) -> bool:
        """Whether there is a theme of that name."""
        return identity.folded(_tidy(name, "A theme's name")) in self._themes

    def theme(self, name: str) -> str:
        """The id of the theme of that name, which is made if there is none."""
        tidy = _tidy(name, "A theme's name")
        key = identity.folded(tidy)
        if key not in self._themes:
            return self.add_theme(tidy)
        id = self._themes[key]
        if id in self._ours.rows["themes"]:
            self._keep_theme(id)
        return id

    def add_theme(
        self, name: str, *, colour: str | None = None, key: str | None = None, definition: str = ""
    ) -> str:
        """Make a theme that is not there yet, at the end of the codebook; a key that is taken is left out."""
        tidy = _tidy(name, "A theme's name")
        known = [*self._ours.rows["themes"].values(), *self._made["themes"].values()]
        live = [row for row in known if row["deleted"] is None]
        own = identity.theme_id(tidy)
        free = key not in codebook.RESERVED_KEYS and all(row["key"] != key for row in live)
        row = {
            "id": own if own not in self._ours.rows["themes"] else identity.random_id(),
            "name": tidy,
            "parent_id": None,
            "colour": colour or next_colour(str(row["colour"]) for row in live),
            "key": key if free else None,
            "definition": definition,
            "ordinal": 1 + max((int(str(row["ordinal"])) for row in known), default=0),
        }
        self._keep("themes", {**row, **self._stamps(None, None)})
        self._themes[identity.folded(tidy)] = str(row["id"])
        return str(row["id"])

    def place_theme(self, name: str, parent: str) -> None:
        """Put a theme made here under another; one that would come under itself stays where it is."""
        id, above = self.theme(name), self.theme(parent)
        if id in self._ours.rows["themes"]:
            return
        over: str | None = above
        while over is not None:
            if over == id:
                self.lose("themes that would stand under themselves (put at the top)")
                return
            over = str(self._made["themes"][over]["parent_id"] or "") or None
        self._made["themes"][id] = {**self._made["themes"][id], "parent_id": above}

    def _keep_theme(self, id: str) -> None:
        """A theme of ours goes along with those it stands under."""
        above: str | None = id
        while above is not None and above not in self._made["themes"]:
            row = self._ours.rows["themes"][above]
            self._keep("themes", row)
            above = str(row["parent_id"]) if row["parent_id"] else None

    def coder(self, name: str) -> str:
        """The id of the coder of that name, who is made known if not met before."""
        tidy = _tidy(name, "A coder's name")
        key = identity.folded(tidy)
        if key not in self._coders:
            own = identity.coder_id(tidy)
            self._coders[key] = own if own not in self._ours.rows["coders"] else identity.random_id()
            self._keep("coders", {"id": self._coders[key], "name": tidy, **self._stamps(None, None)})
        elif self._coders[key] in self._ours.rows["coders"]:
            self._keep("coders", self._ours.rows["coders"][self._coders[key]])
        return self._coders[key]

    def quoted(self, document: Document, quote: Anchor) -> str | None:
        """The id of the passage of quoted words; None where they are not in the document."""
        passage = self._words(document).passage(document, quote)
        return self._passage(passage) if passage else None

    def region(self, document: Document, box: Box) -> str | None:
        """The id of the passage of a region; None where it is not on a page of the document."""
        page = next((p for p in documents.pages(self._project, document.id) if p.number == box.page), None)
        if page is None or not (
            0 <= box.x0 < box.x1 <= page.width + 1 and 0 <= box.y0 < box.y1 <= page.height + 1
        ):
            return None
        (rounded,) = boxes.rounded([box])
        id = identity.region_passage_id(document.sha256, [rounded])
        anchor = Anchor((rounded,), "", "", "", 0, 0)
        return self._passage(Passage(id, document.id, PassageKind.REGION, anchor, None, None))

    def annotate(self, passage: str, theme: str, coder: str, created: object, changed: object) -> None:
        """One coder gives one passage one theme; the times are as the file has them, or None."""
        id = identity.annotation_id(passage, theme, coder)
        row = {"id": id, "passage_id": passage, "theme_id": theme, "coder_id": coder}
        self._keep("annotations", {**row, **self._stamps(created, changed)})

    def memo(self, passage: str, coder: str, text: str, created: object, changed: object) -> None:
        """A coder's memo on a passage; several become one, in the order they come."""
        id = identity.memo_id(MemoTarget.PASSAGE, passage, coder)
        earlier = self._made["memos"].get(id)
        whole = f"{earlier['text']}\n\n{text}" if earlier and text not in str(earlier["text"]) else text
        row = {"id": id, "target": str(MemoTarget.PASSAGE), "target_id": passage, "coder_id": coder}
        self._made["memos"][id] = {**row, "text": whole[: memos.LONGEST], **self._stamps(created, changed)}

    def complete(self, document_id: str, coder: str, created: object, changed: object) -> None:
        """A coder is done with a document."""
        row = {"id": identity.completion_id(document_id, coder), "document_id": document_id}
        self._keep("completions", {**row, "coder_id": coder, **self._stamps(created, changed)})

    def _words(self, document: Document) -> DocumentWords:
        if document.id not in self._texts:
            self._texts[document.id] = DocumentWords(documents.paragraphs(self._project, document.id))
        return self._texts[document.id]

    def _passage(self, passage: Passage) -> str:
        known = self._ours.rows["passages"].get(passage.id)
        self._keep("passages", known or {**passages.columns(passage), **self._stamps(None, None)})
        return passage.id

    def _keep(self, table: str, row: Row) -> None:
        self._made[table].setdefault(str(row["id"]), row)

    def _stamps(self, created: object, changed: object) -> dict[str, object]:
        made = stamp(created) or stamp(changed) or self._stamp
        return {"created": made, "changed": max(made, stamp(changed) or made), "deleted": None}


class DocumentWords:
    """A document's text as people study it, in which quoted words are looked for."""

    def __init__(self, paragraphs: Sequence[Paragraph]) -> None:
        self._paragraphs = paragraphs
        self._whole = passages.FullText(paragraphs)
        studied = [paragraph for paragraph in paragraphs if paragraph.kind not in FURNITURE]
        self._text = "\n".join(paragraph.text for paragraph in studied)
        lengths = accumulate((len(paragraph.text) + 1 for paragraph in studied), initial=0)
        self._starts = dict(zip((paragraph.ordinal for paragraph in studied), lengths, strict=False))
        self._finder = Finder(self._text)

    def passage(self, document: Document, quote: Anchor) -> Passage | None:
        """The passage of quoted words: of whole paragraphs if it is all but their marks and ends."""
        found = self._finder.find(quote)
        touched = paragraphs_at(self._paragraphs, found.start, found.end) if found else None
        if found is None or touched is None:
            return None
        first, last = (self._paragraphs[ordinal - 1] for ordinal in touched)
        before = self._text[self._starts[first.ordinal] : found.start]
        after = self._text[found.end : self._starts[last.ordinal] + len(last.text)]
        if not identity.normalised(before + after):
            return self._whole.passage(document.id, document.sha256, *touched)
        return self._stretch(document, found.start, found.end, touched)

    def _stretch(self, document: Document, start: int, end: int, touched: tuple[int, int]) -> Passage:
        first, last = touched
        quote, text = self._text[start:end], self._text
        lines = [
            box
            for paragraph in self._paragraphs[first - 1 : last]
            if (at := self._starts.get(paragraph.ordinal)) is not None
            for box in _lines(paragraph, start - at, end - at)
        ]
        anchor = Anchor(
            boxes.rounded(lines or self._paragraphs[first - 1].boxes),
            quote,
            text[max(0, start - _CONTEXT) : start],
            text[end : end + _CONTEXT],
            start,
            end,
        )
        wanted, before = identity.normalised(quote), len(identity.normalised(text[:start]))
        earlier = _occurrences(self._letters, wanted, before)
        id = identity.text_passage_id(document.sha256, wanted, earlier)
        return Passage(id, document.id, PassageKind.TEXT, anchor, first, last)

    @cached_property
    def _letters(self) -> str:
        return identity.normalised(self._text)


def _occurrences(text: str, wanted: str, before: int) -> int:
    count, found = 0, text.find(wanted)
    while 0 <= found < before:
        count, found = count + 1, text.find(wanted, found + 1)
    return count


def _lines(paragraph: Paragraph, start: int, end: int) -> Iterator[Box]:
    """The lines of a paragraph that a stretch of its text takes, letters being taken as equally wide."""
    width = sum(box.x1 - box.x0 for box in paragraph.boxes) or 1.0
    scale = width / max(1, len(paragraph.text))
    left, right, passed = start * scale, end * scale, 0.0
    for box in paragraph.boxes:
        here = box.x1 - box.x0
        x0, x1 = max(left - passed, 0.0), min(right - passed, here)
        if x1 > x0:
            yield Box(box.page, box.x0 + x0, box.y0, box.x0 + x1, box.y1)
        passed += here


def stamp(moment: object) -> str | None:
    """A moment another program wrote, as a stamp of ours; None if it is none, or lies in the future."""
    if not isinstance(moment, str):
        return None
    try:
        parsed = datetime.fromisoformat(moment)
    except ValueError:
        return None
    aware = parsed if parsed.tzinfo else parsed.replace(tzinfo=UTC)
    text = aware.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    return text if text <= clock.stamp() else None


def _tidy(name: str, what: str) -> str:
    try:
        return names.clean(names.without_controls(name)[: names.LONGEST_NAME], what)
    except UserError:
        return "unnamed"
