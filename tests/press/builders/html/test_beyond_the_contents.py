"""Pages that no contents name: at addresses that moved."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.built_pages import parsed, words
from support.small_books import append, make_edition, replace

SETTING = "    press_redirects: {old/rain: rain#fig-rain-days, index: rain, gone: x, lost: rain#y}\n    locale_dirs:"


def test_they_are_there_and_no_search_finds_them_and_a_wrong_line_is_told(weather: Path) -> None:
    root, target = weather, "../../rain/#fig-rain-days"
    replace(root / "_config.yml", "    locale_dirs:", SETTING)
    told = [
        fault.partition("press_redirects: ")[2].partition(";")[0]
        for fault in make_edition(root, "ru", "dirhtml").faults
    ]
    assert sorted(told) == ["'index' is a page", "the page 'rain' has no section 'y'", "there is no page 'x'"]
    page = parsed(root / "_build" / "press" / "ru" / "dirhtml" / "old" / "rain" / "index.html")
    metas = {meta.get("http-equiv") or meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    assert {"robots": "noindex", "refresh": f"0; url={target}"}.items() <= metas.items()
    assert not [link for link in page.iter("a") if link.get("rel") == "next" or link.get("aria-current") == "page"]
    (article,) = page.iter("article")
    assert [(link.get("href"), words(link)) for link in article.iter("a")] == [(target, "Дождь")]


# As sphinx-reredirects does.
OTHER = """
from pathlib import Path


def setup(app):
    app.add_config_value("redirects", {}, "env")
    app.connect("html-collect-pages", write)


def write(app):
    for page, target in app.config.redirects.items():
        Path(app.outdir, f"{page}.html").write_text(f'<meta http-equiv="refresh" content="0; url={target}">')
    return []
"""


def test_another_extension_leads_to_other_sites_by_its_own_setting_as_long_as_the_book_says_so(
    weather: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "moved_elsewhere.py").write_text(OTHER, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    config, target = weather / "_config.yml", "https://weather.example/snow"
    before = config.read_text(encoding="utf-8")
    replace(config, "[press.extension]", "[moved_elsewhere, press.extension]")
    replace(config, "    locale_dirs:", f"    redirects: {{snow: '{target}'}}\n    locale_dirs:")
    page = weather / "_build" / "press" / "en" / "html" / "snow.html"
    for _ in range(2):
        assert make_edition(weather, "en").faults == []
        assert target in page.read_text(encoding="utf-8")
        append(weather / "book" / "en" / "rain.md", "\nSnow.\n")
    config.write_text(before, encoding="utf-8")
    assert make_edition(weather, "en").faults == []
    assert not page.exists()
