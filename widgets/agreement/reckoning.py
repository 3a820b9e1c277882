"""Everything the agreement window shows, reckoned away from the window over a connection of its own."""

from __future__ import annotations

import threading
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.analysis.agreement import (
    Agreement,
    agreement,
    compared_coders,
    compared_documents,
    confusion,
    pairs,
)
from app.analysis.coding import Unit
from app.analysis.consensus import Difference, differences, unsettled
from app.errors import UserError
from app.exchange.contents import Contents, Selection
from app.model import Coder, Theme
from app.project.database import Project
from widgets.delivery import Delivery


@dataclass(frozen=True, slots=True)
class Question:
    """What to compare: a unit, and coders by id (none named: all who annotated)."""

    unit: Unit = Unit.PARAGRAPH
    coders: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Settled:
    """A difference, and whether it has been settled."""

    difference: Difference
    settled: bool


@dataclass(frozen=True, slots=True)
class Reckoned:
    """The figures, alpha between every two coders, confusions, and the differences in order of the text."""

    question: Question
    agreement: Agreement
    active: tuple[Coder, ...]
    pairs: dict[tuple[str, str], float | None]
    themes: tuple[Theme, ...]
    confusions: dict[tuple[str, str], Counter[tuple[str | None, str | None]]]
    differences: tuple[Settled, ...]


def reckon(path: Path, question: Question) -> Reckoned:
    """Compare coders as the project file has them now. Raises UserError if they cannot be compared."""
    with Project.open(path, read_only=True) as project:
        contents = Contents(project, Selection(coders=question.coders))
        found = agreement(contents, question.unit)
        coders, documents = compared_coders(contents), compared_documents(contents, found.coders)
        differing = list(differences(contents, documents, coders))
        still_open = {_key(difference) for difference in unsettled(project, differing)}
        return Reckoned(
            question,
            found,
            tuple(compared_coders(Contents(project))),
            pairs(contents, question.unit),
            tuple(contents.themes),
            {
                (one.id, other.id): confusion(contents, one, other, question.unit)
                for one, other in combinations(coders, 2)
            },
            tuple(Settled(difference, _key(difference) not in still_open) for difference in differing),
        )


def _key(difference: Difference) -> tuple[str, int, str]:
    return difference.document.id, difference.paragraph.ordinal, difference.theme.id


class Reckoner(QObject):
    """Reckons on a thread; of several questions only the last is answered."""

    reckoned = Signal(object)
    refused = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._delivery = Delivery(self)
        self._asked = 0

    def ask(self, path: Path, question: Question) -> None:
        """Begin; `reckoned` or `refused` follows unless another question is asked before."""
        self._asked += 1
        threading.Thread(target=self._work, args=(self._asked, path, question), daemon=True).start()

    def forget(self) -> None:
        """Answer nothing that was asked."""
        self._asked += 1

    def _work(self, asked: int, path: Path, question: Question) -> None:
        try:
            found = reckon(path, question)
        except UserError as error:
            self._delivery(partial(self._answer, asked, str(error)))
        else:
            self._delivery(partial(self._answer, asked, found))

    def _answer(self, asked: int, answer: Reckoned | str) -> None:
        if asked != self._asked:
            return
        if isinstance(answer, str):
            self.refused.emit(answer)
        else:
            self.reckoned.emit(answer)
