"""Shows what bringing files in will do, before it is done."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.errors import UserError
from app.exchange.prospect import Difference, Prospect, Version
from app.exchange.whole_file import written_whole
from widgets.appearance import fonts
from widgets.panels.caption import muted_label

_MOST_LINES = 200
"""Lines a section shows; the report has them all."""
_LONGEST = 160
_WIDTH = 600
_HIGHEST = 330
_INDENT = 12


class BringInDialog(QDialog):
    """Counts, what was written in two ways, what is left out; `wanted` when it is to be done."""

    wanted = Signal()
    same_work_wanted = Signal(bool)
    """What is on another file of a work that is here is, or is not, to come over to the file here."""
    report_failed = Signal(object)

    def __init__(self, prospect: Prospect, parent: QWidget | None = None, *, same_work: bool = False) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Import or merge"))
        self._prospect = prospect
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._made_head())
        column.addWidget(self._made_table())
        if prospect.same_works:
            column.addLayout(self._made_same_works(same_work))
        details = self._made_details()
        if details is not None:
            column.addWidget(details, 1)
        else:
            column.addStretch(1)
        column.addLayout(self._made_foot())
        self.setMinimumWidth(_WIDTH)

    def save_report(self, path: Path) -> None:
        """Write all that is shown here, and what did not fit, to a text file."""
        try:
            with written_whole(path) as stream:
                stream.write("".join(f"{line}\n" for line in self._prospect.report()).encode())
        except UserError as error:
            self.report_failed.emit(error)
            return
        self.said.setText(self.tr("Report written to {}.").format(path.name))

    def _made_head(self) -> QVBoxLayout:
        files = self._prospect.files
        name = files[0].name if len(files) == 1 else self.tr("{} files").format(len(files))
        title = QLabel(self.tr("{0} into {1}").format(name, self._prospect.project.stem))
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setFont(fonts.strong())
        title.setWordWrap(True)
        self.summary = muted_label(self._summary())
        self.summary.setWordWrap(True)
        head = QVBoxLayout()
        head.setSpacing(3)
        head.addWidget(title)
        if len(files) > 1:
            head.addWidget(_wrapped(", ".join(path.name for path in files)))
        head.addWidget(self.summary)
        return head

    def _summary(self) -> str:
        if not self._prospect:
            return self.tr("Everything in it is here already: there is nothing to bring in.")
        return self.tr("This is what will happen. Nothing has been changed yet.")

    def _made_table(self) -> QWidget:
        """What becomes of each kind of thing."""
        table = QWidget()
        grid = QGridLayout(table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(22)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(0, 1)
        heads = (self.tr("New"), self.tr("Changed"), self.tr("Removed"), self.tr("Here already"))
        for place, head in enumerate(heads, start=1):
            label = muted_label(head)
            label.setFont(fonts.caption())
            grid.addWidget(label, 0, place, Qt.AlignmentFlag.AlignRight)
        self.cells: dict[str, list[str]] = {}
        for row, (name, numbers) in enumerate(self._rows(), start=1):
            self.cells[name] = [_number(number) for number in numbers]
            grid.addWidget(QLabel(name), row, 0)
            for place, number in enumerate(numbers, start=1):
                label = QLabel(_number(number)) if number else muted_label("–")
                label.setAccessibleName(f"{name}, {heads[place - 1]}: {number}")
                grid.addWidget(label, row, place, Qt.AlignmentFlag.AlignRight)
        return table

    def _rows(self) -> list[tuple[str, tuple[int, int, int, int]]]:
        names = {
            "documents": self.tr("Documents"),
            "themes": self.tr("Themes"),
            "coders": self.tr("Coders"),
            "annotations": self.tr("Annotations"),
            "memos": self.tr("Memos"),
            "completions": self.tr("Documents marked done"),
            "corrections": self.tr("Corrections of paragraphs"),
        }
        counts = self._prospect.counts
        rows = [
            (name, (c.added, c.changed, c.removed, c.same))
            for table, name in names.items()
            if (c := counts.get(table)) is not None
        ]
        rows.append((self.tr("Earlier versions"), (len(self._prospect.plan.versions), 0, 0, 0)))
        return [(name, numbers) for name, numbers in rows if any(numbers)]

    def _made_same_works(self, same_work: bool) -> QVBoxLayout:
        """The offer to treat another file of the same work as the file that is here."""
        rows = QVBoxLayout()
        rows.setSpacing(4)
        for pair in self._prospect.same_works:
            rows.addWidget(_wrapped(str(pair)))
        self.same_work = QCheckBox(self.tr("Bring what is on it over to the file that is here"))
        self.same_work.setChecked(same_work)
        self.same_work.toggled.connect(self._compare_again)
        rows.addWidget(self.same_work)
        return rows

    def _compare_again(self, same_work: bool) -> None:
        self.accept()
        self.same_work_wanted.emit(same_work)

    def _made_details(self) -> QScrollArea | None:
        prospect = self._prospect
        by_coder = [f"{name} {_number(number)}" for name, number in prospect.by_coder.items()]
        self.differences = [self._difference(difference) for difference in prospect.differences]
        sections: tuple[tuple[str, Sequence[tuple[str, ...]]], ...] = (
            (self.tr("New annotations of"), [(", ".join(by_coder),)] if by_coder else []),
            (self.tr("Written in two ways: the later version stays"), self.differences),
            (self.tr("Left out"), [(line,) for line in prospect.left_out]),
            (
                self.tr("Without their PDF: add it, and they open"),
                [(line,) for line in prospect.without_file],
            ),
            (self.tr("To know"), [(line,) for line in prospect.notices]),
        )
        if not any(entries for _, entries in sections):
            return None
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(4)
        for title, entries in sections:
            if entries:
                column.addSpacing(6)
                column.addWidget(_caption(title))
                self._fill(column, entries)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(inside)
        area.setMinimumHeight(min(inside.heightForWidth(_WIDTH - 60), _HIGHEST))
        return area

    def _fill(self, column: QVBoxLayout, entries: Sequence[tuple[str, ...]]) -> None:
        """Each entry: what it is about, and below it what there is to say."""
        for first, *others in entries[:_MOST_LINES]:
            column.addWidget(_wrapped(first))
            for line in others:
                below = _wrapped(line)
                below.setForegroundRole(QPalette.ColorRole.PlaceholderText)
                below.setIndent(_INDENT)
                column.addWidget(below)
            if others:
                column.addSpacing(4)
        if len(entries) > _MOST_LINES:
            more = self.tr("and {} more: save the report to see all of them.")
            column.addWidget(muted_label(more.format(len(entries) - _MOST_LINES)))

    def _difference(self, difference: Difference) -> tuple[str, str, str]:
        return (
            self._what(difference),
            self.tr("stays: {}").format(self._version(difference.stays)),
            self.tr("gives way: {}").format(self._version(difference.gives_way)),
        )

    def _what(self, difference: Difference) -> str:
        name = difference.name
        match difference.table:
            case "memos":
                return self.tr("Memo of {}").format(name)
            case "documents":
                return self.tr("Title of a document")
            case "coders":
                return self.tr("Name of a coder")
        columns = {
            "name": self.tr("Name of a theme"),
            "colour": self.tr("Colour of {}"),
            "key": self.tr("Key of {}"),
            "definition": self.tr("Definition of {}"),
        }
        return columns[difference.column].format(name)

    def _version(self, version: Version) -> str:
        shown = version.value if len(version.value) <= _LONGEST else f"{version.value[:_LONGEST]}…"
        made = QDateTime.fromString(version.changed[:19] + "Z", Qt.DateFormat.ISODate).toLocalTime()
        when = QLocale().toString(made, QLocale.FormatType.ShortFormat)
        where = version.file or self.tr("here")
        value = f"“{shown}”" if shown else self.tr("nothing")
        return self.tr("{value} ({where}, {when})").format(value=value, where=where, when=when)

    def _made_foot(self) -> QVBoxLayout:
        self.said = muted_label(
            self.tr(
                "What gives way is kept as an earlier version. A backup is made first; undo takes all back."
            )
            if self._prospect
            else ""
        )
        self.said.setWordWrap(True)
        self.report_button = QPushButton(self.tr("Save report…"))
        self.report_button.setAutoDefault(False)
        self.report_button.clicked.connect(self._choose_report)
        standard = QDialogButtonBox.StandardButton
        buttons = QDialogButtonBox(standard.Cancel if self._prospect else standard.Close)
        buttons.rejected.connect(self.reject)
        self.bring_button = QPushButton(self.tr("Bring in"))
        self.bring_button.setVisible(bool(self._prospect))
        if self._prospect:
            buttons.addButton(self.bring_button, QDialogButtonBox.ButtonRole.ActionRole)
            self.bring_button.setDefault(True)
        self.bring_button.clicked.connect(self._begin)
        row = QHBoxLayout()
        row.addWidget(self.report_button)
        row.addStretch(1)
        row.addWidget(buttons)
        foot = QVBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.said)
        foot.addLayout(row)
        return foot

    def _begin(self) -> None:
        """Close, so that one can go on reading while it is being done."""
        self.accept()
        self.wanted.emit()

    def _choose_report(self) -> None:
        suggestion = self._prospect.files[0].with_suffix(".txt")
        name = self.tr("report on {}").format(suggestion.name)
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            self.tr("Save report"),
            str(self._prospect.project.with_name(name)),
            self.tr("Text (*.txt)"),
        )
        if chosen:
            path = Path(chosen)
            self.save_report(path if path.suffix else path.with_suffix(".txt"))


def _caption(text: str) -> QLabel:
    label = muted_label(text)
    label.setFont(fonts.caption())
    return label


def _wrapped(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _number(number: int) -> str:
    return f"{number:,}"
