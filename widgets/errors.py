"""The one place that shows an error: what the user can put right as a message, a bug once with its log."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from types import TracebackType

from PySide6.QtCore import (
    QCoreApplication,
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    QUrl,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from app import settings
from app.errors import UserError

_log = logging.getLogger("diptych")
_LOG_BYTES = 1_000_000


def _tr(text: str) -> str:
    return QCoreApplication.translate("errors", text)


def log_to_file() -> None:
    """Send the program's log to its file, which is cut when it grows past a megabyte."""
    handler = RotatingFileHandler(settings.log_path(), maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    level = logging.INFO if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) else logging.WARNING
    _log.log(level, "Qt %s: %s", context.category or "", message)


def show(parent: QWidget | None, error: UserError) -> None:
    """Show what went wrong and what to do about it, and wait until it was read."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("Diptych"))
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setText(str(error))
    box.exec()


def show_log() -> None:
    """Open the log file with whatever shows text here."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(settings.log_path())))


class UnexpectedErrors(QObject):
    """Catches what no one else caught, from any thread: all of it is logged, the first is shown."""

    caught = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent
        self._shown = False
        self.caught.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Become the hook for uncaught exceptions, of every thread."""
        sys.excepthook = self._catch
        threading.excepthook = self._catch_in_thread

    def _catch_in_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None:
            self._catch(caught.exc_type, caught.exc_value, caught.exc_traceback)

    def _catch(
        self, kind: type[BaseException], error: BaseException, traceback: TracebackType | None
    ) -> None:
        _log.critical("unexpected error", exc_info=(kind, error, traceback))
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        self.caught.emit(f"{kind.__name__}: {error}")

    def _show(self, what: str) -> None:
        if self._shown:
            return
        self._shown = True
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Critical)
        box.setWindowTitle(_tr("Diptych"))
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(_tr("Something unexpected happened. Everything shown as saved is saved."))
        box.setInformativeText(
            _tr(
                "The last action may not have been carried out. If the window behaves strangely, close it and"
                " open it again. The details are in the log file, which helps whoever mends it:"
            )
            + f"\n{settings.log_path()}\n\n{what}"
        )
        box.exec()
