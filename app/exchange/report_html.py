"""A report as one HTML file that needs no other, for the screen and for paper.

Every text is escaped, and the page forbids itself to load or run anything.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import BinaryIO

from app.exchange.report import REGION, Counts, Entry, Note, Report, Section, Tag
from app.progress import Watch, told, unwatched

_STYLE = """
:root { color-scheme: light; --line: #d8d4cb; --muted: #5f5b52; }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 3rem 1.5rem 5rem; background: #fff; color: #1d1b17;
  font: 16px/1.55 Georgia, "Times New Roman", "Noto Serif", serif; }
h1, h2, table, .cite, .tags, .note b, .about { font-family: "Segoe UI", "Helvetica Neue", Arial,
  "Noto Sans", sans-serif; }
h1 { margin: 0 0 .3rem; font-size: 1.75rem; font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 3.2rem 0 .4rem; padding-top: .9rem; border-top: 1px solid var(--line); font-size: 1.2rem;
  font-weight: 600; overflow-wrap: anywhere; }
.about { margin: 0 0 1.2rem; color: var(--muted); font-size: .9rem; white-space: pre-line; }
table { width: 100%; margin: 1.6rem 0 0; border-collapse: collapse; font-size: .875rem; }
th, td { padding: .35rem .6rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child, td:first-child { padding-left: 0; text-align: left; overflow-wrap: anywhere; }
td { font-variant-numeric: tabular-nums; }
thead th { color: var(--muted); font-weight: 500; }
tfoot td { border-bottom: 0; font-weight: 600; }
a { color: inherit; text-decoration-color: var(--line); text-underline-offset: .2em; }
.swatch { display: inline-block; width: .7em; height: .7em; margin-right: .5em; border-radius: 50%;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
article { margin: 1.5rem 0 0; break-inside: avoid; }
blockquote { margin: 0; padding-left: 1rem; border-left: 3px solid var(--line); overflow-wrap: anywhere;
  print-color-adjust: exact; -webkit-print-color-adjust: exact; }
blockquote p { margin: 0 0 .4rem; }
.cite, .tags { margin: .35rem 0 0 1.2rem; color: var(--muted); font-size: .82rem; overflow-wrap: anywhere; }
.tags span + span { margin-left: 1.2em; }
.note { margin: .5rem 0 0 1.2rem; padding: .45rem .8rem; background: #f6f4ee; font-size: .92rem;
  white-space: pre-line; overflow-wrap: anywhere; print-color-adjust: exact;
  -webkit-print-color-adjust: exact; }
.note b { display: block; font-size: .78rem; font-weight: 600; color: var(--muted); }
@page { margin: 20mm 18mm; }
@media print {
  body { max-width: none; padding: 0; font-size: 10.5pt; }
  h2 { break-after: avoid; }
  a { text-decoration: none; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  blockquote p { orphans: 3; widows: 3; }
}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def write(report: Report, stream: BinaryIO, watch: Watch = unwatched) -> None:
    """Write the report as UTF-8."""
    for line in told(_lines(report), report.entries, watch):
        stream.write(line.encode() + b"\n")


def _lines(report: Report) -> Iterator[str]:
    yield "<!DOCTYPE html>"
    yield '<html lang="en"><head><meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(report.title)}</title><style>{_STYLE}</style></head><body>"
    yield f'<h1>{escape(report.title)}</h1><p class="about">{escape(report.about)}</p>'
    yield from _table(report.counts, {section.title: n for n, section in enumerate(report.sections, start=1)})
    for number, section in enumerate(report.sections, start=1):
        yield from _section(number, section)
    yield "</body></html>"


def _table(counts: Counts, places: dict[str, int]) -> Iterator[str]:
    """The counts; a name that heads a section leads there."""
    heads = "".join(f"<th>{escape(head)}</th>" for head in counts.heads)
    yield f"<table><thead><tr>{heads}</tr></thead><tbody>"
    *rows, sums = counts.rows
    for name, *numbers in rows:
        text = escape(str(name))
        if name in places:
            text = f'<a href="#s{places[str(name)]}">{text}</a>'
        yield f"<tr>{_cells([text, *map(str, numbers)])}</tr>"
    yield f"</tbody><tfoot><tr>{_cells([escape(str(cell)) for cell in sums])}</tr></tfoot></table>"


def _cells(cells: Sequence[str]) -> str:
    return "".join(f"<td>{cell}</td>" for cell in cells)


def _section(number: int, section: Section) -> Iterator[str]:
    swatch = _swatch(section.colour) if section.colour else ""
    yield f'<section><h2 id="s{number}">{swatch}{escape(section.title)}</h2>'
    if section.about:
        yield f'<p class="about">{escape(section.about)}</p>'
    yield from map(_note, section.notes)
    for entry in section.entries:
        yield _entry(entry, section.colour)
    yield "</section>"


def _entry(entry: Entry, colour: str | None) -> str:
    tags = "".join(_tag(tag, alone=colour is None) for tag in entry.tags)
    colour = colour or next((tag.colour for tag in entry.tags), None)
    border = f' style="border-color: {escape(colour)}"' if colour else ""
    quote = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in entry.quote or (REGION,))
    return (
        f"<article><blockquote{border}>{quote}</blockquote>"
        f'<p class="cite">{escape(entry.citation)}</p>'
        + (f'<p class="tags">{tags}</p>' if tags else "")
        + "".join(map(_note, entry.notes))
        + "</article>"
    )


def _tag(tag: Tag, *, alone: bool) -> str:
    """Who gave the theme; which, where the heading does not say it."""
    coders = escape(", ".join(tag.coders))
    return f"<span>{_swatch(tag.colour)}{escape(tag.theme)} · {coders}</span> " if alone else coders


def _swatch(colour: str) -> str:
    return f'<i class="swatch" style="background: {escape(colour)}"></i>'


def _note(note: Note) -> str:
    return f'<div class="note"><b>{escape(note.coder)}</b>{escape(note.text)}</div>'
