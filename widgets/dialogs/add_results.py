"""What came of the files that were to be added, when there is something to know about one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.adding import Outcome
from widgets.appearance import colours, fonts
from widgets.icons import icon
from widgets.panels.caption import muted_label

_SIGN = 15


class AddResultsDialog(QDialog):
    """One line a file, those with a problem first."""

    def __init__(self, outcomes: Sequence[Outcome], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Documents added"))
        refused = sum(outcome.problem is not None for outcome in outcomes)
        summary = QLabel(self._summary(len(outcomes), refused))
        summary.setObjectName("summary")
        summary.setFont(fonts.strong())
        lines = QWidget()
        grid = QGridLayout(lines)
        grid.setContentsMargins(0, 0, 8, 0)
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(10)
        grid.setColumnStretch(1, 1)
        for row, outcome in enumerate(sorted(outcomes, key=_weight)):
            grid.addWidget(_sign(outcome), row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(self._words(outcome), row, 1)
        grid.setRowStretch(len(outcomes), 1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(lines)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(14)
        for widget in (summary, area, buttons):
            column.addWidget(widget)
        self.resize(520, min(460, 150 + 56 * len(outcomes)))

    def _summary(self, total: int, refused: int) -> str:
        if not refused:
            return self.tr("All files were taken in, with something to know.")
        if refused == total:
            return self.tr("No file could be added.")
        return self.tr("{added} of {total} files were added.").format(added=total - refused, total=total)

    def _words(self, outcome: Outcome) -> QVBoxLayout:
        name = QLabel(outcome.path.name)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setToolTip(str(outcome.path))
        name.setWordWrap(True)
        said = muted_label(outcome.problem or outcome.notice or self.tr("Added."))
        said.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(name)
        words.addWidget(said)
        return words


def _weight(outcome: Outcome) -> int:
    return 0 if outcome.problem else 1 if outcome.notice else 2


def _sign(outcome: Outcome) -> QLabel:
    look = colours()
    name, colour = ("warning", look.danger) if outcome.problem else ("check", look.accent)
    label = QLabel()
    label.setPixmap(icon(name, colour.name()).pixmap(QSize(_SIGN, _SIGN)))
    return label
