"""All that is judged, as one file for all languages, and problems as pictures once their authors have been written to."""

from __future__ import annotations

import json
from pathlib import Path

from PIL import Image
from support.small_books import replace

from press.make.book import build_book

OPEN = """    press_slug: bridge
    html_baseurl: https://bridge.example/
    press_contact: me@bridge.example
{}"""


def test_one_file_has_each_verdict_in_all_languages(site_with_problems: Path) -> None:
    whole = json.loads((site_with_problems / "figures.json").read_text(encoding="utf-8"))
    cost = whole["figures"]["cost"]
    assert (cost["value"], cost["unit"], cost["scale"], cost["verdict"]) == (
        1.5,
        "dollars",
        "million",
        "contradicts-record",
    )
    assert cost["right"]["likely"] is True and cost["evidence"][0]["address"].startswith("https://www.example.com")
    said = {
        language: (texts["written"], texts["right"], texts["correction"]) for language, texts in cost["texts"].items()
    }
    assert {key: [" ".join(one.split()) for one in texts] for key, texts in said.items()} == {
        "en": [
            "1.5 million US dollars",
            "1.8 million US dollars?",
            "The bridge cost 1.8 million US dollars, see The figures, checked.",
        ],
        "kk": [
            "1,5 млн АҚШ доллары",
            "1,8 млн АҚШ доллары?",
            "Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        ],
    }
    assert all((site_with_problems / texts["page"]).is_file() for texts in cost["texts"].values())


def test_problems_are_offered_for_sharing_once_the_authors_have_been_written_to(problems: Path) -> None:
    site, page = problems / "_build" / "site" / "en", "figure/problem.cost.html"
    replace(problems / "_config.yml", "    press_slug: bridge\n", OPEN.format("    press_letter_sent: 2027-01-31\n"))
    build_book(problems, lambda line: None, only_pages=True)
    shared, (picture,) = (site / page).read_text(encoding="utf-8"), site.glob("picture/problem-*")
    assert 'property="og:image" content="https://bridge.example/en/picture/problem-cost.bridge.en.png"' in shared
    assert f'href="../picture/{picture.name}"' in shared and page in (site.parent / "sitemap.xml").read_text("utf-8")
    with Image.open(picture) as drawn:
        assert drawn.size == (1200, 630)
    replace(problems / "_config.yml", "    press_letter_sent: 2027-01-31\n", "")
    build_book(problems, lambda line: None, only_pages=True)
    quiet = (site / page).read_text(encoding="utf-8")
    assert "og:image" not in quiet and "picture/" not in quiet and 'content="noindex"' in quiet
    assert page not in (site.parent / "sitemap.xml").read_text("utf-8") and not list(site.glob("picture/problem-*"))
