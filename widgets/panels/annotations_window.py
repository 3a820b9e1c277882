"""The annotations as a wide table, in a window of its own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationsModel
from widgets.panels.annotation_deeds import AnnotationDeeds
from widgets.panels.annotation_filters import AnnotationFilters
from widgets.panels.annotation_views import AnnotationTable
from widgets.session import Session


class AnnotationsWindow(QWidget):
    """Sorts by any column and filters by itself, beside whatever the main window shows."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self.model = AnnotationsModel(session, self)
        self.filter = AnnotationFilter(self.model, self)
        self.filters = AnnotationFilters(session, self.filter, one_row=True)
        self.table = AnnotationTable(self.filter)
        self.deeds = AnnotationDeeds(session, self.table)
        self.filters.words.list_requested.connect(self.deeds.begin)
        head = QVBoxLayout()
        head.setContentsMargins(12, 10, 12, 0)
        head.addWidget(self.filters)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        self.resize(1170, 640)
        for signal in (self.filter.rowsInserted, self.filter.rowsRemoved, self.filter.modelReset):
            signal.connect(self._show_count)
        self.filter.layoutChanged.connect(self._show_count)
        session.project_closed.connect(self.close)
        self._show_count()

    def _show_count(self) -> None:
        total, shown = self.model.rowCount(), self.filter.rowCount()
        if shown == total:
            self.setWindowTitle(self.tr("Annotations · {}").format(total))
        else:
            self.setWindowTitle(self.tr("Annotations · {shown} of {total}").format(shown=shown, total=total))
