"""Which pages axe looks at: few, and yet every kind of element that any page has."""

from __future__ import annotations

from pathlib import Path

import pytest
from kinds import ALL_PAGES, pages_to_check

PLAIN = "<p>Words.</p>"
LINK = "<p><a href='#'>A link.</a></p>"
TABLE = "<table><tr><td>A cell.</td></tr></table>"


@pytest.fixture(autouse=True)
def no_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ALL_PAGES, raising=False)


def pages(folder: Path, **bodies: str) -> list[str]:
    """Which of the pages, written in the language that their names begin with, are looked at."""
    for name, body in bodies.items():
        html = f"<!DOCTYPE html><html lang='{name[:2]}'><title>{name}</title><body>{body}"
        (folder / f"{name}.html").write_text(html, encoding="utf-8")
    return sorted(name.removesuffix(".html") for name in pages_to_check(folder, "*.html"))


def test_of_pages_of_one_kind_one_is_looked_at(tmp_path: Path) -> None:
    assert len(pages(tmp_path, en_one=PLAIN, en_other=PLAIN, en_third=PLAIN * 9)) == 1


def test_a_page_that_has_what_no_other_has_is_looked_at_however_long_it_is(tmp_path: Path) -> None:
    assert pages(tmp_path, en_one=PLAIN, en_other=PLAIN + LINK, en_table=PLAIN + TABLE * 999) == [
        "en_other",
        "en_table",
    ]


@pytest.mark.parametrize(
    "new",
    [
        "<p class='new'>Words.</p>",
        "<p lang='kk'>Words.</p>",
        "<p role='note'>Words.</p>",
        "<input type='range'>",
        # Known by themselves, but never within one another.
        "<table><tr><td><a href='#'>A link.</a></td></tr></table>",
    ],
)
def test_what_is_new_on_a_page_brings_it(tmp_path: Path, new: str) -> None:
    assert "en_new" in pages(tmp_path, en_old=PLAIN + LINK + TABLE + "<input>", en_new=new)


def test_a_page_that_others_make_needless_is_left_out(tmp_path: Path) -> None:
    marked = [f"<p class='{name}'>Words.</p>" for name in "abcdef"]
    found = pages(tmp_path, en_middle="".join(marked[1:5]), en_first="".join(marked[:3]), en_last="".join(marked[3:]))
    assert found == ["en_first", "en_last"]


def test_the_size_of_a_picture_makes_no_kind(tmp_path: Path) -> None:
    sized = [f"<div class='press-picture press-s-{digest}'></div>" for digest in ("0a1b2c3d", "d3c2b1a0")]
    assert len(pages(tmp_path, en_one=sized[0], en_other=sized[1])) == 1


def test_every_language_is_looked_at_and_none_alone(tmp_path: Path) -> None:
    bodies = {
        f"{language}_{number}": f"<p class='kind-{number}'></p>" for language in ("en", "kk", "ru") for number in "123"
    }
    assert {name[:2] for name in pages(tmp_path, **bodies)} == {"en", "kk", "ru"}
    assert len(pages(tmp_path, **bodies)) == 3


def test_before_a_release_all_pages_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ALL_PAGES, "1")
    assert pages(tmp_path, en_one=PLAIN, en_other=PLAIN) == ["en_one", "en_other"]
