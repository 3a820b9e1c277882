"""Scans for tests, made of typeset pages, and whether this machine can recognise their text."""

from __future__ import annotations

from pathlib import Path

import pymupdf
import pytest

from app.errors import UserError
from app.pdf import tessdata
from app.pdf.typeset import typeset
from resources import sample_texts


def _has_data() -> bool:
    try:
        tessdata.folder_for("eng")
    except UserError:
        return False
    return True


needs_tesseract = pytest.mark.skipif(not _has_data(), reason="Tesseract's data of English are not installed")


def scan(pages: int = 1, *, rotation: int = 0, blank: int = 0) -> bytes:
    """The first pages of a sample as pictures, then blank ones; stored turned, and shown upright again."""
    source = sample_texts()[0].read_text(encoding="utf-8")
    with pymupdf.open("pdf", typeset(source)) as set_in_type, pymupdf.open() as scanned:
        for page in list(set_in_type)[1 : pages + 1]:
            turned = rotation in (90, 270)
            width, height = page.rect.width, page.rect.height
            leaf = scanned.new_page(width=height if turned else width, height=width if turned else height)
            leaf.insert_image(leaf.rect, pixmap=page.get_pixmap(dpi=170), rotate=rotation)
            leaf.set_rotation(rotation)
        for _ in range(blank):
            scanned.new_page()
        return bytes(scanned.tobytes())


def without_tesseract(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """A machine on which Tesseract is nowhere to be found; `folder` is an empty one."""
    monkeypatch.setattr(tessdata, "USUAL", ())
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("TESSDATA_PREFIX", raising=False)
