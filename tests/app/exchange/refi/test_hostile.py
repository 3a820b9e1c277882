"""Files that want to do harm: each is refused in words, in little time, and nothing of it is kept."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest

from app.errors import UserError
from app.exchange import merge
from app.exchange.refi import archive, bringing, codebook, elements
from app.project import codebook as themes
from app.project import documents
from app.project.database import Project
from app.project.state import ProjectState
from tests.app.exchange.refi.making import (
    FILES,
    given,
    guid,
    pdf_source,
    planned,
    project_xml,
    span,
    take_in,
    write_qdpx,
)

ENTITY = '<!DOCTYPE Project [<!ENTITY a "{}">]><Project name="&a;"/>'


def refused(project: Project, path: Path, why: str) -> None:
    before = project.path.read_bytes()
    with pytest.raises(UserError, match=why), planned(project, path):
        pytest.fail("it was taken")
    assert project.path.read_bytes() == before


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("", "empty|sound XML"),
        ("nonsense", "sound XML"),
        ("<Project name='x'>", "sound XML"),
        ("<Rss/>", "holds a “Rss”"),
        (ENTITY.format("x"), "document type"),
        (ENTITY.format("&#37;").replace('"&#37;"', 'SYSTEM "file:///etc/passwd"'), "document type"),
        ('<!DOCTYPE Project SYSTEM "http://localhost/x.dtd"><Project/>', "document type"),
        ("<Project>" + "<a>" * 100_000 + "</a>" * 100_000 + "</Project>", "nested too deeply"),
        ("<CodeBook><Codes>" + "<Code>" * 500 + "</Code>" * 500 + "</Codes></CodeBook>", "nested too deeply"),
        ('<?xml version="1.0" encoding="no-such"?><Project/>', "sound XML"),
    ],
    ids=["empty", "text", "cut", "other", "entity", "file", "dtd", "deep", "deep codes", "encoding"],
)
@pytest.mark.parametrize("packed", [True, False])
def test_hostile_xml(project: Project, tmp_path: Path, xml: str, why: str, packed: bool) -> None:
    if packed:
        path = write_qdpx(tmp_path, xml, {})
    else:
        path = tmp_path / "theirs.qde"
        path.write_text(xml, encoding="utf-8")
    refused(project, path, why)


def test_more_elements_than_any_project(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(elements, "MAX_ELEMENTS", 100)
    refused(project, write_qdpx(tmp_path, "<Project>" + "<a/>" * 200 + "</Project>", {}), "holds too much")


def test_more_codes_than_any_codebook(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codebook, "MAX_CODES", 10)
    codes = "<Codes>" + "<Code name='x'/>" * 11 + "</Codes>"
    refused(project, write_qdpx(tmp_path, project_xml("", codebook=codes), {}), "more than 10 codes")


def test_many_codes_of_one_name_take_no_time(project: Project, tmp_path: Path) -> None:
    codes = "<Codes>" + "<Code name='x'/>" * 5_000 + "</Codes>"
    take_in(project, write_qdpx(tmp_path, project_xml("", codebook=codes), {}))
    assert len(themes.all(project)) == 5_004


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/etc/passwd", "sources/../../x.pdf", "..\\x.pdf", "C:/x.pdf", "sources/..\\..\\x"],
)
def test_paths_that_lead_outside(project: Project, tmp_path: Path, name: str) -> None:
    refused(project, write_qdpx(tmp_path, project_xml(""), {name: b"x"}), "outside")


@pytest.mark.parametrize("path", ["internal://../../../etc/passwd", "internal:///etc/passwd", "/etc/passwd"])
def test_sources_that_point_outside_are_not_followed(project: Project, tmp_path: Path, path: str) -> None:
    xml = project_xml(pdf_source(span(0, 5))).replace("internal://draft.pdf", path)
    take_in(project, write_qdpx(tmp_path, xml))
    assert documents.all(project) == []


def test_a_bomb(project: Project, tmp_path: Path) -> None:
    refused(project, write_qdpx(tmp_path, project_xml(""), {"sources/a.txt": bytes(20_000_000)}), "far more")


def test_more_in_all_than_is_allowed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 10_000)
    files = {f"sources/{n}.txt": bytes(2_000) for n in range(6)}
    refused(project, write_qdpx(tmp_path, project_xml(""), files), "unpack to more")


def test_more_entries_than_is_allowed(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_ENTRIES", 5)
    files = {f"sources/{n}.txt": b"" for n in range(6)}
    refused(project, write_qdpx(tmp_path, project_xml(""), files), "7 files; 5 is the most")


def test_an_endless_list_of_entries_is_not_read(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(""))
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rindex(b"PK\x05\x06") + 12, 0xFFFFFFF0)
    path.write_bytes(content)
    refused(project, path, "too many files")


def test_one_text_read_over_and_over(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "MAX_TOTAL", 40_000)
    sources = "".join(
        f'<TextSource guid="{guid(n)}" plainTextPath="internal://draft.txt">'
        f"{span(0, 5, number=n + 100)}</TextSource>"
        for n in range(80)
    )
    path = write_qdpx(tmp_path, project_xml(sources), {"sources/draft.txt": b"many words " * 300})
    refused(project, path, "over and over")


def test_two_entries_of_one_name(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(""))
    with zipfile.ZipFile(path, "a") as packed:
        packed.writestr("Sources/DRAFT.pdf", b"another")
    refused(project, path, "two files called")


@pytest.mark.parametrize("descriptions", [0, 2])
def test_there_is_one_description(project: Project, tmp_path: Path, descriptions: int) -> None:
    path = tmp_path / "theirs.qdpx"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("readme.txt", "x")
        for number in range(descriptions):
            packed.writestr(f"{number}.qde", project_xml(""))
    refused(project, path, f"holds {descriptions} project descriptions")


@pytest.mark.parametrize("kept", [0, 1, 2, 10, 100, -30, -1])
def test_a_file_cut_short(project: Project, tmp_path: Path, kept: int) -> None:
    path = write_qdpx(tmp_path, project_xml(pdf_source(span(0, 5))))
    path.write_bytes(path.read_bytes()[:kept])
    refused(project, path, "damaged|empty")


def test_bytes_changed_in_the_middle(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(pdf_source(span(0, 5))))
    content = bytearray(path.read_bytes())
    at = content.index(b"project.qde") + 60
    content[at : at + 20] = bytes(20)
    path.write_bytes(content)
    refused(project, path, "damaged")


def test_an_entry_said_to_lie_before_the_file(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(tmp_path, project_xml(""), {})
    content = bytearray(path.read_bytes())
    struct.pack_into("<I", content, content.rindex(b"PK\x05\x06") + 16, 0x7FFFFFFF)
    path.write_bytes(content)
    refused(project, path, "damaged")


def test_a_pdf_that_cannot_be_read_is_named_and_the_rest_taken(project: Project, tmp_path: Path) -> None:
    path = write_qdpx(
        tmp_path, project_xml(pdf_source(span(0, 5))), {**FILES, "sources/draft.pdf": b"no PDF"}
    )
    with bringing.opened(project, path) as theirs, project.edit() as edit:
        plan = merge.plan(ProjectState(project), theirs, path.name)
        merge.apply(edit, plan, lambda _done, _all: None, lambda: False)
    assert themes.find(project, "Care")
    assert given(project) == []
    assert any("Draft.pdf" in line for line in plan.lines())


def test_no_such_file(project: Project, tmp_path: Path) -> None:
    refused(project, tmp_path / "none.qdpx", "no file")
