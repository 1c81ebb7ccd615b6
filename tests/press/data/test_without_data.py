"""A book without data or notebooks needs no data package: it is checked and built, and says so where data are asked for."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from support.small_books import replace

from press.cli import main
from press.core.errors import PressError
from press.make.book import build_book
from press.make.checking import check_book


@pytest.fixture
def plain(weather: Path) -> Path:
    """The weather book with nothing but two chapters."""
    for folder in ("data", "book/notebooks", "book/locale"):
        shutil.rmtree(weather / folder)
    for language in ("en", "ru"):
        (weather / "book" / language / "rain.md").write_text("# Rain\n\nIt rained.\n", encoding="utf-8")
    for name, line in (
        ("_config.yml", "bibtex_bibfiles:.*"),
        ("_toc.yml", ".*notebooks/rain"),
    ):
        text = (weather / name).read_text(encoding="utf-8")
        (weather / name).write_text(re.sub(rf"{line}\n", "", text), encoding="utf-8")
    # Its catalogues are gone as well.
    config = weather / "_config.yml"
    replace(config, "press_names: []", "press_without_checks: [catalogues]")
    return weather


@pytest.mark.parametrize("has_others", [False, True])
def test_it_is_checked_and_built_and_offers_no_data(plain: Path, has_others: bool) -> None:
    if has_others:
        # Data that press is kept off.
        (plain / "data").mkdir()
        (plain / "data" / "raw.csv").write_text("1;2\n", encoding="utf-8")
        (plain / "data" / "datapackage.json").write_text('{"resources": []}', encoding="utf-8")
        replace(plain / "_config.yml", "[catalogues]", "[catalogues, undescribed]")
    check_book(plain)
    page = build_book(plain, lambda line: None) / "en" / "rain.html"
    assert ("It rained." in page.read_text(encoding="utf-8"), "-data.zip" in page.read_text(encoding="utf-8")) == (
        True,
        False,
    )


def test_the_first_table_of_a_book_gets_a_descriptor(plain: Path) -> None:
    table = plain / "data" / "rain.csv"
    table.parent.mkdir()
    table.write_text("city,days\nnorth,4\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(plain), "accept", str(table)])
    assert run.exit_code == 0, run.output
    with pytest.raises(PressError, match=r"datapackage\.json:\d+: this is a draft"):
        check_book(plain)
