"""What comes in from another program, as rows that a merge compares with the project's own.

Themes and coders of a name that is here are those here. What is here stays as it is, but for themes nobody
has touched yet and empty definitions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from app.exchange.refi.coming_codebook import ComingCodebook
from app.exchange.refi.finding import Surface
from app.exchange.refi.incoming import Incoming, IncomingAnnotation, IncomingMemo, IncomingPassage
from app.exchange.refi.landing import Landed, Landing
from app.exchange.refi.losses import Loss
from app.exchange.refi.naming import Names, tidy
from app.exchange.refi.standard import read_moment
from app.model import Document, MemoTarget, Passage
from app.project import boxes, clock, identity, memos, names, passages
from app.project.state import Row, Rows, StoredFile, StoredText

_BEGINNING = "1970-01-01T00:00:00.000000Z"
"""When something was made that the file does not date, where there is a version of it here already."""


class Arriving:
    """The state a file of another program brings."""

    def __init__(self, ours: Rows, incoming: Incoming, landing: Landing, unnamed: str) -> None:
        self._ours = ours
        self._incoming = incoming
        self._texts = {document.key: document.text for document in incoming.documents}
        self._now = clock.stamp()
        self._rows: dict[str, dict[str, Row]] = {table: {} for table in ours}
        self._new: dict[str, Landed] = {}
        self._placed: dict[str, str] = {}
        self._codebook = ComingCodebook(ours, incoming, unnamed)
        landed = self._documents(landing)
        self._passages(landed)
        self._annotations()
        self._memos(landed)
        self._rows["themes"], self._rows["coders"] = self._codebook.themes, self._codebook.coders
        self.losses: Sequence[str] = (
            incoming.summary,
            *self._codebook.notices,
            *incoming.losses.lines(),
            *landing.problems,
            *_set(landing.set),
            *_to_look_over(landed.values()),
        )

    @property
    def rows(self) -> Rows:
        """Every table's rows by their ids."""
        return self._rows

    def text(self, document_id: str) -> StoredText:
        """A new document's pages and paragraphs."""
        text = self._new[document_id].text
        assert text is not None
        cited = dict(text.citations)
        return StoredText(
            tuple((page.number, page.width, page.height) for page in text.pages),
            tuple(
                (
                    *(p.ordinal, p.kind.value, p.number, p.level, p.page, p.last_page),
                    *(cited.get(p.ordinal), p.text, boxes.pack(p.boxes)),
                )
                for p in text.paragraphs
            ),
        )

    def file(self, sha256: str) -> StoredFile | None:
        """The file of a new document."""
        landed = self._new.get(identity.document_id(sha256))
        if landed is None or landed.content is None:
            return None
        content = landed.content()
        return StoredFile(landed.document.file_name, len(content), content)

    def _documents(self, landing: Landing) -> dict[str, Landed]:
        """The documents that came in, by the keys of the file."""
        known = self._ours["documents"].values()
        titles = Names((str(row["title"]) for row in known if row["deleted"] is None), names.LONGEST_TITLE)
        found: dict[str, Landed] = {}
        for document in self._incoming.documents:
            landed = landing.land(document)
            if landed is None:
                continue
            found[document.key] = landed
            own = landed.document
            if landed.text is None:
                self._keep("documents", own.id)
            elif own.id not in self._new:
                self._new[own.id] = landed
                title = titles.free(tidy(own.title, "Untitled", names.LONGEST_TITLE))
                self._put("documents", own.id, _document_columns(own, title))
        return found

    def _passages(self, landed: dict[str, Landed]) -> None:
        for passage in self._incoming.passages.values():
            document = landed.get(passage.document)
            if document is None:
                continue
            found = self._found(passage, document.surface)
            if found is None:
                self._incoming.losses.add(Loss.NOT_FOUND if _wordy(passage) else Loss.OUTSIDE)
                continue
            self._placed[passage.key] = found.id
            if found.id in self._ours["passages"]:
                self._keep("passages", found.id)
            else:
                self._put("passages", found.id, passages.columns(found))

    def _found(self, passage: IncomingPassage, surface: Surface) -> Passage | None:
        if passage.frames and self._incoming.is_ours:
            return surface.by_frames(passage.frames, passage.quote, from_top=False)
        text = self._texts[passage.document]
        found = None
        if passage.end > passage.start and text is not None:
            found = surface.by_words(text, passage.start, passage.end)
        elif passage.quote:
            found = surface.by_words(passage.quote, 0, len(passage.quote))
        if found is None and passage.frames:
            found = surface.by_frames(passage.frames, passage.quote, from_top=self._incoming.from_top)
        return found

    def _annotations(self) -> None:
        for annotation in self._incoming.annotations:
            passage = self._placed.get(annotation.passage)
            if passage is not None:
                self._annotation(annotation, passage)

    def _annotation(self, annotation: IncomingAnnotation, passage: str) -> None:
        theme = self._codebook.theme_ids[annotation.theme]
        coder = self._codebook.coder(annotation.coder)
        id = identity.annotation_id(passage, theme, coder)
        made = read_moment(annotation.made, self._now)
        ours = self._ours["annotations"].get(id)
        if ours is not None and (made is None or ours["deleted"] is None):
            self._rows["annotations"][id] = ours
            return
        stamp = made or self._now
        columns = {"passage_id": passage, "theme_id": theme, "coder_id": coder}
        self._rows["annotations"].setdefault(id, _row(id, columns, stamp, stamp))

    def _memos(self, landed: dict[str, Landed]) -> None:
        ids: dict[MemoTarget, Mapping[str, str]] = {
            MemoTarget.PASSAGE: self._placed,
            MemoTarget.THEME: self._codebook.theme_ids,
            MemoTarget.DOCUMENT: {key: one.document.id for key, one in landed.items()},
        }
        for memo in self._incoming.memos:
            target = ids[memo.target].get(memo.of)
            if target is not None:
                self._memo(memo, target)

    def _memo(self, memo: IncomingMemo, target: str) -> None:
        """Take a memo in; several of one coder on one thing become one."""
        coder = self._codebook.coder(memo.coder)
        id = identity.memo_id(memo.target.value, target, coder)
        ours, before = self._ours["memos"].get(id), self._rows["memos"].get(id)
        made, changed = (read_moment(moment, self._now) for moment in (memo.made, memo.changed))
        text = memo.text.replace("\r\n", "\n").replace("\x00", "").strip()
        if before is not None and before is not ours:
            text = f"{before['text']}\n\n{text}"
            made = min(str(before["created"]), made or self._now)
            changed = max(str(before["changed"]), changed or made)
        if len(text) > memos.LONGEST:
            self._incoming.losses.add(Loss.LONG)
            text = text[: memos.LONGEST].rstrip()
        if ours is not None and ours["text"] == text:
            self._rows["memos"][id] = ours
            return
        stamp = made or changed or (_BEGINNING if ours is not None else self._now)
        columns = {"target": memo.target.value, "target_id": target, "coder_id": coder, "text": text}
        self._rows["memos"][id] = _row(id, columns, stamp, max(stamp, changed or stamp))

    def _put(self, table: str, id: str, columns: Row) -> None:
        stamp = clock.stamp()
        self._rows[table][id] = _row(id, columns, stamp, stamp)

    def _keep(self, table: str, id: str) -> None:
        """What is here already, as it is; what was removed comes back."""
        row = self._ours[table][id]
        if row["deleted"] is not None:
            row = {**row, "deleted": None, "changed": clock.stamp(str(row["changed"]))}
        self._rows[table].setdefault(id, row)


def _row(id: str, columns: Row, created: str, changed: str) -> Row:
    return {"id": id, **columns, "created": created, "changed": changed, "deleted": None}


def _document_columns(document: Document, title: str) -> Row:
    return {
        "sha256": document.sha256,
        "title": title,
        "file_name": names.without_controls(document.file_name)[-names.LONGEST_TITLE :] or "document",
        "page_count": document.page_count,
        "engine": document.engine,
    }


def _set(number: int) -> Iterator[str]:
    if number:
        yield f"{number:,} texts without a PDF are set as PDFs of their words alone"


def _to_look_over(landed: Iterable[Landed]) -> Iterator[str]:
    nearest = sum(surface.nearest for surface in {id(one.surface): one.surface for one in landed}.values())
    if nearest:
        yield f"{nearest:,} passages were found by words that are not quite theirs: look them over"


def _wordy(passage: IncomingPassage) -> bool:
    return bool(passage.quote) or passage.end > passage.start
