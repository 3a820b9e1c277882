"""What the session says in passing."""

from __future__ import annotations

import pytest

from widgets.session import Session


@pytest.fixture
def notices(session: Session) -> list[str]:
    """What is said in passing."""
    said: list[str] = []
    session.noticed.connect(lambda text, _undoable: said.append(text))
    return said
