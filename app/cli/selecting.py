"""The options --theme, --coder and --document, by which commands take part of a project."""

from __future__ import annotations

import functools
from collections.abc import Callable

import click

from app.exchange.contents import Selection
from app.project.database import Project

Selecting = Callable[[Project], Selection]
"""Turns the names that were given into a selection of a project."""

_OPTIONS = (
    ("--theme", "themes", "THEME", "Only this theme; may be repeated."),
    ("--coder", "coders", "NAME", "Only this coder; may be repeated."),
    ("--document", "titles", "NAME", "Only this document; may be repeated."),
)


def SELECTION(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the three options, which reach it as `selecting`."""

    @functools.wraps(command)
    def with_selection(
        *args: object,
        themes: tuple[str, ...],
        coders: tuple[str, ...],
        titles: tuple[str, ...],
        **more: object,
    ) -> None:
        def selecting(project: Project) -> Selection:
            return Selection.named(project, themes, coders, titles)

        command(*args, selecting=selecting, **more)

    decorated: Callable[..., None] = with_selection
    for flag, name, metavar, about in reversed(_OPTIONS):
        decorated = click.option(flag, name, multiple=True, metavar=metavar, help=about)(decorated)
    return decorated
