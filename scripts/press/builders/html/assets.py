"""Bundle the style sheets and scripts of pages into files that are committed beside their sources, and set those of a page.

Any folder of press may have ``styles/first`` (inlined in each page), ``styles/later`` (bundled into one file) and ``scripts``.
A sheet in ``styles/first`` whose first line is ``/* asked for by: <pre, press-code */`` is inlined only in pages whose HTML has one
of these strings. One asked for by ``press-card`` is for the pages of cards as well and, as scripts show these in other pages, in the bundled file.
``scripts/first`` is inlined in the head of each page, the others are bundled into one file, and each in ``scripts/later`` is a file
that is loaded on demand (``window.pressLoad("table")`` loads ``scripts/later/table.js``). Colours that style sheets share with Python are in
``styles/colours.json``, and sheets name them: ``$holds``.

A sheet of ``styles/first`` may have an ``@font-face`` with a file of ``builders/html/typefaces``, whose names contain hashes of what is in them.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.builders.html.policy import page_policy
from press.core.errors import PressError
from press.core.files import short_hash
from press.core.resources import press_path, style_sheet
from press.core.settings import Settings
from press.directives.link_nodes import way_up
from press.edition.context import get_context
from press.language.scripts import script_of

_FOLDER, _FACES = "builders/html/bundle", "builders/html/typefaces"
_FIRST_STYLE, _FIRST_SCRIPT = "first.css", "first.js"
# The colours and typefaces of all pages.
_ALL = ("styles/first/typefaces.css", "styles/first/tokens.css")
# Styles of pages that belong to no edition: those of all, and their own.
_OUTSIDE_STYLE, _OUTSIDE = "outside.css", (*_ALL, "styles/outside.css")
# Styles of the pages of cards: those of all, what cards have wherever they are, and their own.
_MODE = ("scripts/first/mode.js", "scripts/press-colours.js", "scripts/press-copy.js")
_CARD = (*_ALL, "styles/later/card.css", "styles/card-page.css")
_INLINED = (_FIRST_STYLE, _FIRST_SCRIPT, _OUTSIDE_STYLE)
# The first line of a sheet that not every page needs.
_ASKED = re.compile(r"/\* asked for by: (.+?) \*/\n")
# After 8 milliseconds the script yields to the browser, so that input is handled before the next part runs.
_RUN = """(function run(){const end=performance.now()+8;
while(parts.length){try{parts.shift()()}catch(error){console.error(error)}if(performance.now()>end){setTimeout(run);return}}})()
"""


@dataclass(frozen=True)
class Assets:
    """The styles and the script that are inlined in pages, and the names of the bundled files that pages load."""

    # The style sheet of all pages, then alternately the HTML fragments that require a further sheet, and that sheet.
    styles: list[str]
    first_script: str
    # The style sheet of pages that belong to no edition.
    outside_style: str
    # The files of typefaces by the script whose letters they have.
    typeface_files: dict[str, str]
    sheet: str
    script: str
    # The style sheet of the pages of cards, and the script that sets their colours and copies their words.
    card_sheet: str
    mode: str

    def first_style(self, body: str, shared: str, sheet: str = "") -> str:
        """Return the CSS to inline in a page whose HTML is ``body`` and that finds the bundled files in the folder ``shared``.

        It begins with ``sheet``, by default that of all pages of an edition.
        """
        sheets = zip(self.styles[1::2], self.styles[2::2], strict=True)
        asked = [style for signs, style in sheets if any(sign in body for sign in signs.split(", "))]
        return "".join([sheet or self.styles[0], *asked]).replace("url(", f"url({shared}/")

    def typefaces_of(self, languages: Sequence[str], shared: str) -> list[str]:
        """Return the addresses of the typefaces that each page in ``languages`` needs.

        The first have its letters; the Latin ones come last, as they have digits and spaces.
        """
        scripts = dict.fromkeys([*(script_of(language).lower() for language in languages), "latin"])
        return [f"{shared}/{self.typeface_files[script]}" for script in scripts if script in self.typeface_files]


@cache
def bundled() -> Assets:
    """Return the bundle as it was last written."""
    folder = press_path(_FOLDER)
    styles, script, outside = (folder.joinpath(name).read_text(encoding="utf-8") for name in _INLINED)
    names = ("press.*.css", "press.*.js", "card.*.css", "mode.*.js")
    hashed = [path.name for name in names for path in folder.glob(name)]
    files = {path.name.partition(".")[0]: path.name for path in press_path(_FACES).glob("*.woff2")}
    return Assets(_ASKED.split(styles), script, outside, files, *hashed)


def icon_name(settings: Settings) -> str:
    """Return the file name of the site's icon, with a hash of its content; empty where there is none."""
    file = settings.root / settings.icon
    return f"icon.{short_hash(file.read_bytes())}{file.suffix}" if file.is_file() else ""


