"""What every command does alike: help, errors in one line, statuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.cli import COMMANDS
from app.cli.program import program
from app.errors import Cancelled
from tests.app.cli.running import diptych

LISTINGS = ("documents", "themes", "coders", "annotations")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    ran = diptych(command, "--help")
    assert ran.status == 0
    assert f"diptych {command} " in ran.text.replace("Usage: program", "Usage: diptych")


def test_the_help_names_every_command_and_shows_the_way() -> None:
    text = diptych("--help").text
    assert all(f"\n  {command} " in text for command in COMMANDS)
    assert "..." not in text.split("Commands:")[1]
    assert "diptych export study.db --format csv -o study.csv" in text


@pytest.mark.parametrize("arguments", [("tag", "x.db"), ("nonsense",), ("export", "x.db", "--format", "odt")])
def test_wrong_usage_is_status_2(arguments: tuple[str, ...]) -> None:
    assert diptych(*arguments).status == 2


@pytest.mark.parametrize("command", [*LISTINGS, "paragraphs"])
def test_a_missing_file_is_one_line_and_status_1(tmp_path: Path, command: str) -> None:
    ran = diptych(command, tmp_path / "none.db")
    assert (ran.status, ran.out) == (1, b"")
    assert ran.err.startswith("diptych: ")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("command", LISTINGS)
def test_a_file_that_is_no_project_is_refused(pdf: Path, command: str) -> None:
    assert diptych(command, pdf).status == 1


@pytest.mark.parametrize("stop", [KeyboardInterrupt, Cancelled])
def test_an_interrupt_ends_quietly(
    study: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise stop

    monkeypatch.setattr(program.get_command(None, "themes"), "callback", interrupted)  # type: ignore[arg-type]
    ran = diptych("themes", study)
    assert (ran.status, ran.out, ran.err) == (130, b"", "")
