"""Agreement in a project: which units and documents count, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.analysis.agreement import Agreement, Counted, ThemeAgreement, agreement, confusion, pairs
from app.analysis.coding import Unit
from app.errors import UserError
from app.exchange.contents import Contents, Selection
from app.model import Kind
from app.project import coders, completions
from app.project.database import Project
from tests.app.projects import add_document, document_text, new_project, tag

TEN = document_text([(Kind.PARAGRAPH, None, f"Paragraph {place} of ten.") for place in range(10)])
FEW = 50


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    """Ten paragraphs: Ana gave 1-3 children, Ben 2-4; Ana gave 1 sanctions; one document is hers alone."""
    with new_project(tmp_path) as project:
        shared, own = add_document(project, "shared", TEN), add_document(project, "own", TEN)
        for ordinal in (1, 2, 3):
            tag(project, shared, ordinal, "children", "Ana")
            tag(project, shared, ordinal + 1, "children", "Ben")
        tag(project, shared, 1, "sanctions", "Ana")
        tag(project, own, 1, "sanctions", "Ana")
        yield project


def compared(project: Project, unit: Unit = Unit.PARAGRAPH, **names: tuple[str, ...]) -> Agreement:
    chosen = Selection.named(project, coder_names=names.get("coders", ()), titles=names.get("titles", ()))
    return agreement(Contents(project, chosen), unit, resamples=FEW)


def row(found: Agreement, theme: str | None) -> ThemeAgreement:
    return next(row for row in found.themes if (row.theme.name if row.theme else None) == theme)


def value(found: Agreement, theme: str | None, measure: str) -> float | None:
    return row(found, theme).measures[measure].value


def test_documents_count_that_everybody_annotated(project: Project) -> None:
    assert [document.title for document in compared(project).documents] == ["shared"]


def mark_done(project: Project, *names: str) -> None:
    document = next(d for d in Contents(project).documents if d.title == "own")
    for name in names:
        with project.edit() as edit:
            completions.mark(edit, document.id, coders.ensure(edit, name).id)


def test_documents_all_marked_as_done_count_before_those_they_annotated(project: Project) -> None:
    mark_done(project, "Ana")
    found = compared(project)
    assert (found.counted, [d.title for d in found.documents]) == (Counted.ANNOTATED, ["shared"])
    assert "annotated something in" in found.notices[0]
    mark_done(project, "Ben")
    found = compared(project)
    assert (found.counted, [d.title for d in found.documents]) == (Counted.DONE, ["own"])
    assert "marked as done" in found.notices[0]
    found = compared(project, titles=("shared",))
    assert (found.counted, [d.title for d in found.documents]) == (Counted.NAMED, ["shared"])
    assert not found.notices


def test_documents_that_are_named_count(project: Project) -> None:
    assert compared(project, coders=("Ana", "Ben"), titles=("own",)).units == 10


def test_each_theme_is_a_yes_or_no_on_each_paragraph(project: Project) -> None:
    found = compared(project)
    assert row(found, "children").given == (3, 3)
    assert value(found, "children", "percent") == 0.8
    assert value(found, "children", "cohen_kappa") == pytest.approx((0.8 - 0.58) / 0.42)


def test_a_theme_nobody_used_is_undefined(project: Project) -> None:
    found = compared(project)
    assert value(found, "procurement", "percent") == 1
    for measure in ("cohen_kappa", "fleiss_kappa", "krippendorff_alpha", "gwet_ac1", "unitizing_alpha"):
        assert value(found, "procurement", measure) is None


def test_over_all_coders_agree_where_the_themes_are_the_same(project: Project) -> None:
    assert value(compared(project), None, "percent") == 0.8


def test_coded_paragraphs_alone(project: Project) -> None:
    found = compared(project, Unit.CODED)
    assert found.units == 4
    assert value(found, "children", "percent") == 0.5


def test_characters_weigh_paragraphs_by_their_length(project: Project) -> None:
    found = compared(project, Unit.CHARACTER)
    assert found.units == 10 * len("Paragraph 0 of ten.")
    assert value(found, "children", "percent") == 0.8


def test_unitizing_needs_the_same_ends(project: Project) -> None:
    found = compared(project)
    children, sanctions = (value(found, theme, "unitizing_alpha") for theme in ("children", "sanctions"))
    assert children is not None
    assert sanctions is not None
    assert sanctions < children < 1


def test_three_coders_have_no_cohens_kappa(project: Project) -> None:
    tag(project, Contents(project).documents[0], 2, "children", "Cleo")
    measures = row(compared(project), "children").measures
    assert "cohen_kappa" not in measures
    assert measures["fleiss_kappa"].value is not None


@pytest.mark.parametrize("coders", [("Ana",), ()])
def test_one_coder_cannot_agree(tmp_path: Path, coders: tuple[str, ...]) -> None:
    with new_project(tmp_path, "alone") as project:
        tag(project, add_document(project, "shared", TEN), 1, "children", "Ana")
        with pytest.raises(UserError, match="two coders"):
            compared(project, coders=coders)


def test_no_document_in_common_is_said(tmp_path: Path) -> None:
    with new_project(tmp_path, "apart") as project:
        tag(project, add_document(project, "one", TEN), 1, "children", "Ana")
        tag(project, add_document(project, "two", TEN), 1, "children", "Ben")
        with pytest.raises(UserError, match="Ana and Ben"):
            compared(project)


def test_every_two_coders_are_compared(project: Project) -> None:
    contents = Contents(project)
    ana, ben = contents.coders
    assert list(pairs(contents)) == [(ana.id, ben.id)]
    whole = agreement(contents, resamples=0)
    assert pairs(contents)[ana.id, ben.id] == value(whole, None, "krippendorff_alpha")


def test_confusion_pairs_what_one_gave_with_what_the_other_gave_instead(project: Project) -> None:
    contents = Contents(project)
    ana, ben = contents.coders
    shared = contents.documents[0]
    tag(project, shared, 4, "sanctions", "Ana")
    names = {theme.id: theme.name for theme in contents.themes} | {None: None}
    found = confusion(Contents(project), ana, ben)
    assert {(names[one], names[other]): number for (one, other), number in found.items()} == {
        ("children", "children"): 2,
        ("children", None): 1,
        ("sanctions", None): 1,
        ("sanctions", "children"): 1,
    }


def test_what_was_settled_is_no_coder_s_own(project: Project) -> None:
    tag(project, Contents(project).documents[0], 1, "children", "consensus")
    assert [coder.name for coder in compared(project).coders] == ["Ana", "Ben"]
    assert len(compared(project, coders=("Ana", "consensus")).coders) == 2


def test_running_heads_alone_are_nothing_to_compare(tmp_path: Path) -> None:
    with new_project(tmp_path, "heads") as project:
        document = add_document(project)
        for coder in ("Ana", "Ben"):
            tag(project, document, 1, "children", coder)
        with pytest.raises(UserError, match="nothing to compare"):
            compared(project, Unit.CODED)
