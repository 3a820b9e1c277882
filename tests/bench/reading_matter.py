"""What the reader's bench reads: a project with a long annotated text and a scan-heavy document.

Made in a process of its own: the one that is measured imports no PyMuPDF, as a window does not.
"""

import random
from itertools import islice, product
from pathlib import Path

import pymupdf

from app.pdf.pool import Pool
from app.pdf.protocol import Read, Source
from app.project import annotations, codebook, coders, documents, passages
from app.project.database import Edit, Project
from tests.bench.opening import SIZE, write_book

DOTS_PER_INCH = 200


def write_scans(path: Path, pages: int) -> None:
    """Pages of text as a scanner leaves them: each one grey JPEG, with the noise of its paper."""
    book = path.with_suffix(".text.pdf")
    write_book(book, pages)
    chance = random.Random(1)
    grain = bytes(232 + value % 16 for value in range(256))
    with pymupdf.open(book) as text, pymupdf.open() as scans:
        for page in text:
            clean = page.get_pixmap(dpi=DOTS_PER_INCH, colorspace=pymupdf.csGRAY)
            paper = chance.randbytes(len(clean.samples)).translate(grain)
            dirty = int.from_bytes(clean.samples) & int.from_bytes(paper)
            samples = dirty.to_bytes(len(paper))
            image = pymupdf.Pixmap(pymupdf.csGRAY, clean.width, clean.height, samples, False)
            sheet = scans.new_page(width=SIZE[0], height=SIZE[1])
            sheet.insert_image(sheet.rect, stream=image.tobytes("jpeg", jpg_quality=60))
        scans.save(path)
    book.unlink()


def write_project(path: Path, titles: tuple[str, str], *, pages: int, scans: int, annotated: int) -> None:
    """A project with both documents, the text with so many annotations."""
    folder, unfinished = path.parent, path.with_suffix(".part")
    write_book(folder / f"{titles[0]}.pdf", pages)
    write_scans(folder / f"{titles[1]}.pdf", scans)
    pool = Pool()
    try:
        texts = {name: pool.call(Read(Source(str(folder / f"{name}.pdf")))) for name in titles}
    finally:
        pool.close()
    with Project.create(unfinished) as project, project.edit() as edit:
        for name, text in texts.items():
            content = (folder / f"{name}.pdf").read_bytes()
            documents.add(edit, content=content, file_name=f"{name}.pdf", title=name, text=text)
        annotate(project, edit, titles[0], annotated)
    unfinished.rename(path)


def annotate(project: Project, edit: Edit, title: str, count: int) -> None:
    """Give the text's paragraphs themes, one after the other, until there are so many annotations."""
    document = documents.find(project, title)
    paragraphs = documents.paragraphs(project, document.id)
    whole = passages.FullText(paragraphs)
    givers = [coders.ensure(edit, name) for name in ("Ana", "Ben", "Chi", "Dov")]
    rounds = product(givers, codebook.all(project), paragraphs)
    for coder, theme, paragraph in islice(rounds, count):
        passage = whole.passage(document.id, document.sha256, paragraph.ordinal, paragraph.ordinal)
        annotations.tag(edit, passage, theme.id, coder.id)
