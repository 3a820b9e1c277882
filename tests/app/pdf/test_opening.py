from __future__ import annotations

from pathlib import Path

import pytest

from app.pdf.failures import REPAIRED
from app.pdf.opening import KEPT_OPEN, LARGEST_SIDE, OpenPdfs, Refused, looks_like_pdf, open_pdf
from app.pdf.protocol import FailureKind, Source
from tests.app.pdf import pdfs


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", FailureKind.EMPTY),
        (b"A letter.", FailureKind.NOT_A_PDF),
        (b"<html><body>A page that says %PDF</body></html>", FailureKind.NOT_A_PDF),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), FailureKind.NOT_A_PDF),
        (b"%PDF-1.7\n" + b"nothing that could be repaired " * 50, FailureKind.DAMAGED),
        (pdfs.locked(), FailureKind.PASSWORD),
    ],
    ids=["empty", "text", "html", "png", "damaged", "locked"],
)
def test_what_cannot_be_read_is_refused(content: bytes, kind: FailureKind) -> None:
    with pytest.raises(Refused) as refused:
        open_pdf(content)
    assert refused.value.kind is kind


def test_a_password_opens_a_protected_file() -> None:
    assert open_pdf(pdfs.locked("sesame"), "sesame").opened().needs_password


def test_a_wrong_password_is_called_wrong() -> None:
    with pytest.raises(Refused) as refused:
        open_pdf(pdfs.locked("sesame"), "please")
    assert refused.value.wrong_password


def test_a_repaired_file_says_so() -> None:
    opened = open_pdf(pdfs.cut_short()).opened()
    assert (opened.page_count, opened.notices) == (3, (REPAIRED,))


def test_sizes_are_in_points() -> None:
    opened = open_pdf(pdfs.plain(2, size=(400.0, 300.0))).opened()
    assert opened.size(2) == (400.0, 300.0)
    assert not opened.notices


@pytest.mark.parametrize(
    "box",
    [
        "[0 0 1000000000 1000000000]",
        "[-500000000 -500000000 500000000 500000000]",
        "[0 0 0 0]",
        "[1 2]",
        "/None",
    ],
)
def test_page_boxes_that_lie_do_not_hurt(box: str) -> None:
    width, height = open_pdf(pdfs.with_page_box(box)).opened().size(1)
    assert 0 < width <= LARGEST_SIDE
    assert 0 < height <= LARGEST_SIDE


@pytest.mark.parametrize("page", [0, 4, -1])
def test_there_is_no_other_page(page: int) -> None:
    with pytest.raises(Refused):
        open_pdf(pdfs.plain(3)).page(page)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"%PDF-1.4", True),
        (b"mail header\r\n" * 20 + b"%PDF-1.4", True),
        (b"\x00" * 5000 + b"%PDF-1.4", False),
        (b"1 0 obj << /Type /Catalog >> endobj", True),
        (b"<p>1 0 obj</p>", False),
    ],
)
def test_a_pdf_is_known_by_its_beginning(content: bytes, expected: bool) -> None:
    assert looks_like_pdf(content) is expected


def test_documents_stay_open(tmp_path: Path) -> None:
    fetched: list[str] = []

    def content(source: Source) -> bytes:
        fetched.append(source.path)
        return pdfs.plain(1)

    documents = OpenPdfs(content)
    sources = [Source(str(tmp_path), sha256=str(number)) for number in range(KEPT_OPEN + 1)]
    for source in [*sources, sources[-1], sources[0]]:
        documents.get(source)
    assert len(fetched) == KEPT_OPEN + 2


def test_a_file_written_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    documents = OpenPdfs(lambda source: Path(source.path).read_bytes())
    for pages in (1, 2):
        path.write_bytes(pdfs.plain(pages))
        assert documents.get(Source(str(path))).pdf.page_count == pages
