"""A display is looked for the way Qt will look for it."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.display import problem


@pytest.fixture
def runtime() -> Iterator[Path]:
    """A folder with a Wayland socket that answers, under a path short enough for one."""
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(f"{folder}/wayland-7")
        listener.listen(1)
        yield Path(folder)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_some_systems_always_have_one(system: str) -> None:
    assert problem({}, system) is None


@pytest.mark.parametrize("platform", ["offscreen", "minimal", "vnc:size=800x600", "eglfs"])
def test_some_platforms_need_none(platform: str) -> None:
    assert problem({"QT_QPA_PLATFORM": platform}, "linux") is None


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({}, "DISPLAY is not set"),
        ({"DISPLAY": ""}, "DISPLAY is not set"),
        ({"DISPLAY": ":4711"}, ":4711 does not answer"),
        ({"QT_QPA_PLATFORM": "wayland"}, "Wayland does not answer"),
        ({"WAYLAND_DISPLAY": "wayland-8"}, "DISPLAY is not set"),
    ],
)
def test_a_missing_display_is_named(environment: dict[str, str], said: str) -> None:
    assert said in (problem(environment, "linux") or "")


@pytest.mark.parametrize(
    ("platform", "found"), [("", True), ("wayland", True), ("wayland;xcb", True), ("xcb", False)]
)
def test_wayland_counts_where_qt_may_use_it(runtime: Path, platform: str, found: bool) -> None:
    environment = {
        "QT_QPA_PLATFORM": platform,
        "WAYLAND_DISPLAY": "wayland-7",
        "XDG_RUNTIME_DIR": str(runtime),
    }
    assert (problem(environment, "linux") is None) == found
