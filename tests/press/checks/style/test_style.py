"""Rules of style that a book brings: what breaks one, what does not, where it is told, and what is told of a file that cannot be read."""

from __future__ import annotations

from pathlib import Path

from orchard_book import append, style_faults
from small_books import replace

WEASEL = "says nothing; leave it out (rule 'weasel-words', style-guide.md) [style]"
TERM = "(rule 'terms', book/style/en.yml) [style]"
COLONS = "(rule 'two-colons', book/style/en.yml) [style]"


BROKEN = {
    "a word": ("Pears were very good.", f"'very' {WEASEL}"),
    "a word with a capital": ("Very good pears.", f"'Very' {WEASEL}"),
    "a word in a heading": ("## Quite a year", f"'Quite' {WEASEL}"),
    "a word in a list": ("- very ripe", f"'very' {WEASEL}"),
    "a word in a table": ("| a |\n|---|\n| very |", f"'very' {WEASEL}"),
    "a word in a remark": ("[A very good year.]{.editors}", f"'very' {WEASEL}"),
    "a word in a note": ("Pears.[^a]\n\n[^a]: Very good.", f"'Very' {WEASEL}"),
    "a word in the title of a box": (":::{note} Very good\nPears.\n:::", f"'Very' {WEASEL}"),
    "a word in bold": ("They were **very good**.", f"'very' {WEASEL}"),
    "words over a line end": ("Pears,\nvery\ngood.", f"'very' {WEASEL}"),
    "a word beside one that is right": ("Not quite ripe, quite green.", f"'quite' {WEASEL}"),
    "a word for another": ("Two hampers of pears.", f"write 'basket' instead of 'hampers' {TERM}"),
    "a number by what follows it": (
        "Apples: {number}`harvest/apple` pieces.",
        "'{number} pieces' hides what is counted (rule 'bare-numbers', book/style/en.yml) [style]",
    ),
    "two colons in a sentence": ("Trees: apples: pears.", f"two colons in 'Trees: apples: pears.' {COLONS}"),
    "two colons about an abbreviation": (
        "As Mr. Doe says: trees: apples.",
        f"two colons in 'As Mr. Doe says: trees: apples.' {COLONS}",
    ),
    "two colons about a decimal point": (
        "One: 2.5 trees: apples.",
        f"two colons in 'One: 2.5 trees: apples.' {COLONS}",
    ),
    "two colons beside a quotation": (
        "Trees: “A: b”: pears.",
        f"two colons in 'Trees: “A: b”: pears.' {COLONS}",
    ),
    "two colons after another sentence": ("Trees. One: two: three.", f"two colons in 'One: two: three.' {COLONS}"),
}
RIGHT = {
    "a part of a word": "Every pear.",
    "an exception": "Not quite ripe.",
    "a quotation": "“Very good”, he says, and “quite ripe hampers”.",
    "a quoted block": "> Very good.",
    "code": "`very`\n\n```\nvery\n```",
    "a comment": "% very\n\nText <!-- very --> text.",
    "the target of a link": "[Pears](https://example.org/very)",
    "a number within its scope": "Apples, {number}`harvest/apple` baskets.",
    "a number out of scope": "| a |\n|---|\n| {number}`harvest/apple` pieces |",
    "a colon in each of two sentences": "One: two. Three: four.",
    "a colon in each of two sentences of which one begins with a number": "One: two. {number}`harvest/apple` trees: pears.",
    "a colon in each of two sentences with a note between": "One: two.[^a] Three: four.\n\n[^a]: Note.",
    "a colon in a sentence and in its quotation": "He says: “One: two.” Three: four.",
    "a colon in a role": "One: {cite:t}`doe2003` and {cite:p}`doe2003`.\n\n```{bibliography}\n```",
}


def test_what_breaks_a_rule_is_told_with_its_line(orchard: Path) -> None:
    lines = [
        append(orchard, text.replace("[^a]", f"[^{number}]"), name="accounts")
        for number, (text, _) in enumerate(BROKEN.values())
    ]
    # What is wrong in several places is told once, with all of them.
    found = [line.partition(": ") for line in style_faults(orchard)]
    told = [(place, words) for places, _, words in found for place in places.split(", ")]
    assert len(told) == len(BROKEN)
    for first, (name, (text, fault)) in zip(lines, BROKEN.items(), strict=True):
        places = {f"book/en/accounts.md:{line}" for line in range(first, first + text.count("\n") + 1)}
        assert [words for place, words in told if place in places] == [fault], name


def test_what_breaks_none_is_not_told(orchard: Path) -> None:
    for number, text in enumerate(RIGHT.values()):
        append(orchard, text.replace("[^a]", f"[^{number}]"), name="accounts")
    assert style_faults(orchard) == []


def test_the_line_is_that_of_the_word_within_its_paragraph(orchard: Path) -> None:
    line = append(orchard, "Pears of\nthe {number}`harvest/apple`\nvery good trees.\n")
    assert style_faults(orchard) == [f"book/en/harvest.md:{line + 2}: 'very' {WEASEL}"]


def test_labels_notebooks_and_catalogues_are_looked_at_in_their_language(orchard: Path) -> None:
    replace(orchard / "data" / "vocabulary" / "words.csv", "Pear,Алмұрт,Груша", "Very pear,Алмұрт very,Кошёлка")
    replace(orchard / "book" / "notebooks" / "harvest.ipynb", "tree by tree.", "very quickly.")
    catalogue = orchard / "book" / "locale" / "ru" / "LC_MESSAGES" / "notebooks.po"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text + '\nmsgid "Hamper"\nmsgstr "Кошёлка very"\n', encoding="utf-8")
    line = text.count("\n") + 3
    notebook = (orchard / "book" / "notebooks" / "harvest.ipynb").read_text(encoding="utf-8")
    cell = notebook[: notebook.index("very quickly")].count("\n") + 1
    term = "write 'корзина' instead of 'Кошёлка' (rule 'terms', book/style/ru.yml) [style-of-labels]"
    of_labels = WEASEL.replace("[style]", "[style-of-labels]")
    assert set(style_faults(orchard, "style", "style-of-labels")) == {
        f"data/vocabulary/words.csv:5: 'Very' {of_labels}",
        f"book/notebooks/harvest.ipynb:{cell}: 'very' {WEASEL}",
        f"data/vocabulary/words.csv:5: {term}",
        f"book/locale/ru/LC_MESSAGES/notebooks.po:{line}: {term}",
    }
