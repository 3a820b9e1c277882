"""What a researcher is told when a document or a page cannot be read."""

from __future__ import annotations

from app.pdf.protocol import (
    Annotate,
    Contents,
    DrawKinds,
    Failure,
    FailureKind,
    Links,
    Open,
    Read,
    ReadMarks,
    Recognise,
    Render,
    Request,
    Typeset,
    Words,
)

_OF_DOCUMENT = {
    FailureKind.PASSWORD: "This file is protected by a password. Enter the password to read it.",
    FailureKind.NOT_A_PDF: (
        "This file is not a PDF, whatever its name says. Open it in the program it comes from and save it "
        "as a PDF."
    ),
    FailureKind.DAMAGED: (
        "This file is damaged and could not be repaired. Download it again, or open it in another PDF "
        "program and save a new copy."
    ),
    FailureKind.EMPTY: "This file is empty: it holds no pages. Download or save it again.",
    FailureKind.MISSING: "This file cannot be opened. Check that it is still there and that you may read it.",
    FailureKind.CRASHED: (
        "This file makes the PDF reader fail, so it is left alone. Open it in another PDF program and save "
        "a new copy; nothing else is affected."
    ),
    FailureKind.TIMEOUT: (
        "This file takes too long to read. Save a copy from another PDF program, perhaps with fewer pages; "
        "nothing else is affected."
    ),
    FailureKind.MEMORY: (
        "This file needs more memory than can be spared for it. Save a copy from another PDF program, "
        "perhaps with fewer pages; nothing else is affected."
    ),
}

_OF_PAGE = {
    FailureKind.DAMAGED: "This page is damaged and cannot be shown.",
    FailureKind.CRASHED: "This page makes the PDF reader fail and cannot be shown. Nothing else is affected.",
    FailureKind.TIMEOUT: "This page takes too long to draw and cannot be shown. Nothing else is affected.",
    FailureKind.MEMORY: (
        "This page needs more memory than can be spared and cannot be shown. Nothing else is affected."
    ),
}

WRONG_PASSWORD = "That password does not open this file. Check capital letters and try again."

NOT_STARTED = Failure(
    FailureKind.CRASHED,
    "The part of Diptych that reads PDFs could not be started. Close other programs and try again; if that "
    "does not help, install Diptych again.",
)

REPAIRED = "The file was damaged and has been repaired as far as possible; parts of it may be missing."


def failure(kind: FailureKind, request: Request) -> Failure:
    """What to say when a request fails: of the page where one was asked for, else of the whole document."""
    match request:
        case Render() | Words() | Links():
            return Failure(kind, _OF_PAGE.get(kind, _OF_DOCUMENT[kind]))
        case Open() | Read() | Recognise() | Contents() | DrawKinds() | Annotate() | ReadMarks() | Typeset():
            return Failure(kind, _OF_DOCUMENT[kind])


def wrong_password() -> Failure:
    """The password that came with the request does not open the document."""
    return Failure(FailureKind.PASSWORD, WRONG_PASSWORD)
