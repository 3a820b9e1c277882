"""Pages and links as the worker processes read them, and what is said when they cannot."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from app.model import Box
from app.pdf.dark_pages import DARK_PAPER
from app.pdf.pool import Pool
from app.project import documents
from app.project.database import Project
from tests.widgets.projects import theme_id
from tests.widgets.reader.tales import FIRST, HEIGHT, WIDTH, tale
from widgets import appearance
from widgets.appearance import Pages
from widgets.delivery import Delivery
from widgets.preferences import Preferences
from widgets.reader.page_layout import Fit, Zoom
from widgets.reader.page_view import PageView
from widgets.reader.turning import ROTATIONS
from widgets.selection import Selection
from widgets.session import Questions, Session

GREEN, RED = 0x00FF00, 0xFF0000
PATIENCE = 20_000
SECRET = "sesame"


def pdf(password: str | None = None) -> bytes:
    """Four pages the size of the tale's: green, red, green, red."""
    made = pymupdf.open()
    for number in range(4):
        page = made.new_page(width=WIDTH, height=HEIGHT)
        page.draw_rect(page.rect, color=None, fill=(number % 2, 1 - number % 2, 0))
        page.insert_link({"kind": pymupdf.LINK_GOTO, "page": 0, "from": page.rect})
    if password is None:
        return bytes(made.tobytes())
    return bytes(made.tobytes(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw=password, owner_pw=password))


def letters() -> bytes:
    """The tale's pages with a black bar on the left of where the first paragraph is."""
    made = pymupdf.open()
    for _ in range(4):
        page = made.new_page(width=WIDTH, height=HEIGHT)
        page.draw_rect(pymupdf.Rect(90, 100, 110, 140), color=None, fill=(0, 0, 0))
    return bytes(made.tobytes())


def scan() -> bytes:
    """The tale's pages as white pictures."""
    made = pymupdf.open()
    pixmap = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 60, 80))
    pixmap.clear_with(255)
    for _ in range(4):
        page = made.new_page(width=WIDTH, height=HEIGHT)
        page.insert_image(page.rect, pixmap=pixmap)
    return bytes(made.tobytes())


def colour_at(view: PageView, x: float, y: float) -> int:
    """The colour of the view at a point of the first page."""
    at = view.on_screen(view.column.to_view(Box(1, x, y, x, y))).topLeft().toPoint()
    return view.viewport().grab().toImage().pixel(at) & 0xFFFFFF


def is_black(view: PageView, x: float, y: float) -> bool:
    return colour_at(view, x, y) < 0x101010


@pytest.fixture
def pool(qapp: object) -> Iterator[Pool]:
    """Worker processes that answer on the test's own thread."""
    pool = Pool(deliver=Delivery())
    yield pool
    pool.close()


@pytest.fixture
def session(pool: Pool) -> Iterator[Session]:
    """A session with worker processes behind it."""
    session = Session(pool, Preferences())
    session.questions = Questions(coder=lambda: "Ana", password=lambda _name, _again: SECRET)
    yield session
    session.close()


@pytest.fixture
def opened(session: Session, qtbot: QtBot, tmp_path: Path) -> Callable[[bytes], PageView]:
    """Shows a file's content in a view."""

    def show(content: bytes) -> PageView:
        path = tmp_path / "project.db"
        with Project.create(path) as project, project.edit() as edit:
            documents.add(edit, content=content, file_name="a.pdf", title="A", text=tale())
        session.open(Project.open(path))
        view = PageView(session)
        qtbot.addWidget(view)
        view.resize(612, 500)
        view.show()
        view.show_document(session.catalogue.documents[0].id)
        return view

    return show


def colour_in_the_middle(view: PageView) -> int:
    return view.viewport().grab().toImage().pixel(306, 250) & 0xFFFFFF


def test_pages_arrive(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    view = opened(pdf())
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == GREEN, timeout=PATIENCE)
    view.go_to_page(2)
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == RED, timeout=PATIENCE)


def test_zooming_never_clears_a_page(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    view = opened(pdf())
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == GREEN, timeout=PATIENCE)
    for _ in range(4):
        view.zoom_in()
        assert colour_in_the_middle(view) == GREEN


