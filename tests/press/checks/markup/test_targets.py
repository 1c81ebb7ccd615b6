"""References and links are looked up as Sphinx and MyST do, and what leads nowhere is told with what is near."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from chapters import CATALOGUE, edition_of

from press.checks.markup.kinds import Catalogue
from press.checks.markup.targets import Targets, no_file

TARGETS = """\
(rain)=
# Rain

## Rainy days

(para)=
A paragraph.

$$
a
$$ (law)

{.glossary}
Fog
: Water in air.
"""
SNOW = "book/en/snow"


def told(root: Path, text: str, catalogue: Catalogue = CATALOGUE, **more: str) -> list[str]:
    """What is told of the references in a chapter beside the one of targets."""
    (root / "book" / "en").mkdir(parents=True, exist_ok=True)
    for name in ("rain.md", "snow.md", "other.md", "left-out.md", "dot.png"):
        (root / "book" / "en" / name).touch()
    texts: Mapping[str, str] = {"book/en/rain": TARGETS, SNOW: text, **more}
    edition = edition_of(texts, others=frozenset({"book/en/other"}))
    targets = Targets(root, edition, catalogue)
    document = next(document for document in edition.documents if document.name == SNOW)
    (part,) = document.parts
    return [words for one in part.outline.references if (words := targets.fault(one, document, part))]


def setting(**settings: Any) -> Catalogue:
    return replace(CATALOGUE, settings={**CATALOGUE.settings, **settings})


@pytest.mark.parametrize(
    "text",
    [
        "{ref}`Rain` {ref}`words <para>` {numref}`rain` {eq}`law` {term}`Fog` {term}`in the fog <fog>`",
        "{doc}`rain` {doc}`/book/en/rain` {doc}`other` {ref}`search`",
        "{any}`rain` {any}`law` {any}`fog` {any}`/book/en/rain`",
        "[words](#rain) [](#law) [words](rain.md) [words](rain.md#rainy-days) [words](other.md)",
        "[words](rain) [words](/book/en/rain.md) [words](dot.png) [words](path:dot.png)",
        "[words](https://example.org/none) [words](mailto:a@example.org) [words](inv:key#nothing)",
        "{download}`dot.png` {download}`words </book/en/dot.png>` {download}`https://example.org/a.pdf`",
        "```{include} rain.md\n```",
    ],
)
def test_what_leads_somewhere_is_right(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text) == []


def test_headings_are_named_as_deep_as_the_settings_say(tmp_path: Path) -> None:
    link = "[words](rain.md#rainy-days)"
    assert told(tmp_path, link, setting(myst_heading_anchors=2)) == []
    assert len(told(tmp_path, link, setting(myst_heading_anchors=1))) == 1


def test_nothing_is_told_of_what_others_may_know(tmp_path: Path) -> None:
    text = "{ref}`rian` {term}`frog` [words](#rian) {any}`rian`"
    assert told(tmp_path, text, replace(CATALOGUE, others_resolve=True)) == []
    assert told(tmp_path, "[words](rian)", setting(myst_all_links_external=True)) == []
    assert told(tmp_path, "[words](rain.md#own)", setting(myst_heading_slug_func="own.slugs")) == []
    assert told(tmp_path, text, **{"book/en/more": "<b id='rian'>x</b>, frog: <i>frog</i>"}) == [
        "no glossary has the term 'frog'; use one such as fog, or add it to a glossary"
    ]


def test_the_words_for_a_missing_file_name_the_nearest_in_its_folder(tmp_path: Path) -> None:
    (tmp_path / "rain.png").touch()
    assert no_file("rian.png", tmp_path, "picture").startswith("there is no picture rian.png; use one such as rain.png")
    assert no_file("none/rian.png", tmp_path) == "there is no file none/rian.png; correct the path, or add the file"
    # A name that the system does not take.
    assert no_file("a" * 300, tmp_path).startswith("there is no file a")
