"""The passage at hand: where it is, what it says, its themes, and the memos on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette, QTextCursor
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from app.changes import Changes
from app.citation import citation
from app.model import Annotation, Memo, MemoTarget, Passage
from app.project.annotations import untag
from app.project.database import Edit
from widgets.appearance import fonts, metrics
from widgets.panels.caption import Caption, muted_label
from widgets.panels.flow_layout import FlowLayout
from widgets.panels.growing_text import GrowingText
from widgets.panels.key_span import key_span
from widgets.panels.memo_editor import MemoEditor
from widgets.panels.theme_chip import AddChip, ThemeChip
from widgets.session import Selection, Session

_FEWEST_LINES, _LINES = 4, 12
_LEADING = 125
_SHOWN = frozenset({"annotations", "memos", "themes", "coders", "documents"})


class PassagePanel(QWidget):
    """Shows the selection of the session; memos are kept as they are written."""

    pick_theme_requested = Signal()
    reading_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chips_shown: tuple[object, ...] = ()
        self.citation = muted_label()
        self.citation.setWordWrap(True)
        self.citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = GrowingText(1, _LINES)
        self.text.setObjectName("reading")
        self.text.setStyleSheet("QTextEdit#reading { border: none; background: transparent; padding: 0; }")
        self.text.setReadOnly(True)
        self.text.setFont(fonts.reading())
        self.text.document().setDocumentMargin(0)
        self.text.setAccessibleName(self.tr("Text of the passage"))
        self._chips = QWidget()
        self._chip_row = FlowLayout(self._chips)
        self.memo = MemoEditor()
        self.memo.written.connect(self._write_memo)
        # Queued: a question must not open while the focus is on its way.
        self.memo.entered.connect(self._ask_who_writes, Qt.ConnectionType.QueuedConnection)
        self.memo.left.connect(self.reading_requested)
        self._other_memos = QWidget()
        self._other_column = QVBoxLayout(self._other_memos)
        self._other_column.setContentsMargins(0, 4, 0, 0)
        self._other_column.setSpacing(3)
        self._build()
        session.selection_changed.connect(self._show)
        session.coder_changed.connect(self._show)
        session.changed.connect(self._on_changed)
        session.project_opened.connect(self._show)
        self._show()

    def focus_memo(self) -> None:
        """Put the caret into the memo."""
        if self._session.selection is not None:
            self.memo.setFocus()
            self.memo.moveCursor(QTextCursor.MoveOperation.End)
            self._area.ensureWidgetVisible(self.memo)

    def save_pending(self) -> None:
        """Keep a memo that is being written."""
        self.memo.save_pending()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When anything in the panel changes its size, the text gets what the rest leaves."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._share_room()
        return super().eventFilter(watched, event)

    def _share_room(self) -> None:
        """Let the text be as high as it likes while the chips and the memo stay in sight."""
        room = self._area.viewport().size()
        rest = self._column.totalHeightForWidth(room.width()) - self.text.height()
        line = self.text.fontMetrics().lineSpacing() * _LEADING // 100 + 1
        lines = max(_FEWEST_LINES, (room.height() - rest) // line)
        self.text.set_room(lines * line)

    def _build(self) -> None:
        content = QWidget()
        self._column = column = QVBoxLayout(content)
        column.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 8)
        column.setSpacing(6)
        self._memo_caption = muted_label(self.tr("Memo"))
        self._memo_caption.setFont(fonts.caption())
        for widget in (self.citation, self.text, self._chips):
            column.addWidget(widget)
        column.addSpacing(4)
        for widget in (self._memo_caption, self.memo, self._other_memos):
            column.addWidget(widget)
        column.addStretch(1)
        content.installEventFilter(self)
        self._area = area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidgetResizable(True)
        area.setWidget(content)
        self._empty = muted_label()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 0)
        shown = QWidget()
        self._shown = QStackedLayout(shown)
        self._shown.addWidget(self._empty)
        self._shown.addWidget(area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(Caption(self.tr("Passage")))
        whole.addWidget(shown, 1)

    def _on_changed(self, changes: Changes) -> None:
        if any(change.table in _SHOWN for change in changes.rows):
            self._show()

    def _show(self, _fact: object = None) -> None:
        """Everything shown is a few lines, so all of it is brought up to date together."""
        selection = self._session.selection
        if self._session.project is None or selection is None:
            self.memo.show_memo(None, "")
            self._empty.setText(self._what_to_do())
            self._shown.setCurrentIndex(0)
            return
        catalogue = self._session.catalogue
        passage = catalogue.passage_for(selection.document_id, selection.first, selection.last)
        self._show_text(selection)
        self._show_chips(selection)
        self._show_memos(passage)
        self._shown.setCurrentIndex(1)

    def _show_text(self, selection: Selection) -> None:
        catalogue = self._session.catalogue
        paragraphs = catalogue.paragraphs(selection.document_id)
        chosen = paragraphs[selection.first - 1 : selection.last]
        document = catalogue.document(selection.document_id)
        self.citation.setText(citation(document, chosen[0], paragraphs, chosen[-1]))
        text = "\n\n".join(paragraph.text for paragraph in chosen)
        if text != self.text.toPlainText():
            self.text.set_text(text, _LEADING)

    def _show_chips(self, selection: Selection) -> None:
        catalogue, coder = self._session.catalogue, self._session.coder
        found: dict[str, Annotation] = {}
        for ordinal in range(selection.first, selection.last + 1):
            found.update((a.id, a) for a in catalogue.annotations_on(selection.document_id, ordinal))
        chips: dict[tuple[str, str], list[Annotation]] = {}
        for annotation in found.values():
            chips.setdefault((annotation.theme_id, annotation.coder_id), []).append(annotation)
        shown = tuple(
            (catalogue.theme(theme_id), catalogue.coder(coder_id), tuple(given))
            for (theme_id, coder_id), given in chips.items()
        )
        if (shown, coder) == self._chips_shown:
            return
        self._chips_shown = (shown, coder)
        while item := self._chip_row.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for theme, by, given in shown:
            own = coder is not None and by.id == coder.id and not self._session.read_only
            chip = ThemeChip(theme, by.name, own=own)
            chip.removal_requested.connect(lambda given=given, name=theme.name: self._remove(given, name))
            self._chip_row.addWidget(chip)
            chip.show()
        if not self._session.read_only:
            add = AddChip()
            add.clicked.connect(self.pick_theme_requested)
            self._chip_row.addWidget(add)
            add.show()
        self._order_tabs()
        self._chips.updateGeometry()

    def _order_tabs(self) -> None:
        """The chips are made anew with each passage; the Tab key finds them between the text and the memo."""
        before: QWidget = self.text
        for button in self._chips.findChildren(QToolButton):
            if not button.isHidden():
                QWidget.setTabOrder(before, button)
                before = button
        QWidget.setTabOrder(before, self.memo)

    def _show_memos(self, passage: Passage) -> None:
        coder = self._session.coder
        mine, others = "", []
        for memo in self._session.catalogue.memos_on(MemoTarget.PASSAGE, passage.id):
            if coder is not None and memo.coder_id == coder.id:
                mine = memo.text
            else:
                others.append(memo)
        self.memo.setReadOnly(self._session.read_only)
        self.memo.show_memo(passage, mine)
        self._show_other_memos(others)

    def _show_other_memos(self, memos: list[Memo]) -> None:
        while item := self._other_column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for memo in memos:
            name = muted_label(self._session.catalogue.coder(memo.coder_id).name)
            name.setFont(fonts.small())
            text = QLabel(memo.text)
            text.setTextFormat(Qt.TextFormat.PlainText)
            text.setWordWrap(True)
            text.setForegroundRole(QPalette.ColorRole.WindowText)
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._other_column.addWidget(name)
            self._other_column.addWidget(text)
        self._other_memos.setVisible(bool(memos))

    def _ask_who_writes(self) -> None:
        """A memo needs its coder's name: ask before the first word, not in the middle of a sentence."""
        session = self._session
        if session.read_only or session.coder_name or not self.memo.hasFocus():
            return
        name = session.questions.coder()
        if name:
            session.set_coder(name)
            self.memo.setFocus()
        else:
            self.memo.clearFocus()
            self.reading_requested.emit()

    def _write_memo(self, passage: Passage, text: str) -> None:
        self._session.write_memo(MemoTarget.PASSAGE, passage.id, text, passage)

    def _remove(self, given: tuple[Annotation, ...], name: str) -> None:
        """Take the coder's own annotations of one theme off, all in one step."""

        def command(edit: Edit) -> None:
            for annotation in given:
                untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)

        self._session.run(self.tr("remove {}").format(name), command)

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return ""
        keys = key_span(self._session.catalogue.themes)
        lines = [self.tr("Click a paragraph to read and tag it here.")]
        if keys:
            lines.append(self.tr("{keys} tag it with a theme, T picks a theme by typing.").format(keys=keys))
        lines.append(self.tr("J and K go to the next and the previous paragraph, M writes a memo."))
        return "\n\n".join(lines)
