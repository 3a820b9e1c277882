"""A project as other programs for qualitative analysis read it: a .qdpx with its PDFs, or a .qdc codebook.

Passages are positions in the text that goes with each PDF; regions, and passages that are no part of that
text, are rectangles on pages. Our ids are its GUIDs, and the same project gives the same file.
"""

from __future__ import annotations

import zipfile
from importlib.metadata import PackageNotFoundError, version
from typing import IO, BinaryIO
from xml.etree.ElementTree import Element, ElementTree, SubElement

from app.errors import DocumentRefused, UserError
from app.exchange.contents import Contents
from app.exchange.refi import standard
from app.exchange.refi.codebook import write_codes
from app.exchange.refi.sources import write_source
from app.exchange.refi.standard import allowed, written_moment
from app.exchange.refi.taken import Taken
from app.model import Document, Memo
from app.progress import Watch, told
from app.project import files

_DATE = (1980, 1, 1, 0, 0, 0)
_STORED = {".pdf"}
"""What is packed already."""

_KEYS = "The keys that tag with a theme have no place in REFI-QDA."


def write_project(contents: Contents, stream: BinaryIO) -> tuple[int, tuple[str, ...]]:
    """Write a .qdpx; return how many annotations are in it, and what the reader should know."""
    taken = Taken(contents)
    notices = [_KEYS] if any(theme.key for theme in contents.themes) else []
    with zipfile.ZipFile(stream, "w") as packed:
        root = _root("Project", standard.PROJECT, standard.PROJECT_SCHEMA)
        root.set("name", allowed(contents.project.path.stem))
        root.set("modifiedDateTime", written_moment(taken.last_changed))
        _write_users(root, contents)
        _write_codebook(root, taken)
        sources = Element("Sources")
        for document in told(contents.documents, len(contents.documents), contents.watch):
            whole = _add_file(packed, contents, document, notices)
            _add(packed, f"{taken.text_id(document)}.txt", taken.plain_text(document))
            write_source(sources, document, taken, with_file=whole)
        if len(sources):
            root.append(sources)
        _write_notes(root, taken.memos)
        _write_entry(packed, _entry("project.qde"), root, contents.watch)
    return sum(1 for _ in contents.all_annotations()), tuple(notices)


def write_codebook(contents: Contents, stream: BinaryIO) -> tuple[int, tuple[str, ...]]:
    """Write a .qdc; return how many themes are in it, and what the reader should know.

    Raises UserError where there is none, for a codebook has at least one.
    """
    if not contents.themes:
        raise UserError("There is no theme to write.")
    root = _root("CodeBook", standard.CODEBOOK, standard.CODEBOOK_SCHEMA)
    write_codes(root, contents.themes, {})
    ElementTree(root).write(stream, encoding="utf-8", xml_declaration=True)
    return len(contents.themes), (_KEYS,) if any(theme.key for theme in contents.themes) else ()


def _root(name: str, namespace: str, schema: str) -> Element:
    return Element(
        name,
        {
            "xmlns": namespace,
            "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
            "xsi:schemaLocation": f"{namespace} {schema}",
            "origin": f"{standard.ORIGIN}{_version()}",
        },
    )


def _version() -> str:
    try:
        return f" {version('diptych')}"
    except PackageNotFoundError:
        return ""


def _write_users(root: Element, contents: Contents) -> None:
    if contents.coders:
        users = SubElement(root, "Users")
        for coder in contents.coders:
            SubElement(users, "User", guid=coder.id, name=allowed(coder.name))


def _write_codebook(root: Element, taken: Taken) -> None:
    if taken.contents.themes:
        codebook = SubElement(root, "CodeBook")
        write_codes(codebook, taken.contents.themes, taken.notes)


def _write_notes(root: Element, memos: list[Memo]) -> None:
    if not memos:
        return
    notes = SubElement(root, "Notes")
    for memo in memos:
        note = SubElement(
            notes,
            "Note",
            guid=memo.id,
            creatingUser=memo.coder_id,
            creationDateTime=written_moment(memo.created),
            modifyingUser=memo.coder_id,
            modifiedDateTime=written_moment(memo.changed),
        )
        SubElement(note, "PlainTextContent").text = allowed(memo.text)


def _add_file(packed: zipfile.ZipFile, contents: Contents, document: Document, notices: list[str]) -> bool:
    """Put a document's PDF in; False where the project does not have it."""
    try:
        content = files.read(contents.project.path, document.sha256)
    except DocumentRefused as error:
        notices.append(f"“{document.title}” goes without its PDF, as a text. {error}")
        return False
    _add(packed, f"{document.id}.pdf", content, document.file_name)
    return True


def _add(packed: zipfile.ZipFile, name: str, content: bytes, comment: str = "") -> None:
    """Put a source in; the zip notes what its file was called, for which REFI-QDA has no place."""
    entry = _entry(standard.SOURCES + name)
    entry.comment = comment.encode("utf-8", "replace")
    packed.writestr(entry, content)


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _DATE)
    entry.compress_type = zipfile.ZIP_STORED if name[-4:] in _STORED else zipfile.ZIP_DEFLATED
    entry.create_system = 3
    entry.external_attr = 0o644 << 16
    return entry


class _Watched:
    """A stream that whoever waits can stop; of a large project a third of the work is this."""

    def __init__(self, stream: IO[bytes], watch: Watch) -> None:
        self._stream = stream
        self._watch = watch

    def write(self, data: bytes) -> int:
        """Pass on what is written."""
        self._watch(0, 0)
        return self._stream.write(data)


def _write_entry(packed: zipfile.ZipFile, entry: zipfile.ZipInfo, root: Element, watch: Watch) -> None:
    with packed.open(entry, "w") as stream:
        ElementTree(root).write(_Watched(stream, watch), encoding="utf-8", xml_declaration=True)
