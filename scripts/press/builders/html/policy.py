"""Set the Content-Security-Policy of each page: nothing from other origins, and nothing inline runs but what stood in the page when it was built."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from html import escape
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.builders.html.assets import bundled, icon_name
from press.edition.chapters import address, path_up
from press.edition.context import format_of, get_context

# After all other listeners.
_LAST = 1000
# Scripts and styles whose content a browser runs or applies; scripts with an address, and data such as JSON-LD, are none.
_INLINE = re.compile(r"<(script|style)\b(?![^>]*(?:\bsrc=|json))[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
# Template variables that may hold HTML of the author or of an extension.
_RAW = ("body", "toc", "metatags", "theme_announcement", "theme_extra_footer")


def setup_policy(app: Sphinx) -> None:
    """Connect the listener that sets the policy, the inline styles and the inline scripts of a page."""
    app.connect("html-page-context", _add_policy, priority=_LAST)


def _add_policy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    if not format_of(app.builder).is_for_browsers:
        return
    settings, assets = get_context(app).settings, bundled()
    shared = path_up(address(pagename, settings)) + app.config.press_shared
    first = assets.first_style(context.get("body", ""), shared)
    inline = [found for name in _RAW for found in _INLINE.findall(context.get(name) or "")]
    scripts = [assets.first_script, *(content for kind, content in inline if kind.lower() == "script")]
    without_file = (file for file in context.get("script_files", []) if not getattr(file, "filename", None))
    scripts += [str(getattr(file, "attributes", {}).get("body", "")) for file in without_file]
    styles = [first, *(content for kind, content in inline if kind.lower() == "style")]
    context["press_policy"] = policy_tag(scripts, styles)
    context["press_mode"], context["press_first"] = assets.first_script, first
    context["press_sheet"], context["press_script"] = f"{shared}/{assets.sheet}", f"{shared}/{assets.script}"
    context["favicon_url"] = None
    context["press_icon"] = f"{shared}/{icon}" if (icon := icon_name(settings)) else ""


def policy(scripts: Iterable[str], styles: Iterable[str]) -> str:
    """Return the policy of a page with these inline ``scripts`` and ``styles``, which it names by their hashes."""

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
        **dict.fromkeys(("object-src", "base-uri", "form-action"), "'none'"),
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def policy_tag(scripts: Iterable[str], styles: Iterable[str]) -> Markup:
    """Return the policy as a ``<meta http-equiv>`` element."""
    return Markup(
        f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(scripts, styles), quote=False)}">'
    )
