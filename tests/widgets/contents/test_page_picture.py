from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, QSizeF

from widgets.contents.page_picture import BOX, CELL, placed, scale_for

CELL_RECT = QRect(0, 146, CELL.width(), CELL.height())


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("size", [(595, 842), (842, 595), (100, 3000), (3000, 20)])
def test_a_picture_lies_in_its_cell_on_whole_device_pixels(size: tuple[int, int], ratio: float) -> None:
    rect = placed(CELL_RECT, QSizeF(*size), ratio)
    assert CELL_RECT.toRectF().contains(rect)
    for edge in (rect.left(), rect.top(), rect.width(), rect.height()):
        assert edge * ratio == pytest.approx(round(edge * ratio))


def test_a_picture_is_as_large_as_its_box() -> None:
    scale = scale_for(QSizeF(595, 842), 2.0)
    assert 595 * scale == pytest.approx(2 * BOX.width(), abs=2)
