"""Time stamps."""

from app.project import clock

THEN = "2026-11-09T08:56:31.402117Z"


def test_no_stamp_is_given_twice() -> None:
    stamps = [clock.stamp() for _ in range(1000)]
    assert stamps == sorted(set(stamps))


def test_a_stamp_is_later_than_the_one_it_must_follow() -> None:
    ahead = "2026-11-09T09:00:00.000000Z"
    with clock.at(THEN):
        assert clock.stamp(after=ahead) > ahead


def test_stamps_can_be_of_another_moment() -> None:
    with clock.at(THEN):
        assert [clock.stamp(), clock.stamp()] == [THEN, "2026-11-09T08:56:31.402118Z"]


def test_afterwards_they_are_of_now_again() -> None:
    before = clock.stamp()
    with clock.at(THEN):
        clock.stamp()
    assert clock.stamp() > before
