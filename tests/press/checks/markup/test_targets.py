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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{ref}`rian`", "there is no label 'rian'; use one such as rain, or give something this label"),
        ("{ref}`hail`", "there is no label 'hail'; put it before a heading, as (hail)=, or into a directive, as :name: hail"),
        ("{ref}`para`", "the label 'para' stands before no heading or title whose words could be printed; write {ref}`words <para>`"),
        ("{doc}`rian`", "there is no chapter or notebook 'rian' in the contents; use one such as rain, or correct the name"),
        ("{doc}`rain.md`", "{doc} names a chapter without its ending; write rain"),
        ("{doc}`left-out`", "'left-out' is no chapter that the contents name; name it there, or correct the name"),
        ("{term}`Frog`", "no glossary has the term 'Frog'; use one such as fog, or add it to a glossary"),
        ("{eq}`Law`", "there is no formula with the label 'Law'; use one such as law, or give a formula this label: $$ ... $$ (Law)"),
        ("{prf:ref}`law`", "there is no theorem, proof or the like with the label 'law'; correct the label"),
        ("{any}`rian`", "nothing in the book is called 'rian'; use one such as rain, or correct the name"),
        ("{download}`dto.png`", "there is no file book/en/dto.png; use one such as dot.png, or correct the path, or add the file"),
        ("```{include} part.txt\n```", "there is no file book/en/part.txt; correct the path, or add the file"),
        ("[words]()", "the link has no address; write [words](address)"),
        ("[words](#rian)", "there is no label 'rian'; use one such as rain, or give something this label"),
        ("[words](rian)", "there is no file and no label 'rian'; use one such as rain, or correct the link"),
        ("[words](left-out.md)", "book/en/left-out.md is no chapter or notebook that the contents name; name it there, or correct the link"),
        ("[words](rain.md#rainy-day)", "no heading of book/en/rain is called 'rainy-day'; use one such as rainy-days, rain, or correct what stands"),
    ],
)  # fmt: skip
def test_what_leads_nowhere_is_told_with_what_is_near_and_what_to_do(tmp_path: Path, text: str, words: str) -> None:
    (fault,) = told(tmp_path, text)
    assert fault.startswith(words)


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
