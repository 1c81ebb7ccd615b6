"""Pages that belong to no edition have a policy that allows what they hold, by its hash (CSP Level 3)."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import lxml.html
import pytest

from press.core.settings import Edition, Settings
from press.site.message_pages import MESSAGES, message_page
from press.site.templates import template, with_policy

EDITION = dict.fromkeys(("language", "title", "heading", "text", "contents", "start"), "words")


def hashes(texts: list[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def policy(page: lxml.html.HtmlElement) -> dict[str, set[str]]:
    (content,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    return {
        name: set(values.split()) for name, _, values in (part.strip().partition(" ") for part in content.split(";"))
    }


@pytest.mark.parametrize("base_url", ["", "https://rain.example"])
@pytest.mark.parametrize("name", MESSAGES)
def test_the_policy_names_the_scripts_and_styles_of_the_page_and_no_others(
    tmp_path: Path, name: str, base_url: str
) -> None:
    settings = Settings(tmp_path, (Edition("kk", "Қазақша", "Жаңбыр"),), "rain", base_url=base_url)
    page = lxml.html.document_fromstring(message_page(settings, name))
    found = policy(page)
    assert found["script-src"] - {"'self'", "'wasm-unsafe-eval'"} == hashes(page.xpath("//script/text()"))
    assert found["style-src"] - {"'self'"} == hashes(page.xpath("//style/text()"))


def test_values_are_text_and_no_markup() -> None:
    text = with_policy("message.html", "", editions=[EDITION | {"heading": "<b>Rain</b> & snow"}], root="", icon="")
    assert "&lt;b&gt;Rain&lt;/b&gt; &amp; snow" in text


def test_a_language_in_a_script_is_a_string_of_it() -> None:
    assert r"\u003c/script\u003e" in template("message.js").render(languages=["</script>"])
