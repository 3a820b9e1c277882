"""Whatever is done and undone, models that followed say what models made afresh say."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from tests.widgets.projects import opened_session
from widgets.models.annotation_cells import Column
from widgets.models.annotation_filter import AnnotationFilter
from widgets.models.annotations import AnnotationsModel
from widgets.models.codebook import CodebookModel, ThemeRole
from widgets.models.documents import DocumentRole, DocumentsModel
from widgets.selection import Selection
from widgets.session import Session

Chance = random.Random
Step = Callable[[Session, Chance], object]
NO_PARENT = QModelIndex()


def some_theme(session: Session, chance: Chance) -> str:
    return chance.choice(session.catalogue.themes).id


def some_document(session: Session, chance: Chance) -> str:
    return chance.choice(session.catalogue.documents).id


def tag(session: Session, chance: Chance) -> None:
    if session.catalogue.documents and session.catalogue.themes:
        first = chance.randint(1, 10)
        selection = Selection(some_document(session, chance), first, first + chance.randint(0, 2))
        session.annotations.toggle_on(selection, some_theme(session, chance))


def nest(session: Session, chance: Chance) -> None:
    above = chance.choice([None, *(theme.id for theme in session.catalogue.themes)])
    session.codebook.change(some_theme(session, chance), parent_id=above)


def rename(session: Session, chance: Chance) -> None:
    session.codebook.change(some_theme(session, chance), name=f"theme {chance.randint(0, 99)}")


def delete(session: Session, chance: Chance) -> None:
    if len(session.catalogue.themes) > 2:
        session.codebook.delete(some_theme(session, chance))


def remove(session: Session, chance: Chance) -> None:
    if len(session.catalogue.documents) > 1:
        session.documents.remove(some_document(session, chance))


STEPS: tuple[Step, ...] = (
    *(tag,) * 6,
    nest,
    rename,
    delete,
    remove,
    lambda session, chance: session.codebook.add(f"new {chance.randint(0, 999)}"),
    lambda session, chance: session.documents.rename(some_document(session, chance), f"T {chance.random()}"),
    *(lambda session, _: session.undo(),) * 3,
    lambda session, _: session.redo(),
)


def rows(model: QAbstractItemModel, roles: list[int], parent: QModelIndex = NO_PARENT) -> Iterator[object]:
    for row in range(model.rowCount(parent)):
        first = model.index(row, 0, parent)
        cells = [model.index(row, column, parent).data() for column in range(_columns(model))]
        yield cells, [first.data(role) for role in roles], list(rows(model, roles, first))


def _columns(model: QAbstractItemModel) -> int:
    return 1 if isinstance(model, DocumentsModel | CodebookModel) else len(Column)


@pytest.mark.parametrize("seed", range(6))
def test_models_stay_in_step(qapp: object, tmp_path: Path, seed: int) -> None:
    chance = Chance(seed)
    order = chance.choice([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
    column = chance.choice(list(Column))
    with opened_session(tmp_path / "study.db") as session:
        session.failed.connect(lambda _error: None)  # a theme put under itself is refused, which is right
        followed = made(session, column, order)
        testers = [
            QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
            for model, _ in followed
        ]
        for _ in range(40):
            chance.choice(STEPS)(session, chance)
            session.select(Selection(session.catalogue.documents[0].id, chance.randint(1, 10), 10))
        for (model, roles), (fresh, _) in zip(followed, made(session, column, order), strict=True):
            assert list(rows(model, roles)) == list(rows(fresh, roles)), type(model).__name__
        assert len(testers) == len(followed)


def made(session: Session, column: Column, order: Qt.SortOrder) -> list[tuple[QAbstractItemModel, list[int]]]:
    table = AnnotationsModel(session, session)
    table.sort(column, order)
    narrowed = AnnotationFilter(table, session)
    narrowed.set_text("children")
    return [
        (DocumentsModel(session, session), [DocumentRole.TAGGED, DocumentRole.COUNTABLE]),
        (CodebookModel(session, session), [ThemeRole.COUNT, ThemeRole.GIVEN]),
        (table, []),
        (narrowed, []),
    ]
