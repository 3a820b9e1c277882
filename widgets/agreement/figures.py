"""The table of agreement: a row a theme and one over all, a column a coder and one a coefficient."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QFont

from app.analysis.agreement import MEASURES, Agreement, Measure, ThemeAgreement
from widgets.appearance import fonts

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


def _tr(text: str) -> str:
    return QCoreApplication.translate("agreement", text)


def measure_names() -> dict[str, str]:
    """What each coefficient is called."""
    return {
        "percent": _tr("Agreement"),
        "cohen_kappa": _tr("Cohen’s κ"),
        "fleiss_kappa": _tr("Fleiss’ κ"),
        "krippendorff_alpha": _tr("Krippendorff’s α"),
        "gwet_ac1": _tr("Gwet’s AC1"),
        "unitizing_alpha": _tr("Unitizing α"),
    }


def measure_explanations() -> dict[str, str]:
    """What each coefficient says, in plain words."""
    return {
        "percent": _tr("The share of units on which the coders agree, chance included."),
        "cohen_kappa": _tr("Agreement of two coders beyond what each one’s habits would give by chance."),
        "fleiss_kappa": _tr("Agreement of any number of coders beyond chance, their habits taken together."),
        "krippendorff_alpha": _tr(
            "Agreement of any number of coders beyond chance, corrected for few units. 1 is perfect,"
            " 0 is chance; .800 is a usual demand, .667 the least for tentative conclusions."
        ),
        "gwet_ac1": _tr(
            "Agreement beyond chance that stays sensible where a theme is very rare or very common."
        ),
        "unitizing_alpha": _tr("Agreement on where tagged stretches begin and end, in the text as a whole."),
    }


class FiguresModel(QAbstractTableModel):
    """Shows one comparison; figures to two decimals, with their interval in the tool tip."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found: Agreement | None = None
        self._measures: list[str] = []

    def show(self, found: Agreement | None) -> None:
        """Show this comparison, or none."""
        self.beginResetModel()
        self._found = found
        rows = found.themes if found else ()
        self._measures = [name for name in MEASURES if any(name in row.measures for row in rows)]
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """A row a theme, and one over all."""
        return 0 if parent.isValid() or self._found is None else len(self._found.themes)

    def columnCount(self, parent: Index = _NONE) -> int:
        """The theme, the coders, the coefficients."""
        if parent.isValid() or self._found is None:
            return 0
        return 1 + len(self._found.coders) + len(self._measures)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        if self._found is None or not index.isValid():
            return None
        row = self._found.themes[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._explanation(row, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() > 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and row.theme is None:
            return _strong()
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' names, and what each says."""
        if orientation != Qt.Orientation.Horizontal or self._found is None:
            return None
        measure = self._measure(section)
        if role == Qt.ItemDataRole.DisplayRole:
            if section == 0:
                return _tr("Theme")
            return measure_names()[measure] if measure else self._found.coders[section - 1].name
        if role == Qt.ItemDataRole.ToolTipRole and section > 0:
            return (
                measure_explanations()[measure]
                if measure
                else _tr("How many units this coder gave the theme")
            )
        return None

    def as_text(self) -> str:
        """The table for a spreadsheet: tabs between cells."""
        columns = range(self.columnCount())
        head = "\t".join(str(self.headerData(c, Qt.Orientation.Horizontal)) for c in columns)
        rows = ("\t".join(str(self.index(r, c).data()) for c in columns) for r in range(self.rowCount()))
        return "\n".join([head, *rows])

    def _measure(self, column: int) -> str | None:
        assert self._found is not None
        place = column - 1 - len(self._found.coders)
        return self._measures[place] if 0 <= place < len(self._measures) else None

    def _text(self, row: ThemeAgreement, column: int) -> str:
        if column == 0:
            return row.theme.name if row.theme else _tr("All themes")
        name = self._measure(column)
        if name is None:
            return str(row.given[column - 1]) if row.given else ""
        measure = row.measures.get(name)
        return shown(measure) if measure else ""

    def _explanation(self, row: ThemeAgreement, column: int) -> str | None:
        name = self._measure(column) if column else None
        measure = row.measures.get(name) if name else None
        if measure is None:
            return None
        if measure.value is None:
            return _tr("Undefined: the formula divides by nothing, as when nobody used the theme.")
        if measure.interval is None:
            return f"{measure.value:.4f}"
        low, high = measure.interval.low, measure.interval.high
        return _tr("{0:.4f}; with 95 % confidence between {1:.2f} and {2:.2f}").format(
            measure.value, low, high
        )


def shown(measure: Measure) -> str:
    """A coefficient as people read it, with its interval."""
    if measure.value is None:
        return _tr("undefined")
    if measure.interval is None:
        return f"{measure.value:.2f}"
    return f"{measure.value:.2f}  [{measure.interval.low:.2f}, {measure.interval.high:.2f}]"


def _strong() -> QFont:
    return fonts.strong()
