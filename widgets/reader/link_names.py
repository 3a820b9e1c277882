"""How a link is named to a reader: where it leads, and that it leads nowhere when it should not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.pdf.protocol import Link
from widgets import addresses

_LONGEST_IN_MENU = 60
"""Characters of an address or of printed words a menu shows."""

_LONGEST_SHOWN = 400
"""Characters of an address a hint shows; the dialog before opening shows it whole."""


def leads_somewhere(link: Link) -> bool:
    """Whether a link can be followed: to a page, or to an address that may be opened."""
    return link.page > 0 or addresses.read(link.address) is not None


def hint(link: Link) -> str:
    """Where a link leads."""
    if link.page:
        return _tr("Page {}").format(link.page)
    address = addresses.read(link.address)
    if address is None:
        return ""
    written = _cut(address.written, _LONGEST_SHOWN)
    if address.is_mail or address.leads_to in written.lower():
        return written
    return _tr("{0}\nServer: {1}").format(written, address.leads_to)


def offer(link: Link, words: str = "") -> str:
    """What following it is called in a menu, with the printed words it is on."""
    if link.page:
        text = _tr("Go to page {}").format(link.page)
    else:
        address = addresses.read(link.address)
        text = _tr("Open {}…").format(_cut(address.written if address else "", _LONGEST_IN_MENU).rstrip("…"))
    words = _cut(" ".join(words.split()), _LONGEST_IN_MENU)
    named = f"{text} (“{words}”)" if words and link.page else text
    return named.replace("&", "&&")


def _cut(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1] + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("link_names", text)
