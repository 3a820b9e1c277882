"""Which annotations touch which paragraph of which document, kept up to date one annotation at a time."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from app.model import Annotation


class Place(NamedTuple):
    """Where a passage is: ordinals, None when it was not found in the present text."""

    document_id: str
    first: int | None
    last: int | None


def ordinals(first: int | None, last: int | None, furniture: frozenset[int]) -> Sequence[int]:
    """The paragraphs a passage touches: not the running heads and feet it runs over from page to page."""
    if first is None or last is None:
        return ()
    if first == last:
        return (first,)
    every = range(first, last + 1)
    return [ordinal for ordinal in every if ordinal not in furniture] or every


class Placement:
    """The visible annotations by id, by document and by paragraph.

    `furniture` gives the ordinals of a document's running heads and feet: a passage that runs over them from
    one page to the next does not touch them.
    """

    def __init__(
        self, furniture: Callable[[str], frozenset[int]], themes: Iterable[str], coders: Iterable[str]
    ) -> None:
        self.annotations: dict[str, Annotation] = {}
        self.theme_counts: Counter[str] = Counter()
        self._furniture = furniture
        self._places: dict[str, Place] = {}
        self._within: defaultdict[str, dict[str, Annotation]] = defaultdict(dict)
        self._on: defaultdict[str, dict[int, tuple[Annotation, ...]]] = defaultdict(dict)
        self._apart: defaultdict[str, dict[str, Annotation]] = defaultdict(dict)
        self._ranks: dict[str, int] = {}
        self.rank(themes, coders)

    def load(
        self,
        places: Mapping[str, Place],
        annotations: Iterable[Annotation],
        visible: Callable[[Annotation], bool],
    ) -> None:
        """Take in all passages at once, then the annotations that are visible."""
        self._places.update(places)
        several: set[tuple[str, int]] = set()
        for annotation in filter(visible, annotations):
            document_id = self._record(annotation)
            on = self._on[document_id]
            for ordinal in self._ordinals(annotation):
                if ordinal in on:
                    several.add((document_id, ordinal))
                    on[ordinal] += (annotation,)
                else:
                    on[ordinal] = (annotation,)
        for document_id, ordinal in several:
            self._on[document_id][ordinal] = self._sorted(self._on[document_id][ordinal])

    def take_over(self, other: Placement) -> None:
        """Hold what another placement of the same project does; views given out before show it too."""
        self.annotations, self.theme_counts = other.annotations, other.theme_counts
        self._places, self._within, self._apart = other._places, other._within, other._apart
        self._ranks = other._ranks
        for document_id in self._on.keys() | other._on.keys():
            on = self._on[document_id]
            on.clear()
            on.update(other._on.get(document_id, {}))

    def rank(self, themes: Iterable[str], coders: Iterable[str]) -> None:
        """Set the order of the annotations on one paragraph: by these themes, then by these coders (ids)."""
        self._ranks = {id: rank for ids in (themes, coders) for rank, id in enumerate(ids)}
        for on in self._on.values():
            for ordinal, together in on.items():
                if len(together) > 1:
                    on[ordinal] = self._sorted(together)

    def knows(self, passage_id: str) -> bool:
        """Whether a passage is stored."""
        return passage_id in self._places

    def place(self, passage_id: str) -> Place:
        """Where a stored passage is. Raises KeyError."""
        return self._places[passage_id]

    def document_of(self, annotation: Annotation) -> str:
        """The document an annotation is on."""
        return self._places[annotation.passage_id].document_id

    def within(self, document_id: str) -> Mapping[str, Annotation]:
        """A document's annotations by id."""
        return self._within.get(document_id, {})

    def on(self, document_id: str) -> Mapping[int, tuple[Annotation, ...]]:
        """A document's annotations by the paragraphs they touch: a view that stays up to date."""
        return MappingProxyType(self._on[document_id])

    def on_no_paragraph(self, document_id: str) -> list[Annotation]:
        """A document's annotations that touch no paragraph, sorted like those of one paragraph."""
        return list(self._sorted(self._apart[document_id].values()))

    def put(self, annotation: Annotation) -> None:
        """Add an annotation, or put it in the place of its former self."""
        self.drop(annotation.id)
        on = self._on[self._record(annotation)]
        for ordinal in self._ordinals(annotation):
            on[ordinal] = self._sorted((*on.get(ordinal, ()), annotation))

    def drop(self, id: str) -> None:
        """Leave an annotation out; one that is not there already is left alone."""
        annotation = self.annotations.pop(id, None)
        if annotation is None:
            return
        document_id = self.document_of(annotation)
        del self._within[document_id][id]
        self._apart[document_id].pop(id, None)
        self.theme_counts[annotation.theme_id] -= 1
        on = self._on[document_id]
        for ordinal in self._ordinals(annotation):
            rest = tuple(other for other in on[ordinal] if other.id != id)
            if rest:
                on[ordinal] = rest
            else:
                del on[ordinal]

    def hide(self, *, document: str = "", theme: str = "", coder: str = "") -> None:
        """Leave out the annotations on a document, of a theme or of a coder (an id)."""
        candidates = self._within[document] if document else self.annotations
        for annotation in list(candidates.values()):
            if document or annotation.theme_id == theme or annotation.coder_id == coder:
                self.drop(annotation.id)

    def move(self, passage_id: str, place: Place) -> None:
        """Say where a passage is, new or found elsewhere than before."""
        before = self._places.get(passage_id)
        if before == place:
            return
        moved = (
            [a for a in self.within(before.document_id).values() if a.passage_id == passage_id]
            if before
            else []
        )
        for annotation in moved:
            self.drop(annotation.id)
        self._places[passage_id] = place
        for annotation in moved:
            self.put(annotation)

    def move_all(self, document_id: str, places: Mapping[str, Place]) -> None:
        """Say where all passages of a document are whose paragraphs are others now."""
        kept = list(self._within[document_id].values())
        for annotation in kept:
            del self.annotations[annotation.id]
            self.theme_counts[annotation.theme_id] -= 1
        self._within[document_id].clear()
        self._apart[document_id].clear()
        self._on[document_id].clear()
        self._places.update(places)
        for annotation in kept:
            self.put(annotation)

    def _record(self, annotation: Annotation) -> str:
        document_id = self.document_of(annotation)
        self.annotations[annotation.id] = annotation
        self._within[document_id][annotation.id] = annotation
        if self._places[annotation.passage_id].first is None:
            self._apart[document_id][annotation.id] = annotation
        self.theme_counts[annotation.theme_id] += 1
        return document_id

    def _ordinals(self, annotation: Annotation) -> Iterable[int]:
        place = self._places[annotation.passage_id]
        several = place.first != place.last
        furniture = self._furniture(place.document_id) if several else frozenset[int]()
        return ordinals(place.first, place.last, furniture)

    def _sorted(self, annotations: Iterable[Annotation]) -> tuple[Annotation, ...]:
        ranks = self._ranks
        return tuple(sorted(annotations, key=lambda a: (ranks[a.theme_id], ranks[a.coder_id], a.id)))
