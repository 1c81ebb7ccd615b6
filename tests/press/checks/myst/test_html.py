"""Words in HTML that readers see or hear are found in their place."""

from __future__ import annotations

import pytest

from press.checks.myst.html import html_words


@pytest.mark.parametrize("unit", ["<a", "<!--", "<![", "<a b='", '<a alt="', "</a ", "<script>", "&#", "<?"])
def test_html_that_stands_open_is_read_to_its_end(unit: str) -> None:
    source = "<p>" + unit * 30_000
    assert all(
        source[place : place + len(words)] == words or set(words) <= {"0", " "} for place, words in html_words(source)
    )


def test_what_html_shows_or_says_is_found_in_its_place() -> None:
    source = """<p title='Five > 4' alt=6>1 <b data-alt="7">2</b><!-- 3 --><script>4</script> a < b &frac12; <img alt="x"\n/>5"""
    found = list(html_words(source))
    assert all(source[place : place + len(words)] == words for place, words in found if words != "0" * len("&frac12;"))
    assert "".join(words for _, words in found) == "Five > 461 2 a < b 00000000 x5"
