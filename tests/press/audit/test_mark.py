"""Verdicts in running text, the findings that a book leads with, and findings on statements without figures: on pages, on paper, in an EPUB."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import html5lib
import pymupdf
import pytest
from small_books import copy_book

from press.audit.checks import findings, key_findings, verdict_marks
from press.audit.tables import check_verdicts
from press.build.book import build_book
from press.checks.check import Material
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.data.accept import accept
from press.data.descriptor import read_package
from press.edition.load import load_sources

Book = Callable[[str], Path]
TABLES = {
    "statements": "id,section,lines,quotation\noldest,bridge,8,the oldest of its kind\n",
    "problems": "id,verdict,strength,evidence\ncost,contradicts-record,record,contract\n",
    "findings": "id,numbers,verdicts,strength,target\nprice,claims/cost audit/cost,problems/cost,record,bridge\n",
}
WORDS = """statement.oldest,The oldest bridge,Ең көне көпір
problem.cost,Cost of the bridge,Көпірдің құны
strength.record,the record gives it,дерек көрсетеді
"""
EN = """
(problem-cost)=
## The cost

It {verdict}`problems/cost`, and its visitors: {verdict}`claims/visitors`.

:::{key-finding} price
The bridge cost {number}`audit/cost`.

The leaflet says {number}`claims/cost`; the statement is this: {verdict}`statements/oldest`.
:::
"""
KK = """
(problem-cost)=
## Құны

Нәтижесі: {verdict}`problems/cost`, келушілер: {verdict}`claims/visitors`.

:::{key-finding} price
Көпірдің құны – {number}`audit/cost`.

Парақшада {number}`claims/cost`; тұжырым: {verdict}`statements/oldest`.
:::
"""
STATEMENT = {
    "en": ":::{finding} oldest\nNobody has compared it.\n:::\n",
    "kk": ":::{finding} oldest\nЕшкім салыстырмаған.\n:::\n",
}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def with_problems(root: Path) -> Path:
    """Give the book on a bridge statements, problems, findings, and pages that show them."""
    data = root / "data"
    package: dict[str, Any] = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    by_name = {resource["name"]: resource for resource in package["resources"]}
    fields = by_name["verdicts"]["schema"]["fields"]
    fields += [{"name": "strength", "type": "string"}, {"name": "problem", "type": "string"}]
    for name, text in TABLES.items():
        columns = text.split("\n")[0].split(",")
        schema = {"fields": [{"name": column, "type": "string"} for column in columns], "primaryKey": ["id"]}
        package["resources"].append({**by_name["verdicts"], "name": name, "path": f"{name}.csv", "schema": schema})
        (data / f"{name}.csv").write_text(text, encoding="utf-8")
    (data / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    head, *rows = (data / "verdicts.csv").read_text(encoding="utf-8").splitlines()
    more = {"cost": "record,cost"}
    lines = [f"{head},strength,problem", *(f"{row},{more.get(row.split(',')[0], ',')}" for row in rows)]
    table = "\n".join([*lines, "oldest,not-checked,,,,"])
    (data / "verdicts.csv").write_text(table + "\n", encoding="utf-8")
    with (data / "vocabulary" / "words.csv").open("a", encoding="utf-8") as words:
        words.write(WORDS)
    for language, text in (("en", EN), ("kk", KK)):
        with (root / "book" / language / "bridge.md").open("a", encoding="utf-8") as chapter:
            chapter.write(text)
        replace(
            root / "book" / language / "audit.md", "```{bibliography}", f"{STATEMENT[language]}\n```{{bibliography}}"
        )
    load_extensions(root)
    accept([data / f"{name}.csv" for name in ("verdicts", *TABLES)], load_sources(root))
    return root


@pytest.fixture
def bridge(book: Book) -> Path:
    return with_problems(book("audit"))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the book with problems, built once."""
    return build_book(with_problems(copy_book("audit", tmp_path_factory.mktemp("built"))), lambda line: None).folder


def parsed(page: Path) -> Element:
    return html5lib.parse(page.read_text(encoding="utf-8"), namespaceHTMLElements=False)


