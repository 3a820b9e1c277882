"""A report as a Word document, in named styles, so that a contents list or another look is one step away."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO

from app.exchange.report import REGION, Counts, Entry, Note, Report, Section
from app.progress import Watch, told, unwatched

if TYPE_CHECKING:
    from docx.document import Document
    from docx.styles.style import ParagraphStyle
    from docx.text.paragraph import Paragraph

_DISC = "●"
_MUTED = "5F5B52"
_SHADE = "F6F4EE"
_TEXT, _NAMES = 160, 70
"""How wide the text and the first column of the table are, in millimetres."""


def write(report: Report, stream: BinaryIO, watch: Watch = unwatched) -> None:
    """Write the report."""
    import docx  # heavy, and for this format alone

    writer = _Writer(docx.Document())
    writer.about_the_file(report)
    writer.head(report)
    for _ in told(writer.sections(report), report.entries, watch):
        pass
    writer.document.save(stream)


class _Writer:
    """Adds to a document; styles are looked up once, which by name takes longer than all the rest."""

    def __init__(self, document: Document) -> None:
        from docx.shared import Mm, Pt

        self.document = document
        self._body = document._body
        self._end = document.element.body.sectPr
        page = document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.left_margin = page.right_margin = Mm(25)
        self._title = self._named("Title")
        self._heading = self._named("Heading 1")
        self._quote = self._named("Quote")
        self._quote.font.italic = False
        self._quote.paragraph_format.left_indent = Mm(6)
        self._quote.paragraph_format.space_after = Pt(2)
        self._cite = self._added("Citation", muted=True)
        self._cite.paragraph_format.space_after = Pt(10)
        self._about = self._added("About", muted=True)
        self._memo = self._added("Memo", shaded=True)
        self._memo.paragraph_format.space_after = Pt(10)

    def about_the_file(self, report: Report) -> None:
        """Whose and when, in the file's properties; the template's own say something else."""
        properties = self.document.core_properties
        properties.title = report.title[:255]
        properties.author = properties.comments = properties.last_modified_by = ""
        properties.created = properties.modified = datetime.now(UTC).replace(tzinfo=None)

    def head(self, report: Report) -> None:
        """The title and the table of counts."""
        self._add(report.title, self._title)
        self._add(report.about, self._about)
        self._table(report.counts)

    def sections(self, report: Report) -> Iterator[Entry]:
        """The passages under their headings, each once it is added."""
        for section in report.sections:
            self._heading_of(section)
            for entry in section.entries:
                self._entry(entry, with_themes=section.colour is None)
                yield entry

    def _heading_of(self, section: Section) -> None:
        """A heading, and what was noted on its theme or document."""
        heading = self._add("", self._heading)
        if section.colour:
            _disc(heading, section.colour)
        heading.add_run(section.title)
        if section.about:
            self._add(section.about, self._about)
        for note in section.notes:
            self._note(note)

    def _entry(self, entry: Entry, *, with_themes: bool) -> None:
        for text in entry.quote or (REGION,):
            self._add(text, self._quote).paragraph_format.keep_with_next = True
        cited = self._add(entry.citation, self._cite)
        for tag in entry.tags:
            cited.add_run().add_break()
            if with_themes:
                _disc(cited, tag.colour)
                cited.add_run(f"{tag.theme} · ")
            cited.add_run(", ".join(tag.coders))
        for note in entry.notes:
            cited.paragraph_format.keep_with_next = True
            self._note(note)

    def _note(self, note: Note) -> None:
        paragraph = self._add("", self._memo)
        paragraph.add_run(note.coder).bold = True
        paragraph.add_run().add_break()
        paragraph.add_run(note.text)

    def _table(self, counts: Counts) -> None:
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        table = self.document.add_table(rows=0, cols=len(counts.heads), style="Table Grid")
        table.autofit = False
        widths = [Mm(_NAMES), *[Mm((_TEXT - _NAMES) / (len(counts.heads) - 1))] * (len(counts.heads) - 1)]
        last = len(counts.rows)
        for number, row in enumerate((counts.heads, *counts.rows)):
            cells = table.add_row().cells
            for place, value in enumerate(row):
                cells[place].width = widths[place]
                paragraph = cells[place].paragraphs[0]
                paragraph.add_run(str(value)).bold = number in (0, last)
                if place:
                    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        heads = table.rows[0]._tr.get_or_add_trPr()
        heads.append(OxmlElement("w:tblHeader"))

    def _add(self, text: str, style: ParagraphStyle) -> Paragraph:
        """A paragraph at the end; python-docx looks through all before it, and through all styles."""
        from docx.oxml import OxmlElement
        from docx.text.paragraph import Paragraph

        element = OxmlElement("w:p")
        element.style = style.style_id
        self._end.addprevious(element)
        paragraph = Paragraph(element, self._body)
        if text:
            paragraph.add_run(text)
        return paragraph

    def _named(self, name: str) -> ParagraphStyle:
        style: ParagraphStyle = self.document.styles[name]
        return style

    def _added(self, name: str, *, muted: bool = False, shaded: bool = False) -> ParagraphStyle:
        from docx.enum.style import WD_STYLE_TYPE
        from docx.oxml import parse_xml
        from docx.oxml.ns import nsdecls
        from docx.shared import Mm, Pt, RGBColor

        style: ParagraphStyle = self.document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = self.document.styles["Normal"]
        style.font.size = Pt(9)
        style.paragraph_format.left_indent = Mm(0 if name == "About" else 6)
        if muted:
            style.font.color.rgb = RGBColor.from_string(_MUTED)
        if shaded:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{_SHADE}"/>'
            style.element.get_or_add_pPr().append(parse_xml(shade))
        return style


def _disc(paragraph: Paragraph, colour: str) -> None:
    from docx.shared import RGBColor

    paragraph.add_run(f"{_DISC} ").font.color.rgb = RGBColor.from_string(colour.removeprefix("#").upper())
