"""`press status` tells a translator what is missing, and what has changed on one side since `press accept` noted both."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from press.cli import main

CONFIG = """
sphinx:
  extra_extensions: [press.extension]
  config:
    language: en
    press_editions: {en: {name: English, title: Rain}, kk: {name: Қазақша, title: Жаңбыр}, ru: {name: Русский, title: Дождь}}
"""
EN = """(rain)=
# Rain

It rained
on many days.

Days are counted once.

(rain-cities)=
## Cities

Almaty is wet.

Astana is dry.
"""
KK = """(rain)=
# Жаңбыр

Көп күн жаңбыр жауды.

Күн бір рет саналады.

(rain-cities)=
## Қалалар

Алматы ылғалды.

Астана құрғақ.
"""


class Book:
    """A book of one chapter in three languages."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for name, text in {"_config.yml": CONFIG, "_toc.yml": "format: jb-book\nroot: book/en/rain\n"}.items():
            (root / name).write_text(text, encoding="utf-8")
        for language, text in {"en": EN, "kk": KK, "ru": KK}.items():
            self.chapter(language).parent.mkdir(parents=True)
            self.chapter(language).write_text(text, encoding="utf-8")

    def chapter(self, language: str) -> Path:
        return self.root / "book" / language / "rain.md"

    def edit(self, language: str, *changes: tuple[str, str]) -> None:
        text = self.chapter(language).read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        self.chapter(language).write_text(text, encoding="utf-8")

    def run(self, *arguments: str) -> str:
        run = CliRunner().invoke(main, ["--root", str(self.root), *arguments])
        assert run.exit_code == 0, run.output
        return run.output

    def accept(self, place: str) -> None:
        self.run("accept", str(self.root / "book" / place))

    def faults(self) -> list[str]:
        """Return what is told of the Kazakh chapter."""
        return [line.strip() for line in self.run("status", "kk").splitlines() if line.startswith("    ")]


@pytest.fixture
def rain(tmp_path: Path) -> Book:
    rain = Book(tmp_path)
    for language in ("kk", "ru"):
        rain.accept(f"{language}/rain.md")
    return rain


@pytest.mark.parametrize(
    ("language", "changes", "told"),
    [
        (
            "en",
            [("many", "few")],
            ["book/kk/rain.md:4: book/en/rain.md:4-5 has changed, and this has not; follow it"],
        ),
        (
            "kk",
            [("ылғалды", "дымқыл")],
            ["book/kk/rain.md:11: this has changed, and book/en/rain.md:12 has not; see whether it has to"],
        ),
        (
            "en",
            [("Almaty is wet.", "Almaty is wet.\n\nShymkent is warm.\n\nAqtau is windy.")],
            ["book/kk/rain.md:11: after this book/en/rain.md:14-16 is missing; translate it"],
        ),
        (
            "en",
            [("Almaty is wet.\n\n", "")],
            ["book/kk/rain.md:11: book/en/rain.md has no such block; write it there, or take it out here"],
        ),
        (
            "kk",
            [(KK[KK.index("(rain-cities") :], "")],
            ["book/kk/rain.md:6: after this book/en/rain.md:10-14 is missing; translate it"],
        ),
        ("en", [("Days are counted once.\n\n", ""), ("Astana", "Days are counted once.\n\nAstana")], []),
        ("en", [("It rained\non many days.", "It rained on\nmany days."), ("# Rain\n", "# Rain\n\n% a remark\n")], []),
    ],
    ids=["original", "translation", "inserted", "taken out", "section lost", "moved", "wrapped"],
)
def test_what_changed_on_one_side_is_told_where_a_translator_works(
    rain: Book, language: str, changes: list[tuple[str, str]], told: list[str]
) -> None:
    rain.edit(language, *changes)
    assert rain.faults() == told


def test_all_that_happens_at_once_is_told_apart(rain: Book) -> None:
    rain.edit("en", ("many", "few"), ("Almaty", "Shymkent is warm.\n\nAlmaty"), ("Days are counted once.\n\n", ""))
    rain.edit("en", ("Astana", "Days are counted once.\n\nAstana"))
    rain.edit("kk", ("ылғалды", "дымқыл"))
    places = [fault.partition(";")[0] for fault in rain.faults()]
    assert places == [
        "book/kk/rain.md:4: book/en/rain.md:4-5 has changed, and this has not",
        "book/kk/rain.md:9: after this book/en/rain.md:10 is missing",
        "book/kk/rain.md:11: this has changed, and book/en/rain.md:12 has not",
    ]


def test_a_translation_that_follows_is_to_be_compared_and_then_accepted(rain: Book) -> None:
    rain.edit("en", ("many", "few"))
    rain.edit("kk", ("Көп", "Аз"))
    assert "book/kk/rain.md:4: this and book/en/rain.md:4-5 are new or changed" in rain.faults()[0]
    rain.accept("kk/rain.md")
    assert rain.faults() == []
    assert "ru: chapters out of step: 1 of 1" in rain.run("status")


def test_an_inserted_block_changes_the_lines_of_its_section_in_the_record(rain: Book) -> None:
    record = rain.root / "book" / "in-step" / "kk" / "rain.json"
    before = record.read_text(encoding="utf-8").splitlines()
    for language in ("en", "kk"):
        rain.edit(language, ("\n\n(rain-cities", "\n\n- New\n\n(rain-cities"))
    rain.accept("kk/rain.md")
    after = record.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [line for line in after if line.startswith('"rain.4"')]


def test_sections_are_compared_where_paragraphs_are_free_and_terms_by_their_labels(rain: Book) -> None:
    front, terms = "---\nparity: section\n---\n", ("[one]{#a}\n: First.\n\n", "[two]{#b}\n: Second.\n\n")
    rain.chapter("en").write_text(f"{front}{EN}\n{''.join(terms)}", encoding="utf-8")
    rain.chapter("kk").write_text(f"{front}{KK}\nЕкі сөз.\n\n{''.join(reversed(terms))}", encoding="utf-8")
    rain.accept("kk/rain.md")
    assert rain.faults() == []
    rain.edit("en", ("Second", "Next"), ("dry", "cold"))
    assert [fault.partition(" has")[0] for fault in rain.faults()] == [
        "book/kk/rain.md:12: book/en/rain.md:13-17",
        "book/kk/rain.md:20: book/en/rain.md:22-23",
    ]


def test_without_a_record_is_told_what_is_missing_and_how_to_begin(tmp_path: Path) -> None:
    rain = Book(tmp_path)
    rain.edit("en", ("Almaty is wet.", "Almaty is wet.\n\n:::{note}\nAs ever.\n:::"))
    rain.edit("ru", ("Алматы ылғалды.", "Алматы ылғалды.\n\n:::{note}\nҚашан да.\n:::"))
    rain.chapter("kk").unlink()
    told = rain.run("status")
    assert "book/kk/rain.md:1: after this book/en/rain.md:2-18 is missing" in told
    assert "ru: chapters out of step: 0 of 1, never accepted: 1" in told
    assert ".venv/bin/press accept book/" in told


@pytest.mark.parametrize("place", ["README.md", "book/de/rain.md", "book/en/rain.md"])
def test_what_is_no_translation_cannot_be_accepted(rain: Book, place: str) -> None:
    path = rain.root / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Rain\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(rain.root), "accept", str(path)])
    assert (run.exit_code, f"{place}: this is no translation" in run.output) == (1, True), run.output
