from __future__ import annotations

import os
import pickle
from array import array

import pytest

from app.model import Box, Kind, Page, Paragraph
from app.pdf.decoding import decode
from app.pdf.protocol import Answered, Failure, FailureKind, FromWorker, Hello, Opened, Progress, Source
from app.text.document_text import DocumentText

TEXT = DocumentText(
    (Page(1, 595.0, 842.0),), (Paragraph(1, Kind.ITEM, "(a)", "Decides", (Box(1, 0, 0, 1, 1),)),), "engine"
)


@pytest.mark.parametrize(
    "message",
    [
        Hello(),
        Progress(1, 2, 3),
        Answered(1, TEXT),
        Answered(1, Opened(1, array("f", (1.0, 2.0)))),
        Answered(1, Failure(FailureKind.TIMEOUT, "slow"), tired=True),
    ],
)
def test_messages_arrive_as_they_were_sent(message: FromWorker) -> None:
    assert decode(pickle.dumps(message)) == message


@pytest.mark.parametrize(
    "message",
    [b"", b"nonsense", pickle.dumps("text"), pickle.dumps(os.system), pickle.dumps(Source("a file"))],
)
def test_nothing_else_is_taken_from_a_worker(message: bytes) -> None:
    with pytest.raises(ValueError, match="not a message"):
        decode(message)


def test_a_message_runs_nothing() -> None:
    class Attack:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return exec, ("raise SystemExit",)

    with pytest.raises(ValueError, match="not a message"):
        decode(pickle.dumps(Attack()))
