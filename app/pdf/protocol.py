"""What the window and a PDF worker say to each other: small records, never pixels, never pymupdf."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from app.errors import DocumentRefused, PasswordNeeded, UserError
from app.pdf.marks import Mark
from app.text.document_text import DocumentText

STRIP_HEIGHT = 1024
"""Device pixels in one strip; full width, because squares cost 2.4 times as much as whole pages."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document's bytes are: a bare file, or the project at `path` and the content's `sha256` in it.

    The password is only ever passed along in memory: it is kept out of `repr`, hence out of logs.
    """

    path: str
    sha256: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Open:
    """Ask for page count and sizes; answered by `Opened`."""

    source: Source


@dataclass(frozen=True, slots=True)
class Read:
    """Ask for the whole document's text, with progress on the way; answered by `DocumentText`.

    Without `tags` the PDF's own structure has no say in what its paragraphs are.
    """

    source: Source
    tags: bool = True


@dataclass(frozen=True, slots=True)
class Recognise:
    """Ask for the whole document's text, that of scanned pages recognised; answered by `DocumentText`.

    `folder` is where Tesseract's data for `language` are, as `app.pdf.tessdata` finds it.
    """

    source: Source
    language: str
    folder: str


@dataclass(frozen=True, slots=True)
class Render:
    """Ask for one strip of a page (1-based) at `scale` device pixels a point; answered by `Tile`.

    `rotation` turns the page as displayed clockwise by 0, 90, 180 or 270 degrees; `inverted` asks for light
    letters on dark paper, pictures left as they are.
    """

    source: Source
    page: int
    scale: float
    strip: int
    rotation: int = 0
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """Ask for the words of one page (1-based); answered by `PageWords`."""

    source: Source
    page: int


@dataclass(frozen=True, slots=True)
class Contents:
    """Ask for the document's own table of contents and page labels; answered by `Navigation`."""

    source: Source


@dataclass(frozen=True, slots=True)
class Links:
    """Ask for the links on one page (1-based); answered by `PageLinks`. Nothing is followed."""

    source: Source
    page: int


@dataclass(frozen=True, slots=True)
class Annotate:
    """Ask for a copy of the document with these marks as highlights; answered by `PdfMade`."""

    source: Source
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ReadMarks:
    """Ask for the highlights, underlines and comments that the document has; answered by `FoundMarks`."""

    source: Source


@dataclass(frozen=True, slots=True)
class DrawKinds:
    """Ask for a copy of the document with its paragraphs framed and named by kind; answered by `PdfMade`."""

    source: Source
    tags: bool = True


@dataclass(frozen=True, slots=True)
class Typeset:
    """Ask for a bare file that is no PDF (text, HTML, EPUB, Word) as one; answered by `PdfMade`."""

    source: Source


Request = (
    DrawKinds | Open | Read | Recognise | Render | Words | Contents | Links | Annotate | ReadMarks | Typeset
)


@dataclass(frozen=True, slots=True)
class Opened:
    """A document that can be read; `sizes` holds width and height in points a page, one after the other.

    `needs_password` says that the file is protected and that the source's password opened it.
    """

    page_count: int
    sizes: array[float]
    needs_password: bool = False
    notices: tuple[str, ...] = ()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page (1-based) as displayed, in points."""
        return self.sizes[2 * page - 2], self.sizes[2 * page - 1]


@dataclass(frozen=True, slots=True)
class PageWords:
    """The letters of a page in reading order, packed.

    `letters` holds x0, y0, x1, y1 in points for every character of `text` (origin top left of the page as
    displayed); `words` holds start and end positions in `text`, `lines` the same for printed lines. Words
    are separated by a space, lines by a newline, blocks by an empty line; separators have an empty box.
    """

    page: int
    text: str
    letters: array[float]
    words: array[int]
    lines: array[int]

    def word_ranges(self) -> Iterator[tuple[int, int]]:
        """Start and end of each word in `text`."""
        return zip(self.words[::2], self.words[1::2], strict=True)

    def line_ranges(self) -> Iterator[tuple[int, int]]:
        """Start and end of each printed line in `text`."""
        return zip(self.lines[::2], self.lines[1::2], strict=True)

    def box(self, position: int) -> tuple[float, float, float, float]:
        """The box of one character, in points."""
        x0, y0, x1, y1 = self.letters[4 * position : 4 * position + 4]
        return x0, y0, x1, y1


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of a document's table of contents; `level` counts from 1, `page` is 0 if it leads nowhere."""

    level: int
    title: str
    page: int
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Navigation:
    """A document's ways through it; `labels` holds one printed label a page, or nothing if it has none."""

    entries: tuple[OutlineEntry, ...] = ()
    labels: tuple[str, ...] = ()

    def page_name(self, page: int) -> str:
        """What a page (1-based) is called: the label printed on it, else its number."""
        label = self.labels[page - 1] if 1 <= page <= len(self.labels) else ""
        return label or str(page)


