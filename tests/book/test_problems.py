"""The chapter of problems as it was built, a section for each problem of the table, each with a sentence to be quoted; and the signs of verdicts."""

from __future__ import annotations

from functools import cache
from xml.etree.ElementTree import Element

import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import ROOT, rows

from press.core.settings import load_settings

SITE = ROOT / "_build" / "site"
LANGUAGES = load_settings(ROOT).languages
# What editors and journalists can take over in one piece, and what can be read at one sitting.
LONGEST_QUOTATION, MOST_WORDS = 200, 2400
ALL = pytest.mark.parametrize("language", LANGUAGES)

pytestmark = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


@cache
def chapter(language: str, name: str = "problems") -> Element:
    page = parsed(SITE / language / f"{name}.html")
    return next(page.iter("article"))


def sections(language: str) -> dict[str, Element]:
    """The sections on problems by the id of the problem, in their order."""
    found = {section.get("id", ""): section for section in chapter(language).iter("section")}
    return {key.removeprefix("problem-"): section for key, section in found.items() if key.startswith("problem-")}


def classes(element: Element) -> list[str]:
    return (element.get("class") or "").split()


def read(page: Element) -> str:
    """What is read of a page: its headings and paragraphs without charts, which are looked at, and without lines of sources."""
    charts = [each for each in page.iter() if each.tag == "figure" or "press-faces" in classes(each)]
    looked_at = {id(part) for chart in charts for part in chart.iter()}
    kept = [each for each in page.iter() if each.tag in ("h1", "h2", "h3", "p") and id(each) not in looked_at]
    return " ".join(words(each) for each in kept if "press-source" not in classes(each))


@ALL
def test_each_section_begins_with_a_sentence_that_is_short_enough_to_be_quoted(language: str) -> None:
    for key, section in sections(language).items():
        first = next(section.iter("p"))
        sentence = words(next(first.iter("strong")))
        assert words(first).startswith(sentence), key
        assert sentence.endswith(".") and len(sentence) <= LONGEST_QUOTATION, f"{key}: {len(sentence)} characters"


@ALL
def test_each_section_has_the_verdict_and_the_evidence_of_the_table(language: str) -> None:
    addresses = {row["id"]: row["address"] for row in rows("audit/evidence.csv")}
    labels = {row["code"]: row[language] for row in rows("vocabulary/audit.csv")}
    for row in rows("audit/problems.csv"):
        section = sections(language)[row["id"]]
        marks = [each for each in section.iter() if f"press-verdict-{row['verdict']}" in classes(each)]
        assert marks, row["id"]
        *_, line = [each for each in section.iter("p") if "press-source" in classes(each)]
        assert labels[f"severity.{row['severity']}"] in words(line)
        assert labels[f"certainty.{row['strength']}"] in words(line)
        # That it should be repeated with the correction the correction itself says.
        assert (labels[f"repeat.{row['repeat']}"] in words(line)) is (row["repeat"] != "corrected")
        linked = sorted(str(link.get("href")) for link in line.iter("a"))
        assert linked == sorted(addresses[key] for key in row["evidence"].split()), row["id"]


@ALL
def test_each_section_says_how_the_sentence_should_read_or_what_has_to_be_cleared_up_first(language: str) -> None:
    head = {
        "en": ("Corrected: ", "Say instead: ", "To be cleared up first: "),
        "kk": ("Былай жазған дұрыс: ", "Оның орнына былай жазуға болады: ", "Алдымен мынаны анықтау керек: "),
        "ru": ("Повторять можно так: ", "Вместо этого можно сказать: ", "Сначала нужно выяснить: "),
    }[language]
    for row in rows("audit/problems.csv"):
        paragraphs = [words(each) for each in sections(language)[row["id"]].iter("p")]
        (told,) = (each for each in paragraphs if each.startswith(head))
        place = 2 if row["severity"] == "cannot-be-said" else row["repeat"] == "no"
        assert told.startswith(head[place]) and told.endswith((".", "?")), row["id"]


