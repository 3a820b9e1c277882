"""The panels and a tagged page look as they did when somebody last looked at them."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.pictures.conftest import Compare, different
from tests.widgets.projects import document_named
from widgets.panels.annotations_panel import AnnotationsPanel
from widgets.panels.codebook_panel import CodebookPanel
from widgets.panels.documents_panel import DocumentsPanel
from widgets.panels.passage_panel import PassagePanel
from widgets.reader.panes import Panes
from widgets.selection import Selection
from widgets.session import Session


@pytest.mark.parametrize(
    ("name", "panel", "width", "height"),
    [
        ("documents", DocumentsPanel, 222, 120),
        ("codebook", CodebookPanel, 222, 190),
        ("passage", PassagePanel, 300, 330),
        ("annotations", AnnotationsPanel, 300, 330),
    ],
)
def test_a_panel(
    qtbot: QtBot,
    session: Session,
    compare: Compare,
    name: str,
    panel: type[QWidget],
    width: int,
    height: int,
) -> None:
    session.select(Selection(document_named(session, "A/1 draft").id, 4, 4))
    widget = panel(session)  # type: ignore[call-arg]  # every panel is made of a session
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    qtbot.waitExposed(widget)
    compare(widget, name)


def test_a_tagged_page(qtbot: QtBot, session: Session, compare: Compare) -> None:
    document = document_named(session, "A/1 draft")
    panes = Panes(session)
    qtbot.addWidget(panes)
    panes.resize(460, 480)
    panes.show()
    panes.show_document(document.id)
    session.select(Selection(document.id, 4, 4))
    qtbot.waitExposed(panes)
    compare(panes, "page")


def test_a_missing_bar_is_a_difference() -> None:
    with_bar = QImage(100, 100, QImage.Format.Format_RGB32)
    with_bar.fill(QColor("#ffffff"))
    without = with_bar.copy()
    for y in range(80):
        for x in range(3):
            with_bar.setPixelColor(10 + x, 10 + y, QColor("#0072b2"))
    assert different(with_bar, without) == pytest.approx(0.024)
