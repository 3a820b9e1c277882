"""The codes and users of another program's project as themes and coders, known here by name or new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from app.exchange.refi.incoming import Incoming, IncomingTheme
from app.exchange.refi.losses import Loss
from app.exchange.refi.naming import Names, tidy
from app.exchange.refi.standard import is_guid
from app.project import clock, codebook, identity, names
from app.project.palette import PALETTE
from app.project.state import Row, Rows


class ComingCodebook:
    """Rows for themes and coders; a name that two codes share is told apart by what each stands under."""

    def __init__(self, ours: Rows, incoming: Incoming, unnamed: str) -> None:
        self.themes: dict[str, Row] = {}
        self.coders: dict[str, Row] = {}
        self.notices: list[str] = []
        self._ours = ours
        self._incoming = incoming
        self._unnamed = unnamed
        self.theme_ids: dict[str, str] = {}
        """The ids of the themes that the codes became, by the codes' keys."""
        self._coder_ids: dict[str, str] = {}
        self._names = Names((), names.LONGEST_NAME)
        self._themes_here = _by_name(ours["themes"])
        self._deleted_themes = _last_deleted(ours["themes"])
        self._colours = Counter(str(row["colour"]) for row in self._themes_here.values())
        self._last = max((int(str(row["ordinal"])) for row in ours["themes"].values()), default=0)
        self._coders_here = _by_name(ours["coders"])
        self._users = {coder.key: coder.name for coder in reversed(incoming.coders)}
        for theme in incoming.themes:
            if theme.key not in self.theme_ids:
                self._take(theme)
        if incoming.is_ours:
            for coder in incoming.coders:
                self.coder(coder.key)

    def coder(self, key: str) -> str:
        """The id of the coder a user became; whoever works without a name works as the unnamed coder."""
        if key not in self._coder_ids:
            name = tidy(self._users.get(key, ""), self._unnamed)
            row = self._coders_here.get(identity.folded(name)) or self._named(name)
            self.coders[str(row["id"])] = row
            self._coder_ids[key] = str(row["id"])
        return self._coder_ids[key]

    def _named(self, name: str) -> Row:
        """A coder new here, or removed before."""
        own = identity.coder_id(name)
        known = self._ours["coders"].get(own) or self.coders.get(own)
        if known is not None and identity.folded(str(known["name"])) == identity.folded(name):
            return _live(known)
        id = own if known is None else identity.random_id()
        row = _stamped({"id": id, "name": name})
        self._coders_here[identity.folded(name)] = row
        return row

    def _take(self, theme: IncomingTheme) -> None:
        here = self._ours["themes"].get(theme.key) if self._incoming.is_ours else None
        name = self._name(theme) if here is None else str(here["name"])
        folded = identity.folded(name)
        here = here or self._themes_here.get(folded) or self._deleted_themes.get(folded)
        row = self._new(theme, name) if here is None else self._merged(theme, _live(here))
        self.themes[str(row["id"])] = row
        self.theme_ids[theme.key] = str(row["id"])

    def _name(self, theme: IncomingTheme) -> str:
        """Its name, told apart from that of another code by the name of its parent, then by a number."""
        name = tidy(theme.name, "Unnamed code")
        if name in self._names and theme.parent in self.theme_ids:
            above = str(self.themes[self.theme_ids[theme.parent]]["name"])
            name = tidy(f"{name[: names.LONGEST_NAME // 2]} ({above})", name)
        free = self._names.free(name)
        if free != tidy(theme.name, ""):
            self.notices.append(f"the code “{theme.name}” becomes the theme “{free}”")
        return free

    def _new(self, theme: IncomingTheme, name: str) -> Row:
        colour = theme.colour or min(PALETTE, key=lambda colour: self._colours[colour])
        self._colours[colour] += 1
        self._last += 1
        return _stamped(
            {
                "id": self._id(theme, name),
                "name": name,
                "parent_id": self._parent(theme),
                "colour": colour,
                "key": None,
                "definition": self._definition(theme),
                "ordinal": self._last,
            }
        )

    def _merged(self, theme: IncomingTheme, row: Row) -> Row:
        """A theme that is here: theirs where nobody has touched ours, and where ours is not defined."""
        definition = self._definition(theme)
        if row["created"] == row["changed"]:
            theirs = self._untouched(theme, row, definition or row["definition"])
        else:
            theirs = {"definition": row["definition"] or definition}
            if definition not in ("", theirs["definition"]) or theme.colour not in (None, row["colour"]):
                self.notices.append(f"the theme “{row['name']}” keeps the colour and definition it has here")
        if all(row[column] == value for column, value in theirs.items()):
            return row
        return {**row, **theirs, "changed": clock.stamp(str(row["changed"]))}

    def _untouched(self, theme: IncomingTheme, row: Row, definition: object) -> dict[str, object]:
        """What a theme becomes that is as its project was founded with."""
        theirs: dict[str, object] = {"definition": definition, "colour": theme.colour or row["colour"]}
        name, parent = tidy(theme.name, ""), self._parent(theme)
        if self._incoming.is_ours and name and identity.folded(name) not in self._themes_here:
            theirs["name"] = name
        if parent is not None and not self._goes_round(str(row["id"]), parent):
            theirs["parent_id"] = parent
        return theirs

    def _parent(self, theme: IncomingTheme) -> str | None:
        return self.theme_ids.get(theme.parent) if theme.parent is not None else None

    def _goes_round(self, id: str, parent: object) -> bool:
        """Whether a theme would stand under itself."""
        seen = {id}
        while parent is not None:
            if parent in seen:
                return True
            seen.add(str(parent))
            row = self.themes.get(str(parent)) or self._ours["themes"].get(str(parent))
            parent = row["parent_id"] if row is not None else None
        return False

    def _definition(self, theme: IncomingTheme) -> str:
        if len(theme.definition) > codebook.LONGEST_DEFINITION:
            self._incoming.losses.add(Loss.LONG)
        return theme.definition[: codebook.LONGEST_DEFINITION].strip()

    def _id(self, theme: IncomingTheme, name: str) -> str:
        """Its own id where we gave it one, else that of its name, so that a team has it under one id."""
        own = identity.theme_id(name)
        for id in (theme.key if self._incoming.is_ours else own, own, theme.key):
            if is_guid(id) and id not in self._ours["themes"] and id not in self.themes:
                return id
        return identity.random_id()


def _by_name(rows: Mapping[str, Row]) -> dict[str, Row]:
    return {identity.folded(str(row["name"])): row for row in rows.values() if row["deleted"] is None}


def _last_deleted(rows: Mapping[str, Row]) -> dict[str, Row]:
    """Deleted rows by name, of several the one deleted last; it comes back under its name."""
    deleted = [row for row in rows.values() if row["deleted"] is not None]
    deleted.sort(key=lambda row: str(row["deleted"]))
    return {identity.folded(str(row["name"])): row for row in deleted}


def _live(row: Row) -> Row:
    if row["deleted"] is None:
        return row
    return {**row, "deleted": None, "changed": clock.stamp(str(row["changed"]))}


def _stamped(columns: dict[str, object]) -> Row:
    stamp = clock.stamp()
    return {**columns, "created": stamp, "changed": stamp, "deleted": None}
