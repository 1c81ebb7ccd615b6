"""The search: what of a page is searched, the index, the dialog."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import pytest
from babel import Locale
from lxml import html
from support.built_pages import searched
from support.small_books import ROOT, contents

from press.builders.html.search import _FOUND, BUNDLE, GROUP_MARK, index_edition, searched_page
from press.core.errors import PressError
from press.core.settings import load_settings
from press.language.number_phrases import plural_words


def article(text: str) -> str:
    page = searched_page(f"<html><body><nav>Menu</nav><article>{text}</article></body></html>".encode(), "kk")
    assert page is not None
    return page.decode()


def test_the_digits_of_a_number_are_one_word_and_two_numbers_are_two() -> None:
    assert f"1{GROUP_MARK}113,6" in article("<p>1\u00a0113,6</p>")
    assert f"2{GROUP_MARK}500{GROUP_MARK}000" in article("<p>2\u202f500\u202f000</p>")
    assert GROUP_MARK not in article("<p>2019\u00a02020, 5\u00a0млн, 12 345</p>")


def test_a_sign_that_is_not_read_aloud_leaves_no_punctuation_and_no_word_in_two_parts() -> None:
    text = article(
        '<p>2.4 million\u2060<a><span aria-hidden="true">?</span></a>. In 2020 <i aria-hidden="true">=</i>\u00a0so</p>'
    )
    assert "".join(re.split("<.*?>", text)) == "2.4 million. In 2020 \u00a0so"


def test_a_heading_bears_the_label_of_its_section_rather_than_a_number() -> None:
    made = (
        '<section id="id7"><span id="rain-north"></span><h2>North<a class="headerlink" href="#id7">#</a></h2></section>'
    )
    named = '<section id="rain-north"><span id="id7"></span><h2>North</h2></section>'
    for section in (made, named):
        assert '<h2 id="rain-north">North</h2>' in article(section)


SITE = ROOT / "_build" / "site"
LANGUAGES = load_settings(ROOT).languages
needs_site = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


def in_one_line(text: str) -> str:
    """``text`` without what is not seen and with spaces of one kind, none between digits."""
    return re.sub(r"(?<=\d)[ \u2027](?=\d)", "", re.sub(r"\s+", " ", re.sub("[\u00ad\u2060]", "", text)))


@needs_site
@pytest.mark.parametrize("language", LANGUAGES)
def test_excerpts_have_right_values_and_not_the_notes_in_the_margin(language: str) -> None:
    paragraphs, missed = 0, []
    for file in (SITE / language / BUNDLE / "fragment").iterdir():
        # A fragment is what Pagefind cuts excerpts from.
        page = json.loads(gzip.decompress(file.read_bytes()).removeprefix(b"pagefind_dcd"))
        words = in_one_line(page["content"])
        article = html.parse(str(SITE / language / page["url"].lstrip("/"))).xpath("//article")[0]
        for paragraph in article.xpath(".//p[.//ins[@class='press-right']][not(parent::figcaption)]"):
            for note in paragraph.find_class("press-line-note"):
                note.drop_tree()
            paragraphs += 1
            told = in_one_line(paragraph.text_content()).strip()
            if told not in words:
                missed.append((page["url"], told))
    assert paragraphs > 10 and missed == []


def test_an_index_is_made_again_only_if_a_file_of_it_is_lost_or_a_page_is_new(tmp_path: Path) -> None:
    folder, cache = tmp_path / "en", tmp_path / "cache"
    folder.mkdir()
    (folder / "rain.html").write_text("<article><h1>Rain</h1><p>It rained.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    made, written = contents(folder / BUNDLE), (cache / "stamp.json").stat().st_mtime_ns
    index_edition(folder, "en", cache)
    assert (cache / "stamp.json").stat().st_mtime_ns == written
    (cache / BUNDLE / "pagefind-entry.json").unlink()
    index_edition(folder, "en", cache)
    assert contents(folder / BUNDLE) == made
    (folder / "snow.html").write_text("<article><h1>Snow</h1><p>It snowed.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    assert set(searched(folder)) == {"rain.html", "snow.html"}
    (folder / "rain.html").write_text("<article><h1>Hail</h1><p>It hailed.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    changed = contents(folder / BUNDLE)
    index_edition(folder, "en", tmp_path / "new cache")
    assert contents(folder / BUNDLE) == changed


@needs_site
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_knows_the_articles_of_its_edition_and_nothing_around_them(language: str) -> None:
    known = searched(SITE / language)
    named = {path.relative_to(SITE / language).as_posix() for path in (SITE / language).rglob("*.html")}
    of_cards = {name for name in named if name.startswith(("figure/", "number/"))}
    moved = {"figures.html", "run-it-yourself.html", "notebooks/sponsor.html", "notebooks/judges.html"}
    assert set(known) == {name for name in named if name[0] != "_"} - moved - {"genindex.html"} - of_cards
    text = " ".join(page["content"] for page in known.values())
    assert "\u00ad" not in text and "load_table(" not in text and "sha256:" not in text
    assert known["january.html"]["meta"]["title"] in text


def test_what_pagefind_complains_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "en" / "page.html"
    page.parent.mkdir()
    page.write_text("<article>text</article>", encoding="utf-8")
    failing = tmp_path / "pagefind"
    failing.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr("press.builders.html.search.get_executable", lambda: failing)
    with pytest.raises(PressError, match="no room left"):
        index_edition(tmp_path / "en", "en", tmp_path / "cache")


@pytest.mark.parametrize(
    ("number", "told"),
    [(1, "Найдена 1 страница"), (3, "Найдены 3 страницы"), (12, "Найдено 12 страниц"), (21, "Найдена 21 страница")],
)
def test_russian_numbers_agree_with_their_noun(number: int, told: str) -> None:
    forms = plural_words("ru", *_FOUND)
    assert forms[Locale("ru").plural_form(number)].format(count=number) == told
