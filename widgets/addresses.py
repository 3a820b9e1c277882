"""An address a link leads to, as it would be opened and as a person can judge it."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QUrl, QUrlQuery

from app.addresses import is_hidden, may_be_followed, spelt_out

_ATTACHING = {"attach", "attachment"}
"""What some mail programs take as the name of a file on this computer to be sent along."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address of the web or of mail.

    `written` is how the document has it, with hidden characters spelt out; `leads_to` is the server's exact
    name, or who a mail would be for; `cautions` say in what it may be other than it looks.
    """

    url: QUrl
    written: str
    leads_to: str
    is_mail: bool
    cautions: tuple[str, ...] = ()

    @property
    def exact(self) -> str:
        """What would be opened, all of it in plain letters."""
        return bytes(self.url.toEncoded().data()).decode("ascii")


def read(address: str) -> Address | None:
    """The address a link holds; None for what is none, or not of the web or of mail, and never opened."""
    if not may_be_followed(address):
        return None
    url = QUrl(address)
    if not url.isValid():
        return None
    if url.scheme() == "mailto":
        return _mail(address, url)
    host = url.host(QUrl.ComponentFormattingOption.FullyEncoded)
    if not host or url.scheme() not in ("http", "https"):
        return None
    return Address(url, spelt_out(address), host, False, tuple(_cautions(address, url, host)))


def _mail(address: str, url: QUrl) -> Address | None:
    names = {name.lower() for name, _ in QUrlQuery(url).queryItems()}
    if not url.path() or names & _ATTACHING:
        return None
    hidden = (_hidden(),) if any(map(is_hidden, address)) else ()
    return Address(url, spelt_out(address), spelt_out(url.path()), True, hidden)


def _cautions(address: str, url: QUrl, host: str) -> list[str]:
    found = []
    if "xn--" in host or host not in address.lower():
        found.append(
            _tr("The server’s name has letters that may look like others. Its exact name is {}.").format(host)
        )
    if url.userInfo():
        found.append(_tr("What stands before the @ is not the server; {} is.").format(host))
    if any(map(is_hidden, address)):
        found.append(_hidden())
    return found


def _hidden() -> str:
    return _tr("It has characters that cannot be seen; they are written here as their numbers, ⟨U+…⟩.")


def _tr(text: str) -> str:
    return QCoreApplication.translate("addresses", text)
