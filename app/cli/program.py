"""The program `diptych` as click sees it: its commands, and what becomes of errors, interrupts and bugs."""

from __future__ import annotations

import importlib
import importlib.metadata
import logging
import sys
from types import TracebackType

import click

from app import settings
from app.cli import COMMANDS
from app.errors import Cancelled, UserError

INTERRUPTED = 130


class Refused(click.ClickException):
    """What the user can put right, said in one line on standard error; the status is 1."""

    def show(self, file: object = None) -> None:  # noqa: ARG002 (click's signature)
        """Say it."""
        click.echo(f"diptych: {self.message}", err=True)


class Program(click.Group):
    """The commands, each loaded when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The names, in the order people meet them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(f"app.cli.{module}"), name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; an error of the user's becomes one line, an interrupt a quiet end."""
        try:
            return super().invoke(ctx)
        except UserError as error:
            raise Refused(str(error)) from error
        except (Cancelled, KeyboardInterrupt, click.Abort):
            ctx.exit(INTERRUPTED)


def _say_version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:
    if not asked:
        return
    try:
        version = importlib.metadata.version("diptych")
    except importlib.metadata.PackageNotFoundError:
        version = "(not installed)"
    click.echo(f"diptych {version}")
    ctx.exit()


EPILOG = """\b
With no command, the window opens:
  diptych                          the project of this folder, or the last one
  diptych study.db                 a project
  diptych study.db a.pdf b.pdf     a project, with two files added to it
A file that is called like a command is named with its folder: ./export

\b
From a PDF to a table:
  diptych new study.db
  diptych add study.db decisions/*.pdf
  diptych paragraphs study.db --document decision-12
  diptych tag study.db --document decision-12 --paragraph 31 --theme sanctions --coder Ana
  diptych export study.db --format csv -o study.csv
"""


@click.command(
    cls=Program, epilog=EPILOG, options_metavar="", subcommand_metavar="[PROJECT] [FILE]… | COMMAND …"
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_say_version,
    help="Show the version and exit.",
)
@click.help_option("-h", "--help")
def program() -> None:
    """Read PDFs side by side, tag their paragraphs with themes, and hand the tags on."""


def run(arguments: list[str]) -> None:
    """Run one command and end the process with its status."""
    _log_to_file()
    sys.excepthook = _unexpected
    program(arguments, prog_name="diptych")


def _unexpected(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A bug: the log file gets the traceback, the user one line."""
    logging.getLogger("diptych").error("unexpected", exc_info=(kind, error, trace))
    log = settings.log_path()
    click.echo(
        f"diptych: something unexpected happened ({kind.__name__}: {error}); {log} tells more", err=True
    )


def _log_to_file() -> None:
    """What modules log is for developers: into the log file, made when there is something to put in it."""
    handler = logging.FileHandler(settings.log_path(), encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger().addHandler(handler)