@dataclass(frozen=True, slots=True)
class Link:
    """A link: `box` in points; to `page` (1-based) and `y` in the document, or to `address` outside it."""

    box: tuple[float, float, float, float]
    page: int = 0
    y: float = 0.0
    address: str = ""


@dataclass(frozen=True, slots=True)
class PageLinks:
    """The links of a page into the document, to the web or to a mail address; all others are dropped."""

    page: int
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class FoundMarks:
    """A document's marks in the order of its pages; what of their kind could not be read, and how many."""

    marks: tuple[Mark, ...]
    left_out: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class PdfMade:
    """A PDF the worker made; it may write no file itself."""

    content: bytes


@dataclass(frozen=True, slots=True)
class Slot:
    """A stretch of the shared memory, in bytes."""

    offset: int
    size: int


@dataclass(frozen=True, slots=True)
class Rendered:
    """A worker's word that a strip's pixels are in the slot: 32 bits each, blue first, rows without gaps.

    `scale` is what they were drawn at: less than asked for where the strip would have been absurdly large.
    A page that is one picture is not inverted, though that was asked.
    """

    width: int
    height: int
    scale: float
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class SlotTooSmall:
    """A worker's word that a strip needs a slot of `size` bytes; nothing was drawn."""

    size: int


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A strip's pixels in shared memory, 32 bits each, blue first; valid until given to `Pool.release`."""

    request: Render
    width: int
    height: int
    scale: float
    pixels: memoryview
    slot: Slot
    inverted: bool = False


class FailureKind(StrEnum):
    """Why a request could not be answered."""

    PASSWORD = "password"
    NOT_A_PDF = "not_a_pdf"
    DAMAGED = "damaged"
    EMPTY = "empty"
    MISSING = "missing"
    CRASHED = "crashed"
    TIMEOUT = "timeout"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class Failure:
    """The answer to a request that failed; `message` says to a researcher what happened and what to do."""

    kind: FailureKind
    message: str

    def error(self, source: Source) -> UserError:
        """The same as an exception, naming the file where the source is a bare one."""
        message = self.message if source.sha256 else f"{Path(source.path).name}: {self.message}"
        return PasswordNeeded(message) if self.kind is FailureKind.PASSWORD else DocumentRefused(message)


Made = Opened | DocumentText | PageWords | Navigation | PageLinks | FoundMarks | PdfMade
"""What a worker finds or makes, pixels apart."""

Answer = Made | Tile | SlotTooSmall | Failure
"""What a caller receives; `SlotTooSmall` only for a `Render` that is to be asked again with a larger slot."""

Reply = Made | Rendered | SlotTooSmall | Failure
"""What a worker sends."""


@dataclass(frozen=True, slots=True)
class Asked:
    """To a worker: answer this request, into this slot if it asks for pixels."""

    id: int
    request: Request
    slot: Slot | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """To a worker: leave this request if it is the one being worked on."""

    id: int


@dataclass(frozen=True, slots=True)
class Hello:
    """From a worker: ready for requests."""


@dataclass(frozen=True, slots=True)
class Progress:
    """From a worker: so much of a long request is done."""

    id: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Answered:
    """From a worker: the reply to a request, None if it was stopped; `tired` asks to be replaced soon."""

    id: int
    reply: Reply | None
    tired: bool = False


@dataclass(frozen=True, slots=True)
class Died:
    """From a worker: it ends because of a mistake of ours; `report` is the traceback."""

    report: str


ToWorker = Asked | Stop
FromWorker = Hello | Progress | Answered | Died
