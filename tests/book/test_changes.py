"""A version of this book can be released: what has changed in it is told."""

from __future__ import annotations

from small_books import ROOT

from press.core.project import project_version
from press.release.notes import changes_of


def test_changes_tell_of_the_version_that_the_book_has() -> None:
    assert changes_of(ROOT, project_version(ROOT))
