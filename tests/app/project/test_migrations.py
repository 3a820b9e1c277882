from __future__ import annotations

import gzip
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from app.errors import ProjectRefused
from app.project import annotations as stored_annotations
from app.project import codebook, memos, migrations, versions
from app.project.database import Project
from tests.app.project.making import project_with_annotation
from tests.app.project.outside import ROOT, digest, sqlite_file


def test_a_newer_project_is_refused_by_name_and_not_touched(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(path, f"PRAGMA user_version = {migrations.version() + 1}")
    before = digest(path)
    with pytest.raises(ProjectRefused, match=r"field notes.*newer version"):
        Project.open(path)
    assert digest(path) == before


def with_next_step(monkeypatch: pytest.MonkeyPatch, *statements: str) -> None:
    def next_step(connection: sqlite3.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, next_step))


def test_an_older_project_is_backed_up_then_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, annotation_id = project_with_annotation(path)
    with_next_step(monkeypatch, "ALTER TABLE coders ADD COLUMN initials TEXT")
    with Project.open(path) as project:
        assert project.rows("PRAGMA user_version")[0][0] == migrations.version()
        assert project.rows("SELECT initials FROM coders")[0][0] is None
        assert stored_annotations.all(project)[0].id == annotation_id
    monkeypatch.undo()
    (backup,) = path.with_name(f"{path.stem}-backups").iterdir()
    with Project.open(backup) as project:
        assert stored_annotations.all(project)[0].id == annotation_id


def test_a_step_that_fails_leaves_the_project_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project_with_annotation(path)
    with_next_step(monkeypatch, "CREATE TABLE halfway (x TEXT) STRICT", "broken")
    with pytest.raises(sqlite3.OperationalError, match="broken"):
        Project.open(path)
    monkeypatch.undo()
    with Project.open(path) as project:
        assert project.rows("PRAGMA user_version")[0][0] == migrations.version()
        assert not project.rows("SELECT name FROM sqlite_master WHERE name = 'halfway'")


@pytest.fixture
def of_format_1(path: Path) -> Path:
    """A project as the program wrote it before there were histories: one document, two coders, a memo."""
    stored = Path(__file__).with_name("stored") / "format-1.db.gz"
    path.write_bytes(gzip.decompress(stored.read_bytes()))
    return path


def test_a_project_of_format_1_is_brought_up_to_date(of_format_1: Path) -> None:
    before = of_format_1.read_bytes()
    with Project.open(of_format_1) as project:
        assert project.rows("PRAGMA user_version")[0][0] == project.format == migrations.version()
        assert [memo.text for memo in memos.all(project)] == ["Ask Ben."]
        assert codebook.find(project, "children").definition == "Below 18."
        assert len(stored_annotations.all(project)) == 1
        with project.edit() as edit:
            codebook.change(edit, codebook.find(project, "children").id, definition="Below 15.")
        assert [version.said["definition"] for version in versions.stored(project).values()] == ["Below 18."]
    (backup,) = of_format_1.with_name(f"{of_format_1.stem}-backups").iterdir()
    assert backup.read_bytes()[60:64] == before[60:64] == (1).to_bytes(4)


@pytest.mark.parametrize("foreign", [False, True])
def test_a_project_of_format_1_can_be_read_as_it_is(of_format_1: Path, foreign: bool) -> None:
    before = digest(of_format_1)
    opened = Project.open_foreign(of_format_1) if foreign else Project.open(of_format_1, read_only=True)
    with opened as project:
        assert [memo.text for memo in memos.all(project)] == ["Ask Ben."]
        assert versions.stored(project) == {}
        assert [(one.table, one.removed) for one in versions.everything(project)] == [
            ("annotations", True),
            ("annotations", False),
        ]
    assert digest(of_format_1) == before
    assert not of_format_1.with_name(f"{of_format_1.stem}-backups").exists()


def test_a_project_of_no_format_is_refused(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(path, "PRAGMA user_version = 0")
    with pytest.raises(ProjectRefused, match="damaged"):
        Project.open_foreign(path)


def test_opening_a_current_project_does_not_import_sqlite_utils(path: Path) -> None:
    project_with_annotation(path)
    script = """
import sys
from pathlib import Path
from app.project.database import Project
Project.open(Path(sys.argv[1])).close()
print("sqlite_utils" in sys.modules, flush=True)
"""
    process = subprocess.run(
        [sys.executable, "-c", script, str(path)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout == "False\n"


def test_a_step_may_change_what_the_full_text_follows(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project_with_annotation(path)
    with_next_step(monkeypatch, "UPDATE paragraphs SET text = text || ' anew'")
    with Project.open(path) as project:
        found = project.rows("SELECT count(*) FROM paragraphs_fts WHERE paragraphs_fts MATCH 'anew'")
        assert found[0][0] == project.rows("SELECT count(*) FROM paragraphs")[0][0]


def test_a_strange_trigger_does_not_run_while_an_older_project_is_brought_up_to_date(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_with_annotation(path)
    sqlite_file(path, "CREATE TRIGGER surprise AFTER UPDATE ON memos BEGIN DELETE FROM annotations; END")
    with_next_step(monkeypatch, "SELECT 1")
    with pytest.raises(ProjectRefused, match="surprise"):
        Project.open(path)
