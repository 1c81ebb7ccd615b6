"""Reading chapters: blocks, what they hold, and what would be misread."""

import pytest

from press.checks.marks import counted, marks
from press.checks.myst.block import Block
from press.checks.myst.chapter import read_blocks
from press.checks.structure import structure_faults

EXTENSIONS = ("colon_fence", "attrs_inline")


def blocks(text: str) -> list[Block]:
    return counted(read_blocks(text, EXTENSIONS))


def test_a_directive_and_each_paragraph_in_it_are_blocks_with_their_own_lines() -> None:
    text = "# Title\n\n:::{chart} rain/days\n:name: fig-rain\n\nCaption.\n:::\n\nAfter."
    assert [block.line for block in blocks(text)] == [1, 3, 6, 9]


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


def test_a_hedge_a_noun_and_the_digits_of_a_number_are_shared_and_its_form_is_not() -> None:
    hedged = "{number}`claims/rain noun=people form=plain approx=about part=year digits=1`"
    assert marks(blocks(hedged)[0]) == ("number claims/rain approx=about digits=1 noun=people",)


def test_titles_captions_and_words_of_roles_are_matters_of_the_language() -> None:
    english = ":::{note} Rain\n:class: tip\n:alt: Rain\n{abbr}`UN (United Nations)`\n:::"
    russian = ":::{note} Дождь\n:class: tip\n:alt: Дождь\n{abbr}`ООН (Объединённые Нации)`\n:::"
    assert [marks(block) for block in blocks(english)] == [("alt", "class tip", "note"), ("abbr",)]
    assert [marks(block) for block in blocks(russian)] == [("alt", "class tip", "note"), ("abbr",)]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "does not begin with a title"),
        ("## Two\n", 1, "does not begin with a title"),
        ("# T\n\n:::{note}\nText.\n", 3, "opened here is not closed"),
        ("# T\n\n```python\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n~~~\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n- item\n\n  ```\n  x = 1\n", 5, "opened here is not closed"),
        ("# T\n\n::{chart} rain/days\n", 3, "is no directive"),
        ("# T\n\n:::{chart rain/days\n:::\n", 3, "is no directive"),
        ("# T\n\nText[^a].\n", 3, "has no text"),
    ],
)
def test_what_would_be_misread_is_told_with_its_line(text: str, line: int, fault: str) -> None:
    ((found, message),) = structure_faults(read_blocks(text, EXTENSIONS))
    assert (found, fault in message) == (line, True)


def test_a_well_formed_chapter_has_no_faults() -> None:
    text = "(t)=\n# T\n\n:::{note}\nText[^a].\n:::\n\n```{codebook} rain\n```\n\n[^a]: Note.\n"
    assert list(structure_faults(read_blocks(text, EXTENSIONS))) == []
