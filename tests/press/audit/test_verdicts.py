"""Verdicts and evidence: read with their claims, and told with file and line where they do not fit together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from press.audit.checks import check_recomputed, check_recomputed_origins
from press.audit.tables import check_verdicts
from press.audit.verdicts import NO_VERDICTS, load_verdicts, verdict_of
from press.core.errors import PressError
from press.core.extensions import load_extensions
from press.data.accept import accept
from press.data.claims import load_statements
from press.data.descriptor import read_package
from press.edition.context import EditionContext
from press.edition.load import load_sources
from press.language.quantities import Quantity
from press.notebooks.results import Result, Results

Book = Callable[[str], Path]


@pytest.fixture
def bridge(book: Book) -> Path:
    return book("audit")


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


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
    check_recomputed(read_package(root), Results([]))
    check_recomputed_origins(read_package(root), [])


def test_the_verdict_on_a_claim_can_be_asked_for(bridge: Path) -> None:
    context: EditionContext = SimpleNamespace(sources=load_sources(bridge))  # type: ignore[assignment]
    found = verdict_of(context, "cost")
    assert found is not None
    assert found.code == "contradicts-record"
    assert verdict_of(context, "height") is None


@pytest.mark.parametrize(
    ("old", "new", "line", "message", "remedy"),
    [
        ("cars,", "carts,", 3, "there is a verdict on 'carts', but no such claim", "such as cars"),
        ("share,c", "cars,c", 4, "the claim 'cars' already has a verdict in line 3", "remove one of the two rows"),
        ("contract register", "contracts", 5, "names the evidence 'contracts', which is not in", "such as contract"),
        ("visitors,not-checked,,\n", "", None, "1 of 5 claims have no verdict: visitors", "add a row"),
        ("not-checked", "unchecked", 6, "found 'unchecked', allowed is one of confirmed", "mend the file"),
    ],
)
def test_what_does_not_fit_is_told_with_its_line(
    bridge: Path, old: str, new: str, line: int | None, message: str, remedy: str
) -> None:
    path = bridge / "data" / "verdicts.csv"
    replace(path, old, new)
    with pytest.raises(PressError) as caught:
        check_verdicts(read_package(bridge))
    assert (caught.value.file, caught.value.line) == (path, line)
    assert message in caught.value.message
    assert remedy in str(caught.value.remedy)
    load_extensions(bridge)
    with pytest.raises(PressError, match=r"carts|cars|contracts|visitors|unchecked"):
        accept([path], load_sources(bridge))


def test_a_recomputed_number_must_be_published(bridge: Path) -> None:
    published = [Result("audit", key, "number", quantity=Quantity("4013", "count")) for key in ("cars-a-day", "shares")]
    with pytest.raises(PressError) as caught:
        check_recomputed(read_package(bridge), Results(published))
    assert (caught.value.file, caught.value.line) == (bridge / "data" / "verdicts.csv", 4)
    assert "the verdict on 'share': no notebook publishes a number called 'audit/share'" in caught.value.message
    assert "audit/shares" in str(caught.value.remedy)


def test_a_recomputed_number_of_no_notebook_is_told_before_anything_runs(bridge: Path) -> None:
    check_recomputed_origins(read_package(bridge), ["audit"])
    with pytest.raises(PressError, match=r"verdicts\.csv:3: the verdict on 'cars' names the notebook 'audit'"):
        check_recomputed_origins(read_package(bridge), ["audits"])


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"name": "producer"', '"name": "maker"', "the table 'evidence' has no column producer"),
        ('"enum"', '"enumeration"', "does not list the verdicts that there are"),
        ('"name": "evidence",\n      "path"', '"name": "proofs",\n      "path"', "there is no table 'evidence'"),
    ],
)
def test_a_description_that_lacks_what_verdicts_need_is_told(bridge: Path, old: str, new: str, message: str) -> None:
    replace(bridge / "data" / "datapackage.json", old, new)
    with pytest.raises(PressError) as caught:
        check_verdicts(read_package(bridge))
    assert message in caught.value.message
    assert str(caught.value.file).endswith("datapackage.json")
    assert caught.value.remedy


def test_languages_of_quotations_that_are_no_list_are_told(bridge: Path) -> None:
    replace(bridge / "data" / "datapackage.json", '"languages": [', '"languages": "en", "others": [')
    with pytest.raises(PressError, match="which are no list of tags") as caught:
        load_statements(read_package(bridge))
    assert str(caught.value.file).endswith("datapackage.json")
