"""Points of pages as they lie and as they are shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import Box
from widgets.reader.turning import ROTATIONS, Turning

lengths = st.floats(1, 2000)
coordinates = st.floats(-100, 2100)
turnings = st.builds(Turning, lengths, lengths, st.sampled_from(ROTATIONS))


@given(turnings, coordinates, coordinates)
def test_what_is_shown_leads_back_to_the_page(turning: Turning, x: float, y: float) -> None:
    assert turning.from_shown(*turning.to_shown(x, y)) == pytest.approx((x, y), abs=1e-6)


@given(turnings, st.floats(0, 1), st.floats(0, 1))
def test_what_is_on_the_page_is_shown_on_it(turning: Turning, across: float, down: float) -> None:
    x, y = turning.to_shown(across * turning.width, down * turning.height)
    width, height = turning.size
    assert -1e-6 <= x <= width + 1e-6
    assert -1e-6 <= y <= height + 1e-6


@given(turnings, coordinates, coordinates)
def test_four_quarters_are_no_turn_at_all(turning: Turning, x: float, y: float) -> None:
    width, height, at = turning.width, turning.height, (x, y)
    for _ in range(4):
        at = Turning(width, height, 90).to_shown(*at)
        width, height = height, width
    assert at == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("rotation", "corner"), [(0, (0, 0)), (90, (800, 0)), (180, (600, 800)), (270, (0, 600))]
)
def test_pages_turn_clockwise(rotation: int, corner: tuple[float, float]) -> None:
    assert Turning(600, 800, rotation).to_shown(0, 0) == corner


@pytest.mark.parametrize(
    ("rotation", "shown"),
    [
        (0, (10, 20, 110, 40)),
        (90, (760, 10, 780, 110)),
        (180, (490, 760, 590, 780)),
        (270, (20, 490, 40, 590)),
    ],
)
def test_a_box_stays_a_box(rotation: int, shown: tuple[float, float, float, float]) -> None:
    assert Turning(600, 800, rotation).box(Box(3, 10, 20, 110, 40)) == Box(3, *shown)
