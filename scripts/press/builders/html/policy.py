"""Set the Content-Security-Policy of each page, and replace ``style`` attributes by classes, as the policy allows no inline styles.

Everything it depends on is known before the page is written: the inline scripts and styles of all pages, and the raw HTML of its body.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
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

Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Tag:
    """A start tag and its positions in the page; of a script or style the whole element, with its content."""

    name: str
    rest: str
    start: int
    end: int
    content: str = ""

    @property
    def attributes(self) -> Mapping[str, str]:
        """Return the values of the attributes by their names in lower case."""
        return _attributes(self.rest)


@lru_cache(maxsize=1 << 16)
def _attributes(rest: str) -> Mapping[str, str]:
    """Return the attributes of a tag. Cached, as a site has few different ones, many times."""
    return {match["name"].lower(): _value(match) for match in _ATTRIBUTE.finditer(rest)}


def _value(match: re.Match[str]) -> str:
    return unescape(match["double"] or match["single"] or match["bare"] or "")


def tags_of(page: str) -> Iterator[Tag]:
    """Yield every start tag of ``page`` in order."""
    for match in _TAG.finditer(page):
        if match["raw"]:
            yield Tag(match["raw"].lower(), match["raw_rest"] or "", match.start(), match.end(), match["content"])
        elif match["name"]:
            yield Tag(match["name"].lower(), match["rest"], match.start(), match.end())


def apply_edits(page: str, edits: Iterable[Edit]) -> str:
    """Return ``page`` with each range from start to end replaced by a text."""
    parts, at = [], 0
    for start, end, text in sorted(edits):
        parts += [page[at:start], text]
        at = end
    return "".join([*parts, page[at:]])


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
        if not _MAY_HAVE_INLINE.search(html):
            return html
        edits: list[Edit] = []
        for tag in tags_of(html):
            if tag.name == "style":
                self.styles.append(tag.content)
            elif tag.name == "script":
                if _runs_inline(tag):
                    self.scripts.append(tag.content)
            else:
                self.has_forms = self.has_forms or (tag.name == "form" and "action" in tag.attributes)
                if "style" in tag.attributes:
                    edits.append(self._without_style(html, tag))
        return apply_edits(html, edits)

    def _without_style(self, html: str, tag: Tag) -> Edit:
        """Return the edit that replaces the ``style`` of ``tag`` by a class, or removes it where no CSS rule can hold its declarations."""
        declarations = ";".join(part.strip() for part in tag.attributes["style"].split(";") if part.strip())
        bare = _STYLE.sub("", html[tag.start : tag.end], count=1)
        if not declarations or not _fits_into_rule(declarations):
            return tag.start, tag.end, bare
        name = _class_of(declarations)
        self.rules.add(_rule_of(declarations))
        if _CLASS.search(bare):
            return tag.start, tag.end, _CLASS.sub(rf"\1\2{name} ", bare, count=1)
        return tag.start, tag.end, bare[: 1 + len(tag.name)] + f' class="{name}"' + bare[1 + len(tag.name) :]


def policy(inline: InlineContent) -> str:
    """Return the policy: nothing from other origins and nothing inline but the scripts and styles in ``inline``, by their hashes."""
    directives = {
        "default-src": ["'none'"],
        # The search is WebAssembly, which counts as evaluation; 'wasm-unsafe-eval' allows that and no eval of scripts.
        "script-src": ["'self'", "'wasm-unsafe-eval'", *_hashes(inline.scripts)],
        "style-src": ["'self'", *_hashes(inline.styles)],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'" if inline.has_forms else "'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def policy_tag(inline: InlineContent) -> Markup:
    """Return the policy as a ``<meta http-equiv>`` element."""
    return Markup(f'<meta http-equiv="Content-Security-Policy" content="{escape(policy(inline), quote=False)}">')


def _hashes(contents: Iterable[str]) -> list[str]:
    """Return the CSP hash sources of ``contents``, sorted and without duplicates."""
    return sorted(
        {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in contents}
    )


def _runs_inline(tag: Tag) -> bool:
    return "src" not in tag.attributes and tag.attributes.get("type", "").lower() in _RUN


def _fits_into_rule(declarations: str) -> bool:
    """Return whether ``declarations`` can stand in a CSS rule without ending it: an attribute may hold any characters, a rule may not."""
    bare = _QUOTED.sub("", declarations)
    quiet = not _UNRULY.search(declarations) and not re.search(r"[\"'\[\]]", bare)
    return quiet and bare.count("(") == bare.count(")")


def _class_of(declarations: str) -> str:
    """Return the class name for ``declarations``, which is the same on every page."""
    return f"press-s-{hashlib.sha256(declarations.encode()).hexdigest()[:8]}"


def _rule_of(declarations: str) -> str:
    """Return the CSS rule of the class. An attribute outweighs every selector, hence the two ids that no element has."""
    return f".{_class_of(declarations)}:not(#_):not(#_){{{declarations}}}"
