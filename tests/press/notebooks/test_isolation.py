"""Notebooks that would harm the book, the machine or those who wait: what holds them, and what is told."""

from __future__ import annotations

import errno
import json
import os
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from small_books import copy_book

from press.core.children import processes, work
from press.core.errors import PressError
from press.data.sources import Sources
from press.edition.load import load_sources
from press.notebooks import children
from press.notebooks.children import run_notebooks
from press.notebooks.reporting import Reporter


def notebook(*sources: str) -> NotebookNode:
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


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


def allow(book: Sources, execute: str = "", own: str = "") -> None:
    """Have the settings of the book allow its notebooks more, or less."""
    config = book.root / "_config.yml"
    text = config.read_text(encoding="utf-8").replace("execute:\n", f"execute:\n  {execute}\n")
    config.write_text(text.replace("    press_slug", f"    press_execute: {{{own}}}\n    press_slug"), encoding="utf-8")


def run(book: Sources, *sources: str, telling: Reporter | None = None) -> NotebookNode:
    path = book.root / "book" / "notebooks" / "new.ipynb"
    return run_notebooks(book, {path: notebook(*sources)}, telling)[path].notebook


def failing(book: Sources, *sources: str) -> str:
    with pytest.raises(PressError) as raised:
        run(book, *sources)
    return str(raised.value)


def sources_of(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and "_build" not in path.parts}


# What Python is not told of before it happens.
PAST_PYTHON = {
    "a shell": "import subprocess\nsubprocess.run(['sh', '-c', '{}'])",
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
    run(book, "1", telling=Reporter(told.append))
    assert not any("has changed" in line for line in told)
    run(book, f"import os\nos.system('echo more >> {book.root}/book/en/rain.md');", telling=Reporter(told.append))
    assert [line.partition(":")[0] for line in told if "has changed" in line] == [
        "book/en/rain.md has changed while new.ipynb ran"
    ]
    assert (book.root / "book/en/rain.md").read_text(encoding="utf-8").endswith("more\n")


@pytest.mark.usefixtures("unshielded")
def test_what_a_system_cannot_is_told_to_those_who_ask_why_and_harms_nothing(book: Sources) -> None:
    told: list[str] = []
    run(book, "1 + 1", telling=Reporter(why=told.append))
    assert [line for line in told if "new.ipynb: the system does not keep it to only reading the sources" in line]


@pytest.mark.usefixtures("shielded")
def test_a_notebook_may_write_what_is_no_source(book: Sources) -> None:
    run(book, "import subprocess, tempfile\nfolder = tempfile.mkdtemp()",
        "subprocess.run(f'touch {folder}/mine ../../_build/mine', shell=True, check=True)")  # fmt: skip
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


@pytest.mark.parametrize(
    ("execute", "own", "told"),
    [
        ("timeout: long", "", r"_config\.yml:5: timeout is 'long', which is no number"),
        ("", "memory: -1", r"_config\.yml:\d+: memory is -1\n.*gigabytes, such as 8"),
        ("", "network: often", r"_config\.yml:\d+: network is 'often'\n.*true or false"),
        ("", "memry: 2", r"_config\.yml:\d+: press_execute has no 'memry'\n.*memory or network"),
    ],
)
def test_what_the_settings_allow_is_read_or_told_with_its_line(
    book: Sources, execute: str, own: str, told: str
) -> None:
    allow(book, execute, own)
    assert re.search(told, failing(book, "1"))


def test_a_notebook_that_loops_is_named_while_it_runs_and_ended_when_it_may_no_longer(
    book: Sources, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "_STILL", (0.5, 1.0))
    allow(book, "timeout: 2")
    told: list[str] = []
    with pytest.raises(PressError) as raised:
        run(book, "1", "import time\nwhile True:\n    time.sleep(0.01)", telling=Reporter(told.append))
    assert told[0] == "running new.ipynb ..."
    assert re.fullmatch(r"running new\.ipynb, cell 2, \d s, at 'import time' \.\.\.", told[-1])
    assert "cell 2, at 'time.sleep(0.01)': the cell ran for more than 2 seconds" in str(raised.value)
    assert "execute: timeout: 4" in str(raised.value)


def test_a_loop_that_python_cannot_stop_is_ended_too(book: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "_GRACE", 1)
    allow(book, "timeout: 1")
    told = failing(
        book, "import signal, time\nsignal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\ntime.sleep(60)"
    )
    assert "the cell ran for more than 1 seconds" in told


def test_who_stops_press_is_told_which_notebook_was_running(book: Sources, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(work, "_STILL", (0.5, 60.0))

    def stop(line: str) -> None:
        if "cell" in line:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt, match=r"new\.ipynb, cell 1, \d s, at 'while True:'"):
        run(book, "while True:\n    pass", telling=Reporter(stop))


def test_memory_that_a_notebook_and_its_programs_hold_is_limited_together(book: Sources) -> None:
    allow(book, own="memory: 1")
    hold = "import os, time\nfor _ in range(8):\n    if os.fork() == 0:\n        held = bytearray(b'x') * (160 << 20)\n        time.sleep(60)\ntime.sleep(60)"
    told = failing(book, "1", hold)
    assert "cell 2, at 'import os, time': the notebook, with all it began, wanted more memory than the 1 GB" in told
    assert "press_execute: {memory: 2}" in told


def test_outputs_of_a_notebook_that_forks_are_its_own(book: Sources) -> None:
    done = run(book, "import os\nprint('once')\nos.fork();", "'and on'")
    assert done.cells[0].outputs[0].text == "once\n"
    assert json.loads(json.dumps(done.cells[1].outputs[0].data))["text/plain"] == "'and on'"
