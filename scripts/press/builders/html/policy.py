"""Give each page its Content-Security-Policy, with classes in place of ``style`` attributes, as a strict policy lets none style a page.

All is known before the page is written: what every page has in itself, and what its body has of raw HTML.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from markupsafe import Markup
from sphinx.application import Sphinx

from press.builders.html.assets import bundled, icon_name
from press.builders.html.tags import Edit, Tag, edited, tags_of
from press.edition.chapters import address
from press.edition.context import format_of, get_context

# After all that has its say about a page.
_LAST = 1000
# Types of scripts that are data, or are fetched: a browser runs only the others.
_RUN = ("", "text/javascript", "application/javascript", "module")
_STYLE = re.compile(r"\s+style\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_CLASS = re.compile(r"(\sclass\s*=\s*)([\"'])", re.IGNORECASE)
# Most bodies hold nothing that a policy depends on.
_MAY_BE_GOVERNED = re.compile(r"\bstyle\s*=|<(?:script|style|form)\b", re.IGNORECASE)
# What of a page may hold HTML of the author.
_RAW = ("body", "toc", "metatags", "theme_announcement", "theme_extra_footer")
# What would not end with its rule, or end the element in which that stands.
_UNRULY = re.compile(r"[{}<>@\\]|/\*")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")


def setup_policy(app: Sphinx) -> None:
    """Register what gives the layout the policy and what it governs."""
    app.connect("html-page-context", _add_policy, priority=_LAST)


def _add_policy(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    if not format_of(app.builder).is_for_browsers:
        return
    settings = get_context(app).settings
    assets, governed = bundled(), Governed(context.pop("press_rules", set()))
    for name in _RAW:
        if html := context.get(name):
            context[name] = governed.taken_in(html)
    for script in context.get("script_files", []):
        if not getattr(script, "filename", None):
            governed.scripts.append(str(getattr(script, "attributes", {}).get("body", "")))
    shared = "../" * address(pagename, settings).count("/") + app.config.press_shared
    first = assets.first_style(context.get("body", "")) + "".join(sorted(governed.rules))
    governed.scripts.append(assets.first_script)
    governed.styles.append(first)
    context["press_mode"], context["press_first"] = assets.first_script, first
    context["press_sheet"], context["press_script"] = f"{shared}/{assets.sheet}", f"{shared}/{assets.script}"
    context["favicon_url"] = None
    context["press_icon"] = f"{shared}/{icon}" if (icon := icon_name(settings)) else ""
    context["press_policy"] = policy_tag(governed)


@dataclass
class Governed:
    """What a policy depends on: the contents of inline scripts and styles, and whether a form is sent; ``rules`` stand for attributes."""

    rules: set[str] = field(default_factory=set)
    scripts: list[str] = field(default_factory=list)
    styles: list[str] = field(default_factory=list)
    sends: bool = False

    def taken_in(self, html: str) -> str:
        """Return ``html`` with a class in place of each ``style`` attribute, and note what it holds."""
        if not _MAY_BE_GOVERNED.search(html):
            return html
        edits: list[Edit] = []
        for tag in tags_of(html):
            if tag.name == "style":
                self.styles.append(tag.content)
            elif tag.name == "script":
                if _runs_inline(tag):
                    self.scripts.append(tag.content)
            else:
                self.sends = self.sends or (tag.name == "form" and "action" in tag.attributes)
                if "style" in tag.attributes:
                    edits.append(self._without_style(html, tag))
        return edited(html, edits)

    def _without_style(self, html: str, tag: Tag) -> Edit:
        """Return the exchange of ``tag`` for one with a class in place of its ``style``, or with neither where no rule can hold that."""
        declarations = ";".join(part.strip() for part in tag.attributes["style"].split(";") if part.strip())
        bare = _STYLE.sub("", html[tag.start : tag.end], count=1)
        if not declarations or not _fits_into_rule(declarations):
            return tag.start, tag.end, bare
        name = _class_of(declarations)
        self.rules.add(_rule_of(declarations))
        if _CLASS.search(bare):
            return tag.start, tag.end, _CLASS.sub(rf"\1\2{name} ", bare, count=1)
        return tag.start, tag.end, bare[: 1 + len(tag.name)] + f' class="{name}"' + bare[1 + len(tag.name) :]


def policy(governed: Governed) -> str:
    """Nothing from elsewhere and nothing inline, but the inline scripts and styles that the page was made with."""
    directives = {
        "default-src": ["'none'"],
        # The search is WebAssembly, which counts as evaluation; 'wasm-unsafe-eval' allows that and no eval of scripts.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *_hashes(governed.scripts)],
        "style-src": ["'self'", *_hashes(governed.styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'" if governed.sends else "'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def policy_tag(governed: Governed) -> Markup:
    """The policy as the element that stands in the head of the page."""
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(governed), quote=False)}">')


def _hashes(contents: Iterable[str]) -> list[str]:
    """How a policy names inline contents: each once, in a settled order."""
    return sorted(
        {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in contents}
    )


def _runs_inline(tag: Tag) -> bool:
    return "src" not in tag.attributes and tag.attributes.get("type", "").lower() in _RUN


def _fits_into_rule(declarations: str) -> bool:
    """Tell whether ``declarations`` end where they are written: an attribute may hold anything, a rule may not."""
    bare = _QUOTED.sub("", declarations)
    quiet = not _UNRULY.search(declarations) and not re.search(r"[\"'\[\]]", bare)
    return quiet and bare.count("(") == bare.count(")")


def _class_of(declarations: str) -> str:
    """The name of the class that stands for ``declarations``: the same for the same ones on every page."""
    return f"press-s-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"


def _rule_of(declarations: str) -> str:
    """The rule of the class. An attribute outweighs every selector, hence the two ids that no element has."""
    return f".{_class_of(declarations)}:not(#_):not(#_){{{declarations}}}"
