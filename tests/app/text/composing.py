"""Sets pages of lines for tests, the way a typesetter would, without making a PDF."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.text.page_text import Face, Line, PageText, Rule, Span

WIDTHS = {" ": 0.25} | dict.fromkeys("il.,;:'()!", 0.28) | dict.fromkeys("mwMW", 0.78)


def width(text: str, size: float) -> float:
    """How wide a text runs in the tests' typeface, in points."""
    return size * sum(WIDTHS.get(character, 0.62 if character.isupper() else 0.48) for character in text)


def line(
    text: str,
    x: float,
    baseline: float,
    *,
    size: float = 10.0,
    face: int = Face.PLAIN,
    end: float | None = None,
) -> Line:
    """A line of text that begins at `x`; `end` stretches its spaces as justified setting does."""
    words = text.split(" ")
    natural = width(text, size)
    stretch = (end - x - natural) / max(1, len(words) - 1) if end is not None else 0.0
    edges = []
    at = x
    for word in words:
        edges.append((at, at + width(word, size)))
        at = edges[-1][1] + width(" ", size) + stretch
    x1 = edges[-1][1]
    span = Span(text, x, x1, baseline, size, face)
    return Line(x, baseline - 0.9 * size, x1, baseline + 0.2 * size, (span,), tuple(edges))


@dataclass
class Sheet:
    """One page under the hands of a typesetter, from the top down."""

    number: int = 1
    left: float = 100.0
    right: float = 400.0
    y: float = 100.0
    leading: float = 12.0
    size: float = 10.0
    justified: bool = True
    lines: list[Line] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def row(
        self, text: str, x: float | None = None, *, size: float | None = None, face: int = Face.PLAIN
    ) -> Sheet:
        """One row where it is told to be, at the next baseline."""
        self.y += self.leading
        self.lines.append(
            line(text, self.left if x is None else x, self.y, size=size or self.size, face=face)
        )
        return self

    def beside(self, text: str, x: float, *, size: float | None = None) -> Sheet:
        """More text on the baseline just set."""
        self.lines.append(line(text, x, self.y, size=size or self.size))
        return self

    def paragraph(
        self,
        text: str,
        *,
        indent: float = 0.0,
        hang: float = 0.0,
        size: float | None = None,
        face: int = Face.PLAIN,
        rows: slice = slice(None),
    ) -> Sheet:
        """A paragraph, broken where the next word does not fit; `rows` sets only some of its rows."""
        broken = self.broken(text, indent=indent, hang=hang, size=size)
        for number in range(len(broken))[rows]:
            x = self.left + (indent if number == 0 else hang)
            self.y += self.leading
            end = self.right if self.justified and number < len(broken) - 1 else None
            self.lines.append(line(broken[number], x, self.y, size=size or self.size, face=face, end=end))
        return self

    def broken(
        self, text: str, *, indent: float = 0.0, hang: float = 0.0, size: float | None = None
    ) -> list[str]:
        """The rows a paragraph breaks into."""
        rows: list[str] = []
        for word in text.split(" "):
            room = self.right - self.left - (indent if len(rows) <= 1 else hang)
            if rows and width(f"{rows[-1]} {word}", size or self.size) <= room:
                rows[-1] += f" {word}"
            else:
                rows.append(word)
        return rows

    def space(self, height: float) -> Sheet:
        """Room before what comes next."""
        self.y += height
        return self

    def rule(self, length: float = 60.0) -> Sheet:
        """A rule as above footnotes."""
        self.rules.append(Rule(self.left, self.y + 6, self.left + length, self.y + 6.5))
        self.y += 8
        return self

    @property
    def page(self) -> PageText:
        """The page as the reading hands it on."""
        return PageText(self.number, 500.0, 800.0, tuple(self.lines), tuple(self.rules))


SENTENCES = (
    "The Council takes note of the report and of the efforts made by members to carry out its decision.",
    "It observes that the harbour was closed for most of the winter, and that few ships came in.",
    "Members are asked to send what they know of the matter to the Secretariat before the spring.",
    "No payment was made to those who had signed for the goods, nor to those who carried them.",
    "The registers were burned in eleven districts, so that nobody can say who lived there.",
    "What is said of the valley rests on those who have left it and on letters sent from the town.",
)


def prose(first: int = 0, sentences: int = 3) -> str:
    """Some sentences that follow each other."""
    return " ".join(SENTENCES[(first + number) % len(SENTENCES)] for number in range(sentences))
