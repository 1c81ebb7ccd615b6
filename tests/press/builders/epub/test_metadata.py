"""What an EPUB says of itself, in the words of the standards: EPUB 3.3, EPUB Accessibility 1.1, schema.org."""

from __future__ import annotations

import uuid

from press.builders.epub.metadata import access, identifier


def test_a_book_without_pictures_claims_none() -> None:
    properties = access({"tableOfContents"}, "Words.")
    assert [value for name, value in properties if name == "accessMode"] == ["textual"]
    assert ("accessModeSufficient", "textual,visual") not in properties
    assert [value for name, value in properties if name == "accessibilityFeature"] == ["tableOfContents"]


def test_pictures_with_alternatives_can_be_seen_or_read() -> None:
    properties = access({"alternativeText", "MathML"}, "Words.")
    assert [value for name, value in properties if name == "accessModeSufficient"] == ["textual", "textual,visual"]
    assert [value for name, value in properties if name == "accessibilityFeature"] == ["MathML", "alternativeText"]


def test_an_edition_is_the_same_publication_from_release_to_release() -> None:
    assert identifier("weather.ru") == identifier("weather.ru") != identifier("weather.en")
    assert uuid.UUID(identifier("weather.ru").removeprefix("urn:uuid:")).version == 5
