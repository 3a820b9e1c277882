"""The themes of the passage at hand as chips, with a way to take one's own off and to ask for another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from app.model import Annotation, Coder, Theme
from widgets.panels.flow_layout import FlowLayout
from widgets.panels.theme_chip import AddChip, ThemeChip
from widgets.selection import Selection
from widgets.session import Session


@dataclass(frozen=True, slots=True)
class GivenTheme:
    """A theme one coder gave to some of the paragraphs at hand."""

    theme: Theme
    coder: Coder
    annotations: tuple[Annotation, ...]


class PassageThemes(QWidget):
    """A chip for each theme and coder; they are made anew only when they differ."""

    pick_theme_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._row = FlowLayout(self)
        self._chips: list[ThemeChip | AddChip] = []

    def show_themes(self, selection: Selection) -> bool:
        """Show what the paragraphs have been given; whether anything is another than before."""
        given = self._given(selection)
        wanted = (given, self._session.coder, self._session.read_only)
        if wanted == self._shown:
            return False
        self._shown = wanted
        self._clear()
        for one in given:
            self._add(self._chip(one))
        if not self._session.read_only:
            add = AddChip()
            add.clicked.connect(self.pick_theme_requested)
            self._add(add)
        self.updateGeometry()
        return True

    def buttons(self) -> list[QToolButton]:
        """What the Tab key visits, in order."""
        return [button for chip in self._chips if (button := chip.button()) is not None]

    def _given(self, selection: Selection) -> tuple[GivenTheme, ...]:
        catalogue = self._session.catalogue
        found: dict[tuple[str, str], dict[str, Annotation]] = {}
        for annotation in self._annotations(selection):
            key = (annotation.theme_id, annotation.coder_id)
            found.setdefault(key, {})[annotation.id] = annotation
        return tuple(
            GivenTheme(catalogue.theme(theme_id), catalogue.coder(coder_id), tuple(given.values()))
            for (theme_id, coder_id), given in found.items()
        )

    def _annotations(self, selection: Selection) -> Iterable[Annotation]:
        catalogue = self._session.catalogue
        if selection.part is not None:
            return catalogue.given(selection.part)
        ordinals = range(selection.first, selection.last + 1)
        return chain.from_iterable(catalogue.annotations_on(selection.document_id, each) for each in ordinals)

    def _chip(self, given: GivenTheme) -> ThemeChip:
        own = given.coder == self._session.coder and not self._session.read_only
        chip = ThemeChip(given.theme, given.coder.name, own=own)
        chip.removal_requested.connect(
            lambda: self._session.annotations.take_off(given.theme, given.annotations)
        )
        return chip

    def _add(self, chip: ThemeChip | AddChip) -> None:
        self._chips.append(chip)
        self._row.addWidget(chip)
        chip.show()

    def _clear(self) -> None:
        for chip in self._chips:
            self._row.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips.clear()
