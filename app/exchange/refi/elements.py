"""XML from strangers, read into a tree by local names: no entities, no endless depth, no endless size.

Names of namespaces drift between programs, and so does the case of attributes: elements carry their local
name, attributes theirs in lower case.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.etree.ElementTree import Element, ParseError

from app.errors import UserError

MAX_DEPTH = 200
MAX_ELEMENTS = 5_000_000


def parse(stream: BinaryIO, name: str) -> Element:
    """The root element. Raises UserError, naming the file `name`, where it is not sound or does too much."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import iterparse

    depth = count = 0
    root: Element | None = None
    try:
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            count += event == "start"
            if depth > MAX_DEPTH or count > MAX_ELEMENTS:
                raise UserError(f"“{name}” is nested too deeply or holds too much to be a project.")
            if event == "end":
                _localise(element)
                root = element
    except DefusedXmlException as error:
        raise UserError(f"“{name}” declares a document type or entities, which no project needs.") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UserError(f"“{name}” is damaged: it is not sound XML ({error}).") from error
    if root is None:
        raise UserError(f"“{name}” is empty.")
    return root


def _localise(element: Element) -> None:
    element.tag = _local(element.tag)
    attributes = {_local(attribute).lower(): value for attribute, value in element.attrib.items()}
    element.attrib.clear()
    element.attrib.update(attributes)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def child(element: Element, *path: str) -> Element | None:
    """The first element below by this path of local names."""
    found: Element | None = element
    for name in path:
        found = next((below for below in found if below.tag == name), None) if found is not None else None
    return found


def children(element: Element | None, name: str) -> Iterator[Element]:
    """The elements of that local name directly below."""
    return (below for below in element if below.tag == name) if element is not None else iter(())


def text(element: Element | None) -> str:
    """All that is written in an element, tidied at its ends."""
    return "".join(element.itertext()).strip() if element is not None else ""


def count(element: Element, name: str) -> int:
    """How many elements of that local name are anywhere below."""
    return sum(1 for _ in element.iter(name))
