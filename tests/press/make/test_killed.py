"""Whatever ends a build leaves the former site or the new one, whole, and the next build is right."""

from __future__ import annotations

import random
import sys

import pytest
from soak.killed import Tried
from support.small_books import copy_book

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks for processes as Linux lists them")


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Tried:
    tried = Tried(copy_book("leaflet", tmp_path_factory.mktemp("killed")), random.Random(0))
    tried.prepare()
    return tried


def test_a_killed_build_leaves_a_whole_site_at_every_look_and_the_next_one_is_right(tried: Tried) -> None:
    tried.kill()
    assert (tried.lost, tried.looks > 0) == ([], True)


def test_two_builds_at_once_leave_the_site_of_one(tried: Tried) -> None:
    tried.pair()
    assert tried.lost == []
