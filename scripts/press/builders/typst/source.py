"""Write the main Typst file: the page set-up with the book's data and typefaces, then the body."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import fontpkg_ibm_plex_mono
import fontpkg_noto_sans
import fontpkg_noto_serif

from press.builders.typst.escape import WORDS, arguments, array, optional_string, string
from press.core.resources import press_path
from press.language.catalogues import get_translation
from press.language.registry import profile_of

if TYPE_CHECKING:
    from sphinx.config import Config

#: The families of the text, of headings, tables and captions, and of program text. The last ones come with Typst
#: itself: Libertinus Serif has every Kazakh letter, DejaVu Sans Mono arrows, ticks and the tenge sign.
FAMILIES = {
    "serif": ["Noto Serif", "Libertinus Serif", "DejaVu Sans Mono"],
    "sans": ["Noto Sans", "Libertinus Serif", "DejaVu Sans Mono"],
    "mono": ["IBM Plex Mono", "DejaVu Sans Mono", "Libertinus Serif"],
}
#: Packages have the others, so that every machine prints the same bytes.
FONT_FOLDERS = [package.ROOT / "files" for package in (fontpkg_noto_serif, fontpkg_noto_sans, fontpkg_ibm_plex_mono)]


#: Languages whose words Typst can break.
# fmt: off
BY_TYPST = frozenset((
    "af", "be", "bg", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "is", "it", "ka", "ku",
    "la", "lt", "mn", "nb", "nl", "nn", "pl", "pt", "ru", "sk", "sl", "sq", "sr", "sv", "tk", "tr", "uk",
))
# fmt: on
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

    lead: str = ""
    picture: str = ""
    imprint: Sequence[tuple[str, str]] = ()


def main_file(config: Config, first: FrontPages, front: str, body: str, *, is_supplement: bool = False) -> str:
    """Return the source of the book, or of its supplement, after its head: ``first`` pages, ``front`` matter and ``body`` set by the template with the values of ``config``."""
    words = get_translation(config.language, domain=WORDS)
    language, _, region = config.language.replace("-", "_").partition("_")
    fonts = {**FAMILIES, **config.typst_fonts}
    # In the imprint stands what the configuration says, then what extensions say, then the typefaces.
    imprint = [_imprint(entry) for entry in config.typst_imprint]
    imprint += [f"([{name}], [{text}])" for name, text in first.imprint]
    if imprint:
        typefaces = dict.fromkeys(names[0] for names in fonts.values() if names)
        imprint.append(_imprint((words("Typefaces"), ", ".join(typefaces))))
    given = config.typst_author or config.author
    authors = [given] if isinstance(given, str) else given
    # An entry of ``typst_lists`` is a name, or a name and a heading.
    lists = [(entry, "") if isinstance(entry, str) else entry for entry in config.typst_lists]
    settings = {
        "title": string(title(config)),
        "subtitle": optional_string(config.typst_supplement_title if is_supplement else config.typst_subtitle),
        "authors": array(string(name) for name in authors if name and name != UNSET_AUTHOR),
        "date": optional_string(config.typst_date),
        "keywords": array(map(string, config.typst_keywords)),
        "description": optional_string(config.typst_description),
        "lang": string(language),
        "region": optional_string(region),
        "hyphenated": "true" if is_hyphenated(language) else "false",
        "paper": string(config.typst_paper),
        "accent": f"rgb({string(config.typst_accent)})",
        "contents-depth": str(config.typst_contents_depth),
        "contents-title": string(words("Contents")),
        "lists": array(f"({LISTS[name][0]}, {string(heading or words(LISTS[name][1]))})" for name, heading in lists),
        **{role: array(map(string, names)) for role, names in fonts.items()},
        "is-supplement": "true" if is_supplement else None,
        "lead": f"[{first.lead}]" if first.lead else None,
        "picture": f"[{first.picture}]" if first.picture else None,
        "imprint": array(imprint),
    }
    return f"#show: book.with(\n  {arguments(settings)},\n  front: [\n{front}\n],\n)\n\n{body}\n"


def title(config: Config) -> str:
    """Return the title of the book; Jupyter Book sets its own as ``html_title``."""
    project = "" if config.project == UNSET_PROJECT else config.project
    return str(config.typst_title or project or getattr(config, "html_title", "") or config.project)


def is_hyphenated(language: str) -> bool:
    """Return whether lines of ``language`` can be justified; those of others are set ragged, as they would have wide gaps."""
    return language in BY_TYPST or profile_of(language).hyphenate is not None


def _imprint(entry: Any) -> str:
    """Return an entry of the imprint as name and text; an ``entry`` without a name is a text alone."""
    name, text = ("", entry) if isinstance(entry, str) else entry
    return array([string(name), string(text)])
