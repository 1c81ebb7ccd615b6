"""Verdicts and evidence: read with their claims, and told with file and line where they do not fit together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from bridge_book import replace

from press.audit.tables import check_verdicts
from press.audit.verdicts import NO_VERDICTS, load_verdicts, verdict_of
from press.core.errors import PressError
from press.data.claims import load_statements
from press.data.descriptor import read_package
from press.edition.context import EditionContext
from press.edition.load import load_sources

Book = Callable[[str], Path]


def test_a_verdict_comes_with_its_recomputed_number_and_its_evidence(bridge: Path) -> None:
    verdict = load_verdicts(load_sources(bridge)).by_id["cars"]
    assert (verdict.code, verdict.recomputed, verdict.sign) == ("adds-up", "audit/cars-a-day", "+")
    assert [item.host for item in verdict.evidence] == ["register.example.org", "counts.example.org"]
    assert verdict.evidence[0].producer == "office"


def test_the_order_of_the_verdicts_is_that_of_the_description(bridge: Path) -> None:
    codes = load_verdicts(load_sources(bridge)).codes
    assert codes == ("confirmed", "adds-up", "contradicts-article", "contradicts-record", "not-checked")


def test_a_book_without_verdicts_has_none(book: Book) -> None:
    root = book("weather")
    assert load_verdicts(load_sources(root)) == NO_VERDICTS
    check_verdicts(read_package(root))


def test_the_verdict_on_a_claim_can_be_asked_for(bridge: Path) -> None:
    context: EditionContext = SimpleNamespace(sources=load_sources(bridge))  # type: ignore[assignment]
    found = verdict_of(context, "cost")
    assert found is not None
    assert found.code == "contradicts-record"
    assert verdict_of(context, "height") is None


def test_languages_of_quotations_that_are_no_list_are_told(bridge: Path) -> None:
    replace(bridge / "data" / "datapackage.json", '"languages": [', '"languages": "en", "others": [')
    with pytest.raises(PressError, match="which are no list of tags") as caught:
        load_statements(read_package(bridge))
    assert str(caught.value.file).endswith("datapackage.json")