# What stands behind figures that do not hold, in the chapters that restate them.
RIGHT = {
    "en": """77th [2020]; 95th [2019]; 2020 [2019]; 1,113.6 billion tenge [2019?]; 1.60% [2019?]; 2016 [eGov.kz, 2006?];
        12 April 2016 [eGov.kz, 2006?]; two [three in April]; 11.3% [conflicts with 10.6%];
        398,000 [some 119,000 for one ministry; the portal has 42,000]; about 40% [18 of 45 people];
        one-time [up to four rounds]; Gov.kz system [eGov.kz]; belong to it [eGov.kz]""",
    "kk": """77-орынға [2020 жылғы]; 95-орын [2019 жылғы]; 2020 жылы [2019]; 1 113,6 млрд теңге [2019 жылғы?];
        1,60%-ы [2019 жылғы?]; 2016 жылы [eGov.kz, 2006?]; 2016 жылғы 12 сәуірде [eGov.kz, 2006?]; екі [үш (сәуір)]; 11,3%-ға [10,6% санымен үйлеспейді];
        398 мың [бір министрлікке шамамен 119 мың; порталда – 42 мың]; шамамен 40%-ы [45 адамның 18‑і];
        біржолғы [төрт ретке дейін]; Gov.kz жүйесі [eGov.kz]; сайттарында орналасқан [eGov.kz]""",
    "ru": """77-е место [за 2020 год]; 95-м [за 2019 год]; 2020 год [2019]; 1 113,6 млрд тенге [за 2019 год?];
        1,60 % [за 2019 год?]; 2016 года [eGov.kz, 2006?]; 12 апреля 2016 года [eGov.kz, 2006?]; два [три в апреле]; 11,3 % [несовместимо с 10,6 %];
        398 тыс. [на одно министерство примерно 119 тыс.; на портале 42 тыс.]; около 40 % [18 из 45 человек];
        единовременной [единовременной была только июльская]; системе Gov.kz [eGov.kz]""",
}


@ALL
def test_no_figure_that_does_not_hold_is_told_without_the_right_value(language: str) -> None:
    told = " ".join(words(chapter(language, name)) for name in ("digital-state", "officials-online"))
    assert [said for said in " ".join(RIGHT[language].split()).split("; ") if said not in told] == []


@ALL
def test_one_can_walk_through_all_figures_that_need_correction_and_comes_back(language: str) -> None:
    judged = {row["id"]: row for row in rows("audit/verdicts.csv")}
    failing = [key for key, row in judged.items() if row["verdict"].startswith(("wrong", "contradicts"))]
    counted = [key for key in failing if not key.startswith("statement-") and judged[key]["kind"] != "date-of"]
    walked, key = list[str](), counted[0]
    while key not in walked:
        walked.append(key)
        (link,) = with_class(parsed(SITE / language / "figure" / f"{key}.html"), "press-next")
        key = str(link.get("href")).removeprefix("../figure/").removesuffix(".html")
    assert (walked, key) == (counted, counted[0])


def test_what_cannot_be_said_is_not_to_be_repeated_and_is_what_is_open() -> None:
    for row in rows("audit/problems.csv"):
        assert (row["severity"] == "cannot-be-said") == (row["strength"] == "open"), row["id"]
        assert row["severity"] != "cannot-be-said" or row["repeat"] == "no", row["id"]


@ALL
def test_that_nobody_was_asked_is_said_as_long_as_there_is_no_reply(language: str) -> None:
    said = {
        "en": "nobody whom a problem concerns has been asked",
        "kk": "бұған қатысы бар ешкімнен ештеңе сұраған жоқпыз",
        "ru": "никого из тех, кого касаются расхождения, мы ещё не спрашивали",
    }
    assert (said[language] in words(chapter(language))) == (not rows("audit/replies.csv"))


def test_the_chapter_can_be_read_at_one_sitting() -> None:
    assert len(read(chapter("en")).split()) <= MOST_WORDS
