"""Agreement, docked below the pages: which coders, on what; the figures; the differences, on their pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMainWindow,
    QMenu,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.analysis.coding import Unit
from app.analysis.consensus import is_consensus
from app.changes import Changes
from widgets.agreement.figures import FiguresModel
from widgets.agreement.matrix import Matrix
from widgets.agreement.reckoning import Question, Reckoned, Reckoner
from widgets.agreement.settling import Settling
from widgets.agreement.squares import between_coders, confusion
from widgets.appearance import metrics
from widgets.panels.caption import muted_label
from widgets.session import Session

Write = Callable[[], object]
_DOCK = "agreement"
_PATIENCE = 600
"""Milliseconds after a change before all is reckoned anew."""


class AgreementView(QWidget):
    """Stands below the panes, which show the page of the difference at hand."""

    memo_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._question = Question()
        self._found: Reckoned | None = None
        self.reckoner = Reckoner(self)
        self.reckoner.reckoned.connect(self._show_found)
        self.reckoner.refused.connect(self._show_refusal)
        self.settling = Settling(session)
        self.settling.memo_requested.connect(self.memo_requested)
        self.figures = FiguresModel(self)
        self.pairs, self.confusion = Matrix(), Matrix()
        self.sentence, self.refusal = QLabel(), muted_label()
        self.unit, self.coders, self.pair = QComboBox(), QPushButton(), QComboBox()
        self._later = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._later.timeout.connect(self.reckon)
        self._build()
        session.changed.connect(self._note_change)

    def _build(self) -> None:
        for text, unit in (
            (self.tr("Every paragraph"), Unit.PARAGRAPH),
            (self.tr("Every character"), Unit.CHARACTER),
            (self.tr("Only tagged paragraphs"), Unit.CODED),
        ):
            self.unit.addItem(text, unit)
        self.unit.setAccessibleName(self.tr("What is compared"))
        self.unit.currentIndexChanged.connect(lambda _: self._ask(unit=Unit(self.unit.currentData())))
        self.coders.setMenu(QMenu(self.coders))
        self.coders.setAccessibleName(self.tr("Coders compared"))
        self.sentence.setWordWrap(True)
        self.refusal.setWordWrap(True)
        self.refusal.setAlignment(Qt.AlignmentFlag.AlignTop)
        top = QHBoxLayout()
        top.addWidget(QLabel(self.tr("Compare")))
        top.addWidget(self.coders)
        top.addWidget(QLabel(self.tr("on")))
        top.addWidget(self.unit)
        top.addStretch(1)
        tabs = QTabWidget()
        tabs.setDocumentMode(True)
        tabs.addTab(self.settling, self.tr("Differences"))
        tabs.addTab(self._made_figures(), self.tr("Figures"))
        tabs.addTab(self._made_matrices(), self.tr("Coders and themes"))
        self.tabs = tabs
        self._body = QStackedWidget()
        self._body.addWidget(self.refusal)
        self._body.addWidget(tabs)
        column = QVBoxLayout(self)
        margin = metrics.PANEL_MARGIN
        column.setContentsMargins(margin, margin, margin, margin)
        column.setSpacing(metrics.GAP)
        column.addLayout(top)
        column.addWidget(self.sentence)
        column.addWidget(self._body, 1)

    def _made_figures(self) -> QWidget:
        page = QWidget()
        view = QTableView()
        view.setModel(self.figures)
        view.verticalHeader().hide()
        view.setShowGrid(False)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        view.horizontalHeader().setHighlightSections(False)
        view.setAccessibleName(self.tr("Figures of agreement"))
        note = muted_label(
            self.tr(
                "In brackets: 95 % confidence interval, by bootstrap over paragraphs. Point at a heading to"
                " read what a figure says."
            )
        )
        note.setWordWrap(True)
        copy = QPushButton(self.tr("Copy table"))
        copy.setAutoDefault(False)
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.figures.as_text()))
        below = QHBoxLayout()
        below.addWidget(note, 1)
        below.addWidget(copy)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, metrics.GAP, 0, 0)
        column.addWidget(view, 1)
        column.addLayout(below)
        return page

    def _made_matrices(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, metrics.GAP, 0, 0)
        column.setSpacing(metrics.GAP)
        self.pair.setAccessibleName(self.tr("Two coders"))
        self.pair.currentIndexChanged.connect(lambda _: self._show_confusion())
        row = QHBoxLayout()
        row.addWidget(QLabel(self.tr("What one gave where the other gave something else:")))
        row.addWidget(self.pair)
        row.addStretch(1)
        column.addWidget(muted_label(self.tr("Krippendorff’s α over all themes, between every two coders")))
        column.addWidget(self.pairs)
        column.addSpacing(metrics.GAP)
        column.addLayout(row)
        column.addWidget(self.confusion)
        column.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setWidget(page)
        return area

    # Asking

    def reckon(self) -> None:
        """Compare anew."""
        if self._session.project is None:
            return
        self.sentence.setText(self.tr("Comparing…"))
        self.reckoner.ask(self._session.project.path, self._question)

    def _ask(self, *, unit: Unit | None = None, coders: frozenset[str] | None = None) -> None:
        before = self._question
        self._question = Question(unit or before.unit, before.coders if coders is None else coders)
        self.reckon()

    def _note_change(self, changes: Changes) -> None:
        """Reckon anew a little after a change; what is settled changes no figure and is listed already."""
        consensus = {coder.id for coder in self._session.catalogue.coders if is_consensus(coder)}
        if self.isVisible() and any(
            row.after["coder_id"] not in consensus for row in changes.of("annotations")
        ):
            self._later.start()

    # Showing

    def _show_found(self, found: Reckoned) -> None:
        first, self._found = self._found is None, found
        names = ", ".join(coder.name for coder in found.agreement.coders)
        documents = ", ".join(document.title for document in found.agreement.documents)
        said = self.tr("{0} on {1} units of {2}.").format(names, found.agreement.units, documents)
        self.sentence.setText(" ".join([said, *found.agreement.notices]))
        self._body.setCurrentIndex(1)
        self._fill_coders(found)
        self.settling.show_found(found)
        self.figures.show(found.agreement)
        self.pairs.show_square(between_coders(found))
        self.pair.blockSignals(True)
        self.pair.clear()
        by_id = {coder.id: coder.name for coder in found.agreement.coders}
        for one, other in found.confusions:
            self.pair.addItem(self.tr("{0} and {1}").format(by_id[one], by_id[other]), (one, other))
        self.pair.blockSignals(False)
        self._show_confusion()
        if first:
            self.settling.begin()

    def _show_confusion(self) -> None:
        chosen = self.pair.currentData()
        if self._found is not None and chosen is not None:
            self.confusion.show_square(confusion(self._found, tuple(chosen)))

    def _show_refusal(self, reason: str) -> None:
        self._found = None
        self.sentence.setText("")
        self.refusal.setText(reason)
        self._body.setCurrentIndex(0)
        self.settling.show_found(None)
        if not self._question.coders:
            self.coders.setText(self.tr("All coders"))

    def _fill_coders(self, found: Reckoned) -> None:
        compared = {coder.id for coder in found.agreement.coders}
        everyone = len(compared) == len(found.active)
        names = self.tr("All coders") if everyone else ", ".join(c.name for c in found.agreement.coders)
        self.coders.setText(f"{names} ▾")
        menu = self.coders.menu()
        menu.clear()
        for coder in found.active:
            action = menu.addAction(coder.name)
            action.setCheckable(True)
            action.setChecked(coder.id in compared)
            # Two are the fewest that can be compared.
            action.setEnabled(not (coder.id in compared and len(compared) <= 2))
            action.toggled.connect(lambda on, id=coder.id: self._ask(coders=_with(compared, id, on)))


def show_docked(session: Session, window: QMainWindow, write_memo: Write) -> None:
    """Show it below the pages, and compare; `write_memo` lets a memo be written on what is at hand."""
    dock = window.findChild(QDockWidget, _DOCK)
    if dock is None:
        dock = QDockWidget(QCoreApplication.translate("agreement", "Agreement and differences"), window)
        dock.setObjectName(_DOCK)
        view = AgreementView(session, dock)
        view.memo_requested.connect(write_memo)
        session.project_closed.connect(dock.close)
        dock.setWidget(view)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        window.resizeDocks([dock], [window.height() * 2 // 5], Qt.Orientation.Vertical)
    dock.show()
    shown = dock.widget()
    assert isinstance(shown, AgreementView)
    shown.reckon()


def _with(compared: set[str], coder_id: str, on: bool) -> frozenset[str]:
    return frozenset(compared | {coder_id} if on else compared - {coder_id})
