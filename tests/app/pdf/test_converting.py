"""Files that are no PDFs are typeset as PDFs, and nothing they refer to is opened."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pymupdf
import pytest

from app.errors import DocumentRefused, UserError
from app.pdf.pool import Pool
from app.pdf.protocol import Contents, Navigation, Read, Source, Typeset

Make = Callable[..., Source]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a file of that name."""

    def make(name: str, content: bytes | str) -> Source:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return Source(str(path))

    return make


def word_file(*paragraphs: str) -> bytes:
    document = docx.Document()
    document.add_heading("Findings", 1)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def packed(**members: bytes | str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def epub(body: str) -> bytes:
    container = '<container><rootfiles><rootfile full-path="book.opf"/></rootfiles></container>'
    package = (
        '<package><metadata><title>A book</title></metadata><manifest><item id="c" href="c.xhtml" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="c"/></spine></package>'
    )
    return packed(
        META__=b"", **{"META-INF__container_dot_xml": container, "book_dot_opf": package, "c_dot_xhtml": body}
    )


FILES = {
    "notes.txt": "Ann: Yes – “so”.\nBen: No.",
    "page.html": "<title>T</title><h1>Findings</h1><p>Ann: Yes – “so”.</p><p>Ben: No.</p>",
    "report.docx": word_file("Ann: Yes – “so”.", "Ben: No."),
    "book.epub": epub("<html><body><h1>Findings</h1><p>Ann: Yes – “so”.</p><p>Ben: No.</p></body></html>"),
}


def text_of(content: bytes) -> str:
    with pymupdf.open(stream=content) as pdf:
        return "\n".join(page.get_text() for page in pdf)


@pytest.mark.parametrize("name", FILES)
def test_its_words_are_in_the_pdf(pool: Pool, make: Make, tmp_path: Path, name: str) -> None:
    content = pool.call(Typeset(make(name, FILES[name]))).content
    path = tmp_path / "made.pdf"
    path.write_bytes(content)
    paragraphs = [paragraph.text for paragraph in pool.call(Read(Source(str(path)))).paragraphs]
    assert [text for text in paragraphs if text != "Findings"] == ["Ann: Yes – “so”.", "Ben: No."]


@pytest.mark.parametrize("name", FILES)
def test_the_same_file_is_the_same_pdf_in_any_worker(make: Make, name: str) -> None:
    made = set()
    for _ in range(2):
        pool = Pool(workers=1)
        made.add(pool.call(Typeset(make(name, FILES[name]))).content)
        pool.close()
    assert len(made) == 1


def test_different_files_are_different_pdfs(pool: Pool, make: Make) -> None:
    pages = [make(f"{number}.html", f"<p>Same.</p><!-- {number} -->") for number in (1, 2)]
    assert len({pool.call(Typeset(page)).content for page in pages}) == 2


@pytest.mark.parametrize("name", [name for name in FILES if name != "notes.txt"])
def test_headings_become_bookmarks(pool: Pool, make: Make, tmp_path: Path, name: str) -> None:
    (tmp_path / "made.pdf").write_bytes(pool.call(Typeset(make(name, FILES[name]))).content)
    found = pool.call(Contents(Source(str(tmp_path / "made.pdf"))))
    assert isinstance(found, Navigation)
    assert [(entry.title, entry.page) for entry in found.entries][:1] in ([("Findings", 1)], [])


def test_a_long_text_has_many_pages_and_tells_of_them(pool: Pool, make: Make) -> None:
    told: list[tuple[int, int]] = []
    source = make("long.html", "<p>word</p>" * 200)
    content = pool.call(Typeset(source), progress=lambda done, total: told.append((done, total))).content
    with pymupdf.open(stream=content) as pdf:
        assert pdf.page_count > 3
        assert told[-1] == (pdf.page_count, pdf.page_count)


SECRET = "The quick brown secret"


@pytest.mark.parametrize(
    "reference",
    [
        '<img src="{path}">',
        '<img src="file://{path}">',
        '<img src="secret.png">',
        '<link rel="stylesheet" href="secret.css"><p class="secret">x</p>',
        '<style>@import url("{css}");</style><p class="secret">x</p>',
        '<object data="{path}"></object><iframe src="{text}"></iframe><embed src="{path}">',
        '<svg><image href="{path}" width="10" height="10"/></svg>',
        '<p style="background-image: url({path})">x</p>',
    ],
)
def test_a_page_opens_nothing_on_the_disk(pool: Pool, make: Make, tmp_path: Path, reference: str) -> None:
    picture = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 50, 50))
    picture.clear_with(30)
    there = tmp_path / "secret.png", tmp_path / "secret.css", tmp_path / "secret.txt"
    picture.save(there[0])
    there[1].write_text(f'.secret:before {{ content: "{SECRET}" }}')
    there[2].write_text(SECRET)
    written = reference.format(path=there[0], css=there[1], text=there[2])
    source = make("page.html", f"<p>Plain.</p>{written}")
    with_them = pool.call(Typeset(source)).content
    for path in there:
        path.unlink()
    assert pool.call(Typeset(source)).content == with_them
    assert "Plain." in text_of(with_them)


