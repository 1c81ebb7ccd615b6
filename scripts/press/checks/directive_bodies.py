"""What is Markdown in the body of a directive."""

from __future__ import annotations

import re

from press.checks.markup import CODE_DIRECTIVES, blank

# Directives between backticks whose body is Markdown; between colons it is, unless it is code.
_PROSE = {
    *(
        "note",
        "tip",
        "hint",
        "important",
        "warning",
        "caution",
        "attention",
        "danger",
        "error",
        "seealso",
        "admonition",
    ),
    *(
        "figure",
        "figure-md",
        "table",
        "list-table",
        "epigraph",
        "pull-quote",
        "highlights",
        "sidebar",
        "margin",
        "topic",
    ),
    *(
        "container",
        "card",
        "grid",
        "grid-item",
        "grid-item-card",
        "tab-set",
        "tab-item",
        "dropdown",
        "glossary",
        "only",
    ),
    *("chart", "datatable", "finding", "versionadded", "versionchanged", "deprecated"),
}
_NO_PROSE = CODE_DIRECTIVES | {"bibliography", "csv-table", "eval-rst", "mermaid", "raw", "tableofcontents", "toctree"}
_NAME = re.compile(r"^\{(?P<name>[\w:.+-]+)\}")
_OPTIONS = re.compile(r"\A(?:---\n(?s:.*?)\n---(?=\n|\Z)|(?:\s*:[\w-]+:.*(?:\n|\Z))+)")


def body(info: str, content: str, colons: bool) -> str:
    """The Markdown in the body of a directive, its options blanked; empty where ``info`` begins no directive with prose."""
    named = _NAME.match(info.strip())
    if not named or named["name"] in _NO_PROSE or not (colons or named["name"] in _PROSE):
        return ""
    return _OPTIONS.sub(lambda match: blank(match[0]), content)
