from __future__ import annotations

import hashlib
import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from app.errors import ProjectBusy, ProjectRefused, UserError
from app.model import Document
from app.project import annotations as stored_annotations
from app.project import codebook, coders, documents, migrations, opening
from app.project.database import Edit, Project
from app.project.lock import WriterLock
from tests.app.project.making import add_document, project_with_annotation, tag

ROOT = Path(__file__).parents[3]


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def in_another_process(script: str, *arguments: object) -> subprocess.Popen[str]:
    """Runs a script in another process, up to its first line of output."""
    process = subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline()
    return process


def kill(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
    process.communicate()


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


def test_opening_and_closing_changes_no_byte_and_leaves_nothing_beside(path: Path) -> None:
    project_with_annotation(path)
    before = digest(path)
    with Project.open(path) as project:
        project.rows("SELECT * FROM annotations_flat")
    with Project.open(path, read_only=True) as project:
        project.rows("SELECT * FROM annotations_flat")
    assert digest(path) == before
    assert beside(path) == [path.name]


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


def test_a_second_window_is_told_who_is_writing_and_may_read(project: Project, path: Path) -> None:
    with pytest.raises(ProjectBusy, match="Ana") as caught:
        Project.open(path, holder="Ben")
    assert caught.value.holder.startswith("Ana on ")
    with Project.open(path, read_only=True) as second:
        assert second.read_only
        assert codebook.all(second) == codebook.all(project)


def test_two_processes_do_not_write_at_once(path: Path) -> None:
    project_with_annotation(path)
    script = """
import sys, time
from pathlib import Path
from app.project.database import Project
project = Project.open(Path(sys.argv[1]), holder="Ben")
print("open", flush=True)
time.sleep(60)
"""
    other = in_another_process(script, path)
    try:
        with pytest.raises(ProjectBusy, match="Ben"):
            Project.open(path)
    finally:
        kill(other)
    with Project.open(path) as project:
        assert not project.read_only


def test_a_project_reached_through_a_link_has_the_same_lock(project: Project) -> None:
    link = project.path.with_name("link.db")
    link.symlink_to(project.path)
    with pytest.raises(ProjectBusy):
        Project.open(link)


def test_nothing_can_be_changed_in_a_project_open_to_read_only(path: Path) -> None:
    project_with_annotation(path)
    with (
        Project.open(path, read_only=True) as project,
        pytest.raises(UserError, match="read only"),
        project.edit(),
    ):
        pass


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="permissions do not bind here")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_where_nothing_can_be_written_a_project_opens_to_read_only(path: Path, which: str) -> None:
    project_with_annotation(path)
    guarded, mode = (path, 0o444) if which == "file" else (path.parent, 0o555)
    guarded.chmod(mode)
    try:
        with Project.open(path) as project:
            assert project.read_only
            assert len(stored_annotations.all(project)) == 1
    finally:
        guarded.chmod(0o755)


def test_where_no_lock_can_be_taken_a_project_opens_to_read_only(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_with_annotation(path)

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(WriterLock, "take", refuse)
    with Project.open(path) as project:
        assert project.read_only
        assert len(stored_annotations.all(project)) == 1


def sqlite_file(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"%PDF-1.7 not a project", "another kind of file"),
        (b"SQLite format 3\x00", "damaged"),
    ],
)
def test_a_file_that_is_no_project_is_refused(path: Path, content: bytes, message: str) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectRefused, match=message):
        Project.open(path)
    assert path.read_bytes() == content


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectRefused, match="no file"):
        Project.open(tmp_path / "gone.db")
    with pytest.raises(ProjectRefused, match="folder"):
        Project.open(tmp_path)


def test_another_programs_database_is_refused(path: Path) -> None:
    sqlite_file(path, "CREATE TABLE letters (text)")
    with pytest.raises(ProjectRefused, match="not a project"):
        Project.open(path)


def test_a_file_cut_short_is_refused(path: Path) -> None:
    project_with_annotation(path)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(ProjectRefused, match="incomplete"):
        Project.open(path)


def test_damage_is_said_where_it_is_met(path: Path) -> None:
    project_with_annotation(path)
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(ProjectRefused, match=r"damaged.*backups"):
        Project.open(path)
    assert beside(path) == [path.name]


@pytest.mark.parametrize("statement", ["DROP TABLE memos", "DROP TRIGGER paragraphs_added"])
def test_a_project_with_a_part_missing_is_refused(path: Path, statement: str) -> None:
    project_with_annotation(path)
    sqlite_file(path, statement)
    with pytest.raises(ProjectRefused, match="damaged"):
        Project.open(path)


def test_a_trigger_that_is_not_ours_is_refused(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(
        path, "CREATE TRIGGER surprise AFTER INSERT ON memos BEGIN UPDATE annotations SET deleted = 'x'; END"
    )
    with pytest.raises(ProjectRefused, match="surprise"):
        Project.open(path)


def test_views_that_people_add_are_left_alone(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(path, "CREATE VIEW mine AS SELECT quote FROM annotations_flat")
    with Project.open(path) as project:
        assert project.rows("SELECT quote FROM mine")[0][0] == "Calls upon States"


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


def test_an_older_project_cannot_be_opened_to_read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project_with_annotation(path)
    with_next_step(monkeypatch, "SELECT 1")
    with pytest.raises(ProjectRefused, match="older version"):
        Project.open(path, read_only=True)


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
