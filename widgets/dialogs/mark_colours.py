"""Asks which theme each colour of the marks in a PDF stands for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.model import Theme
from widgets.appearance import fonts
from widgets.panels.caption import muted_label

_SWATCH = 14


class MarkColoursDialog(QDialog):
    """One line a colour, the most used first; a colour may stand for none."""

    def __init__(
        self, name: str, counts: Mapping[str, int], themes: Sequence[Theme], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Marks in a PDF"))
        question = QLabel(self.tr("Which theme does each colour in “{}” stand for?").format(name))
        question.setTextFormat(Qt.TextFormat.PlainText)
        question.setFont(fonts.strong())
        question.setWordWrap(True)
        about = muted_label(self.tr("What was written with a mark comes along as a memo in any case."))
        about.setWordWrap(True)
        self.choices: dict[str, QComboBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setColumnStretch(2, 1)
        for row, colour in enumerate(sorted(counts, key=lambda colour: (-counts[colour], colour))):
            swatch = QLabel()
            swatch.setPixmap(_swatch(colour).pixmap(_SWATCH, _SWATCH))
            number = QLabel(self.tr("Marks: {}").format(counts[colour]))
            self.choices[colour] = self._made_choice(colour, themes)
            for place, widget in enumerate((swatch, number, self.choices[colour])):
                grid.addWidget(widget, row, place)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Go on"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addWidget(question)
        column.addWidget(about)
        column.addLayout(grid)
        column.addWidget(buttons)
        self.setMinimumWidth(440)

    @property
    def themes(self) -> dict[str, str]:
        """The name of the theme each colour stands for, of those that stand for one."""
        chosen = {colour: choice.currentData() for colour, choice in self.choices.items()}
        return {colour: name for colour, name in chosen.items() if name}

    @classmethod
    def ask(
        cls, name: str, counts: Mapping[str, int], themes: Sequence[Theme], parent: QWidget | None = None
    ) -> dict[str, str] | None:
        """The themes by colour; None when nothing is to be brought in."""
        dialog = cls(name, counts, themes, parent)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        dialog.deleteLater()
        return dialog.themes if accepted else None

    def _made_choice(self, colour: str, themes: Sequence[Theme]) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(self.tr("Theme of the marks in {}").format(colour))
        choice.addItem(self.tr("No theme"), "")
        for theme in themes:
            choice.addItem(_swatch(theme.colour), theme.name, theme.name)
            if theme.colour == colour:
                choice.setCurrentIndex(choice.count() - 1)
        return choice


def _swatch(colour: str) -> QIcon:
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
