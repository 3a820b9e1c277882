"""The command that writes a project's annotations as a file other programs read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import click

from app.cli.document_files import write_cas, write_pdfs
from app.cli.opening import PASSWORD_FILE, PROJECT, reading
from app.cli.output import notice
from app.cli.selecting import SELECTION, Selecting
from app.exchange.contents import By
from app.exchange.export import Format
from app.exchange.export import export as write

EPILOG = """\b
Columns: annotation_id, document, document_sha256, page, last_page, paragraph,
paragraph_number, kind, quote, theme, coder, memo, created, changed; JSON lines
have boxes, prefix and suffix too. Pages and paragraphs count from 1.

\b
With --all-paragraphs: document, document_sha256, page, last_page, paragraph,
paragraph_number, kind, text, and one 0/1 column a theme, or a theme and coder
when several coders annotated. Running heads, page feet and page numbers have
a row only where they are annotated.

\b
CSV: UTF-8 with byte-order mark. A cell that a spreadsheet would run as a
formula has an apostrophe before it.

\b
PDF: a copy of each document, with a highlight an annotation in the theme's
colour; theme and memo are its content, the coder its author. One document is
written to PATH, several into a folder PATH. The originals stay as they are.

\b
web-annotation: the exchange file of a team (.diptych.json). It loses nothing,
and other coders merge it: diptych merge THEIRS.db study.diptych.json

\b
qdpx: a REFI-QDA project for ATLAS.ti, MAXQDA, NVivo, QualCoder and others,
with the PDFs; qdc: its codebook alone. REFI-QDA has no place for the keys of
themes, corrections of paragraphs and who is done with a document, and its
times are whole seconds.

\b
uima-cas: UIMA CAS JSON for INCEpTION and programs for language processing: the
text of a document with its paragraphs (diptych.Paragraph) and annotations
(diptych.ThemeAnnotation). One file a document, several in a folder PATH.

\b
html, docx: a report for people: the passages by theme or by document, each with
its citation, coders and memos, and a table of counts at the top.

\b
Examples:
  diptych export study.db --format csv -o study.csv
  diptych export study.db --format jsonl --theme sanctions --coder Ana
  diptych export study.db --format csv --all-paragraphs -o data-set.csv
  diptych export study.db --format web-annotation -o study.diptych.json
  diptych export study.db --format qdpx -o study.qdpx
  diptych export study.db --format html --by document -o report.html
  diptych export study.db --format pdf --document decision-12 -o annotated.pdf
"""


PDF, CAS = "pdf", "uima-cas"
"""Not written to a stream as the others are: there may be several files."""


@click.command(epilog=EPILOG)
@PROJECT
@click.option(
    "--format",
    "format_",
    type=click.Choice([*(str(known) for known in Format), PDF, CAS]),
    required=True,
    help="What to write.",
)
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="The file to write, replaced if it exists; without it, or with -, standard output.",
)
@SELECTION
@click.option("--all-paragraphs", is_flag=True, help="The data-set form: one row a paragraph, tagged or not.")
@click.option("--codebook", is_flag=True, help="The themes: one row each, with definition and count.")
@click.option("--with-files", is_flag=True, help="Of web-annotation: send the documents along.")
@click.option(
    "--by",
    type=click.Choice([str(by) for by in By]),
    default=str(By.THEME),
    help="Of html and docx: sections.",
)
@PASSWORD_FILE
def export(
    project: Path,
    format_: str,
    output: Path | None,
    selecting: Selecting,
    all_paragraphs: bool,
    codebook: bool,
    with_files: bool,
    by: str,
    password_file: Iterator[str] | None,
) -> None:
    """Write a file other programs read.

    One row an annotation, one row a paragraph with its themes, or one row a
    theme.
    """
    if all_paragraphs and codebook:
        raise click.UsageError("--all-paragraphs and --codebook are two different tables.")
    to_file = output is not None and str(output) != "-"
    with reading(project) as opened:
        selection = replace(
            selecting(opened),
            all_paragraphs=all_paragraphs,
            codebook=codebook,
            files=with_files,
            by=By(by),
        )
        if format_ == PDF:
            write_pdfs(opened, output, selection, password_file)
            return
        if format_ == CAS:
            write_cas(opened, output, selection)
            return
        target = output if output and to_file else sys.stdout.buffer
        written = write(opened, Format(format_), target, selection)
    for said in written.notices:
        notice(said)
    if to_file:
        notice(f"Wrote {output}: {written.rows} {'row' if written.rows == 1 else 'rows'}.")
