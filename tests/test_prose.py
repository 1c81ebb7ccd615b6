"""Reading chapters: blocks, what they hold, and digits typed into prose."""

import pytest

from press.prose import blocks, structure_faults, typed_digits


def test_a_fenced_directive_is_one_block_even_with_an_empty_line_inside() -> None:
    text = "# Title\n\n:::{chart} rain/days\n:name: fig-rain\n\nCaption.\n:::\n\nAfter."
    assert [block.line for block in blocks(text)] == [1, 3, 9]


def test_a_block_knows_its_numbers_citations_labels_and_embeds() -> None:
    (block,) = blocks(
        "(here)=\n## Rain in {number}`claims/rain part=year`, says {cite:t}`a`, see {ref}`there <rain>`[^1]"
    )
    assert block.marks == ("cite:t a", "footnote 1", "label here", "number claims/rain", "ref rain")


def test_two_languages_with_other_words_have_the_same_marks() -> None:
    english, russian = "Rain: {number}`claims/rain`.", "Выпало {number}`claims/rain form=plain` мм."
    assert blocks(english)[0].marks == blocks(russian)[0].marks


@pytest.mark.parametrize(
    "line",
    [
        "In {number}`claims/x` we quote “17 points” and «17 пунктов».",
        "See `2020.csv`, the [site](https://a.example/2020) and the note[^2].",
        "COVID-19 came.",
        "1. A list item",
        "> 17 points",
        "(label-2)=",
        ":name: fig-2",
    ],
)
def test_digits_in_quotations_code_links_and_names_are_allowed(line: str) -> None:
    assert list(typed_digits(line, ("COVID-19",))) == []


@pytest.mark.parametrize(
    ("line", "number"), [("It was 2020.", "2020"), ("Some 1,113.6 bn", "1,113.6"), ("около 40 %", "40")]
)
def test_a_typed_number_is_found_with_its_line(line: str, number: str) -> None:
    assert list(typed_digits(f"First.\n\n{line}")) == [(3, number)]


def test_code_fences_are_left_alone_and_directives_are_read() -> None:
    text = "```python\nx = 2020\n```\n:::{note}\nIn 2020.\n:::"
    assert list(typed_digits(text)) == [(5, "2020")]


@pytest.mark.parametrize(
    ("text", "line", "fault"),
    [
        ("", 1, "does not begin with a title"),
        ("## Two\n", 1, "does not begin with a title"),
        ("# T\n\n:::{note}\nText.\n", 3, "opened here is not closed"),
        ("# T\n\n```python\nx = 1\n", 3, "opened here is not closed"),
        ("# T\n\n::{chart} rain/days\n", 3, "is no directive"),
        ("# T\n\n:::{chart rain/days\n:::\n", 3, "is no directive"),
        ("# T\n\nText[^a].\n", 3, "has no text"),
    ],
)
def test_what_would_be_misread_is_told_with_its_line(text: str, line: int, fault: str) -> None:
    ((found, message),) = structure_faults(text)
    assert (found, fault in message) == (line, True)


def test_a_well_formed_chapter_has_no_faults() -> None:
    text = "(t)=\n# T\n\n:::{note}\nText[^a].\n:::\n\n```{codebook} rain\n```\n\n[^a]: Note.\n"
    assert list(structure_faults(text)) == []
