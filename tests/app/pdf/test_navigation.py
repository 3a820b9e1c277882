from __future__ import annotations

import pymupdf
import pytest

from app.pdf.navigation import read_navigation
from app.pdf.opening import open_pdf
from app.pdf.protocol import Navigation
from tests.app.pdf import pdfs


def test_the_table_of_contents_is_read() -> None:
    entries = read_navigation(open_pdf(pdfs.with_ways_through())).entries
    found = [(entry.level, entry.title, entry.page) for entry in entries]
    assert found == [(1, "Children", 2), (2, "Schools", 3), (1, "Sanctions", 4)]


def test_labels_are_those_printed() -> None:
    assert read_navigation(open_pdf(pdfs.with_ways_through())).labels == ("i", "ii", "iii", "iv")


def test_most_documents_have_neither() -> None:
    assert read_navigation(open_pdf(pdfs.plain())) == Navigation()


def test_a_table_of_contents_in_a_circle_counts_as_none() -> None:
    with pymupdf.open(stream=pdfs.with_ways_through()) as pdf:
        first, second = (item[3]["xref"] for item in pdf.get_toc(simple=False)[:2])
        pdf.xref_set_key(second, "Next", f"{first} 0 R")
        pdf.xref_set_key(second, "First", f"{first} 0 R")
        content = pdf.tobytes()
    navigation = read_navigation(open_pdf(content))
    assert (navigation.entries, len(navigation.labels)) == ((), 4)


def labelled(tree: str, pages: int = 4, *others: str) -> bytes:
    """Pages whose labels are kept in this tree; `others` are objects it may refer to, from `{0}` on."""
    with pymupdf.open() as pdf:
        for _ in range(pages):
            pdf.new_page()
        numbers = [pdf.get_new_xref() for _ in others]
        for number, content in zip(numbers, others, strict=True):
            pdf.update_object(number, content.format(*numbers))
        pdf.xref_set_key(pdf.pdf_catalog(), "PageLabels", tree.format(*numbers))
        return pdf.tobytes()


@pytest.mark.parametrize(
    ("tree", "others", "labels"),
    [
        ("<</Nums [0 <</S /r>> 2 <</S /D>>]>>", (), ("i", "ii", "1", "2")),
        (
            "<</Kids [{0} 0 R {1} 0 R]>>",
            ("<</Limits [0 0] /Nums [0 <</S /R>>]>>", "<</Kids [{2} 0 R]>>", "<</Nums [2 <</S /D /St 7>>]>>"),
            ("I", "II", "7", "8"),
        ),
        ("<</Nums [0 <</P <FEFF00A7> /S /D>>]>>", (), ("§1", "§2", "§3", "§4")),
        ("<</Nums [0 <</P (a\\(b\\)/St)>>]>>", (), ("a(b)/St",) * 4),
    ],
)
def test_labels_are_read_from_every_shape_of_tree(
    tree: str, others: tuple[str, ...], labels: tuple[str, ...]
) -> None:
    assert read_navigation(open_pdf(labelled(tree, 4, *others))).labels == labels


@pytest.mark.parametrize(
    ("tree", "others"),
    [
        ("<</Kids [{0} 0 R {0} 0 R]>>", ("<</Kids [{0} 0 R {0} 0 R]>>",)),
        ("[1 2 3]", ()),
        ("<</Nums [0]>>", ()),
        ("<</Nums 7 /Kids (x)>>", ()),
    ],
)
def test_a_tree_of_labels_that_is_none_counts_as_absent(tree: str, others: tuple[str, ...]) -> None:
    assert read_navigation(open_pdf(labelled(tree, 4, *others))).labels == ()


def test_titles_are_short_and_on_one_line() -> None:
    with pymupdf.open(stream=pdfs.plain()) as pdf:
        pdf.set_toc([[1, "Part\r\none " + 1000 * "x", 1]])
        content = pdf.tobytes()
    (entry,) = read_navigation(open_pdf(content)).entries
    assert (entry.title[:9], len(entry.title)) == ("Part one ", 300)
