"""Names from other programs made such as a project takes: tidy, not too long, each once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable

from app.project import names
from app.project.identity import folded


def tidy(name: str, otherwise: str, longest: int = names.LONGEST_NAME) -> str:
    """The name as it is kept; `otherwise` where nothing is left of it."""
    plain = names.without_controls(unicodedata.normalize("NFKC", name))
    return plain[:longest].rstrip() or otherwise


class Names:
    """Names that are taken, and others given out so that none occurs twice."""

    def __init__(self, taken: Iterable[str], longest: int) -> None:
        self._taken = set(map(folded, taken))
        self._numbers: Counter[str] = Counter()
        self._longest = longest

    def __contains__(self, name: str) -> bool:
        return folded(name) in self._taken

    def free(self, name: str) -> str:
        """The name, or with a number where it is taken; it is taken from now on."""
        found = name
        while found in self:
            self._numbers[name] += 1
            ending = f" ({self._numbers[name] + 1})"
            found = name[: self._longest - len(ending)].rstrip() + ending
        self._taken.add(folded(found))
        return found
