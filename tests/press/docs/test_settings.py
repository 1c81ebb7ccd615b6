"""The theme says what its options are for."""

from __future__ import annotations

from press.builders.html.theme import known_options
from press.docs.settings import theme_options


def test_each_option_of_the_theme_is_described() -> None:
    described = theme_options()
    assert set(known_options(dict.fromkeys(described, "x"))) == set(described)
    assert "show_navbar_depth" in described
