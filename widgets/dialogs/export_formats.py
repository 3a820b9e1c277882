"""The formats an export can be written in, and for whom each one is."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QWidget

from app.exchange.export import Format
from widgets.appearance import fonts, metrics
from widgets.exporting import CAS, PDF

_WIDTH = 190


@dataclass(frozen=True, slots=True)
class FormatEntry:
    """One format: what it is called, one sentence on what it is for, the ending of its files."""

    format: Format | str
    name: str
    about: str
    ending: str
    is_table: bool = False
    is_report: bool = False
    takes_selection: bool = True
    is_per_document: bool = False


def _tr(text: str) -> str:
    return QCoreApplication.translate("export_formats", text)


def format_groups() -> list[tuple[str, list[FormatEntry]]]:
    """The formats by what people want to do with them."""
    return [
        (
            _tr("Tables"),
            [
                FormatEntry(
                    Format.CSV,
                    _tr("CSV"),
                    _tr("A table that every spreadsheet and statistics program opens."),
                    ".csv",
                    is_table=True,
                ),
                FormatEntry(
                    Format.XLSX,
                    _tr("Excel workbook"),
                    _tr("The table with the codebook and the documents, each on a sheet of its own."),
                    ".xlsx",
                    is_table=True,
                ),
                FormatEntry(
                    Format.JSONL,
                    _tr("JSON lines"),
                    _tr("Data for programs: one row a line, with the places on the page."),
                    ".jsonl",
                    is_table=True,
                ),
            ],
        ),
        (
            _tr("For your team"),
            [
                FormatEntry(
                    Format.WEB_ANNOTATION,
                    _tr("Exchange file"),
                    _tr(
                        "Everything, for the other coders to bring into their own projects. It loses nothing "
                        "and is an open standard (W3C Web Annotation)."
                    ),
                    ".diptych.json",
                )
            ],
        ),
        (
            _tr("Other tools"),
            [
                FormatEntry(
                    Format.QDPX,
                    _tr("REFI-QDA project"),
                    _tr("The project with its PDFs for ATLAS.ti, MAXQDA, NVivo, QualCoder and others."),
                    ".qdpx",
                ),
                FormatEntry(
                    Format.QDC,
                    _tr("REFI-QDA codebook"),
                    _tr("The themes alone, for the same programs."),
                    ".qdc",
                    takes_selection=False,
                ),
                FormatEntry(
                    CAS,
                    _tr("UIMA CAS JSON"),
                    _tr(
                        "The text of each document with its paragraphs and annotations, for INCEpTION and "
                        "programs for language processing."
                    ),
                    ".json",
                    is_per_document=True,
                ),
            ],
        ),
        (
            _tr("Reading"),
            [
                FormatEntry(
                    Format.HTML,
                    _tr("Web page"),
                    _tr(
                        "A report to read or print: the passages with their citations and memos, in one file."
                    ),
                    ".html",
                    is_report=True,
                ),
                FormatEntry(
                    Format.DOCX,
                    _tr("Word document"),
                    _tr("The same report, to go on writing in."),
                    ".docx",
                    is_report=True,
                ),
                FormatEntry(
                    PDF,
                    _tr("PDFs with highlights"),
                    _tr(
                        "A copy of each document with the annotations as highlights that Acrobat, Okular and "
                        "Zotero show. The originals stay as they are."
                    ),
                    ".pdf",
                    is_per_document=True,
                ),
            ],
        ),
    ]


class FormatList(QListWidget):
    """The formats under the names of their groups; `chosen` when another one is."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Format"))
        self.setFixedWidth(_WIDTH)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for group, entries in format_groups():
            self._add_caption(group)
            for entry in entries:
                item = QListWidgetItem(entry.name)
                item.setToolTip(entry.about)
                item.setData(Qt.ItemDataRole.UserRole, entry)
                item.setSizeHint(QSize(_WIDTH, metrics.ROW))
                self.addItem(item)
        self.setCurrentRow(1)
        self.currentItemChanged.connect(lambda item, _: self.chosen.emit(item.data(Qt.ItemDataRole.UserRole)))

    @property
    def entry(self) -> FormatEntry:
        """The format chosen."""
        entry = self.currentItem().data(Qt.ItemDataRole.UserRole)
        assert isinstance(entry, FormatEntry)
        return entry

    def choose(self, format_: Format | str) -> None:
        """Choose a format."""
        for row in range(self.count()):
            entry = self.item(row).data(Qt.ItemDataRole.UserRole)
            if entry is not None and entry.format == format_:
                self.setCurrentRow(row)

    def _add_caption(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        item.setFont(fonts.caption())
        item.setTextAlignment(Qt.AlignmentFlag.AlignBottom)
        item.setSizeHint(QSize(_WIDTH, metrics.ROW + (metrics.GAP if self.count() else 0)))
        item.setForeground(self.palette().color(QPalette.ColorRole.PlaceholderText))
        self.addItem(item)
