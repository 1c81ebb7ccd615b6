"""Problems, and the findings that the book leads with."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pymupdf
import pytest
from bridge_book import EN
from reading import parsed, with_class, words
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
def test_a_problem_tells_its_weight_its_correction_its_replies_and_its_evidence(
    site_with_problems: Path, language: str
) -> None:
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
def test_a_problem_that_is_unknown_or_without_a_correction_is_told(
    problems: Path, old: str, new: str, expected: str
) -> None:
    replace(problems / "book" / "en" / "bridge.md", old, new)
    faults = "\n".join(make_edition(problems, "en").faults)
    assert f"bridge.md:11: {expected}" in faults


def test_a_finding_that_leads_has_headline_verdict_strength_and_a_link(site_with_problems: Path) -> None:
    (finding,) = with_class(parsed(site_with_problems / "en" / "bridge.html"), "press-key-finding")
    assert finding.get("id") == "key-finding-price"
    headline, said, line = list(finding)
    assert words(headline) == "The bridge cost 1.8 million US dollars."
    assert [child.tag for child in headline] == ["strong"]
    assert words(said).endswith("it is the oldest\u2060?.")
    assert words(line) == "× contradicts the record · the record gives it · Full account"
