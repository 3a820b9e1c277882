"""The table of figures, the list of differences and the squares say what was reckoned."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from app.analysis.agreement import Measure
from widgets.agreement.differences import DifferenceRole, DifferencesModel, sides
from widgets.agreement.figures import FiguresModel, shown
from widgets.agreement.matrix import Matrix
from widgets.agreement.reckoning import Reckoned
from widgets.agreement.squares import between_coders, confusion


@pytest.fixture
def figures(reckoned: Reckoned) -> FiguresModel:
    model = FiguresModel()
    model.show(reckoned.agreement)
    return model


@pytest.fixture
def differences(reckoned: Reckoned) -> DifferencesModel:
    model = DifferencesModel()
    model.show(reckoned.differences)
    return model


def test_the_table_keeps_the_rules_of_models(figures: FiguresModel, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(figures)


def test_the_list_keeps_the_rules_of_models(
    differences: DifferencesModel, qtmodeltester: ModelTester
) -> None:
    qtmodeltester.check(differences)


def test_a_row_a_theme_and_one_over_all(figures: FiguresModel) -> None:
    names = [figures.index(row, 0).data() for row in range(figures.rowCount())]
    assert names == ["children", "financing", "sanctions", "procurement", "All themes"]


def test_columns_name_the_coders_and_explain_the_coefficients(figures: FiguresModel) -> None:
    columns = range(figures.columnCount())
    heads = [figures.headerData(column, Qt.Orientation.Horizontal) for column in columns]
    assert heads[:3] == ["Theme", "Ana", "Ben"]
    assert "Krippendorff’s α" in heads
    tips = [
        figures.headerData(column, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
        for column in columns[1:]
    ]
    assert all(tips)


def test_full_agreement_is_one(figures: FiguresModel) -> None:
    children = [figures.index(0, column).data() for column in range(figures.columnCount())]
    assert children[1:3] == ["1", "1"]
    assert children[3].startswith("1.00")


def test_undefined_is_said(figures: FiguresModel) -> None:
    assert shown(Measure(None)) == "undefined"


def test_the_table_can_be_copied(figures: FiguresModel) -> None:
    lines = figures.as_text().splitlines()
    assert len(lines) == figures.rowCount() + 1
    assert all(line.count("\t") == figures.columnCount() - 1 for line in lines)


def test_every_difference_is_listed_with_its_sides(differences: DifferencesModel) -> None:
    rows = [differences.index(row).data(DifferenceRole.DIFFERENCE) for row in range(differences.rowCount())]
    assert [(row.paragraph.ordinal, row.theme.name, sides(row)) for row in rows] == [
        (4, "financing", "given by Ana, not by Ben"),
        (5, "financing", "given by Ben, not by Ana"),
        (5, "procurement", "given by Ana, not by Ben"),
    ]


def test_settled_ones_can_be_left_out(differences: DifferencesModel) -> None:
    first = differences.index(0).data(DifferenceRole.DIFFERENCE)
    differences.mark_settled([first])
    assert (differences.settled_count, differences.count) == (1, 3)
    differences.narrow(only_open=True, theme_id=None)
    assert differences.rowCount() == 2
    differences.narrow(only_open=False, theme_id=first.theme.id)
    assert differences.rowCount() == 2


def test_the_heat_map_is_symmetric_with_a_blank_diagonal(reckoned: Reckoned) -> None:
    square = between_coders(reckoned)
    assert square.rows == ["Ana", "Ben"]
    assert square.cells[0][1].text == square.cells[1][0].text
    assert square.cells[0][0].text == ""


def test_the_confusion_counts_theme_against_theme(reckoned: Reckoned) -> None:
    square = confusion(reckoned, next(iter(reckoned.confusions)))
    found = {
        (row, column): cell.text
        for row, cells in zip(square.rows, square.cells, strict=True)
        for column, cell in zip(square.columns, cells, strict=True)
        if cell.text
    }
    assert found == {
        ("Ana: children", "Ben: children"): "1",
        ("Ana: sanctions", "Ben: sanctions"): "1",
        ("Ana: financing", "Ben: nothing"): "1",
        ("Ana: procurement", "Ben: financing"): "1",
    }


def test_a_darker_cell_means_more(qapp: object, reckoned: Reckoned) -> None:
    matrix = Matrix()
    matrix.resize(500, 200)
    matrix.show_square(between_coders(reckoned))
    image = matrix.grab().toImage()
    blank, figure = (image.pixelColor(matrix.cell_at(0, column).topLeft()) for column in (0, 1))
    assert figure != blank
    assert "Ana, Ben" in matrix.accessibleDescription()
