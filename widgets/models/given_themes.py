"""Which themes the coder has given the paragraphs at hand."""

from __future__ import annotations

from app.model import FURNITURE, Passage, PassageKind
from widgets.session import Session


def given_themes(session: Session) -> frozenset[str]:
    """The themes the coder has given the part at hand or every paragraph: a toggle would take them away."""
    selection, coder = session.selection, session.coder
    if selection is None or coder is None:
        return frozenset()
    catalogue = session.catalogue
    if selection.part is not None:
        mine = (each for each in catalogue.given(selection.part) if each.coder_id == coder.id)
        return frozenset(each.theme_id for each in mine)
    ordinals = [
        paragraph.ordinal
        for paragraph in catalogue.paragraphs(selection.document_id)[selection.first - 1 : selection.last]
        if paragraph.kind not in FURNITURE or selection.first == selection.last
    ]
    given = [
        frozenset(
            annotation.theme_id
            for annotation in catalogue.annotations_on(selection.document_id, ordinal)
            if annotation.coder_id == coder.id and _is(catalogue.passage(annotation.passage_id), ordinal)
        )
        for ordinal in ordinals
    ]
    return frozenset.intersection(*given) if given else frozenset()


def _is(passage: Passage, ordinal: int) -> bool:
    return passage.kind is PassageKind.PARAGRAPH and passage.first == passage.last == ordinal
