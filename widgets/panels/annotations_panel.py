"""The annotations of the project, narrowed and sorted, in the window's right panel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from widgets.appearance import metrics
from widgets.icons import icon
from widgets.models.annotation_cells import Column, heading
from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationsModel
from widgets.panels.annotation_deeds import AnnotationDeeds
from widgets.panels.annotation_filters import AnnotationFilters
from widgets.panels.annotation_views import AnnotationList
from widgets.panels.annotations_window import AnnotationsWindow
from widgets.panels.caption import Caption, muted_label
from widgets.session import Session


class AnnotationsPanel(QWidget):
    """A count, the filters, and two lines an annotation; a button opens the same as a wide table."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._window: AnnotationsWindow | None = None
        self.model = AnnotationsModel(session, self)
        self.filter = AnnotationFilter(self.model, self)
        self.caption = Caption(self.tr("Annotations"))
        self._sort = self._made_sort_button()
        self._table = QToolButton()
        self._table.setIcon(icon("table"))
        self._table.setToolTip(self.tr("Open as a table"))
        self._table.setAccessibleName(self.tr("Open the annotations as a table"))
        self._table.clicked.connect(self.open_table)
        self.caption.add(self._sort)
        self.caption.add(self._table)
        self.filters = AnnotationFilters(session, self.filter)
        self.view = AnnotationList(self.filter)
        self.deeds = AnnotationDeeds(session, self.view)
        self.filters.words.list_requested.connect(self.deeds.begin)
        self._build()
        for signal in (self.filter.rowsInserted, self.filter.rowsRemoved, self.filter.modelReset):
            signal.connect(self._show_count)
        self.filter.layoutChanged.connect(self._show_count)
        session.project_opened.connect(self._show_count)
        self._show_count()

    def filter_by_theme(self, theme_id: str) -> None:
        """Show one theme's annotations, and only what is asked here."""
        self.filters.clear()
        self.filters.theme.choose(theme_id)
        self.view.setFocus()

    def focus_filter(self) -> None:
        """Put the caret into the line for words."""
        self.filters.words.setFocus()
        self.filters.words.selectAll()

    def open_table(self) -> None:
        """Open the annotations as a table in a window of its own, or bring it to the front."""
        if self._window is None:
            self._window = AnnotationsWindow(self._session, self.window())
            self._window.destroyed.connect(self._forget_window)
            middle = self._window.rect().center()
            self._window.move(self.window().frameGeometry().center() - middle)
        self._window.show()
        self._window.raise_()
        self._window.activateWindow()

    def _forget_window(self) -> None:
        self._window = None

    def _build(self) -> None:
        margins = QVBoxLayout()
        margins.setContentsMargins(metrics.PANEL_MARGIN, 0, metrics.PANEL_MARGIN, 4)
        margins.addWidget(self.filters)
        self._empty = muted_label()
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._empty.setContentsMargins(metrics.PANEL_MARGIN, 6, metrics.PANEL_MARGIN, 0)
        shown = QWidget()
        self._shown = QStackedLayout(shown)
        self._shown.addWidget(self.view)
        self._shown.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.caption)
        column.addLayout(margins)
        column.addWidget(shown, 1)

    def _made_sort_button(self) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon("sort"))
        button.setToolTip(self.tr("Sort"))
        button.setAccessibleName(self.tr("Sort the annotations"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        orders = QActionGroup(menu)
        for column in (Column.DOCUMENT, Column.THEME, Column.CODER, Column.QUOTE, Column.CREATED):
            newest = column is Column.CREATED
            action = menu.addAction(self.tr("Newest first") if newest else heading(column))
            action.setCheckable(True)
            action.setChecked(column is Column.DOCUMENT)
            order = Qt.SortOrder.DescendingOrder if newest else Qt.SortOrder.AscendingOrder
            action.triggered.connect(
                lambda _checked=False, column=column, order=order: self.filter.sort(column, order)
            )
            orders.addAction(action)
        button.setMenu(menu)
        return button

    def _show_count(self) -> None:
        total, shown = self.model.rowCount(), self.filter.rowCount()
        self.view.row.show_coder = self._several_coders()
        if self.filter.narrowed:
            said = self.tr("Annotations · {shown} of {total}").format(shown=shown, total=total)
            self._empty.setText(self.tr("No annotation matches the filter."))
        else:
            said = self.tr("Annotations · {}").format(total) if total else self.tr("Annotations")
            self._empty.setText(self.tr("What you tag is listed here, across all documents."))
        self.caption.set_text(said)
        self.filters.setVisible(total > 0)
        self._sort.setVisible(total > 0)
        self._table.setVisible(total > 0)
        self._shown.setCurrentIndex(0 if shown else 1)

    def _several_coders(self) -> bool:
        return self._session.project is not None and len(self._session.catalogue.coders) > 1
