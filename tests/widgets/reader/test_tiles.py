"""What is asked of the workers for the views, and what is painted of their answers."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import pymupdf
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from app.pdf.pool import Pool, Ticket
from app.pdf.protocol import (
    STRIP_HEIGHT,
    Answer,
    Failure,
    FailureKind,
    Render,
    Slot,
    SlotTooSmall,
    Source,
    Tile,
)
from app.pdf.slots import UNIT, Slots
from widgets.delivery import Delivery
from widgets.reader.tiles import PageFailure, TileKey, Tiles

SOURCE = Source("a.pdf")
RED, BLUE, WHITE, CYAN, BLACK = 0xFFFF0000, 0xFF0000FF, 0xFFFFFFFF, 0xFF00FFFF, 0xFF000000
BROKEN = Failure(FailureKind.DAMAGED, "This page is damaged.")


class Desk:
    """Stands where the pool stands: takes requests, and answers them when the test says so."""

    capacity = 2

    def __init__(self, budget: int = 1 << 26) -> None:
        self.slots = Slots(budget)
        self.open: dict[Render, tuple[Slot, Callable[[Answer], None]]] = {}
        self.sent: set[Render] = set()

    def submit(self, request: Render, on_done: Callable[[Answer], None], slot: Slot) -> Ticket:
        self.open[request] = slot, on_done
        return cast(Ticket, self.Ticket(self, request))

    def reserve(self, size: int) -> Slot | None:
        return self.slots.take(size)

    def release(self, tile: Tile) -> None:
        self.slots.free(tile.slot)

    def answer(self, request: Render, answer: Answer) -> None:
        self.slots.free(self.open[request][0])
        self.open.pop(request)[1](answer)

    def draw(
        self,
        request: Render,
        width: int,
        height: int,
        colour: int = RED,
        scale: float = 0.0,
        inverted: bool = True,
    ) -> None:
        slot, on_done = self.open.pop(request)
        pixels = memoryview(bytearray(colour.to_bytes(4, "little") * (width * height)))
        on_done(Tile(request, width, height, scale or request.scale, pixels, slot, inverted))

    class Ticket:
        def __init__(self, desk: Desk, request: Render) -> None:
            self.desk, self.request = desk, request

        def withdraw(self) -> bool:
            return self.request not in self.desk.sent and self.cancel()

        def cancel(self) -> bool:
            self.desk.slots.free(self.desk.open.pop(self.request)[0])
            return True


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def tiles(qapp: object, desk: Desk) -> Tiles:
    tiles = Tiles(cast(Pool, desk))
    tiles.set_source("a", SOURCE)
    return tiles


def key(page: int, strip: int = 0, scale: float = 1.0, document_id: str = "a") -> TileKey:
    return TileKey(document_id, page, scale, strip)


def render(page: int, strip: int = 0, scale: float = 1.0) -> Render:
    return Render(SOURCE, page, scale, strip)


def pages(desk: Desk) -> list[int]:
    return [request.page for request in desk.open]


# Wishes


def test_the_most_urgent_is_asked_first_and_no_more_than_workers_can_take(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(3), key(4), key(5)])
    assert pages(desk) == [3, 4]


def test_a_strip_is_there_when_it_was_drawn(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(3), key(4)])
    desk.draw(render(3), 8, 8)
    assert [tiles.has(key(page)) for page in (3, 4)] == [True, False]


def test_an_answer_makes_place_for_the_next(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(3), key(4), key(5)])
    desk.draw(render(3), 8, 8)
    assert pages(desk) == [4, 5]


def test_what_is_no_longer_wanted_is_withdrawn(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1), key(2)])
    tiles.want("view", [key(8), key(1)])
    assert pages(desk) == [1, 8]


def test_what_a_worker_has_begun_is_left_to_it(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1), key(2)])
    desk.sent.add(render(1))
    tiles.want("view", [key(8), key(9)])
    assert pages(desk) == [1, 8]


def test_what_is_seen_anywhere_goes_before_what_lies_beyond_any_view(tiles: Tiles, desk: Desk) -> None:
    tiles.want("left", [key(1)], [key(2)])
    tiles.want("right", [key(7)], [key(8)])
    assert sorted(pages(desk)) == [1, 7]


def test_what_lies_beyond_leaves_room_for_a_jump(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [], [key(2), key(3)])
    assert pages(desk) == [2]
    desk.sent.add(render(2))
    tiles.want("view", [key(8)], [key(9)])
    assert pages(desk) == [2, 8]
    desk.draw(render(8), 8, 8)
    assert pages(desk) == [2]


def test_views_take_turns(tiles: Tiles, desk: Desk) -> None:
    tiles.want("left", [key(1), key(2)])
    tiles.want("right", [key(7), key(8)])
    assert sorted(pages(desk)) == [1, 7]


def test_two_views_of_a_page_share_it(tiles: Tiles, desk: Desk) -> None:
    tiles.want("left", [key(1)])
    tiles.want("right", [key(1)])
    assert pages(desk) == [1]


def test_a_view_that_is_gone_wants_nothing(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1)])
    tiles.drop_view("view")
    assert not desk.open


def test_nothing_is_asked_of_a_document_without_a_source(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1, document_id="b")])
    assert not desk.open
    tiles.set_source("b", Source("b.pdf"))
    assert pages(desk) == [1]


def test_small_pictures_wait_until_the_pages_are_there_and_come_singly(tiles: Tiles, desk: Desk) -> None:
    tiles.want_aside("list", [key(7, scale=0.1), key(8, scale=0.1)])
    tiles.want("view", [key(1), key(2)])
    assert pages(desk) == [1, 2]
    desk.draw(render(1), 8, 8)
    assert pages(desk) == [2]
    desk.draw(render(2), 8, 8)
    assert pages(desk) == [7]
    desk.draw(render(7, scale=0.1), 8, 8)
    assert pages(desk) == [8]


def test_a_page_does_not_wait_for_small_pictures(tiles: Tiles, desk: Desk) -> None:
    tiles.want_aside("list", [key(7, scale=0.1)])
    desk.sent.update(desk.open)
    tiles.want("view", [key(1), key(2)])
    assert pages(desk) == [7, 1]


def test_a_small_picture_takes_little_room(tiles: Tiles, desk: Desk) -> None:
    tiles.want_aside("list", [key(7, scale=0.1)])
    assert desk.slots.taken <= UNIT


def test_a_small_picture_that_needs_a_larger_slot_gets_one(tiles: Tiles, desk: Desk) -> None:
    tiles.want_aside("list", [key(7, scale=0.1)])
    desk.answer(render(7, scale=0.1), SlotTooSmall(90_000))
    assert desk.open[render(7, scale=0.1)][0].size >= 90_000


def test_what_is_there_is_not_asked_again(tiles: Tiles, desk: Desk, qtbot: QtBot) -> None:
    tiles.want("view", [key(1)])
    with qtbot.waitSignal(tiles.ready) as ready:
        desk.draw(render(1), 8, 8)
    assert ready.args == [key(1)]
    tiles.want("view", [key(1)])
    assert not desk.open


def test_a_strip_that_needs_a_larger_slot_gets_one(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1)])
    desk.answer(render(1), SlotTooSmall(10_000_000))
    assert desk.open[render(1)][0].size >= 10_000_000


# Failures


def test_a_page_fails_once(tiles: Tiles, desk: Desk) -> None:
    failures: list[tuple[str, PageFailure]] = []
    tiles.failed.connect(lambda document_id, failure: failures.append((document_id, failure)))
    tiles.want("view", [key(1), key(1, strip=1)])
    desk.sent.update(desk.open)
    desk.answer(render(1), BROKEN)
    desk.answer(render(1, strip=1), BROKEN)
    tiles.want("view", [key(1, strip=2), key(2)])
    assert failures == [("a", PageFailure(1, BROKEN))]
    assert tiles.failure("a", 1) is BROKEN
    assert pages(desk) == [2]


def test_another_source_is_given_another_chance(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1)])
    desk.answer(render(1), BROKEN)
    tiles.set_source("a", SOURCE)
    assert not desk.open
    tiles.set_source("a", Source("a.pdf", password="sesame"))
    assert pages(desk) == [1]


# Room


def test_what_was_painted_longest_ago_makes_room(qapp: object) -> None:
    desk = Desk(budget=3 * 4 * 660 * STRIP_HEIGHT)
    tiles = Tiles(cast(Pool, desk))
    tiles.set_source("a", SOURCE)
    for page in (1, 2, 3):
        tiles.want("view", [key(page)])
        desk.draw(render(page), 640, 100)
    painted(tiles, page=1)
    tiles.want("view", [key(4)])
    assert desk.open, "there is room"
    assert [painted(tiles, page=page)[1] for page in (1, 2, 3)] == [True, False, True]


def test_no_more_is_kept_than_twice_what_is_wanted(
    tiles: Tiles, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.reader.tiles.LEAST_KEPT", 0)
    for page in range(1, 12):
        tiles.want("view", [key(page)])
        desk.draw(render(page), 640, 100)
    assert [page for page in range(1, 12) if tiles.has(key(page))] in ([11], [10, 11])


def test_what_found_no_room_is_asked_for_when_it_is_wanted_again(qapp: object) -> None:
    desk = Desk(budget=4 * 640 * STRIP_HEIGHT)
    tiles = Tiles(cast(Pool, desk))
    taken = desk.reserve(4 * 640 * STRIP_HEIGHT)
    assert taken is not None
    tiles.set_source("a", SOURCE)
    tiles.want("view", [key(1)])
    assert not desk.open
    desk.slots.free(taken)
    tiles.want("view", [key(1)])
    assert pages(desk) == [1]


def test_what_is_wanted_is_never_let_go(qapp: object) -> None:
    desk = Desk(budget=4 * 640 * STRIP_HEIGHT)
    tiles = Tiles(cast(Pool, desk))
    tiles.set_source("a", SOURCE)
    tiles.want("view", [key(1), key(2)])
    desk.draw(render(1), 100, 100)
    assert not desk.open
    assert painted(tiles)[1]


@pytest.mark.parametrize("rooms", [1, 2])
def test_a_page_takes_the_room_of_small_pictures_and_never_the_other_way_round(
    qapp: object, rooms: int
) -> None:
    desk = Desk(budget=rooms * 4 * 640 * STRIP_HEIGHT)
    tiles = Tiles(cast(Pool, desk))
    tiles.set_source("a", SOURCE)
    tiles.want_aside("list", [key(7), key(8), key(9)])
    for page in range(7, 7 + rooms):
        desk.draw(render(page), 620, 100)
    assert not desk.open, "none of them makes room for another"
    tiles.want("view", [key(page) for page in range(1, 1 + rooms)])
    assert pages(desk) == list(range(1, 1 + rooms))
    for page in range(1, 1 + rooms):
        desk.draw(render(page), 620, 100)
    assert not desk.open
    assert all(tiles.has(key(page)) for page in range(1, 1 + rooms))


def test_a_forgotten_document_leaves_nothing(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1), key(2), key(3)])
    desk.draw(render(1), 8, 8)
    tiles.forget("a")
    assert not desk.open
    assert desk.slots.taken == 0
    assert painted(tiles)[1] is False


# Painting


def painted(
    tiles: Tiles,
    page: int = 1,
    width: int = 100,
    height: int = 100,
    scale: float = 1.0,
    clip: QRectF | None = None,
    ratio: float = 1.0,
) -> tuple[QImage, bool]:
    """The page in a picture of so many device pixels, which was white before, and whether it is sharp."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(WHITE)
    target = QRectF(0, 0, width / ratio, height / ratio)
    painter = QPainter(image)
    sharp = tiles.paint(painter, key(page, scale=scale), target, clip or target)
    painter.end()
    return image, sharp


