"""What each kind of paragraph is called, in the order they are offered."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.model import Kind


def _tr(text: str) -> str:
    return QCoreApplication.translate("kind_names", text)


def kind_names() -> dict[Kind, str]:
    """The names, in the language of the window."""
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
