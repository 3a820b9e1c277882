"""Writes the annotations as a file for other programs, after a look at what it will hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from app import settings
from app.errors import UserError
from app.exchange.contents import Selection
from app.exchange.export import Format, export, table
from widgets.appearance import fonts, metrics
from widgets.dialogs.table_preview import TablePreview
from widgets.panels.caption import muted_label
from widgets.panels.filter_button import FilterButton
from widgets.session import Session


class ExportDialog(QDialog):
    """What, as what, and the first rows of it; it stays open to say where the file is."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Export annotations"))
        self._session = session
        self._written: Path | None = None
        self.csv = QRadioButton(self.tr("Table for spreadsheets and statistics (CSV)"))
        self.jsonl = QRadioButton(self.tr("Data for programs, with places on the page (JSON lines)"))
        self.annotations = QRadioButton(self.tr("One row an annotation"))
        self.paragraphs = QRadioButton(self.tr("One row a paragraph, tagged or not: 0 or 1 for each theme"))
        self.theme = FilterButton(self.tr("Theme"), self.tr("All themes"))
        self.coder = FilterButton(self.tr("Coder"), self.tr("All coders"))
        self.document = FilterButton(self.tr("Document"), self.tr("All documents"))
        self.count = muted_label()
        self.count.setFont(fonts.caption())
        self.preview = TablePreview()
        self._build()
        self._offer()
        self._show_preview()

    @property
    def selection(self) -> Selection:
        """What is to be written."""
        return Selection(
            themes=_only(self.theme.choice),
            coders=_only(self.coder.choice),
            documents=_only(self.document.choice),
            all_paragraphs=self.paragraphs.isChecked(),
        )

    @property
    def format(self) -> Format:
        """As what."""
        return Format.JSONL if self.jsonl.isChecked() else Format.CSV

    def write_to(self, path: Path) -> None:
        """Write the file, say where it is, and offer to go there."""
        assert self._session.project is not None
        try:
            exported = export(self._session.project, self.format, path, self.selection)
        except UserError as error:
            self._session.failed.emit(error)
            return
        self._written = path
        said = self.tr("Rows written to {name}: {count}.").format(name=path.name, count=exported.rows)
        self.said.setText(" ".join((said, *exported.notices)))
        self.said.setToolTip(str(path))
        self.show_in_folder.show()
        self.close_button.setText(self.tr("Close"))
        self._session.noticed.emit(said, False)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._made_choices())
        column.addWidget(self.count)
        column.addWidget(self.preview, 1)
        column.addLayout(self._made_foot())
        self.resize(860, 540)

    def _made_choices(self) -> QGridLayout:
        self.csv.setChecked(True)
        self.annotations.setChecked(True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        formats = (self.tr("Format"), (self.csv, self.jsonl))
        rows = (self.tr("Rows"), (self.annotations, self.paragraphs))
        for row, (name, buttons) in enumerate((formats, rows)):
            grid.addWidget(muted_label(name), 2 * row, 0)
            group = QButtonGroup(self)
            for below, button in enumerate(buttons):
                group.addButton(button)
                grid.addWidget(button, 2 * row + below, 1)
            group.buttonToggled.connect(lambda _button, checked: self._show_preview() if checked else None)
        narrowing = QHBoxLayout()
        narrowing.setSpacing(metrics.GAP)
        for filter_ in (self.theme, self.document, self.coder):
            filter_.chosen.connect(lambda _: self._show_preview())
            narrowing.addWidget(filter_, 1)
        grid.addWidget(muted_label(self.tr("Only")), 4, 0)
        grid.addLayout(narrowing, 4, 1)
        return grid

    def _made_foot(self) -> QHBoxLayout:
        self.said = QLabel()
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.said.setWordWrap(True)
        self.show_in_folder = QPushButton(self.tr("Show in folder"))
        self.show_in_folder.setAutoDefault(False)
        self.show_in_folder.hide()
        self.show_in_folder.clicked.connect(self._open_folder)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.close_button = buttons.button(QDialogButtonBox.StandardButton.Cancel)
        self.write_button = buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.write_button.setDefault(True)
        self.write_button.clicked.connect(self._choose_file)
        buttons.rejected.connect(self.reject)
        foot = QHBoxLayout()
        foot.setSpacing(metrics.GAP)
        foot.addWidget(self.said, 1)
        foot.addWidget(self.show_in_folder)
        foot.addWidget(buttons)
        return foot

    def _offer(self) -> None:
        catalogue = self._session.catalogue
        self.theme.set_choices([(theme.id, theme.name) for theme in catalogue.themes])
        self.coder.set_choices([(coder.id, coder.name) for coder in catalogue.coders])
        self.document.set_choices([(document.id, document.title) for document in catalogue.documents])
        self.coder.setVisible(len(catalogue.coders) > 1)

    def _show_preview(self) -> None:
        assert self._session.project is not None
        shown, total = self.preview.show_table(table(self._session.project, self.selection))
        self.count.setText(self._said_count(shown, total))
        self.write_button.setEnabled(total > 0)

    def _said_count(self, shown: int, total: int) -> str:
        if total == 0:
            return self.tr("Nothing matches: there is no row to write.")
        if shown == total:
            return self.tr("All rows: {}").format(total)
        return self.tr("The first {shown} of {total} rows").format(shown=shown, total=total)

    def _choose_file(self) -> None:
        assert self._session.project is not None
        preferences = self._session.preferences
        kind = "paragraphs" if self.paragraphs.isChecked() else "annotations"
        name = f"{self._session.project.path.stem}-{kind}.{self.format.value}"
        filters = {Format.CSV: self.tr("CSV (*.csv)"), Format.JSONL: self.tr("JSON lines (*.jsonl)")}
        path, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export"), str(Path(preferences.folder()) / name), filters[self.format]
        )
        if path:
            preferences.set(settings.LAST_FOLDER, str(Path(path).parent))
            self.write_to(_with_ending(Path(path), self.format))

    def _open_folder(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written.parent)))


def _only(id_: str | None) -> frozenset[str]:
    return frozenset() if id_ is None else frozenset({id_})


def _with_ending(path: Path, format_: Format) -> Path:
    return path if path.suffix else path.with_suffix(f".{format_.value}")
