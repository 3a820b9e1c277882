"""What coders settle on, where they differed and where they agree.

The domain's part is imported when it is first needed: a start of the program does without it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.project.database import Edit

if TYPE_CHECKING:
    from app.analysis.agreement import Agreement
    from app.analysis.consensus import Difference
    from widgets.session import Session


class ConsensusCommands(QObject):
    """What is put into the consensus, and in whose name."""

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session

    def settle(self, chosen: Sequence[Difference], *, given: bool) -> bool:
        """Settle that the paragraphs have their themes, or have not; whether that was done."""
        from app.analysis import consensus

        name = self._session.name_asked_for()
        if not name:
            return False

        def command(edit: Edit) -> None:
            for difference in chosen:
                consensus.settle(edit, difference, given, name)

        return self._session.run(self.tr("settle a difference"), command) is not None

    def adopt(self, compared: Agreement) -> None:
        """Take over what all coders compared agree on, and say how much that was."""
        from app.analysis import consensus
        from app.exchange.contents import Contents

        counts: list[int] = []

        def command(edit: Edit) -> None:
            contents = Contents(edit.project)
            counts.append(consensus.adopt_agreed(edit, contents, compared.documents, compared.coders))

        if self._session.run(self.tr("take over what is agreed"), command) is not None:
            notice = self.tr("Annotations on which all agree are in the consensus: {}.").format(counts[0])
            self._session.noticed.emit(notice, True)
