"""The catalogue knows what the settings have Sphinx keep silent about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters import CATALOGUE


@pytest.mark.parametrize(
    ("silent", "warning", "is_suppressed"),
    [
        # As Sphinx documents suppress_warnings: a type, a type with a subtype, or all subtypes.
        (["myst"], "myst.header", True),
        (["myst.*"], "myst.header", True),
        (["myst.header"], "myst.header", True),
        (["myst.xref_missing"], "myst.header", False),
        (["ref"], "myst.header", False),
        ([], "myst.header", False),
        (["myst"], "", False),
    ],
)
def test_a_warning_is_suppressed_by_its_kind_or_with_all_of_them(
    silent: list[str], warning: str, is_suppressed: bool
) -> None:
    catalogue = replace(CATALOGUE, settings={"suppress_warnings": silent})
    assert catalogue.is_suppressed(warning) == is_suppressed
