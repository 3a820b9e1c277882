"""The line above a document: which it is, where in it the reader is, how large it is shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QActionGroup,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QSizePolicy, QToolButton, QWidget

from app.model import Document
from widgets import appearance
from widgets.appearance import metrics
from widgets.icons import icon
from widgets.reader.page_field import PageField
from widgets.reader.page_layout import Fit, Zoom

_PERCENTS = (50, 75, 100, 125, 150, 200)
_ACCENT = 2
_TITLE_PADDING = 14
_ROOMY = 280


class PlaceLabel(QLabel):
    """A place in words; where there is no room in fewer words or cut short, whole in its tooltip."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = self._short = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def show_place(self, whole: str, short: str) -> None:
        """Show the longer wording if there is room for it, else the shorter."""
        self._whole, self._short = whole, short
        self.setAccessibleName(whole)
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        measure = self.fontMetrics()
        fits = measure.horizontalAdvance(self._whole) <= self.width()
        wording = self._whole if fits else self._short
        shown = measure.elidedText(wording, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown if len(shown) > 1 else "")
        self.setToolTip(self._whole if shown != self._whole else "")


class TitleButton(QToolButton):
    """Opens the menu of documents; its title is cut short at the end where there is no room."""

    def __init__(self, name: str) -> None:
        super().__init__()
        _prepare(self, name)
        self._title = ""
        self.setMenu(QMenu(self))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFont(appearance.fonts.strong())

    def show_title(self, title: str) -> None:
        """Show as much of the title as there is room for."""
        self._title = title
        self._elide()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for the whole title."""
        hint = super().sizeHint()
        padding = hint.width() - self.fontMetrics().horizontalAdvance(self.text().replace("&&", "&"))
        return QSize(self.fontMetrics().horizontalAdvance(self._title) + padding, hint.height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(30, self.sizeHint().width()), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut anew."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        room = max(0, self.width() - _TITLE_PADDING)
        shown = self.fontMetrics().elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))
        self.setToolTip(
            f"{self._title}\n{self.accessibleName()}" if shown != self._title else self.accessibleName()
        )


class PaneHeader(QWidget):
    """Title with a menu of documents, citation, page, zoom, close; an accent line on the active pane."""

    document_requested = Signal(str)
    page_requested = Signal(int)
    unknown_page = Signal(str)
    zoom_requested = Signal(object)
    close_requested = Signal()
    unlink_requested = Signal()
    left = Signal()
    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._active = self._focused = False
        self._zoom_name = ""
        self._number = 0, 0
        self.setFixedHeight(metrics.HEADER)
        self._title = TitleButton(self.tr("Choose another document"))
        self._where = PlaceLabel()
        self._page = PageField()
        self._pages = QLabel()
        self._zoom = _button(self.tr("Zoom"))
        self._zoom.setMenu(QMenu(self._zoom))
        self._linked = _button(self.tr("Scrolls with the other panes; click to unlink"))
        self._linked.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self._linked.setIconSize(QSize(14, 14))
        self._linked.clicked.connect(self.unlink_requested)
        self._linked.hide()
        self._close = _button(self.tr("Close this pane"))
        self._close.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        self._close.setIcon(icon("close"))
        self._close.setIconSize(QSize(12, 12))
        self._close.clicked.connect(self.close_requested)
        self._page.page_requested.connect(self.page_requested)
        self._page.unknown.connect(self.unknown_page)
        self._page.left.connect(self.left)
        self._fill_zooms()
        self._line_up()
        self._dress()
        appearance.changed.connect(self._dress)

    def _line_up(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(4, _ACCENT, 4, 0)
        row.setSpacing(2)
        for widget, stretch in (
            (self._title, 0),
            (self._where, 1),
            (self._linked, 0),
            (self._page, 0),
            (self._pages, 0),
            (self._zoom, 0),
            (self._close, 0),
        ):
            row.addWidget(widget, stretch)

    def _fill_zooms(self) -> None:
        menu = self._zoom.menu()
        self._zooms = QActionGroup(menu)
        choices = [Zoom(Fit.WIDTH), Zoom(Fit.PAGE), *(Zoom(Fit.NONE, percent) for percent in _PERCENTS)]
        for choice in choices:
            if choice == Zoom(Fit.NONE, _PERCENTS[0]):
                menu.addSeparator()
            action = menu.addAction(self._named(choice))
            action.setCheckable(True)
            action.setData(choice)
            action.triggered.connect(lambda _checked=False, zoom=choice: self.zoom_requested.emit(zoom))
            self._zooms.addAction(action)

    def _named(self, zoom: Zoom) -> str:
        names = {Fit.WIDTH: self.tr("Fit width"), Fit.PAGE: self.tr("Fit page")}
        return names.get(zoom.fit) or self.tr("{} %").format(round(zoom.percent))

    def _dress(self) -> None:
        self._linked.setIcon(icon("link", appearance.colours().accent.name()))
        muted = f"color: {appearance.colours().muted.name()}"
        for widget in (self._where, self._pages):
            widget.setStyleSheet(muted)
        quiet = "background: transparent; border: 1px solid transparent; padding: 1px 3px"
        self._page.setStyleSheet(
            f"QLineEdit:!focus {{ {quiet}; {muted} }} QLineEdit {{ padding: 1px 3px }}"
            f"QLineEdit:!focus:hover {{ background: {appearance.colours().hover.name()} }}"
        )
        self._zoom.setStyleSheet(f"QToolButton {{ {muted} }}")
        self.update()

    # What it shows

    def show_title(self, title: str | None) -> None:
        """Name the document, or say that there is none."""
        self._title.show_title(title or self.tr("No document"))
        for widget in (self._page, self._pages, self._zoom):
            widget.setVisible(title is not None)

    def offer(self, documents: Sequence[Document], current: str | None) -> None:
        """List the documents to choose from."""
        menu = self._title.menu()
        menu.clear()
        for document in documents:
            action = menu.addAction(document.title.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(document.id == current)
            action.triggered.connect(lambda _checked=False, id=document.id: self.document_requested.emit(id))
        self._title.setEnabled(bool(documents))

    def show_place(self, whole: str, short: str) -> None:
        """Say where the paragraphs at hand are, in more words or fewer."""
        self._where.show_place(whole, short)

    def show_page(self, page: int, count: int) -> None:
        """Say which page is read."""
        self._number = page, count
        self._page.show_page(page, count)
        self._name_page()

    def show_labels(self, labels: Sequence[str]) -> None:
        """Call pages by the labels printed on them, one a page; by their numbers where there are none."""
        self._page.show_labels(labels)
        self._name_page()

    def _name_page(self) -> None:
        """Say beside the field how many pages there are, and which of them this is if the field does not."""
        page, count = self._number
        whole = self.tr("({0} of {1})") if self.width() >= _ROOMY else "({0}/{1})"
        self._pages.setText(whole.format(page, count) if self._page.label else f"/ {count}")

    def show_zoom(self, zoom: Zoom) -> None:
        """Say how large pages are shown."""
        self._zoom_name = self._named(zoom)
        self._name_zoom()
        for action in self._zooms.actions():
            action.setChecked(action.data() == zoom)

    def _name_zoom(self) -> None:
        """Say the zoom on its button where there is room, and always in its tooltip."""
        self._zoom.setText(f"{self._zoom_name} ▾" if self.width() >= _ROOMY else "▾")
        self._zoom.setToolTip(self.tr("Zoom: {}").format(self._zoom_name))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Say less where there is less room."""
        super().resizeEvent(event)
        self._name_zoom()
        self._name_page()

    def show_active(self, active: bool, focused: bool) -> None:
        """Draw the accent line: strong where the keys go, pale where they go outside the panes."""
        self._active, self._focused = active, focused
        self.update()

    def show_linked(self, linked: bool) -> None:
        """Show whether the pane scrolls with others."""
        self._linked.setVisible(linked)

    def edit_page(self) -> None:
        """Let a page be typed."""
        self._page.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._page.selectAll()

    def set_closable(self, closable: bool) -> None:
        """Show the close button where there is another pane to go on in."""
        self._close.setVisible(closable)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press beside the controls means the pane."""
        self.pressed.emit()
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep what a press began from the widgets below."""
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel, the accent line above and the fine line below."""
        look = appearance.colours()
        painter = QPainter(self)
        painter.fillRect(event.rect(), look.window)
        painter.fillRect(0, self.height() - 1, self.width(), 1, look.line)
        if self._active:
            painter.setOpacity(1.0 if self._focused else 0.4)
            painter.fillRect(0, 0, self.width(), _ACCENT, look.accent)
        painter.end()


def _button(name: str) -> QToolButton:
    button = QToolButton()
    _prepare(button, name)
    return button


def _prepare(button: QToolButton, name: str) -> None:
    button.setAccessibleName(name)
    button.setToolTip(name)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
