"""Define which elements, attributes and styles HTML and SVG from notebooks and chapters may have: static content that stays in place."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

_HTML = """
a abbr acronym article aside audio b bdi bdo blockquote br caption center cite code col colgroup data dd del details dfn div dl dt em
figcaption figure font footer h1 h2 h3 h4 h5 h6 header hr i img ins kbd li main mark nav ol p picture pre q rp rt ruby s samp section small
source span strike strong style sub summary sup table tbody td tfoot th thead time tr track tt u ul var video wbr
"""
_SVG = """
svg g path rect circle ellipse line polyline polygon text tspan textPath defs clipPath mask linearGradient radialGradient stop pattern symbol
use marker title desc image filter feBlend feColorMatrix feComposite feFlood feGaussianBlur feMerge feMergeNode feOffset
"""
TAGS = {*_HTML.split(), *_SVG.split()}
_EVERYWHERE = "class id title lang dir role style width height align valign border bgcolor color hidden"
_OF_SVG = """
alignment-baseline baseline-shift clip-path clip-rule clipPathUnits color-interpolation-filters cx cy d display dominant-baseline dx dy fill
fill-opacity fill-rule filter flood-color flood-opacity font-family font-size font-style font-weight fx fy gradientTransform gradientUnits
href in in2 letter-spacing markerHeight markerUnits markerWidth marker-end marker-mid marker-start mask maskContentUnits maskUnits mode
offset opacity operator orient overflow patternContentUnits patternTransform patternUnits points preserveAspectRatio r refX refY result
rotate rx ry shape-rendering spreadMethod startOffset stdDeviation stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration textLength transform type values
vector-effect version viewBox visibility white-space x x1 x2 xlink xlink:href xml:lang xml:space xmlns xmlns:xlink y y1 y2
"""
ATTRIBUTES = {
    "*": {*_EVERYWHERE.split()},
    **{tag: {*_OF_SVG.split()} for tag in _SVG.split()},
    "a": {"href", "hreflang", "rel", "target", "download", "name", "xlink:href"},
    "img": {"src", "alt", "srcset", "sizes", "loading", "decoding"},
    "audio": {"src", "controls", "loop", "muted", "preload"},
    "video": {"src", "controls", "loop", "muted", "preload", "poster", "playsinline"},
    "source": {"src", "srcset", "sizes", "type", "media"},
    "track": {"src", "kind", "srclang", "label", "default"},
    **{tag: {"colspan", "rowspan", "headers", "scope", "abbr", "nowrap"} for tag in ("td", "th")},
    "table": {"cellpadding", "cellspacing", "rules", "frame", "summary"},
    **{tag: {"span"} for tag in ("col", "colgroup")},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "data": {"value"},
    "time": {"datetime"},
    **{tag: {"cite", "datetime"} for tag in ("del", "ins")},
    **{tag: {"cite"} for tag in ("q", "blockquote")},
    "details": {"open"},
    "font": {"face", "size"},
    "style": {"scoped", "type"},
}
PREFIXES = {"aria-"}
# CSS properties with which an element stays in its place, and loads nothing.
_PROPERTIES = """
align-items align-self background background-color border border-block border-bottom border-bottom-color border-bottom-style
border-bottom-width border-collapse border-color border-inline border-left border-left-color border-left-style border-left-width border-radius
border-right border-right-color border-right-style border-right-width border-spacing border-style border-top border-top-color
border-top-style border-top-width border-width box-sizing break-after break-before break-inside caption-side clear color column-gap
direction display fill fill-opacity flex flex-basis flex-direction flex-grow flex-shrink flex-wrap float font font-family font-feature-settings
font-size font-stretch font-style font-variant font-variant-numeric font-weight gap grid-template-columns height hyphens justify-content
letter-spacing line-height list-style list-style-position list-style-type margin margin-block margin-bottom margin-inline margin-left
margin-right margin-top max-height max-width min-height min-width opacity overflow overflow-wrap overflow-x overflow-y padding
padding-block padding-bottom padding-inline padding-left padding-right padding-top page-break-after page-break-before page-break-inside
row-gap shape-rendering stroke stroke-dasharray stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width tab-size
table-layout text-align text-anchor text-decoration text-indent text-overflow text-transform unicode-bidi vertical-align visibility
white-space width word-break word-spacing word-wrap writing-mode
"""
PROPERTIES = {*_PROPERTIES.split()}
_ADDRESSES = {"href", "xlink:href", "src", "srcset", "poster", "cite"}
SCHEMES = {"http", "https", "mailto", "tel", "data"}
_SCHEME = re.compile(r"\s*([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_PICTURE = re.compile(r"\s*data:image/(png|jpeg|gif|webp|avif|svg\+xml)[;,]", re.IGNORECASE)
_SHOWS_PICTURES = {"img", "image", "source"}
# Elements that load what they name, and addresses of other hosts, of which srcset may have some.
_LOADING = {*_SHOWS_PICTURES, "audio", "video", "track"}
_OF_HOST = re.compile(r"(?:^|[\s,])\s*(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
# Parts of a style that load something other than a part of the same picture, or that may hide such a part by an escape.
_FETCHED = re.compile(r"url\(\s*['\"]?(?!#)|@|\\|expression\(|image-set\(", re.IGNORECASE)
_STYLED = re.compile(r'^<p(?: style="(?P<style>[^"]*)")?>')
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"\s*(?P<selectors>[^{}@]+)\{(?P<style>[^{}]*)\}")


def allowed_value(tag: str, name: str, value: str) -> str | None:
    """Return the part of an attribute's ``value`` that is allowed, or None."""
    if name == "style":
        return allowed_style(value) or None
    if name in _ADDRESSES and not _is_allowed_address(tag, value):
        return None
    return None if name not in _ADDRESSES and "url(" in value.lower() and _FETCHED.search(value) else value


