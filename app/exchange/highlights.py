"""Copies of a project's PDFs with its annotations as highlights that Acrobat, Okular and Zotero show.

An annotation becomes one highlight a page, a quad a printed line: the theme's colour, the theme as subject,
the theme and the coder's memo as content, the coder as author. The originals in the project stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.errors import DocumentRefused, PasswordNeeded, UserError
from app.exchange import left_out
from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.document_files import Written, targets
from app.exchange.whole_file import written_whole
from app.model import Annotation, Document, Passage
from app.pdf.marks import Mark, MarkKind
from app.pdf.pool import Pool
from app.pdf.protocol import Annotate, Source
from app.project.database import Project

AskPassword = Callable[[Path, bool], str | None]
"""Given a document's name and whether a password was tried and wrong; None leaves the document out."""


@dataclass(frozen=True, slots=True)
class Front:
    """What the work needs of the one who asked for it; `progress` gets a document, pages done and in all."""

    pool: Pool
    ask_password: AskPassword
    progress: Callable[[Document, int, int], None] = lambda _document, _done, _total: None
    cancelled: Callable[[], bool] = lambda: False


def export_pdfs(project: Project, target: Path, front: Front, selection: Selection = EVERYTHING) -> Written:
    """Write one document to the file `target`, several into a folder of that name.

    With several, one that cannot be read is named in the notices and the others are written. Raises
    UserError where nothing can be written, Cancelled when told so; files already written stay.
    """
    contents = Contents(project, selection)
    if not contents.documents:
        raise UserError("There is no document to write.")
    files: list[Path] = []
    highlights = 0
    notices = list(_left_out(contents))
    for document, path in targets(contents.documents, target, ".pdf"):
        marks = tuple(_marks(contents, document))
        try:
            content = _annotated(project, document, marks, front)
        except DocumentRefused as error:
            if len(contents.documents) == 1:
                raise
            notices.append(f"{document.title} is left out. {error}")
            continue
        with written_whole(path) as stream:
            stream.write(content)
        files.append(path)
        highlights += len(marks)
    if not files:
        raise UserError("No document could be written. " + " ".join(notices))
    return Written(tuple(files), highlights, tuple(notices))


def _marks(contents: Contents, document: Document) -> Iterator[Mark]:
    for annotation, passage in contents.annotations(document.id):
        if passage.anchor.boxes:
            yield _mark(contents, annotation, passage)


def _mark(contents: Contents, annotation: Annotation, passage: Passage) -> Mark:
    theme = contents.theme(annotation.theme_id)
    memo = contents.memo(annotation.passage_id, annotation.coder_id)
    return Mark(
        kind=MarkKind.HIGHLIGHT,
        boxes=passage.anchor.boxes,
        colour=theme.colour,
        author=contents.coder(annotation.coder_id).name,
        subject=theme.name,
        content=f"{theme.name}\n\n{memo}" if memo else theme.name,
        name=annotation.id,
        created=annotation.created,
        changed=annotation.changed,
    )


def _annotated(project: Project, document: Document, marks: tuple[Mark, ...], front: Front) -> bytes:
    """The copy, its password asked for until it fits; DocumentRefused when none is given."""

    def progress(done: int, total: int) -> None:
        front.progress(document, done, total)

    password: str | None = None
    while True:
        source = Source(str(project.path), document.sha256, password)
        try:
            made = front.pool.call(Annotate(source, marks), progress=progress, cancelled=front.cancelled)
        except PasswordNeeded:
            tried = password is not None
            password = front.ask_password(Path(document.title), tried)
            if password is None:
                why = "the password does not fit" if tried else "no password was given"
                raise DocumentRefused(f"{document.title} is protected, and {why}.") from None
        else:
            return made.content


def _left_out(contents: Contents) -> Iterator[str]:
    """What such files have no place for."""
    nowhere = sum(not passage.anchor.boxes for _, passage in contents.all_annotations())
    if nowhere:
        yield f"Annotations without a place on a page are not in the files: {nowhere}."
    yield from left_out.of_annotations(contents)
