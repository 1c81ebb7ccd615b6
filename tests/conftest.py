"""Small real books for the tests: copied, changed, built."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from sphinx.domains import changeset
from support.small_books import Built, copy_book, keep_in, share_kept

from press.core.extensions import unload_extensions
from press.core.jobs import can_fork
from press.core.project import EPOCH_VARIABLE
from press.make.book import build_book

# The modules of all tests are millions of objects, of which none is garbage: looking through them takes a third of the time of collecting.
gc.set_threshold(50_000, 20, 50)

# Properties: in `make test` a few tries, each time the same ones, without a clock; many with HYPOTHESIS_PROFILE=long.
_UNHURRIED = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow, HealthCheck.function_scoped_fixture]}
settings.register_profile("few", derandomize=True, database=None, max_examples=50, **_UNHURRIED)
settings.register_profile("long", max_examples=5000, print_blob=True, **_UNHURRIED)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "few"))

_STARTED = {"threads": False}


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest of the marker."""
    config.addinivalue_line(
        "markers", "threads: draws or prints in the process of the tests, which starts threads in it"
    )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put tests last that start threads: no child can be forked after them, and a build in children that start afresh takes four times as long."""
    items.sort(key=lambda item: item.get_closest_marker("threads") is not None)


@pytest.fixture(autouse=True)
def _threads_are_announced(request: pytest.FixtureRequest) -> Iterator[None]:
    """Have a test fail that starts threads and does not say so."""
    _STARTED["threads"] |= request.node.get_closest_marker("threads") is not None
    yield
    assert can_fork() or _STARTED["threads"], (
        "starts threads: draw in a child (make_edition), or mark it pytest.mark.threads"
    )


@pytest.fixture(autouse=True)
def _edition_is_taken_back() -> Iterator[None]:
    """Have the date and the words of an edition that a test makes in this process end with the test."""
    before, labels = os.environ.get(EPOCH_VARIABLE), {**changeset.versionlabels}
    yield
    changeset.versionlabels.update(labels)
    if before is None:
        os.environ.pop(EPOCH_VARIABLE, None)
    else:
        os.environ[EPOCH_VARIABLE] = before


@pytest.fixture(scope="module", autouse=True)
def _book_is_put_away() -> Iterator[None]:
    """Have what a book of one module adds to press, its languages and its words, end with that module."""
    yield
    unload_extensions()


@pytest.fixture
def book(tmp_path: Path) -> Callable[[str], Path]:
    """Copies a small book into a folder of the test's own."""
    return lambda name: copy_book(name, tmp_path)


@pytest.fixture
def weather(tmp_path: Path) -> Path:
    """A copy of the weather book, of the test's own."""
    return copy_book("weather", tmp_path)


@pytest.fixture(scope="session", autouse=True)
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the processes of this run share, with what small books have from one another."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared"
    keep_in(folder / "kept")
    return folder


@pytest.fixture(scope="session")
def built_book(shared: Path) -> Callable[[str], Built]:
    """Builds a small book as it is, once for all tests of all processes, which only read it or copy it."""

    def build(name: str) -> Built:
        root, told = shared / name, shared / f"{name}.txt"
        with FileLock(shared / f"{name}.lock"):
            if not told.exists():
                lines: list[str] = []
                build_book(copy_book(name, shared), lines.append)
                share_kept(root)
                told.write_text("\n".join(lines), encoding="utf-8")
        return Built(root, told.read_text(encoding="utf-8").splitlines())

    return build
