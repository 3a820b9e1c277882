from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.errors import ProjectBusy, UserError
from app.model import Document
from app.project import backup, coders, documents, files
from app.project.database import Project
from app.project.failures import backups_folder
from app.project.lock import WriterLock

NOW = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)


def test_a_copy_is_a_whole_project(project: Project, document: Document, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    copy.write_text("an older copy")
    backup.save_copy(project, copy)
    with Project.open(copy) as copied:
        assert documents.all(copied) == [document]
        assert documents.paragraphs(copied, document.id) == documents.paragraphs(project, document.id)
        assert copied.id == project.id
    assert files.read(copy, document.sha256) == b"decision"
    assert [file.name for file in tmp_path.iterdir() if not file.name.startswith("field")] == ["copy.db"]


def test_a_project_is_not_copied_over_itself(project: Project) -> None:
    with pytest.raises(UserError, match="itself"):
        backup.save_copy(project, project.path)


def test_a_project_is_not_copied_over_one_being_edited(project: Project, tmp_path: Path) -> None:
    with (
        Project.create(tmp_path / "other.db", holder="Ben") as other,
        pytest.raises(ProjectBusy, match="Ben"),
    ):
        backup.save_copy(project, other.path)


def test_a_copy_into_a_missing_folder_is_refused(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="Choose another folder"):
        backup.save_copy(project, tmp_path / "missing" / "copy.db")


def test_backups_lie_beside_the_project_and_name_their_time(project: Project, document: Document) -> None:
    made = backup.back_up(project, NOW)
    again = backup.back_up(project, NOW + timedelta(seconds=1))
    assert made.parent == backups_folder(project.path)
    assert made.name == "field notes #1 100%-20260318T123000Z.db"
    with Project.open(again) as copied:
        assert documents.all(copied) == [document]


def test_two_backups_of_one_second_are_two_files(project: Project) -> None:
    backup.copy_for_upgrade(project.path)
    backup.copy_for_upgrade(project.path)
    assert len({file for _, file in backup.backups(project.path)}) == 2


def test_a_backup_just_made_is_there(project: Project) -> None:
    assert all(backup.back_up(project, NOW).exists() for _ in range(3))


def test_a_failed_copy_leaves_nothing_behind(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UserError, match="Permission denied"):
        backup.back_up(project)
    assert list(backups_folder(project.path).iterdir()) == []


def make_backups(path: Path, ages: list[timedelta]) -> None:
    folder = backups_folder(path)
    folder.mkdir(exist_ok=True)
    for age in ages:
        (folder / f"{path.stem}-{(NOW - age).strftime('%Y%m%dT%H%M%SZ')}.db").touch()


@pytest.mark.parametrize(
    ("every", "reach", "kept"),
    [
        (timedelta(minutes=10), timedelta(hours=3), 4),  # 12:30 back to 9:30 touches four hours
        (timedelta(hours=1), timedelta(days=1), 24),
        (timedelta(hours=3), timedelta(days=5), 8 + 5),  # today's eight and yesterday's in part are hourly
        (timedelta(days=1), timedelta(days=70), 14 + 9),
    ],
)
def test_backups_are_thinned_as_they_age(
    tmp_path: Path, every: timedelta, reach: timedelta, kept: int
) -> None:
    path = tmp_path / "p.db"
    make_backups(path, [every * number for number in range(reach // every)])
    backup.thin(path, NOW)
    left = backup.backups(path)
    assert len(left) == kept
    assert left[-1][0] == NOW
    assert backup.thin(path, NOW) == []


def test_thinning_touches_no_file_of_another_name(tmp_path: Path) -> None:
    path = tmp_path / "p.db"
    make_backups(path, [timedelta(minutes=1), timedelta(minutes=2)])
    mine = backups_folder(path) / "before the interview.db"
    mine.touch()
    backup.thin(path, NOW)
    assert mine.exists()


def test_a_backup_is_due_half_an_hour_after_opening_or_the_last_if_anything_changed(path: Path) -> None:
    Project.create(path).close()
    with Project.open(path) as project:
        opened = project.opened
        assert not backup.due(project, opened + timedelta(hours=9))
        with project.edit() as edit:
            coders.ensure(edit, "Ana")
        assert not backup.due(project, opened + timedelta(minutes=29))
        assert backup.due(project, opened + timedelta(minutes=30))
        backup.back_up(project, opened + timedelta(minutes=30))
        assert not backup.due(project, opened + timedelta(minutes=59))


def test_a_lock_is_free_again_once_released(tmp_path: Path) -> None:
    WriterLock.take(tmp_path / "p.db", "Ana").release()
    WriterLock.take(tmp_path / "p.db", "Ben").release()
    assert list(tmp_path.iterdir()) == []


def test_a_lock_names_its_holder_even_if_the_text_is_not_ours(tmp_path: Path) -> None:
    lock = WriterLock.take(tmp_path / "p.db", "Ana")
    (tmp_path / "p.db.lock").write_text("nonsense")
    with pytest.raises(ProjectBusy, match="another window or command"):
        WriterLock.take(tmp_path / "p.db")
    lock.release()
