"""Writing a project, or what is selected of it, as a file of some format."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from app.exchange import csv, jsonl, left_out, rows
from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.whole_file import written_whole
from app.progress import Watch, told, unwatched
from app.project.database import Project
from app.project.state import ProjectState


class Format(StrEnum):
    """What a project can be written as."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"
    WEB_ANNOTATION = "web-annotation"
    QDPX = "qdpx"
    QDC = "qdc"
    HTML = "html"
    DOCX = "docx"


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written: how many rows, and what the reader should know."""

    rows: int
    notices: tuple[str, ...]


def export(
    project: Project,
    format_: Format,
    target: Path | BinaryIO,
    selection: Selection = EVERYTHING,
    watch: Watch = unwatched,
) -> Exported:
    """Write the selection to a file, which is replaced only by a complete one, or to a stream.

    Where `watch` raises Cancelled, a file that was there stays.
    """
    if isinstance(target, Path):
        with written_whole(target) as stream:
            return export(project, format_, stream, selection, watch)
    return _WRITERS[format_](Contents(project, selection, watch), target)


def _table(contents: Contents) -> rows.Table:
    if contents.selection.codebook:
        return rows.theme_table(contents)
    if contents.selection.all_paragraphs:
        chosen, count = rows.paragraph_table(contents), contents.paragraph_count()
    else:
        chosen, count = rows.annotation_table(contents), sum(1 for _ in contents.given())
    return replace(chosen, rows=told(chosen.rows, count, contents.watch))


def _csv(contents: Contents, stream: BinaryIO) -> Exported:
    chosen = _table(contents)
    return Exported(csv.write(chosen, stream), (*chosen.notices, *_untold(contents)))


def _jsonl(contents: Contents, stream: BinaryIO) -> Exported:
    chosen = _table(contents)
    return Exported(jsonl.write(chosen, stream), (*chosen.notices, *_untold(contents)))


def _untold(contents: Contents) -> Iterator[str]:
    """What a table of annotations has no place for."""
    if not (contents.selection.codebook or contents.selection.all_paragraphs):
        yield from left_out.of_annotations(contents)


def _xlsx(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange import xlsx  # each of the larger formats is loaded when it is wanted

    first = [] if contents.selection.codebook else [_table(contents)]
    others = [rows.theme_table(contents), rows.document_table(contents)]
    count, notices = xlsx.write([*first, *others], stream, contents.watch)
    return Exported(count, (*notices, *_untold(contents)))


def _web_annotation(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange import web_annotation

    project = contents.project
    state = ProjectState(project)
    count = web_annotation.write(
        state, contents.selection, project.path.stem, project.id, stream, contents.watch
    )
    project.handed_on()
    return Exported(count, ())


def _qdpx(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange.refi import writing

    return Exported(*writing.write_project(contents, stream))


def _qdc(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange.refi import writing

    return Exported(*writing.write_codebook(contents, stream))


def _html(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange import report, report_html

    composed = report.compose(contents)
    report_html.write(composed, stream, contents.watch)
    return Exported(composed.annotations, tuple(left_out.of_report(contents)))


def _docx(contents: Contents, stream: BinaryIO) -> Exported:
    from app.exchange import report, report_docx

    composed = report.compose(contents)
    report_docx.write(composed, stream, contents.watch)
    return Exported(composed.annotations, tuple(left_out.of_report(contents)))


_WRITERS: dict[Format, Callable[[Contents, BinaryIO], Exported]] = {
    Format.CSV: _csv,
    Format.JSONL: _jsonl,
    Format.XLSX: _xlsx,
    Format.WEB_ANNOTATION: _web_annotation,
    Format.QDPX: _qdpx,
    Format.QDC: _qdc,
    Format.HTML: _html,
    Format.DOCX: _docx,
}
