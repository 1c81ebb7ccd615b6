"""Pages that no contents name: at addresses that moved, and of chapters that say so."""

from __future__ import annotations

from pathlib import Path

from reading import parsed, words
from small_books import copy_book, faults_of, make_edition, replace

SETTING = "    redirects: {old/rain: rain#fig-rain-days, numbers: rain, gone: x, lost: rain#y}\n    locale_dirs:"
APART = "---\nparity: section\norphan: true\nnosearch: true\n---\n# Снег\n\nСнега не было.\n"


def test_they_are_there_and_no_search_finds_them_and_a_wrong_line_is_told(tmp_path: Path) -> None:
    root, target = copy_book("weather", tmp_path), "../../rain/#fig-rain-days"
    replace(root / "_config.yml", "    locale_dirs:", SETTING)
    for language in ("en", "ru"):
        (root / "book" / language / "snow.md").write_text(APART, encoding="utf-8")
    assert faults_of(root, "contents") == []
    told = [fault.partition("redirects: ")[2].partition(";")[0] for fault in make_edition(root, "ru", "dirhtml").faults]
    assert sorted(told) == ["'numbers' is a page", "the page 'rain' has no section 'y'", "there is no page 'x'"]
    for name, rest in {"old/rain": {"refresh": f"0; url={target}"}, "snow": {}}.items():
        page = parsed(root / "_build" / "press" / "ru" / "dirhtml" / name / "index.html")
        metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
        assert {"robots": "noindex", **rest}.items() <= metas.items()
        assert not [link for link in page.iter("a") if link.get("rel") == "next" or link.get("aria-current") == "page"]
        (article,) = page.iter("article")
        assert not rest or [(link.get("href"), words(link)) for link in article.iter("a")] == [(target, "Дождь")]
