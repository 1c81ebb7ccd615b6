"""`press serve`: the site while it is being edited."""

from __future__ import annotations

import re
import socket
import struct
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast
from urllib.parse import urljoin

import lxml.html
import pytest
from served_book import PATIENCE, Served, change, serving

from press.core.jobs import ChildDiedError
from press.make.follow import BuildEnded, PagesReady
from press.make.serve import _Service


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as book:
        yield book


def test_a_changed_sentence_is_shown_and_no_pdf_is_made_for_it(served: Served) -> None:
    with served.events("ru/rain.html") as events:
        before = next(events)
        change(served.root / "book" / "ru" / "rain.md", "Дождь шёл", "Снег шёл")
        after = next(events)
        assert "Снег шёл" in served.page("ru/rain.html")
    assert before != after
    served.wait_for("all pages made", after=served.told().rpartition("shown at")[0])
    assert "PDF" not in served.told()


def test_who_looks_at_a_page_is_told_of_changes_to_no_other(served: Served) -> None:
    with served.events("en/index.html") as index, served.events("en/rain.html") as rain:
        before = next(index), next(rain)
        change(served.root / "book" / "en" / "rain.md", "It rained on", "It snowed on")
        assert next(rain) != before[1]
        served.wait_for("all pages made", after=served.told().rpartition("shown at")[0])
        change(served.root / "book" / "en" / "index.md", "\n\n", "\n\nIndeed. ")
        assert next(index) != before[0]


def test_what_is_wrong_is_told_on_the_page_until_it_is_mended(served: Served) -> None:
    data = served.root / "data" / "rain.csv"
    with served.events("en/rain.html", "message") as messages:
        assert next(messages) == ""
        change(data, "south,7", "south,often")
        assert "rain.csv:3" in next(messages)
        assert "rain" in served.page("en/rain.html")
        # Who comes later is told as well.
        with served.events("en/rain.html", "message") as others:
            assert "rain.csv:3" in next(others)
        change(data, "south,often", "south,7")
        assert next(messages) == ""


def test_a_page_that_is_not_there_is_answered_with_that_of_the_site(served: Served) -> None:
    with pytest.raises(urllib.error.HTTPError) as error:
        served.page("ru/snow.html")
    assert error.value.code == 404
    answer = error.value.read().decode()
    assert "Такой страницы нет" in answer
    # It waits for the page, and does not load itself again and again meanwhile.
    with served.events("ru/snow.html") as events:
        assert f'data-version="{next(events)}"' in answer


@pytest.mark.parametrize("name", ["index.html", "ru/rain.html", "en/numbers.html", "en/notebooks/rain.html"])
def test_a_served_page_is_the_published_one_byte_for_byte_and_listens(served: Served, name: str) -> None:
    command = [sys.executable, "-m", "press.cli", "--root", str(served.root), "build"]
    subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
    published = (served.root / "_build" / "site" / name).read_text(encoding="utf-8")
    script = re.compile(r'<script src="/_press/live\.js" data-version="\w+"></script>(?=</body>)')
    listening = served.page(name)
    assert len(script.findall(listening)) == 1
    assert script.sub("", listening) == published


def test_all_that_a_served_page_loads_is_there(served: Served) -> None:
    tree = lxml.html.document_fromstring(served.page("ru/rain.html"))
    loaded = tree.xpath("//script/@src | //link[@rel='stylesheet']/@href")
    assert any(".css" in name for name in loaded)
    for name in loaded:
        with urllib.request.urlopen(urljoin(f"{served.address()}/ru/rain.html", name), timeout=PATIENCE) as answer:
            assert answer.status == 200


def test_a_browser_that_leaves_before_it_is_answered_is_not_spoken_of(served: Served) -> None:
    host, _, port = served.address().removeprefix("http://").partition(":")
    before = served.told()
    for _ in range(5):
        with socket.create_connection((host, int(port))) as browser:
            browser.sendall(b"GET /ru/rain.html HTTP/1.1\r\nHost: here\r\n\r\n")
            # Gone at once, with what is still to come refused.
            browser.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    assert "rain" in served.page("en/rain.html")
    assert "Traceback" not in served.told().removeprefix(before)


class Maker:
    """What stands for the process that makes the book, and says some messages."""

    def __init__(self, *messages: tuple[str, object]) -> None:
        self._messages = list(messages)

    def receive(self) -> tuple[str, object]:
        if not self._messages:
            raise ChildDiedError("it ended")
        return self._messages.pop(0)


def told_of(root: Path, *messages: tuple[str, object]) -> list[str]:
    """What is told while the book is made."""
    lines = list[str]()
    with _Service(root, 0, lines.append, cast(Any, Maker(*messages))) as service:
        service.is_watching.set()
        service.listen()
        assert service.died == ("it ended" if messages[0][0] == "said" else "")
    return [line.partition(" ")[0] for line in lines]


def test_pages_are_told_as_shown_once_for_each_change(tmp_path: Path) -> None:
    ready = ("said", PagesReady())
    assert told_of(tmp_path, ready, ready, ("said", BuildEnded()), ready)[:2] == ["shown", "all"]


def test_a_book_that_is_stopped_from_the_keyboard_is_not_told_as_faulty(tmp_path: Path) -> None:
    assert told_of(tmp_path, ("error", KeyboardInterrupt("ru pages, 3 s"))) == []


def test_a_port_that_is_taken_is_told_with_another(served: Served) -> None:
    port = served.address().rpartition(":")[2]
    command = [sys.executable, "-m", "press.cli", "--root", str(served.root), "serve", "--port", port]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert run.returncode == 1
    assert f"port {port} cannot be used" in run.stderr
    assert f"--port {int(port) + 1}" in run.stderr


def test_another_build_beside_it_ends_well(served: Served) -> None:
    change(served.root / "book" / "en" / "rain.md", "Rainy days in figures", "Rainy days, counted")
    command = [sys.executable, "-m", "press.cli", "--root", str(served.root), "build"]
    run = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "Rainy days, counted" in served.page("en/rain.html")
