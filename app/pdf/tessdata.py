"""Where Tesseract keeps what it knows of languages; recognising text needs these files, not the program."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from app.errors import UserError

ENGLISH = "eng"

if sys.platform == "win32":
    _NO_WINDOW = subprocess.CREATE_NO_WINDOW
else:
    _NO_WINDOW = 0

_PATIENCE = 5.0
"""Seconds Tesseract has to say where its files are."""

_LANGUAGES = re.compile(r"\w+(\+\w+)*", re.ASCII)
USUAL = (
    "/usr/share/tesseract-ocr/5/tessdata",
    "/usr/share/tesseract-ocr/4.00/tessdata",
    "/usr/share/tessdata",
    "/usr/share/tesseract/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "/opt/local/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


def folder_for(language: str) -> Path:
    """The folder with the files of a language, or of several (`eng+fra`); UserError says what to install."""
    if not _LANGUAGES.fullmatch(language):
        raise UserError(
            f"“{language}” is no language as Tesseract names them: three letters each, such as eng, fra or "
            "spa, or several, as in eng+fra."
        )
    there = [folder for folder in dict.fromkeys(_folders()) if folder.is_dir()]
    for folder in there:
        if all((folder / f"{one}.traineddata").is_file() for one in language.split("+")):
            return folder
    raise UserError(_missing(language, bool(there)))


def _folders() -> Iterator[Path]:
    if prefix := os.environ.get("TESSDATA_PREFIX"):
        yield Path(prefix)
        yield Path(prefix) / "tessdata"
    yield from (Path(folder) for folder in USUAL)
    if told := _told_by_tesseract():
        yield told


def _told_by_tesseract() -> Path | None:
    program = shutil.which("tesseract")
    if program is None:
        return None
    try:
        said = subprocess.run(
            [program, "--list-langs"],
            capture_output=True,
            check=False,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            timeout=_PATIENCE,
            creationflags=_NO_WINDOW,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    named = re.search(r'"([^"\n]+)"', said.stdout + said.stderr)
    return Path(named[1]) if named else None


def _missing(language: str, installed: bool) -> str:
    packages = " ".join(f"tesseract-ocr-{one.replace('_', '-')}" for one in language.split("+"))
    what = (
        f"Tesseract is installed, but not its data for “{language}”"
        if installed
        else "Recognising text needs the data of Tesseract, which is not installed"
    )
    return (
        f"{what}. Install it and try again: on Debian or Ubuntu “sudo apt install {packages}”, on a Mac "
        "“brew install tesseract tesseract-lang”, on Windows the Tesseract installer, with the language "
        "chosen. If it lies in another folder, name that in TESSDATA_PREFIX."
    )
