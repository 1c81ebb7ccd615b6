"""What chapters use by name is found with its place, whatever role or directive names it."""

from __future__ import annotations

from chapters import chapter_of

from press.checks.usages import Usage, find_usages


def test_numbers_works_and_embeds_are_found_in_reading_order_with_their_lines() -> None:
    chapter = chapter_of(
        "# Rain {number}`rain/total digits=1`\n\nAs {cite:t}`doe`\nand {cite:p}`{see}roe` say, in {ref}`rain`.\n\n"
        ":::{chart} rain/days\n:name: fig-rain\nOf {number}`rain/sum`.\n:::\n\n```{codebook} rain\n```\n\n:::{note}\n{number}`a/b`\n:::\n"
    )
    found = find_usages([chapter])
    assert [(usage.kind, usage.text, usage.line) for usage in found] == [
        ("number", "rain/total digits=1", 1),
        ("cite", "doe", 3),
        ("cite", "{see}roe", 4),
        ("chart", "rain/days", 6),
        ("number", "rain/sum", 8),
        ("codebook", "rain", 11),
        ("number", "a/b", 15),
    ]
    assert found[3].options == {"name": "fig-rain"}
    assert {usage.language for usage in found} == {"en"}


def test_a_usage_knows_its_place() -> None:
    assert [usage.place for usage in find_usages([chapter_of("# T\n\n{number}`a/b`", "ru")])] == ["book/ru/rain.md:3"]


def test_code_comments_and_other_roles_use_nothing() -> None:
    text = "`{number}`\n\n```\n{number}`a/b`\n```\n\n% {number}`a/b`\n\n{abbr}`number (of days)` :::{chart} x\n"
    assert find_usages([chapter_of(text)]) == list[Usage]()
