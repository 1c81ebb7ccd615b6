"""Compute the Content-Security-Policy of a page from what it holds, with ``style`` attributes as classes, as a strict policy lets no attribute style a page."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape

from press.builders.html.tags import Edit, Tag

# Types of scripts that are data, or are fetched: a browser runs only the others.
_RUN = ("", "text/javascript", "application/javascript", "module")
_STYLE = re.compile(r"\s+style\s*=\s*(?:\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_CLASS = re.compile(r"(\sclass\s*=\s*)([\"'])", re.IGNORECASE)


def policy(tags: Iterable[Tag]) -> str:
    """Nothing from elsewhere and nothing inline, but the inline scripts and styles that the page was made with."""
    found = list(tags)
    scripts = [tag.content for tag in found if tag.name == "script" and _runs_inline(tag)]
    styles = [tag.content for tag in found if tag.name == "style"]
    form = "'self'" if any(tag.name == "form" and "action" in tag.attributes for tag in found) else "'none'"
    directives = {
        "default-src": ["'none'"],
        # The search is WebAssembly, which counts as evaluation; 'wasm-unsafe-eval' allows that and no eval of scripts.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *hashes(scripts)],
        "style-src": ["'self'", *hashes(styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": [form],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def policy_tag(tags: Iterable[Tag]) -> str:
    """The policy as the element that stands in the head of the page."""
    return f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(tags), quote=False)}">'


def is_governed(tag: Tag) -> bool:
    """Whether the policy of a page depends on ``tag``."""
    return tag.name in ("style", "form") or (tag.name == "script" and _runs_inline(tag))


def hashes(contents: Iterable[str]) -> list[str]:
    """How a policy names inline contents: each once, in a settled order."""
    return sorted(
        {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in contents}
    )


def _runs_inline(tag: Tag) -> bool:
    return "src" not in tag.attributes and tag.attributes.get("type", "").lower() in _RUN


def class_of(declarations: str) -> str:
    """The name of the class that stands for ``declarations``: the same for the same ones on every page."""
    return f"press-s-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"


def rule_of(declarations: str) -> str:
    """The rule of the class. An attribute outweighs every selector, hence the two ids that no element has."""
    return f".{class_of(declarations)}:not(#_):not(#_){{{declarations}}}"


def without_style(page: str, tag: Tag) -> Edit:
    """The exchange of ``tag`` for one with a class in place of its ``style``."""
    text = page[tag.start : tag.end]
    name = class_of(declarations(tag))
    bare = _STYLE.sub("", text, count=1)
    if _CLASS.search(bare):
        return tag.start, tag.end, _CLASS.sub(rf"\1\2{name} ", bare, count=1)
    return tag.start, tag.end, bare[: 1 + len(tag.name)] + f' class="{name}"' + bare[1 + len(tag.name) :]


def declarations(tag: Tag) -> str:
    """What the ``style`` of ``tag`` says, in one spelling."""
    return ";".join(part.strip() for part in tag.attributes["style"].split(";") if part.strip())
