"""What the window remembers between runs, in the settings file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from app import settings
from app.settings import Setting


class Preferences:
    """Typed access to the settings file; what is missing or of the wrong type reads as its default."""

    def __init__(self) -> None:
        self._store = QSettings(str(settings.path()), QSettings.Format.IniFormat)

    def text(self, setting: Setting) -> str:
        """A setting that is text."""
        value = self._store.value(setting.name, setting.default)
        return value if isinstance(value, str) else str(setting.default)

    def texts(self, setting: Setting) -> list[str]:
        """A setting that is a list of texts."""
        value = self._store.value(setting.name, [])
        if isinstance(value, str):  # an INI file keeps a list of one as its only member
            return [value] if value else []
        return [str(member) for member in value] if isinstance(value, list) else []

    def data(self, setting: Setting) -> QByteArray:
        """A setting that Qt itself writes and reads, such as a window's geometry."""
        value = self._store.value(setting.name, QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def mapping(self, setting: Setting) -> dict[str, object]:
        """A setting kept as a JSON object."""
        try:
            value = json.loads(self.text(setting) or "{}")
        except ValueError:
            return {}
        return value if isinstance(value, dict) else {}

    def set(self, setting: Setting, value: str | list[str] | QByteArray | Mapping[str, object]) -> None:
        """Remember a value."""
        if isinstance(value, Mapping):
            value = json.dumps(value, ensure_ascii=False)
        self._store.setValue(setting.name, value)

    def flush(self) -> None:
        """Write what is remembered to the file now."""
        self._store.sync()

    def folder(self) -> str:
        """The folder file dialogs open in: the last one used, else the home folder."""
        remembered = self.text(settings.LAST_FOLDER)
        return remembered if remembered and Path(remembered).is_dir() else str(Path.home())
