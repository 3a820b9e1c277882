"""Keeps searches for garbage from stopping a view for longer than a frame."""

from __future__ import annotations

import gc


def spare_what_stays(is_shown: bool) -> None:
    """Pass over what a document brought, which would take 80 ms to search; no longer once none is shown."""
    if is_shown:
        gc.collect(1)
        gc.freeze()
    else:
        gc.unfreeze()
