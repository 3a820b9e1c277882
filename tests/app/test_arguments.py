"""Arguments of a window are told apart by name and content."""

from __future__ import annotations

from pathlib import Path

from app.arguments import is_project, sorted_out
from tests.app.projects import new_project


def test_a_project_is_told_by_its_ending_or_its_content(tmp_path: Path) -> None:
    with new_project(tmp_path) as project:
        renamed = project.path.rename(tmp_path / "study.diptych")
    meant = sorted_out(["new.db", str(renamed), "a.pdf", "missing"])
    assert meant.projects == (Path("new.db"), renamed)
    assert meant.files == (Path("a.pdf"), Path("missing"))


def test_a_folder_is_no_project(tmp_path: Path) -> None:
    assert not is_project(tmp_path)
