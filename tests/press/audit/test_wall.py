"""All figures as the wall on the first page, with what each counts, the value that is right instead, and what is read aloud."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from support.built_pages import parsed, with_class, words

from press.audit.kinds import KINDS
from press.audit.wall import Figure, drawn_wall
from press.charts.draw import with_text_lengths

# The figures of the leaflet in its order. Where the book has no words for what one counts, its name is only read aloud.
KEYS = ["opened", "cars", "share", "cost", "visitors"]
WALL = [
    "1998, Year of the opening: confirmed",
    "4,000 cars a day: adds up",
    "62%, Share of those who like it: contradicts another figure",
    "1.8 million US dollars? 1.5 million US dollars, Cost of the bridge: contradicts the record (probably 1.8 million US dollars)",
    "300,000 in all, Visitors of the first year: could not be checked",
]


def test_each_figure_leads_to_its_finding_and_says_what_it_is_and_what_is_right(site_with_problems: Path) -> None:
    (wall,) = with_class(parsed(site_with_problems / "en" / "index.html"), "press-wall")
    links = [link for link in wall.iter("a") if "skip-link" not in link.get("class", "")]
    assert links.pop(0).get("href") == "bridge.html"
    assert [link.get("href") for link in links] == [f"figure/{key}.html" for key in KEYS]
    assert [" ".join(words(link).split()) for link in links] == WALL
    # What is above the number is read aloud once, behind the verdict.
    assert [one.get("aria-hidden") for one in wall.iter("ins")] == ["true"]


def test_the_key_says_how_many_figures_are_in_each_group_beside_the_marks_that_they_have(
    site_with_problems: Path,
) -> None:
    (wall,) = with_class(parsed(site_with_problems / "en" / "index.html"), "press-wall")
    (key,) = with_class(wall, "press-verdict-key")
    said = ["00 Confirmed: 1", "00 00 Wrong or in conflict: 2 (among them pairs in which at most one is right)"]
    said += ["00 Adds up only within the article: 1", "00 Could not be checked: 1"]
    assert words(key) == " ".join(said)


def test_in_the_drawing_no_number_meets_another_or_leaves_the_sheet() -> None:
    given = [Figure(str(n), KINDS["wrong-year"], f"{n * 1000} тг", "", f"әлде {n}?", "", "") for n in range(1, 40)]
    drawing, width, height, _ = drawn_wall(given, 800)
    drawn = ElementTree.fromstring(with_text_lengths(f"<svg>{drawing}</svg>")).iter("text")
    boxes = [[float(one.get(name, 0)) for name in ("y", "x", "textLength")] for one in drawn]
    assert len(boxes) == 2 * len(given)
    for y, x, length in boxes:
        assert x + length <= width and 0 < y < height
        assert not [one for one in boxes if one[0] == y and x < one[1] < x + length]
