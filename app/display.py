"""Whether there is a display to open a window on, found out before Qt would abort for the want of one."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

_NO_DISPLAY = (
    "there is no display to open a window on ({why}); the commands work without one: see diptych --help"
)


def problem(environment: Mapping[str, str] = os.environ, system: str = sys.platform) -> str | None:
    """Why no window can be opened, in one line; None where one can (as far as can be told cheaply)."""
    if system in {"darwin", "win32"}:
        return None
    platform = environment.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if platform not in {"", "xcb", "wayland", "wayland-egl"}:
        return None  # offscreen, vnc, eglfs and the like need neither X nor Wayland
    if platform != "xcb" and _wayland_answers(environment):
        return None
    return _x_problem(environment) if not platform.startswith("wayland") else _said("Wayland does not answer")


def _said(why: str) -> str:
    return _NO_DISPLAY.format(why=why)


def _wayland_answers(environment: Mapping[str, str]) -> bool:
    name = environment.get("WAYLAND_DISPLAY")
    if not name:
        return False
    address = Path(environment.get("XDG_RUNTIME_DIR", "/run")) / name  # an absolute name stands for itself
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        try:
            connection.connect(str(address))
        except OSError:
            return False
    return True


def _x_problem(environment: Mapping[str, str]) -> str | None:
    display = environment.get("DISPLAY")
    if not display:
        return _said("DISPLAY is not set")
    return _missing_library() or _x_refusal(display)


def _x_refusal(display: str) -> str | None:
    """Ask the display with the library Qt asks with, which knows sockets, hosts and authority files."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    refused = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    return _said(f"the display {display} does not answer") if refused else None


def _missing_library() -> str | None:
    """Load Qt's plugin for X, as Qt is about to; where that fails, the system names the library it lacks."""
    spec = importlib.util.find_spec("PySide6")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if plugin.is_file():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                library = str(error).split(":")[0]
                return f"the window needs the system library {library}, which is not installed"
    return None
