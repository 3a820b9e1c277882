"""Of versions of a row one is the greatest, however they meet: merging is a join."""

from __future__ import annotations

import functools
import random

from hypothesis import given
from hypothesis import strategies as st

from app.exchange.merge import later
from app.project.state import Row

STAMPS = [f"2026-01-0{day}T00:00:00.000000Z" for day in (1, 2, 3)]
VERSIONS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.just("1"),
            "name": st.sampled_from(["a", "b"]),
            "created": st.sampled_from(STAMPS),
            "changed": st.sampled_from(STAMPS),
            "deleted": st.sampled_from([None, *STAMPS]),
        }
    ),
    min_size=1,
    max_size=6,
)


@given(st.sampled_from(["themes", "annotations"]), VERSIONS, st.randoms())
def test_the_order_and_the_repeats_do_not_matter(
    table: str, versions: list[Row], order: random.Random
) -> None:
    join = functools.partial(functools.reduce, lambda one, other: later(table, one, other))
    again = [*versions, *versions]
    order.shuffle(again)
    assert join(versions) == join(again) == join([join(versions[:2]), join(again)])
