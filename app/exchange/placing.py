"""Where passages from another project lie in this one's text, where that was read by another engine."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate

from app.model import FURNITURE, PassageKind
from app.project import identity
from app.project.state import PARAGRAPH_COLUMNS, Row, StoredText

_ORDINAL, _KIND, _TEXT = (PARAGRAPH_COLUMNS.index(column) for column in ("ordinal", "kind", "text"))


class Placing:
    """Gives passages their paragraphs and positions in the texts of this project.

    `texts` are those of documents that this project reads otherwise than the other does.
    """

    def __init__(
        self, texts: Mapping[str, StoredText], documents: Mapping[str, Row], ours: Mapping[str, Row]
    ) -> None:
        self._texts = {id: _Studied(text) for id, text in texts.items()}
        self._sha256 = {id: str(row["sha256"]) for id, row in documents.items()}
        self._ours = ours

    def placed(self, table: str, row: Row) -> Row:
        """The row with what is true of the text as it is read here."""
        if table == "documents" and row["id"] in self._ours:
            return {**row, "engine": self._ours[str(row["id"])]["engine"]}
        return self._passage(row) if table == "passages" else row

    def _passage(self, passage: Row) -> Row:
        """The passage as it lies here; without paragraphs where its text is not to be found."""
        document_id = str(passage["document_id"])
        text = self._texts.get(document_id)
        if text is None:
            return passage
        lost = {"first_paragraph": None, "last_paragraph": None}
        if passage["kind"] == PassageKind.REGION:
            return {**passage, **lost}
        found = text.find(str(passage["quote"]), self._sha256[document_id], str(passage["id"]))
        return {**passage, **(found or lost)}


class _Studied:
    """The paragraphs people study, reduced to letters and digits, with where each begins."""

    def __init__(self, text: StoredText) -> None:
        furniture = {str(kind) for kind in FURNITURE}
        studied = [row for row in text.paragraphs if row[_KIND] not in furniture]
        texts = [str(row[_TEXT]) for row in studied]
        pieces = [identity.normalised(piece) for piece in texts]
        self._ordinals = [row[_ORDINAL] for row in studied]
        self._whole = "".join(pieces)
        self._reduced = list(accumulate(map(len, pieces), initial=0))
        self._starts = list(accumulate((len(piece) + 1 for piece in texts), initial=0))
        self._lengths = [len(piece) for piece in texts]

    def find(self, quote: str, sha256: str, id: str) -> dict[str, object] | None:
        """The paragraphs the quote lies in: where it gets this id, which counts its occurrences."""
        reduced = identity.normalised(quote)
        place, earlier = self._whole.find(reduced) if reduced else -1, 0
        while place >= 0:
            if identity.text_passage_id(sha256, reduced, earlier) == id:
                return self._columns(place, place + len(reduced))
            place, earlier = self._whole.find(reduced, place + 1), earlier + 1
        return None

    def _columns(self, start: int, end: int) -> dict[str, object]:
        first = next(k for k in range(len(self._ordinals)) if self._reduced[k + 1] > start)
        last = next(k for k in range(first, len(self._ordinals)) if self._reduced[k + 1] >= end)
        return {
            "first_paragraph": self._ordinals[first],
            "last_paragraph": self._ordinals[last],
            "text_start": self._starts[first],
            "text_end": self._starts[last] + self._lengths[last],
        }
