"""The process that reads PDFs: answers requests from its connection until that closes."""

from __future__ import annotations

import dataclasses
import time
import traceback
from collections import deque
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pymupdf
from pymupdf import mupdf

from app.errors import UserError
from app.pdf.converting import converted
from app.pdf.failures import failure, wrong_password
from app.pdf.highlighting import annotated
from app.pdf.kinds_drawing import debug_pdf
from app.pdf.limits import (
    KEPT_OF_STORE,
    SECONDS,
    THRIFTY_AT,
    TIRED_AT,
    give_back_memory,
    own_memory,
    set_alarm,
)
from app.pdf.mark_reading import read_marks
from app.pdf.mending import MUPDF_ERRORS
from app.pdf.navigation import read_navigation
from app.pdf.opening import OpenPdfs, Refused, open_pdf, out_of_memory
from app.pdf.protocol import (
    Annotate,
    Answered,
    Asked,
    Contents,
    Died,
    DrawKinds,
    Failure,
    FailureKind,
    FromWorker,
    Hello,
    Links,
    Open,
    PdfMade,
    Progress,
    Read,
    ReadMarks,
    Recognise,
    Render,
    Rendered,
    Reply,
    Slot,
    SlotTooSmall,
    Source,
    Stop,
    ToWorker,
    Typeset,
    Words,
)
from app.pdf.readable import manuscript
from app.pdf.reading import read_document
from app.pdf.recognising import recognise_document
from app.pdf.rendering import strip_of
from app.pdf.scans import Scans
from app.pdf.slots import Arena
from app.pdf.words import read_links, read_words
from app.project import files
from app.text.document_text import DocumentText

TOUCHED_AHEAD = 8 * 1024 * 1024
TOUCHED_AT_ONCE = 1024 * 1024
"""Bytes of shared memory to touch beyond what is used, in steps that keep no request waiting."""

PROGRESS_EVERY = 0.05
"""Seconds between two words on progress, so that a long document does not flood the window with them."""

OWN_DEADLINE = 1.5
"""The alarm rings this many times later than the pool's deadline: it is for when the pool is gone."""


class Stopped(Exception):
    """Nobody wants the answer any more."""


