"""Problems, the findings that the book leads with, what a verdict opens in place, and the evidence."""

from __future__ import annotations

from pathlib import Path
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pymupdf
import pytest
from support.addresses_book import lean_on
from support.bridge_book import EN
from support.built_pages import cards, key_of, parsed, with_class, words
from support.small_books import make_edition, replace

TOLD = {
    "en": [
        "Corrected: The bridge cost 1.8 million US dollars, see The figures, checked.",
        "Reply (The mayor, 5 January 2027): Пересчитаем.",
        "It changes a figure; the record gives it. Source: example.com",
    ],
    "kk": [
        "Былай жазған дұрыс: Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        "Жауап (The mayor, 2027 ж. 5 қаңтар): Пересчитаем.",
        "Бұл санды өзгертеді; мұны дерек көрсетеді. Дереккөз: example.com",
    ],
}


def told(page: Path) -> list[str]:
    """The paragraphs of a page."""
    return [*map(words, parsed(page).iter("p"))]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_problem_tells_its_weight_correction_replies_and_evidence(site_with_problems: Path, language: str) -> None:
    page = site_with_problems / language / "bridge.html"
    first, *_ = (place for place, line in enumerate(told(page)) if line == TOLD[language][0])
    assert told(page)[first : first + 3] == TOLD[language]
    (reply,) = (each for each in parsed(page).iter("span") if words(each) == "Пересчитаем.")
    assert reply.get("lang") == "ru"


@pytest.mark.parametrize("language", ["en", "kk"])
def test_paper_and_epubs_tell_the_same(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        printed = " ".join(" ".join(page.get_text() for page in pdf).replace("\u00ad\n", "").split())
    (path,) = site_with_problems.rglob(f"*.{language}.epub")
    with ZipFile(path) as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("bridge.xhtml"))
        chapter = epub.read(name).decode()
    for line in TOLD[language]:
        assert line.split(":")[0] in printed
    assert "Пересчитаем." in printed and "Пересчитаем." in chapter
    assert TOLD[language][0].split(":")[0] in chapter


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
    assert words(said).endswith("it is the oldest.")
    assert words(line) == "contradicts the record · The record gives it · Full account: The bridge"


def test_a_finding_that_names_its_source_says_so_on_the_line_with_verdict_and_link(site_with_problems: Path) -> None:
    (finding,) = with_class(parsed(site_with_problems / "kk" / "bridge.html"), "press-key-finding")
    *_, line = list(finding)
    assert words(line) == "Дереккөз: шарт. дереккөзге қайшы · Толығырақ: Аспалы көпір"


def parts(card: Element) -> list[str]:
    """What a card tells, part by part."""
    return [*map(words, card)]


def halves(card: Element) -> list[list[str]]:
    """What the slip of a card sets side by side: whose a value is, the value, and what it is."""
    (slip,) = with_class(card, "press-slip")
    return [[*map(words, group)] for group in next(slip.iter("dl"))]


def test_the_card_of_a_judged_figure_has_its_verdict_the_article_beside_the_computation_and_why(
    site_with_problems: Path,
) -> None:
    name, card = cards(site_with_problems / "en" / "bridge.html")["figure/cars"]
    assert name == "Cars a day adds up"
    assert halves(card) == [
        ["The article has", "4,000", "“some four thousand cars a day”, lines 3–4 · The bridge"],
        ["From its other figures", "4,013", "Cars a day by the counts of a year"],
    ]
    (stated,) = card.iter("data")
    assert (stated.get("value"), stated.get("class")) == (
        "4000",
        "press-verdict-adds-up press-pen-dotted press-pen-holds",
    )
    assert parts(card)[1:] == [
        "The counts of a year give 4,013 cars a day, which is rounded to 4,000.",
        "The counts of 1999 leave out Sundays.",
        "Sources and dates Office of Bridges, register.example.org counts.example.org "
        "Source citednone given Tableclaims.csv",
        "In the table of all figures",
    ]
    assert [link.get("href") for link in card[-1].iter("a")] == ["../audit.html#finding-cars"]


def test_a_figure_that_needs_correction_has_what_to_repeat_and_leads_to_the_next_one(site_with_problems: Path) -> None:
    every = cards(site_with_problems / "kk" / "audit.html")
    _, card = every["figure/cost"]
    assert parts(card)[2:5] == [
        "Былай жазған дұрыс: Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар. Көшіру",
        "Жауап (The mayor, 2027 ж. 5 қаңтар): Пересчитаем.",
        "Бұл санды өзгертеді; мұны дерек көрсетеді.",
    ]
    assert [half[:2] for half in halves(card)] == [
        ["Мақалада", "1,5 млн АҚШ доллары"],
        ["Шамасы", "1,8 млн АҚШ доллары"],
    ]
    # The link in the correction leads from the page of the card.
    (correction,) = with_class(card, "press-repeat")
    assert [link.get("href") for link in correction.iter("a")] == ["../audit.html"]
    # The last leads to the first.
    after = {key: [link.get("href") for link in with_class(card, "press-next")] for key, (_, card) in every.items()}
    assert (after["figure/cost"], after["figure/share"], after["figure/cars"]) == (
        ["../figure/share.html"],
        ["../figure/cost.html"],
        [],
    )


@pytest.mark.parametrize("language", ["en", "kk"])
def test_what_a_sign_of_a_statement_leads_to_is_a_card_without_number(site_with_problems: Path, language: str) -> None:
    page = site_with_problems / language / "bridge.html"
    links = [link for link in parsed(page).iter("a") if with_class(link, "press-caret")]
    keys = [key_of(link) for link in links]
    assert keys == ["figure/oldest"]
    assert set(keys) <= set(cards(page))
    _, card = cards(page)["figure/oldest"]
    expected = {
        "en": ["Nobody has compared it.", "In the table of all statements"],
        "kk": ["Ешкім салыстырмаған.", "Тұжырымдар кестесіндегі жолы"],
    }
    assert parts(card)[1:] == expected[language]


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
    (told,) = (line for line in map(words, with_class(page, "press-finding-evidence")) if "c.example" in line)
    assert told == (
        "Evidence: c.example (led to another page when tried on 5 January 2027), a.example, "
        "b.example (not there when tried on 5 January 2027; archived copy)"
    )
    (foot,) = with_class(page, "press-cited-in")
    assert words(foot).startswith("URL: not there when tried on 5 January 2027; archived copy. ")
    assert "https://kept.example/b" in [link.get("href") for link in foot.iter("a")]
