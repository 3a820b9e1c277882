"""The squares of the agreement window: alpha between coders, and which themes stand against which."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from widgets.agreement.matrix import Cell, Square
from widgets.agreement.reckoning import Reckoned


def _tr(text: str) -> str:
    return QCoreApplication.translate("agreement", text)


def between_coders(found: Reckoned) -> Square:
    """Coder by coder, Krippendorff's alpha over all themes; the diagonal is blank."""
    coders = found.agreement.coders
    names = [coder.name for coder in coders]
    rows = []
    for one in coders:
        row = []
        for other in coders:
            if one.id == other.id:
                row.append(Cell("", None))
                continue
            pair = (one.id, other.id) if (one.id, other.id) in found.pairs else (other.id, one.id)
            alpha = found.pairs[pair]
            if alpha is None:
                row.append(Cell(_tr("undefined"), None, _tr("Neither used a theme that could differ.")))
            else:
                told = _tr("{0} and {1}: α = {2:.3f}").format(one.name, other.name, alpha)
                row.append(Cell(f"{alpha:.2f}", max(0.0, alpha), told))
        rows.append(row)
    return Square(names, names, rows)


def confusion(found: Reckoned, pair: tuple[str, str]) -> Square:
    """Theme by theme: the units with the one by the first coder and the other by the second."""
    counts = found.confusions[pair]
    by_id = {coder.id: coder.name for coder in found.agreement.coders}
    ids: list[str | None] = [theme.id for theme in found.themes]
    ids = [id for id in ids if any(id in both for both in counts)] + [None]
    names = {theme.id: theme.name for theme in found.themes}
    labels = [names[id] if id is not None else _tr("nothing") for id in ids]
    most = max(counts.values(), default=1)
    rows = []
    for first in ids:
        row = []
        for second in ids:
            count = counts[first, second]
            told = _tr("{0} by {1}, {2} by {3}: {4}").format(
                names[first] if first else _tr("nothing"),
                by_id[pair[0]],
                names[second] if second else _tr("nothing"),
                by_id[pair[1]],
                count,
            )
            row.append(Cell(str(count) if count else "", count / most if count else None, told))
        rows.append(row)
    return Square(
        [_tr("{0}: {1}").format(by_id[pair[0]], label) for label in labels],
        [_tr("{0}: {1}").format(by_id[pair[1]], label) for label in labels],
        rows,
    )
