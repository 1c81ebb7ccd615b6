"""Make the Content-Security-Policy of a page, which allows only the inline scripts and styles that it was built with."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from typing import Any

from markupsafe import Markup

# Scripts and styles whose content a browser runs or applies; scripts with an address, and data such as JSON-LD, are none.
_INLINE = re.compile(r"<(script|style)\b(?![^>]*(?:\bsrc=|json))[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
# Template variables that may hold HTML of the author or of an extension.
_RAW = ("body", "toc", "metatags", "theme_announcement", "theme_extra_footer")


def page_policy(context: dict[str, Any], first_script: str, first_style: str) -> Markup:
    """Return the policy of the page that is rendered from ``context``, with the script and the style that press puts first."""
    inline = [element for name in _RAW for element in _INLINE.findall(context.get(name) or "")]
    scripts = [first_script, *(content for kind, content in inline if kind.lower() == "script")]
    without_file = (file for file in context.get("script_files", []) if not getattr(file, "filename", None))
    scripts += [str(getattr(file, "attributes", {}).get("body", "")) for file in without_file]
    styles = [first_style, *(content for kind, content in inline if kind.lower() == "style")]
    return policy_tag(scripts, styles)


def policy_tag(scripts: Iterable[str], styles: Iterable[str]) -> Markup:
    """Return the ``<meta http-equiv>`` element of a page with these inline ``scripts`` and ``styles``, which it names by their hashes.

    It allows nothing from other origins.
    """

    def hashes(contents: Iterable[str]) -> str:
        digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in contents}
        return "".join(sorted(f" 'sha256-{digest}'" for digest in digests))

    directives = {
        "default-src": "'none'",
        # The search is WebAssembly, which counts as evaluation; 'wasm-unsafe-eval' allows that and no eval of scripts.
        "script-src": f"'self' 'wasm-unsafe-eval'{hashes(scripts)}",
        "style-src": f"'self'{hashes(styles)}",
        # An attribute can load nothing that the others do not allow.
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        **dict.fromkeys(("font-src", "connect-src", "media-src", "manifest-src", "worker-src"), "'self'"),
        # Directives that default-src does not cover.
        **dict.fromkeys(("base-uri", "form-action"), "'none'"),
    }
    policy = "; ".join(f"{name} {value}" for name, value in directives.items())
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy, quote=False)}">')