def colours(image: QImage, *rows: int) -> list[int]:
    return [image.pixel(image.width() // 2, row) for row in rows]


@pytest.fixture
def two_strips(tiles: Tiles, desk: Desk) -> Tiles:
    """A page 1,500 pixels high: red, then blue from its second strip on."""
    tiles.want("view", [key(1, 0), key(1, 1)])
    desk.draw(render(1, 0), 100, STRIP_HEIGHT, RED)
    desk.draw(render(1, 1), 100, 1500 - STRIP_HEIGHT, BLUE)
    return tiles


def test_nothing_is_painted_where_nothing_is(tiles: Tiles) -> None:
    image, sharp = painted(tiles)
    assert (colours(image, 50), sharp) == ([WHITE], False)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_strips_meet_without_a_seam(two_strips: Tiles, ratio: float) -> None:
    image, sharp = painted(two_strips, height=1500, ratio=ratio)
    assert sharp
    assert colours(image, 0, 1023, 1024, 1499) == [RED, RED, BLUE, BLUE]


def grounded(tiles: Tiles, height: int, scale: float = 1.0) -> QImage:
    """A page's ground in cyan, on what was black."""
    image = QImage(round(100 * scale), height, QImage.Format.Format_RGB32)
    image.fill(BLACK)
    area = QRectF(image.rect())
    with QPainter(image) as painter:
        tiles.paint_ground(painter, key(1, scale=scale), area, area, QColor.fromRgb(CYAN))
    return image


def test_the_ground_is_filled_where_nothing_will_cover_it(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1, 0)])
    desk.draw(render(1, 0), 100, STRIP_HEIGHT, RED)
    assert colours(grounded(tiles, 1500), 0, 1023, 1024, 1499) == [BLACK, BLACK, CYAN, CYAN]


