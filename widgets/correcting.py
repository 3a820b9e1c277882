"""The reader's last word on paragraphs: join two, split one, say what kind one is of."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from app.model import Kind, Paragraph
from app.project import corrections
from app.project.database import Edit
from widgets.session import Selection, Session


def _tr(text: str) -> str:
    return QCoreApplication.translate("correcting", text)


def kind_names() -> dict[Kind, str]:
    """What each kind is called, in the order they are offered."""
    return {
        Kind.PARAGRAPH: _tr("Paragraph"),
        Kind.ITEM: _tr("Lettered or listed item"),
        Kind.HEADING: _tr("Heading"),
        Kind.TITLE: _tr("Title"),
        Kind.FOOTNOTE: _tr("Footnote"),
        Kind.CAPTION: _tr("Caption"),
        Kind.TABLE: _tr("Table"),
        Kind.CONTENTS: _tr("Table of contents"),
        Kind.MASTHEAD: _tr("Masthead"),
        Kind.SIGN_OFF: _tr("Closing lines"),
        Kind.HEADER: _tr("Running head"),
        Kind.FOOTER: _tr("Page foot"),
        Kind.PAGE_NUMBER: _tr("Page number"),
    }


def paragraph_at_hand(session: Session) -> Paragraph | None:
    """The first of the paragraphs at hand."""
    here = session.selection
    return session.catalogue.paragraphs(here.document_id)[here.first - 1] if here and here.first else None


def join(session: Session) -> None:
    """Join the paragraphs at hand, or the one at hand with the next."""
    here = session.selection
    if here is None or not here.first:
        return
    changes = session.run(_tr("join paragraphs"), partial(_join, here=here))
    if changes:
        _settle(session, here, _tr("Joined with the next paragraph."))


def _join(edit: Edit, here: Selection) -> None:
    """Each join makes the later paragraphs one fewer, so it is always the first that is joined on."""
    for _ in range(max(1, here.last - here.first)):
        corrections.join(edit, here.document_id, here.first)


def split(session: Session, offset: int) -> None:
    """Split the paragraph at hand at a position in its text."""
    here = session.selection
    if here is None or not here.first:
        return
    changes = session.run(
        _tr("split a paragraph"),
        lambda edit: corrections.split(edit, here.document_id, here.first, offset),
    )
    if changes:
        _settle(session, here, _tr("Split into two paragraphs."))


def ask_split(session: Session, parent: QWidget) -> None:
    """Ask where the paragraph at hand is to be split, and split it there."""
    paragraph = paragraph_at_hand(session)
    if paragraph is None or session.read_only:
        return
    from widgets.dialogs.split_paragraph import SplitDialog

    dialog = SplitDialog(paragraph.text, parent)
    dialog.place_chosen.connect(partial(split, session))
    dialog.open()


def set_kind(session: Session, kind: Kind) -> None:
    """Say what kind the paragraphs at hand are of."""
    here = session.selection
    if here is None or not here.first:
        return

    def command(edit: Edit) -> None:
        for ordinal in range(here.first, here.last + 1):
            corrections.set_kind(edit, here.document_id, ordinal, kind)

    if session.run(_tr("change the kind of a paragraph"), command):
        _settle(session, here, _tr("Kind changed: {}.").format(kind_names()[kind].lower()))


def _settle(session: Session, here: Selection, notice: str) -> None:
    """Keep what is at hand at hand: its ordinals may mean other paragraphs now."""
    session.select(None)
    session.select(Selection(here.document_id, here.first, here.first))
    session.noticed.emit(notice, True)


def fill_kinds(menu: QMenu, session: Session) -> None:
    """Offer the kinds, the one of the paragraph at hand checked."""
    menu.clear()
    now = paragraph_at_hand(session)
    group = QActionGroup(menu)
    for kind, name in kind_names().items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(now is not None and now.kind is kind)
        action.setEnabled(now is not None and not session.read_only)
        action.triggered.connect(lambda _checked=False, kind=kind: set_kind(session, kind))
        group.addAction(action)


def add_to_menu(menu: QMenu, session: Session, parent: QWidget) -> None:
    """Offer all corrections in a context menu."""
    inner = menu.addMenu(_tr("Correct the paragraph"))
    inner.setEnabled(session.selection is not None and not session.read_only)
    inner.addAction(f"{_tr('Join with the next')}\tCtrl+J", lambda: join(session))
    inner.addAction(f"{_tr('Split…')}\tCtrl+Shift+J", lambda: ask_split(session, parent))
    fill_kinds(inner.addMenu(_tr("Kind")), session)
