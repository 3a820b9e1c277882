from __future__ import annotations

import os
import random
from contextlib import suppress
from pathlib import Path

import pytest

from app.catalogue import Catalogue
from app.errors import ProjectBusy, ProjectRefused, UserError
from app.project import annotations as stored_annotations
from app.project import codebook, documents, opening
from app.project.database import Project
from app.project.lock import WriterLock
from tests.app.project.making import project_with_annotation
from tests.app.project.outside import beside, digest, in_another_process, kill, sqlite_file


def test_opening_and_closing_changes_no_byte_and_leaves_nothing_beside(path: Path) -> None:
    project_with_annotation(path)
    before = digest(path)
    with Project.open(path) as project:
        project.rows("SELECT * FROM annotations_flat")
    with Project.open(path, read_only=True) as project:
        project.rows("SELECT * FROM annotations_flat")
    assert digest(path) == before
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


@pytest.mark.parametrize(
    "statement", ["DROP TABLE memos", "DROP TRIGGER paragraphs_added", "DELETE FROM project"]
)
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


def test_one_broken_letter_does_not_close_the_project(path: Path) -> None:
    project_with_annotation(path)
    content = path.read_bytes()
    path.write_bytes(content.replace(b"Recalling the Charter", b"Recalling the Ch\xffrter"))
    with Project.open(path) as project:
        document = documents.all(project)[0]
        assert "Recalling the Ch\ufffdrter" in documents.text(project, document.id)


@pytest.mark.parametrize(("was", "broken"), [(b"[[1,72.0,", b"[[1,72.!,"), (b"header", b"he der")])
def test_a_row_that_makes_no_sense_is_called_damage(path: Path, was: bytes, broken: bytes) -> None:
    document, _ = project_with_annotation(path)
    path.write_bytes(path.read_bytes().replace(was, broken))
    with pytest.raises(ProjectRefused, match="damaged"), Project.open(path) as project:
        documents.paragraphs(project, document.id)


@pytest.mark.parametrize("seed", range(40))
def test_a_file_with_bytes_gone_wrong_opens_or_is_refused(path: Path, seed: int) -> None:
    document, _ = project_with_annotation(path)
    chance = random.Random(seed)
    content = bytearray(path.read_bytes())
    for _ in range(chance.choice([1, 20, 500])):
        content[chance.randrange(len(content))] = chance.randrange(256)
    path.write_bytes(content)
    with suppress(UserError, KeyError), Project.open(path) as project:
        Catalogue(project)
        documents.paragraphs(project, document.id)
        list(stored_annotations.flat(project))


def test_a_project_from_somebody_else_is_read_without_a_trace(path: Path) -> None:
    _, annotation_id = project_with_annotation(path)
    before = digest(path)
    with Project.open_foreign(path) as project:
        assert project.read_only
        assert [annotation.id for annotation in stored_annotations.all(project)] == [annotation_id]
    assert digest(path) == before
    assert beside(path) == [path.name]


def test_a_project_from_somebody_else_cannot_keep_the_machine_busy(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project_with_annotation(path)
    monkeypatch.setattr(opening, "MOST_STEPS", 2_000_000)
    endless = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
    with Project.open_foreign(path) as project, pytest.raises(UserError, match="more work"):
        project.rows(endless)


def test_a_project_from_somebody_else_in_the_middle_of_a_change_is_refused(path: Path) -> None:
    project_with_annotation(path)
    path.with_name(path.name + "-journal").write_bytes(b"half a change")
    with pytest.raises(ProjectRefused, match="interrupted"):
        Project.open_foreign(path)


def test_a_trigger_of_ours_that_was_changed_is_refused(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(
        path,
        "DROP TRIGGER paragraphs_added",
        "CREATE TRIGGER paragraphs_added AFTER INSERT ON paragraphs BEGIN DELETE FROM memos; END",
    )
    with pytest.raises(ProjectRefused, match="paragraphs_added"):
        Project.open_foreign(path)


def test_a_column_or_index_that_people_add_is_left_alone(path: Path) -> None:
    project_with_annotation(path)
    sqlite_file(path, "ALTER TABLE coders ADD COLUMN office TEXT", "CREATE INDEX mine ON memos (text)")
    with Project.open(path) as project:
        assert len(stored_annotations.all(project)) == 1
