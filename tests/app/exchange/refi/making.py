"""Project files of other programs, made for tests, and taking them in without a PDF worker."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.exchange import merge
from app.exchange.refi import bringing
from app.model import Kind
from app.project.annotations import FlatAnnotation, flat
from app.project.database import Project
from app.project.state import ProjectState
from app.text.document_text import DocumentText
from tests.app.projects import document_text

SHARED = Path(__file__).parents[5] / "shared" / "refi"
with_shared = pytest.mark.skipif(
    not SHARED.exists(), reason="the standard's schemas and samples lie elsewhere"
)

ANA = "11111111-1111-1111-1111-111111111111"
CODE = "22222222-2222-2222-2222-222222222222"
SOURCE = "33333333-3333-3333-3333-333333333333"
TEXT = (
    "On the protection of children\nCalls upon all parties to protect children;\n"
    'Decides to renew the sanctions;\n=HYPERLINK("x"), said “plainly”\nRemains seized of the matter.'
)
"""The text of `document_text()`, as another program might have read it."""

CODEBOOK = f'<Codes><Code guid="{CODE}" name="Care" isCodable="true" color="#ABC"/></Codes>'


def guid(number: int) -> str:
    """A GUID of one's own."""
    return f"44444444-4444-4444-4444-{number:012}"


def coding(number: int = 1, code: str = CODE, user: str = ANA) -> str:
    """One coding as XML."""
    return (
        f'<Coding guid="{guid(900 + number)}" creatingUser="{user}" '
        f'creationDateTime="2024-05-06T07:08:09Z"><CodeRef targetGUID="{code}"/></Coding>'
    )


def span(start: int, end: int, within: str = "", number: int = 1, name: str = "") -> str:
    """A selection of text as XML."""
    called = f'name="{name}" creationDateTime="2024-01-01T00:00:00Z"' if name else ""
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}" {called}>'
        f"{within or coding()}</PlainTextSelection>"
    )


def frame(corners: tuple[int, int, int, int, int], within: str = "", number: int = 1, name: str = "") -> str:
    """A selection of a page as XML; `corners` are page, firstX, firstY, secondX, secondY."""
    names = ("page", "firstX", "firstY", "secondX", "secondY")
    placed = " ".join(f'{key}="{value}"' for key, value in zip(names, corners, strict=True))
    called = f'name="{name}" creationDateTime="2024-01-01T00:00:00Z"' if name else ""
    return f'<PDFSelection guid="{guid(number)}" {placed} {called}>{within or coding()}</PDFSelection>'


def pdf_source(spans: str = "", frames: str = "", more: str = "") -> str:
    """A PDF with its text as XML."""
    return (
        f'<PDFSource guid="{SOURCE}" name="Draft.pdf" path="internal://draft.pdf">{frames}'
        f'<Representation guid="{guid(500)}" plainTextPath="internal://draft.txt">{spans}</Representation>'
        f"{more}</PDFSource>"
    )


def project_xml(sources: str, *, codebook: str = CODEBOOK, origin: str = "Test 1.0", more: str = "") -> str:
    """A whole project as XML."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p" '
        f'origin="{origin}"><Users><User guid="{ANA}" name="Ana"/></Users>'
        f"<CodeBook>{codebook}</CodeBook><Sources>{sources}</Sources>{more}</Project>"
    )


_SET = b"%PDF set "
FILES: Mapping[str, bytes] = {"sources/draft.pdf": b"%PDF of draft", "sources/draft.txt": TEXT.encode()}


def write_qdpx(
    folder: Path, xml: str, files: Mapping[str, bytes] = FILES, *, description: str = "project.qde"
) -> Path:
    """A project file in that folder."""
    path = folder / "theirs.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(description, xml)
        for name, content in files.items():
            packed.writestr(name, content)
    return path


class Work:
    """Reads every PDF as that of `document_text()`, but for those it set itself: they read as their text."""

    def __init__(self, text: DocumentText | None = None) -> None:
        self._text = text or document_text()

    def read(self, _name: str, content: bytes) -> DocumentText:
        """The text of a PDF."""
        if not content.startswith(_SET):
            return self._text
        lines = content.removeprefix(_SET).decode().splitlines()
        return document_text([(Kind.PARAGRAPH, None, line) for line in lines])

    def set(self, _name: str, text: str) -> bytes:
        """The PDF of a text."""
        return _SET + text.encode()


@contextmanager
def planned(project: Project, path: Path, work: Work | None = None) -> Iterator[merge.Plan]:
    """What taking in a file will do."""
    with bringing.opened(project, path, work or Work()) as theirs:
        yield merge.plan(ProjectState(project), theirs, path.name)


def take_in(project: Project, path: Path, work: Work | None = None) -> list[str]:
    """Take a file in, and return what was said of it."""
    with planned(project, path, work) as plan, project.edit() as edit:
        merge.apply(edit, plan, lambda _done, _all: None, lambda: False)
        return list(plan.lines())


def given(project: Project) -> list[FlatAnnotation]:
    """The annotations of a project in the order of the text."""
    return list(flat(project))
