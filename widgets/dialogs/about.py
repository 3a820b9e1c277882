"""What Diptych is, its version, and whose work it stands on."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from widgets.appearance import fonts
from widgets.icons import icon
from widgets.panels.caption import muted_label

_PARTS = (
    ("Qt, PySide6", "PySide6-Essentials", "LGPL-3.0"),
    ("MuPDF, PyMuPDF", "pymupdf", "AGPL-3.0"),
    ("sqlite-utils", "sqlite-utils", "Apache-2.0"),
    ("click", "click", "BSD-3-Clause"),
    ("RapidFuzz", "rapidfuzz", "MIT"),
    ("platformdirs", "platformdirs", "MIT"),
)
"""Names people know, the distribution that has the version, the licence."""


class AboutDialog(QDialog):
    """Version and licences; the text can be selected and copied into a report."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Diptych"))
        licence = muted_label(
            self.tr(
                "Free software under the GNU Affero General Public License, version 3 or later: you may use,"
                " study, share and change it. It comes without any warranty. It works offline and sends"
                " nothing anywhere."
            )
        )
        licence.setWordWrap(True)
        stands_on = muted_label(self.tr("It stands on"))
        stands_on.setFont(fonts.caption())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 22, 24, 18)
        column.setSpacing(14)
        column.addLayout(self._made_head())
        column.addWidget(licence)
        column.addWidget(stands_on)
        column.addLayout(_made_parts())
        column.addWidget(buttons)
        self.setFixedWidth(460)

    def _made_head(self) -> QHBoxLayout:
        picture = QLabel()
        picture.setPixmap(icon("diptych").pixmap(QSize(48, 48)))
        name = QLabel("Diptych")
        font = fonts.strong()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        number = muted_label(self.tr("Version {}").format(version_of("diptych")))
        number.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        purpose = QLabel(self.tr("Read side by side, tag paragraphs with themes."))
        words = QVBoxLayout()
        words.setSpacing(2)
        for label in (name, number, purpose):
            words.addWidget(label)
        head = QHBoxLayout()
        head.setSpacing(16)
        head.addWidget(picture, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(words, 1)
        return head


def _made_parts() -> QGridLayout:
    grid = QGridLayout()
    grid.setVerticalSpacing(4)
    grid.setHorizontalSpacing(18)
    grid.setColumnStretch(0, 1)
    parts = [(name, version_of(package), licence) for name, package, licence in _PARTS]
    parts.insert(2, ("SQLite", "", "public domain"))
    parts.insert(0, ("Python", platform.python_version(), "PSF-2.0"))
    for row, cells in enumerate(parts):
        for column, text in enumerate(cells):
            label = QLabel(text) if column == 0 else muted_label(text)
            label.setFont(fonts.small())
            grid.addWidget(label, row, column)
    return grid


def version_of(package: str) -> str:
    """The version installed, or a dash where it was not installed as a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "–"