def words(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def with_class(page: Element, name: str) -> list[Element]:
    return [element for element in page.iter() if name in element.get("class", "").split()]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_mark_has_form_and_words_of_its_language(site: Path, language: str) -> None:
    marks = [words(mark) for mark in with_class(parsed(site / language / "bridge.html"), "press-verdict")]
    expected = {
        "en": {"× contradicts the record", "? could not be checked"},
        "kk": {"× дереккөзге қайшы", "? тексеру мүмкін болмады"},
    }
    assert set(marks) == expected[language]


def test_the_form_of_a_mark_is_not_read_aloud(site: Path) -> None:
    signs = with_class(parsed(site / "en" / "bridge.html"), "press-verdict-sign")
    assert [sign.get("aria-hidden") for sign in signs] == ["true"] * len(signs)
    assert len(signs) == 4


def test_a_mark_leads_to_where_its_verdict_is_explained_unless_it_stands_there(site: Path) -> None:
    page = parsed(site / "en" / "bridge.html")
    links = [link.get("href") for link in page.iter("a") if with_class(link, "press-verdict")]
    assert links == ["audit.html#finding-visitors", "audit.html#finding-oldest"]


def test_a_finding_that_leads_has_headline_verdict_strength_and_a_link(site: Path) -> None:
    (finding,) = with_class(parsed(site / "en" / "bridge.html"), "press-key-finding")
    assert finding.get("id") == "key-finding-price"
    headline, said, line = list(finding)
    assert words(headline) == "The bridge cost 1.8 million US dollars."
    assert [child.tag for child in headline] == ["strong"]
    assert words(said).endswith("? could not be checked.")
    assert words(line) == "× contradicts the record · the record gives it · Full account"


def test_a_statement_without_a_figure_has_a_row_in_a_table_of_its_own(site: Path) -> None:
    tables = [
        table
        for table in parsed(site / "en" / "audit.html").iter("table")
        if "press-findings" in table.get("class", "")
    ]
    rows = [[row.get("id") for row in table.iter("tr") if row.get("id")] for table in tables]
    assert [len(found) for found in rows] == [5, 1]
    assert [words(head) for head in tables[1].iter("th")] == ["Statement", "Verdict", "Why"]
    figure = next(row for row in tables[1].iter("tr") if row.get("id") == "finding-oldest")[0]
    assert words(figure) == "The oldest bridge “the oldest of its kind” line 8 · The bridge"


def test_a_row_leads_to_the_problem_that_it_belongs_to(site: Path) -> None:
    (row,) = (row for row in parsed(site / "en" / "audit.html").iter("tr") if row.get("id") == "finding-cost")
    assert "Problem: Cost of the bridge" in words(row)
    assert "bridge.html#problem-cost" in [link.get("href") for link in row.iter("a")]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_marks_and_findings_are_printed(site: Path, language: str) -> None:
    with pymupdf.open(site / "pdf" / f"bridge.{language}.pdf") as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).split())
    expected = {
        "en": ("It × contradicts the record, and", "× contradicts the record · the record gives it · Full account"),
        "kk": ("Нәтижесі: × дереккөзге қайшы", "× дереккөзге қайшы · дерек көрсетеді · Толығырақ"),
    }
    assert [said for said in expected[language] if said not in text] == []


def test_a_mark_on_paper_is_in_another_type_than_the_sentence_around_it(site: Path) -> None:
    with pymupdf.open(site / "pdf" / "bridge.en.pdf") as pdf:
        blocks = [block for page in pdf for block in page.get_text("dict")["blocks"]]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    mark = next(span for span in spans if "contradicts the record" in span["text"])
    sentence = next(span for span in spans if "and its visitors" in span["text"])
    assert mark["font"] != sentence["font"]
    assert mark["size"] < sentence["size"]


