from __future__ import annotations

from itertools import pairwise

import pymupdf
import pytest

from app.pdf.opening import open_pdf
from app.pdf.protocol import Link
from app.pdf.words import MOST_LINKS, read_links, read_words
from tests.app.pdf import pdfs
from tests.bench.hostile_pdfs import many_links, one_page, stream


def words_of(content: bytes, page: int = 1) -> list[str]:
    words = read_words(open_pdf(content), page)
    return [words.text[start:end] for start, end in words.word_ranges()]


def test_words_come_in_reading_order() -> None:
    assert words_of(pdfs.plain(2), 2)[:4] == ["Page", "2", "Decides", "that"]


def test_every_letter_has_its_box() -> None:
    words = read_words(open_pdf(pdfs.plain(1)), 1)
    assert len(words.letters) == 4 * len(words.text)
    (start, end), *_ = words.word_ranges()
    boxes = [words.box(place) for place in range(start, end)]
    assert boxes[0][0] == pytest.approx(72, abs=1)
    assert all(left[2] <= right[0] + 0.5 for left, right in pairwise(boxes))
    assert all(y0 < 72 < y1 for _, y0, _, y1 in boxes)


def test_lines_are_printed_lines() -> None:
    words = read_words(open_pdf(pdfs.plain(1, lines=2)), 1)
    lines = [words.text[start:end] for start, end in words.line_ranges()]
    assert lines == ["Page 1", pdfs.SENTENCE, pdfs.SENTENCE]


def test_boxes_are_on_the_page_as_displayed() -> None:
    with pymupdf.open(stream=pdfs.plain(1)) as pdf:
        pdf[0].set_rotation(90)
        words = read_words(open_pdf(pdf.tobytes()), 1)
    x0, _, x1, _ = words.box(0)
    assert x0 < pdfs.A4[1] - 72 < x1


def test_a_page_without_text_has_no_words() -> None:
    with pymupdf.open() as pdf:
        pdf.new_page()
        assert words_of(pdf.tobytes()) == []


def test_only_links_that_lead_somewhere_harmless_are_kept() -> None:
    links = read_links(open_pdf(pdfs.with_ways_through()), 1).links
    box = (10.0, 20.0, 110.0, 40.0)
    assert links == (Link(box, page=3, y=100.0), Link(box, address="https://example.org/"))


def links_to(*uris: bytes) -> list[str]:
    """The addresses read of a page whose links hold these."""
    link = b"<< /Type /Annot /Subtype /Link /Rect [10 10 90 90] /A << /S /URI /URI <%s> >> >>"
    annotations = b" ".join(link % uri.hex().encode() for uri in uris)
    content = one_page(stream(b"0 0 10 10 re f"), b"/Annots [%s]" % annotations)
    return [link.address for link in read_links(open_pdf(content), 1).links]


@pytest.mark.parametrize(
    "uri",
    [
        b"JaVaScRiPt:alert(1)",
        b" javascript:alert(1)",
        b"java\nscript:alert(1)",
        b"\0https://example.org/",
        b"file:///etc/passwd",
        b"https://" + b"a" * 1_000_000,
        b"../other.pdf",
    ],
)
def test_a_hostile_address_is_no_link(uri: bytes) -> None:
    assert links_to(uri, b"https://example.org/") == ["https://example.org/"]


def test_a_broken_address_is_passed_on_as_it_is() -> None:
    assert links_to(b"https://e.org/\na", b"https://e.org/\0b") == ["https://e.org/\na", "https://e.org/"]


@pytest.mark.parametrize(("address", "found"), [(b"https://a.org/", MOST_LINKS), (b"javascript:x()", 0)])
def test_no_more_links_are_read_than_anyone_could_want(address: bytes, found: int) -> None:
    content = many_links(30_000).replace(b"https://example.org/", address)
    assert len(read_links(open_pdf(content), 1).links) == found
