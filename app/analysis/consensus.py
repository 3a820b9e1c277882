"""Where coders differ, one difference after another, and what they settle on: the gold data set.

What is settled is given by a coder of its own, called consensus; who settled it stands in that coder's memo
on the passage. A theme settled not to be given has been given and taken away, so that it counts as settled
in every copy of the project.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from app.exchange.contents import Contents
from app.model import FURNITURE, Coder, Document, MemoTarget, Paragraph, Theme
from app.project import annotations as given_themes
from app.project import coders, documents, identity, memos, passages
from app.project.database import Edit, Project
from app.project.passages import FullText
from app.project.state import ProjectState

CONSENSUS = "consensus"
"""The name of the coder who holds what was settled."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph to which some of the coders compared gave a theme and others did not."""

    document: Document
    paragraph: Paragraph
    theme: Theme
    given_by: tuple[Coder, ...]
    not_by: tuple[Coder, ...]


def is_consensus(coder: Coder) -> bool:
    """Whether this is the coder who holds what was settled."""
    return identity.folded(coder.name) == CONSENSUS


def differences(
    contents: Contents, compared: Sequence[Document], by: Sequence[Coder]
) -> Iterator[Difference]:
    """The differences in these documents between these coders, by paragraph and then theme."""
    for document, paragraph, theme, given in _judgements(contents, compared, by):
        if len(given) < len(by):
            not_by = tuple(coder for coder in by if coder.id not in given)
            given_by = tuple(coder for coder in by if coder.id in given)
            yield Difference(document, paragraph, theme, given_by, not_by)


def unsettled(project: Project, found: Iterable[Difference]) -> Iterator[Difference]:
    """The differences that nobody has settled yet; `found` comes document by document."""
    consensus = next((coder for coder in coders.all(project) if is_consensus(coder)), None)
    if consensus is None:
        yield from found
        return
    settled = ProjectState(project).rows["annotations"]
    for document, differing in groupby(found, key=lambda difference: difference.document):
        text = FullText(documents.paragraphs(project, document.id))
        for difference in differing:
            ordinal = difference.paragraph.ordinal
            passage = text.passage(document.id, document.sha256, ordinal, ordinal)
            if identity.annotation_id(passage.id, difference.theme.id, consensus.id) not in settled:
                yield difference


def settle(edit: Edit, difference: Difference, given: bool, settled_by: str) -> None:
    """Settle whether the paragraph has the theme, and note in whose name."""
    consensus = coders.ensure(edit, CONSENSUS)
    paragraphs = documents.paragraphs(edit.project, difference.document.id)
    _decide(edit, paragraphs, difference, consensus, given)
    verdict = f"{difference.theme.name}: {'given' if given else 'not given'}, settled by {settled_by}"
    _note(edit, paragraphs, difference, consensus, verdict)


def adopt_agreed(edit: Edit, contents: Contents, compared: Sequence[Document], by: Sequence[Coder]) -> int:
    """Give the consensus coder all that the coders agree on; how much that was."""
    consensus = coders.ensure(edit, CONSENSUS)
    count = 0
    for document, paragraph, theme, given in _judgements(contents, compared, by):
        if len(given) == len(by):
            agreed = Difference(document, paragraph, theme, tuple(by), ())
            _decide(edit, contents.paragraphs(document.id), agreed, consensus, given=True)
            count += 1
    return count


def _judgements(
    contents: Contents, compared: Sequence[Document], by: Sequence[Coder]
) -> Iterator[tuple[Document, Paragraph, Theme, frozenset[str]]]:
    """Every paragraph and theme that any of the coders put together, with the ids of those who did."""
    wanted = {coder.id for coder in by}
    for document in compared:
        given = _given(contents, document, wanted)
        for paragraph in contents.paragraphs(document.id):
            here = given.get(paragraph.ordinal, {})
            for theme in contents.themes:
                if theme.id in here and paragraph.kind not in FURNITURE:
                    yield document, paragraph, theme, frozenset(here[theme.id])


def _given(contents: Contents, document: Document, wanted: set[str]) -> Mapping[int, Mapping[str, set[str]]]:
    """For each paragraph touched, who gave which theme."""
    given: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for annotation, passage in contents.annotations(document.id):
        if annotation.coder_id in wanted and passage.first is not None and passage.last is not None:
            for ordinal in range(passage.first, passage.last + 1):
                given[ordinal][annotation.theme_id].add(annotation.coder_id)
    return given


def _decide(
    edit: Edit, paragraphs: Sequence[Paragraph], difference: Difference, consensus: Coder, given: bool
) -> None:
    document, ordinal = difference.document, difference.paragraph.ordinal
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, ordinal, ordinal)
    given_themes.tag(edit, passage, difference.theme.id, consensus.id)
    if not given:
        given_themes.untag(edit, passage.id, difference.theme.id, consensus.id)


def _note(
    edit: Edit, paragraphs: Sequence[Paragraph], difference: Difference, consensus: Coder, verdict: str
) -> None:
    """Add the verdict to the consensus coder's memo, in place of an earlier one on the same theme."""
    document, ordinal = difference.document, difference.paragraph.ordinal
    passage = passages.of_paragraphs(paragraphs, document.id, document.sha256, ordinal, ordinal)
    written = memos.of(edit.project, MemoTarget.PASSAGE, passage.id)
    earlier = next((memo.text for memo in written if memo.coder_id == consensus.id), "")
    kept = [line for line in earlier.splitlines() if not line.startswith(f"{difference.theme.name}: ")]
    memos.write(edit, MemoTarget.PASSAGE, passage.id, consensus.id, "\n".join([*kept, verdict]))
