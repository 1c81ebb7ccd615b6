"""Sphinx to read a few lines with the directives of press."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from support.bare_sphinx import BareSphinx, bare_sphinx

from press.directives.chart import setup_chart_html
from press.directives.components import setup_components, setup_details
from press.directives.embeds import setup_embeds
from press.directives.link_nodes import setup_cards
from press.directives.number import setup_numbers
from press.directives.provenance import setup_provenance
from press.directives.table_nodes import setup_rich_tables
from press.edition.context import EditionContext

_SETUPS = (
    setup_embeds,
    setup_chart_html,
    setup_numbers,
    setup_provenance,
    setup_components,
    setup_cards,
    setup_rich_tables,
    setup_details,
)


@pytest.fixture(scope="module")
def sphinx(edition: Callable[[str], EditionContext], tmp_path_factory: pytest.TempPathFactory) -> Iterator[BareSphinx]:
    """Sphinx for the English edition, with the directives of press and without files."""
    with bare_sphinx(tmp_path_factory.mktemp("bare"), edition("en"), *_SETUPS) as bare:
        yield bare
