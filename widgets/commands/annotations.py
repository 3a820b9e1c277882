"""Tagging and untagging: themes given to passages and taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.model import FURNITURE, Annotation, Passage, Theme
from app.project import annotations as given_themes
from app.project import coders
from app.project.database import Edit
from widgets.selection import Selection

if TYPE_CHECKING:
    from widgets.session import Session


class AnnotationCommands(QObject):
    """What a coder does with themes on passages; only ever with their own annotations."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def toggle(self, theme_id: str) -> None:
        """Tag the paragraphs at hand with a theme, or untag them when all have it already."""
        if self._session.selection is None:
            self._session.noticed.emit(self.tr("Click a paragraph first, then tag it."), False)
            return
        self.toggle_on(self._session.selection, theme_id)

    def toggle_on(self, selection: Selection, theme_id: str) -> None:
        """Tag each of the paragraphs with a theme, or untag them when the coder has tagged all of them."""
        if not self._session.may_annotate():
            return
        tagged, untagged = self._split(selection, theme_id)
        theme = self._session.catalogue.theme(theme_id)
        if untagged:
            label = self.tr("tag with {}").format(theme.name)
            self._session.run(label, lambda edit: self._tag(edit, untagged, theme_id))
        elif tagged:
            label = self.tr("remove {}").format(theme.name)
            self._session.run(label, lambda edit: self._untag(edit, tagged, theme_id))

    def take_off(self, theme: Theme, given: Sequence[Annotation]) -> None:
        """Untag what one theme was given to, all in one step."""
        self._session.run(self.tr("remove {}").format(theme.name), lambda edit: _remove(edit, given))

    def remove(self, chosen: Sequence[Annotation]) -> None:
        """Remove the coder's own among the annotations chosen, and say so where others stay."""
        coder = self._session.coder
        own = [annotation for annotation in chosen if coder is not None and annotation.coder_id == coder.id]
        if chosen and not own:
            self._session.noticed.emit(self.tr("Only the coder who made an annotation can remove it."), False)
        if not own:
            return
        label = self.tr("remove annotations ({})").format(len(own))
        if self._session.run(label, lambda edit: _remove(edit, own)):
            notice = self.tr("Annotations removed: {}.").format(len(own))
            if len(own) < len(chosen):
                notice += " " + self.tr("Those of other coders stay.")
            self._session.noticed.emit(notice, True)

    def _split(self, selection: Selection, theme_id: str) -> tuple[list[Passage], list[Passage]]:
        """The selected passages the coder has tagged with the theme, and those not."""
        coder = self._session.coder
        tagged: list[Passage] = []
        untagged: list[Passage] = []
        for passage in self._passages(selection):
            given = self._session.catalogue.given(passage) if coder else ()
            mine = any(each.theme_id == theme_id and each.coder_id == coder.id for each in given if coder)
            (tagged if mine else untagged).append(passage)
        return tagged, untagged

    def _passages(self, selection: Selection) -> list[Passage]:
        """What a theme is given to: the part at hand, or each of the paragraphs."""
        if selection.part is not None:
            return [selection.part]
        catalogue, document_id = self._session.catalogue, selection.document_id
        paragraphs = catalogue.paragraphs(document_id)[selection.first - 1 : selection.last]
        several = selection.first != selection.last
        chosen = [each.ordinal for each in paragraphs if not (several and each.kind in FURNITURE)]
        return [catalogue.passage_for(document_id, each, each) for each in chosen]

    def _tag(self, edit: Edit, chosen: Sequence[Passage], theme_id: str) -> None:
        coder = coders.ensure(edit, self._session.coder_name)
        for passage in chosen:
            given_themes.tag(edit, passage, theme_id, coder.id)

    def _untag(self, edit: Edit, chosen: Sequence[Passage], theme_id: str) -> None:
        coder = coders.ensure(edit, self._session.coder_name)
        for passage in chosen:
            given_themes.untag(edit, passage.id, theme_id, coder.id)


def _remove(edit: Edit, chosen: Sequence[Annotation]) -> None:
    for annotation in chosen:
        given_themes.untag(edit, annotation.passage_id, annotation.theme_id, annotation.coder_id)
