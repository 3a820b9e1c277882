"""Documents as UIMA CAS JSON, for INCEpTION and programs for language processing: text and places in it.

The text is that of the document's paragraphs, running heads and page feet left out, one newline between two.
Three types lie over it: `diptych.Document`, `diptych.Paragraph` and `diptych.ThemeAnnotation`. Positions are
UTF-16 code units in the file, as UIMA has them.
Format: https://github.com/apache/uima-uimaj-io-jsoncas (version 0.4.0).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.errors import Cancelled, UserError
from app.exchange import left_out
from app.exchange.contents import EVERYTHING, Contents, Selection
from app.exchange.document_files import Written, targets
from app.exchange.spans import span
from app.exchange.whole_file import written_whole
from app.model import FURNITURE, Document, Paragraph, PassageKind
from app.project.database import Project
from app.project.passages import FullText

if TYPE_CHECKING:
    from cassis import Cas

ENDING = ".json"
DOCUMENT, PARAGRAPH, THEME = "diptych.Document", "diptych.Paragraph", "diptych.ThemeAnnotation"
_TEXT, _NUMBER = "uima.cas.String", "uima.cas.Integer"
_TYPES = {
    DOCUMENT: {"title": _TEXT, "fileName": _TEXT, "sha256": _TEXT, "pages": _NUMBER},
    PARAGRAPH: {"ordinal": _NUMBER, "kind": _TEXT, "number": _TEXT, "page": _NUMBER, "lastPage": _NUMBER},
    THEME: {
        "identifier": _TEXT,
        "theme": _TEXT,
        "coder": _TEXT,
        "memo": _TEXT,
        "created": _TEXT,
        "changed": _TEXT,
    },
}

Progress = Callable[[Document, int, int], None]


def export_cas(
    project: Project,
    target: Path,
    selection: Selection = EVERYTHING,
    progress: Progress = lambda _document, _done, _total: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Written:
    """Write one document to the file `target`, several into a folder of that name.

    `progress` gets each document, its place and how many there are. Raises UserError where nothing can be
    written, Cancelled when told so; files already written stay.
    """
    contents = Contents(project, selection)
    if not contents.documents:
        raise UserError("There is no document to write.")
    files = []
    annotations = 0
    for document, path in targets(contents.documents, target, ENDING):
        if cancelled():
            raise Cancelled
        cas, count = _cas(contents, document)
        with written_whole(path) as stream:
            stream.write(cas.to_json().encode("utf-8", "replace"))
        files.append(path)
        annotations += count
        progress(document, len(files), len(contents.documents))
    return Written(tuple(files), annotations, tuple(_left_out(contents, annotations)))


def _cas(contents: Contents, document: Document) -> tuple[Cas, int]:
    """One document, and how many annotations are in it."""
    from cassis import Cas, TypeSystem  # slow to load, and for this format alone

    types = TypeSystem()
    for name, features in _TYPES.items():
        made = types.create_type(name)
        for feature, range_ in features.items():
            types.create_feature(made, feature, range_)
    paragraphs = contents.paragraphs(document.id)
    full = FullText(paragraphs)
    cas = Cas(types)
    cas.sofa_string, cas.sofa_mime = full.text, "text/plain"
    whole = {"title": document.title, "fileName": document.file_name, "sha256": document.sha256}
    cas.add(types.get_type(DOCUMENT)(begin=0, end=len(full.text), pages=document.page_count, **whole))
    for paragraph in paragraphs:
        if paragraph.kind not in FURNITURE:
            start = full.place_of(paragraph.ordinal)
            cas.add(types.get_type(PARAGRAPH)(begin=start, **_of_paragraph(paragraph, start)))
    placed = list(_placed(contents, document, full.text))
    for features in placed:
        cas.add(types.get_type(THEME)(**features))
    return cas, len(placed)


def _of_paragraph(paragraph: Paragraph, start: int) -> dict[str, Any]:
    return {
        "end": start + len(paragraph.text),
        "ordinal": paragraph.ordinal,
        "kind": str(paragraph.kind),
        "number": paragraph.number,
        "page": paragraph.page,
        "lastPage": paragraph.last_page,
    }


def _placed(contents: Contents, document: Document, text: str) -> Iterator[dict[str, Any]]:
    """The annotations that stand in the text."""
    for annotation, passage in contents.annotations(document.id):
        place = span(passage, text)
        if place is not None and passage.kind is not PassageKind.REGION:
            yield {
                "begin": place[0],
                "end": place[1],
                "identifier": annotation.id,
                "theme": contents.theme(annotation.theme_id).name,
                "coder": contents.coder(annotation.coder_id).name,
                "memo": contents.memo(passage.id, annotation.coder_id),
                "created": annotation.created,
                "changed": annotation.changed,
            }


def _left_out(contents: Contents, written: int) -> Iterator[str]:
    """What such files have no place for."""
    given = [passage.kind for _, passage in contents.all_annotations()]
    regions = given.count(PassageKind.REGION)
    if regions:
        yield f"Annotations of regions, which have no place in the text, are not in the files: {regions}."
    lost = len(given) - regions - written
    if lost:
        yield f"Annotations whose passage is not in the text as it is now are not in the files: {lost}."
    yield from left_out.of_annotations(contents)
    if any(theme.definition or theme.parent_id for theme in contents.themes):
        yield "Themes are in the files by name alone; export the codebook for what they mean and stand under."