def test_what_stands_in_needs_no_ground_but_at_its_seams(two_strips: Tiles) -> None:
    image = grounded(two_strips, 3000, scale=2.0)
    assert colours(image, 1, 1000, 2998) == [BLACK] * 3
    image = grounded(two_strips, 1650, scale=1.1)
    assert colours(image, 100, 1125, 1126, 1127, 1640) == [BLACK, BLACK, CYAN, BLACK, BLACK]


def test_only_what_shows_need_be_there(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1, 0)])
    desk.draw(render(1, 0), 100, STRIP_HEIGHT, RED)
    assert painted(tiles, height=1500)[1] is False
    image, sharp = painted(tiles, height=1500, clip=QRectF(0, 0, 100, 1000))
    assert (colours(image, 999, 1000), sharp) == ([RED, WHITE], True)


def test_old_strips_stand_in_stretched(two_strips: Tiles) -> None:
    image, sharp = painted(two_strips, width=200, height=3000, scale=2.0)
    assert not sharp
    assert colours(image, 10, 2000, 2100, 2990) == [RED, RED, BLUE, BLUE]


def test_sharp_strips_cover_those_that_stand_in(two_strips: Tiles, desk: Desk) -> None:
    two_strips.want("view", [key(1, 0, scale=2.0)])
    desk.draw(render(1, 0, scale=2.0), 200, STRIP_HEIGHT, BLUE)
    image, sharp = painted(two_strips, width=200, height=3000, scale=2.0)
    assert not sharp
    assert colours(image, 10, 1020, 1030) == [BLUE, BLUE, RED]


