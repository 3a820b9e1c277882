"""Writes text, rules and ellipses as PDF drawing operators (ISO 32000-1, 8 and 9).

Callers give points from the top left of the page, baselines for text; text is in the encoding the built-in
fonts share (WinAnsi).
"""

from __future__ import annotations

from collections.abc import Sequence

from app.errors import UserError
from app.pdf.line_breaking import Line, Span

_ROUND = 0.5522847498
"""How far the control points of a quarter ellipse stand from its ends, in radii."""


class PageDrawing:
    """The drawing operators of one page, collected in the order they are asked for."""

    def __init__(self, height: float) -> None:
        self._height = height
        self._operators: list[str] = []

    def text(self, x: float, baseline: float, spans: Sequence[Span], word_spacing: float = 0.0) -> None:
        """Spans one after the other on one baseline."""
        self._operators.append(f"BT 1 0 0 1 {_number(x)} {_number(self._height - baseline)} Tm")
        if word_spacing:
            self._operators.append(f"{_number(word_spacing)} Tw")
        rise = 0.0
        for span in spans:
            if span.rise != rise:
                rise = span.rise
                self._operators.append(f"{_number(rise)} Ts")
            self._operators.append(f"/{span.face} {_number(span.size)} Tf <{_encoded(span.text)}> Tj")
        self._operators.append("0 Tw 0 Ts ET")

    def line(self, left: float, baseline: float, line: Line) -> None:
        """A line of a paragraph whose column begins at `left`."""
        if line.label:
            self.text(left + line.label_x, baseline, [line.label])
        self.text(left + line.x, baseline, line.spans, line.word_spacing)

    def rule(self, x0: float, x1: float, y: float, thickness: float) -> None:
        """A horizontal rule."""
        y = self._height - y
        self._operators.append(
            f"{_number(thickness)} w {_number(x0)} {_number(y)} m {_number(x1)} {_number(y)} l S"
        )

    def ellipse(self, x: float, y: float, across: float, down: float, thickness: float) -> None:
        """The outline of an ellipse around a point, with its two half-axes."""
        y = self._height - y
        a, b = across * _ROUND, down * _ROUND
        quarters = [
            (x + across, y + b, x + a, y + down, x, y + down),
            (x - a, y + down, x - across, y + b, x - across, y),
            (x - across, y - b, x - a, y - down, x, y - down),
            (x + a, y - down, x + across, y - b, x + across, y),
        ]
        curves = " ".join(" ".join(map(_number, quarter)) + " c" for quarter in quarters)
        self._operators.append(f"{_number(thickness)} w {_number(x + across)} {_number(y)} m {curves} s")

    def operators(self) -> bytes:
        """The page's content stream."""
        return "\n".join(self._operators).encode("ascii")


def _number(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")


def _encoded(text: str) -> str:
    try:
        return text.encode("cp1252").hex()
    except UnicodeEncodeError as error:
        raise UserError(f"The built-in fonts have no “{text[error.start]}”.") from error
