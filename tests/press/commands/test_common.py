"""What commands share: whose book it is, and how a path is printed."""

from __future__ import annotations

from pathlib import Path

import click
import pytest

from press.commands.common import book_root, short
from press.core.errors import PressError


def context(folder: Path | None) -> click.Context:
    return click.Context(click.Command("any"), obj=folder)


def test_the_book_is_that_around_the_folder_that_is_named_or_that_somebody_works_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one", "other"):
        (tmp_path / name / "data").mkdir(parents=True)
        (tmp_path / name / "_config.yml").touch()
    monkeypatch.chdir(tmp_path / "one" / "data")
    assert book_root(context(None)) == tmp_path / "one"
    assert book_root(context(tmp_path / "other" / "data")) == tmp_path / "other"


def test_a_folder_without_a_book_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(PressError, match="no book here"):
        book_root(context(tmp_path))


def test_a_path_is_printed_from_where_somebody_works_if_it_is_below(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert short(tmp_path / "data" / "rain.csv") == Path("data/rain.csv")
    assert short(Path("/etc/hosts")) == Path("/etc/hosts")
