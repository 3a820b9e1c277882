"""Files that other programs wrote, as they are."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from lxml import etree

from app.errors import UserError
from app.exchange.refi import reading
from app.exchange.refi.incoming import Frame, Incoming
from app.exchange.refi.losses import Loss
from app.project import codebook
from app.project.database import Project
from app.project.identity import normalised
from tests.app.cli.running import diptych
from tests.app.exchange.refi.making import SHARED, given, take_in, with_shared
from tests.app.projects import new_project

pytestmark = with_shared
SAMPLES = SHARED / "samples"
COUNTS = {
    "Project.qde": (14, 8, 9, 10),
    "TestProject.qdpx": (14, 8, 9, 10),
    "blank-atlas-project.qdpx": (0, 0, 0, 0),
    "demo.qdpx": (262, 2, 158, 205),
    "invalid_namespace_mix.qde": (343, 10, 0, 0),
    "nvivo_project.qdpx": (262, 2, 0, 0),
    "target-atlas-project.qdpx": (3, 0, 0, 0),
}
"""Themes, documents, passages and annotations in each."""


def read(name: str) -> Incoming:
    with reading.opened(SAMPLES / name) as (incoming, _):
        return incoming


@pytest.mark.parametrize(("name", "counts"), COUNTS.items(), ids=COUNTS)
def test_each_is_read(name: str, counts: tuple[int, ...]) -> None:
    incoming = read(name)
    assert (
        *(len(incoming.themes), len(incoming.documents)),
        *(len(incoming.passages), len(incoming.annotations)),
    ) == counts


@pytest.mark.parametrize("name", COUNTS)
def test_each_comes_into_a_project_and_a_second_time_changes_nothing(project: Project, name: str) -> None:
    take_in(project, SAMPLES / name)
    edits, names = project.edits, [theme.name for theme in codebook.all(project)]
    take_in(project, SAMPLES / name)
    assert project.edits == edits
    assert len(names) == COUNTS[name][0] + 4


@pytest.mark.parametrize("name", [name for name in COUNTS if name.endswith("qdpx")])
def test_no_code_is_lost(project: Project, name: str) -> None:
    with zipfile.ZipFile(SAMPLES / name) as packed:
        (description,) = (entry for entry in packed.namelist() if entry.lower().endswith(".qde"))
        root = etree.fromstring(packed.read(description))
    take_in(project, SAMPLES / name)
    themes = [theme.name for theme in codebook.all(project)]
    for code in root.iterfind(".//{*}Code"):
        tidy = " ".join(code.get("name").split())
        assert any(theme == tidy or theme.startswith(f"{tidy} (") for theme in themes)


def test_positions_are_where_whole_words_are() -> None:
    incoming = read("demo.qdpx")
    for passage in incoming.passages.values():
        text = next(d.text for d in incoming.documents if d.key == passage.document)
        assert text is not None
        assert passage.quote == text[passage.start : passage.end]
        assert not text[passage.start - 1 : passage.start].isalnum()


def test_codings_of_texts_come_in_whole(tmp_path: Path) -> None:
    ran = diptych("import", project_of(tmp_path), SAMPLES / "demo.qdpx")
    assert "documents: 2 new" in ran.text
    assert "annotations: 205 new" in ran.text
    theirs = {normalised(passage.quote) for passage in read("demo.qdpx").passages.values()}
    with Project.open(tmp_path / "other.db", read_only=True) as other:
        assert {normalised(annotation.quote) for annotation in given(other)} == theirs


def project_of(folder: Path) -> Path:
    with new_project(folder, "other") as project:
        return project.path


def test_what_atlas_gives_twice_comes_once_and_its_plain_frame_stays() -> None:
    incoming = read("TestProject.qdpx")
    assert incoming.losses[Loss.DOUBLED] == 3
    framed = [passage.frames for passage in incoming.passages.values() if passage.frames]
    assert framed == [(Frame(0, 19, 515, 576, 676),)]


def test_losses_of_a_rich_project_are_named() -> None:
    losses = read("TestProject.qdpx").losses
    assert {loss: losses[loss] for loss in losses} == {
        Loss.SET: 16,
        Loss.GRAPH: 1,
        Loss.LINK: 1,
        Loss.AUDIO: 1,
        Loss.VIDEO: 2,
        Loss.PICTURE: 1,
        Loss.UNSUPPORTED_CODING: 3,
        Loss.NOTE_ALONE: 2,
        Loss.DOUBLED: 3,
    }


@pytest.fixture(params=sorted(SAMPLES.glob("*.qdpx")) if SAMPLES.exists() else [], ids=lambda path: path.name)
def cut(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / request.param.name
    path.write_bytes(request.param.read_bytes()[:-40])
    return path


def test_each_cut_short_is_refused(project: Project, cut: Path) -> None:
    with pytest.raises(UserError, match=r"damaged|project descriptions"):
        take_in(project, cut)
