"""Turned pages: from points of a page as it lies in its document to points of it as shown, and back."""

from __future__ import annotations

from dataclasses import dataclass

from app.model import Box

ROTATIONS = (0, 90, 180, 270)
"""Degrees clockwise a page can be turned by."""


@dataclass(frozen=True, slots=True)
class Turning:
    """A page `width` points wide and `height` high, shown turned clockwise by `rotation` degrees.

    Everything that is stored, found or selected is in points of the page as it lies, origin top left;
    only what is drawn goes through here.
    """

    width: float = 0.0
    height: float = 0.0
    rotation: int = 0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as shown."""
        return (self.height, self.width) if self.is_quarter else (self.width, self.height)

    @property
    def is_quarter(self) -> bool:
        """Whether what ran across the page runs down it now, or up."""
        return self.rotation % 180 == 90

    def to_shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page where it is shown."""
        match self.rotation:
            case 90:
                return self.height - y, x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return y, self.width - x
        return x, y

    def from_shown(self, x: float, y: float) -> tuple[float, float]:
        """The reverse of `to_shown`."""
        match self.rotation:
            case 90:
                return y, self.height - x
            case 180:
                return self.width - x, self.height - y
            case 270:
                return self.width - y, x
        return x, y

    def box(self, box: Box) -> Box:
        """A box of the page where it is shown."""
        if self.rotation == 0:
            return box
        (xa, ya), (xb, yb) = self.to_shown(box.x0, box.y0), self.to_shown(box.x1, box.y1)
        return Box(box.page, min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))


AS_IT_LIES = Turning()
"""No turning at all, of a page of any size."""
