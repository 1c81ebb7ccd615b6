"""Remove active content from pictures in SVG files, and list what was removed."""

from __future__ import annotations

from lxml import etree

from press.notebooks.clean_html import Cleaned
from press.notebooks.html_policy import TAGS, allowed_value, has_foreign_address

# Elements beside the picture itself, as drawing programs write them, and its own stylesheets.
_BESIDE = {"metadata", "style", "switch", "namedview"}
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "{http://www.w3.org/1999/xlink}"


def clean_svg(picture: str) -> Cleaned:
    """Return ``picture`` without scripts, event handlers, foreign objects, URLs that run code and styles that load anything."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(picture.encode(), parser)
    except etree.XMLSyntaxError:
        return Cleaned("", ["a picture that is no XML"])
    if picture.partition("<svg")[0].upper().count("<!ENTITY"):
        return Cleaned("", ["a picture that defines entities"])
    removed = [name for element in list(root.iter()) for name in _clean(element)]
    return Cleaned(etree.tostring(root, encoding="unicode") if removed else picture, sorted(set(removed)))


def _clean(element: etree._Element) -> list[str]:
    """Remove from an element what is not allowed, or all of it; return the names of what was removed."""
    if not isinstance(element.tag, str):
        is_instruction = isinstance(element, etree._ProcessingInstruction)
        return _remove(element, "an instruction") if is_instruction else []
    name = etree.QName(element)
    if name.namespace not in (_SVG, None):
        # Elements of other namespaces are not drawn, except HTML.
        return _remove(element, f"<{name.localname}>") if "xhtml" in (name.namespace or "") else []
    if name.localname not in TAGS | _BESIDE or (name.localname == "style" and has_foreign_address(element.text or "")):
        return _remove(element, f"<{name.localname}>")
    removed = []
    for key, value in list(element.attrib.items()):
        attribute = str(key).replace(_XLINK, "xlink:")
        allowed = None if attribute.lower().startswith("on") else allowed_value(name.localname, attribute, str(value))
        if allowed != value:
            del element.attrib[key]
            if allowed:
                element.set(key, allowed)
            removed.append(f"{attribute} of <{name.localname}>")
    return removed


def _remove(element: etree._Element, name: str) -> list[str]:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
    return [name]
