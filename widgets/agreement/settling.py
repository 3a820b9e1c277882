"""Settles differences: one after another, in the name of the one who settles, each step with undo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.analysis.consensus import Difference
from app.model import Coder
from widgets.agreement.differences import DifferenceRole, DifferenceRow, DifferencesModel
from widgets.agreement.reckoning import Reckoned
from widgets.appearance import metrics
from widgets.panels.caption import muted_label
from widgets.panels.filter_button import FilterButton
from widgets.session import Session


class Settling(QWidget):
    """The list of differences; the chosen one is shown on its page, and can be settled there and then."""

    memo_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Reckoned | None = None
        self.model = DifferencesModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(DifferenceRow(self.list))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setAccessibleName(self.tr("Differences"))
        self.list.setMouseTracking(True)
        self.list.selectionModel().currentChanged.connect(self._show_current)
        self.list.activated.connect(self._show_current)
        self.progress = QLabel()
        self.only_open = QCheckBox(self.tr("Only open ones"))
        self.only_open.toggled.connect(self._narrow)
        self.theme = FilterButton(self.tr("Theme"), self.tr("All themes"))
        self.theme.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.theme.setFixedWidth(150)
        self.theme.chosen.connect(self._narrow)
        self.give, self.leave, self.keep_all, self.discuss, self.adopt = (QPushButton() for _ in range(5))
        self._name_buttons()
        self._build()
        self._show_state()

    def _name_buttons(self) -> None:
        for button, text, help_text, deed in (
            (self.give, self.tr("&Give it"), self.tr("The paragraph has the theme"), self._give),
            (self.leave, self.tr("&Leave it out"), self.tr("The paragraph has not the theme"), self._leave),
            (
                self.keep_all,
                self.tr("&Keep both"),
                self.tr("Keep every theme that any coder gave this paragraph"),
                self._keep_all,
            ),
            (self.discuss, self.tr("&Discuss…"), self.tr("Write a memo on the paragraph"), self._discuss),
            (
                self.adopt,
                self.tr("Take over what all agree on"),
                self.tr("Put the themes on which the coders agree into the consensus as well"),
                self._adopt,
            ),
        ):
            button.setText(text)
            button.setToolTip(help_text)
            button.setAutoDefault(False)
            button.clicked.connect(deed)

    def _build(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.progress)
        top.addStretch(1)
        top.addWidget(self.theme)
        top.addWidget(self.only_open)
        deeds = QHBoxLayout()
        for button in (self.give, self.leave, self.keep_all, self.discuss):
            deeds.addWidget(button)
        deeds.addStretch(1)
        deeds.addWidget(self.adopt)
        explanation = muted_label(
            self.tr(
                "What is settled is kept as annotations of a coder named “consensus”, with a memo of who"
                " settled it. Export that coder’s annotations for the agreed data set."
            )
        )
        explanation.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, metrics.GAP, 0, 0)
        column.setSpacing(metrics.GAP)
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addLayout(deeds)
        column.addWidget(explanation)

    def show_found(self, found: Reckoned | None) -> None:
        """Show the differences of a comparison; the one that was chosen stays chosen."""
        before = self.current
        self._found = found
        self.model.show(found.differences if found else ())
        self.theme.set_choices([(theme.id, theme.name) for theme in found.themes] if found else [])
        self._choose(before)
        self._show_state()

    def begin(self) -> None:
        """Choose the first open difference, so that the keys go on from there."""
        self._go_on(0)
        self.list.setFocus()

    @property
    def current(self) -> Difference | None:
        """The difference chosen."""
        difference = self.list.currentIndex().data(DifferenceRole.DIFFERENCE)
        return difference if isinstance(difference, Difference) else None

    def _choose(self, wanted: Difference | None) -> None:
        for row in range(self.model.rowCount()):
            index = self.model.index(row)
            if wanted is not None and index.data(DifferenceRole.DIFFERENCE) == wanted:
                self.list.setCurrentIndex(index)
                return

    def _narrow(self, _fact: object = None) -> None:
        self.model.narrow(only_open=self.only_open.isChecked(), theme_id=self.theme.choice)
        self._show_state()

    def _show_current(self, _index: QModelIndex, _before: QModelIndex | None = None) -> None:
        current = self.current
        self._show_state()
        if current is not None and self._session.project is not None:
            self._session.show_paragraph(current.document.id, current.paragraph.ordinal)

    def _show_state(self) -> None:
        current = self.current
        writable = not self._session.read_only
        for button in (self.give, self.leave, self.keep_all, self.discuss):
            button.setEnabled(current is not None and writable)
        self.adopt.setEnabled(self._found is not None and writable)
        self.progress.setText(
            self.tr("{0} of {1} differences settled").format(self.model.settled_count, self.model.count)
            if self.model.count
            else self.tr("No differences.")
        )
        give, leave = self.tr("&Give it"), self.tr("&Leave it out")
        if current is not None:
            give = self.tr("&Give it, as {}").format(_names(current.given_by))
            leave = self.tr("&Leave it out, as {}").format(_names(current.not_by))
        self.give.setText(give)
        self.leave.setText(leave)

    # Settling

    def _give(self) -> None:
        if self.current is not None:
            self._settle([self.current], given=True)

    def _leave(self) -> None:
        if self.current is not None:
            self._settle([self.current], given=False)

    def _keep_all(self) -> None:
        if self.current is not None:
            self._settle(self.model.on_paragraph_of(self.current), given=True)

    def _settle(self, chosen: Sequence[Difference], *, given: bool) -> None:
        if self._session.consensus.settle(chosen, given=given):
            self.model.mark_settled(chosen)
            self._show_state()
            self._go_on(self.list.currentIndex().row() + 1)

    def _go_on(self, start: int) -> None:
        """Choose the next one that is open from a row on, after the last the first."""
        rows = [*range(start, self.model.rowCount()), *range(start)]
        for row in rows:
            if not self.model.index(row).data(DifferenceRole.SETTLED):
                self.list.setCurrentIndex(self.model.index(row))
                return

    def _discuss(self) -> None:
        self._show_current(self.list.currentIndex())
        self.memo_requested.emit()

    def _adopt(self) -> None:
        if self._found is not None:
            self._session.consensus.adopt(self._found.agreement)


def _names(coders: Sequence[Coder]) -> str:
    return ", ".join(coder.name for coder in coders)
