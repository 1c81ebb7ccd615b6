"""`press status` tells a translator what is missing, and what has changed on one side since `press accept` noted both."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from support.small_books import append, copy_book, replace

from press.cli import main

EN = "(rain)=\n# Rain\n\nIt rained\non many days.\n\nDays are counted once.\n\n"
EN += "(rain-cities)=\n## Cities\n\nAlmaty is wet.\n\nAstana is dry.\n"
RU = "(rain)=\n# Дождь\n\nДождь шёл много дней.\n\nДень считается один раз.\n\n"
RU += "(rain-cities)=\n## Города\n\nВ Алматы сыро.\n\nВ Астане сухо.\n"
SECTIONS = "---\nparity: section\n---\n"


class Rain:
    """The chapter on rain of the weather book, with other texts in the languages."""

    def __init__(self, root: Path, before: str = "", en: str = EN, ru: str = RU) -> None:
        self.root, self.en, self.ru = root, root / "book" / "en" / "rain.md", root / "book" / "ru" / "rain.md"
        self.en.write_text(before + en, encoding="utf-8")
        self.ru.write_text(before + ru, encoding="utf-8")

    def run(self, *arguments: str) -> str:
        run = CliRunner().invoke(main, ["--root", str(self.root), *arguments])
        assert run.exit_code == (0 if "Stopped" not in run.output else 1), run.output
        return run.output

    def accept(self) -> None:
        assert "rain.md says what" in self.run("accept", str(self.ru))

    def faults(self) -> list[str]:
        return [line.strip() for line in self.run("status", "ru").splitlines() if line.startswith("    ")]


@pytest.fixture
def rain(tmp_path: Path) -> Rain:
    rain = Rain(copy_book("weather", tmp_path))
    rain.accept()
    return rain


@pytest.mark.parametrize(
    ("side", "old", "new", "told"),
    [
        ("en", "many", "few", "4: book/en/rain.md:4-5 has changed, and this has not; follow it"),
        ("ru", "много", "мало", "4: this has changed, and book/en/rain.md:4-5 has not; see whether it has to"),
        ("en", "wet.", "wet.\n\nHot.\n\nDry.", "11: after this book/en/rain.md:14-16 is missing; translate it"),
        (
            "en",
            "Days are counted once.",
            "",
            "6: book/en/rain.md has no such block; write it there, or take it out here",
        ),
        ("ru", RU[RU.index("(rain-c") :], "", "6: after this book/en/rain.md:10-14 is missing; translate it"),
        ("en", "Almaty is wet.\n\nAstana is dry.", "Astana is dry.\n\nAlmaty is wet.", ""),
        ("en", "It rained\non many days.", "% a remark\n\nIt rained on\nmany days.", ""),
    ],
    ids=["original", "translation", "inserted", "taken out", "section lost", "moved", "wrapped"],
)
def test_what_changed_on_one_side_is_told_where_a_translator_works(
    rain: Rain, side: str, old: str, new: str, told: str
) -> None:
    replace(rain.root / "book" / side / "rain.md", old, new)
    assert rain.faults() == ([f"book/ru/rain.md:{told}"] if told else [])


def test_what_happens_at_once_is_told_apart(rain: Rain) -> None:
    replace(rain.en, "many", "few")
    replace(rain.en, "Days are counted once.\n\n", "")
    replace(rain.en, "Almaty is wet.", "Shymkent is warm.\n\nAlmaty is wet.\n\nDays are counted once.")
    replace(rain.ru, "сыро", "влажно")
    assert [fault.partition(";")[0] for fault in rain.faults()] == [
        "book/ru/rain.md:4: book/en/rain.md:4-5 has changed, and this has not",
        "book/ru/rain.md:9: after this book/en/rain.md:10 is missing",
        "book/ru/rain.md:11: this has changed, and book/en/rain.md:12 has not",
    ]


def test_what_follows_is_to_be_compared_and_a_record_changes_by_its_lines(rain: Rain) -> None:
    record = rain.root / "book" / "in-step" / "ru" / "rain.json"
    before = record.read_text(encoding="utf-8").splitlines()
    replace(rain.en, "many", "few")
    replace(rain.ru, "много", "мало")
    assert "book/ru/rain.md:4: this and book/en/rain.md:4-5 are new or changed" in rain.faults()[0]
    rain.accept()
    assert rain.faults() == []
    after = record.read_text(encoding="utf-8").splitlines()
    assert [line.partition(":")[0] for line in after if line not in before] == ['"rain.2"']


def test_free_paragraphs_are_compared_by_sections_and_terms_in_any_order_by_labels(tmp_path: Path) -> None:
    terms = "\n[one]{#a}\n: First.\n", "\n[two]{#b}\n: Second.\n"
    texts = EN + "".join(terms), f"{RU}\nДва слова.\n" + "".join(reversed(terms))
    rain = Rain(copy_book("weather", tmp_path), SECTIONS, *texts)
    rain.accept()
    replace(rain.en, "Second", "Next")
    replace(rain.en, "dry", "cold")
    assert [fault.partition(" has")[0] for fault in rain.faults()] == [
        "book/ru/rain.md:12: book/en/rain.md:13-17",
        "book/ru/rain.md:20: book/en/rain.md:22-23",
    ]


def test_without_a_record_is_told_what_is_missing_and_how_to_begin(tmp_path: Path) -> None:
    rain = Rain(copy_book("weather", tmp_path))
    replace(rain.en, "Almaty", ":::{note}\nAs ever.\n:::\n\nAlmaty")
    assert rain.faults() == ["book/ru/rain.md:9: after this book/en/rain.md:12-14 is missing; translate it"]
    rain.ru.unlink()
    assert "book/ru/rain.md: the chapter is missing; translate book/en/rain.md" in rain.run("status", "ru")
    assert "chapters out of step: 1 of 2, never accepted: 1 (index.md)" in rain.run("status", "ru")
    assert ".venv/bin/press accept book/ru/index.md" in rain.run("status", "ru")
    rain.run("accept", str(rain.ru.with_name("index.md")))
    assert "press accept" not in rain.run("status", "ru")
    assert rain.run("status", "en").strip() == "en: the original, of which the others are translations"


def test_a_block_that_is_marked_as_untranslated_is_missing_there_also_once_the_rest_is_accepted(tmp_path: Path) -> None:
    rain = Rain(copy_book("weather", tmp_path))
    replace(rain.ru, "Дождь шёл много дней.", "% untranslated")
    for _ in range(2):
        assert rain.faults() == ["book/ru/rain.md:2: after this book/en/rain.md:4-5 is missing; translate it"]
        rain.accept()


@pytest.mark.parametrize(
    ("gone", "new"), [("Almaty is wet.\n\n", ""), ("", "\n\nВ Алматы сыро.")], ids=["block gone", "one too many"]
)
def test_a_mark_for_which_the_original_has_no_block_is_named_itself(rain: Rain, gone: str, new: str) -> None:
    replace(rain.ru, "В Алматы сыро.", f"% untranslated{new}")
    replace(rain.en, gone, "")
    assert rain.faults() == ["book/ru/rain.md:11: book/en/rain.md has no block for this mark; take it out"]


def test_marks_stand_for_what_is_missing_around_them_wherever_blocks_come_and_go(tmp_path: Path) -> None:
    rain = Rain(
        copy_book("weather", tmp_path), "", f"{EN}\n- One.\n- Two.\n\nAll.\n", f"{RU}\n% untranslated\n\nВсё.\n"
    )
    rain.accept()
    replace(rain.en, "Almaty is wet.", "Shymkent is warm.\n\nAlmaty is wet.")
    assert rain.faults() == [
        "book/ru/rain.md:9: after this book/en/rain.md:12 is missing; translate it",
        "book/ru/rain.md:13: after this book/en/rain.md:18-20 is missing; translate it",
    ]


def test_what_digests_do_not_tell_apart_is_told_as_changed_or_new(rain: Rain) -> None:
    replace(rain.en, "Almaty is wet.", "Shymkent is warm.\n\nAlmaty is damp.")
    assert [fault.partition(";")[0] for fault in rain.faults()] == [
        "book/ru/rain.md:11: book/en/rain.md:12 is changed or new near here",
        "book/ru/rain.md:11: book/en/rain.md:14 is changed or new near here",
    ]


@pytest.mark.parametrize("place", ["README.md", "book/en/rain.md"])
def test_what_is_no_translation_cannot_be_accepted(rain: Rain, place: str) -> None:
    assert f"{place}: this is no translation" in rain.run("accept", str(rain.root / place))


def test_chapters_that_stand_in_another_order_than_was_accepted_are_told(rain: Rain) -> None:
    toc = rain.root / "_toc.yml"
    append(toc, "      - file: book/en/snow\n")
    assert rain.run("accept", str(toc)).startswith("  the order of ")
    text = toc.read_text(encoding="utf-8")
    first, second = "book/en/rain", "book/en/snow"
    toc.write_text(text.replace(first, "x").replace(second, first).replace("x", second), encoding="utf-8")
    told = f"_toc.yml: {second} stands in the place of {first}; if that is wanted: .venv/bin/press accept _toc.yml"
    assert told in rain.run("status", "ru").splitlines()
    # A chapter that is new, or gone, has not moved.
    toc.write_text(text.replace(f"- file: {first}\n", ""), encoding="utf-8")
    assert "stands in the place" not in rain.run("status", "ru")
