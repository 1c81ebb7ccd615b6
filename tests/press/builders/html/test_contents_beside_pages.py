"""The contents beside a page are those that the theme itself would make for it, wherever the page stands among them."""

from __future__ import annotations

from typing import Any

import pytest
from sphinx.application import Sphinx

from press.builders.html.contents import setup_contents

PAGES = {
    "index": "Start\n=====\n\n.. toctree::\n   :caption: One\n\n   a\n   deep/b\n\n.. toctree::\n   :caption: Two\n\n   z\n   Far <https://far.example>\n",
    "a": "First\n=====\n\nPart\n----\n\n.. toctree::\n\n   deep/c\n",
    "deep/c": "Third *set*\n===========\n\n.. toctree::\n\n   /deep/er/d\n",
    "deep/er/d": "Fourth\n======\n",
    "deep/b": "Second\n======\n",
    "z": "Last\n====\n",
    "alone": ":orphan:\n\nAlone\n=====\n",
}
KINDS = {
    "whole": {"maxdepth": 4, "show_nav_level": 1, "collapse": False},
    "parts folded": {"maxdepth": 4, "show_nav_level": 0, "collapse": False},
    "two levels open": {"maxdepth": 4, "show_nav_level": 2, "collapse": False},
    "chapters alone": {"maxdepth": 1, "show_nav_level": 1, "collapse": False},
    "what is around the page": {"maxdepth": 4, "show_nav_level": 1, "collapse": True},
}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[str, str]]:
    """Build a small book; return for each page and kind of contents those of press and those of the theme."""
    folder = tmp_path_factory.mktemp("contents")
    source, made = folder / "source", dict[tuple[str, str], tuple[str, str]]()
    for name, text in PAGES.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / f"{name}.rst").write_text(text)

    def compare(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: Any) -> None:
        for kind, options in KINDS.items():
            asked = {"startdepth": 0, "kind": "sidebar", "includehidden": True, "titles_only": True, **options}
            ours, theirs = (str(context[maker](**asked)) for maker in ("press_contents", "generate_toctree_html"))
            # Both are ways to write that an element is open.
            made[page, kind] = (ours.replace('open=""', "open"), theirs)

    settings = {"html_theme": "sphinx_book_theme"}
    app = Sphinx(source, None, folder / "out", folder / "trees", "html", settings, status=None, warning=None)
    setup_contents(app)
    app.connect("html-page-context", compare, priority=900)
    app.build()
    return made


@pytest.mark.parametrize("kind", KINDS)
def test_contents_are_as_the_theme_makes_them_for_each_page(
    found: dict[tuple[str, str], tuple[str, str]], kind: str
) -> None:
    ours = {page: found[page, kind][0] for page in PAGES}
    assert ours == {page: found[page, kind][1] for page in PAGES}


def test_a_page_is_marked_with_all_that_is_around_it_and_others_are_not(
    found: dict[tuple[str, str], tuple[str, str]],
) -> None:
    whole = {page: found[page, "whole"][0] for page in PAGES}
    assert whole["deep/er/d"].count("current active") == 3
    assert "current" not in whole["alone"]
    assert 'href="#"' in whole["z"]
    assert 'href="../../z.html"' in whole["deep/er/d"]
