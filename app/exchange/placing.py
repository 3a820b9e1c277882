"""Where passages from another project lie in this one's text, where the two read it differently."""

from __future__ import annotations

from collections.abc import Mapping

from app.model import FURNITURE, Anchor, Kind, Paragraph, PassageKind
from app.project import boxes
from app.project.state import PARAGRAPH_COLUMNS, Cells, Row
from app.text.anchors import Finder, paragraphs_at

_LOST = {"first_paragraph": None, "last_paragraph": None}


class Placing:
    """Gives passages their paragraphs and positions in the texts of this project.

    `texts` are those of documents that this project reads otherwise than the other does; `ours` are the
    rows of this project's documents.
    """

    def __init__(self, texts: Mapping[str, Cells], ours: Mapping[str, Row]) -> None:
        self._texts = {id: _Studied(text) for id, text in texts.items()}
        self._ours = ours

    def placed(self, table: str, row: Row) -> Row:
        """The row with what is true of the text as it is read here."""
        if table == "documents" and row["id"] in self._ours:
            return {**row, "engine": self._ours[str(row["id"])]["engine"]}
        return self._passage(row) if table == "passages" else row

    def _passage(self, passage: Row) -> Row:
        """The passage as it lies here; without paragraphs where its text is not to be found."""
        text = self._texts.get(str(passage["document_id"]))
        if text is None:
            return passage
        if passage["kind"] == PassageKind.REGION:
            return {**passage, **_LOST}
        return {**passage, **(text.find(passage) or _LOST)}


class _Studied:
    """The paragraphs of a document as they are stored, and its text."""

    def __init__(self, paragraphs: Cells) -> None:
        self._paragraphs = [_paragraph(dict(zip(PARAGRAPH_COLUMNS, row, strict=True))) for row in paragraphs]
        self._finder = Finder("\n".join(p.text for p in self._paragraphs if p.kind not in FURNITURE))

    def find(self, passage: Row) -> dict[str, object] | None:
        quote, prefix, suffix = (str(passage[column]) for column in ("quote", "prefix", "suffix"))
        start, end = (int(str(passage[column])) for column in ("text_start", "text_end"))
        found = self._finder.find(Anchor((), quote, prefix, suffix, start, end))
        touched = paragraphs_at(self._paragraphs, found.start, found.end) if found else None
        if found is None or touched is None:
            return None
        first, last = touched
        return {
            "first_paragraph": first,
            "last_paragraph": last,
            "text_start": found.start,
            "text_end": found.end,
        }


def _paragraph(row: Row) -> Paragraph:
    ordinal, level = int(str(row["ordinal"])), int(str(row["level"]))
    lines = boxes.unpack(str(row["boxes"]))
    return Paragraph(ordinal, Kind(str(row["kind"])), None, str(row["text"]), lines, level)
