"""A Sphinx application tells which directives and roles a book may use, and what each takes, as their documentation has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from small_books import copy_book

from press.checks.markup.catalogue import load_catalogue
from press.checks.markup.kinds import Catalogue
from press.edition.load import load_sources


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    root = copy_book("weather", tmp_path_factory.mktemp("catalogue"))
    config = Path(root / "_config.yml")
    text = config.read_text(encoding="utf-8").replace("[press.extension]", "[press.extension, sphinx_proof]")
    config.write_text(text, encoding="utf-8")
    return load_catalogue(load_sources(root))[0]


@pytest.mark.parametrize(
    ("name", "required", "option", "parses"),
    [
        ("note", 0, "class", True),
        ("image", 1, "alt", False),
        ("figure", 1, "figclass", True),
        ("literalinclude", 1, "lines", False),
        ("code-block", 0, "linenos", False),
        ("math", 0, "label", False),
        ("table", 0, "widths", True),
        ("glossary", 0, "sorted", True),
        # Of extensions: sphinx-design, sphinx-proof, press.
        ("card", 0, "link", True),
        ("prf:theorem", 0, "label", True),
        ("chart", 1, "name", True),
    ],
)
def test_a_directive_takes_what_its_documentation_says(
    catalogue: Catalogue, name: str, required: int, option: str, parses: bool
) -> None:
    kind = catalogue.directives[name]
    assert kind.required == required
    assert option in (kind.options or ())
    assert kind.parses == parses


@pytest.mark.parametrize("name", ["ref", "numref", "std:ref", "doc", "term", "cite:p", "abbr", "number", "py:class"])
def test_roles_are_known_by_all_their_names(catalogue: Catalogue, name: str) -> None:
    assert name in catalogue.roles


def test_directives_may_be_called_as_docutils_calls_them_in_a_language_of_the_book(catalogue: Catalogue) -> None:
    # docutils.parsers.rst.languages.ru has these words.
    assert {"примечание", "рисунок"} <= set(catalogue.directives)
    assert "remarque" not in catalogue.directives


def test_pages_that_sphinx_makes_by_itself_are_labels(catalogue: Catalogue) -> None:
    assert {"genindex", "modindex", "search"} <= catalogue.labels


def test_nobody_is_asked_for_targets_that_the_book_has_not(catalogue: Catalogue) -> None:
    assert not catalogue.others_resolve


def test_the_settings_that_decide_about_faults_are_known(catalogue: Catalogue) -> None:
    # MyST documents no headings with anchors as the default; Jupyter Book sets none.
    assert catalogue.settings["myst_heading_anchors"] in (None, 0)
    assert not catalogue.is_suppressed("myst.header")
