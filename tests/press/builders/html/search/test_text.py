"""What of a page is searched: its article as a reader sees it."""

from __future__ import annotations

from press.builders.html.search.text import GROUP_MARK, searched_page


def article(text: str) -> str:
    page = searched_page(f"<html><body><nav>Menu</nav><article>{text}</article></body></html>".encode(), "kk")
    assert page is not None
    return page.decode()


def test_soft_hyphens_are_not_part_of_a_word() -> None:
    assert "мемлекет" in article("<p>мем\u00adле&shy;кет</p>")


def test_the_digits_of_a_number_are_one_word_and_two_numbers_are_two() -> None:
    assert f"1{GROUP_MARK}113,6" in article("<p>1\u00a0113,6</p>")
    assert f"2{GROUP_MARK}500{GROUP_MARK}000" in article("<p>2\u202f500\u202f000</p>")
    assert GROUP_MARK not in article("<p>2019\u00a02020, 5\u00a0млн, 12 345</p>")


def test_a_number_is_text_and_buttons_and_panels_are_not() -> None:
    text = article(
        '<p>Some <a class="press-number" href="#c">45</a> people</p><div id="c" popover>panel</div><button>Copy</button>'
    )
    assert ">45<" in text
    assert "panel" not in text and "Copy" not in text


def test_a_heading_bears_the_label_of_its_section_rather_than_a_number() -> None:
    made = (
        '<section id="id7"><span id="rain-north"></span><h2>North<a class="headerlink" href="#id7">#</a></h2></section>'
    )
    named = '<section id="rain-north"><span id="id7"></span><h2>North</h2></section>'
    for section in (made, named):
        assert '<h2 id="rain-north">North</h2>' in article(section)


def test_a_page_without_an_article_is_not_searched() -> None:
    assert searched_page(b"<html><body><p>text</p></body></html>", "en") is None
