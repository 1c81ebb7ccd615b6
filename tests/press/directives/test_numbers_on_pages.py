"""Numbers of three editions as a reader of their pages sees them, without digits that an author asked for."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
from printed_numbers import GROUP, POINT
from reading import cards, key_of, parsed, with_class, words
from small_books import append, make_editions

from press.make.new import new_book

LANGUAGES = ("en", "kk", "ru")
# What a notebook publishes, and how an English page has it.
PUBLISHED = {
    "share": ("publish.number('share', 0.0353496838946, unit='share'", "3.5%"),
    "half": ("publish.number('half', 0.388, unit='share'", "38.8%"),
    "between": ("publish.interval('between', 0.274, 0.538, unit='share'", "27.4–53.8%"),
    "asked": ("publish.interval('asked', 0.274, 0.538, unit='share', digits=0", "27–54%"),
    "ratio": ("publish.number('ratio', 0.0353, unit='ratio'", "0.035"),
    "score": ("publish.number('score', 0.00012, unit='score'", "0.00012"),
    "lead": ("publish.number('lead', -0.04, unit='percentage-points'", "\u22120.04"),
    "money": ("publish.number('money', 103765518200001, unit='index'", "103,765,518,200,001"),
}
COLUMNS_PUBLISHED = """
shares = rain.assign(days=[0.0353496838946, 0.388])
publish.table('shares', shares, units={'days': 'share'}, sources=['rain'])
publish.chart('shares', alt.Chart(shares).mark_bar().encode(x='days:Q', y='city:N'), sources=['rain'])"""
EMBEDDED = """
:::{chart} rain/shares
:name: fig-shares
Rain.
:::

:::{datatable} rain/shares
:name: tab-shares
Rain.
:::
"""


def in_language(english: str, language: str) -> str:
    signs = {",": GROUP[language], ".": POINT[language], "%": "\u00a0%" if language == "ru" else "%"}
    return english.translate(str.maketrans(signs))


def test_a_reader_sees_the_same_roundings_in_sentences_on_cards_in_tables_and_words_of_charts(tmp_path: Path) -> None:
    root = tmp_path / "weather"
    new_book(root, LANGUAGES)
    notebook = root / "book" / "notebooks" / "rain.ipynb"
    content = nbformat.read(notebook, 4)
    calls = "".join(f"{call}, sources=['rain'])\n" for call, _ in PUBLISHED.values())
    content.cells.append(nbformat.v4.new_code_cell(calls + COLUMNS_PUBLISHED))
    nbformat.write(content, notebook)
    append(
        root / "data" / "vocabulary" / "words.csv",
        "share,share,үлес,доля\n" + "".join(f"number.rain.{key},a number,сан,число\n" for key in PUBLISHED),
    )
    for language in LANGUAGES:
        append(
            root / "book" / language / "rain.md", "".join(f"\n{{number}}`rain/{key}`\n" for key in PUBLISHED) + EMBEDDED
        )
    assert [warned.faults for warned in make_editions(root, LANGUAGES).values()] == [[], [], []]
    for language in LANGUAGES:
        path = root / "_build" / "press" / language / "html" / "rain.html"
        page, names = parsed(path), {key: name for key, (name, _) in cards(path).items()}
        numbers = {key_of(each): "".join(each.itertext()) for each in with_class(page, "press-number")}
        for key, (_, english) in PUBLISHED.items():
            printed = in_language(english, language)
            assert numbers[f"number/rain.{key}"] == printed
            assert names[f"number/rain.{key}"].startswith(f"{printed}:")
        columns = [["".join(row[-1].itertext()).strip() for row in each.iter("tr")][1:] for each in page.iter("table")]
        north, south, *of_table = (in_language(each, language) for each in ("0.04", "0.39", "3.53%", "38.80%"))
        assert columns[-2:] == [[north, south], of_table]
        assert re.search(rf"\w: {north}; \w+: {south}\.", words(page))
