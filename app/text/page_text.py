"""What one page's text looks like before anyone has made paragraphs of it.

Coordinates are PDF points, origin at the top left of the page as displayed.
"""

from __future__ import annotations

from dataclasses import dataclass


class Face:
    """Bits that say how a stretch of text is drawn; plain integers, as they are tested for every span."""

    PLAIN = 0
    BOLD = 1
    ITALIC = 2
    RAISED = 4
    MONO = 8


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one font and size."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    face: int


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text on one baseline, as far as the extraction kept it together; may be half a row."""

    x0: float
    y0: float
    x1: float
    y1: float
    spans: tuple[Span, ...]
    words: tuple[tuple[float, float], ...] = ()
    """Where each of its words begins and ends, in the order of the text; empty where that is not known."""
    upright: bool = True
    tag: int = 0
    """The paragraph the PDF's own structure puts it in, counted from 1; 0 where it says nothing."""

    @property
    def text(self) -> str:
        """Its text, as drawn."""
        return "".join(span.text for span in self.spans)


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin drawn line or bar, horizontal or vertical."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it lies rather than stands."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PageText:
    """The text, rules and pictures of one page; `number` counts from 1."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    pictures: tuple[Rule, ...] = ()
