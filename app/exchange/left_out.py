"""Memos that an export has no place for, said rather than dropped in silence."""

from __future__ import annotations

from collections.abc import Iterator

from app.exchange.contents import By, Contents
from app.model import Memo, MemoTarget
from app.project import memos, passages


def of_annotations(contents: Contents) -> Iterator[str]:
    """What to say where memos are written with annotations and nowhere else."""
    untold = 0 if contents.selection.themes else sum(1 for _ in _without_theme(contents))
    if untold:
        yield f"Memos on documents or on passages without a theme are left out: {untold}."
    yield from _on(contents, MemoTarget.THEME)


def of_report(contents: Contents) -> Iterator[str]:
    """What to say of a report, where documents have no place if it is by theme, and themes if by document."""
    by_theme = contents.selection.by is By.THEME
    yield from _on(contents, MemoTarget.DOCUMENT if by_theme else MemoTarget.THEME)


def _on(contents: Contents, target: MemoTarget) -> Iterator[str]:
    things = contents.themes if target is MemoTarget.THEME else contents.documents
    ids, coders = {thing.id for thing in things}, {coder.id for coder in contents.coders}
    count = sum(
        memo.target is target and memo.target_id in ids and memo.coder_id in coders
        for memo in memos.all(contents.project)
    )
    if count:
        yield f"Memos on {target.value}s are left out: {count}."


def _without_theme(contents: Contents) -> Iterator[Memo]:
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
