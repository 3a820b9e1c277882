"""What a file holds that a project has no place for, counted and named: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from enum import StrEnum


class Loss(StrEnum):
    """Something that cannot be taken in; the value says what and why."""

    SET = "sets of codes or of sources: there are no sets here"
    GRAPH = "graphs"
    LINK = "links"
    CASE = "cases"
    VARIABLE = "variables"
    VARIABLE_VALUE = "values of variables"
    AUDIO = "audio files"
    VIDEO = "video files"
    PICTURE = "pictures"
    UNSUPPORTED_CODING = "codings of audio, video or pictures"
    MISSING_FILE = "documents without a PDF or a text in the file (add theirs first, then import again)"
    MISSING_FILE_CODING = "codings of documents without a PDF or a text in the file"
    UNREADABLE_CODING = "codings of documents that cannot be read"
    DOCUMENT_CODING = "codings of a whole document rather than of a passage"
    NOTE_ALONE = "notes that belong to no passage, code or document"
    NOTE_CODING = "codings within notes"
    NO_CODE = "codings with a code that is not in the codebook"
    OUTSIDE = "passages beyond the end of their text or page"
    NOT_FOUND = "passages whose words were not found in the PDF"
    EMPTY = "passages without any extent"
    DOUBLED = "codings that were there twice (kept once)"
    LONG = "notes or descriptions too long to be kept whole (cut)"
    PROJECT_NOTE = "notes or descriptions of the whole project"
    OTHER = "things this program does not know"


class Losses:
    """A count for each kind of loss."""

    def __init__(self) -> None:
        self._counts: Counter[Loss] = Counter()

    def add(self, loss: Loss, number: int = 1) -> None:
        """Count it."""
        if number:
            self._counts[loss] += number

    def __getitem__(self, loss: Loss) -> int:
        return self._counts[loss]

    def __iter__(self) -> Iterator[Loss]:
        return (loss for loss in Loss if self._counts[loss])

    def lines(self) -> Iterator[str]:
        """One line a kind, for people to read."""
        for loss in self:
            yield f"left out: {self._counts[loss]:,} {loss}"
