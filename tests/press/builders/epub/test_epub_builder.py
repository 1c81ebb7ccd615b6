"""The EPUBs of the weather book: what reading devices find in them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

import pymupdf
import pytest
from support.epub_files import LANGUAGE, NEEDS_JAVA, Epub, as_written, findings
from support.small_books import append, copy_book, make_edition, replace

from press.builders.epub.xhtml import clean, parse

# A chapter whose name begins with a digit and has letters that addresses do not have.
YEAR = "2019-жыл"
# 9 March 2026, noon.
EPOCH = "1773057600"
ADDED = {
    "en": """
It rained again.[^again] The area is {math}`a = \\pi r^2`, as they say: [не беда]{.language-ru}.

```{math}
:label: eq-mean
\\boxed{\\bar{x}} = \\frac{1}{n} \\mathop{\\sum\\sum}_{i=1}^{n} x_i
```

How it was measured stands in {doc}`the notebook </book/notebooks/rain>`.

<table><tr><td width="50%"><img src="lost.png" alt="a lost hill" height="9"></td></tr></table>

<p>An <b>old<br> page</p>

<script>alert(1)</script>

Of H<sub>n</sub>O, with an <mark>*emphasis* within</mark>.

:::{dropdown} More
Within, a [file](http://example.org/a|b) and [none](http://[x).
:::

<p id="same">One.</p> <p id="same">Two, <span lang="no language">x</span>, <img alt="a hill">.</p>

<details open="False"><summary>Three</summary>Four</details>

<div class="framed">

In a frame.

</div>

![A plan](plan.svg)

:::::{tab-set}
::::{tab-item} North
Rain at night.
::::
::::{tab-item} South
Rain by day.
::::
:::::

```python
docker run -v $(pwd):/rain
```

[^again]: On most days.
""",
    "ru": """
Дождь шёл снова.[^again] Площадь равна {math}`a = \\pi r^2`, как говорят: [never mind]{.language-en}.

```{math}
:label: eq-mean
\\boxed{\\bar{x}} = \\frac{1}{n} \\mathop{\\sum\\sum}_{i=1}^{n} x_i
```

<p>Старая <b>страница<br></p>
<script>alert(1)</script>

[^again]: Почти каждый день.
""",
}


# As programs draw it: words as HTML, and a fill that is not there.
A_PLAN = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><style xmlns="http://www.w3.org/1999/xhtml">@import url("https://example.org/a.css");</style>
<path d="M0 0h9v9z" fill="url(#lost)"/><foreignObject width="9" height="9"><p xmlns="http://www.w3.org/1999/xhtml">A <b>wall</b></p></foreignObject></svg>"""
A_YEAR = {"en": "# A year\n\n## Its end\n\nIt ended.\n", "ru": "# Год\n\n## Его конец\n\nОн кончился.\n"}


def with_additions(target: Path) -> Path:
    """A copy of the book whose chapter on rain has a note, formulas, words of another language and old HTML."""
    root = copy_book("weather", target)
    for language, text in ADDED.items():
        replace(root / "book" / language / "rain.md", "\n```{codebook}", text + "\n```{codebook}")
        (root / "book" / language / f"{YEAR}.md").write_text(A_YEAR[language], encoding="utf-8")
    (root / "book" / "en" / "plan.svg").write_text(A_PLAN, encoding="utf-8")
    append(root / "_toc.yml", f"      - file: book/en/{YEAR}\n")
    return root


def run(root: Path, language: str, base: str = "") -> list[str]:
    """Make the EPUB of one edition and return what was wrong."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        patch.setenv("PRESS_BASE_URL", base)
        return make_edition(root, language, "epub").faults


def file_of(root: Path, language: str) -> Path:
    return root / "_build" / "press" / language / "epub" / f"weather.{language}.epub"


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The book with its additions, both EPUBs made."""
    root = with_additions(tmp_path_factory.mktemp("epub"))
    for language in ("en", "ru"):
        assert run(root, language) == []
    return root


@pytest.fixture(params=["en", "ru"])
def epub(root: Path, request: pytest.FixtureRequest) -> Epub:
    return Epub(file_of(root, request.param))


@pytest.fixture
def english(root: Path) -> Epub:
    return Epub(file_of(root, "en"))


@pytest.fixture
def russian(root: Path) -> Epub:
    return Epub(file_of(root, "ru"))


def test_tabs_stand_one_after_the_other_and_code_that_is_not_of_its_language_as_it_was_written(english: Epub) -> None:
    assert "North Rain at night. South Rain by day. docker run -v $(pwd):/rain" in english.text("rain.xhtml")


@NEEDS_JAVA
def test_epubcheck_finds_nothing(english: Epub) -> None:
    assert findings(english.path) == []


def test_a_reader_opens_it_and_finds_title_chapters_and_words(russian: Epub) -> None:
    # MuPDF reads the contents of EPUB 2 alone before its version 1.27.
    entries = russian.select("nav.xhtml", "//h:nav[@*[local-name()='type']='toc']//h:li/*[1]")
    assert [(len(list(entry.iterancestors("{*}ol"))), as_written(entry)) for entry in entries] == [
        (1, "Погода"),
        (1, "Измерения"),
        (2, "Дождь"),
        (2, "Год"),
        (3, "Его конец"),
    ]
    with pymupdf.open(russian.path) as book:
        assert book.metadata["title"] == "Погода"
        words = " ".join("".join(page.get_text() for page in book).split())
    assert "Дождь шёл 19" in words.replace("\u00a0", " ")


def test_words_of_another_language_say_which(russian: Epub) -> None:
    (words,) = russian.select("rain.xhtml", "//h:span[@lang='en']")
    assert words.text == "never mind"
    assert words.get(LANGUAGE) == "en"


def test_a_chart_is_a_picture_with_a_short_alternative_and_its_figures_in_words(english: Epub) -> None:
    (picture,) = english.select("rain.xhtml", "//h:figure[*[1][self::h:figcaption]]//h:img")
    assert picture.get("alt") == "Bar chart. Rainy days by city."
    svg = english.read(picture.get("src"))
    # Readers that lack its typeface have another, and set its words in the same length.
    assert svg.startswith(b"<svg") and b"sans-serif" in svg.partition(b">")[0] and b"textLength=" in svg
    # At night they make pages black and words white, but not what is in a picture.
    assert svg.split(b">")[1].startswith(b"<rect") and b'fill="#fff"' in svg.split(b">")[1]
    (words,) = english.select("rain.xhtml", f"//h:details[@id='{picture.get('aria-details')}']")
    assert "Northern: 12" in as_written(words)
    assert "Southern: 7" in as_written(words)


def test_a_table_has_header_cells_and_its_numbers(english: Epub) -> None:
    (table,) = english.select("rain.xhtml", "//h:table[.//h:caption[contains(., 'Rainy days in figures')]]")
    heads = table.findall(".//{*}thead//{*}th")
    assert [as_written(cell) for cell in heads] == ["City", "Days of rain"]
    rows = [[as_written(cell) for cell in row] for row in table.findall(".//{*}tbody/{*}tr")]
    assert rows == [["Northern", "12"], ["Southern", "7"]]
    assert {cell.get("scope") for cell in heads} == {"col"}
    # In little room each row is a record, whose cells say what they are; nothing is for the scripts of the site.
    assert [cell.get("data-label") for cell in table.findall(".//{*}tbody/{*}tr/*")] == [None, "Days of rain"] * 2
    assert len(table.xpath(".//@*[starts-with(name(), 'data-')]")) == 2


def test_a_record_is_headed_by_what_tells_it_from_others_and_lacks_what_is_unknown() -> None:
    rows = [("May", "Health", "4"), ("May", "Labour", "—"), ("June", "Health", "5"), ("June", "Energy", "6")]
    cells = "".join(f"<tr><th>{day}</th><td>{body}</td><td class='num'>{n}</td></tr>" for day, body, n in rows)
    body = parse(f"<table><thead><tr><th>Day</th><th>Body</th><th>n</th></tr></thead><tbody>{cells}</tbody></table>")
    clean(body)
    heads = body.xpath("//*[@role='row']/*[not(@data-label)]")
    assert [as_written(cell) for cell in heads] == ["Health", "Labour", "Health", "Energy"]
    assert [as_written(cell) for cell in body.xpath("//*[contains(@class, 'no-value')]")] == ["—"]


def test_what_is_on_the_site_alone_is_named_without_a_link(english: Epub) -> None:
    assert "How it was measured stands in the notebook." in english.text("rain.xhtml")
    assert not english.select("rain.xhtml", "//h:a[contains(., 'notebook') or contains(., '19')]")


def test_a_book_that_knows_its_address_links_to_its_site(tmp_path: Path) -> None:
    root = with_additions(tmp_path)
    assert run(root, "en", "https://weather.example/book") == []
    epub = Epub(file_of(root, "en"))
    links = epub.select("rain.xhtml", "//h:a[contains(., 'the notebook') or contains(., '19')]")
    led_to = [link.get("href").removeprefix("https://weather.example/book/en/") for link in links]
    assert led_to == ["number/rain.total.html", "notebooks/rain.html"]


def test_a_note_is_known_as_a_note_by_readers_and_screen_readers(epub: Epub) -> None:
    (mark,) = epub.select("rain.xhtml", "//h:a[@epub:type='noteref']")
    (note,) = epub.select("rain.xhtml", "//*[@epub:type='footnote']")
    assert mark.get("href") == f"#{note.get('id')}"
    assert (mark.get("role"), note.get("role")) == ("doc-noteref", "doc-footnote")


def test_formulas_are_mathml_as_the_package_says(epub: Epub) -> None:
    inline, block = epub.select("rain.xhtml", "//m:math")
    assert "".join(inline.itertext()) == "a=πr2"
    assert block.get("display") == "block"
    assert epub.found("//opf:item[@href='rain.xhtml']/@properties")[0].split()[0] == "mathml"
    assert "MathML" in epub.meta("schema:accessibilityFeature")


def test_nothing_runs_and_nothing_is_loaded_from_elsewhere(epub: Epub) -> None:
    for name in epub.spine():
        assert not epub.select(
            name, "//h:script | //h:style | //h:iframe | //h:button | //@*[starts-with(name(), 'on')]"
        )
        loaded = [*epub.select(name, "//@src"), *epub.select(name, "//h:link/@href")]
        assert all("://" not in address for address in loaded)
    assert "alert" not in epub.text("rain.xhtml")


def test_a_picture_with_html_in_it_is_drawn_without(english: Epub) -> None:
    (plan,) = (english.zip.read(name) for name in english.zip.namelist() if name.endswith("plan.svg"))
    assert b'd="M0 0h9v9z" fill="none"' in plan and b"wall" not in plan and b"example.org" not in plan


def test_html_that_is_no_xml_is_mended(english: Epub) -> None:
    assert "An old page" in english.text("rain.xhtml").replace("oldpage", "old page")


def test_elements_of_html_hold_what_stands_between_their_tags(english: Epub) -> None:
    assert [as_written(one) for one in english.select("rain.xhtml", "//h:sub")] == ["n"]
    assert [as_written(one) for one in english.select("rain.xhtml", "//h:mark[h:em]")] == ["emphasis within"]
    assert [as_written(one) for one in english.select("rain.xhtml", "//h:div[@class='framed']")] == ["In a frame."]


def test_a_chapter_may_be_named_in_any_letters(english: Epub) -> None:
    assert "It ended." in english.text(f"{YEAR}.xhtml")
    assert f"{YEAR}.xhtml" in map(unquote, english.select("nav.xhtml", "//h:a/@href"))


def test_it_is_dated_by_the_last_change(epub: Epub) -> None:
    assert epub.meta("dcterms:modified") == ["2026-03-09T12:00:00Z"]
    assert epub.found("//dc:date/text()") == ["2026-03-09"]


def test_its_cover_is_a_picture_that_the_package_names(epub: Epub) -> None:
    (cover,) = epub.found("//opf:item[@properties='cover-image']/@href")
    picture = pymupdf.Pixmap(epub.read(cover))
    assert (picture.width, picture.height) == (1200, 1800)


def test_it_says_how_it_can_be_read_by_those_who_do_not_see(epub: Epub) -> None:
    assert epub.meta("schema:accessMode") == ["textual", "visual"]
    assert epub.meta("schema:accessModeSufficient") == ["textual", "textual,visual"]
    assert {"alternativeText", "longDescription", "tableOfContents"} <= set(epub.meta("schema:accessibilityFeature"))
    assert epub.meta("schema:accessibilityHazard") == ["none"]
