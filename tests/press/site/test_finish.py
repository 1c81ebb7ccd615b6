"""What becomes of the joined pages: names found, sheets reduced, attributes turned into classes, policies computed."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import html5lib
import pytest

from press.builders.html.tags import tags_of
from press.site.bundle import joined_scripts, merged_order, without_comments
from press.site.css.reduce import reduced
from press.site.css.rules import written
from press.site.finish import finish_site
from press.site.names import Names
from press.site.policy import policy

PAGE = """<!DOCTYPE html>
<html lang="en" data-theme="auto"><head><meta charset="utf-8"><title>A &lt;b class="no"&gt;</title>
<link rel="icon" href="_static/mark.svg"/><link rel="stylesheet" href="_static/theme.css?v=1"><link rel="stylesheet" href="_static/press.css">
<script>let before = "first paint < second";</script>
<script defer="defer" src="_static/press-one.js?v=2"></script>
<script defer="defer" src="_static/press-two.js"></script>
<script defer="defer" src="_static/press-alone.js"></script></head>
<body><!-- <p class="commented"> --><p class="seen" title="a > b" style="color: red; margin:0">Text</p>
<svg viewBox="0 0 1 1" style="max-width:100%"><path d="M0 0"/></svg><p style="max-width: 100%">Text</p></body></html>
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site of two editions with one page each."""
    files = {
        "theme.css": '@import "base.css";\n.seen{color:var(--ink)} .unseen{color:red} :root{--ink:#111;--unused:#222}',
        "base.css": 'html[data-theme="dark"] p{background:url(dot.png)} .made-by-script{margin:0}',
        "press.css": "@media print{.unseen{display:none}} .seen:hover{margin:1px}",
        "dot.png": "no picture",
        "left.png": "named by nothing",
        "mark.svg": "<svg/>",
        "press-one.js": 'const shared = 1; document.body.classList.add("made-by-script");',
        "press-two.js": "const shared = 2;",
        "press-alone.js": "fetch(new URL('wanted.json', document.currentScript.src));",
        "wanted.json": "{}",
    }
    for language in ("en", "kk"):
        static = tmp_path / language / "_static"
        static.mkdir(parents=True)
        (tmp_path / language / "page.html").write_text(PAGE, encoding="utf-8")
        for name, text in files.items():
            (static / name).write_text(text, encoding="utf-8")
    finish_site(tmp_path)
    return tmp_path


def only(site: Path, pattern: str) -> Path:
    (found,) = (site / "assets").glob(pattern)
    return found


def test_all_editions_load_one_sheet_and_one_script_that_can_be_kept_for_good(site: Path) -> None:
    for language in ("en", "kk"):
        page = (site / language / "page.html").read_text(encoding="utf-8")
        page = re.sub(r"<noscript>.*?</noscript>", "", page)
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
        assert sheets == [f"../assets/{only(site, 'site.*.css').name}"]
        scripts = re.findall(r'<script [^>]*src="([^"]+)"', page)
        assert scripts == ["_static/press-alone.js", f"../assets/{only(site, '*.js').name}"]
    for file in (only(site, "site.*.css"), only(site, "*.js")):
        assert file.name.split(".")[1] == hashlib.sha256(file.read_bytes()).hexdigest()[:10]


def own_style(site: Path, page: str = "en/page.html") -> str:
    """What a page has in itself of the style sheet."""
    (style,) = re.findall(r"<style>(.*?)</style>", (site / page).read_text(encoding="utf-8"))
    return str(style)


def test_pages_and_the_sheet_have_what_pages_and_scripts_can_use_and_nothing_else(site: Path) -> None:
    sheet = only(site, "site.*.css").read_text(encoding="utf-8")
    assert sheet == ".made-by-script{margin:0}.seen:hover{margin:1px}"
    for wanted in (".seen{", "--ink:#111", 'html[data-theme="dark"] p{'):
        assert wanted in own_style(site)
    for unwanted in (".unseen", "--unused", "@import", "@media print", ".made-by-script", ":hover"):
        assert unwanted not in own_style(site)


def test_what_is_not_seen_at_first_is_asked_for_after_the_text(site: Path) -> None:
    page = (site / "en" / "page.html").read_text(encoding="utf-8")
    assert page.index("<style>") < page.index("<body>") < page.index(only(site, "site.*.css").name)
    assert page.index(only(site, "site.*.css").name) < page.index(only(site, "*.js").name)


def test_where_scripts_are_off_a_sheet_with_the_colours_of_the_system_comes_before_the_other(site: Path) -> None:
    page = (site / "en" / "page.html").read_text(encoding="utf-8")
    plain, whole = only(site, "plain.*.css"), only(site, "site.*.css")
    assert f'<noscript><link rel="stylesheet" href="../assets/{plain.name}"></noscript>' in page
    assert page.index(plain.name) < page.index(whole.name)
    picture = only(site, "dot.*.png").name
    assert plain.read_text(encoding="utf-8") == (
        f'@media (prefers-color-scheme:dark){{html:not([data-mode]) p{{background:url("{picture}")}}}}'
    )


def test_a_picture_that_the_sheet_names_lies_beside_it(site: Path) -> None:
    (address,) = re.findall(r'url\("([^"]+)"\)', own_style(site))
    assert (site / "en" / address).read_text(encoding="utf-8") == "no picture"
    assert only(site, "dot.*.png").resolve() == (site / "en" / address).resolve()


def test_the_icon_can_be_kept_for_good_and_is_one_for_all_editions(site: Path) -> None:
    for language in ("en", "kk"):
        page = (site / language / "page.html").read_text(encoding="utf-8")
        assert f'<link rel="icon" href="../assets/{only(site, "mark.*.svg").name}">' in page


def test_what_nothing_names_any_more_is_not_published(site: Path) -> None:
    left = {path.name for path in (site / "en" / "_static").iterdir()}
    assert left == {"press-alone.js", "wanted.json", "mark.svg"}


def test_only_pictures_that_a_page_shows_are_published(tmp_path: Path) -> None:
    shown = {
        "plain.png": '<img src="../_images/plain.png">',
        "two words & a sign, (1).svg": '<img src="../_images/two%20words%20&amp;%20a%20sign%2C%20%281%29.svg">',
        "math/formula.svg": '<object data="../_images/math/formula.svg"></object>',
        "қар.webp": '<img srcset="../_images/%D2%9B%D0%B0%D1%80.webp 2x, ../_images/large.webp 3x">',
        "large.webp": '<a href="../_images/whole.pdf?v=1#page=2">Text</a>',
        "whole.pdf": "<style>p{background:url(../_images/behind.png)}</style>",
        "behind.png": "",
    }
    unshown = ("plain.png.svg", "drawn.svg", "math/unused.svg")
    for name in (*shown, *unshown):
        (tmp_path / "en" / "_images" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "en" / "_images" / name).write_text("no picture", encoding="utf-8")
    (tmp_path / "ru" / "_images").mkdir(parents=True)
    (tmp_path / "ru" / "_images" / "drawn.svg").write_text("no picture", encoding="utf-8")
    (tmp_path / "en" / "notebooks").mkdir()
    (tmp_path / "en" / "notebooks" / "page.html").write_text(
        f"<!DOCTYPE html><title>A</title>{''.join(shown.values())}", encoding="utf-8"
    )
    finish_site(tmp_path)
    folder = tmp_path / "en" / "_images"
    assert {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()} == set(shown)
    assert not (tmp_path / "ru" / "_images").exists()


def test_a_style_attribute_becomes_a_class_that_outweighs_the_sheet(site: Path) -> None:
    page, sheet = (site / "en" / "page.html").read_text(encoding="utf-8"), own_style(site)
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    assert [element for element in tree.iter() if element.get("style")] == []
    first, drawing, last = tree.findall(".//p")[0], tree.find(".//{*}svg"), tree.findall(".//p")[1]
    assert drawing is not None
    made, kept = str(first.get("class")).split()
    assert kept == "seen"
    assert f".{made}:not(#_):not(#_){{color: red;margin:0}}" in sheet
    assert f".{drawing.get('class')}:not(#_):not(#_){{max-width:100%}}" in sheet
    assert f".{last.get('class')}:not(#_):not(#_){{max-width: 100%}}" in sheet


def test_the_policy_names_the_inline_script_by_its_hash_and_allows_nothing_else_inline(site: Path) -> None:
    page = (site / "en" / "page.html").read_text(encoding="utf-8")
    tree = html5lib.parse(page, namespaceHTMLElements=False)
    (meta,) = [element for element in tree.iter("meta") if element.get("http-equiv") == "Content-Security-Policy"]
    inline = [element.text or "" for element in tree.iter("script") if not element.get("src")]
    expected, styled = (
        base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in (inline[0], own_style(site))
    )
    directives = dict(part.split(" ", 1) for part in str(meta.get("content")).split("; "))
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == f"'self' 'wasm-unsafe-eval' 'sha256-{expected}'"
    assert directives["style-src"] == f"'self' 'sha256-{styled}'"
    assert page.index("Content-Security-Policy") < page.index("<link")


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("/* One. */\n  const a = 1; // two\n\n// three\nb();", "const a = 1; // two\nb();"),
        ("/* One,\n * two,\n   three. */\na();", "a();"),
        ('const a = "//" +\n  "/*";', 'const a = "//" +\n"/*";'),
        ("/* one */ a();", "/* one */ a();"),
        ("/* one\n two */ a();\n  b();", "/* one\n two */ a();\n  b();"),
        ("const a = `one\n  // two\n`;", "const a = `one\n  // two\n`;"),
    ],
)
def test_comments_and_indents_of_scripts_are_left_out_where_they_can_be_told(script: str, left: str) -> None:
    assert without_comments(script) == left


def test_data_for_scripts_needs_no_hash_and_a_form_may_be_sent_to_the_site_only() -> None:
    page = '<script type="application/json">{}</script><form action="search.html"></form>'
    assert "sha256" not in policy(tags_of(page))
    assert "form-action 'self'" in policy(tags_of(page))
    assert "form-action 'none'" in policy(tags_of("<p>"))


@pytest.mark.parametrize(
    ("selector", "stays"),
    [
        ("p", True),
        ("P.a", True),
        ("p.b", False),
        ("#one > p", True),
        ("#two", False),
        ("p:not(.b)", True),
        ("p:is(.a, .b)", True),
        ("p:is(.b, .c)", False),
        ("details[open] > p", False),
        ("p[hidden]::before", True),
        ("p:has(> .b)", False),
        (".shown", True),
        ("[data-some-thing]", True),
        ("[data-other-thing]", False),
        (r".md\:a", False),
        ("*", True),
        (":root", True),
        (".b, .a", True),
    ],
)
def test_a_selector_stays_if_all_it_asks_for_can_be_there(selector: str, stays: bool) -> None:
    names = Names()
    names.add_tags(tags_of('<div id="one"><p class="a" hidden></p></div>'))
    names.add_script('element.className = "shown"; element.dataset.someThing = 1;')
    assert bool(reduced(f"{selector}{{color:red}}", names)) is stays


def test_frames_and_properties_go_with_the_rules_that_named_them() -> None:
    names = Names()
    names.add_tags(tags_of('<p class="a">'))
    sheet = (
        ":root{--a:var(--b);--b:1s;--c:2s} .a{animation:turn var(--a)} .b{animation:fade var(--c)}"
        "@keyframes turn{to{rotate:1turn}} @keyframes fade{to{opacity:0}} @font-face{font-family:Icons;src:url(x)}"
        "@supports (display:grid){.b{display:grid}} @page{margin:1cm}"
    )
    left = written(reduced(sheet, names))
    assert left == (
        ":root{--a:var(--b);--b:1s}.a{animation:turn var(--a)}@keyframes turn{to{rotate:1turn}}@page{margin:1cm}"
    )


def test_a_colour_that_only_a_picture_names_stays() -> None:
    names = Names()
    names.add_tags(tags_of('<path stroke="var(--blue)">'))
    names.add_script('document.body.style.setProperty("--red", 0);')
    assert written(reduced(":root{--blue:#00f;--red:#f00;--green:#0f0}", names)) == ":root{--blue:#00f;--red:#f00}"


def test_what_stands_in_quotation_marks_is_kept_as_it_is() -> None:
    names = Names()
    names.add_tags(tags_of('<p class="a">'))
    left = written(reduced('.a::before{content:"\\2193\\a0  x" / "";  margin: 0   1px}', names))
    assert left == '.a::before{content:"\u2193\u00a0 x" / "";margin:0 1px}'


def test_files_keep_the_order_of_each_page_when_they_are_joined() -> None:
    assert merged_order([["a", "c"], ["a", "b", "c"], ["c", "d"]]) == ["a", "b", "c", "d"]


def test_each_script_has_names_of_its_own() -> None:
    text = joined_scripts(["const a = 1", "const a = 2 // end"])
    assert text.count("()=>{\nconst a") == 2
    assert "// end\n" in text


def test_the_one_script_is_asked_for_after_all_that_a_reader_sees_first(site: Path) -> None:
    page = (site / "en" / "page.html").read_text(encoding="utf-8")
    assert page.count("../assets/site.") == 2
    assert re.search(r'<script defer src="../assets/site\.\w+\.js"></script></body></html>', page)
    assert page.index(".css") < page.index("<body>")
