"""The history of a passage, a theme, a project: what was said before, latest first, and nothing twice."""

from __future__ import annotations

from app.project import clock, codebook, versions
from app.project.database import Project
from app.project.superseded import Version
from tests.app.project.making import add_document, tag

DAYS = [f"2026-11-0{day}T09:00:00.000000Z" for day in range(1, 8)]


def passage_with_memo(project: Project) -> tuple[str, str]:
    """A passage Ana tagged and noted on on the fifth day, and her memo's id."""
    with clock.at(DAYS[4]), project.edit() as edit:
        tag(edit, add_document(edit), 2)
        row = edit.rows("SELECT * FROM annotations")[0]
        memo = {"id": "m", "target": "passage", "target_id": row["passage_id"], "coder_id": row["coder_id"]}
        edit.write("memos", {**memo, "text": "Now."})
    return row["passage_id"], "m"


def keep(project: Project, table: str, row_id: str, day: int, removed: bool = False, **said: object) -> None:
    with project.edit() as edit:
        edit.keep([Version.made(table, row_id, DAYS[day], DAYS[day] if removed else None, said)])


def texts(found: list[versions.Earlier]) -> list[tuple[str, bool]]:
    return [(one.text, one.removed) for one in found]


def test_what_a_memo_said_is_told_latest_first(project: Project) -> None:
    passage, memo = passage_with_memo(project)
    for day, text in enumerate(("One.", "Two.")):
        keep(project, "memos", memo, day, text=text)
    found = versions.on_passage(project, passage)
    assert texts(found) == [("Two.", False), ("One.", False)]
    assert found[0].now == {"text": "Now."}
    assert found[0].changed == DAYS[1]


def test_what_says_the_same_as_the_next_is_not_told(project: Project) -> None:
    passage, memo = passage_with_memo(project)
    for day, text in enumerate(("One.", "One.", "Now.")):
        keep(project, "memos", memo, day, text=text)
    assert texts(versions.on_passage(project, passage)) == [("One.", False)]


def test_a_removed_memo_is_told_with_its_words(project: Project) -> None:
    passage, memo = passage_with_memo(project)
    with project.edit() as edit:
        edit.delete("memos", memo)
    (removed,) = versions.on_passage(project, passage)
    assert (removed.text, removed.removed, removed.now) == ("Now.", True, None)


def test_a_theme_taken_back_and_given_again_at_once_is_not_told(project: Project) -> None:
    passage, _ = passage_with_memo(project)
    annotation = project.rows("SELECT id FROM annotations")[0][0]
    with project.edit() as edit:
        edit.delete("annotations", annotation)
    with project.edit() as edit:
        edit.write("annotations", {"id": annotation, "deleted": None})
    assert versions.on_passage(project, passage) == []


def test_a_theme_taken_back_is_told(project: Project) -> None:
    passage, _ = passage_with_memo(project)
    with clock.at(DAYS[6]), project.edit() as edit:
        edit.delete("annotations", edit.rows("SELECT id FROM annotations")[0][0])
    removed, given = versions.on_passage(project, passage)
    assert (removed.table, removed.removed) == ("annotations", True)
    assert (given.removed, given.changed) == (False, min(given.changed, removed.changed))
    assert removed.theme_id == codebook.find(project, "children").id


def test_every_giving_and_taking_back_is_told(project: Project) -> None:
    passage, _ = passage_with_memo(project)
    annotation = project.rows("SELECT id FROM annotations")[0][0]
    keep(project, "annotations", annotation, 1, removed=True, created=DAYS[0])
    found = versions.on_passage(project, passage)
    assert [(one.removed, one.changed) for one in found] == [(True, DAYS[1]), (False, DAYS[0])]


def test_what_a_theme_meant_is_told(project: Project) -> None:
    theme = codebook.find(project, "children")
    said = {"name": "minors", "colour": theme.colour, "key": None, "definition": "Below 18."}
    keep(project, "themes", theme.id, 0, **said)
    (earlier,) = versions.of_theme(project, theme.id)
    assert (earlier.text, earlier.said["name"]) == ("Below 18.", "minors")
    assert versions.everything(project) == [earlier]
