"""Options whose value Typst would refuse: told before anything is printed."""

from __future__ import annotations

import re

from sphinx.config import Config
from sphinx.errors import SphinxError

from press.errors import PressError

_COLOUR = re.compile(r"#?(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})", re.IGNORECASE)
_ROLES = ("serif", "sans", "mono")


class OptionError(PressError, SphinxError):
    """A value in the configuration that cannot be used. Sphinx shows it as one message too."""

    category = "Configuration error"


def check_options(config: Config) -> None:
    """Raises ``OptionError`` for a colour that is none and for typefaces of a role that there is not."""
    if not _COLOUR.fullmatch(config.typst_accent):
        raise OptionError(
            f"typst_accent: {config.typst_accent!r} is no colour", remedy='Write it in hexadecimal, as in "#1f4e79".'
        )
    unknown = [role for role in config.typst_fonts if role not in _ROLES]
    if unknown:
        raise OptionError(
            f"typst_fonts: {unknown[0]!r} is no kind of typeface", remedy=f"Name families for {', '.join(_ROLES)}."
        )
