"""Marks of a block are the same in all languages, whatever its words are."""

from __future__ import annotations

from press.checks.marks import comparable_blocks, marks
from press.checks.myst.block import Block
from press.checks.myst.chapter import read_blocks

EXTENSIONS = ("colon_fence", "attrs_inline")


def blocks(text: str) -> list[Block]:
    return comparable_blocks(read_blocks(text, EXTENSIONS))


def test_a_block_knows_its_numbers_citations_labels_and_embeds() -> None:
    (block, _) = blocks(
        "(here)=\n## Rain in {number}`claims/rain part=year`, says {cite:t}`a`, see {ref}`there <rain>`[^1]\n\n[^1]: Note."
    )
    assert marks(block) == ("cite:t a", "footnote 1", "heading 2", "label here", "number claims/rain", "ref rain")


def test_two_languages_with_other_words_have_the_same_marks() -> None:
    english, russian = "Rain: {number}`claims/rain`.", "Выпало {number}`claims/rain form=plain` мм."
    assert marks(blocks(english)[0]) == marks(blocks(russian)[0])


def test_the_words_beside_a_citation_are_a_matter_of_the_language_and_the_page_is_not() -> None:
    english, kazakh, other = (marks(blocks(f"{{cite:p}}`a{{{page}}}`")[0]) for page in ("p. 89", "89-б.", "p. 98"))
    assert english == kazakh != other
    assert marks(blocks("{cite:p}`{see}a`")[0]) == marks(blocks("{cite:p}`a`")[0])


def test_a_hedge_a_noun_and_the_digits_of_a_number_are_shared_and_its_form_is_not() -> None:
    hedged = "{number}`claims/rain noun=people form=plain approx=about part=year digits=1`"
    assert marks(blocks(hedged)[0]) == ("number claims/rain approx=about digits=1 noun=people",)


def test_titles_captions_and_words_of_roles_are_matters_of_the_language() -> None:
    english = ":::{note} Rain\n:class: tip\n:alt: Rain\n{abbr}`UN (United Nations)`\n:::"
    russian = ":::{note} Дождь\n:class: tip\n:alt: Дождь\n{abbr}`ООН (Объединённые Нации)`\n:::"
    assert [marks(block) for block in blocks(english)] == [("alt", "class tip", "note"), ("abbr",)]
    assert [marks(block) for block in blocks(russian)] == [("alt", "class tip", "note"), ("abbr",)]
