from __future__ import annotations

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import UserError
from app.model import Document
from app.project import annotations as stored_annotations
from app.project import backup, codebook, coders, documents, migrations, opening
from app.project.database import Edit, Project
from tests.app.project.making import add_document, project_with_annotation, tag
from tests.app.project.outside import beside, digest, in_another_process, kill


def test_a_new_project_has_the_four_first_themes(project: Project) -> None:
    themes = codebook.all(project)
    assert [theme.name for theme in themes] == ["children", "financing", "sanctions", "procurement"]
    assert [theme.key for theme in themes] == ["1", "2", "3", "4"]
    assert len({theme.colour for theme in themes}) == 4


def test_the_same_theme_has_one_id_in_every_new_project(project: Project, tmp_path: Path) -> None:
    with Project.create(tmp_path / "other.db") as other:
        assert codebook.all(other) == codebook.all(project)
        assert other.id != project.id


def test_a_project_is_not_made_over_another_file(path: Path) -> None:
    path.write_text("a letter")
    with pytest.raises(UserError, match="already exists"):
        Project.create(path)
    assert path.read_text() == "a letter"


def test_a_project_cannot_be_made_in_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="another folder"):
        Project.create(tmp_path / "missing" / "a.db")


def test_an_edit_that_changes_nothing_changes_no_byte(path: Path) -> None:
    project_with_annotation(path)
    before = digest(path)
    with Project.open(path) as project, project.edit() as edit:
        coders.ensure(edit, "Ana")
    assert digest(path) == before


def test_the_settings_are_those_that_survive_a_power_cut_and_a_copy(project: Project) -> None:
    names = ("journal_mode", "synchronous", "foreign_keys", "application_id", "user_version")
    settings = {name: project.rows(f"PRAGMA {name}")[0][0] for name in names}
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": 2,
        "foreign_keys": 1,
        "application_id": 0x44495054,
        "user_version": migrations.version(),
    }


def test_every_table_is_strict(project: Project) -> None:
    strict = {row["name"]: row["strict"] for row in project.rows("PRAGMA table_list")}
    assert all(strict[table] for table in ("documents", "passages", "annotations", "memos", "paragraphs"))


def test_an_edit_is_kept(path: Path) -> None:
    _, annotation_id = project_with_annotation(path)
    with Project.open(path) as project:
        assert [annotation.id for annotation in stored_annotations.all(project)] == [annotation_id]


def test_nothing_of_a_failed_edit_is_kept(project: Project) -> None:
    def fail(edit: Edit) -> None:
        tag(edit, add_document(edit), 2)
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), project.edit() as edit:
        fail(edit)
    assert documents.all(project) == []
    assert coders.all(project) == []


def test_there_is_one_edit_at_a_time(project: Project) -> None:
    with project.edit(), pytest.raises(RuntimeError), project.edit():
        pass


def test_no_other_program_can_write_between_what_an_edit_reads_and_what_it_writes(project: Project) -> None:
    with (
        closing(sqlite3.connect(project.path, timeout=0)) as other,
        project.edit(),
        pytest.raises(sqlite3.OperationalError, match="locked"),
    ):
        other.execute("DELETE FROM themes")


def test_a_full_disk_is_said_and_loses_nothing(project: Project, document: Document) -> None:
    pages = project.rows("PRAGMA page_count")[0][0]
    project.rows(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(UserError, match=r"disk is full.*safe"), project.edit() as edit:
        add_document(edit, "large", *("a paragraph of some length " * 40 for _ in range(100)))
    assert documents.all(project) == [document]


def test_a_file_held_by_another_program_is_said_and_loses_nothing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "BUSY_SECONDS", 0.01)
    project_with_annotation(path)
    with Project.open(path) as project, closing(sqlite3.connect(path)) as sync:
        sync.execute("BEGIN")
        sync.execute("SELECT count(*) FROM annotations").fetchall()
        with pytest.raises(UserError, match=r"holding.*safe"), project.edit() as edit:
            coders.ensure(edit, "Ben")
        sync.rollback()
        assert [coder.name for coder in coders.all(project)] == ["Ana"]


