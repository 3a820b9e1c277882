"""Memos that a format has no place for which writes them with annotations."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.contents import Contents
from app.model import Memo, MemoTarget
from app.project import memos, passages


def memos_without_theme(contents: Contents) -> Iterator[Memo]:
    """The memos of the selection, themes' own apart, that are with no annotation of the same coder."""
    project = contents.project
    told = {(annotation.passage_id, annotation.coder_id) for annotation, _ in contents.all_annotations()}
    chosen = {document.id for document in contents.documents}
    on_them = chosen | {id for id, (document_id, _, _) in passages.places(project) if document_id in chosen}
    coders = {coder.id for coder in contents.coders}
    for memo in memos.all(project):
        if (
            memo.target is not MemoTarget.THEME
            and memo.target_id in on_them
            and memo.coder_id in coders
            and (memo.target_id, memo.coder_id) not in told
        ):
            yield memo