def test_turned_pages_arrive_turned(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    view = opened(letters())
    view.set_zoom(Zoom(Fit.PAGE))
    view.set_rotation(90)
    qtbot.waitUntil(lambda: is_black(view, 100, 120), timeout=PATIENCE)
    assert not is_black(view, 100, 300)


@pytest.mark.parametrize("rotation", ROTATIONS)
@pytest.mark.usefixtures("in_the_dark")
def test_a_fill_lies_over_its_letters(
    qtbot: QtBot, session: Session, opened: Callable[[bytes], PageView], rotation: int
) -> None:
    appearance.use_pages(Pages.PRINTED)
    view = opened(letters())
    view.set_zoom(Zoom(Fit.PAGE))
    view.set_rotation(rotation)
    session.annotations.toggle_on(
        Selection(view.document_id or "", FIRST, FIRST), theme_id(session, "children")
    )
    qtbot.waitUntil(lambda: is_black(view, 100, 120), timeout=PATIENCE)
    fill = colour_at(view, 300, 120)
    assert fill == appearance.theme_colours(session.catalogue.themes[0]).fill.rgb() & 0xFFFFFF
    assert colour_at(view, 300, 170) == 0xFFFFFF


@pytest.mark.usefixtures("in_the_dark")
def test_a_choice_of_how_pages_look_in_the_dark_takes_effect_at_once(
    qtbot: QtBot, opened: Callable[[bytes], PageView]
) -> None:
    view = opened(letters())
    qtbot.waitUntil(lambda: is_black(view, 100, 120), timeout=PATIENCE)
    assert colour_at(view, 300, 170) == 0xE6E6E6
    appearance.use_pages(Pages.INVERTED)
    qtbot.waitUntil(lambda: colour_at(view, 300, 170) == DARK_PAPER, timeout=PATIENCE)
    assert colour_at(view, 102, 120) >= 0xD0D0D0
    appearance.use_pages(Pages.PRINTED)
    qtbot.waitUntil(lambda: colour_at(view, 300, 170) == 0xFFFFFF, timeout=PATIENCE)
    assert is_black(view, 100, 120)


@pytest.mark.usefixtures("in_the_dark")
def test_a_page_not_there_yet_is_dark_when_it_will_be(opened: Callable[[bytes], PageView]) -> None:
    appearance.use_pages(Pages.INVERTED)
    assert colour_at(opened(letters()), 300, 170) == DARK_PAPER


@pytest.mark.usefixtures("in_the_dark")
def test_a_scan_is_only_dimmed(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    appearance.use_pages(Pages.INVERTED)
    view = opened(scan())
    qtbot.waitUntil(lambda: colour_at(view, 300, 170) == 0xE6E6E6, timeout=PATIENCE)


def test_a_broken_document_says_so_on_its_page(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    view = opened(b"%PDF-1.7 and nothing of use")
    qtbot.waitUntil(lambda: view.pictures.trouble(1) != "", timeout=PATIENCE)
    assert view.pictures.trouble(1).startswith("Page 1 cannot be shown.")
    assert not view.pictures.is_locked(1)


def test_a_click_on_a_locked_page_asks_for_the_password(
    qtbot: QtBot, opened: Callable[[bytes], PageView]
) -> None:
    view = opened(pdf(SECRET))
    qtbot.waitUntil(lambda: view.pictures.is_locked(1), timeout=PATIENCE)
    assert "password" in view.pictures.trouble(1)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == GREEN, timeout=PATIENCE)
    assert view.pictures.trouble(1) == ""


def has_hand(qtbot: QtBot, view: PageView) -> bool:
    """Whether the view knows the link that covers each page."""
    for x in (300, 310):
        qtbot.mouseMove(view.viewport(), QPoint(x, 250))
    return view.viewport().cursor().shape() == Qt.CursorShape.PointingHandCursor


def test_links_arrive(qtbot: QtBot, opened: Callable[[bytes], PageView]) -> None:
    view = opened(pdf())
    qtbot.waitUntil(lambda: has_hand(qtbot, view), timeout=PATIENCE)


def test_links_of_a_locked_page_arrive_with_its_password(
    qtbot: QtBot, opened: Callable[[bytes], PageView]
) -> None:
    view = opened(pdf(SECRET))
    qtbot.waitUntil(lambda: view.pictures.is_locked(1), timeout=PATIENCE)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: has_hand(qtbot, view), timeout=PATIENCE)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_workers_killed_while_scrolling_are_not_missed(
    qtbot: QtBot, pool: Pool, opened: Callable[[bytes], PageView]
) -> None:
    view = opened(pdf())
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == GREEN, timeout=PATIENCE)
    stopped = pool.pids
    for pid in stopped:
        os.kill(pid, signal.SIGSTOP)  # so that what is asked for now is on its way to them when they die
    view.go_to_page(2)
    qtbot.waitUntil(lambda: view.page == 2)
    for pid in stopped:
        os.kill(pid, signal.SIGKILL)
    qtbot.waitUntil(lambda: colour_in_the_middle(view) == RED, timeout=PATIENCE)
    qtbot.waitUntil(lambda: has_hand(qtbot, view), timeout=PATIENCE)
    assert pool.lost == len(stopped) > 0
    assert view.pictures.trouble(2) == ""
