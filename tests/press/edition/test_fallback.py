"""A chapter that a translation lacks is there in the default language, and says so, until it is translated."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pymupdf
import pytest
from support.built_pages import parsed, searched, with_class, words
from support.small_books import append, copy_book, faults_of, replace

from press.core.settings import BASE_URL_VARIABLE, load_settings
from press.make.book import build_book
from press.release import untranslated

RUSSIAN_RAIN = "book/ru/rain.md"
NOTICE = "Эта глава ещё не переведена; ниже — текст оригинала."


def build(root: Path, monkeypatch: pytest.MonkeyPatch, **options: bool) -> None:
    monkeypatch.setenv(BASE_URL_VARIABLE, "https://example.org/weather")
    build_book(root, lambda line: None, **options)


@pytest.fixture(scope="module")
def lagging(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The weather book, of which nobody has translated the chapter on rain, with a picture beside the original."""
    root = copy_book("weather", tmp_path_factory.mktemp("lagging"))
    (root / RUSSIAN_RAIN).unlink()
    english = root / "book" / "en" / "rain.md"
    (english.parent / "flake.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    append(english, '\nSee "the start": [Weather](index.md).\n\n![A flake.](flake.svg)\n')
    append(root / "book" / "ru" / "index.md", "\nВсего: {numref}`fig-rain-days`, {ref}`rain`.\n")
    append(root / "book" / "en" / "index.md", "\nIn all: {numref}`fig-rain-days`, {ref}`rain`.\n")
    with pytest.MonkeyPatch.context() as patch:
        build(root, patch)
    return root


def page(root: Path, name: str, language: str = "ru") -> str:
    return (root / "_build" / "site" / language / f"{name}.html").read_text(encoding="utf-8")


def test_the_page_has_the_original_in_its_language_with_a_line_in_that_of_its_readers(lagging: Path) -> None:
    path = lagging / "_build" / "site" / "ru" / "rain.html"
    (chapter,) = (each for each in parsed(path).iter("section") if each.get("id") == "rain")
    (notice,) = with_class(chapter, "press-untranslated")
    assert (chapter.get("lang"), notice.get("lang"), words(notice)) == ("en", "ru", NOTICE)
    # Numbers of figures, quotation marks and what is said of results are English as well.
    told = words(chapter)
    assert "see Figure 1 and Table 1." in told and "“the start”: Weather" in told and "Source: made up" in told
    (tools,) = with_class(chapter, "page-tools")
    assert tools.get("lang") == "ru" and "рисун" not in told.replace(words(tools), "").lower()
    assert 'href="index.html"' in page(lagging, "rain") and "_images/flake.svg" in page(lagging, "rain")


def test_contents_and_references_mark_its_title_and_its_translated_neighbour_is_as_ever(lagging: Path) -> None:
    assert 'href="rain.html#rain"><span lang="en"><span class="std std-ref">Rain</span>' in page(lagging, "index")
    assert '<a href="rain.html"><span lang="en">Rain</span></a>' in page(lagging, "index")
    assert "Всего: " in page(lagging, "index") and ">рисунок 1<" in page(lagging, "index").replace("\u00a0", " ")


def test_it_is_cited_as_the_chapter_of_the_edition_that_has_it(lagging: Path) -> None:
    cited = re.findall(r'id="press-cite-chapter-1" lang="en">(.*?)</p>', page(lagging, "rain"))
    assert cited and "Rain." in cited[0] and "<i>Weather</i>" in cited[0] and "/en/rain.html" in cited[0]


def test_no_search_finds_it_as_russian(lagging: Path) -> None:
    site = lagging / "_build" / "site"
    assert "rain.html" in searched(site / "en") and "rain.html" not in searched(site / "ru")
    assert "/ru/rain.html" not in (site / "sitemap.xml").read_text(encoding="utf-8")
    assert 'hreflang="ru" href="https' not in page(lagging, "rain", "en")
    assert '<link rel="canonical" href="https://example.org/weather/en/rain.html"' in page(lagging, "rain")


def test_the_language_switch_stays_at_the_chapter(lagging: Path) -> None:
    assert '<a href="../ru/rain.html" hreflang="ru"' in page(lagging, "rain", "en")


def test_pdf_and_epub_have_it_too(lagging: Path) -> None:
    site = lagging / "_build" / "site"
    with pymupdf.open(site / "pdf" / "weather.ru.pdf") as pdf:
        text = " ".join("".join(sheet.get_text() for sheet in pdf).replace("\u00a0", " ").split())
    assert NOTICE in text and "see Figure 1 and Table 1" in text
    with zipfile.ZipFile(site / "epub" / "weather.ru.epub") as epub:
        files = {Path(name).name: epub.read(name).decode() for name in epub.namelist() if name.endswith("html")}
    assert NOTICE in files["rain.xhtml"].replace("\u00a0", " ") and re.search(
        '<section [^>]*xml:lang="en"', files["rain.xhtml"]
    )
    assert re.search(r'<a href="rain\.xhtml" lang="en" xml:lang="en">Rain</a>', files["nav.xhtml"])


def test_a_release_says_which_chapters_are_not_translated(lagging: Path) -> None:
    assert untranslated(load_settings(lagging)) == ["1 of 2 chapters are not translated into 'ru': rain.md"]


def test_an_edit_of_the_original_and_then_the_translation_reach_all_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = copy_book("weather", tmp_path)
    translation = (root / RUSSIAN_RAIN).read_text(encoding="utf-8")
    (root / RUSSIAN_RAIN).unlink()
    build(root, monkeypatch, only_pages=True)
    replace(root / "book" / "en" / "rain.md", "It rained", "It poured")
    build(root, monkeypatch, only_pages=True)
    assert "It poured" in page(root, "rain") and 'hreflang="ru" href="https' not in page(root, "rain", "en")
    (root / RUSSIAN_RAIN).write_text(translation, encoding="utf-8")
    build(root, monkeypatch, only_pages=True)
    assert NOTICE not in page(root, "rain") and "Дождь шёл" in page(root, "rain")
    assert '<a href="rain.html">Дождь</a>' in page(root, "index")
    assert 'hreflang="ru" href="https' in page(root, "rain", "en")


def test_without_the_setting_a_chapter_may_not_be_missing_and_with_it_not_from_the_default_language(
    tmp_path: Path,
) -> None:
    root = copy_book("weather", tmp_path)
    (root / RUSSIAN_RAIN).rename(root / "book" / "ru" / "snow.md")
    told = faults_of(root, "structure")
    assert len(told) == 1 and told[0].startswith("book/en/snow.md: this chapter is missing")
    replace(root / "_config.yml", "press_fallback: true", "press_fallback: false")
    assert [line.partition(":")[0] for line in faults_of(root, "structure")] == ["book/en/snow.md", RUSSIAN_RAIN]


MARKED = """(rain)=
# Дождь

% untranslated

% untranslated

% untranslated

% untranslated

```{bibliography}
```

## Итоги

Всего — «много».

% untranslated
"""


def with_marks(tmp_path: Path, russian: str) -> Path:
    """The weather book with a Russian chapter of which only some blocks are translated."""
    root = copy_book("weather", tmp_path)
    english = root / "book" / "en" / "rain.md"
    (english.parent / "flake.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    append(english, '\n## Sums\n\nIn all, a lot.\n\n- ![A flake.](flake.svg)\n\n- See "it": [all](rain.md).\n')
    (root / RUSSIAN_RAIN).write_text(russian, encoding="utf-8")
    return root


def test_a_block_that_is_marked_as_untranslated_is_that_of_the_original(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = with_marks(tmp_path, MARKED)
    assert faults_of(root) == []
    build(root, monkeypatch, only_pages=True)
    boxes = with_class(parsed(root / "_build" / "site" / "ru" / "rain.html"), "press-original")
    assert [box.get("lang") for box in boxes] == ["en"] * 5
    text, chart, *_, sums = map(words, boxes)
    assert text.startswith("Ещё не переведено: It rained on 19 days") and text.endswith("see Figure 1 and Table 1.")
    assert chart.startswith("Figure 1 Rainy days by city.") and sums.endswith("See “it”: all.")
    assert "_images/flake.svg" in page(root, "rain") and "Всего\u00a0— «много»." in page(root, "rain")
    assert page(root, "rain").replace("\u00ad", "").count("Ещё не переведено:") == 2
    replace(root / "book" / "en" / "rain.md", "It rained", "It poured")
    build(root, monkeypatch, only_pages=True)
    assert "It poured" in page(root, "rain")


def test_a_mark_without_a_block_in_the_original_is_told_with_its_line(tmp_path: Path) -> None:
    root = with_marks(tmp_path, f"{MARKED}\n% untranslated\n\nЛишнее {{number}}`rain/no`.\n")
    told = [line.partition(" ")[0] for line in faults_of(root)]
    assert told[:2] == ["book/ru/rain.md:21:", "book/ru/rain.md:23:"]


MARK = "% untranslated\n\n"


@pytest.mark.parametrize(
    "snow", [2 * MARK, f"{MARK}[^who]: Так говорят.\n\n{MARK}", f"Шёл снег.[^who] Раз.[^how]\n\n{MARK}"]
)
def test_a_block_that_stands_in_brings_its_pictures_and_footnotes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snow: str
) -> None:
    root = with_marks(tmp_path, f"{MARKED.partition('## Итоги')[0]}## Снег\n\n{snow}")
    english = root / "book" / "en" / "rain.md"
    text = english.read_text(encoding="utf-8").partition("## Sums")[0]
    text += "## Snow\n\nIt snowed.[^who] Once.[^how]\n\n:::{figure} flake.svg\n:alt: A flake on a sleeve in winter.\n\nOne.[^who]\n:::\n\n"
    english.write_text(f"{text}[^who]: Gauges\n    say so.\n\n[^how]: By ear.\n", encoding="utf-8")
    assert faults_of(root) == []
    build(root, monkeypatch, only_pages=True)
    shown = page(root, "rain").replace("\u00ad", "").replace("\u00a0", " ").replace("\n", " ")
    assert ("Так говорят." if "Так" in snow else '<span lang="en">Gauges say so.</span>') in shown
    assert shown.count('<span lang="en">By ear.</span>') == 1


@pytest.mark.parametrize("line", ["% Untranslatd", "2. % untranslated", "% untranslated\nИ снег."])
def test_what_is_meant_as_a_mark_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    root = with_marks(tmp_path, MARKED.replace("Всего — «много».", f"Всего — «много».\n\n{line}"))
    assert any(told.startswith("book/ru/rain.md:19: the line % ") for told in faults_of(root, "sphinx"))


def test_a_mark_in_an_original_and_without_the_setting_is_told_as_is_a_missing_chapter(tmp_path: Path) -> None:
    root = with_marks(tmp_path, MARKED)
    append(root / "book" / "en" / "index.md", "\n% untranslated\n")
    replace(root / "_config.yml", "press_fallback: true", "press_fallback: false")
    (told,) = faults_of(root, "sphinx")
    assert told.startswith("book/en/index.md:6, book/ru/rain.md:4, ") and "book/ru/rain.md:19: the line % unt" in told
    (root / RUSSIAN_RAIN).unlink()
    assert "press_fallback: true" in faults_of(root, "structure")[0]


def test_an_original_that_stands_in_is_not_offered_beside_itself(lagging: Path) -> None:
    for language in ("en", "ru"):
        assert 'class="press-beside"' not in page(lagging, "rain", language)
    assert 'class="press-beside"' in page(lagging, "index")
