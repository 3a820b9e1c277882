"""The entry point: a window for a project and files, or else the command that is named."""

from __future__ import annotations

import sys
from pathlib import Path

from app.arguments import sorted_out
from app.cli import COMMANDS


def main() -> int:
    """Run `diptych` with the arguments of this process and return its status."""
    arguments = [word for word in sys.argv[1:] if not word.startswith("-psn_")]  # macOS adds one to windows
    if arguments and (arguments[0] in COMMANDS or arguments[0].startswith("-")):
        return _command(arguments)
    options = [word for word in arguments if word.startswith("-")]
    if options:
        return _command(options)  # help, or a plain word on what is wrong
    meant = sorted_out(arguments)
    if len(meant.projects) > 1:
        return _refuse("a window shows one project, and several were named", 2)
    for missing in (file for file in meant.files if not file.exists()):
        return _refuse(f"“{missing}” is neither a command nor a file; see diptych --help", 2)
    return _window(next(iter(meant.projects), None), list(meant.files))


def _command(arguments: list[str]) -> int:
    from app.cli.program import run  # click takes time that a window's start should not pay

    run(arguments)
    return 0


def _window(project: Path | None, files: list[Path]) -> int:
    from app import display

    if project and not project.exists():
        return _refuse(f"there is no project {project}; “diptych new {project}” makes one", 1)
    problem = display.problem()
    if problem:
        return _refuse(problem, 1)
    from widgets.application import run

    return run(project, files)


def _refuse(message: str, status: int) -> int:
    print(f"diptych: {message}", file=sys.stderr)  # noqa: T201 (before click or Qt is there)
    return status


if __name__ == "__main__":
    sys.exit(main())
