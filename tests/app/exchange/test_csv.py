"""CSV opens rightly and safely in spreadsheets, and reads back as it was."""

from __future__ import annotations

import codecs
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.exchange.csv import harmless, plain, write
from app.exchange.rows import Column, Row, Table


def written(*rows: tuple[str | int | None, ...]) -> bytes:
    columns = tuple(Column(name, str, "") for name in "abc"[: len(rows[0])])
    stream = io.BytesIO()
    write(Table("t", columns, [Row(cells) for cells in rows]), stream)
    return stream.getvalue()


def test_it_starts_with_a_byte_order_mark_and_the_names() -> None:
    assert written(("x", "y")).startswith(codecs.BOM_UTF8 + b"a,b\r\n")


def test_quotes_commas_and_line_breaks_stay_in_their_cell() -> None:
    assert written(('say "no", twice\nor thrice', "é")).endswith(
        '"say ""no"", twice\nor thrice",é\r\n'.encode()
    )


def test_nothing_is_an_empty_cell() -> None:
    assert written((None, 1)).endswith(b",1\r\n")


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "'=1"])
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["1.", "(a)", "'tis", "a=b", "", -1, None])
def test_anything_else_stays_as_it_is(cell: str | int | None) -> None:
    assert harmless(cell) == cell


@given(st.text("'=+-@\t\r\n＝ a,\"", max_size=6))
def test_cells_read_back_as_they_were(cell: str) -> None:
    text = written((cell, "end")).decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(text, newline="")))[1]
    assert plain(row[0]) == cell
