"""A quiet line that says how much was written here before, and the small list it opens."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.model import Theme
from app.project.versions import Earlier
from widgets.appearance import fonts, metrics
from widgets.models.annotation_cells import local_time
from widgets.panels.caption import Caption, muted_label
from widgets.panels.popup import Popup

_WIDTH = 330
_HIGHEST = 420
_MOST = 50
_LONGEST = 2000
"""Characters shown of a version; what is restored is all of it."""


class EarlierVersions(QPushButton):
    """Hidden where nothing was written before; a click lists it, latest first."""

    restore_requested = Signal(object)
    """An `Earlier` whose text is to stand again."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("line")
        self.setFont(fonts.small())
        self.setCursor(QCursor(Qt.CursorShape.PointingHandCursor))
        self.setToolTip(self.tr("What was written here before, by whom, and what was removed"))
        self.clicked.connect(self._open)
        self._earlier: Sequence[Earlier] = ()
        self._restorable: frozenset[str] = frozenset()
        self.hide()

    def show_earlier(self, earlier: Sequence[Earlier], restorable: frozenset[str] = frozenset()) -> None:
        """Tell of these; what can be restored is named by its rows' ids."""
        self._earlier, self._restorable = earlier, restorable
        several = self.tr("{} earlier versions").format(len(earlier))
        self.setText(self.tr("1 earlier version") if len(earlier) == 1 else several)
        self.setVisible(bool(earlier))

    def _open(self) -> None:
        popup = EarlierPopup(self._earlier, self._restorable, self.window())
        popup.restore_requested.connect(self.restore_requested)
        popup.show_at(self.mapToGlobal(QPoint(0, self.height() + 2)))


class EarlierPopup(Popup):
    """Each version under a line that says whose it was and when; what is one's own can be restored."""

    restore_requested = Signal(object)

    def __init__(
        self, earlier: Sequence[Earlier], restorable: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        content = QWidget()
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, metrics.PANEL_MARGIN)
        self._column.setSpacing(3)
        for one in earlier[:_MOST]:
            self._add(one, one.row_id in restorable)
        if len(earlier) > _MOST:
            more = self.tr("And {} more, which “diptych history” lists.").format(len(earlier) - _MOST)
            self._column.addWidget(_small(more))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(content)
        area.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(1, 4, 1, 1)
        whole.setSpacing(0)
        whole.addWidget(Caption(self.tr("Earlier versions")))
        whole.addWidget(area)
        self.setFixedWidth(_WIDTH)
        area.setFixedHeight(min(_HIGHEST, self._column.totalHeightForWidth(_WIDTH - 2)))

    def _add(self, one: Earlier, restorable: bool) -> None:
        when = local_time(one.changed)
        if one.table == "annotations":
            self._column.addWidget(_words(self._of_annotation(one)))
            self._column.addWidget(_small(when))
        else:
            self._column.addWidget(_small(self._head(one).format(coder=one.coder, when=when)))
            shown = one.text if len(one.text) <= _LONGEST else f"{one.text[:_LONGEST]}…"
            self._column.addWidget(_words(shown))
        if restorable and one.text and one.said != one.now:
            again = QPushButton(self.tr("Restore this text"))
            again.setObjectName("line")
            again.setFont(fonts.small())
            again.clicked.connect(partial(self._restore, one))
            self._column.addWidget(again, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(9)

    def _head(self, one: Earlier) -> str:
        if one.table == "themes":
            return self.tr("{when}")
        return (
            self.tr("Memo of {coder}, removed {when}") if one.removed else self.tr("Memo of {coder}, {when}")
        )

    def _of_annotation(self, one: Earlier) -> str:
        told = (
            self.tr("{coder}’s “{theme}” was removed")
            if one.removed
            else self.tr("{coder} tagged it with “{theme}”")
        )
        return told.format(theme=one.theme, coder=one.coder)

    def _restore(self, one: Earlier) -> None:
        self.restore_requested.emit(one)
        self.close()


def earlier_definitions(earlier: Sequence[Earlier], theme: Theme) -> list[Earlier]:
    """What a theme meant before, each meaning once."""
    seen = {theme.definition, ""}
    found = []
    for one in earlier:
        if one.text not in seen:
            seen.add(one.text)
            found.append(one)
    return found


def _small(text: str) -> QLabel:
    label = muted_label(text)
    label.setFont(fonts.small())
    label.setWordWrap(True)
    return label


def _words(text: str) -> QLabel:
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label
