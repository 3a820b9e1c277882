"""What one page's text looks like before anyone has made paragraphs of it.

Coordinates are PDF points, origin at the top left.
"""

from __future__ import annotations

from dataclasses import dataclass

Corners = tuple[float, float, float, float]


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
    """The text and rules of one page; `number` counts from 1.

    A page whose text stands sideways is given as one turns it to read; `turned` says by how many degrees
    clockwise, and width, height and all coordinates are those of the page so turned.
    """

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()
    turned: int = 0

    @property
    def displayed_size(self) -> tuple[float, float]:
        """Width and height of the page as displayed."""
        return (self.height, self.width) if self.turned in (90, 270) else (self.width, self.height)

    def as_displayed(self, x0: float, y0: float, x1: float, y1: float) -> Corners:
        """A box of this page, on the page as displayed."""
        match self.turned:
            case 90:
                return y0, self.width - x1, y1, self.width - x0
            case 180:
                return self.width - x1, self.height - y1, self.width - x0, self.height - y0
            case 270:
                return self.height - y1, x0, self.height - y0, x1
            case _:
                return x0, y0, x1, y1
