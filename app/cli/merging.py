"""Commands that take in what others did: merge coders' files, import from other programs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from app.cli.opening import PASSWORD_FILE, PROJECT, asking_password, worker, writing
from app.cli.output import Progress, notice
from app.errors import UserError
from app.exchange.incoming import command, compared, prepare
from app.exchange.merge import Plan
from app.exchange.pdf_marks import NOBODY, Taking, colour_themes
from app.exchange.whole_file import written_whole
from app.project.database import Edit, Project

EPILOG = """\b
Every row (a theme, a coder, an annotation, a memo) is the same in all projects
of a team; of its versions the later one stands, and a deletion is a version
too. So files may be merged in any order, twice or late, and all end with the
same. What was written in two ways is listed, and so are documents that read
like one of the project but are another file. What gives way is kept: see
“diptych history”.

The project is backed up first, into the folder NAME-backups beside it. All
files are taken in together or, where one cannot be or Ctrl+C stops it, none.

\b
Examples:
  diptych merge study.db ben.db cleo.db
  diptych merge study.db ben.diptych.json --dry-run
"""

IMPORT_EPILOG = """\b
What can be imported:
  .db, .diptych.json   other coders' projects and exchange files, as by merge
  .json                W3C web annotations on documents of the project
  .csv, .tsv, .jsonl   a codebook: columns theme, parent, colour, key, definition
  .xlsx                the same; the sheet codebook, or the first with such columns
  .qdpx, .qdc          REFI-QDA projects and codebooks of ATLAS.ti, MAXQDA, NVivo,
                       QualCoder and others; a .qdpx brings its PDFs along
  .pdf                 highlights, underlines, strikeouts and comments on a
                       document of the project, made with other programs; with
                       --map a colour stands for a theme, and a dry run lists
                       the colours that stand for none

What a file says and a project has no place for is listed as left out. The
project is backed up first. All files are taken in together or, where one
cannot be or Ctrl+C stops it, none.

\b
Examples:
  diptych import study.db codebook.csv
  diptych import study.db hypothesis.json --dry-run
  diptych import study.db from-atlas.qdpx --dry-run
  diptych import study.db marked.pdf --map "#ffff00=children" --dry-run
"""


FILES = click.argument("files", type=click.Path(path_type=Path), nargs=-1, required=True, metavar="FILE…")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Say what would be done, and do nothing.")
REPORT = click.option(
    "--report", type=click.Path(path_type=Path), metavar="PATH", help="Write what was done to this file too."
)


@click.command(epilog=EPILOG)
@PROJECT
@FILES
@DRY_RUN
@REPORT
@click.option(
    "--same-work",
    is_flag=True,
    help="Where a document reads like one of the project, bring what is on it over to that.",
)
def merge(
    project: Path, files: tuple[Path, ...], dry_run: bool, report: Path | None, same_work: bool
) -> None:
    """Merge other coders' files into a project."""
    _take_all(project, files, dry_run, report, None, same_work=same_work)


@click.command("import", epilog=IMPORT_EPILOG)
@PROJECT
@FILES
@DRY_RUN
@REPORT
@click.option(
    "--map",
    "pairs",
    multiple=True,
    metavar="COLOUR=THEME",
    help="Marks of this colour in a PDF are this theme; may be repeated.",
)
@click.option(
    "--coder", default=NOBODY, show_default=True, metavar="NAME", help="Who made the marks that name nobody."
)
@PASSWORD_FILE
def import_files(
    project: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    report: Path | None,
    pairs: tuple[str, ...],
    coder: str,
    password_file: Iterator[str] | None,
) -> None:
    """Import what other programs wrote."""
    progress = Progress()
    ask = asking_password(password_file, progress)
    with worker() as pool:
        taking = Taking(pool, colour_themes(pairs), coder, ask)
        _take_all(project, files, dry_run, report, taking)


def _take_all(
    project: Path,
    files: tuple[Path, ...],
    dry_run: bool,
    report: Path | None,
    taking: Taking | None,
    *,
    same_work: bool = False,
) -> None:
    lines: list[str] = []
    with writing(project) as opened, _all_or_nothing(opened, dry_run) as edit:
        for path in files:
            planned = _take(opened, path, edit, taking, same_work)
            lines += [f"{path}:", *(f"  {line}" for line in planned.lines())]
    for line in lines:
        click.echo(line)
    if report:
        with written_whole(report) as stream:
            stream.write("".join(f"{line}\n" for line in lines).encode())


@contextmanager
def _all_or_nothing(project: Project, dry_run: bool) -> Iterator[Edit | None]:
    """One change for all files, after a backup; none on a dry run. An interrupt takes all of it back."""
    try:
        if dry_run:
            yield None
            return
        notice(f"Backed up as {prepare(project)}.")
        with project.edit() as edit:
            yield edit
    except KeyboardInterrupt:
        raise UserError(f"Cancelled. Nothing in “{project.path.name}” was changed.") from None


def _take(project: Project, path: Path, edit: Edit | None, taking: Taking | None, same_work: bool) -> Plan:
    """Compare a file with the project, and write what is new in it where there is an edit."""
    progress = Progress()

    def show(done: int, total: int) -> None:
        progress.show(f"{path.name}: {done:,} of {total:,}")

    progress.show(f"{path.name}: comparing")
    try:
        with compared(project, path, taking, same_work=same_work) as planned:
            if planned and edit is not None:
                command(planned, show, lambda: False)(edit)
    finally:
        progress.clear()
    return planned
