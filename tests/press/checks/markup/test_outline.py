"""An outline knows names as Sphinx and docutils look them up."""

from __future__ import annotations

import pytest
from docutils.nodes import fully_normalize_name

from press.checks.markup.outline import DOWNLOAD, EQUATION, LABELLED, TERM, Outline, Reference, Target, label_name, near


@pytest.mark.parametrize("typed", ["Rain", "rain  Days", "дождь\nИ Снег", " a "])
def test_a_label_is_looked_up_as_docutils_does(typed: str) -> None:
    assert label_name(typed) == fully_normalize_name(typed)


def test_capitals_count_in_names_of_formulas_and_files_and_not_in_labels_and_terms() -> None:
    outline = Outline()
    for kind in (LABELLED, TERM, EQUATION):
        outline.name(kind, "Rain", 3)
    for role in ("ref", "numref", "eq", DOWNLOAD):
        outline.refer(role, "Rain", 5, is_worded=False)
    assert outline.named == [Target(LABELLED, "rain", 3), Target(TERM, "rain", 3), Target(EQUATION, "Rain", 3)]
    assert outline.references == [
        Reference(role, name, 5, is_worded=False)
        for role, name in (("ref", "rain"), ("numref", "rain"), ("eq", "Rain"), (DOWNLOAD, "Rain"))
    ]


def test_words_in_which_something_may_be_named_are_known_without_the_signs_around_them() -> None:
    outline = Outline()
    outline.hide(".. _Rain-Days:", "<a id='fig.2'>", "(label)=")
    assert {"rain-days", "fig.2", "label"} <= outline.words


def test_a_remedy_begins_with_names_that_are_near_or_is_left_to_others() -> None:
    assert near("rian", ["rain", "snow"]) == "use one such as rain, or "
    assert near("hail", ["rain-days", "snow"]) == ""
