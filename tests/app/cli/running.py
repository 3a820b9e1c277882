"""Running commands in this process, as click does for a shell."""

from __future__ import annotations

import json
from dataclasses import dataclass

from click.testing import CliRunner

from app.cli.program import program


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    status: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        """Standard output as text."""
        return self.out.decode("utf-8")

    @property
    def records(self) -> list[dict[str, object]]:
        """Standard output as JSON lines."""
        assert self.status == 0, self.err
        return [json.loads(line) for line in self.out.splitlines()]


def diptych(*arguments: object, given: str | None = None) -> Ran:
    """Run `diptych` with these arguments and this standard input."""
    result = CliRunner().invoke(program, [str(argument) for argument in arguments], input=given)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Ran(result.exit_code, result.stdout_bytes, result.stderr)
