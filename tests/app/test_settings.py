"""Settings: where they are, and which project is opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import settings


def test_the_variable_moves_everything(home: Path) -> None:
    assert settings.path().parent == settings.log_path().parent == home


def test_the_folder_is_made(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIPTYCH_HOME", str(home / "new" / "folder"))
    assert settings.home().is_dir()


def test_every_setting_has_a_name_of_its_own_and_a_first_value_of_its_type() -> None:
    assert len({setting.name for setting in settings.SETTINGS}) == len(settings.SETTINGS)
    for setting in settings.SETTINGS:
        assert isinstance(setting.default, tuple if setting.type is list else setting.type)


def test_the_latest_project_comes_first_and_once(tmp_path: Path) -> None:
    recent = [str(tmp_path / name) for name in "abc"]
    assert settings.with_recent(recent, tmp_path / "c") == [recent[2], recent[0], recent[1]]


def test_only_so_many_are_remembered(tmp_path: Path) -> None:
    recent: list[str] = []
    for number in range(20):
        recent = settings.with_recent(recent, tmp_path / str(number))
    assert [Path(path).name for path in recent] == [str(number) for number in range(19, 9, -1)]


@pytest.mark.parametrize(
    ("present", "opened"),
    [
        (["here/annotations.db", "last.db"], "here/annotations.db"),
        (["last.db"], "last.db"),
        (["older.db"], None),
        ([], None),
    ],
)
def test_the_folder_s_project_comes_before_the_last_one(
    tmp_path: Path, present: list[str], opened: str | None
) -> None:
    (tmp_path / "here").mkdir()
    for name in present:
        (tmp_path / name).touch()
    recent = [str(tmp_path / "last.db"), str(tmp_path / "older.db")]
    expected = tmp_path / opened if opened else None
    assert settings.project_to_open(tmp_path / "here", recent) == expected
