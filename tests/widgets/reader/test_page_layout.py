"""Where pages lie."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model import Box, Page
from widgets.reader.page_layout import GAP, SIDE, Fit, PageLayout, PageSizes, Place, View, Zoom, zoom_step
from widgets.reader.turning import ROTATIONS

PORTRAIT = [Page(number, 600, 800) for number in range(1, 6)]
FIT_WIDTH = Zoom()
WIDTH_612 = View(612, 500)


def laid_out(
    pages: list[Page] = PORTRAIT, zoom: Zoom = FIT_WIDTH, view: View = WIDTH_612, rotation: int = 0
) -> PageLayout:
    return PageLayout(PageSizes(pages), zoom, view, rotation)


def test_pages_follow_one_another_with_a_gap() -> None:
    layout = laid_out()
    assert layout.rect(1).y == GAP
    assert layout.rect(2).y == layout.rect(1).bottom + GAP
    assert layout.height == layout.rect(5).bottom + GAP


def test_fit_width_leaves_the_sides_free() -> None:
    rect = laid_out().rect(1)
    assert (rect.x, rect.width) == (SIDE, 600)


def test_fit_page_shows_a_whole_page() -> None:
    rect = laid_out(zoom=Zoom(Fit.PAGE)).rect(1)
    assert rect.height == pytest.approx(500 - 2 * GAP, abs=1)


def test_hundred_percent_is_96_dots_an_inch() -> None:
    assert laid_out(zoom=Zoom(Fit.NONE, 100)).rect(1).width == 800


@pytest.mark.parametrize("zoom", [Zoom(), Zoom(Fit.PAGE), Zoom(Fit.NONE, 73.1)])
@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_edges_fall_on_device_pixels(zoom: Zoom, ratio: float) -> None:
    layout = laid_out([Page(1, 595.3, 841.9), Page(2, 595.3, 841.9)], zoom, View(701, 503, ratio))
    for page in (1, 2):
        rect = layout.rect(page)
        for edge in (rect.x, rect.y, rect.width, rect.height):
            assert edge * ratio == pytest.approx(round(edge * ratio), abs=1e-6)


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_the_commonest_page_is_a_whole_number_of_device_pixels_wide(ratio: float) -> None:
    layout = laid_out([Page(1, 595.3, 841.9)], Zoom(), View(701, 500, ratio))
    assert 595.3 * layout.device_scale(1) == pytest.approx(int((701 - 2 * SIDE) * ratio))


def test_a_wider_page_is_fitted_without_shrinking_the_others() -> None:
    layout = laid_out([*PORTRAIT, Page(6, 1200, 800)])
    assert layout.rect(1).width == 600
    assert layout.rect(6).width == 600


def test_a_wider_page_keeps_its_size_at_a_percentage() -> None:
    layout = laid_out([*PORTRAIT, Page(6, 1200, 800)], Zoom(Fit.NONE, 75))
    assert layout.rect(6).width == 2 * layout.rect(1).width
    assert layout.width == 1200 + 2 * SIDE


@pytest.mark.parametrize("size", [(0, 0), (1e9, 1e9), (1e-3, 1e9)])
def test_pages_with_absurd_sizes_stay_within_bounds(size: tuple[float, float]) -> None:
    layout = laid_out([Page(1, *size)])
    rect = layout.rect(1)
    assert 1 <= rect.width <= 30_000
    assert 1 <= rect.height <= 30_000


@pytest.mark.parametrize(
    ("y", "page"), [(-5, 1), (0, 1), (GAP, 1), (GAP + 799, 1), (GAP + 803, 1), (2 * GAP + 800, 2), (1e9, 5)]
)
def test_page_at_a_height(y: float, page: int) -> None:
    assert laid_out().page_at(y) == page


@pytest.mark.parametrize(
    ("top", "bottom", "pages"),
    [(0, 500, [1]), (700, 1200, [1, 2]), (809, 815, []), (0, 1e9, [1, 2, 3, 4, 5]), (50, 50, [])],
)
def test_pages_between_two_heights(top: float, bottom: float, pages: list[int]) -> None:
    assert list(laid_out().pages_between(top, bottom)) == pages


@given(
    st.floats(0, 612),
    st.floats(0, 4000),
    st.sampled_from([Zoom(), Zoom(Fit.PAGE), Zoom(Fit.NONE, 130)]),
    st.sampled_from(ROTATIONS),
)
def test_a_place_leads_back_to_its_position(x: float, y: float, zoom: Zoom, rotation: int) -> None:
    layout = laid_out(zoom=zoom, rotation=rotation)
    assert layout.position(layout.place_at(x, y)) == pytest.approx((x, y), abs=1e-6)


def test_pages_turned_by_a_quarter_lie_on_their_side() -> None:
    rect = laid_out(rotation=90).rect(1)
    assert (rect.width, rect.height) == (600, 450)


@pytest.mark.parametrize("rotation", ROTATIONS)
def test_a_turned_page_fits_the_view(rotation: int) -> None:
    rect = laid_out(zoom=Zoom(Fit.PAGE), rotation=rotation).rect(1)
    assert rect.height <= 500 - 2 * GAP
    assert rect.width <= 612 - 2 * SIDE


@pytest.mark.parametrize(("rotation", "corner"), [(0, (0, 0)), (90, (1, 0)), (180, (1, 1)), (270, (0, 1))])
def test_the_top_left_of_a_turned_page_is_where_it_was_turned_to(
    rotation: int, corner: tuple[int, int]
) -> None:
    layout = laid_out(rotation=rotation)
    rect, box = layout.rect(2), layout.to_view(Box(2, 0, 0, 0, 0))
    assert (box.x, box.y) == (rect.x + corner[0] * rect.width, rect.y + corner[1] * rect.height)


@pytest.mark.parametrize(("top", "page"), [(0, 1), (500, 1), (600, 2), (810, 2), (1e9, 5)])
def test_the_page_most_seen(top: float, page: int) -> None:
    assert laid_out().most_seen(top, top + 500) == page


def test_a_point_beside_a_page_can_be_told_from_that_page() -> None:
    layout = laid_out()
    place = layout.place_at(SIDE, layout.rect(2).y + 10, page=1)
    assert (place.page, place.y) == (1, 800 + GAP + 10)


@given(st.floats(0, 5), st.sampled_from(ROTATIONS))
def test_heights_and_pages_above_lead_to_one_another(pages: float, rotation: int) -> None:
    layout = laid_out(rotation=rotation)
    assert layout.pages_above(layout.height_below(pages)) == pytest.approx(pages)


@pytest.mark.parametrize(("page", "nearest"), [(0, 1), (99, 5)])
def test_a_place_on_no_page_is_taken_to_the_nearest(page: int, nearest: int) -> None:
    layout = laid_out()
    assert layout.position(Place(page, 0, 0)) == (layout.rect(nearest).x, layout.rect(nearest).y)


def test_boxes_are_scaled_with_their_page() -> None:
    layout = laid_out(view=View(1212, 500))
    rect, page = layout.to_view(Box(2, 10, 20, 30, 60)), layout.rect(2)
    assert (rect.x - page.x, rect.y - page.y, rect.width, rect.height) == (20, 40, 40, 80)


@pytest.mark.parametrize(
    ("percent", "direction", "expected"),
    [(100, 1, 110), (100, -1, 90), (104, 1, 110), (104, -1, 100), (800, 1, 800), (10, -1, 10)],
)
def test_zoom_goes_up_and_down_a_ladder(percent: float, direction: int, expected: float) -> None:
    assert zoom_step(percent, direction) == expected


def test_no_pages_have_no_extent() -> None:
    layout = laid_out([])
    assert layout.page_count == 0
    assert not layout.pages_between(0, 100)