def copy_assets(settings: Settings, folder: Path) -> None:
    """Copy the bundled files, the typefaces with their licences, and the icon into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    if name := icon_name(settings):
        shutil.copyfile(settings.root / settings.icon, folder / name)
    for file in (*press_path(_FOLDER).iterdir(), *press_path(_FACES).iterdir()):
        if file.name not in _INLINED:
            shutil.copyfile(file, folder / file.name)


def write_bundle() -> None:
    """Bundle the sources and replace the files of the last bundle."""
    folder, made = press_path(_FOLDER), bundle()
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in made.items():
        (folder / name).write_bytes(content)


def bundle() -> dict[str, bytes]:
    """Return the content of each file of the bundle by its name."""
    later = {path.stem: _script(path) for path in _sources("scripts/later/*.js")}
    files = {name: _hashed(name, ".js", text) for name, text in later.items()}
    # Each script has a scope of its own; an error in one is written to the console and does not stop the others.
    parts = ",".join(f"()=>{{\n{_script(path)}\n}}" for path in _sources("scripts/*.js"))
    script = f"(()=>{{const PARTS={json.dumps(files)},parts=[{parts}];\n{_RUN}}})()\n"
    always, optional = "", {}
    for path in _sources("styles/first/*.css"):
        if asked := _ASKED.match(path.read_text(encoding="utf-8")):
            optional[path] = asked[0] + _sheet(path)
        else:
            always += _sheet(path)
    of_cards = [path for path, style in optional.items() if "press-card" in style.partition("\n")[0]]
    sheet = "".join(map(_sheet, [*of_cards, *_sources("styles/later/*.css")]))
    card = "".join(map(_sheet, [*(path for name in _CARD for path in _sources(name)), *of_cards]))
    mode = "\n".join(_script(path) for name in _MODE for path in _sources(name))
    texts = {
        _FIRST_STYLE: always + "".join(optional.values()),
        _FIRST_SCRIPT: "\n".join(map(_script, _sources("scripts/first/*.js"))),
        _OUTSIDE_STYLE: "".join(_sheet(path) for name in _OUTSIDE for path in _sources(name)),
        _hashed("press", ".css", sheet): sheet,
        _hashed("card", ".css", card): card,
        _hashed("mode", ".js", mode): mode,
        _hashed("press", ".js", script): script,
        **{files[name]: text for name, text in later.items()},
    }
    return {name: text.encode() for name, text in texts.items()}


def _sources(pattern: str) -> list[Path]:
    """Return the files of press that match ``pattern`` in order of their paths, those of builders before those of other packages."""
    builders = press_path("builders")
    return sorted(press_path("").glob(f"**/{pattern}"), key=lambda path: (not path.is_relative_to(builders), path))


def _sheet(path: Path) -> str:
    from lightningcss import process_stylesheet  # noqa: PLC0415

    try:
        return str(process_stylesheet(style_sheet(path), filename=path.name))
    except ValueError as error:
        raise PressError(f"no style sheet that can be read: {error}", file=path) from None


def _script(path: Path) -> str:
    from rjsmin import jsmin  # noqa: PLC0415

    return str(jsmin(path.read_text(encoding="utf-8")))


def _hashed(stem: str, ending: str, content: str | bytes) -> str:
    return f"{stem}.{short_hash(content.encode() if isinstance(content, str) else content)}{ending}"


def add_assets(app: Sphinx, pagename: str, context: dict[str, Any], doctree: Any) -> None:
    """Set the styles and scripts of press that a page has or loads, and the policy that allows it these."""
    settings, assets = get_context(app).settings, bundled()
    shared = way_up(app.builder, pagename) + app.config.press_shared
    first = assets.first_style(context.get("body", ""), shared)
    context["press_policy"] = page_policy(context, assets.first_script, first)
    context["press_mode"], context["press_first"] = assets.first_script, first
    context["press_typefaces"] = assets.typefaces_of([app.config.language], shared)
    context["press_sheet"], context["press_script"] = f"{shared}/{assets.sheet}", f"{shared}/{assets.script}"
    context["press_icon"] = f"{shared}/{icon}" if (icon := icon_name(settings)) else ""
