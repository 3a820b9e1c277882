"""What can be done with the annotations chosen in a list or table: go there, copy, remove."""

from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app.citation import citation, region_place
from app.model import Annotation, PassageKind
from widgets.models.annotations import AnnotationRole
from widgets.panels.annotation_views import AnnotationList, AnnotationTable
from widgets.panels.menu_action import add_action
from widgets.selection import Selection
from widgets.session import Session


class AnnotationDeeds(QObject):
    """Carries out what a view of annotations asks for."""

    def __init__(self, session: Session, view: AnnotationList | AnnotationTable) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        view.go_requested.connect(self.go_there)
        view.removal_requested.connect(self.remove)
        view.customContextMenuRequested.connect(self._show_menu)

    def begin(self) -> None:
        """Put the keyboard on the view, at its first row if it is on none."""
        self._view.setFocus()
        if not self._view.currentIndex().isValid():
            self._view.setCurrentIndex(self._view.model().index(0, 0))

    def go_there(self) -> None:
        """Show the passage of the current row and make it the one at hand."""
        annotation = self._view.currentIndex().data(AnnotationRole.ANNOTATION)
        if not isinstance(annotation, Annotation):
            return
        passage = self._session.catalogue.passage(annotation.passage_id)
        if passage.kind is not PassageKind.PARAGRAPH and (passage.first or not passage.anchor.quote):
            self._session.show_passage(passage)
            return
        if passage.first is None or passage.last is None:
            self._session.noticed.emit(self.tr("This passage was not found again in its document."), False)
            return
        self._session.show_paragraph(passage.document_id, passage.first)
        self._session.select(Selection(passage.document_id, passage.first, passage.last))

    def remove(self) -> None:
        """Remove the coder's own among the chosen, in one step that can be taken back."""
        self._session.annotations.remove(self._chosen())

    def copy(self) -> None:
        """Put the chosen passages' texts with their citations on the clipboard."""
        QGuiApplication.clipboard().setText("\n\n".join(self._cited(one) for one in self._chosen()))

    def menu(self) -> QMenu:
        """What can be done with the rows chosen."""
        menu = QMenu(self._view)
        add_action(menu, self.tr("Go there"), "Return", self.go_there)
        add_action(menu, self.tr("Copy with citation"), "", self.copy)
        remove = add_action(menu, self.tr("Remove"), "Del", self.remove)
        remove.setEnabled(not self._session.read_only)
        return menu

    def _chosen(self) -> list[Annotation]:
        rows = self._view.selectionModel().selectedRows()
        return [row.data(AnnotationRole.ANNOTATION) for row in sorted(rows)]

    def _cited(self, annotation: Annotation) -> str:
        catalogue = self._session.catalogue
        passage = catalogue.passage(annotation.passage_id)
        document = catalogue.document(passage.document_id)
        if passage.first is None or passage.last is None:
            where = f", {region_place(passage)}" if passage.kind is PassageKind.REGION else ""
            return f"{passage.anchor.quote}\n({document.title}{where})".strip()
        paragraphs = catalogue.paragraphs(passage.document_id)
        first, last = paragraphs[passage.first - 1], paragraphs[passage.last - 1]
        return f"{passage.anchor.quote}\n({citation(document, first, paragraphs, last)})"

    def _show_menu(self, place: QPoint) -> None:
        if self._view.indexAt(place).isValid():
            menu = self.menu()
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.popup(self._view.viewport().mapToGlobal(place))
