"""Word files keep what a reader needs: headings, numbers, tables, notes, and not what was deleted."""

from __future__ import annotations

import io
import re
import zipfile

import docx
import pytest

from app.pdf.word_text import html_of

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def package(body: str, **parts: str) -> bytes:
    """A Word file with this body and these further parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document {NAMESPACE}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {NAMESPACE}>{content}</w:{name}>")
    return stream.getvalue()


def text(content: str) -> str:
    return f"<w:r><w:t>{content}</w:t></w:r>"


def item(content: str, level: int = 0, list_id: int = 1) -> str:
    numbered = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{numbered}{text(content)}</w:p>"


def level(number: int, format_: str, written: str, start: int = 1) -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{format_}"/>'
        f'<w:lvlText w:val="{written}"/></w:lvl>'
    )


def lines(page: str) -> list[str]:
    """The paragraphs of a page, their marks-up taken off."""
    return [re.sub("<[^>]*>", "", part) for part in re.findall(r"<(?:p|h\d)\b.*?</(?:p|h\d)>", page)]


def test_numbers_are_printed_as_word_counts_them() -> None:
    levels = level(0, "decimal", "%1.", 4) + level(1, "lowerLetter", "(%2)") + level(2, "upperRoman", "%1.%3")
    numbering = (
        f'<w:abstractNum w:abstractNumId="7">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="7"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1) + item("g", 0, 2)
    assert lines(html_of(package(body, numbering=numbering))) == [
        *("4. a", "(a) b", "(b) c", "4.I d", "5. e", "(a) f", "1. g"),
    ]


@pytest.mark.parametrize(
    ("format_", "count", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 49, "xlix"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerRoman", 5000, "5000"),
        ("bullet", 3, "•"),
        ("none", 3, ""),
        ("ordinalText", 3, "3"),
    ],
)
def test_numbers_come_in_every_shape(format_: str, count: int, printed: str) -> None:
    numbering = (
        f'<w:abstractNum w:abstractNumId="0">{level(0, format_, "%1", count)}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    assert lines(html_of(package(item("x"), numbering=numbering))) == [f"{printed} x".strip()]


def test_headings_are_told_by_their_styles() -> None:
    styles = (
        '<w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Mine"><w:name w:val="My own"/><w:basedOn w:val="berschrift2"/></w:style>'
        '<w:style w:styleId="Loop"><w:name w:val="x"/><w:basedOn w:val="Loop"/></w:style>'
    )
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text(style)}</w:p>'
        for style in ("berschrift2", "Mine", "Loop", "Gone")
    )
    page = html_of(package(body, styles=styles))
    assert re.findall(r"<(h\d|p)>(\w+)", page) == [
        ("h2", "berschrift2"),
        ("h2", "Mine"),
        ("p", "Loop"),
        ("p", "Gone"),
    ]


def test_what_was_deleted_is_out_and_what_was_inserted_is_in() -> None:
    body = (
        f"<w:p>{text('We ')}<w:del><w:r><w:delText>never </w:delText></w:r></w:del>"
        f"<w:ins>{text('always ')}</w:ins>"
        f"<w:hyperlink>{text('agree')}</w:hyperlink></w:p>"
    )
    assert lines(html_of(package(body))) == ["We always agree"]


def test_notes_come_at_the_end_in_the_order_of_their_marks() -> None:
    notes = "".join(
        f'<w:footnote w:id="{id}"><w:p>{text(said)}</w:p></w:footnote>'
        for id, said in ((2, "two"), (5, "five"))
    )
    mark = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
    body = f"<w:p>{text('One')}{mark.format(5)}{text(' more')}{mark.format(2)}</w:p>"
    assert lines(html_of(package(body, footnotes=notes))) == ["One1 more2", "1 five", "2 two"]


def test_a_file_python_docx_makes_is_read_in_full() -> None:
    document = docx.Document()
    document.add_heading("Findings", 1)
    for said in ("first", "second"):
        document.add_paragraph(said, style="List Number")
    document.add_paragraph("point", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("").add_run("bold").bold = True
    stream = io.BytesIO()
    document.save(stream)
    page = html_of(stream.getvalue())
    assert lines(page) == ["Findings", "1. first", "2. second", "• point", "left", "right", "bold"]
    assert "<tr><td><p>left</p></td><td><p>right</p></td></tr>" in page
    assert "<b>bold</b>" in page


def test_text_that_looks_like_markup_stays_text() -> None:
    assert "&lt;script&gt;" in html_of(package(f"<w:p>{text('&lt;script&gt;')}</w:p>"))


@pytest.mark.parametrize(
    "content",
    [
        b"PK rubbish",
        package("").replace(b"word/document.xml", b"word/documemt.xml"),
        package("<w:p>"),
        package(""),
    ],
)
def test_what_is_no_word_file_is_refused_or_empty(content: bytes) -> None:
    try:
        assert lines(html_of(content)) == []
    except ValueError:
        return


def test_entities_are_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "word/document.xml",
            f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><w:document {NAMESPACE}>&e;</w:document>',
        )
    with pytest.raises(ValueError, match="Entit"):
        html_of(stream.getvalue())


def test_depth_has_an_end() -> None:
    body = "<w:sdt><w:sdtContent>" * 5000 + f"<w:p>{text('deep')}</w:p>" + "</w:sdtContent></w:sdt>" * 5000
    assert lines(html_of(package(body))) == []
