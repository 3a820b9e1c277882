"""What the program remembers outside projects, where it keeps it, and which project it opens."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

MAX_RECENT = 10
DEFAULT_PROJECT = "annotations.db"
HOME_VARIABLE = "DIPTYCH_HOME"


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing remembered: its key in the settings file, its type, what it is at first, what it is for."""

    name: str
    type: type
    default: object
    about: str


CODER = Setting("coder", str, "", "The name new annotations are made under.")
SCHEME = Setting("scheme", str, "system", "The window's colours: system, light or dark.")
DARK_PAGES = Setting("pages", str, "dimmed", "Pages in the dark scheme: printed, dimmed or inverted.")
RECENT = Setting("recent", list, (), "Paths of the projects opened lately, the latest first.")
LAST_FOLDER = Setting("folder", str, "", "The folder the file dialogs open in.")
GEOMETRY = Setting("window/geometry", bytes, b"", "Size and place of the window.")
LAYOUT = Setting("window/layout", bytes, b"", "Which panels are shown, where, and how wide.")
PANES = Setting(
    "window/panes", str, "", "For each recent project its panes, and where its documents were left (JSON)."
)
CONTENTS = Setting(
    "window/contents", str, "", "Whether the document's contents are shown, as an outline or as pages (JSON)."
)

SETTINGS = (CODER, SCHEME, DARK_PAGES, RECENT, LAST_FOLDER, GEOMETRY, LAYOUT, PANES, CONTENTS)


def home() -> Path:
    """The folder of settings and log, made when missing; the variable DIPTYCH_HOME moves it elsewhere."""
    named = os.environ.get(HOME_VARIABLE)
    if named:
        folder = Path(named).expanduser()
    else:
        import platformdirs  # its look-ups cost a start that names its own folder nothing

        folder = platformdirs.user_data_path("diptych", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def path() -> Path:
    """The settings file, in the INI form QSettings reads and writes."""
    return home() / "settings.ini"


def log_path() -> Path:
    """The log file that tracebacks go to."""
    return home() / "diptych.log"


def with_recent(recent: Sequence[str], project: Path) -> list[str]:
    """The recent projects after `project` was opened: it comes first, once, and the oldest fall off."""
    latest = str(project.resolve())
    return [latest, *(other for other in recent if other != latest)][:MAX_RECENT]


def existing(recent: Sequence[str]) -> list[Path]:
    """The recent projects that are still where they were."""
    return [Path(project) for project in recent if Path(project).is_file()]


def project_to_open(folder: Path, recent: Sequence[str]) -> Path | None:
    """The project to open when none was named: this folder's, else the last one, else None (start page)."""
    here = folder / DEFAULT_PROJECT
    if here.is_file():
        return here
    return next(iter(existing(recent[:1])), None)
