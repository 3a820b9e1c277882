"""Which strips are asked for, and in which order."""

from __future__ import annotations

from app.model import Page
from widgets.reader.page_layout import PageLayout, PageSizes, View, Zoom
from widgets.reader.tile_wishes import strips, wishes

VIEW = View(612, 1000)
LAYOUT = PageLayout(PageSizes([Page(number, 600, 800) for number in range(1, 21)]), Zoom(), VIEW)
TALL = PageLayout(PageSizes([Page(number, 600, 4000) for number in range(1, 4)]), Zoom(), VIEW)


def pages(top: float, direction: int) -> tuple[list[int], list[int]]:
    seen, beyond = wishes(LAYOUT, "d", top, 1000, direction, 1.0)
    return [key.page for key in seen], [key.page for key in beyond]


def test_what_is_ahead_comes_before_what_is_behind() -> None:
    assert pages(8 * 808 + 8, 1) == ([9, 10], [11, 8])


def test_going_up_what_is_above_is_ahead() -> None:
    assert pages(8 * 808 + 8, -1) == ([9, 10], [8, 7])


def test_at_the_beginning_nothing_is_behind() -> None:
    assert pages(0, 1) == ([1, 2], [3])


def test_only_the_strips_in_reach_of_a_tall_page_are_asked_for() -> None:
    seen, beyond = wishes(TALL, "d", 8 + 1100, 500, 1, 1.0)
    keys = [*seen, *beyond]
    assert [(key.page, key.strip) for key in keys] == [(1, 1), (1, 2), (1, 0)]


def test_strips_are_counted_in_device_pixels() -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 800)]), Zoom(), View(612, 1000, 2.0))
    keys, _ = wishes(layout, "d", 0, 1000, 1, 2.0)
    assert [(key.strip, key.scale) for key in keys] == [(0, 2.0), (1, 2.0)]


def test_turned_pages_are_wished_turned() -> None:
    layout = PageLayout(PageSizes([Page(1, 600, 1800)]), Zoom(), View(1812, 1000), 90)
    keys, _ = wishes(layout, "d", 0, 1000, 1, 1.0, inverted=True)
    assert [(key.strip, key.rotation, key.inverted) for key in keys] == [(0, 90, True)]


def test_every_strip_is_wished_once() -> None:
    seen, beyond = wishes(TALL, "d", 900, 900, 1, 1.0)
    keys = [*seen, *beyond]
    assert len(keys) == len(set(keys))


def test_the_strips_in_sight_are_those_between_two_heights() -> None:
    keys = strips(TALL, "d", 8 + 1100, 8 + 2100, 1.0)
    assert [(key.page, key.strip) for key in keys] == [(1, 1), (1, 2)]
