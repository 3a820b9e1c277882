from __future__ import annotations

import pytest

from app.pdf.failures import REPAIRED
from app.pdf.opening import Refused, open_pdf
from app.pdf.protocol import FailureKind
from app.pdf.words import read_words
from tests.app.pdf import pdfs
from tests.bench.hostile_pdfs import pdf_of

PAGES = b"<< /Type /Pages /Count 3 /Kids [%s] >>"


def assert_all_pages_are_there(content: bytes, notices: tuple[str, ...]) -> None:
    pdf = open_pdf(content)
    assert pdf.opened().notices == notices
    assert [read_words(pdf, page).text[:6] for page in (1, 2, 3)] == ["Page 1", "Page 2", "Page 3"]
    assert pdf.pdf.page_count == 3


def test_a_sound_page_tree_is_left_alone() -> None:
    assert_all_pages_are_there(pdfs.with_page_tree(PAGES), ())


@pytest.mark.parametrize(
    "tree",
    [
        b"<< /Type /Pages /Count 2147483647 /Kids [%s] >>",
        b"<< /Type /Pages /Count 1000 /Kids [%s] >>",
        b"<< /Type /Pages /Count 0 /Kids [%s] >>",
        b"<< /Type /Pages /Count -3 /Kids [%s] >>",
        b"<< /Type /Pages /Count 9 /Kids [2 0 R %s 2 0 R] >>",
        b"<< /Type /Pages /Count 3 /Kids [] >>",
        b"<< /Lost true >>",
        b"null",
    ],
)
def test_pages_are_found_whatever_their_tree_says(tree: bytes) -> None:
    assert_all_pages_are_there(pdfs.with_page_tree(tree), (REPAIRED,))


def test_pages_keep_the_order_of_their_tree() -> None:
    pdf = open_pdf(pdfs.with_page_tree(b"<< /Type /Pages /Count 9 /Kids [4 0 R 3 0 R 5 0 R] >>"))
    assert [read_words(pdf, page).text[:6] for page in (1, 2, 3)] == ["Page 2", "Page 1", "Page 3"]


@pytest.mark.parametrize("catalogue", [b"<< /Type /Catalog >>", b"<< /Lost true >>", b"null"])
def test_pages_are_found_whatever_the_catalogue_says(catalogue: bytes) -> None:
    assert_all_pages_are_there(pdfs.with_page_tree(PAGES, catalogue), (REPAIRED,))


def test_a_document_without_pages_is_empty() -> None:
    content = pdf_of({1: b"<< /Type /Catalog /Pages 2 0 R >>", 2: b"<< /Type /Pages /Count 0 /Kids [] >>"})
    with pytest.raises(Refused) as refused:
        open_pdf(content)
    assert refused.value.kind is FailureKind.EMPTY
