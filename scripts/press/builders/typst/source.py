"""Write the main Typst file: the page set-up with the book's data and typefaces, then the body."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.errors import ConfigError

from press.builders.typst.escape import WORDS, arguments, array, optional_string, string
from press.builders.typst.hyphens import is_hyphenated
from press.core.resources import press_path
from press.language.catalogues import get_translation

if TYPE_CHECKING:
    from sphinx.config import Config

    from press.core.text import Translate


#: The package of each family, in order of preference.
PACKAGES = {
    "Noto Serif": "fontpkg_noto_serif",
    "Noto Sans": "fontpkg_noto_sans",
    "IBM Plex Mono": "fontpkg_ibm_plex_mono",
    "JetBrains Mono": "fontpkg_jetbrains_mono",
}

#: The families of the text, of headings, tables and captions, and of program text. The last ones come with Typst
#: itself: Libertinus Serif has every Kazakh letter, DejaVu Sans Mono arrows, ticks and the tenge sign.
DEFAULT_FAMILIES = {
    "serif": ["Noto Serif", "Libertinus Serif", "DejaVu Sans Mono"],
    "sans": ["Noto Sans", "Libertinus Serif", "DejaVu Sans Mono"],
    "mono": ["IBM Plex Mono", "JetBrains Mono", "DejaVu Sans Mono", "Libertinus Serif"],
}


def package_folder(package: str) -> Path | None:
    """Return the folder with the font files of an installed ``fontpkg`` package, or ``None``."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "files"
    return folder if folder.is_dir() else None


def default_folders() -> list[Path]:
    """Return the font folders of all installed packages in ``PACKAGES``."""
    return [folder for package in PACKAGES.values() if (folder := package_folder(package)) is not None]


def families(wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the families for ``serif``, ``sans`` and ``mono``; known ones whose package is not installed are left out."""
    chosen = {**DEFAULT_FAMILIES, **wanted}
    return {role: [name for name in names if _is_available(name)] for role, names in chosen.items()}


def _is_available(name: str) -> bool:
    return name not in PACKAGES or package_folder(PACKAGES[name]) is not None


def folders(wanted: list[str], base: Path) -> list[Path]:
    """Return the folders that the author names, relative to ``base``, then those of the packages; raise ``ConfigError`` for a missing one."""
    own = [(base / name).resolve() for name in wanted]
    for folder in own:
        if not folder.is_dir():
            raise ConfigError(f"the font folder {folder} does not exist; correct typst_font_paths")
    return [*own, *default_folders()]


TEMPLATE = press_path("builders/typst/template.typ")
#: What Sphinx fills in where a project names no author or has no name itself.
UNSET_AUTHOR = "Author name not set"
UNSET_PROJECT = "Project name not set"

#: Lists that may follow the contents: the kind of figure in Typst and the heading.
LISTS = {"figures": ("image", "Figures"), "tables": ("table", "Tables")}
#: The first line of the source, before all that comes from the book.
HEAD = '#import "template.typ": *\n'


class FrontPages(NamedTuple):
    """As markup: the text on the cover, its figures, and the fields of the imprint, each a name and its body."""

    lead: str
    picture: str
    imprint: list[tuple[str, str]]


NOTHING = FrontPages("", "", [])


def main_file(config: Config, first: FrontPages, front: str, body: str, *, is_supplement: bool = False) -> str:
    """Return the source of the book, or of its supplement, after its head: ``first`` pages, ``front`` matter and ``body`` set by the template with the values of ``config``."""
    own = {"subtitle": optional_string(config.typst_supplement_title), "is-supplement": "true"} if is_supplement else {}
    settings = arguments(_settings(config) | own | _front_pages(config, first))
    return f"#show: book.with(\n  {settings},\n  front: [\n{front}\n],\n)\n\n{body}\n"


def title(config: Config) -> str:
    """Return the title of the book; Jupyter Book sets its own as ``html_title``."""
    project = "" if config.project == UNSET_PROJECT else config.project
    return str(config.typst_title or project or getattr(config, "html_title", "") or config.project)


def authors(config: Config) -> list[str]:
    """Return the authors as a list; ``typst_author`` may be a text or a list."""
    given = config.typst_author or config.author
    names = [given] if isinstance(given, str) else list(given)
    return [name for name in names if name and name != UNSET_AUTHOR]


def _settings(config: Config) -> dict[str, str | None]:
    words = get_translation(config.language, domain=WORDS)
    language, _, region = config.language.replace("-", "_").partition("_")
    fonts = families(config.typst_fonts)
    return {
        "title": string(title(config)),
        "subtitle": optional_string(config.typst_subtitle),
        "authors": array(map(string, authors(config))),
        "date": optional_string(config.typst_date),
        "keywords": array(map(string, config.typst_keywords)),
        "description": optional_string(config.typst_description),
        "lang": string(language),
        "region": string(region) if region else None,
        "hyphenated": "true" if is_hyphenated(language) else "false",
        "paper": string(config.typst_paper),
        "accent": f"rgb({string(config.typst_accent)})",
        "contents-depth": str(config.typst_contents_depth),
        "contents-title": string(words("Contents")),
        "lists": array(_list(entry, words) for entry in config.typst_lists),
        **{role: array(map(string, names)) for role, names in fonts.items()},
    }


def _list(entry: Any, words: Translate) -> str:
    """Return an entry of ``typst_lists`` as the kind of figure and the heading, which ``entry`` may give after its name."""
    name, heading = (entry, "") if isinstance(entry, str) else entry
    kind, usual = LISTS[name]
    return f"({kind}, {string(heading or words(usual))})"


def _front_pages(config: Config, first: FrontPages) -> dict[str, str | None]:
    """Return the template's arguments for cover and imprint; this holds what the configuration says, then extensions, then the typefaces."""
    words = get_translation(config.language, domain=WORDS)
    imprint = [_imprint(entry) for entry in config.typst_imprint]
    imprint += [f"([{name}], [{body}])" for name, body in first.imprint]
    typefaces = dict.fromkeys(names[0] for names in families(config.typst_fonts).values() if names)
    imprint += [_imprint((words("Typefaces"), ", ".join(typefaces)))] if imprint else []
    return {
        "lead": f"[{first.lead}]" if first.lead else None,
        "picture": f"[{first.picture}]" if first.picture else None,
        "imprint": array(imprint),
    }


def _imprint(entry: Any) -> str:
    """Return an entry of the imprint as name and text; an ``entry`` without a name is a text alone."""
    name, text = ("", entry) if isinstance(entry, str) else entry
    return array([string(name), string(text)])
