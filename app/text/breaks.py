"""Decides whether a paragraph ends between two rows of one column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.text.labels import LISTED, Label, begins_list, follows, label_before
from app.text.measures import Measures
from app.text.rows import Row

SAME_TAG, OTHER_TAG = 3.0, 2.5
"""How much the PDF's own structure counts when it puts two rows together, and apart."""
_ENTRY = re.compile(r"(?:(?:\.\s?){5,}|…{2,}|(?:·\s?){5,})\s?[\w\-–]{0,6}$")
"""The end of an entry in a table of contents: leaders and a page number."""
FULL_STOP = (".", "!", "?", "…", "。", "؟", "۔", "：", ":", ";", "；")


@dataclass(slots=True)
class Pair:
    """Two rows that follow each other, with what is known around them."""

    rows: Sequence[Row]
    """The paragraph so far; its last row is the one above."""
    below: Row
    after: Row | None
    measures: Measures
    apart: bool = False
    """Whether a column, a page or a float stands between them."""

    @property
    def first(self) -> Row:
        """The first row of the paragraph so far."""
        return self.rows[0]

    @property
    def second(self) -> Row | None:
        """The row after it, where there is one: it shows where the paragraph's lines begin."""
        return self.rows[1] if len(self.rows) > 1 else None

    @property
    def above(self) -> Row:
        """The row above."""
        return self.rows[-1]

    @property
    def hang(self) -> float:
        """Where a further line of the paragraph would begin."""
        return self.rows[1].start if len(self.rows) > 1 else self.above.text_start

    def slack(self) -> float:
        """Room left on the row above after the first word of the row below were set there, in points."""
        return self.above.right - self.above.end - 0.25 * self.above.size - self.below.first_word_width()


def split_column(rows: Sequence[Row], measures: Measures) -> list[list[Row]]:
    """The rows of a column, grouped into paragraphs."""
    paragraphs: list[list[Row]] = []
    for index, row in enumerate(rows):
        if paragraphs:
            after = rows[index + 1] if index + 1 < len(rows) else None
            if evidence(Pair(paragraphs[-1], row, after, measures)) <= 0:
                paragraphs[-1].append(row)
                continue
        paragraphs.append([row])
    return paragraphs


def evidence(pair: Pair) -> float:
    """How strongly a paragraph ends between the two rows; negative when the text goes on."""
    return _distance(pair) + evidence_apart(pair)


def evidence_apart(pair: Pair) -> float:
    """The same for rows that do not stand one below the other, as across a page break."""
    return _type(pair) + _fit(pair) + _edge(pair) + _label(pair) + _wording(pair) + _tag(pair)


def _distance(pair: Pair) -> float:
    gap = pair.below.baseline - pair.above.baseline
    ratio = gap / max(_leading(pair, gap), 0.1)  # damaged files have type of no size
    if ratio > 1.45 or ratio < 0.3:
        return 5.0
    if ratio > 1.25:
        return 3.0
    if ratio > 1.12:
        return 1.5
    return -1.0


def _leading(pair: Pair, gap: float) -> float:
    """The distance to expect: the document's for the size, or the paragraph's own where it is set wider."""
    usual = max(pair.measures.leading(pair.above), pair.measures.leading(pair.below))
    if pair.second is not None and pair.second.page == pair.first.page:
        own = pair.second.baseline - pair.first.baseline
        return own if usual < own <= 1.6 * usual else usual
    if pair.after is not None and pair.slack() < 0 and pair.above.bold == pair.below.bold:
        next_gap = pair.after.baseline - pair.below.baseline
        if abs(next_gap - gap) < 0.04 * gap and gap <= 1.45 * usual:
            return gap
    return usual


def _type(pair: Pair) -> float:
    above, below = pair.above, pair.below
    runs_on = pair.slack() <= 0.2 * above.size
    if abs(above.size - below.size) > 0.07 * max(above.size, below.size):
        return 1.5 if runs_on and below.text[:1].islower() else 3.0
    if (above.bold, above.italic) != (below.bold, below.italic) and _stands_alone(pair):
        return 3.0
    if above.bold != below.bold:
        if runs_on and above.ends_bold == below.begins_bold:
            return 0.0
        return 0.7 if runs_on and len(pair.first.text) > 40 else 3.0
    return 0.5 if above.italic and not below.italic else 0.0


