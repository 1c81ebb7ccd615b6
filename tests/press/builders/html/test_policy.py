"""The policy of pages."""

from __future__ import annotations

import base64
import hashlib
import json
from xml.etree.ElementTree import Element

import html5lib
import pytest
from small_books import copy_book, make_edition

# What a notebook prints: styles, a script, a sheet and a handler.
HOSTILE = """
<p id="a" class="own" style="color: red; margin:0">One</p>
<p id="b" style="color:red}body{display:none">Two</p>
<p id="c" style="background:url('</style><script>alert(1)</script>')">Three</p>
<P ID="d" STYLE=color:blue>Four</P>
<p id="e" title="style=" onclick="alert(2)">Five</p>
<script>window.counted = 1 < 2;</script>
<script type="application/json">{"style=": 1}</script>
<script src="far.js"></script>
<style>#e { color: green }</style>
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages of the English edition of a small book whose notebook prints that."""
    root = copy_book("weather", tmp_path_factory.mktemp("policy"))
    path = root / "book" / "notebooks" / "rain.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    source = f"from IPython.display import HTML\n\nHTML({HOSTILE!r})"
    cell = {"cell_type": "code", "id": "hostile", "metadata": {}, "outputs": [], "execution_count": None}
    notebook["cells"].append({**cell, "source": source})
    path.write_text(json.dumps(notebook), encoding="utf-8")
    # What stands in a line above every page is the editors' own, and may run.
    config = root / "_config.yml"
    line = 'html: {announcement: "<style>b{}</style><b>News</b><script>hi()</script><script src=far.js></script>"}'
    config.write_text(f"{config.read_text(encoding='utf-8')}\n{line}\n", encoding="utf-8")
    assert make_edition(root, "en").faults == []
    folder = root / "_build" / "press" / "en" / "html"
    found = (file for file in folder.rglob("*.html") if "_static" not in file.parts)
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in found}


def parsed(page: str) -> Element:
    return html5lib.parse(page, namespaceHTMLElements=False)


def directives(page: str) -> dict[str, list[str]]:
    (content,) = (
        str(meta.get("content"))
        for meta in parsed(page).iter("meta")
        if meta.get("http-equiv") == "Content-Security-Policy"
    )
    return {name: values.split() for name, values in (part.split(" ", 1) for part in content.split("; "))}


def hashed(texts: list[str]) -> set[str]:
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in texts}


def test_the_policy_of_each_page_names_exactly_what_stands_in_it(pages: dict[str, str]) -> None:
    assert {"index.html", "rain.html", "notebooks/rain.html"} <= pages.keys()
    for name, page in pages.items():
        inline = [one for one in parsed(page).iter() if one.tag in ("script", "style") and not one.get("src")]
        run = [one for one in inline if one.get("type", "") in ("", "text/javascript", "module")]
        scripts = hashed([one.text or "" for one in run if one.tag == "script"])
        styles = hashed([one.text or "" for one in run if one.tag == "style"])
        found = directives(page)
        assert found["default-src"] == ["'none'"], name
        assert set(found["script-src"]) == {"'self'", "'wasm-unsafe-eval'"} | scripts, name
        assert set(found["style-src"]) == {"'self'"} | styles, name
        assert hashed(["hi()"]) <= scripts and hashed(["b{}"]) <= styles
        assert found["form-action"] == ["'none'"], name


def test_the_policy_stands_before_all_that_it_governs(pages: dict[str, str]) -> None:
    for page in pages.values():
        head = page.index("Content-Security-Policy")
        assert all(head < page.index(tag) for tag in ("<script>", "<style>", '<link rel="stylesheet"'))


def test_nothing_that_a_notebook_prints_may_run(pages: dict[str, str]) -> None:
    allowed = directives(pages["notebooks/rain.html"])["script-src"]
    assert not hashed(["window.counted = 1 < 2;", "alert(2)", '{"style=": 1}', "alert(1)"]) & set(allowed)
    assert "'unsafe-inline'" not in allowed and "'unsafe-hashes'" not in allowed
