"""Documents whose geometry a test knows by heart, for the reader to show."""

from __future__ import annotations

from array import array

from app.model import Box, Kind, Page, Paragraph
from app.pdf.protocol import Answer, Link, PageLinks, PageWords
from app.project import documents
from app.project.database import Edit
from app.text.document_text import DocumentText

WIDTH, HEIGHT = 600.0, 800.0
LEFT, RIGHT = 100.0, 500.0
HEAD, HEADING, FIRST, SECOND, CROSSING, FOOT, AFTER = range(1, 8)
"""Ordinals of the first pages' paragraphs: `CROSSING` begins on page 1 and ends on page 2."""


def line(page: int, y: float, x0: float = LEFT, x1: float = RIGHT) -> Box:
    """A printed line 12 points high."""
    return Box(page, x0, y, x1, y + 12)


def lines(page: int, y: float, count: int) -> tuple[Box, ...]:
    """Lines below one another, 14 points apart."""
    return tuple(line(page, y + 14 * at) for at in range(count))


def paragraphs(pages: int) -> tuple[Paragraph, ...]:
    """Two pages as named above, then five paragraphs of three lines a page."""
    found = [
        Paragraph(HEAD, Kind.HEADER, None, "Running head", (line(1, 20),)),
        Paragraph(HEADING, Kind.HEADING, None, "Purpose", (line(1, 60),)),
        Paragraph(FIRST, Kind.PARAGRAPH, "1.", "1. The first text.", lines(1, 100, 3)),
        Paragraph(SECOND, Kind.PARAGRAPH, "2.", "2. The second text.", lines(1, 200, 3)),
        Paragraph(
            CROSSING, Kind.PARAGRAPH, "3.", "3. A text on two pages.", (*lines(1, 720, 2), *lines(2, 60, 2))
        ),
        Paragraph(FOOT, Kind.PAGE_NUMBER, None, "1", (line(1, 780),)),
    ]
    for page in range(2, pages + 1):
        for place in range(5):
            ordinal = len(found) + 1
            number = f"{ordinal - 3}."
            text = f"{number} Text {ordinal}."
            found.append(Paragraph(ordinal, Kind.PARAGRAPH, number, text, lines(page, 120 + 120 * place, 3)))
    return tuple(found)


def tale(pages: int = 4) -> DocumentText:
    """A document of so many equal pages."""
    sizes = tuple(Page(number, WIDTH, HEIGHT) for number in range(1, pages + 1))
    return DocumentText(sizes, paragraphs(pages), "test engine 1")


def fill(edit: Edit) -> None:
    """Two documents, `Draft` of four pages and `Final` of three."""
    for title, pages in (("Draft", 4), ("Final", 3)):
        content = f"%PDF {title}".encode()
        documents.add(edit, content=content, file_name=f"{title}.pdf", title=title, text=tale(pages))


navigations: dict[str, Answer] = {}
"""What a worker says of a document's outline and labels, by its sha256; of others that there are none."""

LETTER = 10.0
"""How wide every letter and space is."""


def printed(paragraph: Paragraph) -> list[tuple[Box, str]]:
    """A paragraph's lines and what is printed on them: its words shared out evenly."""
    words, count = paragraph.text.split(" "), len(paragraph.boxes)
    shares = [words[len(words) * at // count : len(words) * (at + 1) // count] for at in range(count)]
    return [(box, " ".join(share)) for box, share in zip(paragraph.boxes, shares, strict=True)]


def page_words(page: int, pages: int = 4) -> PageWords:
    """What a worker reads of a page."""
    text, letters, words, rows = "", array("f"), array("I"), array("I")
    for paragraph in paragraphs(pages):
        for box, printed_text in printed(paragraph):
            if box.page != page:
                continue
            start = len(text)
            for at, letter in enumerate(printed_text):
                letters.extend((box.x0 + at * LETTER, box.y0, box.x0 + (at + 1) * LETTER, box.y1))
                if letter != " " and (at == 0 or printed_text[at - 1] == " "):
                    words.append(start + at)
                if letter != " " and (at + 1 == len(printed_text) or printed_text[at + 1] == " "):
                    words.append(start + at + 1)
            rows.extend((start, start + len(printed_text)))
            text += printed_text + "\n"
            letters.extend((0, 0, 0, 0))
    return PageWords(page, text, letters, words, rows)


TO_PAGE = Link((LEFT, 100.0, LEFT + 30, 112.0), page=3, y=240.0)
"""On the first line of `FIRST`."""

TO_WEB = Link((LEFT, 200.0, LEFT + 30, 212.0), address="https://example.org/a?b&c")
"""On the first line of `SECOND`."""


def page_links(page: int) -> PageLinks:
    """The links a worker reads of a page: two on the first."""
    return PageLinks(page, (TO_PAGE, TO_WEB) if page == 1 else ())
