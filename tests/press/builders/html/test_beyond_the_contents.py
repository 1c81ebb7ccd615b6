"""Pages that no contents name: at addresses that moved."""

from __future__ import annotations

from pathlib import Path

from support.built_pages import parsed, words
from support.small_books import make_edition, replace

SETTING = "    redirects: {old/rain: rain#fig-rain-days, index: rain, gone: x, lost: rain#y}\n    locale_dirs:"


def test_they_are_there_and_no_search_finds_them_and_a_wrong_line_is_told(weather: Path) -> None:
    root, target = weather, "../../rain/#fig-rain-days"
    replace(root / "_config.yml", "    locale_dirs:", SETTING)
    told = [fault.partition("redirects: ")[2].partition(";")[0] for fault in make_edition(root, "ru", "dirhtml").faults]
    assert sorted(told) == ["'index' is a page", "the page 'rain' has no section 'y'", "there is no page 'x'"]
    page = parsed(root / "_build" / "press" / "ru" / "dirhtml" / "old" / "rain" / "index.html")
    metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert {"robots": "noindex", "refresh": f"0; url={target}"}.items() <= metas.items()
    assert not [link for link in page.iter("a") if link.get("rel") == "next" or link.get("aria-current") == "page"]
    (article,) = page.iter("article")
    assert [(link.get("href"), words(link)) for link in article.iter("a")] == [(target, "Дождь")]
