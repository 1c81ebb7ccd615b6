"""JSON in an attribute of a page: a browser reads what was written, in the letters of the language."""

import json
from html.parser import HTMLParser

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
