"""Searches for garbage in the gaps between frames: those Python begins by itself make a frame wait."""

from __future__ import annotations

import gc
from typing import cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from widgets.session import Session

_EVERY = 1000
"""Milliseconds between two looks at how much has been made."""

_MUCH = 1000
"""Objects made and not gone that are worth a search, which takes a fifth of a millisecond for so many."""

_SELDOM = 600_000
"""Milliseconds that pass, at least, between two searches through everything."""


class Garbage(QObject):
    """Searches what is new, then never again; everything only when nobody reads in the window.

    What is passed over is still freed like all objects of Python when nothing refers to it any more; only
    circles among it wait.
    """

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._idle = session.idle
        self._look = QTimer(self, interval=_EVERY)
        self._look.timeout.connect(self._search_soon)
        session.idle.turn_taken.connect(self._search_soon)
        self._seldom = QTimer(self, interval=_SELDOM, singleShot=True)
        session.project_closed.connect(self._search_all_soon)
        app = cast(QGuiApplication, QGuiApplication.instance())
        app.applicationStateChanged.connect(self._follow)

    def start(self) -> None:
        """Take it over from Python, on all threads."""
        gc.disable()
        self._look.start()
        self._idle.begin(self, search_what_is_new)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._look.stop()
        self._idle.end(self)
        gc.unfreeze()
        gc.enable()

    def _search_soon(self) -> None:
        if self._look.isActive() and gc.get_count()[0] > _MUCH and not self._idle.is_at(self):
            self._idle.begin(self, search_what_is_new)

    def _search_all_soon(self) -> None:
        if self._look.isActive():
            self._idle.begin(self, search_all)

    def _follow(self, state: Qt.ApplicationState) -> None:
        """Search everything once other windows have taken the place of ours."""
        if state is not Qt.ApplicationState.ApplicationActive and not self._seldom.isActive():
            self._seldom.start()
            self._search_all_soon()


def search_what_is_new() -> bool:
    """Search all that was made since the last time, and pass over it from now on."""
    gc.collect(1)
    gc.freeze()
    return False


def search_all() -> bool:
    """Search all there is; takes half a second where a project of 100,000 annotations is open."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    return False