def test_a_package_finds_no_way_out_of_itself(pool: Pool, make: Make, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    body = '<html><body><p>Plain.</p><img src="../secret.txt"/><img src="/etc/hostname"/></body></html>'
    assert SECRET not in text_of(pool.call(Typeset(make("book.epub", epub(body)))).content)


def test_an_entity_is_not_expanded_from_a_file(pool: Pool, make: Make) -> None:
    body = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><html><body><p>A &e; B</p></body></html>'
    made = text_of(pool.call(Typeset(make("page.xhtml", body))).content)
    assert Path("/etc/hostname").read_text().strip() not in made


DOT = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAAAAABX3VL4AAAA"
    "C0lEQVR4nGNgAAEAAAYAAf6MZ8gAAAAASUVORK5CYII="
)


def test_a_picture_kept_elsewhere_leaves_no_word_behind(pool: Pool, make: Make) -> None:
    body = f'<p>One <img alt="x" src="https://example.org/x.png"> two <IMG SRC="{DOT}"/></p>'
    content = pool.call(Typeset(make("page.html", body))).content
    assert text_of(content).split() == ["One", "two"]
    with pymupdf.open(stream=content) as pdf:
        assert len(pdf[0].get_images()) == 1


def test_a_script_is_no_text(pool: Pool, make: Make) -> None:
    body = "<p>Plain.</p><script>document.write('run')</script><p onclick='run()'>End.</p>"
    assert text_of(pool.call(Typeset(make("page.html", body))).content).split() == ["Plain.", "End."]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "  \n", "empty"),
        ("program.txt", b"\x7fELF\x00\x01", "cannot be read as text"),
        ("page.html", "<p> </p>", "no text"),
        ("report.docx", b"PK\x03\x04 rubbish", "cannot be read as Word"),
        ("report.docx", "Not a package.", "cannot be read as Word"),
        ("book.epub", packed(a="x"), "cannot be read as EPUB"),
        ("report.docx", packed(word__document_dot_xml=bytes(310_000_000)), "unpacks to more"),
        ("many.epub", packed(**{f"m{n}": "" for n in range(20_001)}), "unpacks to more"),
        ("big.html", b" " * 30_000_001, "is the most"),
        ("old.doc", "text", "not a PDF"),
    ],
)
def test_what_cannot_be_typeset_is_said(
    pool: Pool, make: Make, name: str, content: bytes | str, said: str
) -> None:
    with pytest.raises(UserError, match=said):
        pool.call(Typeset(make(name, content)))


def test_deeply_nested_markup_is_read_or_costs_one_worker(own_pool: Pool, make: Make) -> None:
    source = make("deep.html", "<div>" * 3_000 + "Deep.")
    try:
        assert "Deep." in text_of(own_pool.call(Typeset(source)).content)
    except DocumentRefused:
        assert own_pool.call(Typeset(make("a.txt", "Still here."))).content
