"""The way out of the program: an address is opened by another one, and only once a person agreed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from widgets import addresses
from widgets.addresses import Address
from widgets.session import Session


class Outside(QObject):
    """Asks about each address, every time; `open_url` hands it to the desktop."""

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._parent = parent
        self.open_url: Callable[[QUrl], bool] = QDesktopServices.openUrl

    def ask(self, address: str) -> None:
        """Show where an address leads, and open it if the person wants that."""
        from widgets.dialogs.open_address import OpenAddressDialog

        found = addresses.read(address)
        if found is not None:
            dialog = OpenAddressDialog(found, self._parent)
            dialog.accepted.connect(lambda: self._open(found))
            dialog.open()

    def _open(self, address: Address) -> None:
        if not self.open_url(address.url):
            notice = self.tr("No program on this computer opened the address. It can be copied instead.")
            self._session.noticed.emit(notice, False)
