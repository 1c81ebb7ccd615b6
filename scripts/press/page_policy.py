"""The Content-Security-Policy of a page, computed from what the page holds."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from html import escape

from press.page_tags import Tag

# Types of scripts that are data, or are fetched: a browser runs only the others.
_RUN = ("", "text/javascript", "application/javascript", "module")


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
