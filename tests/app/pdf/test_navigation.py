from __future__ import annotations

import pymupdf

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
