"""The summary at the start of a page."""

from __future__ import annotations

from bare_sphinx import BareSphinx


def test_a_chapter_in_brief_is_an_abstract_under_its_word(sphinx: BareSphinx) -> None:
    page = sphinx.html(*sphinx.read(".. in-brief::\n\n   It *rained*. Then it stopped.").children)
    (box,) = page
    # DPUB-ARIA 1.1: a short summary of the principal ideas of the work or of a section.
    assert (box.get("role"), box.get("aria-label")) == ("doc-abstract", "In brief")
    assert [" ".join("".join(part.itertext()).split()) for part in box] == ["In brief", "It rained. Then it stopped."]


def test_the_lead_of_a_book_stands_without_a_word(sphinx: BareSphinx) -> None:
    (box,) = sphinx.html(*sphinx.read(".. lead::\n\n   It rained.").children)
    assert (box.get("class"), box.get("role")) == ("press-lead", None)
    assert "".join(box.itertext()).strip() == "It rained."


def test_an_empty_summary_is_left_out_with_a_warning(sphinx: BareSphinx) -> None:
    sphinx.warned()
    document = sphinx.read("Before.\n\n.. in-brief::\n\nAfter.")
    assert document.astext().split() == ["Before.", "After."]
    assert sphinx.warned().startswith("index.rst:3: WARNING: the directive 'in-brief' holds nothing")
