"""Small real books for the tests: copied, changed, built."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from small_books import Built, copy_book

from press.build.book import build_book

# Properties: in `make test` a few tries, each time the same ones, without a clock; many with HYPOTHESIS_PROFILE=long.
_UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("few", derandomize=True, database=None, max_examples=50, **_UNHURRIED)
settings.register_profile("long", max_examples=5000, print_blob=True, **_UNHURRIED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "few"))


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a small book into a folder of the test's own."""
    return lambda name: copy_book(name, tmp_path)


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Built]:
    """Builds a small book as it is, once for all tests of all processes, which only read it or copy it."""
    base = tmp_path_factory.getbasetemp()
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "built"

    def build(name: str) -> Built:
        root, told = shared / name, shared / f"{name}.txt"
        shared.mkdir(exist_ok=True)
        with FileLock(shared / f"{name}.lock"):
            if not told.exists():
                lines: list[str] = []
                build_book(copy_book(name, shared), lines.append)
                told.write_text("\n".join(lines), encoding="utf-8")
        return Built(root, told.read_text(encoding="utf-8").splitlines())

    return build
