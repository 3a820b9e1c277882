"""Codebooks come in from tables, and go out to be read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import UserError
from app.exchange.contents import Selection
from app.exchange.export import Format, export
from app.exchange.incoming import command, compared
from app.exchange.merge import Plan
from app.model import Theme
from app.project import codebook
from app.project.database import Project
from tests.app.projects import new_project


def taken(project: Project, path: Path) -> Plan:
    with compared(project, path) as planned, project.edit() as edit:
        command(planned, lambda done, total: None, lambda: False)(edit)
    return planned


def table(folder: Path, text: str, name: str = "codebook.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode("utf-8-sig"))
    return path


def themes(project: Project) -> dict[str, Theme]:
    return {theme.name: theme for theme in codebook.all(project)}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_of_any_spreadsheet_is_read(project: Project, tmp_path: Path, delimiter: str) -> None:
    rows = ("Color,Code,Description,Parent,Key", "#AA0000,water,'=wet,,w", "red,wells,,water,7")
    taken(project, table(tmp_path, "\r\n".join(row.replace(",", delimiter) for row in rows)))
    water, wells = (themes(project)[name] for name in ("water", "wells"))
    assert (water.colour, water.key, water.definition, water.parent_id) == ("#aa0000", "w", "=wet", None)
    assert (wells.parent_id, wells.key) == (water.id, "7")
    assert wells.colour != "red"


def test_json_lines_are_read_too(project: Project, tmp_path: Path) -> None:
    taken(project, table(tmp_path, '{"theme": "water", "definition": null}\n', "codebook.jsonl"))
    assert "water" in themes(project)


def test_what_is_here_already_stays_as_it_is(project: Project, tmp_path: Path) -> None:
    before = themes(project)
    planned = taken(project, table(tmp_path, "theme,definition\nChildren,other\n"))
    assert themes(project) == before
    assert planned.notices == ["left out: 1 themes that are here already (kept as they are)"]


def test_a_key_that_is_taken_is_left_out(project: Project, tmp_path: Path) -> None:
    taken(project, table(tmp_path, "theme,key\nwater,1\nwood,j\n"))
    assert [themes(project)[name].key for name in ("water", "wood")] == [None, None]


def test_themes_under_themselves_are_put_at_the_top(project: Project, tmp_path: Path) -> None:
    taken(project, table(tmp_path, "theme,parent\na,b\nb,a\nc,c\n"))
    found = themes(project)
    assert (found["a"].parent_id, found["b"].parent_id, found["c"].parent_id) == (found["b"].id, None, None)


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSONL])
def test_a_codebook_written_is_read_back(project: Project, tmp_path: Path, format_: Format) -> None:
    with project.edit() as edit:
        codebook.add(
            edit, "water", key="w", definition="=wet,\n“very”", parent_id=themes(project)["children"].id
        )
    path = tmp_path / f"codebook.{format_}"
    export(project, format_, path, Selection(codebook=True))
    with new_project(tmp_path, "other") as other:
        taken(other, path)
        read, wrote = themes(other)["water"], themes(project)["water"]
        assert (read.definition, read.key, read.colour) == (wrote.definition, wrote.key, wrote.colour)
        assert read.parent_id == themes(other)["children"].id


@pytest.mark.parametrize("format_", [Format.CSV, Format.JSONL])
def test_of_a_table_of_annotations_memos_define_nothing(
    annotated: Project, tmp_path: Path, format_: Format
) -> None:
    with annotated.edit() as edit:
        codebook.change(edit, themes(annotated)["children"].id, name="minors")
    path = tmp_path / f"annotations.{format_}"
    export(annotated, format_, path)
    with new_project(tmp_path, "other") as other:
        (said,) = taken(other, path).notices
        assert themes(other)["minors"].definition == ""
    assert said.startswith("left out: 4 annotations (a table gives its themes alone")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no column"),
        ("a,b\n1,2\n", "no column"),
        ('{"theme": ', "not JSON"),
        ("theme\n" + "".join(f"x{n}\n" for n in range(10_001)), "10,000"),
    ],
)
def test_what_is_no_codebook_is_refused(project: Project, tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        taken(project, table(tmp_path, text))


def test_another_encoding_is_named(project: Project, tmp_path: Path) -> None:
    path = tmp_path / "codebook.csv"
    path.write_bytes("theme\nkärlek\n".encode("latin-1"))
    with pytest.raises(UserError, match="UTF-8"):
        taken(project, path)
