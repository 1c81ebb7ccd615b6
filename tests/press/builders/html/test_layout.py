"""The layout of a page: a browser reads words in attributes as they were written, and is sent to no other host."""

from __future__ import annotations

import json
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

from small_books import make_edition

from press.builders.html.layout import attribute_json


class Attributes(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep what the first element says."""
        self.said = dict(attrs)


def test_words_with_quotation_marks_and_markup_come_through_an_attribute_unchanged() -> None:
    data = {"found": 'Ничего: “{query}” "и" l\'autre', "next": ["&amp; <b>", "</dialog>", "\\"], "count": 2}
    page = Attributes()
    page.feed(f"<p data-words='{attribute_json(data)}' data-last=''>")
    assert json.loads(str(page.said["data-words"])) == data
    assert page.said["data-last"] == ""


def test_letters_of_other_alphabets_and_quotation_marks_are_written_as_they_are() -> None:
    assert attribute_json({"close": "Жабу"}) == '{"close":"Жабу"}'


def test_what_an_extension_would_load_from_another_host_is_told(book: Callable[[str], Path]) -> None:
    root = book("weather")
    (root / "extensions").mkdir()
    (root / "extensions" / "widgets.py").write_text(
        "def setup(app):\n"
        "    app.add_js_file('https://example.org/require.min.js')\n"
        "    app.add_css_file('//example.org/widgets.css')\n",
        encoding="utf-8",
    )
    config = root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace(
        "sphinx:\n", "sphinx:\n  local_extensions: {widgets: extensions}\n"
    )
    config.write_text(text, encoding="utf-8")
    told = "\n".join(make_edition(root, "en").faults)
    assert "load https://example.org/require.min.js, and pages ask no other host" in told
    assert "load //example.org/widgets.css, and pages ask no other host" in told
