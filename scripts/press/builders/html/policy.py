"""Set the Content-Security-Policy of each page, and replace ``style`` attributes by classes, as the policy allows no inline styles.

Everything it depends on is known before the page is written: the inline scripts and styles of all pages, and the raw HTML of its body.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape, unescape
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.builders.html.assets import bundled, icon_name
from press.edition.chapters import address, path_up
from press.edition.context import format_of, get_context

# A comment, or an element whose content is no markup, or a start tag. Quoted values may hold any sign but their quote.
_TAG = re.compile(
    r"<!--.*?-->"
    r"|<(?P<raw>script|style)(?P<raw_rest>(?:\s(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)?)>(?P<content>.*?)</(?P=raw)\s*>"
    r"|<(?P<name>[a-zA-Z][^\s/>]*)(?P<rest>(?:[^\"'>]|\"[^\"]*\"|'[^']*')*)>",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"(?P<name>[^\s=\"'/>]+)(?:\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>]+)))?"
)


# After all other listeners.
_LAST = 1000
# Values of ``type`` with which a browser runs a script; others are data.
_RUN = ("", "text/javascript", "application/javascript", "module")
_STYLE = re.compile(r"\s+style\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_CLASS = re.compile(r"(\sclass\s*=\s*)([\"'])", re.IGNORECASE)
# A quick test: most bodies have nothing that the policy depends on.
_MAY_HAVE_INLINE = re.compile(r"\bstyle\s*=|<(?:script|style|form)\b", re.IGNORECASE)
# Template variables that may hold HTML of the author.
_RAW = ("body", "toc", "metatags", "theme_announcement", "theme_extra_footer")
# Characters that could end the CSS rule or the style element that holds it, or open a comment.
_UNRULY = re.compile(r"[{}<>@\\]|/\*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def setup_policy(app: Sphinx) -> None:
    """Connect the listener that sets the policy, the inline styles and the inline scripts of a page."""
    app.connect("html-page-context", _add_policy, priority=_LAST)


def _add_policy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    if not format_of(app.builder).is_for_browsers:
        return
    settings = get_context(app).settings
    assets, inline = bundled(), InlineContent(context.pop("press_rules", set()))
    for name in _RAW:
        if html := context.get(name):
            context[name] = inline.collect(html)
    for script in context.get("script_files", []):
        if not getattr(script, "filename", None):
            inline.scripts.append(str(getattr(script, "attributes", {}).get("body", "")))
    shared = path_up(address(pagename, settings)) + app.config.press_shared
    first = assets.first_style(context.get("body", ""), shared) + "".join(sorted(inline.rules))
    inline.scripts.append(assets.first_script)
    inline.styles.append(first)
    context["press_mode"], context["press_first"] = assets.first_script, first
    context["press_sheet"], context["press_script"] = f"{shared}/{assets.sheet}", f"{shared}/{assets.script}"
    context["favicon_url"] = None
    context["press_icon"] = f"{shared}/{icon}" if (icon := icon_name(settings)) else ""
    context["press_policy"] = policy_tag(inline)


@dataclass
class InlineContent:
    """The input of a policy: inline scripts and styles, whether a form is sent, and the CSS ``rules`` that replace attributes."""

    rules: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    has_forms: bool = False

    def collect(self, html: str) -> str:
        """Return ``html`` with a class in place of each ``style`` attribute, and record its inline scripts, styles and forms."""
        return _TAG.sub(self._collect_tag, html) if _MAY_HAVE_INLINE.search(html) else html

    def _collect_tag(self, tag: re.Match[str]) -> str:
        rest = tag["rest"] or tag["raw_rest"] or ""
        attributes = {
            one["name"].lower(): unescape(one["double"] or one["single"] or one["bare"] or "")
            for one in (_ATTRIBUTE.finditer(rest) if tag["raw"] or _MAY_HAVE_INLINE.search(tag[0]) else ())
        }
        if tag["raw"]:
            if tag["raw"].lower() == "style":
                self.styles.append(tag["content"])
            elif "src" not in attributes and attributes.get("type", "").lower() in _RUN:
                self.scripts.append(tag["content"])
        elif tag["name"]:
            self.has_forms = self.has_forms or (tag["name"].lower() == "form" and "action" in attributes)
            if "style" in attributes:
                return self._without_style(tag[0], 1 + len(tag["name"]), attributes["style"])
        return tag[0]

    def _without_style(self, tag: str, end_of_name: int, style: str) -> str:
        """Return ``tag`` with a class, the same on every page, instead of its ``style``; with nothing where no CSS rule can hold that."""
        declarations = ";".join(part.strip() for part in style.split(";") if part.strip())
        bare = _STYLE.sub("", tag, count=1)
        if not declarations or not _fits_into_rule(declarations):
            return bare
        name = f"press-s-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"
        # An attribute outweighs every selector, hence the two ids that no element has.
        self.rules.add(f".{name}:not(#_):not(#_){{{declarations}}}")
        if _CLASS.search(bare):
            return _CLASS.sub(rf"\1\2{name} ", bare, count=1)
        return f'{bare[:end_of_name]} class="{name}"{bare[end_of_name:]}'


def policy(inline: InlineContent) -> str:
    """Return the policy: nothing from other origins and nothing inline but the scripts and styles in ``inline``, by their hashes."""

    def hashes(contents: Iterable[str]) -> str:
        digests = {base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in contents}
        return "".join(sorted(f" 'sha256-{digest}'" for digest in digests))

    directives = {
        "default-src": "'none'",
        # The search is WebAssembly, which counts as evaluation; 'wasm-unsafe-eval' allows that and no eval of scripts.
        "script-src": f"'self' 'wasm-unsafe-eval'{hashes(inline.scripts)}",
        "style-src": f"'self'{hashes(inline.styles)}",
        "img-src": "'self' data:",
        **dict.fromkeys(("font-src", "connect-src", "media-src", "manifest-src", "worker-src"), "'self'"),
        **dict.fromkeys(("object-src", "base-uri"), "'none'"),
        "form-action": "'self'" if inline.has_forms else "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def policy_tag(inline: InlineContent) -> Markup:
    """Return the policy as a ``<meta http-equiv>`` element."""
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(inline), quote=False)}">')


def _fits_into_rule(declarations: str) -> bool:
    """Return whether ``declarations`` can stand in a CSS rule without ending it: an attribute may hold any characters, a rule may not."""
    bare = _QUOTED.sub("", declarations)
    quiet = not _UNRULY.search(declarations) and not re.search(r"[\"'\[\]]", bare)
    return quiet and bare.count("(") == bare.count(")")
