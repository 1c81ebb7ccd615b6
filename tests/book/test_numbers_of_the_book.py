"""Every number in the prose of the finished book, against the table or the notebook that it names.

Tables are read with the csv module and notebooks as JSON, not by press, so that the two ways must agree.
"""

from __future__ import annotations

import hashlib
import html
import json
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from support.built_pages import cards, key_of, parsed_at_once
from support.printed_numbers import Printed, read
from support.small_books import ROOT, rows

from press.language.profile import Case
from press.language.profiles.kk import with_case

SITE = ROOT / "_build" / "site"
LANGUAGES = ("en", "kk", "ru")
TITLES = ("h1", "h2", "h3", "nav")

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


@cache
def recorded() -> dict[str, dict[str, str]]:
    """Page of the number to value, unit and scale: claims from their table, results from the outputs stored in the notebooks, with the exact value."""
    found = {f"figure/{row['id']}": row for row in rows("article/claims.csv")}
    for path in (ROOT / "book" / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            for output in cell.get("outputs", []):
                press = output.get("metadata", {}).get("press", {})
                if press.get("kind") == "number":
                    found[f"number/{path.stem}.{press['key']}"] = press
    return found


@cache
def values() -> dict[str, str]:
    """Key of the card to value."""
    return {key: number["value"] for key, number in recorded().items()}


def test_figures_json_has_all_values_verdicts_and_corrections_of_the_tables() -> None:
    whole = json.loads((SITE / "figures.json").read_text(encoding="utf-8"))
    judged = whole["figures"] | whole["statements"]
    stated = {row["id"]: row for name in ("claims", "statements") for row in rows(f"article/{name}.csv")}
    addresses = {row["id"]: row["address"] for row in rows("audit/evidence.csv")}
    known = whole["numbers"] | {f"claims/{key}": one for key, one in whole["figures"].items()}
    for row in rows("audit/verdicts.csv"):
        found, said = judged.pop(row["id"]), stated.pop(row["id"])
        texts = found.pop("texts")
        assert [one["address"] for one in found.pop("evidence", [])] == [
            addresses[key] for key in row["evidence"].split()
        ]
        for column in ("right", "recorded", "recomputed"):
            name = found.pop(column) or {"number": ""}
            assert name["number"] == re.split("[ ;]", row.pop(column))[0]
            assert not name["number"] or name["value"] == known[name["number"]]["value"]
        cells = {key: cell for key, cell in (said | row).items() if cell and key not in ("id", "likely", "evidence")}
        exact = (
            Decimal(str(found["value"])) == Decimal(cells["value"]) if isinstance(found.get("value"), float) else False
        )
        assert {key: str(found.get(key)) for key in cells if not (key == "value" and exact)}.items() <= cells.items()
        assert list(texts) == list(LANGUAGES) and all((SITE / one["page"]).is_file() for one in texts.values())
        repeated = [one.get("correction") or one.get("to_be_cleared_up") for one in texts.values()]
        assert all(repeated) if row["problem"] else not any(repeated)
    assert not judged and not stated
    assert all('"../figures.json"' in (SITE / each / "data.html").read_text(encoding="utf-8") for each in LANGUAGES)
    pages = {key: number for key, number in recorded().items() if key.startswith("number/")}
    computed = {key.removeprefix("number/").replace(".", "/", 1): number for key, number in pages.items()}
    assert whole["numbers"].keys() == computed.keys()
    for key, number in computed.items():
        found = whole["numbers"][key]
        assert str(found["value"]) == number["value"] or Decimal(str(found["value"])) == Decimal(number["value"]), key
        assert (found["unit"], found["sources"]) == (number["unit"], number["sources"])


@cache
def checksums() -> set[str]:
    return {hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "data").rglob("*.csv")}


def chapters(language: str) -> list[Path]:
    return sorted((SITE / language).glob("*.html"))


@cache
def tree(path: Path) -> Element:
    return parsed_at_once(path)


def numbers(path: Path) -> list[Element]:
    """The numbers in the text of a page that lead to a card: not those of titles, which are in links and in lists of contents as well."""
    return [number for number in _numbers(tree(path)) if number.tag == "a"]


def _numbers(element: Element) -> Iterator[Element]:
    is_number = "press-number" in element.get("class", "").split()
    if element.tag in TITLES or (element.tag == "a" and not is_number):
        return
    if is_number:
        yield element
    for child in element:
        yield from _numbers(child)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_has_a_page_with_the_value_of_its_table_or_notebook(language: str) -> None:
    shown = 0
    for path in chapters(language):
        known = cards(path)
        for number in numbers(path):
            name, shown = key_of(number), shown + 1
            card = known[name][1]
            value = next((data.get("value") for data in card.iter("data")), None)
            assert value == values()[name], (path.name, name)
    assert shown > 300


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_a_year_or_a_day_that_dates_something_is_plain_text(language: str) -> None:
    without = {name: one for name, one in recorded().items() if one.get("card") is False}
    assert without and {one["unit"] for one in without.values()} <= {"year", "month", "date"}
    # A day may be without its year.
    dated = {part.lstrip("0") for one in without.values() for part in one["value"].split("-")}
    plain = [number for path in chapters(language) for number in _numbers(tree(path)) if number.tag != "a"]
    said = ["".join(number.itertext()) for number in plain]
    assert len(said) > 20
    assert [text for text in said if not dated.intersection(re.findall(r"\d+", text))] == []


