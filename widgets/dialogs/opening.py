"""Opens the dialogs of the window.

Each is imported when it is first opened: a start of the program needs none of them.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from widgets.session import Questions, Session


def questions(window: QWidget) -> Questions:
    """Ask the person in front of the window."""
    return Questions(coder=partial(_ask_coder, window), password=partial(_ask_password, window))


def _ask_coder(window: QWidget) -> str | None:
    from widgets.dialogs.coder_name import CoderNameDialog

    return CoderNameDialog.ask(window)


def _ask_password(window: QWidget, name: str, again: bool) -> str | None:
    from widgets.dialogs.password import PasswordDialog

    return PasswordDialog.ask(name, again, window)


def choose_coder(session: Session, window: QWidget) -> None:
    """Let it be said who annotates."""
    from widgets.dialogs.coders import CodersDialog

    CodersDialog(session, window).open()


def export(session: Session, window: QWidget) -> None:
    """Offer to hand on what the open project holds."""
    from widgets.dialogs.export import ExportDialog

    if session.project is not None:
        ExportDialog(session, window).open()


def show_keys(session: Session, window: QWidget) -> None:
    """List every key."""
    from widgets.dialogs.keys import KeysDialog

    KeysDialog(session, window).open()


def show_about(window: QWidget) -> None:
    """Tell what this program is, and whose."""
    from widgets.dialogs.about import AboutDialog

    AboutDialog(window).open()
