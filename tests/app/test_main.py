"""The program as a process of its own: which way it goes, its statuses, what it does not load."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NO_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
LINUX = pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="there is always a display there")


def diptych(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the program with no display."""
    kept = {name: value for name, value in os.environ.items() if name not in NO_DISPLAY}
    return subprocess.run(
        [sys.executable, "-m", "app", *map(str, arguments)],
        cwd=ROOT,
        env=kept | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )


@LINUX
@pytest.mark.parametrize(
    "environment",
    [{}, {"DISPLAY": ":4711"}, {"QT_QPA_PLATFORM": "wayland", "WAYLAND_DISPLAY": "wayland-4711"}],
)
@pytest.mark.parametrize("arguments", [(), ("README.md",)])
def test_a_window_without_a_display_is_one_line(
    environment: dict[str, str], arguments: tuple[str, ...]
) -> None:
    ran = diptych(*arguments, **environment)
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("diptych: there is no display")
    assert ran.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("missing.db",), 1, "there is no project missing.db"),
        (("one.db", "two.db"), 2, "one project"),
        (("one.db", "--nonsense"), 2, "No such option"),
        (("tga",), 2, "neither a command nor a file"),
    ],
)
def test_what_a_window_cannot_show_is_said(arguments: tuple[str, ...], status: int, said: str) -> None:
    ran = diptych(*arguments)
    assert (ran.returncode, ran.stdout) == (status, "")
    assert said in ran.stderr


def test_commands_need_no_display(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    assert diptych("new", path).returncode == 0
    assert "children" in diptych("themes", path).stdout


@pytest.mark.parametrize("flag", ["--version", "--help", "-h"])
def test_the_program_says_what_it_is(flag: str) -> None:
    ran = diptych(flag)
    assert ran.returncode == 0
    assert "diptych" in ran.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break otherwise there")
def test_a_reader_that_leaves_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "study.db"
    diptych("new", path)
    reading, writing = os.pipe()
    os.close(reading)
    ran = subprocess.run(
        [sys.executable, "-m", "app", "export", str(path), "--format", "csv"],
        cwd=ROOT,
        stdout=writing,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert ran.stderr == ""


def test_a_mistake_of_ours_goes_to_the_log_and_is_one_line(tmp_path: Path) -> None:
    script = (
        "import sys; from app.cli import program, listing; "
        "listing.list_themes.callback = lambda **_: 1 / 0; program.run(['themes', 'x.db'])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "DIPTYCH_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    )
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
    assert "ZeroDivisionError" in (tmp_path / "diptych.log").read_text("utf-8")


def test_the_way_to_the_window_loads_no_command_line_and_no_pdf() -> None:
    script = (
        "import sys; sys.argv = ['diptych', 'a.pdf']; import app.__main__ as entry; from app import display; "
        "display.problem = lambda: 'no'; entry.main(); print(*sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=True,
    )
    assert not {"click", "sqlite_utils", "sqlite3", "pymupdf"} & set(ran.stdout.split())