def has_foreign_address(sheet: str) -> bool:
    """Return whether a stylesheet loads anything."""
    return bool(_FETCHED.search(_COMMENT.sub("", sheet)))


def _is_allowed_address(tag: str, address: str) -> bool:
    if tag == "use":
        return address.strip().startswith("#")
    scheme = _SCHEME.match("".join(character for character in address if character > " "))
    if scheme and scheme[1].lower() == "data":
        return tag in _SHOWS_PICTURES and bool(_PICTURE.match(address))
    if tag in _LOADING and _OF_HOST.search(address):
        return False
    return not scheme or scheme[1].lower() in SCHEMES


def allowed_style(style: str) -> str:
    """Return the declarations of ``style`` that are allowed: unchanged, if all are."""
    if _FETCHED.search(style):
        return ""
    cleaned = nh3.clean(
        f'<p style="{escape(style)}"></p>', tags={"p"}, attributes={"p": {"style"}}, filter_style_properties=PROPERTIES
    )
    found = _STYLED.match(cleaned)
    allowed = unescape(found["style"] or "") if found else ""
    return style if properties(allowed) == properties(style) else allowed


def properties(style: str) -> list[str]:
    """Return the names of the properties that ``style`` declares."""
    return [part.partition(":")[0].strip().lower() for part in style.split(";") if part.strip()]


def is_confined(sheet: str, names: set[str]) -> bool:
    """Return whether each rule of a stylesheet applies only to elements with one of ``names`` (``#id``, ``.class``) or below, with allowed declarations."""
    rest = _COMMENT.sub("", sheet).strip().removeprefix("<!--").removesuffix("-->")
    while rest.strip():
        rule = _RULE.match(rest)
        if rule is None or not all(_begins(selector, names) for selector in rule["selectors"].split(",")):
            return False
        if allowed_style(rule["style"]) != rule["style"]:
            return False
        rest = rest[rule.end() :]
    return True


def _begins(selector: str, names: set[str]) -> bool:
    first = re.match(r"\s*([#.][\w-]+)", selector)
    return bool(first and first[1] in names and not re.search(r"[+~]", selector))
