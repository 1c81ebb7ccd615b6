"""Slips of Markdown: what would be published as typed, or not at all, is told where it stands, and nothing else is."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from small_books import BOOKS, ROOT, copy_book

from press.checks.myst.chapter import read_blocks
from press.checks.run import check_book
from press.checks.slips import slips_in, turns_in
from press.core.errors import PressError

EXTENSIONS = (
    "colon_fence",
    "dollarmath",
    "amsmath",
    "deflist",
    "attrs_inline",
    "substitution",
    "smartquotes",
    "of-another-program",
)
BACKTICK, STARS, LINK, ROW = "a backtick is not closed", "two stars", "a link is not closed", "the row has"


def role(name: str) -> str:
    return f"the backtick after {{{name}}} is not closed"


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("This **bold and more.", 1, STARS),
        ("One\ntwo **bold and\nmore.", 2, STARS),
        ("Not bold** here.", 1, STARS),
        ("**«Дождь»**ға шықты.", 1, STARS),
        ("## A **heading", 1, STARS),
        ("- one\n- **two\n- three", 2, STARS),
        ("> quoted **words", 1, STARS),
        (":::{note} Title\n:class: tip\n\nThis **bold.\n:::", 4, STARS),
        ("::::{grid}\n:::{card}\nThis **bold.\n:::\n::::", 3, STARS),
        ("```{note}\nThis **bold.\n```", 2, STARS),
        ("A word[^a].\n\n[^a]: This **bold.", 3, STARS),
        ("Some `code and more.", 1, BACKTICK),
        ("Some ``code` and more.", 1, BACKTICK),
        ("See `a`, `b` and `c.", 1, BACKTICK),
        ("One\n{number}`claims/rain of it.", 2, role("number")),
        ("One\n{number}`claims/rain, the\n{number}`claims/snow` of it.", 2, role("number")),
        ("{number}`claims/rain, the {cite:p}`doe` and {number}`claims/snow`.", 1, role("number")),
        ("Some `code, and {number}`claims/snow` of it.", 1, BACKTICK),
        ("A [link](x y.", 1, LINK),
        (
            "| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | 3 |",
            4,
            f"{ROW} 3 cells, the head of its table 2, so that '3' is lost",
        ),
        ("a | b\n--|--\n1 | 2 | 3", 3, ROW),
        ("> | a | b |\n> |---|---|\n> | 1 | 2 | 3 |", 3, ROW),
        (":::{table} T\n| a | b |\n|---|---|\n| 1 | 2 | 3 |\n:::", 4, ROW),
    ],
)
def test_a_slip_is_told_once_with_its_line(text: str, line: int, told: str) -> None:
    (slip,) = slips_in(read_blocks(text, EXTENSIONS))
    assert (slip.line, told in slip.fault) == (line, True)


@pytest.mark.parametrize(
    "text",
    [
        r"Stars \*\* and a \` tick.",
        "Powers: 2 ** 3 and 2**3.",
        "**Bold**, *italic*, ***both***, `code`, ``a ` tick``.",
        "`**kwargs` and ``{number}`claims/rain` ``.",
        "{number}`claims/rain`, {ref}`words <label>` and {cite:p}`doe`.",
        "Write `{number}` or `{ref}` before it; `print {x}` prints.",
        "Formulas $a**b$, {math}`x**` and\n\n$$\n**a\n$$\n\n\\begin{align}\n**a ` &= b\n\\end{align}",
        "<!-- **open ` -->\n\n% **open `\n\nText <!-- ** ` --> here.",
        "```python\nf(**kwargs) # `\n```\n\n~~~\n**a `\n~~~\n\n    **indented `",
        "```{code-cell}\nf(**kwargs)\n```\n\n:::{code} text\n**open `\n:::\n\n```{mermaid}\na **\n```",
        ":::{figure} a.png\n:alt: two ** stars `\n\nCaption.\n:::",
        ":::{note}\n---\nname: a**b `\n---\nText.\n:::",
        "---\ntitle: a **b `\n---\n\n# T",
        "<b title='**'>x</b> &#42;&#42;x &#96;",
        "[words](https://example.org/a**b) and <https://example.org/**>.",
        "[words](a_(b).md), ![alt](a.png){width=10px} and f[0](x).",
        "***\n\n* * *\n\nText\n\n**********",
        "| a | b |\n|---|---|\n| 1 |\n| 1 | 2 |\n| 1 | 2 | |\n| a \\| b | 2 |",
        "- | a | b |\n  |---|---|\n  | - 1 | 2 |",
        "{{ value ** 2 }} and a term\n: its meaning",
        "A word[^a].\n\n[^a]: A note.\n\n(label)=\n## Heading",
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert slips_in(read_blocks(text, EXTENSIONS)) == ()


@pytest.mark.parametrize("folder", [ROOT / "book", ROOT / "docs", BOOKS], ids=lambda folder: folder.name)
def test_all_that_was_written_here_has_no_slip(folder: Path) -> None:
    texts = {path: path.read_text(encoding="utf-8") for path in folder.rglob("*.md") if "_build" not in path.parts}
    assert texts
    assert {path: found for path, text in texts.items() if (found := slips_in(read_blocks(text, EXTENSIONS[:1])))} == {}


@pytest.fixture(scope="module")
def executed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_book("weather", tmp_path_factory.mktemp("slips"))
    check_book(root)
    return root


@pytest.fixture
def weather(executed: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(executed, tmp_path / "weather"))


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def told(root: Path) -> list[str]:
    with pytest.raises(PressError) as caught:
        check_book(root)
    return str(caught.value).splitlines()


@pytest.mark.parametrize("languages", [("ru",), ("en", "ru")])
def test_of_a_paragraph_with_an_open_role_only_that_is_told(weather: Path, languages: tuple[str, ...]) -> None:
    for language in languages:
        replace(weather / "book" / language / "rain.md", "{number}`rain/total`", "{number}`rain/total in 2020")
    faults = told(weather)
    assert [fault.partition(";")[0] for fault in faults] == [
        f"book/{language}/rain.md:4: the backtick after {{number}} is not closed" for language in languages
    ]


def test_faults_of_other_paragraphs_are_told_as_well(weather: Path) -> None:
    replace(weather / "book" / "ru" / "rain.md", "{number}`rain/total`", "{number}`rain/total")
    replace(weather / "book" / "ru" / "index.md", "Книга", "В 2020 году книга")
    assert [fault.partition(": ")[0] for fault in told(weather)] == ["book/ru/rain.md:4", "book/ru/index.md:4"]


def test_other_slips_hide_nothing(weather: Path) -> None:
    replace(weather / "book" / "ru" / "index.md", "Книга", "**Книга 2020 года")
    first, second = told(weather)
    assert first.startswith("book/ru/index.md:4: two stars ** are not paired")
    assert second.startswith("book/ru/index.md:4: the number 2020 is typed")


def test_the_prose_of_a_notebook_is_checked_too(weather: Path) -> None:
    path = weather / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = "# Counting rain\n\nDays of **rain, city by city."
    path.write_text(json.dumps(notebook), encoding="utf-8")
    first = "book/notebooks/rain.ipynb: in the text 'Days of **rain, city by city.': two stars"
    assert any(line.startswith(first) for line in told(weather))


@pytest.mark.parametrize("sign", ["\u202a", "\u202e", "\u2066", "\u2069"])
def test_a_sign_that_turns_the_direction_of_writing_is_told_with_its_line(sign: str) -> None:
    (slip,) = turns_in(f"# Rain\n\n`It {sign}rained`.\n")
    assert (slip.line, f"(U+{ord(sign):04X})" in slip.fault) == (3, True)
    assert list(turns_in("Soft\u00adhyphen, no\u00a0break, zero\u200bwidth, العربية")) == []


def test_a_sign_that_turns_the_direction_stops_a_book_wherever_it_stands(weather: Path) -> None:
    replace(weather / "book" / "en" / "rain.md", "It rained", "It \u202erained")
    replace(weather / "book" / "notebooks" / "rain.ipynb", "# Cou", "# \\u2067Cou")
    lines = told(weather)
    assert any(
        re.match(r"book/en/rain\.md:4: a sign that turns the direction of writing \(U\+202E\)", line) for line in lines
    )
    assert any("rain.ipynb: in the text" in line and "(U+2067)" in line for line in lines)