def test_a_strip_drawn_smaller_than_asked_covers_its_place(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1, 1, scale=8.0)])
    desk.draw(render(1, 1, scale=8.0), 50, STRIP_HEIGHT // 2, scale=4.0)
    image, sharp = painted(tiles, height=2 * STRIP_HEIGHT, scale=8.0)
    assert (colours(image, 1000, 1030, 2040), sharp) == ([WHITE, RED, RED], False)


# Turned and inverted


def test_turned_and_inverted_strips_are_asked_for_as_such(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [TileKey("a", 1, 1.0, 0, 90, inverted=True)])
    assert list(desk.open) == [Render(SOURCE, 1, 1.0, 0, 90, inverted=True)]


def test_a_strip_turned_otherwise_stands_in_for_nothing(two_strips: Tiles) -> None:
    image = QImage(100, 100, QImage.Format.Format_RGB32)
    image.fill(WHITE)
    with QPainter(image) as painter:
        area = QRectF(image.rect())
        assert not two_strips.paint(painter, key(1)._replace(rotation=90), area, area)
    assert colours(image, 50) == [WHITE]


def looks(tiles: Tiles) -> list[int]:
    """What is painted of the first page as printed, and inverted."""
    image = QImage(8, 8, QImage.Format.Format_RGB32)
    area, found = QRectF(image.rect()), []
    for inverted in (False, True):
        image.fill(WHITE)
        with QPainter(image) as painter:
            tiles.paint(painter, key(1)._replace(inverted=inverted), area, area)
        found += colours(image, 4)
    return found


def test_until_a_page_is_inverted_its_negative_stands_in(tiles: Tiles, desk: Desk) -> None:
    tiles.want("view", [key(1)])
    desk.draw(render(1), 8, 8, RED)
    assert looks(tiles) == [RED, CYAN]
    inverted = key(1)._replace(inverted=True)
    tiles.want("view", [inverted])
    desk.draw(Render(SOURCE, 1, 1.0, 0, 0, inverted=True), 8, 8, BLUE)
    assert looks(tiles) == [RED, BLUE]


def test_a_page_that_could_not_be_inverted_is_a_picture(tiles: Tiles, desk: Desk) -> None:
    for page in (1, 2):
        tiles.want("view", [key(page)._replace(inverted=True)])
        desk.draw(Render(SOURCE, page, 1.0, 0, 0, inverted=True), 8, 8, inverted=page == 1)
    assert [tiles.is_picture("a", page) for page in (1, 2)] == [False, True]
    assert painted(tiles, page=2, width=8, height=8)[0].pixel(4, 4) == RED
    tiles.forget("a")
    assert not tiles.is_picture("a", 2)


# With real workers


@pytest.fixture
def working(qapp: object, tmp_path: Path) -> Iterator[Tiles]:
    """Tiles of a document with a red page, drawn by worker processes."""
    with pymupdf.open() as pdf:
        page = pdf.new_page(width=100, height=100)
        page.draw_rect(page.rect, color=(1, 0, 0), fill=(1, 0, 0))
        pdf.save(tmp_path / "red.pdf")
    pool = Pool(deliver=Delivery())
    tiles = Tiles(pool)
    tiles.set_source("a", Source(str(tmp_path / "red.pdf")))
    yield tiles
    tiles.forget("a")
    pool.close()


def test_a_page_comes_from_a_worker_process(working: Tiles, qtbot: QtBot) -> None:
    with qtbot.waitSignal(working.ready, timeout=20_000):
        working.want("view", [key(1)])
    image, sharp = painted(working)
    assert sharp
    assert [QColor(image.pixel(x, y)).name() for x, y in itertools.product((5, 95), repeat=2)] == [
        "#ff0000"
    ] * 4