def test_a_killed_process_loses_nothing_that_was_committed(path: Path) -> None:
    project_with_annotation(path)
    script = """
import sys, time
from pathlib import Path
from app.project.database import Project
from app.project import documents
from app.project.lock import WriterLock
from tests.app.project.making import tag
project = Project.open(Path(sys.argv[1]))
with project.edit() as edit:
    tag(edit, documents.all(project)[0], 3, "sanctions")
print("tagged", flush=True)
time.sleep(60)
"""
    kill(in_another_process(script, path))
    with Project.open(path) as project:
        assert [flat.theme for flat in stored_annotations.flat(project)] == ["children", "sanctions"]
    assert beside(path) == [path.name]


def test_a_process_killed_in_the_middle_of_an_edit_leaves_the_project_as_it_was(path: Path) -> None:
    project_with_annotation(path)
    script = """
import sys, time
from pathlib import Path
from app.project.database import Project
from app.project.lock import WriterLock
from tests.app.project.making import add_document
project = Project.open(Path(sys.argv[1]))
with project.edit() as edit:
    edit.execute("PRAGMA cache_size = 1")
    add_document(edit, "second", *("a paragraph of some length " * 40 for _ in range(500)))
    print("half done", flush=True)
    time.sleep(60)
"""
    kill(in_another_process(script, path))
    assert path.with_name(path.name + "-journal").stat().st_size > 0
    with Project.open(path) as project:
        assert [document.title for document in documents.all(project)] == ["decision"]
        assert project.rows("PRAGMA integrity_check")[0][0] == "ok"
    assert beside(path) == [path.name]


def test_rows_of_the_same_moment_have_different_stamps(project: Project) -> None:
    with project.edit() as edit:
        stamps = [edit.now for _ in range(1000)]
    assert stamps == sorted(set(stamps))


def test_an_edit_wins_over_a_row_from_a_clock_that_runs_ahead(project: Project) -> None:
    theme = codebook.find(project, "children")
    ahead = "2999-01-01T00:00:00.000000Z"
    with project.edit() as edit:
        edit.write("themes", {"id": theme.id, "changed": ahead}, stamped=False)
    with project.edit() as edit:
        codebook.change(edit, theme.id, name="minors")
        changed = edit.row("themes", theme.id)
        assert edit.now < ahead
    assert changed is not None
    assert str(changed["changed"]) > ahead


def test_the_full_text_follows_the_paragraphs(project: Project, document: Document) -> None:
    find = "SELECT count(*) FROM paragraphs_fts WHERE paragraphs_fts MATCH ?"
    assert project.rows(find, ("charter",))[0][0] == 1
    with project.edit() as edit:
        edit.execute("UPDATE paragraphs SET text = 'Recalling the Täter' WHERE text LIKE '%Charter'")
    assert [project.rows(find, (word,))[0][0] for word in ("charter", "tater")] == [0, 1]
    with project.edit() as edit:
        edit.execute("DELETE FROM paragraphs WHERE document_id = ?", (document.id,))
    assert project.rows(find, ("tater",))[0][0] == 0


def test_what_is_written_apart_is_seen_once_rejoined(project: Project, tmp_path: Path) -> None:
    copy = backup.back_up(project)

    def write_apart() -> int:
        project.set_apart(copy)
        with project.edit() as edit:
            codebook.add(edit, "water")
        return len(codebook.all(project))

    with ThreadPoolExecutor(1) as apart:
        assert apart.submit(write_apart).result() == 5
    assert len(codebook.all(project)) == 4
    with pytest.raises(UserError, match="under way"), project.edit():
        pass
    project.rejoin()
    assert len(codebook.all(project)) == 5