def in_thousands(printed: Printed) -> Printed:
    """A number of thousands, which English prints in full: its last digit is that before the zeros at its end."""
    value = (printed.value / 1000).normalize()
    return printed._replace(value=value, last=Decimal(1).scaleb(int(value.as_tuple().exponent)))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_in_figures_is_the_rounding_of_its_exact_value(language: str) -> None:
    compared = 0
    for path in chapters(language):
        for number in numbers(path):
            # Behind it, in brackets, may be the right value.
            name, text = key_of(number), "".join(number.itertext()).partition("[")[0]
            exact, unit, scale = (recorded()[name].get(part, "") for part in ("exact", "unit", "scale"))
            ends = (exact or values()[name]).split("/")
            printed = read(text, language)
            # Dates are no numbers, and some numbers are in words.
            if unit in ("date", "month", "year", "years") or not printed:
                continue
            assert len(printed) == len(ends), (path.name, name, text)
            if (language, scale) == ("en", "thousand"):
                printed = [in_thousands(one) for one in printed]
            for end, one in zip(ends, printed, strict=True):
                assert one.is_rounding_of(Decimal(end)), (path.name, name, text, end)
            is_percent = unit.startswith("percent") and unit not in ("percentage-points", "percentile")
            assert printed[-1].is_percent == is_percent, (path.name, name, text)
            compared += 1
    assert compared > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_number_that_there_is_has_a_page_that_offers_its_files_as_they_are(language: str) -> None:
    for name, number in recorded().items():
        if number.get("card") is False:
            assert not (SITE / language / f"{name}.html").exists()
            continue
        links = [link for link in tree(SITE / language / f"{name}.html").iter("a") if "download" in link.attrib]
        paths = [SITE / language / "figure" / link.get("href", "") for link in links]
        digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
        # A condition of a computation is from no table.
        assert bool(digests) == (number.get("sources") != []) and digests <= checksums(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_a_number_leads_back_to_each_chapter_that_shows_it(language: str) -> None:
    for path in chapters(language):
        for name in {key_of(number) for number in numbers(path)}:
            (foot,) = tree(SITE / language / f"{name}.html").iter("footer")
            assert f"../{path.name}" in {link.get("href", "").partition("#")[0] for link in foot.iter("a")}, name


# Endings that Kazakh chapters hang on a number ("30%-ы") follow the sound of the number as it is read aloud; a number that ends with
# an abbreviation ("2016 г.") is not followed by a full stop of its own.
ENDING = re.compile(r'class="press-number"[^>]*>(?P<number>[^<]*)</(?:span|a)>-(?P<ending>[^\W\d_](?:\xad?[^\W\d_])*)')
TWO_STOPS = re.compile(r'class="press-number"[^>]*>([^<]*\.)</(?:span|a)>\.')
FRONT, BACK = set("әеіөүэ"), set("аоұыя")
# Words that are written with a hyphen after a number; they have sounds of their own.
WORDS = ("орын", "орны", "жыл", "сынып", "тармақ", "процентил")


def is_front(number: str) -> bool:
    """Whether the number, read aloud, ends in a word with front vowels, as the dative of it shows."""
    return with_case(number, Case.DATIVE)[-1] in FRONT


def agrees(number: str, ending: str) -> bool:
    """Whether ``ending`` may hang on ``number``."""
    vowel = next((letter for letter in ending if letter in FRONT | BACK), "")
    return ending.startswith(WORDS) or not vowel or (vowel in FRONT) == is_front(number)


def endings() -> Iterator[tuple[str, str, str]]:
    """Page, number and ending of all that the edition prints."""
    for page in sorted((SITE / "kk").rglob("*.html")):
        for match in ENDING.finditer(page.read_text(encoding="utf-8")):
            yield page.name, html.unescape(match["number"]), match["ending"].replace("\xad", "")


def test_the_endings_of_the_edition_agree_with_their_numbers() -> None:
    found = list(endings())
    assert len(found) > 10
    assert [entry for entry in found if not agrees(*entry[1:])] == []


def test_no_sentence_ends_with_two_full_stops() -> None:
    pages = {path: path.read_text(encoding="utf-8") for path in SITE.rglob("*.html")}
    found = [(path.relative_to(SITE), match[1]) for path, text in pages.items() for match in TWO_STOPS.finditer(text)]
    assert found == []
