"""The bundle of styles, scripts and typefaces."""

from __future__ import annotations

import gzip
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from press.builders.html import assets
from press.core.files import short_hash
from press.core.resources import press_path

BUNDLE = press_path("builders/html/bundle")
KAZAKH = "ӘәҒғҚқҢңӨөҰұҮүҺһІі"


def face(name: str) -> TTFont:
    """The typeface with this name before its hash."""
    (file,) = press_path("builders/html/typefaces").glob(f"{name}.*.woff2")
    content = file.read_bytes()
    assert file.name.split(".")[1] == short_hash(content)
    return TTFont(BytesIO(content))


def test_each_letter_of_the_three_languages_and_the_sign_of_the_tenge_is_there_in_all_weights_of_text_and_titles() -> (
    None
):
    letters = {"latin": "Az09“”«»–—№−\u00a0", "cyrillic": f"АяЁё₸{KAZAKH}", "latin-marks": "Éçğşūž"}
    for name, wanted in letters.items():
        font = face(name)
        assert set(map(ord, wanted)) <= set(font.getBestCmap())
        assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [("wght", 400, 700)]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the styles and scripts of press that can be changed."""
    shutil.copytree(press_path("builders/html"), tmp_path / "builders/html")
    shutil.copytree(press_path("audit/styles"), tmp_path / "audit/styles")
    monkeypatch.setattr(assets, "press_path", lambda path: tmp_path / path)
    return tmp_path


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_the_bundle_is_made_from_its_sources_as_they_are_now() -> None:
    committed = {file.name: file.read_bytes() for file in BUNDLE.iterdir()}
    assert committed == assets.bundle(), "run: .venv/bin/press assets, and commit what it writes"


def test_a_sheet_stands_in_the_pages_that_ask_for_it_and_in_the_file_for_all_if_cards_have_it(copied: Path) -> None:
    sheets = copied / "builders/html/styles"
    (sheets / "first/clock.css").write_text(
        "/* asked for by: <time, a-clock */\n.clock { color: red }\n", encoding="utf-8"
    )
    (sheets / "first/slip.css").write_text("/* asked for by: press-card */\n.slip { color: red }\n", encoding="utf-8")
    (sheets / "later/aaa.css").write_text(".aaa { color: red }\n", encoding="utf-8")
    assets.write_bundle()
    made = assets.bundled.__wrapped__()
    for body in ("<p><time>12:00</time></p>", '<p class="a-clock">12:00</p>'):
        assert ".clock{color:red}" in made.first_style(body, "shared")
    assert ".clock" not in made.first_style("<p>12:00</p>", "shared")
    sheet = (copied / "builders/html/bundle" / made.sheet).read_text(encoding="utf-8")
    assert ".clock{" not in sheet and sheet.index(".slip{") < sheet.index(".aaa{")


def test_a_page_has_the_rules_of_tables_programs_and_cards_only_where_it_has_such() -> None:
    made = assets.bundled()
    for rule, body in (
        (".article table{", "<table><tbody>"),
        (".article pre{", "<pre>1 + 1</pre>"),
        (".sd-card{", '<div class="sd-card">'),
    ):
        assert rule in made.first_style(f"<h1>Title</h1>{body}", "shared")
        assert rule not in made.first_style("<h1>Title</h1><p>Text</p>", "shared")


def test_what_every_page_loads_is_small_and_what_few_readers_need_is_no_part_of_it() -> None:
    """The budget of the frame of a first page, in bytes as they travel (docs/decisions/0055-pages-are-written-once.md)."""
    bundled = assets.bundled()
    folder = press_path("builders/html/bundle")
    sheet, script = ((folder / name).read_text(encoding="utf-8") for name in (bundled.sheet, bundled.script))
    style = bundled.first_style(
        '<figure><table><span class="caption-number">footnote press-verdict press-key-finding', "../shared"
    )
    assert packed(style) + packed(sheet) + packed(script) <= 21_000
    for part in ("table", "beside", "found"):
        (file,) = folder.glob(f"{part}.*.js")
        assert f'"{part}": "{file.name}"' in script
        assert file.read_text(encoding="utf-8").strip() not in script
