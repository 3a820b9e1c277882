"""PDFs of every condition, made when a test needs them."""

from __future__ import annotations

import pymupdf

from tests.bench.hostile_pdfs import pdf_of, stream

A4 = (595.0, 842.0)
SENTENCE = "Decides that all parties shall protect children and their schools from attack."


def plain(pages: int = 3, size: tuple[float, float] = A4, lines: int = 12) -> bytes:
    """Pages that begin with their number, then lines of text."""
    with pymupdf.open() as pdf:
        for number in range(1, pages + 1):
            page = pdf.new_page(width=size[0], height=size[1])
            page.insert_text((72, 72), f"Page {number}")
            page.insert_text((72, 100), [SENTENCE] * lines)
        return pdf.tobytes(deflate=True)


def locked(password: str = "sesame") -> bytes:
    """A page that opens with a password only."""
    with pymupdf.open() as pdf:
        pdf.new_page().insert_text((72, 72), "Secret")
        return pdf.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw="owner")


def cut_short() -> bytes:
    """A PDF whose end was lost on the way; it can be repaired."""
    content = plain()
    return content[: content.rindex(b"xref")]


def with_page_tree(tree: bytes, catalogue: bytes = b"<< /Type /Catalog /Pages 2 0 R >>") -> bytes:
    """Three pages whose tree, object 2, says this of itself; `%s` stands for references to the pages."""
    objects = {1: catalogue, 2: tree.replace(b"%s", b"3 0 R 4 0 R 5 0 R")}
    for number in (3, 4, 5):
        font = b"/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >> >> >>"
        page = b"/Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R" % (number + 10)
        objects[number] = b"<< %s %s >>" % (page, font)
    for number in (3, 4, 5):
        objects[number + 10] = stream(b"BT /F 12 Tf 72 720 Td (Page %d) Tj ET" % (number - 2))
    return pdf_of(objects)


def with_page_box(box: str) -> bytes:
    """A page that claims this size."""
    with pymupdf.open() as pdf:
        page = pdf.new_page()
        page.insert_text((72, 72), "Here")
        pdf.xref_set_key(page.xref, "MediaBox", box)
        return pdf.tobytes()


def with_ways_through() -> bytes:
    """Four pages with a table of contents, roman labels, and links of every kind."""
    with pymupdf.open() as pdf:
        for _ in range(4):
            pdf.new_page().insert_text((72, 72), "A page")
        pdf.set_toc([[1, "Children", 2], [2, "Schools", 3], [1, "Sanctions", 4]])
        pdf.set_page_labels([{"startpage": 0, "style": "r", "firstpagenum": 1, "prefix": ""}])
        at = pymupdf.Rect(10, 20, 110, 40)
        for link in (
            {"kind": pymupdf.LINK_GOTO, "page": 2, "to": pymupdf.Point(0, 100)},
            {"kind": pymupdf.LINK_URI, "uri": "https://example.org/"},
            {"kind": pymupdf.LINK_LAUNCH, "file": "/bin/true"},
            {"kind": pymupdf.LINK_URI, "uri": "javascript:alert(1)"},
        ):
            pdf[0].insert_link({**link, "from": at})
        return pdf.tobytes()
