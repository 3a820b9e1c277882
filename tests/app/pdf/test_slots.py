from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.pdf.protocol import Slot
from app.pdf.slots import UNIT, Arena, Slots


def test_slots_are_whole_units() -> None:
    assert Slots(4 * UNIT).take(UNIT + 1) == Slot(0, 2 * UNIT)


def test_no_slot_where_there_is_no_room() -> None:
    slots = Slots(2 * UNIT)
    slots.take(UNIT)
    assert slots.take(2 * UNIT) is None


def test_a_freed_slot_is_taken_again() -> None:
    slots = Slots(2 * UNIT)
    first = slots.take(UNIT)
    assert first is not None
    slots.take(UNIT)
    slots.free(first)
    assert slots.take(UNIT) == first


def test_a_slot_is_freed_once() -> None:
    slots = Slots(UNIT)
    slot = slots.take(1)
    assert slot is not None
    slots.free(slot)
    with pytest.raises(KeyError):
        slots.free(slot)


@given(st.lists(st.one_of(st.integers(1, 5 * UNIT), st.integers(-9, -1))))
def test_slots_never_overlap(steps: list[int]) -> None:
    slots = Slots(16 * UNIT)
    taken: list[Slot] = []
    for step in steps:
        if step > 0 and (slot := slots.take(step)) is not None:
            taken.append(slot)
        elif step < 0 and taken:
            slots.free(taken.pop(step % len(taken)))
    covered = [at for slot in taken for at in range(slot.offset, slot.offset + slot.size, UNIT)]
    assert len(covered) == len(set(covered))
    assert all(slot.offset + slot.size <= 16 * UNIT for slot in taken)
    assert slots.taken == sum(slot.size for slot in taken)


def test_what_one_process_writes_another_reads() -> None:
    ours = Arena(UNIT)
    theirs = Arena(UNIT, os.dup(int(ours.handle)))
    theirs.view(10, 3)[:] = b"ink"
    assert bytes(ours.view(10, 3)) == b"ink"
    ours.close()
    theirs.close()


def test_a_view_outlives_the_arena() -> None:
    arena = Arena(UNIT)
    view = arena.view(0, 1)
    arena.close()
    view[0] = 7
    assert view[0] == 7


@pytest.mark.parametrize(("offset", "size"), [(-1, 1), (0, UNIT + 1), (UNIT, 1)])
def test_nothing_outside_the_arena_can_be_had(offset: int, size: int) -> None:
    arena = Arena(UNIT)
    with pytest.raises(ValueError, match="outside"):
        arena.view(offset, size)
    arena.close()


@pytest.mark.skipif(not hasattr(os, "memfd_create"), reason="only Linux can seal memory")
def test_no_worker_can_take_the_ground_from_under_us() -> None:
    arena = Arena(UNIT)
    with pytest.raises(PermissionError):
        os.ftruncate(int(arena.handle), 0)
    arena.close()
