"""Where each document of the project was left, to go on from there when it is opened again."""

from __future__ import annotations

State = dict[str, object]

MOST = 200
"""Documents remembered; those not opened for longest are forgotten first."""


class LeftOff:
    """Place, zoom and rotation a document, as JSON can hold them."""

    def __init__(self) -> None:
        self._left: dict[str, State] = {}

    def note(self, document_id: str, state: State) -> None:
        """Remember how a document is being left."""
        self._left.pop(document_id, None)
        self._left[document_id] = state
        while len(self._left) > MOST:
            del self._left[next(iter(self._left))]

    def of(self, document_id: str) -> State | None:
        """How a document was left, if it was ever opened."""
        return self._left.get(document_id)

    def state(self) -> State:
        """All of it, the document left last at the end."""
        return dict(self._left)

    def restore(self, state: object) -> None:
        """Remember this and nothing else; what is damaged is left out."""
        self._left.clear()
        if isinstance(state, dict):
            for document_id, each in state.items():
                if isinstance(each, dict):
                    self.note(document_id, each)
