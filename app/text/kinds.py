"""Says what part each paragraph plays: title, heading, item, caption, footnote and so on."""

from __future__ import annotations

from collections.abc import Sequence

from app.model import Kind
from app.text.labels import LabelKind
from app.text.measures import Measures
from app.text.rows import Row

_HEADING_LABELS = frozenset({LabelKind.ROMAN, LabelKind.LETTER, LabelKind.SECTION, LabelKind.NUMBER})


def kind_of(rows: Sequence[Row], measures: Measures) -> Kind:
    """The kind of a paragraph in the running text."""
    first = rows[0]
    letters = sum(len(row.text) for row in rows)
    larger = first.size > 1.12 * measures.body_size
    bold = all(row.bold for row in rows)
    if (bold or larger) and len(rows) <= 5 and letters < 400:
        return Kind.HEADING
    if first.label is not None:
        if first.label.kind in (
            LabelKind.BULLET,
            LabelKind.BRACKET_LETTER,
            LabelKind.BRACKET_NUMBER,
            LabelKind.LETTER,
        ):
            return Kind.ITEM
        return Kind.PARAGRAPH
    return Kind.PARAGRAPH
