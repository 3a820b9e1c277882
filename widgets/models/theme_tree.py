"""The codebook's themes in the shape of a tree."""

from __future__ import annotations

from collections.abc import Iterable

from app.model import Theme

TOP = ""
"""What stands for the parent of the themes that have none."""


def theme_tree(themes: Iterable[Theme]) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Children by parent, every parent before its children, and parent by child; `TOP` first.

    A theme whose parent is not there, or that would be its own ancestor, is at the top.
    """
    by_id = {theme.id: theme for theme in themes}
    parents: dict[str, str] = {}
    for theme in by_id.values():
        above = theme.parent_id if theme.parent_id in by_id else None
        parents[theme.id] = TOP if above is None or _loops(theme, by_id) else above
    children: dict[str, list[str]] = {TOP: []}
    for theme_id, above in parents.items():
        children.setdefault(above, []).append(theme_id)
    return _from_the_top(children), parents


def _loops(theme: Theme, by_id: dict[str, Theme]) -> bool:
    seen = {theme.id}
    above = theme.parent_id
    while above in by_id:
        if above in seen:
            return True
        seen.add(above)
        above = by_id[above].parent_id
    return False


def _from_the_top(children: dict[str, list[str]]) -> dict[str, list[str]]:
    ordered: dict[str, list[str]] = {}
    waiting = [TOP]
    while waiting:
        above = waiting.pop(0)
        ordered[above] = children.get(above, [])
        waiting.extend(ordered[above])
    return ordered
