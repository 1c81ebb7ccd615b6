"""Findings that a book leads with."""

from __future__ import annotations

from pathlib import Path

from reading import parsed, with_class, words


def test_a_finding_that_leads_has_headline_verdict_strength_and_a_link(site_with_problems: Path) -> None:
    (finding,) = with_class(parsed(site_with_problems / "en" / "bridge.html"), "press-key-finding")
    assert finding.get("id") == "key-finding-price"
    headline, said, line = list(finding)
    assert words(headline) == "The bridge cost 1.8 million US dollars."
    assert [child.tag for child in headline] == ["strong"]
    assert words(said).endswith("it is the oldest\u2060?.")
    assert words(line) == "× contradicts the record · the record gives it · Full account"
