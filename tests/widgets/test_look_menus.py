"""Choosing the look."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from app import settings
from widgets import appearance, look_menus
from widgets.appearance import Pages, Scheme
from widgets.preferences import Preferences


@pytest.fixture
def menu(qtbot: QtBot, look_restored: None) -> QMenu:
    menu = QMenu()
    qtbot.addWidget(menu)
    return menu


def checked(menu: QMenu) -> list[int]:
    return [place for place, action in enumerate(menu.actions()) if action.isChecked()]


@pytest.mark.parametrize("pages", list(Pages))
def test_how_pages_are_shown_in_the_dark_takes_effect_and_is_remembered(menu: QMenu, pages: Pages) -> None:
    preferences = Preferences()
    look_menus.offer_pages(menu, preferences)
    assert checked(menu) == [list(Pages).index(Pages.DIMMED)]
    menu.actions()[list(Pages).index(pages)].trigger()
    appearance.use(Scheme.DARK)
    assert appearance.pages() is pages
    assert look_menus.remembered_pages(preferences) is pages


@pytest.mark.parametrize(("remembered", "understood"), [("", Pages.DIMMED), ("sepia", Pages.DIMMED)])
def test_an_unknown_choice_is_none(remembered: str, understood: Pages) -> None:
    preferences = Preferences()
    preferences.set(settings.DARK_PAGES, remembered)
    assert look_menus.remembered_pages(preferences) is understood


def test_the_menu_shows_what_was_chosen_before(menu: QMenu) -> None:
    preferences = Preferences()
    preferences.set(settings.SCHEME, Scheme.DARK.value)
    look_menus.offer_schemes(menu, preferences)
    assert checked(menu) == [list(Scheme).index(Scheme.DARK)]
