"""The search index: what of a page is in it, that it is the same for the same pages, and that it fits the editions."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from reading import searched
from small_books import ROOT

from press.builders.html.search.index import BUNDLE, index_edition, index_fault
from press.core.errors import PressError
from press.core.settings import load_settings

SITE = ROOT / "_build" / "site"
LANGUAGES = load_settings(ROOT).languages
needs_site = pytest.mark.skipif(not SITE.is_dir(), reason="no built book: run `make book` first (`make test` does)")


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    """The pages of the built Kazakh edition, without its index."""
    return Path(shutil.copytree(SITE / "kk", tmp_path / "kk", ignore=shutil.ignore_patterns("_*", BUNDLE)))


@needs_site
def test_the_same_pages_give_the_same_bytes_whoever_makes_them(edition: Path, tmp_path: Path) -> None:
    made = []
    for cache in ("first", "second"):
        index_edition(edition, "kk", tmp_path / cache)
        made.append(contents(edition / BUNDLE))
    assert len(made[0]) > 30
    assert made[0] == made[1] == contents(SITE / "kk" / BUNDLE)


@needs_site
def test_an_index_is_made_again_only_when_a_page_has_changed(edition: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    index_edition(edition, "kk", cache)
    made = (cache / "stamp.json").stat().st_mtime_ns
    index_edition(edition, "kk", cache)
    assert (cache / "stamp.json").stat().st_mtime_ns == made
    page = edition / "january.html"
    page.write_text(
        page.read_text(encoding="utf-8").replace("</article>", "<p>жаңажазу</p></article>"), encoding="utf-8"
    )
    index_edition(edition, "kk", cache)
    assert "жаңажазу" in searched(edition)["january.html"]["content"]


def test_an_index_of_which_a_file_is_lost_or_a_page_is_new_is_made_again(tmp_path: Path) -> None:
    folder, cache = tmp_path / "en", tmp_path / "cache"
    folder.mkdir()
    (folder / "rain.html").write_text("<article><h1>Rain</h1><p>It rained.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    made = contents(folder / BUNDLE)
    (cache / BUNDLE / "pagefind-entry.json").unlink()
    index_edition(folder, "en", cache)
    assert contents(folder / BUNDLE) == made
    (folder / "snow.html").write_text("<article><h1>Snow</h1><p>It snowed.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    assert set(searched(folder)) == {"rain.html", "snow.html"}


def test_an_index_that_was_cut_off_as_on_a_full_disk_is_seen(tmp_path: Path) -> None:
    folder, cache = tmp_path / "en", tmp_path / "cache"
    folder.mkdir()
    (folder / "rain.html").write_text("<article><h1>Rain</h1><p>It rained.</p></article>", encoding="utf-8")
    index_edition(folder, "en", cache)
    assert index_fault(cache / BUNDLE, 1) == ""
    assert index_fault(cache / BUNDLE, 2) == "parts of it are missing"
    (piece,) = (cache / BUNDLE).glob("index/*")
    piece.write_bytes(piece.read_bytes()[:-9])
    assert index_fault(cache / BUNDLE, 1) == "a file of it is cut off"
    piece.unlink()
    assert index_fault(cache / BUNDLE, 1) == "parts of it are missing"


@needs_site
@pytest.mark.parametrize("language", LANGUAGES)
def test_an_index_knows_the_articles_of_its_edition_and_nothing_around_them(language: str) -> None:
    known = searched(SITE / language)
    named = {path.relative_to(SITE / language).as_posix() for path in (SITE / language).rglob("*.html")}
    assert set(known) == {name for name in named if not name.startswith("_")} - {"genindex.html"}
    text = " ".join(page["content"] for page in known.values())
    assert "\u00ad" not in text and "load_table(" not in text and "sha256:" not in text
    assert known["january.html"]["meta"]["title"] in text


@needs_site
def test_sections_have_the_same_addresses_in_all_languages() -> None:
    headings = [
        {
            (name, anchor["id"])
            for name, page in searched(SITE / language).items()
            for anchor in page["anchors"]
            if not re.fullmatch(r"id\d+", anchor["id"]) and not name.startswith("notebooks/")
        }
        for language in LANGUAGES
    ]
    assert ("january.html", "january-zhanaozen") in headings[0]
    assert headings[1] == headings[2]
    assert headings[1] <= headings[0]


@needs_site
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_of_sphinx_own_search_is_published(language: str) -> None:
    names = {path.name for path in (SITE / language).rglob("*")}
    assert not names & {"search.html", "searchindex.js", "searchtools.js", "language_data.js"}
    for page in (SITE / language).rglob("*.html"):
        assert not re.search(r"searchindex\.js|searchtools\.js|language_data\.js", page.read_text(encoding="utf-8")), (
            page
        )


def test_an_edition_without_pages_has_no_index(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    index_edition(tmp_path / "en", "en", tmp_path / "cache")
    assert not (tmp_path / "en" / BUNDLE).exists()


def test_what_pagefind_complains_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "en" / "page.html"
    page.parent.mkdir()
    page.write_text("<article>text</article>", encoding="utf-8")
    failing = tmp_path / "pagefind"
    failing.write_text("#!/bin/sh\necho no room left >&2\nexit 1\n", encoding="utf-8")
    failing.chmod(0o755)
    monkeypatch.setattr("press.builders.html.search.index.get_executable", lambda: failing)
    with pytest.raises(PressError, match="no room left"):
        index_edition(tmp_path / "en", "en", tmp_path / "cache")


def test_a_chapter_may_be_called_as_a_page_that_sphinx_generates(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    (folder / "notebooks").mkdir(parents=True)
    for name in ("search", "genindex", "notebooks/genindex", "_static/frame"):
        page = folder / f"{name}.html"
        page.parent.mkdir(exist_ok=True)
        page.write_text(f"<article><h1>{name}</h1><p>It rained.</p></article>", encoding="utf-8")
    index_edition(folder, "en", tmp_path / "cache")
    assert set(searched(folder)) == {"search.html", "notebooks/genindex.html"}


def test_a_page_without_a_document_is_not_searched(tmp_path: Path) -> None:
    folder = tmp_path / "en"
    folder.mkdir()
    for name, head in (("rain", ""), ("py-modindex", '<meta name="robots" content="noindex">')):
        page = f"<head>{head}</head><article><h1>{name}</h1><p>It rained.</p></article>"
        (folder / f"{name}.html").write_text(page, encoding="utf-8")
    index_edition(folder, "en", tmp_path / "cache")
    assert set(searched(folder)) == {"rain.html"}
