"""Pages of a book that is edited are served with a script that listens, and told of by events when they change."""

from __future__ import annotations

import asyncio
import socket
from pathlib import Path
from typing import Any, cast

import pytest
from tornado.httpclient import AsyncHTTPClient

from press.core.errors import PressError
from press.make.serve import Preview
from press.site.join import joined_folder

PAGE = "<!doctype html><html><body><p>Rain</p></body></html>"


@pytest.fixture
def state(tmp_path: Path) -> Preview:
    site = joined_folder(tmp_path / "_build")
    (site / "en").mkdir(parents=True)
    for name in ("en/index.html", "en/rain.html"):
        (site / name).write_text(PAGE, encoding="utf-8")
    (site / "en" / "rain.css").write_text("p {}", encoding="utf-8")
    return Preview(tmp_path, print, cast(Any, None))


def ask(state: Preview, address: str, host: str = "localhost") -> tuple[int, str]:
    """The code and the body of the answer."""

    async def answered() -> tuple[int, str]:
        state.listen(0)
        place, headers = f"http://127.0.0.1:{state.port}{address}", {"Host": host}
        answer = await AsyncHTTPClient().fetch(place, headers=headers, raise_error=False)
        return answer.code, answer.body.decode()

    return asyncio.run(answered())


@pytest.mark.parametrize("address", ["/../secret.html", "/%2e%2e/secret.html", "/en/../../secret.html"])
def test_no_address_leads_out_of_the_site(state: Preview, address: str) -> None:
    (state.site.parent / "secret.html").write_text("secret", encoding="utf-8")
    code, body = ask(state, address)
    assert code in (403, 404) and "secret" not in body


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_this_machine_is_asked_by_its_own_names(state: Preview, host: str) -> None:
    assert ask(state, "/en/rain.html", host)[0] == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "localhost."])
@pytest.mark.parametrize("address", ["/en/rain.html", "/en/rain.css", "/_press/events?page=/en/rain.html"])
def test_who_asks_by_the_name_of_another_host_gets_nothing(state: Preview, address: str, host: str) -> None:
    code, body = ask(state, address, host)
    assert (code, "Rain" in body) == (421, False)


def test_before_anything_was_built_the_fault_is_shown_on_a_page_that_listens(state: Preview) -> None:
    state.tell("rain.md:3: <b>wrong</b>")
    code, body = ask(state, "/en/snow.html")
    assert code == 404 and "&lt;b&gt;wrong" in body and "/_press/live.js" in body
    (state.site / "404.html").write_text("<body>The page of the site</body>", encoding="utf-8")
    code, body = ask(state, "/en/snow.html")
    assert code == 404 and "The page of the site" in body and "/_press/live.js" in body


def test_a_port_that_is_taken_is_told_with_the_next_one(state: Preview) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(PressError, match=f"port {port} cannot be used") as caught:
            state.listen(port)
    assert f"press serve --port {port + 1}" in str(caught.value.remedy)
