"""One line about an export: that it is being written and how far it is, then what came of it and where."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from app.exchange.export import Format
from widgets.appearance import metrics
from widgets.dialogs.export_formats import FormatEntry
from widgets.exporting import Exporting, Written

PATIENCE = 500
"""Milliseconds before the person is shown that it takes a while."""


class ExportLine(QWidget):
    """Follows one export after another; whoever shows the line can hand it on meanwhile."""

    lasting = Signal()
    """It takes a while."""
    finished = Signal(object)
    """What was written, None if nothing was."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._exporting: Exporting | None = None
        self._entry: FormatEntry | None = None
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 4)
        self.progress.hide()
        self.show_in_folder = QPushButton(self.tr("Show in folder"))
        self.show_in_folder.setAutoDefault(False)
        self.show_in_folder.hide()
        self.show_in_folder.clicked.connect(self._open_folder)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.GAP)
        row.addWidget(self.said, 1)
        row.addWidget(self.progress)
        row.addWidget(self.show_in_folder)
        self.patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self.patience.timeout.connect(self._lose_patience)

    @property
    def under_way(self) -> bool:
        """Whether something is being written."""
        return self._exporting is not None

    def follow(self, exporting: Exporting, entry: FormatEntry, path: Path) -> None:
        """Say how an export goes on."""
        self.clear()
        self._exporting, self._entry = exporting, entry
        self.said.setText(self.tr("Writing {}…").format(path.name))
        self.progress.setRange(0, 0)
        exporting.progressed.connect(self._show_progress)
        exporting.finished.connect(self._finish)
        self.patience.start()

    def cancel(self) -> None:
        """Have no more written."""
        if self._exporting is not None:
            self._exporting.cancel()
            self.said.setText(self.tr("Stopping…"))

    def clear(self) -> None:
        """Say nothing."""
        self.said.clear()
        self.said.setToolTip("")
        self.show_in_folder.hide()

    def _lose_patience(self) -> None:
        self.progress.show()
        self.lasting.emit()

    def _show_progress(self, name: str, done: int, total: int) -> None:
        self.said.setText(self.tr("Writing {}…").format(name))
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _finish(self, written: Written | None) -> None:
        self._exporting = None
        self.patience.stop()
        self.progress.hide()
        if written is None:
            self.said.setText(self.tr("Nothing was written."))
        else:
            self._path = written.path
            self.said.setText(" ".join((self.summary(written), *written.notices)))
            self.said.setToolTip(str(written.path))
            self.show_in_folder.show()
        self.finished.emit(written)

    def summary(self, written: Written) -> str:
        """What was written, in one sentence."""
        entry, name = self._entry, written.path.name
        assert entry is not None
        if entry.is_table:
            return self.tr("Rows written to {name}: {count}.").format(name=name, count=written.count)
        if entry.format == Format.QDC:
            return self.tr("Themes written to {name}: {count}.").format(name=name, count=written.count)
        if written.files > 1:
            return self.tr("{files} files written to the folder {name}: {count} annotations.").format(
                files=written.files, name=name, count=written.count
            )
        return self.tr("Annotations written to {name}: {count}.").format(name=name, count=written.count)

    def _open_folder(self) -> None:
        if self._path is not None:
            folder = self._path if self._path.is_dir() else self._path.parent
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