def test_a_sign_on_paper_is_white_in_a_square_of_the_colour_of_its_verdict(site: Path) -> None:
    with pymupdf.open(site / "pdf" / "bridge.en.pdf") as pdf:
        page = next(page for page in pdf if "× contradicts the record" in page.get_text())
        blocks = page.get_text("dict")["blocks"]
        squares = [shape["rect"] for shape in page.get_drawings() if shape["fill"] and _hex(shape["fill"]) == "#a3232b"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    signs = [span for span in spans if span["text"].strip() == "×"]
    assert signs
    assert {span["color"] for span in signs} == {0xFFFFFF}
    assert all(any(square.contains(_middle(span["bbox"])) for square in squares) for span in signs)
    assert all(0.8 < square.width / square.height < 1.25 for square in squares)


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _middle(box: tuple[float, float, float, float]) -> pymupdf.Point:
    return pymupdf.Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def test_marks_stand_in_an_epub(site: Path) -> None:
    (path,) = site.rglob("*.en.epub")
    with ZipFile(path) as epub:
        (name,) = (name for name in epub.namelist() if name.endswith("/bridge.xhtml"))
        page = epub.read(name).decode("utf-8")
        (sheet,) = (epub.read(name).decode("utf-8") for name in epub.namelist() if name.endswith(".css"))
    assert "press-verdict-contradicts-record" in page
    assert ".press-verdict-contradicts-record" in sheet
    assert "contradicts the record" in page


def faults(find: Any, root: Path) -> list[str]:
    return [str(getattr(fault, "words", fault)) for fault in find(Material(load_sources(root)))]


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("claims/visitors", "claims/visitor", 9, "there is no claim 'visitor'; use an id such as visitors"),
        ("problems/cost", "problems/costs", 9, "there is no problem 'costs'; use an id such as cost"),
        ("problems/cost", "cost", 9, "'cost' names nothing that has a verdict; write the name of a table and an id"),
    ],
)
def test_a_mark_on_nothing_is_told_with_its_line(bridge: Path, old: str, new: str, line: int, told: str) -> None:
    assert faults(verdict_marks, bridge) == []
    replace(bridge / "book" / "en" / "bridge.md", f"{{verdict}}`{old}`", f"{{verdict}}`{new}`")
    (fault,) = faults(verdict_marks, bridge)
    assert fault.startswith(f"book/en/bridge.md:{line}: {told}")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "{key-finding} price",
            "{key-finding} prize",
            "11: there is no finding 'prize' in the table 'findings'; use an id such as price",
        ),
        (
            "{number}`claims/cost`",
            "much",
            "11: the finding 'price' is told without claims/cost; name each number by its role",
        ),
    ],
)
def test_a_finding_that_leads_must_be_there_with_its_numbers(bridge: Path, old: str, new: str, told: str) -> None:
    assert faults(key_findings, bridge) == []
    replace(bridge / "book" / "en" / "bridge.md", old, new)
    assert f"book/en/bridge.md:{told}" in faults(key_findings, bridge)


def test_a_finding_that_is_missing_or_stands_twice_is_told(bridge: Path) -> None:
    chapter = bridge / "book" / "en" / "bridge.md"
    chapter.write_text(chapter.read_text(encoding="utf-8") + EN.replace("problem-cost", "again"), encoding="utf-8")
    assert any("the finding 'price' stands here a second time" in fault for fault in faults(key_findings, bridge))
    (bridge / "data" / "findings.csv").write_text(
        TABLES["findings"] + "more,claims/cars,,record,bridge\n", encoding="utf-8"
    )
    assert any("lacks findings of the table 'findings': more" in fault for fault in faults(key_findings, bridge))


def test_a_statement_needs_a_finding_as_a_figure_does(bridge: Path) -> None:
    replace(bridge / "book" / "kk" / "audit.md", STATEMENT["kk"], "")
    (fault,) = faults(findings, bridge)
    assert "1 of 1 statements have no finding in this chapter: oldest" in fault


@pytest.mark.parametrize(
    ("table", "old", "new", "told"),
    [
        ("verdicts", "oldest,not-checked,,,,\n", "", "1 of 1 statements have no verdict: oldest"),
        (
            "verdicts",
            ",record,cost",
            ",record,price",
            "belongs to the problem 'price', which is not in the table 'problems'",
        ),
        ("verdicts", ",record,cost", ",record,", "no verdict belongs to the problem 'cost'"),
        (
            "problems",
            "contradicts-record",
            "confirmed",
            "has the verdict confirmed, its first row 'cost' the verdict contradicts-record",
        ),
        ("problems", ",contract", ",contracts", "the problem 'cost' names the evidence 'contracts'"),
        ("findings", "problems/cost", "problems/price", "the finding 'price': there is no problem 'price'"),
    ],
)
def test_tables_that_do_not_fit_together_are_told(bridge: Path, table: str, old: str, new: str, told: str) -> None:
    check_verdicts(read_package(bridge))
    replace(bridge / "data" / f"{table}.csv", old, new)
    with pytest.raises(PressError) as caught:
        check_verdicts(read_package(bridge))
    assert told in caught.value.message
    assert caught.value.remedy
