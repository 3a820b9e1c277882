"""The menus in which the look is chosen: light or dark, and how pages are shown in the dark."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app import settings
from app.settings import Setting
from widgets import appearance
from widgets.appearance import Pages, Scheme
from widgets.preferences import Preferences

Choice = TypeVar("Choice", bound=StrEnum)


def offer_schemes(menu: QMenu, preferences: Preferences) -> None:
    """Offer light, dark and the desktop's own look, and remember the choice."""
    names = {
        Scheme.SYSTEM: _tr("As the desktop"),
        Scheme.LIGHT: _tr("Light"),
        Scheme.DARK: _tr("Dark"),
    }
    use = _keeping(preferences, settings.SCHEME, appearance.use)
    _offer(menu, names, remembered_scheme(preferences), use)


def offer_pages(menu: QMenu, preferences: Preferences) -> None:
    """Offer the ways to show pages in the dark look, and remember the choice."""
    names = {
        Pages.PRINTED: _tr("As printed"),
        Pages.DIMMED: _tr("Dimmed"),
        Pages.INVERTED: _tr("Inverted: light letters on dark; pictures and scans are only dimmed"),
    }
    use = _keeping(preferences, settings.DARK_PAGES, appearance.use_pages)
    _offer(menu, names, remembered_pages(preferences), use)


def remembered_scheme(preferences: Preferences) -> Scheme:
    """The scheme chosen last; the desktop's own where none was."""
    name = preferences.text(settings.SCHEME)
    return Scheme(name) if name in Scheme.__members__.values() else Scheme.SYSTEM


def remembered_pages(preferences: Preferences) -> Pages:
    """How pages were chosen to be shown in the dark; dimmed where nothing was."""
    name = preferences.text(settings.DARK_PAGES)
    return Pages(name) if name in Pages.__members__.values() else Pages.DIMMED


def _keeping(
    preferences: Preferences, setting: Setting, use: Callable[[Choice], None]
) -> Callable[[Choice], None]:
    def choose(choice: Choice) -> None:
        preferences.set(setting, choice.value)
        use(choice)

    return choose


def _offer(menu: QMenu, names: Mapping[Choice, str], chosen: Choice, use: Callable[[Choice], None]) -> None:
    """Fill a menu with choices, one of them checked."""
    group = QActionGroup(menu)
    for choice, name in names.items():
        action = menu.addAction(name)
        action.setCheckable(True)
        action.setChecked(choice == chosen)
        action.triggered.connect(lambda _checked=False, choice=choice: use(choice))
        group.addAction(action)


def _tr(text: str) -> str:
    return QCoreApplication.translate("look_menus", text)
