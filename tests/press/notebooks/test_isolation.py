"""Notebooks that would harm the book, the machine or those who wait: what holds them, and what is told."""

from __future__ import annotations

import errno
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from notebook_runs import allow, failing, notebook, run, sources_of
from small_books import copy_book

from press.core.children import processes
from press.data.sources import Sources
from press.edition.load import load_sources
from press.notebooks import children
from press.notebooks.children import run_notebooks
from press.notebooks.reporting import Reporter


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sources:
    """A book whose notebooks are forked, whatever other tests have started in this process."""
    monkeypatch.setitem(processes._FORKING, "safe", True)
    root = copy_book("weather", tmp_path)
    (root / "_build").mkdir(exist_ok=True)
    return load_sources(root)


@pytest.fixture
def unshielded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that lets nobody have namespaces."""

    def refuse(*arguments: object) -> None:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    monkeypatch.setattr(children, "protect", refuse)
    monkeypatch.setattr(children, "leave_network", refuse)


@pytest.fixture
def shielded(book: Sources) -> None:
    """A system that lets us have them."""
    told: list[str] = []
    path = book.root / "book" / "notebooks" / "any.ipynb"
    run_notebooks(book, {path: notebook("1")}, Reporter(why=told.append))
    if told:
        pytest.skip(f"this machine gives no namespaces: {told[0]}")


# What Python is not told of before it happens.
PAST_PYTHON = {
    "a shell": "import subprocess\nsubprocess.run(['sh', '-c', '{}']);",
    "the C library": "import ctypes\nctypes.CDLL(None).system(b'{}')",
    "a program that stays": "import subprocess, time\n"
    "subprocess.Popen(['sh', '-c', '{}; sleep 60'], start_new_session=True)\ntime.sleep(0.5)",
}
DEEDS = {
    "written": "echo lost > {root}/data/rain.csv",
    "cut": ": > {root}/data/rain.csv",
    "removed": "rm {root}/data/rain.csv",
    "moved": "mv {root}/data/rain.csv {root}/data/other.csv",
    "added": "touch {root}/data/new.csv",
    "linked": "ln -sf /dev/null {root}/data/rain.csv",
}
CASES = [("a shell", deed) for deed in DEEDS] + [(way, "written") for way in PAST_PYTHON if way != "a shell"]


@pytest.mark.usefixtures("shielded")
@pytest.mark.parametrize(("way", "deed"), CASES)
def test_where_the_system_can_no_program_writes_into_the_sources(book: Sources, way: str, deed: str) -> None:
    before = sources_of(book.root)
    run(book, PAST_PYTHON[way].replace("{}", DEEDS[deed].format(root=book.root)))
    assert sources_of(book.root) == before


@pytest.mark.usefixtures("unshielded")
@pytest.mark.parametrize(("way", "deed"), CASES)
def test_where_it_cannot_the_data_are_put_back_and_the_notebook_is_named(book: Sources, way: str, deed: str) -> None:
    before = sources_of(book.root)
    told = failing(book, "ok = True", PAST_PYTHON[way].replace("{}", DEEDS[deed].format(root=book.root)))
    assert "new.ipynb: cell 2, at 'import " in told
    assert re.search(r"data/(rain|new|other)\.csv was written while the cell ran", told)
    assert "put back as it was" in told
    assert sources_of(book.root) == before
    if deed in ("written", "added"):
        kept = list((book.root / "_build/press/written/new").rglob("*.csv"))
        assert [path.read_text(encoding="utf-8") for path in kept] == ["lost\n" if deed == "written" else ""]


@pytest.mark.usefixtures("unshielded")
def test_data_are_put_back_after_a_notebook_that_died(book: Sources) -> None:
    before = sources_of(book.root)
    told = failing(book, f"import os\nos.system('echo lost > {book.root}/data/rain.csv')\nos._exit(3)")
    assert "new.ipynb: " in told
    assert "data/rain.csv" in told
    assert sources_of(book.root) == before


@pytest.mark.usefixtures("unshielded")
def test_a_chapter_that_changes_meanwhile_is_told_and_stays_as_it_is_since_an_editor_may_have_saved_it(
    book: Sources,
) -> None:
    told: list[str] = []
    run(book, "1", reporter=Reporter(told.append))
    assert not any("has changed" in line for line in told)
    run(book, f"import os\nos.system('echo more >> {book.root}/book/en/rain.md');", reporter=Reporter(told.append))
    assert [line.partition(":")[0] for line in told if "has changed" in line] == [
        "book/en/rain.md has changed while new.ipynb ran"
    ]
    assert (book.root / "book/en/rain.md").read_text(encoding="utf-8").endswith("more\n")


@pytest.mark.usefixtures("unshielded")
def test_what_a_system_cannot_is_told_to_those_who_ask_why_and_harms_nothing(book: Sources) -> None:
    told: list[str] = []
    run(book, "1 + 1", reporter=Reporter(why=told.append))
    assert [line for line in told if "new.ipynb: the system does not keep it to only reading the sources" in line]


@pytest.mark.usefixtures("shielded")
def test_a_notebook_may_write_what_is_no_source(book: Sources) -> None:
    run(book, "import subprocess, tempfile\nfolder = tempfile.mkdtemp()",
        "subprocess.run(f'touch {folder}/mine ../../_build/mine', shell=True, check=True);")  # fmt: skip
    assert (book.root / "_build" / "mine").is_file()


@pytest.mark.usefixtures("shielded")
def test_data_that_stand_elsewhere_are_only_read_as_well(book: Sources, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (book.root / "data").rename(elsewhere)
    (book.root / "data").symlink_to(elsewhere)
    before = (elsewhere / "rain.csv").read_bytes()
    run(book, "!echo lost > ../../data/rain.csv")
    assert (elsewhere / "rain.csv").read_bytes() == before


@pytest.fixture
def host() -> Iterator[int]:
    """Something to talk to on this machine: the number of its port."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


TALK = "import socket\nsocket.create_connection(('127.0.0.1', {}), timeout=5).close()"


@pytest.mark.usefixtures("shielded")
def test_a_notebook_has_no_network_but_its_own(book: Sources, host: int) -> None:
    run(book, "import socket\nserver = socket.create_server(('127.0.0.1', 0))",
        "socket.create_connection(server.getsockname(), timeout=5).close()")  # fmt: skip
    assert "ConnectionRefusedError" in failing(book, TALK.format(host))
    told = failing(book, "import socket\nsocket.create_connection(('192.0.2.1', 80), timeout=5)")
    assert "notebooks run without a network" in told
    assert "put what the cell fetches into data/" in told


@pytest.mark.usefixtures("shielded")
def test_a_book_may_allow_its_notebooks_the_network(book: Sources, host: int) -> None:
    allow(book, own="network: true")
    run(book, TALK.format(host))
