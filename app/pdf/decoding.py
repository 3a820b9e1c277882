"""Reads what a worker sends as records of the protocol and as nothing else."""

from __future__ import annotations

import io
import pickle
from typing import Any

from app.pdf.protocol import Answered, Died, FromWorker, Hello, Progress

_SPOKEN = {"app.pdf.protocol", "app.pdf.marks", "app.text.document_text", "app.model", "array"}
"""Where the records live that a worker may send."""


class _Decoder(pickle.Unpickler):
    """Makes records of the protocol and nothing else: a worker may have been taken over by what it read."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _SPOKEN and "." not in name else None
        if found is None or found.__module__ != module:
            raise pickle.UnpicklingError(f"{module}.{name} is not part of the protocol")
        return found


def decode(message: bytes) -> FromWorker:
    """A worker's message; ValueError if it is none."""
    try:
        decoded = _Decoder(io.BytesIO(message)).load()
    except (
        pickle.UnpicklingError,
        EOFError,
        AttributeError,
        TypeError,
        IndexError,
        KeyError,
        ImportError,
    ) as error:
        raise ValueError("not a message") from error
    if not isinstance(decoded, Hello | Progress | Answered | Died):
        raise ValueError("not a message")
    return decoded