def _stands_alone(pair: Pair) -> bool:
    """Whether the row below is a short line in a type of its own, as a heading is."""
    below, after = pair.below, pair.after
    if not (below.bold or below.italic) or below.text.endswith(FULL_STOP) or below.text[:1].islower():
        return False
    if below.end > below.left + 0.85 * (below.right - below.left):
        return False
    return after is None or (after.bold, after.italic) != (below.bold, below.italic)


def _fit(pair: Pair) -> float:
    slack = pair.slack() / pair.above.size
    if _ranged_right(pair):
        return 2.0
    if slack < -0.3:
        return -1.0
    stub = pair.above.end - pair.above.left < 0.3 * (pair.above.right - pair.above.left)
    weight = 0.2 if _displayed(pair) and not pair.apart and not stub else 1.0
    if slack > 2.0:
        return 2.5 * weight
    return 1.5 * weight if slack > 0.5 else -0.3


def _ranged_right(pair: Pair) -> bool:
    """Whether both rows stand on the far side of the column, as a place and date below a text do."""
    above, below = pair.above, pair.below
    far = above.left + 0.4 * (above.right - above.left)
    return min(above.start, below.start) > far


def _displayed(pair: Pair) -> bool:
    """Whether both rows are set apart from the text alike, as the rows of a long heading are."""
    above, below = pair.above, pair.below
    if above.bold != below.bold or above.italic != below.italic:
        return False
    larger = min(above.size, below.size) > 1.08 * pair.measures.body_size
    return above.bold or above.italic or larger


def _edge(pair: Pair) -> float:
    below = pair.below
    margin = 0.35 * below.size
    if pair.second is not None:
        shift = below.start - pair.second.start
        if abs(shift) < margin:
            return -0.5
        return _further_in(pair, pair.second.start) if shift > 0 else 1.5
    if pair.first.label is not None and abs(below.start - pair.first.text_start) < margin:
        return -0.5
    shift = below.start - pair.first.start
    if abs(shift) < margin:
        return -0.3
    if shift < 0:
        return -0.3 if shift > -6 * below.size else 0.5
    goes_on = pair.after is not None and abs(pair.after.start - below.start) < margin
    return 0.3 if goes_on else 2.0


def _further_in(pair: Pair, margin: float) -> float:
    """A row that begins farther in than the paragraph's lines; sure when the next is back at the margin."""
    if pair.after is None:
        return 2.5
    return 3.0 if abs(pair.after.start - margin) < 0.35 * pair.below.size else 2.0


def _label(pair: Pair) -> float:
    first, below = pair.first, pair.below
    if below.mark and below.size < 0.95 * pair.measures.body_size:
        return 3.0
    if below.label is None:
        return 0.0
    if first.label is not None:
        if follows(first.label, below.label) and _same_place(first, below):
            return 3.0
        if begins_list(below.label) and first.label.kind in LISTED and not pair.slack() > 0:
            return 2.5
    if _within_sentence(pair, below.label):
        return -2.5
    set_off = below.text_start - below.start > (len(below.label.text) * 0.5 + 0.8) * below.size
    return 2.0 if set_off or abs(below.start - pair.hang) > 0.35 * below.size else 0.5


def _same_place(one: Row, other: Row) -> bool:
    near = abs(other.start - one.start) < 0.5 * other.size
    return near and abs(other.text_start - one.text_start) < 0.6 * other.size


def _within_sentence(pair: Pair, label: Label) -> bool:
    """Whether the label before this one stands inside the paragraph's lines, so that this one does too."""
    if abs(pair.below.start - pair.hang) > 0.35 * pair.below.size and not pair.apart:
        return False
    before = label_before(label)
    if before is None or pair.first.text.startswith(before):
        return False
    return any(before in row.text for row in pair.rows)


def _wording(pair: Pair) -> float:
    above, below = pair.above.text, pair.below.text
    if above.endswith(("-", "\u2010", "\u00ad")):
        return -1.0
    if _ENTRY.search(above):
        return 5.0
    if below[:1].islower() and not above.endswith(FULL_STOP):
        return -1.5
    if above.endswith(FULL_STOP):
        return 0.3
    return 0.0


def _tag(pair: Pair) -> float:
    """The vote of the PDF's own structure, where it has one."""
    above, below = pair.above.tag, pair.below.tag
    if not above or not below:
        return 0.0
    if above == below:
        return -SAME_TAG
    # Programs begin elements anew at the head of a page, so there the difference says little.
    return 0.2 * OTHER_TAG if pair.apart else OTHER_TAG
