"""Names people give: made tidy, checked, and found again from what a person typed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from typing import TypeVar

from app.errors import UserError
from app.project.identity import folded

Named = TypeVar("Named")

LONGEST_NAME = 120
LONGEST_TITLE = 400
_SHORTEST_ID_START = 8
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# Controls and lone surrogates are invisible or unprintable; the bidirectional controls can make one name look
# like another.
_FORBIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff]")


def clean(name: str, what: str, longest: int = LONGEST_NAME) -> str:
    """The name as kept: spaces tidied, compatibility forms unified. Raises UserError if it cannot be one."""
    return _checked(unicodedata.normalize("NFKC", name), what, longest)


def clean_title(title: str) -> str:
    """A document's title as kept: spaces tidied, its characters otherwise left as they are."""
    return _checked(unicodedata.normalize("NFC", title), "A document's title", LONGEST_TITLE)


def without_controls(text: str) -> str:
    """Text with line ends and tabs made spaces and what no name may contain dropped."""
    return " ".join(_FORBIDDEN.sub("", " ".join(text.split())).split())


def storable(text: str) -> str:
    """Text as SQLite can keep it, character for character: halves of surrogate pairs and NULs replaced."""
    return _UNSTORABLE.sub("\ufffd", text)


def pick(
    wanted: str,
    what: str,
    choices: Sequence[Named],
    names: Callable[[Named], Sequence[str]],
    ids: Callable[[Named], str],
) -> Named:
    """The one choice a person means: by a whole name, its id, or the start of a name only one has.

    Raises UserError naming what there is to choose from.
    """
    key = folded(wanted)
    tests: tuple[Callable[[Named], bool], ...] = (
        lambda choice: wanted in names(choice),
        lambda choice: any(folded(name) == key for name in names(choice)),
        lambda choice: ids(choice) == wanted,
        lambda choice: any(folded(name).startswith(key) for name in names(choice)),
        lambda choice: len(wanted) >= _SHORTEST_ID_START and ids(choice).startswith(wanted),
    )
    if key:
        for test in tests:
            found = [choice for choice in choices if test(choice)]
            if len(found) == 1:
                return found[0]
            if found:
                raise UserError(f"“{wanted}” could be more than one {what}: {_listed(found, names)}.")
    if not choices:
        raise UserError(f"There is no {what} “{wanted}”: the project has no {what} yet.")
    raise UserError(f"There is no {what} “{wanted}”. There is: {_listed(choices, names)}.")


def _listed(choices: Sequence[Named], names: Callable[[Named], Sequence[str]]) -> str:
    shown = [f"“{names(choice)[0]}”" for choice in choices[:20]]
    if len(choices) > len(shown):
        shown.append(f"and {len(choices) - len(shown)} more")
    return ", ".join(shown)


def _checked(name: str, what: str, longest: int) -> str:
    tidy = " ".join(name.split())
    if not tidy:
        raise UserError(f"{what} cannot be empty.")
    if len(tidy) > longest:
        raise UserError(f"{what} can have at most {longest} characters; this has {len(tidy)}.")
    if _FORBIDDEN.search(tidy):
        raise UserError(f"{what} cannot contain invisible control characters.")
    return tidy
