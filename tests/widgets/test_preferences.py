"""What the window remembers comes back as it was, and damage reads as the default."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray

from app import settings
from widgets.preferences import Preferences


def test_text_comes_back_in_another_run() -> None:
    first = Preferences()
    first.set(settings.CODER, "Ana, Břeclav")
    first.flush()
    assert Preferences().text(settings.CODER) == "Ana, Břeclav"


@pytest.mark.parametrize("paths", [[], ["/one.db"], ["/one.db", "/two, three.db"]])
def test_lists_come_back_whole(paths: list[str]) -> None:
    first = Preferences()
    first.set(settings.RECENT, paths)
    first.flush()
    assert Preferences().texts(settings.RECENT) == paths


def test_a_mapping_comes_back() -> None:
    first = Preferences()
    first.set(settings.PANES, {"/one.db": {"panes": [{"zoom": 1.5}]}})
    first.flush()
    assert Preferences().mapping(settings.PANES) == {"/one.db": {"panes": [{"zoom": 1.5}]}}


def test_data_comes_back() -> None:
    first = Preferences()
    first.set(settings.GEOMETRY, QByteArray(b"\x00\x01geometry"))
    first.flush()
    assert Preferences().data(settings.GEOMETRY) == QByteArray(b"\x00\x01geometry")


def test_a_damaged_mapping_reads_as_empty() -> None:
    preferences = Preferences()
    preferences.set(settings.PANES, "{no json")
    assert preferences.mapping(settings.PANES) == {}


def test_a_folder_that_is_gone_is_not_offered() -> None:
    preferences = Preferences()
    preferences.set(settings.LAST_FOLDER, "/no/such/folder")
    assert preferences.folder() != "/no/such/folder"
