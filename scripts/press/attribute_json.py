"""JSON in an attribute of a page, for a script: in as few letters as it can be written safely."""

from __future__ import annotations

import json
from typing import Any

from markupsafe import Markup

# What ends the attribute, or is the beginning of something else in HTML; quotation marks of JSON itself may stand.
_ESCAPED = {ord(letter): f"\\u{ord(letter):04x}" for letter in "&<>'"}


def attribute_json(data: Any) -> Markup:
    """``data`` as JSON for an attribute in single quotes. Only words can contain what is escaped, and there JSON allows it."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
