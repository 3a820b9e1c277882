"""How far coders agree, and their differences settled one by one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

    from widgets.session import Session


def open_agreement(session: Session, window: QMainWindow, write_memo: Callable[[], object]) -> None:
    """Show it below the pages of a main window; `write_memo` lets a memo be written on what is at hand."""
    from widgets.agreement.view import show_docked  # a start of the program needs none of it

    show_docked(session, window, write_memo)
