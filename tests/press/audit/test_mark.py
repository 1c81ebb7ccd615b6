"""Verdicts in running text: on pages, on paper, in an EPUB."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pymupdf
import pytest
from reading import parsed, with_class, words

from press.audit.marks import STYLES

# What a screen reader says of each link, in order: a figure joined to its sign, several at the end of a sentence, a problem twice.
SPOKEN = {
    "en": [
        "Our verdict on 300,000: could not be checked",
        "Our verdict on The oldest bridge; 300,000: could not be checked",
        "Our verdict on Cost of the bridge: contradicts the record",
        "Our verdict on Cost of the bridge: contradicts the record",
    ],
    "kk": [
        "300\u00a0мың, тексеру нәтижесі: тексеру мүмкін болмады",
        "Ең көне көпір; 300\u00a0мың, тексеру нәтижесі: тексеру мүмкін болмады",
        "Көпірдің құны, тексеру нәтижесі: дереккөзге қайшы",
        "Көпірдің құны, тексеру нәтижесі: дереккөзге қайшы",
    ],
}


def verdict_links(site: Path, language: str = "en") -> list[Element]:
    return with_class(parsed(site / language / "bridge.html"), "press-verdict-link")


@pytest.mark.parametrize("language", ["en", "kk"])
def test_a_sign_is_named_by_what_it_judges_and_how(site_with_problems: Path, language: str) -> None:
    assert [link.get("aria-label") for link in verdict_links(site_with_problems, language)] == SPOKEN[language]


def test_a_sign_stands_alone_but_that_of_a_problem_at_the_end_of_its_sentence(site_with_problems: Path) -> None:
    shown = [words(link) for link in verdict_links(site_with_problems)]
    assert shown == ["?", "?", "×", "× contradicts the record"]


def test_a_sign_is_never_parted_from_what_it_judges_nor_from_its_words(site_with_problems: Path) -> None:
    page = (site_with_problems / "en" / "bridge.html").read_text(encoding="utf-8")
    joined = re.findall(r"(.)(?:</\w+>)*\u2060<a [^>]*press-verdict-link", page)
    assert joined == ["0", "t", "s"]
    assert page.count("×</span>\u00a0contradicts the record") == page.count("contradicts the record</span>")


@pytest.mark.parametrize("language", ["en", "kk"])
def test_marks_and_findings_are_printed(site_with_problems: Path, language: str) -> None:
    with pymupdf.open(site_with_problems / "pdf" / f"bridge.{language}.pdf") as pdf:
        text = " ".join(" ".join(page.get_text() for page in pdf).split())
    expected = {
        "en": (
            "The leaflet is dear × contradicts the record.",
            "× contradicts the record · the record gives it · Full account",
        ),
        "kk": ("Парақша қымбат × дереккөзге қайшы.", "× дереккөзге қайшы · дерек көрсетеді · Толығырақ"),
    }
    assert [said for said in expected[language] if said not in text] == []


def test_a_sign_on_paper_has_the_colour_of_its_verdict_and_a_frame_of_it(site_with_problems: Path) -> None:
    with pymupdf.open(site_with_problems / "pdf" / "bridge.en.pdf") as pdf:
        page = next(page for page in pdf if "The leaflet is dear" in page.get_text())
        blocks = page.get_text("dict")["blocks"]
        red = [shape for shape in page.get_drawings() if shape["color"] and _hex(shape["color"]) == "#b8242f"]
    spans = [span for block in blocks for line in block.get("lines", ()) for span in line["spans"]]
    signs = [span for span in spans if span["text"].strip() == "×"]
    assert signs
    assert {span["color"] for span in signs} == {0xB8242F}
    assert all(any(shape["rect"].contains(_middle(span["bbox"])) for shape in red) for span in signs)
    assert {shape["fill"] for shape in red} == {None}


def _hex(colour: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(255 * part):02x}" for part in colour)


def _middle(box: tuple[float, float, float, float]) -> pymupdf.Point:
    return pymupdf.Point((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)


def test_words_of_verdicts_can_be_read_on_every_ground_and_frames_be_seen() -> None:
    tokens = (STYLES.parents[3] / "builders/html/styles/first/tokens.css").read_text(encoding="utf-8")
    pairs = re.findall(r"--verdict: light-dark\((#\w+), (#\w+)\)", STYLES.read_text(encoding="utf-8"))
    assert len(pairs) == 4
    for name in ("page", "panel"):
        found = re.search(rf"--{name}: light-dark\((#\w+), (#\w+)\)", tokens)
        assert found is not None
        for inks, ground in zip(zip(*pairs, strict=True), found.groups(), strict=True):
            assert min(_contrast(ink, ground) for ink in inks) >= 4.5
    # A reader of EPUBs may show the light colours on black.
    assert min(_contrast(light, "#000000") for light, _ in pairs) >= 3


def _contrast(first: str, second: str) -> float:
    """The ratio that WCAG defines for two colours."""
    lighter, darker = sorted(map(_luminance, (first, second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
