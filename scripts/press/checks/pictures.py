"""Find pictures without an alternative, of another host, or with a name that does not survive in an address."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote

from docutils import nodes

from press.checks.collect import Mark, place_of
from press.core.files import is_remote


def pictures(document: nodes.document, docname: str) -> Iterator[Mark]:
    """Find pictures that say nothing in words, that another host has, or whose name has letters or spaces that do not survive in an address."""
    # What code of a notebook draws has its words elsewhere.
    drawn = {
        image
        for output in document.findall(lambda node: "output" in getattr(node, "attributes", {}).get("nb_element", ""))
        for image in output.findall(nodes.image)
    }
    for image in document.findall(nodes.image):
        if image in drawn:
            continue
        uri = unquote(image["uri"])
        if not image.get("alt"):
            message = (
                f"the picture {uri} has no alternative; say in a sentence what it shows, with ![...]({uri}) or :alt:"
            )
            yield Mark("pictures", *place_of(image, document), message)
        if is_remote(uri) and not uri.startswith("data:"):
            message = f"{uri} is not in the folder of the book, and pages ask no other host for anything; put the file into it"
            yield Mark("pictures", *place_of(image, document), message)
        elif not is_remote(uri) and (not uri.isascii() or " " in uri):
            message = f"the name {uri} has letters or spaces that do not survive in an address; rename it with Latin letters, digits and hyphens"
            yield Mark("pictures", *place_of(image, document), message)
