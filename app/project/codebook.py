"""The themes of a project: listed, found, added, changed and deleted."""

from __future__ import annotations

import re
from collections.abc import Collection

from app.errors import UserError
from app.model import Theme
from app.project import names
from app.project.database import Columns, Edit, Project
from app.project.identity import folded, random_id, theme_id
from app.project.palette import next_colour

RESERVED_KEYS = frozenset("jktmnp?")
"""Keys that do something else in the window: move, pick a theme, write a memo, ask for help."""

LONGEST_DEFINITION = 20_000
_KEYS_GIVEN = "123456789"
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_CHANGEABLE = frozenset({"name", "colour", "key", "parent_id", "definition", "ordinal"})


def all(project: Project) -> list[Theme]:
    """The themes in the order of the codebook."""
    found = project.rows("SELECT * FROM themes WHERE deleted IS NULL ORDER BY ordinal, name, id")
    return [from_row(row) for row in found]


def from_row(row: Columns) -> Theme:
    """The theme a row of `themes` holds."""
    return Theme(
        row["id"], row["name"], row["colour"], row["key"], row["parent_id"], row["definition"], row["ordinal"]
    )


def find(project: Project, name: str) -> Theme:
    """The theme of this name, or the only one whose name starts so; UserError lists the themes there are."""
    return names.pick(name, "theme", all(project), lambda theme: (theme.name,), lambda theme: theme.id)


def add(
    edit: Edit,
    name: str,
    *,
    colour: str | None = None,
    key: str | None = None,
    parent_id: str | None = None,
    definition: str = "",
) -> Theme:
    """Add a theme at the end of the codebook; a deleted one of the same name comes back as this one.

    Without a colour it gets the next of the palette, without a key the next free digit while there is one; an
    empty key means none. Raises UserError if the name, colour or key cannot be used.
    """
    themes = all(edit.project)
    name = _name(name, themes)
    fields: dict[str, object] = {
        "name": name,
        "colour": next_colour(theme.colour for theme in themes) if colour is None else _colour(colour),
        "key": _free_key(themes) if key is None else _key(key, themes),
        "parent_id": _parent(parent_id, None, themes),
        "definition": _definition(definition),
        "ordinal": max((theme.ordinal for theme in themes), default=0) + 1,
    }
    edit.write("themes", {"id": _id(edit, name), **fields, "deleted": None})
    return next(theme for theme in all(edit.project) if theme.name == name)


def change(edit: Edit, theme_id: str, **fields: object) -> Theme:
    """Change a theme's name, colour, key, parent_id, definition or ordinal; UserError if one will not do."""
    if unknown := fields.keys() - _CHANGEABLE:
        raise TypeError(f"a theme has no {', '.join(sorted(unknown))} to change")
    _existing(edit, theme_id)
    others = [theme for theme in all(edit.project) if theme.id != theme_id]
    checked = dict(fields)
    if "name" in fields:
        checked["name"] = _name(str(fields["name"]), others)
    if "colour" in fields:
        checked["colour"] = _colour(str(fields["colour"]))
    if fields.get("key") is not None:
        checked["key"] = _key(str(fields["key"]), others)
    if fields.get("parent_id") is not None:
        checked["parent_id"] = _parent(str(fields["parent_id"]), theme_id, others)
    if "definition" in fields:
        checked["definition"] = _definition(str(fields["definition"]))
    edit.write("themes", {"id": theme_id, **checked})
    return _existing(edit, theme_id)


def delete(edit: Edit, theme_id: str) -> None:
    """Delete a theme with its annotations and memos; themes under it move up to its parent."""
    theme = _existing(edit, theme_id)
    for child in all(edit.project):
        if child.parent_id == theme_id:
            edit.write("themes", {"id": child.id, "parent_id": theme.parent_id})
    for row in edit.rows("SELECT id FROM annotations WHERE theme_id = ? AND deleted IS NULL", (theme_id,)):
        edit.delete("annotations", row["id"])
    memos = "SELECT id FROM memos WHERE target = 'theme' AND target_id = ? AND deleted IS NULL"
    for row in edit.rows(memos, (theme_id,)):
        edit.delete("memos", row["id"])
    edit.delete("themes", theme_id)


def _existing(edit: Edit, theme_id: str) -> Theme:
    row = edit.row("themes", theme_id)
    if row is None or row["deleted"] is not None:
        raise UserError("This theme has been deleted. Undo, or choose another.")
    return from_row(row)


def _id(edit: Edit, name: str) -> str:
    """The deleted theme that had this name last, else the name's own id, else a new one if that is taken."""
    for row in edit.rows("SELECT id, name FROM themes WHERE deleted IS NOT NULL ORDER BY deleted DESC"):
        if folded(row["name"]) == folded(name):
            return str(row["id"])
    own = theme_id(name)
    return own if edit.row("themes", own) is None else random_id()


def _name(name: str, others: Collection[Theme]) -> str:
    tidy = names.clean(name, "A theme's name")
    for other in others:
        if folded(other.name) == folded(tidy):
            raise UserError(f"There is a theme “{other.name}” already.")
    return tidy


def _colour(colour: str) -> str:
    tidy = colour.strip().lower()
    if not _COLOUR.fullmatch(tidy):
        raise UserError(
            f"“{colour}” is not a colour: write it as # and six digits or letters a to f, like #0072b2."
        )
    return tidy


def _key(key: str, others: Collection[Theme]) -> str | None:
    tidy = key.strip().casefold()
    if not tidy:
        return None
    if len(tidy) > 1 or not tidy.isprintable():
        raise UserError(f"A theme's key is one character; “{key.strip()}” cannot be one.")
    if tidy in RESERVED_KEYS:
        raise UserError(f"The key “{tidy}” already does something else in the window. Choose another.")
    for other in others:
        if other.key == tidy:
            raise UserError(f"The key “{tidy}” belongs to the theme “{other.name}”. Choose another.")
    return tidy


def _free_key(themes: Collection[Theme]) -> str | None:
    used = {theme.key for theme in themes}
    return next((key for key in _KEYS_GIVEN if key not in used), None)


def _parent(parent_id: str | None, theme_id: str | None, themes: Collection[Theme]) -> str | None:
    parents = {theme.id: theme.parent_id for theme in themes}
    above = parent_id
    while above is not None:
        if above == theme_id:
            raise UserError("A theme cannot be placed under itself.")
        if above not in parents:
            raise UserError("The theme to place it under has been deleted.")
        above = parents.pop(above)
    return parent_id


def _definition(text: str) -> str:
    if len(text) > LONGEST_DEFINITION:
        raise UserError(f"A definition can have at most {LONGEST_DEFINITION:,} characters.")
    return names.storable(text).strip()
