"""Which link is at a place of a page."""

from __future__ import annotations

import pytest

from app.model import Box
from app.pdf.protocol import Link
from widgets.reader.link_map import MOST, REACH, LinkMap

WHOLE = Link((0, 0, 600, 800), page=2)
LINE = Link((100, 100, 500, 112), page=3)
MARK = Link((300, 98, 306, 104), page=4)
BELOW = Link((100, 120, 500, 132), address="https://example.org/")


@pytest.mark.parametrize(
    ("x", "y", "found"),
    [
        (200, 105, LINE),
        (303, 101, MARK),
        (303, 98 - REACH, MARK),
        (200, 126, BELOW),
        (200, 113, LINE),
        (200, 116, None),
        (99, 105, LINE),
        (90, 105, None),
    ],
)
def test_the_nearest_and_smallest_is_found(x: float, y: float, found: Link | None) -> None:
    assert LinkMap([BELOW, LINE, MARK]).at(x, y) == found


def test_a_link_within_a_larger_one_is_found() -> None:
    links = LinkMap([WHOLE, BELOW])
    assert [links.at(200, y) for y in (50, 126, 700)] == [WHOLE, BELOW, WHOLE]


def test_links_that_lead_nowhere_are_left_out() -> None:
    dead = [Link((0, 0, 9, 9)), Link((0, 0, 9, 9), address="javascript:alert(1)")]
    assert LinkMap(dead).at(5, 5) is None


def test_no_more_are_kept_than_anyone_could_want() -> None:
    links = [Link((0, at, 600, at + 1), page=1) for at in range(2 * MOST)]
    assert LinkMap(links).at(300, MOST - 0.5) is not None
    assert LinkMap(links).at(300, MOST + 10) is None


def test_the_links_in_some_boxes_are_named_once_from_the_top() -> None:
    again = Link((100, 134, 200, 146), address=BELOW.address)
    boxes = [Box(1, 90, 96, 510, 112), Box(1, 90, 118, 510, 150)]
    assert LinkMap([again, BELOW, LINE, MARK, WHOLE]).within(boxes) == [MARK, LINE, BELOW]


def test_a_page_without_links_has_none() -> None:
    assert LinkMap(()).at(1, 1) is None
