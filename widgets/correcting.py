"""Offers to correct the paragraphs at hand: in menus, and by asking where one is to be split."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from widgets.kind_names import kind_names
from widgets.session import Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("correcting", text)


def ask_split(session: Session, parent: QWidget) -> None:
    """Ask where the paragraph at hand is to be split, and split it there."""
    paragraph = session.paragraphs.at_hand
    if paragraph is None or session.read_only:
        return
    from widgets.dialogs.split_paragraph import SplitDialog

    dialog = SplitDialog(paragraph.text, parent)
    dialog.place_chosen.connect(session.paragraphs.split)
    dialog.open()


def fill_kinds(menu: QMenu, session: Session) -> None:
    """Offer the kinds, the one of the paragraph at hand checked."""
    menu.clear()
    now = session.paragraphs.at_hand
    group = QActionGroup(menu)
    for kind, name in kind_names().items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(now is not None and now.kind is kind)
        action.setEnabled(now is not None and not session.read_only)
        action.triggered.connect(lambda _checked=False, kind=kind: session.paragraphs.set_kind(kind))
        group.addAction(action)


def add_to_menu(menu: QMenu, session: Session, parent: QWidget) -> None:
    """Offer all corrections in a context menu."""
    inner = menu.addMenu(_tr("Correct the paragraph"))
    inner.setEnabled(session.selection is not None and not session.read_only)
    inner.addAction(f"{_tr('Join with the next')}\tCtrl+J", session.paragraphs.join)
    inner.addAction(f"{_tr('Split…')}\tCtrl+Shift+J", lambda: ask_split(session, parent))
    fill_kinds(inner.addMenu(_tr("Kind")), session)
