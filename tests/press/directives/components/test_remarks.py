"""Remarks of the editors: who speaks is said once, in words and for who listens."""

from __future__ import annotations

from bare_sphinx import BareSphinx
from docutils import nodes

from press.directives.components.remarks import remark_inline

SPAN = ".. role:: editors\n   :class: editors\n\n"


def test_a_span_gets_the_word_and_keeps_its_other_classes(sphinx: BareSphinx) -> None:
    text = ".. role:: ours\n   :class: editors small\n\nHe says so :ours:`and we do not`."
    (span,) = sphinx.read(text).findall(remark_inline)
    assert span.astext() == "Editors: and we do not"
    assert span["classes"] == ["small"]


def test_a_span_within_a_remark_is_not_labelled_a_second_time(sphinx: BareSphinx) -> None:
    document = sphinx.read(f"{SPAN}.. editors::\n\n   We :editors:`really` think so.")
    assert not list(document.findall(remark_inline))
    assert document.astext().count("Editors") == 1


def test_other_spans_are_left_alone(sphinx: BareSphinx) -> None:
    document = sphinx.read(".. role:: other\n   :class: editors-choice\n\nA :other:`word`.")
    assert [span.astext() for span in document.findall(nodes.inline)] == ["word"]


def test_a_remark_is_a_note_with_an_accessible_name(sphinx: BareSphinx) -> None:
    page = sphinx.html(*sphinx.read(f"{SPAN}.. editors::\n\n   We *think* so.\n\nHe :editors:`not us` does.").children)
    block, span = page.find("div[@role='note']"), page.find("p/span[@role='note']")
    assert block is not None and span is not None
    assert {block.get("aria-label"), span.get("aria-label")} == {"Editors"}
    assert "".join(span.itertext()) == "Editors: not us"
