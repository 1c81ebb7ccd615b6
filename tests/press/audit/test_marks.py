"""The pen: lines under figures, right values behind them, carets and notes, on pages, on paper and in EPUBs."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf
import pytest
from support.built_pages import parsed, with_class, words
from support.epub_files import Epub, as_written

COST = "1.5 million US dollars"
# What a screen reader says of each figure and statement with a mark, in order.
SPOKEN = {
    "en": [
        "1998: confirmed",
        "4,000: adds up",
        "300,000: could not be checked",
        "The oldest bridge: could not be checked",
        f"{COST} [1.8 million US dollars?]: contradicts the record (probably 1.8 million US dollars)",
    ],
    "kk": [
        "1998: расталады",
        "4 000: сандармен үйлеседі",
        "300 мың: тексеру мүмкін болмады",
        "Ең көне көпір: тексеру мүмкін болмады",
        "1,5 млн АҚШ доллары-ге [1,8 млн АҚШ доллары?]: дереккөзге қайшы (шамасы, 1,8 млн АҚШ доллары)",
    ],
}


# What the note in the margin says of the last of them: the number alone, without the ending that its sentence gives it.
NOTED = {
    "en": f"{COST}: contradicts the record (probably 1.8 million US dollars)",
    "kk": "1,5 млн АҚШ доллары: дереккөзге қайшы (шамасы, 1,8 млн АҚШ доллары)",
}


def block(site: Path, name: str, language: str = "en") -> Element:
    """A block of the page on the bridge, without the notes in its margin."""
    found = next(node for node in parsed(site / language / "bridge.html").iter() if node.get("id") == name)
    for parent in list(found.iter()):
        for note in [child for child in parent if child.tag.endswith("small")]:
            before = list(parent)[list(parent).index(note) - 1]
            before.tail = (before.tail or "") + (note.tail or "")
            parent.remove(note)
    return found


def marks(element: Element) -> list[tuple[str, str]]:
    """The marks in an element: what has a line, and the verdict that the line is of."""
    found = with_class(element, "press-verdict")
    return [(words(one), (one.get("class") or "").split()[1].removeprefix("press-verdict-")) for one in found]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_figure_is_named_with_its_verdict_and_the_right_value(site_with_problems: Path, language: str) -> None:
    page = parsed(site_with_problems / language / "bridge.html")
    named = [link for link in page.iter() if link.tag.endswith("a") and ": " in link.get("aria-label", "")]
    assert [" ".join(link.get("aria-label", "").split()) for link in named][:5] == SPOKEN[language]


def test_a_figure_has_its_line_once_a_block_and_the_right_value_behind_it(site_with_problems: Path) -> None:
    told = block(site_with_problems, "crowds.1")
    assert words(told) == f"For {COST} [1.8 million US dollars?] it was built in 1998; {COST} is much."
    # A year, which may be that of other figures, only where the chapter has it first.
    assert marks(told) == [(COST, "contradicts-record")]


def test_the_line_is_below_a_number_with_its_ending(site_with_problems: Path) -> None:
    assert "1,5 млн АҚШ доллары-ге" in dict(marks(block(site_with_problems, "crowds.1", "kk")))


def test_a_quotation_stays_whole(site_with_problems: Path) -> None:
    told = block(site_with_problems, "crowds.2")
    assert words(told) == f"A guide has it as “{COST} well spent” [1.8 million US dollars?]." and marks(told) == []
    assert "»  [1,8 млн".replace("  ", " ") in words(block(site_with_problems, "crowds.2", "kk"))


def test_what_editors_say_of_a_figure_has_no_line_and_no_bracket(site_with_problems: Path) -> None:
    told = block(site_with_problems, "crowds.3")
    assert words(told) == f"Not {COST} but 1.8 million US dollars: contradicts the record."
    # Their verdict itself has its line.
    assert marks(told) == [("contradicts the record", "contradicts-record")]


def test_a_sentence_that_may_be_repeated_has_no_line_and_no_bracket(site_with_problems: Path) -> None:
    page = parsed(site_with_problems / "en" / "bridge.html")
    (finding,) = with_class(page, "press-key-finding")
    assert f"The leaflet says {COST}; it is the oldest" in words(finding)
    assert not [mark for mark in marks(finding) if mark[0] == COST]


def test_a_problem_has_one_note_in_a_section_which_is_only_seen(site_with_problems: Path) -> None:
    page = (site_with_problems / "en" / "bridge.html").read_text(encoding="utf-8")
    # The finding on the same page tells its verdict itself.
    notes = re.findall(r'</a><small aria-hidden="true" class="[^"]*press-line-note"[^>]*>(.*?)</small>', page)
    assert notes == [
        f"Cost of the bridge, {NOTED['en']}".replace("5 m", "5\u00a0m")
        .replace("8 m", "8\u00a0m")
        .replace(" US", "\u00a0US")
    ]


def test_a_caret_is_never_parted_from_what_it_judges(site_with_problems: Path) -> None:
    page = (site_with_problems / "en" / "bridge.html").read_text(encoding="utf-8")
    bound = re.findall(r'<span class="press-bound">(\w+)<a [^>]*press-verdict-link[^>]*><span class="press-caret', page)
    assert bound == ["oldest"]


@pytest.mark.parametrize("language", ["en", "kk"])
def test_right_values_are_printed_and_notes_open_in_place_in_the_epub(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        paper = " ".join(" ".join(page.get_text() for page in pdf).replace("\u00ad\n", "").split())
    book = Epub(site_with_problems / "epub" / f"bridge.{language}.epub")
    epub = " ".join(book.text(name) for name in book.spine() if "bridge" in name)
    expected = {"en": f"For {COST} [1.8 million US dollars?] it was built", "kk": "-ге [1,8 млн АҚШ доллары?] жуық"}
    noted = NOTED[language]
    assert expected[language] in paper and paper.count(noted) == 1
    assert expected[language] in epub and epub.count(noted) == 1
    # There the number itself leads to the note, which readers open in place, and the note back to it.
    notes = book.select("bridge.xhtml", "//h:aside[@role='doc-footnote']")
    (note,) = (one for one in notes if noted in as_written(one))
    first, *_ = book.select("bridge.xhtml", f"//h:a[@epub:type='noteref'][@href='#{note.get('id')}']")
    assert SPOKEN[language][4].startswith(as_written(first[0][0]))
    assert note.xpath("*[@role='doc-backlink']/@href") == [f"#{first.get('id')}"]
    # That a figure could not be checked is said by its dashes alone.
    assert not any(SPOKEN[language][2] in as_written(one) for one in notes)