class Worker:
    """Answers one request after the other."""

    def __init__(self, connection: Connection, arena: Arena) -> None:
        self._connection = connection
        self._arena = arena
        self._pdfs = OpenPdfs(content_of)
        self._scans = Scans()
        self._waiting: deque[Asked] = deque()
        self._stopped: set[int] = set()
        self._told = 0.0
        self._used = 0
        self._touched = 0

    def run(self) -> None:
        """Work until the connection closes."""
        self._tell(Hello())
        while True:
            while not self._waiting or self._connection.poll():
                if self._waiting or self._connection.poll() or not self._prepare():
                    self._listen()
            asked = self._waiting.popleft()
            set_alarm(SECONDS[type(asked.request)] * OWN_DEADLINE)
            reply = self._reply(asked)
            set_alarm(0)
            self._tell(Answered(asked.id, reply, self._tidy()))

    def _reply(self, asked: Asked) -> Reply | None:
        """The reply; MuPDF's complaints about a file become failures, anything else ends the process."""
        request = asked.request
        try:
            return self._answer(asked)
        except Stopped:
            return None
        except Refused as refused:
            return wrong_password() if refused.wrong_password else failure(refused.kind, request)
        except UserError as error:
            return Failure(FailureKind.MISSING, str(error))
        except MemoryError:
            return failure(FailureKind.MEMORY, request)
        except MUPDF_ERRORS as error:
            kind = FailureKind.MEMORY if out_of_memory(error) else FailureKind.DAMAGED
            return failure(kind, request)

    def _answer(self, asked: Asked) -> Reply:
        request = asked.request
        if isinstance(request, Annotate | Typeset):
            return self._make(asked, request)
        pdf = self._pdfs.get(request.source)
        match request:
            case Render():
                return self._render(request, asked.slot)
            case Words():
                return read_words(pdf, request.page)
            case Links():
                return read_links(pdf, request.page)
            case Open():
                return pdf.opened()
            case Contents():
                return read_navigation(pdf)
            case Read() | Recognise():
                return self._read(asked, request)
            case DrawKinds():
                text = read_document(pdf.pdf, self._watching(asked), tags=request.tags)
                return PdfMade(debug_pdf(pdf.pdf, text.paragraphs))
            case ReadMarks():
                return read_marks(pdf, self._watching(asked))

    def _render(self, request: Render, slot: Slot | None) -> Rendered | SlotTooSmall:
        pdf = self._pdfs.get(request.source)
        strip = strip_of(pdf.page_size(request.page), request)
        if slot is None or slot.size < strip.size:
            return SlotTooSmall(strip.size)
        self._used = max(self._used, slot.offset + slot.size)
        inverted = self._scans.draw(pdf, request, strip, self._arena.view(slot.offset, strip.size))
        return Rendered(strip.width, strip.height, strip.scale, inverted)

    def _make(self, asked: Asked, request: Annotate | Typeset) -> PdfMade:
        """Works on a document opened for this alone: those held open stay as they are."""
        source = request.source
        if isinstance(request, Typeset):
            kind = manuscript(Path(source.path))
            if kind is None:
                raise Refused(FailureKind.NOT_A_PDF)
            return converted(content_of(source), kind, self._watching(asked))
        pdf = open_pdf(content_of(source), source.password)
        return annotated(pdf, request.marks, self._watching(asked))

    def _read(self, asked: Asked, request: Read | Recognise) -> DocumentText:
        pdf = self._pdfs.get(request.source)
        watching = self._watching(asked)
        if isinstance(request, Recognise):
            text = recognise_document(pdf.pdf, request.language, request.folder, watching)
        else:
            text = read_document(pdf.pdf, watching, tags=request.tags)
        return dataclasses.replace(text, notices=pdf.notices() + text.notices)

    def _watching(self, asked: Asked) -> Callable[[int, int], None]:
        """What long work calls after every page: tells how far it is, and ends it when nobody wants it."""

        def progress(done: int, total: int) -> None:
            while self._connection.poll():
                self._listen()
            if asked.id in self._stopped:
                raise Stopped
            if done == total or time.monotonic() - self._told >= PROGRESS_EVERY:
                set_alarm(SECONDS[type(asked.request)] * OWN_DEADLINE)
                self._told = time.monotonic()
                self._tell(Progress(asked.id, done, total))

        return progress

    def _prepare(self) -> bool:
        """With nothing else to do, touch some of the memory that is likely to be drawn to next."""
        ahead = min(self._used + TOUCHED_AHEAD, self._arena.size) - self._touched
        if ahead <= 0:
            return False
        step = min(ahead, TOUCHED_AT_ONCE)
        self._arena.touch(self._touched, step)
        self._touched += step
        return True

    def _listen(self) -> None:
        message: ToWorker = self._connection.recv()
        match message:
            case Asked():
                self._waiting.append(message)
            case Stop():
                self._stopped.add(message.id)

    def _tidy(self) -> bool:
        """Keep memory within bounds; True when that did not help and the process should be replaced."""
        held = own_memory()
        if held - self._pdfs.size > THRIFTY_AT:
            # MuPDF keeps decoded images and fonts, up to 256 MB of them, and does not say how much it has.
            mupdf.fz_shrink_store(KEPT_OF_STORE)
            give_back_memory()
        if held < TIRED_AT:
            return False
        self._pdfs.close()
        self._scans.forget()
        mupdf.fz_empty_store()
        give_back_memory()
        return own_memory() >= TIRED_AT

    def _tell(self, message: FromWorker) -> None:
        self._connection.send(message)


def content_of(source: Source) -> bytes:
    """The bytes of a document; Refused if they cannot be had."""
    try:
        if source.sha256 is not None:
            return files.read(Path(source.path), source.sha256)
        return Path(source.path).read_bytes()
    except OSError as error:
        raise Refused(FailureKind.MISSING) from error


def main(connection: Connection, arena: Arena) -> None:
    """Work for whoever is at the other end, and end when they do."""
    pymupdf.TOOLS.mupdf_display_errors(False)
    pymupdf.TOOLS.mupdf_display_warnings(False)
    try:
        Worker(connection, arena).run()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return
    except BaseException:
        connection.send(Died(traceback.format_exc()))
        raise
