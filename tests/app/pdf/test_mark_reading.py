"""Marks made in other programs are read with what they say and the words under them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest

from app.model import Box
from app.pdf.marks import Mark, MarkKind
from app.pdf.pool import Pool
from app.pdf.protocol import Annotate, FoundMarks, ReadMarks, Source
from tests.app.pdf import pdfs
from tests.app.pdf.test_highlighting import line_boxes, mark, page_with

Draw = Callable[[pymupdf.Page], Any]


@pytest.fixture
def read(pool: Pool, write: Callable[[bytes], Source]) -> Callable[..., FoundMarks]:
    """Reads the marks of a page with three lines of text, after something was done to it."""

    def read(draw: Draw, content: bytes | None = None) -> FoundMarks:
        with pymupdf.open(stream=content or page_with(0)) as pdf:
            draw(pdf[0])
            return pool.call(ReadMarks(write(pdf.tobytes())))

    return read


def over(page: pymupdf.Page, words: str) -> list[pymupdf.Quad]:
    quads: list[pymupdf.Quad] = page.search_for(words, quads=True)
    return quads


@pytest.mark.parametrize(
    ("draw", "kind"),
    [
        ("add_highlight_annot", MarkKind.HIGHLIGHT),
        ("add_underline_annot", MarkKind.UNDERLINE),
        ("add_squiggly_annot", MarkKind.UNDERLINE),
        ("add_strikeout_annot", MarkKind.STRIKEOUT),
    ],
)
def test_a_mark_has_the_words_under_it(read: Callable[..., FoundMarks], draw: str, kind: MarkKind) -> None:
    (found,) = read(lambda page: getattr(page, draw)(over(page, "beta gamma") + over(page, "delta"))).marks
    assert (found.kind, found.quote) == (kind, "beta gamma delta")
    assert (found.prefix, found.suffix) == ("Alpha", "epsilon zeta eta theta")
    assert [box.page for box in found.boxes] == [1, 1]


@pytest.mark.parametrize("crop", [None, (50, 60, 500, 700)])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_we_draw_is_read_as_it_was(
    pool: Pool, write: Callable[[bytes], Source], rotation: int, crop: tuple[float, ...] | None
) -> None:
    source = write(page_with(rotation, crop))
    drawn = mark(
        *line_boxes(pool, source)[1:],
        subject="children",
        content="children\n\nWhich?",
        name="id",
        created="2026-11-22T15:44:12.000000Z",
        changed="2026-11-23T15:44:12.000000Z",
    )
    (found,) = pool.call(ReadMarks(write(pool.call(Annotate(source, (drawn,))).content))).marks
    assert found.quote == "delta epsilon zeta eta theta"
    for name in ("kind", "colour", "author", "subject", "content", "name", "created", "changed"):
        assert getattr(found, name) == getattr(drawn, name)
    for ours, theirs in zip(drawn.boxes, found.boxes, strict=True):
        assert [theirs.x0, theirs.y0, theirs.x1] == pytest.approx([ours.x0, ours.y0, ours.x1], abs=0.1)


def test_a_comment_has_a_place_and_a_text(read: Callable[..., FoundMarks]) -> None:
    def draw(page: pymupdf.Page) -> None:
        note = page.add_text_annot((60, 110), "Is this so?\rAsk.")
        note.set_info(title=" Ben ")
        note.update()

    (found,) = read(draw).marks
    assert (found.kind, found.author, found.content) == (MarkKind.COMMENT, "Ben", "Is this so?\nAsk.")
    assert found.quote == ""
    assert found.boxes[0].y0 == pytest.approx(110, abs=2)


def key_set(**keys: str) -> Draw:
    """Highlights the first line and then sets keys of the annotation as a PDF has them."""

    def draw(page: pymupdf.Page) -> None:
        annotation = page.add_highlight_annot(over(page, "Alpha"))
        for key, value in keys.items():
            page.parent.xref_set_key(annotation.xref, key, value)

    return draw


@pytest.mark.parametrize(
    ("written", "colour"),
    [
        ("[1 1 0]", "#ffff00"),
        ("[.5]", "#808080"),
        ("[0 0 1 0]", "#ffff00"),
        ("[]", ""),
        ("[7 -3 0]", "#ff0000"),
        ("/None", ""),
    ],
)
def test_colours_are_read_in_every_space(read: Callable[..., FoundMarks], written: str, colour: str) -> None:
    assert read(key_set(C=written)).marks[0].colour == colour


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("(D:20261122154412Z)", "2026-11-22T15:44:12.000000Z"),
        ("(D:20261122154412+01'30')", "2026-11-22T14:14:12.000000Z"),
        ("(D:20261122)", "2026-11-22T00:00:00.000000Z"),
        ("(D:20261322154412Z)", ""),
        ("(D:00010101000000+23'00')", ""),
        ("(yesterday)", ""),
    ],
)
def test_dates_become_moments(read: Callable[..., FoundMarks], written: str, moment: str) -> None:
    assert read(key_set(M=written, CreationDate="null")).marks[0].created == moment


def test_a_reply_follows_what_it_answers(read: Callable[..., FoundMarks]) -> None:
    def draw(page: pymupdf.Page) -> None:
        first = page.add_highlight_annot(over(page, "Alpha"))
        first.set_info(content="Why?")
        for said, answered in (("Because.", first), ("State", first)):
            reply = page.add_text_annot((10, 10), said)
            reply.set_info(title="Ben", content=said)
            page.parent.xref_set_key(reply.xref, "IRT", f"{answered.xref} 0 R")
        page.parent.xref_set_key(reply.xref, "StateModel", "(Review)")

    assert [found.content for found in read(draw).marks] == ["Why?\n\nBen: Because."]


def test_replies_in_a_circle_do_no_harm(read: Callable[..., FoundMarks]) -> None:
    def draw(page: pymupdf.Page) -> None:
        first, second = (page.add_text_annot((10, 10), "x") for _ in range(2))
        page.parent.xref_set_key(first.xref, "IRT", f"{second.xref} 0 R")
        page.parent.xref_set_key(second.xref, "IRT", f"{first.xref} 0 R")

    assert read(draw) == FoundMarks(())


@pytest.mark.parametrize(
    "quads",
    ["[1 2 3]", "[9e9 9e9 9e9 9e9 9e9 9e9 9e9 9e9]", "/None", "[null null null null null null null null]"],
)
def test_a_mark_in_no_place_is_counted_or_lies_in_its_frame(
    read: Callable[..., FoundMarks], quads: str
) -> None:
    found = read(key_set(QuadPoints=quads))
    assert len(found.marks) + len(found.left_out) == 1


def test_hidden_marks_links_and_fields_are_not_read(read: Callable[..., FoundMarks]) -> None:
    def draw(page: pymupdf.Page) -> None:
        key_set(F="2")(page)
        page.insert_link(
            {"kind": pymupdf.LINK_URI, "uri": "https://example.org", "from": pymupdf.Rect(1, 1, 9, 9)}
        )

    assert read(draw) == FoundMarks(())


def test_drawings_are_counted(read: Callable[..., FoundMarks]) -> None:
    found = read(lambda page: [page.add_rect_annot((10, 10, 50, 50)) for _ in range(2)])
    assert found == FoundMarks((), (("drawings, stamps or attachments", 2),))


def test_progress_is_told(pool: Pool, plain: Source) -> None:
    told: list[tuple[int, int]] = []
    pool.call(ReadMarks(plain), progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (3, 3)


def test_a_damaged_page_is_not_a_reason_to_fail_silently(
    pool: Pool, write: Callable[[bytes], Source]
) -> None:
    source = write(pdfs.cut_short())
    copy = write(pool.call(Annotate(source, (mark(Box(1, 60, 60, 200, 80)),))).content)
    assert [isinstance(found, Mark) for found in pool.call(ReadMarks(copy)).marks] == [True]
