"""Writes the project as a file for other programs or people, after a look at what it will hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app import settings
from app.exchange.contents import By, Selection
from app.exchange.export import Format
from app.exchange.glance import glance
from widgets.appearance import fonts, metrics
from widgets.dialogs.export_formats import FormatEntry, FormatList
from widgets.dialogs.export_line import ExportLine
from widgets.dialogs.export_progress import ExportProgress
from widgets.dialogs.table_preview import ROWS, TablePreview
from widgets.exporting import PDF, Exporting, Written
from widgets.panels.caption import muted_label
from widgets.panels.filter_button import FilterButton
from widgets.session import Session


class ExportDialog(QDialog):
    """As what, what of it, and the first rows of a table; it stays open to say where the file is.

    Where writing takes a while, a small window does that instead.
    """

    written = Signal(object)
    """What was written, None if nothing was."""
    handed_over = Signal(object)
    """The small window that goes on in its place."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export"))
        self._session = session
        self.line = ExportLine()
        self._progress: ExportProgress | None = None
        self.formats = FormatList()
        self.about = muted_label()
        self.about.setWordWrap(True)
        self.annotations = QRadioButton(self.tr("One row an annotation"))
        self.paragraphs = QRadioButton(self.tr("One row a paragraph, tagged or not: 0 or 1 for each theme"))
        self.codebook = QRadioButton(self.tr("One row a theme: the codebook"))
        self.by_theme = QRadioButton(self.tr("A section a theme"))
        self.by_document = QRadioButton(self.tr("A section a document"))
        self.with_files = QCheckBox(self.tr("Send the PDFs along, for coders who do not have them yet"))
        self.theme = FilterButton(self.tr("Theme"), self.tr("All themes"))
        self.coder = FilterButton(self.tr("Coder"), self.tr("All coders"))
        self.document = FilterButton(self.tr("Document"), self.tr("All documents"))
        self.count = muted_label()
        self.count.setFont(fonts.caption())
        self.preview = TablePreview()
        self._build()
        self._offer()
        self._show_format(self.formats.entry)
        self.formats.chosen.connect(self._show_format)
        self.line.lasting.connect(self._hand_over)
        self.line.finished.connect(self._finish)

    @property
    def selection(self) -> Selection:
        """What is to be written."""
        entry = self.formats.entry
        return Selection(
            themes=_only(self.theme.choice),
            coders=_only(self.coder.choice),
            documents=_only(self.document.choice),
            all_paragraphs=entry.is_table and self.paragraphs.isChecked(),
            codebook=entry.is_table and self.codebook.isChecked(),
            files=entry.format == Format.WEB_ANNOTATION and self.with_files.isChecked(),
            by=By.DOCUMENT if self.by_document.isChecked() else By.THEME,
        )

    def choose(self, format_: Format | str) -> None:
        """Choose a format."""
        self.formats.choose(format_)

    def write_to(self, path: Path) -> None:
        """Write the file (PDFs of several documents: a folder of that name); `written` follows."""
        exporting = Exporting(self._session, self.formats.entry.format, path, self.selection)
        self.line.follow(exporting, self.formats.entry, path)
        self._show_busy(True)
        exporting.start()

    def _hand_over(self) -> None:
        """Leave the rest to a small window, so that the work goes on beside it."""
        parent = self.parentWidget()
        self._progress = ExportProgress(self.line, parent)
        self._session.project_closed.connect(self._progress.close)
        self.hide()
        self._progress.show()
        if parent is not None:
            parent.activateWindow()
        self.handed_over.emit(self._progress)

    def reject(self) -> None:
        """Stop what is being written; otherwise close."""
        if self.line.under_way:
            self.line.cancel()
        else:
            super().reject()

    def _build(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.about)
        self._rows = _group(self.annotations, self.paragraphs, self.codebook)
        self._sections = _group(self.by_theme, self.by_document)
        for buttons in (self._rows, self._sections):
            for button in buttons.findChildren(QRadioButton):
                button.toggled.connect(lambda checked: self._show_preview() if checked else None)
            right.addWidget(buttons)
        right.addWidget(self.with_files)
        self._only = self._made_filters()
        right.addWidget(self._only)
        right.addWidget(self.count)
        right.addWidget(self.preview, 1)
        right.addStretch(0)
        across = QHBoxLayout()
        across.setSpacing(20)
        across.addWidget(self.formats)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(across, 1)
        column.addLayout(self._made_foot())
        self.resize(900, 540)

    def _made_filters(self) -> QWidget:
        filters = QWidget()
        row = QHBoxLayout(filters)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(metrics.GAP)
        row.addWidget(muted_label(self.tr("Only")))
        for filter_ in (self.theme, self.document, self.coder):
            filter_.chosen.connect(lambda _: self._show_preview())
            row.addWidget(filter_, 1)
        return filters

    def _made_foot(self) -> QHBoxLayout:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(metrics.GAP)
        foot.addWidget(self.line, 1)
        foot.addWidget(buttons)
        return foot

    def _offer(self) -> None:
        catalogue = self._session.catalogue
        self.theme.set_choices([(theme.id, theme.name) for theme in catalogue.themes])
        self.coder.set_choices([(coder.id, coder.name) for coder in catalogue.coders])
        self.document.set_choices([(document.id, document.title) for document in catalogue.documents])
        self.coder.setVisible(len(catalogue.coders) > 1)

    def _show_format(self, entry: FormatEntry) -> None:
        self.about.setText(entry.about)
        self._rows.setVisible(entry.is_table)
        self._sections.setVisible(entry.is_report)
        self.with_files.setVisible(entry.format == Format.WEB_ANNOTATION)
        self._only.setVisible(entry.takes_selection)
        self.preview.setVisible(entry.is_table)
        self.count.setVisible(entry.is_table)
        self.line.clear()
        self._show_preview()

    def _show_preview(self) -> None:
        if not self.formats.entry.is_table:
            self.write_button.setEnabled(True)
            return
        found = glance(self._session.catalogue, self.selection, ROWS)
        self.preview.show_rows(found)
        self.count.setText(self._said_count(len(found.cells), found.total))
        self.write_button.setEnabled(found.total > 0)

    def _said_count(self, shown: int, total: int) -> str:
        if total == 0:
            return self.tr("Nothing matches: there is no row to write.")
        if shown == total:
            return self.tr("All rows: {}").format(total)
        return self.tr("The first {shown} of {total} rows").format(shown=shown, total=total)

    # Where to, and what came of it

    def suggested_name(self) -> str:
        """A name for the file, from the project's and what is in it; of several PDFs, for their folder."""
        assert self._session.project is not None
        entry, stem = self.formats.entry, self._session.project.path.stem
        if entry.is_per_document:
            name = self.tr("{}-highlights") if entry.format == PDF else self.tr("{}-cas")
            return name.format(stem) + ("" if self._is_folder() else entry.ending)
        if not entry.is_table:
            return f"{stem}{entry.ending}"
        rows = (
            (self.paragraphs, "paragraphs"),
            (self.codebook, "codebook"),
            (self.annotations, "annotations"),
        )
        kind = next(name for button, name in rows if button.isChecked())
        return f"{stem}-{kind}{entry.ending}"

    def _is_folder(self) -> bool:
        one = self.document.choice is not None or len(self._session.catalogue.documents) == 1
        return self.formats.entry.is_per_document and not one

    def _choose_file(self) -> None:
        preferences, entry = self._session.preferences, self.formats.entry
        if self._is_folder():
            chosen = QFileDialog.getExistingDirectory(
                self, self.tr("Make the folder of files in"), preferences.folder()
            )
            path = _free(Path(chosen) / self.suggested_name())
        else:
            suggestion = str(Path(preferences.folder()) / self.suggested_name())
            kinds = f"{entry.name} (*{entry.ending})"
            chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Export"), suggestion, kinds)
            path = with_ending(Path(chosen), entry.ending)
            path = path if path == Path(chosen) else _free(path)  # replacing was agreed to for that name only
        if chosen:
            preferences.set(settings.LAST_FOLDER, str(path.parent))
            self.write_to(path)

    def _show_busy(self, busy: bool) -> None:
        for widget in (
            self.formats,
            self.write_button,
            self._rows,
            self._sections,
            self._only,
            self.with_files,
        ):
            widget.setEnabled(not busy)
        self.close_button.setText(self.tr("Cancel") if busy else self.tr("Close"))

    def _finish(self, written: Written | None) -> None:
        self._show_busy(False)
        if written is not None:
            self._session.noticed.emit(self.line.summary(written), False)
        self.written.emit(written)
        if self.isHidden():
            self.deleteLater()


def _group(*buttons: QRadioButton) -> QWidget:
    """Buttons of which one is chosen, the first at the beginning."""
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(7)
    group = QButtonGroup(widget)
    for button in buttons:
        group.addButton(button)
        column.addWidget(button)
    buttons[0].setChecked(True)
    return widget


def _only(id_: str | None) -> frozenset[str]:
    return frozenset() if id_ is None else frozenset({id_})


def with_ending(path: Path, ending: str) -> Path:
    """The path with the ending its format has; what people typed before it stays."""
    if path.name.lower().endswith(ending):
        return path
    last = ending[ending.rindex(".") :]
    stem = path.stem if path.suffix.lower() == last else path.name
    return path.with_name(stem + ending)


def _free(path: Path) -> Path:
    """The path, numbered where there is something already."""
    stem, dot, ending = path.name.partition(".")
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{stem} {number}{dot}{ending}")
    return free
