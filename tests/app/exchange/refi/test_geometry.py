"""Boxes to frames and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.refi import geometry
from app.model import Box, Page

_sizes = st.floats(52, 2000)
_places = st.tuples(*[st.floats(0, 49)] * 4)


@given(_sizes, _sizes, _places)
def test_a_box_comes_back_to_the_point(width: float, height: float, at: tuple[float, ...]) -> None:
    (x0, x1), (y0, y1) = sorted(at[:2]), sorted(at[2:])
    page, box = Page(3, width, height), Box(3, x0, y0, x1 + 2, y1 + 2)
    back = geometry.box(geometry.frame(box, page), page, from_top=False)
    assert back is not None
    assert [round(v) for v in (back.x0, back.y0, back.x1, back.y1)] == [
        round(v) for v in (box.x0, box.y0, box.x1, box.y1)
    ]
    assert back.page == 3


def test_a_line_is_a_point_high() -> None:
    page = Page(1, 100, 100)
    assert geometry.box(geometry.frame(Box(1, 10, 20, 30, 20), page), page, from_top=False) == Box(
        1, 10, 20, 30, 21
    )
