"""The passage at hand: where it is, what it says, its themes, and the memos on it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from app.changes import Changes
from app.citation import citation, region_place
from app.model import MemoTarget, Passage
from widgets.appearance import fonts, metrics
from widgets.panels.caption import Caption, muted_label
from widgets.panels.earlier_versions import EarlierVersions
from widgets.panels.key_span import key_span
from widgets.panels.memo_editor import MemoEditor
from widgets.panels.other_memos import OtherMemos
from widgets.panels.passage_text import PassageText
from widgets.panels.passage_themes import PassageThemes
from widgets.selection import Selection
from widgets.session import Session

_SHOWN = frozenset({"annotations", "memos", "themes", "coders", "documents"})


class PassagePanel(QWidget):
    """Shows the selection of the session; memos are kept as they are written."""

    pick_theme_requested = Signal()
    reading_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.citation = muted_label()
        self.citation.setWordWrap(True)
        self.citation.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text = PassageText()
        self.themes = PassageThemes(session)
        self.themes.pick_theme_requested.connect(self.pick_theme_requested)
        self.memo = MemoEditor()
        self.memo.written.connect(self._write_memo)
        # Queued: a question must not open while the focus is on its way.
        self.memo.entered.connect(self._ask_who_writes, Qt.ConnectionType.QueuedConnection)
        self.memo.left.connect(self.reading_requested)
        self._other_memos = OtherMemos()
        self.earlier = EarlierVersions()
        self.earlier.restore_requested.connect(session.memos.put_back)
        self._build()
        session.selection_changed.connect(self._show)
        session.coder_changed.connect(self._show)
        session.changed.connect(self._on_changed)
        # A merge may bring earlier versions alone, which touches no row.
        session.history_changed.connect(self._show_earlier)
        session.project_opened.connect(self._show)
        self._show()

    def sizeHint(self) -> QSize:
        """As wide as its side of the window, whatever is in it."""
        return QSize(metrics.RIGHT_PANEL, super().sizeHint().height())

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
        self.text.fill(room.height() - rest)

    def _build(self) -> None:
        self._empty = muted_label()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 0)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidgetResizable(True)
        self._area.setWidget(self._made_content())
        shown = QWidget()
        self._shown = QStackedLayout(shown)
        self._shown.addWidget(self._empty)
        self._shown.addWidget(self._area)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(2)
        whole.addWidget(Caption(self.tr("Passage")))
        whole.addWidget(shown, 1)

    def _made_content(self) -> QWidget:
        content = QWidget()
        content.installEventFilter(self)
        memo_caption = muted_label(self.tr("Memo"))
        memo_caption.setFont(fonts.caption())
        self._column = QVBoxLayout(content)
        self._column.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 8)
        self._column.setSpacing(6)
        upper: list[QWidget] = [self.citation, self.text, self.themes]
        lower: list[QWidget] = [memo_caption, self.memo, self._other_memos, self.earlier]
        for widget in upper:
            self._column.addWidget(widget)
        self._column.addSpacing(4)
        for widget in lower:
            self._column.addWidget(widget)
        self._column.addStretch(1)
        return content

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
        passage = selection.part or catalogue.passage_for(
            selection.document_id, selection.first, selection.last
        )
        self._show_text(selection)
        if self.themes.show_themes(selection):
            self._order_tabs()
        self._show_memos(passage)
        self._show_earlier()
        self._shown.setCurrentIndex(1)

    def _show_text(self, selection: Selection) -> None:
        catalogue = self._session.catalogue
        paragraphs = catalogue.paragraphs(selection.document_id)
        chosen = paragraphs[selection.first - 1 : selection.last] if selection.first else ()
        document = catalogue.document(selection.document_id)
        if selection.part is not None and not chosen:
            self.citation.setText(f"{document.title}, {region_place(selection.part)}")
            self.text.show_text("")
            return
        self.citation.setText(citation(document, chosen[0], paragraphs, chosen[-1]))
        texts = selection.part.anchor.quote.split("\n") if selection.part else [p.text for p in chosen]
        self.text.show_text("\n\n".join(texts))

    def _order_tabs(self) -> None:
        """Chips made anew are last for the Tab key; it finds them between the text and the memo."""
        before: QWidget = self.text
        for button in self.themes.buttons():
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
                others.append((self._session.catalogue.coder(memo.coder_id).name, memo.text))
        self.memo.setReadOnly(self._session.read_only)
        self.memo.show_memo(passage, mine)
        self._other_memos.show_memos(others)

    def _show_earlier(self) -> None:
        passage = self._session.passage
        if passage is None:
            return
        coder = self._session.coder
        earlier = self._session.catalogue.earlier_on(passage.id)
        own = frozenset(
            one.row_id for one in earlier if one.table == "memos" and coder and one.coder_id == coder.id
        )
        self.earlier.show_earlier(earlier, frozenset() if self._session.read_only else own)

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
        self._session.memos.write(MemoTarget.PASSAGE, passage.id, text, passage)

    def _what_to_do(self) -> str:
        if self._session.project is None:
            return ""
        keys = key_span(self._session.catalogue.themes)
        lines = [self.tr("Click a paragraph to read and tag it here.")]
        if keys:
            lines.append(self.tr("{keys} tag it with a theme, T picks a theme by typing.").format(keys=keys))
        lines.append(self.tr("J and K go to the next and the previous paragraph, M writes a memo."))
        return "\n\n".join(lines)
