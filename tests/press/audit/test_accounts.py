"""Problems, the findings that the book leads with, what a verdict opens in place, and the evidence."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pymupdf
import pytest
from bridge_book import EN
from leaning_book import lean_on
from reading import cards, key_of, parsed, with_class, words
from small_books import make_edition, replace

TOLD = {
    "en": [
        "Severity: changes a figure. Certainty: high, the record gives it.",
        "Correction: The bridge cost 1.8 million US dollars, see The figures, checked.",
        "Reply (The mayor, 5 January 2027): Пересчитаем.",
        "May it be repeated: with this correction. Evidence: www.example.com",
    ],
    "kk": [
        "Салмағы: санды өзгертеді. Сенімділігі: жоғары, дерек көрсетеді.",
        "Түзету: Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        "Жауап (The mayor, 2027 ж. 5 қаңтар): Пересчитаем.",
        "Қайталауға бола ма: осы түзетумен. Дәлелдер: www.example.com",
    ],
}


def told(page: Path) -> list[str]:
    """The paragraphs of a page."""
    return [words(each).replace("\u00ad", "") for each in parsed(page).iter("p")]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_problem_tells_its_weight_correction_replies_and_evidence(site_with_problems: Path, language: str) -> None:
    page = site_with_problems / language / "bridge.html"
    first, *_ = (place for place, line in enumerate(told(page)) if line == TOLD[language][0])
    assert told(page)[first : first + 4] == TOLD[language]
    (reply,) = (each for each in parsed(page).iter("span") if words(each) == "Пересчитаем.")
    assert reply.get("lang") == "ru"


@pytest.mark.parametrize("language", ["en", "kk"])
def test_paper_and_epubs_tell_the_same(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        printed = " ".join(" ".join(page.get_text() for page in pdf).replace("\u00ad", "").split())
    (path,) = site_with_problems.rglob(f"*.{language}.epub")
    with ZipFile(path) as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("bridge.xhtml"))
        chapter = epub.read(name).decode()
    for line in TOLD[language]:
        assert line.split(":")[0] in printed
    assert "Пересчитаем." in printed and "Пересчитаем." in chapter
    assert TOLD[language][0] in chapter.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("{problem} cost", "{problem} costs", "there is no problem 'costs'"),
        (EN.split("{problem} cost\n")[1].split(":::")[0], "", "the problem 'cost' has no correction"),
    ],
)
def test_a_problem_that_is_unknown_or_not_corrected_is_told(problems: Path, old: str, new: str, expected: str) -> None:
    replace(problems / "book" / "en" / "bridge.md", old, new)
    faults = "\n".join(make_edition(problems, "en").faults)
    assert f"bridge.md:11: {expected}" in faults


def test_a_finding_that_leads_has_headline_verdict_strength_and_a_link(site_with_problems: Path) -> None:
    (finding,) = with_class(parsed(site_with_problems / "en" / "bridge.html"), "press-key-finding")
    assert finding.get("id") == "key-finding-price"
    headline, said, line = list(finding)
    assert words(headline) == "The bridge cost 1.8 million US dollars."
    assert [child.tag for child in headline] == ["strong"]
    assert words(said).endswith("it is the oldest\u2060.")
    assert words(line) == "contradicts the record · the record gives it · Full account"


def parts(card: Element) -> list[str]:
    """What a card tells, part by part."""
    return [words(part).replace("\u00ad", "") for part in card]


def test_the_card_of_a_judged_figure_begins_with_the_verdict_and_why(site_with_problems: Path) -> None:
    name, card = cards(site_with_problems / "en" / "bridge.html")["figure/cars"]
    assert name == "Our verdict on 4,000: adds up"
    assert parts(card) == [
        "adds up",
        "The counts of a year give 4,013 cars a day, which is rounded to 4,000.",
        "The counts leave out Sundays.",
        "The article has4,000 We compute4,013",
        "Evidence: Office of Bridges, register.example.org; counts.example.org",
        "DataCars a day As printed“some four thousand cars a day”, lines 3–4 Source citednone given Tableclaims.csv",
        "Full row",
    ]
    assert card[5].tag == "details" and card[5].get("open") is None
    assert [link.get("href") for link in card[6].iter("a")] == ["../audit.html#finding-cars"]


def test_a_problem_has_its_correction_and_its_weight_on_its_cards(site_with_problems: Path) -> None:
    every = cards(site_with_problems / "kk" / "audit.html")
    _, card = every["figure/cost"]
    assert parts(card)[:4] == [
        "дереккөзге қайшы",
        *parts(card)[1:2],
        "Түзету: Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        "Салмағы: санды өзгертеді. Сенімділігі: жоғары, дерек көрсетеді. Қайталауға бола ма: осы түзетумен.",
    ]
    assert "Мақалада1,5 млн АҚШ доллары Біздің есеп1,8 млн АҚШ доллары" in words(card)
    # The link in the correction leads from the page of the card.
    assert [link.get("href") for link in card[2].iter("a")] == ["../audit.html"]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_what_a_sign_of_a_statement_leads_to_is_a_card_without_number(site_with_problems: Path, language: str) -> None:
    page = site_with_problems / language / "bridge.html"
    links = [link for link in parsed(page).iter("a") if with_class(link, "press-caret")]
    keys = [key_of(link) for link in links]
    assert keys == ["figure/oldest"]
    assert set(keys) <= set(cards(page))
    _, card = cards(page)["figure/oldest"]
    expected = {
        "en": ["could not be checked", "Nobody has compared it.", "Full row"],
        "kk": ["тексеру мүмкін болмады", "Ешкім салыстырмаған.", "Кестедегі жолы"],
    }
    assert parts(card) == expected[language]


def test_a_reason_that_is_told_otherwise_changes_the_cards_of_chapters(problems: Path) -> None:
    assert make_edition(problems, "en").faults == []
    replace(problems / "book" / "en" / "audit.md", "Nobody has compared it.", "It is not the oldest.")
    assert make_edition(problems, "en").faults == []
    page = next((problems / "_build").rglob("en/**/bridge.html"))
    _, card = cards(page)["figure/oldest"]
    assert parts(card)[1] == "It is not the oldest."


def test_which_pages_are_gone_or_moved_is_told_beside_them_and_below_works(bridge: Path) -> None:
    day, tried = "2026-11-26", "2027-01-05"
    answered = {"read": day, "tried": tried, "answer": "200"}
    lean_on(
        bridge,
        [
            {"address": "https://a.example/x", "final": "https://www.a.example/x/", **answered},
            {"address": "https://b.example/", "tried": tried, "answer": "404", "archived": "https://kept.example/b"},
            {"address": "https://c.example/x", "final": "https://d.example/", **answered},
        ],
    )
    replace(bridge / "references.bib", "year = {2001},", "year = {2001}, url = {https://b.example/},")
    assert make_edition(bridge, "en").faults == []
    page = parsed(next((bridge / "_build").rglob("en/**/audit.html")))
    (told,) = (line for line in map(words, with_class(page, "press-finding-evidence")) if "contract.example" in line)
    assert told == (
        "Evidence: contract.example (led to another page when tried on 5 January 2027), register.example, "
        "counts.example (not there when tried on 5 January 2027; archived copy)"
    )
    (foot,) = with_class(page, "press-cited-in")
    assert words(foot).startswith("URL: not there when tried on 5 January 2027; archived copy. ")
    assert "https://kept.example/b" in [link.get("href") for link in foot.iter("a")]
