"""Bringing a model's rows from one order of ids to another by single removals, moves and inserts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QAbstractItemModel, QModelIndex


def synchronise(
    model: QAbstractItemModel, parent: QModelIndex, ids: list[str], wanted: Sequence[str]
) -> None:
    """Change `ids`, the rows below `parent`, in place into `wanted`, announcing every step to the views."""
    keep = set(wanted)
    remove_rows(model, parent, ids, [row for row, id_ in enumerate(ids) if id_ not in keep])
    present = set(ids)
    for row, id_ in enumerate(wanted):
        if row < len(ids) and ids[row] == id_:
            continue
        if id_ in present:
            source = ids.index(id_, row)
            model.beginMoveRows(parent, source, source, parent, row)
            ids.insert(row, ids.pop(source))
            model.endMoveRows()
        else:
            model.beginInsertRows(parent, row, row)
            ids.insert(row, id_)
            model.endInsertRows()


def remove_rows(model: QAbstractItemModel, parent: QModelIndex, ids: list[str], rows: Iterable[int]) -> None:
    """Take the rows out of `ids`, neighbours together, the last first so that the others keep their place."""
    for first, last in reversed(list(runs(rows))):
        model.beginRemoveRows(parent, first, last)
        del ids[first : last + 1]
        model.endRemoveRows()


def runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The unbroken runs in ascending row numbers, as first and last."""
    first = last = -2
    for row in rows:
        if row != last + 1:
            if first >= 0:
                yield first, last
            first = row
        last = row
    if first >= 0:
        yield first, last
