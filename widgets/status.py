"""The status bar: what is saved, where one is, what is going on, and the keys to know."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from app.changes import Changes
from app.model import FURNITURE
from widgets.appearance import fonts, metrics
from widgets.panels.key_span import key_span
from widgets.selection import Selection
from widgets.session import Busy, Session

_NOTICE_MILLISECONDS = 8000


class Status(QStatusBar):
    """Facts about the session in one line; a notice shows for a while, with Undo where it helps."""

    undo_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setSizeGripEnabled(False)
        self.setFont(fonts.small())
        self.setContentsMargins(metrics.PANEL_MARGIN - 4, 0, metrics.PANEL_MARGIN - 4, 0)
        self._saved, self._place, self._coders, self._hint = (QLabel() for _ in range(4))
        self._saved.setAccessibleName(self.tr("State of saving"))
        self._notice = QLabel()
        self._undo = _small_button(self.tr("Undo"), self.undo_requested)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 4)
        self._doing = QLabel()
        self._cancel = _small_button(self.tr("Cancel"), self.cancel_requested)
        for widget in (self._saved, self._place, self._coders, self._doing, self._progress, self._cancel):
            self.addWidget(widget)
            widget.setContentsMargins(0, 0, 10, 0)
        for widget in (self._notice, self._undo, self._hint):
            self.addPermanentWidget(widget)
        self._timer = QTimer(self, singleShot=True, interval=_NOTICE_MILLISECONDS)
        self._timer.timeout.connect(self.clear_notice)
        self._connect()
        self._show_busy(None)
        self.clear_notice()

    def _connect(self) -> None:
        session = self._session
        session.save_state_changed.connect(self._saved.setText)
        session.selection_changed.connect(self._show_place)
        session.busy_changed.connect(self._show_busy)
        session.noticed.connect(self.show_notice)
        session.changed.connect(self._follow)
        session.coder_changed.connect(self._show_coders)
        session.project_opened.connect(self._show_project)
        session.project_closed.connect(self._show_nothing)
        self._undo.clicked.connect(self.clear_notice)

    def show_notice(self, text: str, undoable: bool = False) -> None:
        """Say something in passing; with `undoable`, offer to take it back."""
        self._notice.setText(text)
        self._notice.setVisible(True)
        self._undo.setVisible(undoable)
        self._hint.setVisible(False)
        self._timer.start()

    def clear_notice(self) -> None:
        """Back to the keys worth knowing."""
        self._timer.stop()
        self._notice.setVisible(False)
        self._undo.setVisible(False)
        self._hint.setVisible(True)

    def _show_project(self) -> None:
        self._show_place(self._session.selection)
        self._show_coders()
        self._show_hint()

    def _show_nothing(self) -> None:
        for label in (self._saved, self._place, self._coders, self._hint):
            label.clear()

    def _follow(self, changes: Changes) -> None:
        self._show_coders()
        if changes.ids("themes"):
            self._show_hint()

    def _show_hint(self) -> None:
        """The keys worth knowing."""
        hint = self.tr("{} theme · T pick · M memo · J K move · ? all keys")
        self._hint.setText(hint.format(key_span(self._session.catalogue.themes)).strip())

    def _show_place(self, selection: Selection | None) -> None:
        if selection is None or self._session.project is None:
            self._place.clear()
            return
        paragraphs = self._session.catalogue.paragraphs(selection.document_id)
        counted = [paragraph.ordinal for paragraph in paragraphs if paragraph.kind not in FURNITURE]
        if selection.first not in counted:
            self._place.clear()
            return
        here = counted.index(selection.first) + 1
        if selection.first == selection.last:
            text = self.tr("Paragraph {0} of {1}").format(here, len(counted))
        else:
            chosen = sum(selection.first <= ordinal <= selection.last for ordinal in counted)
            text = self.tr("{0} paragraphs from {1} of {2}").format(chosen, here, len(counted))
        self._place.setText(text)

    def _show_coders(self, _fact: object = None) -> None:
        if self._session.project is None:
            return
        me = self._session.coder
        others = [coder.name for coder in self._session.catalogue.coders if me is None or coder.id != me.id]
        you = self.tr("{} (you)").format(self._session.coder_name) if self._session.coder_name else ""
        self._coders.setText(", ".join(filter(None, [you, *others])))
        self._coders.setToolTip(self.tr("The coders of this project"))

    def _show_busy(self, busy: Busy | None) -> None:
        for widget in (self._doing, self._progress, self._cancel):
            widget.setVisible(busy is not None)
        if busy is not None:
            self._doing.setText(busy.label)
            self._progress.setRange(0, busy.total)
            self._progress.setValue(busy.done)


def _small_button(text: str, signal: SignalInstance) -> QPushButton:
    button = QPushButton(text)
    button.setFlat(True)
    button.setFont(fonts.small())
    button.setObjectName("quiet")
    button.clicked.connect(signal)
    return button
