"""What the REFI-QDA standard fixes: its names, and how it writes identifiers, moments and characters."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from uuid import UUID, uuid5

PROJECT = "urn:QDA-XML:project:1.0"
CODEBOOK = "urn:QDA-XML:codebook:1.0"
PROJECT_SCHEMA = "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"
CODEBOOK_SCHEMA = "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd"
ORIGIN = "Diptych"

SOURCES = "sources/"
INTERNAL = "internal://"
"""How a path begins that names a file in the project's own folder of sources."""

_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def key(guid: str | None) -> str:
    """A GUID as compared: lower case, without braces; what other programs write instead is taken as it is."""
    return (guid or "").strip().strip("{}").lower()


def is_guid(text: str) -> bool:
    """Whether a key is a GUID indeed."""
    return _GUID.fullmatch(text) is not None


def derived(guid: str, *parts: object) -> str:
    """A GUID for what has none of its own but belongs to something that has; always the same."""
    return str(uuid5(UUID(guid), "/".join(map(str, parts))))


def written_moment(stamp: str) -> str:
    """One of our time stamps as other programs read it: to the second, since some read nothing finer."""
    return f"{stamp[:19]}Z"


def read_moment(text: str | None, latest: str) -> str | None:
    """A moment as one of our time stamps, no later than `latest`; None where it is none.

    One from the future, by a clock that ran ahead, would win over everything done since.
    """
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return min(moment.isoformat(timespec="microseconds").replace("+00:00", "Z"), latest)


def allowed(text: str) -> str:
    """Text without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", text)
