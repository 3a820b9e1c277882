"""Tesseract's data are found where people have them, and what is missing is said."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from app.errors import UserError
from app.pdf.tessdata import folder_for
from tests.app.scans import without_tesseract


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the data of two languages, known to nobody."""
    without_tesseract(monkeypatch, tmp_path)
    folder = tmp_path / "tessdata"
    folder.mkdir()
    for language in ("eng", "fra"):
        (folder / f"{language}.traineddata").write_bytes(b"")
    return folder


@pytest.mark.parametrize("language", ["eng", "eng+fra"])
def test_the_environment_says_where_they_are(
    data: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    for prefix in (data, data.parent):
        monkeypatch.setenv("TESSDATA_PREFIX", str(prefix))
        assert folder_for(language) == data


def test_usual_places_are_looked_at(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.pdf.tessdata.USUAL", ("/nowhere", str(data)))
    assert folder_for("eng") == data


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_tesseract_itself_is_asked(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = data.parent / "tesseract"
    program.write_text(f"""#!/bin/sh\necho 'List of available languages in "{data}/" (2):'\n""")
    program.chmod(0o755)
    assert folder_for("fra") == data


def test_without_any_it_says_what_to_install(data: Path) -> None:
    with pytest.raises(
        UserError, match=r"not installed.*apt install tesseract-ocr-eng tesseract-ocr-chi-sim"
    ):
        folder_for("eng+chi_sim")


def test_a_language_without_data_is_named(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TESSDATA_PREFIX", str(data))
    with pytest.raises(UserError, match=r"Tesseract is installed, but not its data for “eng\+deu”"):
        folder_for("eng+deu")


@pytest.mark.parametrize("language", ["", "../eng", "eng+", "english, please"])
def test_what_is_no_language_is_refused(language: str) -> None:
    with pytest.raises(UserError, match="is no language as Tesseract names them"):
        folder_for(language)
