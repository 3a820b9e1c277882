"""The menu in which light, dark, or the desktop's own look is chosen."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from app import settings
from widgets import appearance
from widgets.appearance import Scheme
from widgets.preferences import Preferences


class SchemeMenu(QObject):
    """Offers the schemes, one of them checked, and remembers the choice."""

    def __init__(self, menu: QMenu, preferences: Preferences) -> None:
        super().__init__(menu)
        self._preferences = preferences
        group = QActionGroup(self)
        names = {
            Scheme.SYSTEM: self.tr("As the desktop"),
            Scheme.LIGHT: self.tr("Light"),
            Scheme.DARK: self.tr("Dark"),
        }
        for scheme, name in names.items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.setChecked(scheme == remembered_scheme(preferences))
            action.triggered.connect(lambda _checked=False, scheme=scheme: self.use(scheme))
            group.addAction(action)

    def use(self, scheme: Scheme) -> None:
        """Switch to a scheme and remember it."""
        self._preferences.set(settings.SCHEME, scheme.value)
        appearance.use(scheme)


def remembered_scheme(preferences: Preferences) -> Scheme:
    """The scheme chosen last; the desktop's own where none was."""
    name = preferences.text(settings.SCHEME)
    return Scheme(name) if name in Scheme.__members__.values() else Scheme.SYSTEM
