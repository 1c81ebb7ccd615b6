"""Describe the edition, its chapters and its data as works by ``press_citation`` of ``_config.yml``, and set the imprint of the PDF.

Everything in ``press_citation`` is optional. What is not known is left out of every record, never filled in.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin
from pybtex.richtext import Text
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment

from press.citation.apa import apa
from press.citation.gost import gost
from press.citation.record import BOOK, CHAPTER, DATASET, Author, People, Work, plain_text
from press.core.caches import cached_per_build
from press.core.errors import PressError
from press.core.project import last_change, project_version
from press.core.reading import KeyedFault, line_in, load_yaml, schema_faults
from press.core.resources import press_path
from press.core.settings import CONFIG, Settings, sphinx_config
from press.core.text import Translate, read_utf8
from press.data.descriptor import DESCRIPTOR, DataPackage
from press.edition.chapters import address, contents, edition_docname
from press.edition.context import get_context
from press.edition.dependencies import pages_to_write
from press.language.catalogues import get_translation
from press.language.profiles.en import ENGLISH
from press.language.quantities import spell_iso
from press.language.registry import profile_of
from press.notebooks.results import read_notebook


class Style(NamedTuple):
    """A style of citing: its name, the function that cites a work, and the language of its words, if that is not the one of the work.

    With an ``ampersand`` makers are cited as ``A & B`` in brackets and ``A, B, and C`` in sentences, otherwise with commas alone in brackets.
    """

    name: str
    cite: Callable[..., Text]
    language: str = ""
    ampersand: bool = False


# By the names in the profiles of languages.
STYLES = {"apa": Style("APA 7", apa, ENGLISH.tag, ampersand=True), "gost": Style("GOST R 7.0.100-2018", gost)}
SETTING = "press_citation"
BY_LANGUAGE = ("dataset", "based_on", "not_licensed", "keywords")
_CREATIVE_COMMONS = re.compile(r"https?://creativecommons\.org/licenses/(?P<terms>[a-z-]+)/(?P<version>[\d.]+)/?")
_BLOCKS = MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")
_TITLE = ("heading_open", "h1")
# Length of an abbreviated commit hash, as git has it in large repositories.
_SHORT = 12
# After the edition is chosen (500) and its record can be made.
_AFTER_CITING = 700


@dataclass(frozen=True)
class CitationSettings:
    """The settings of ``press_citation``; unknown ones are empty.

    ``licence`` is the URL of a licence. ``names`` are proper names with which a subtitle may begin: other subtitles lose
    their capital in catalogues. ``dataset`` has the title of the data by language, ``based_on`` a sentence on the work that
    the edition is based on, ``not_licensed`` one on what the licence does not cover, ``keywords`` key words with commas between them.
    """

    version: str = ""
    authors: tuple[Author, ...] = ()
    publisher: str = ""
    place: str = ""
    licence: str = ""
    names: tuple[str, ...] = ()
    dataset: Mapping[str, str] = field(default_factory=dict)
    based_on: Mapping[str, str] = field(default_factory=dict)
    not_licensed: Mapping[str, str] = field(default_factory=dict)
    keywords: Mapping[str, str] = field(default_factory=dict)

    @property
    def licence_name(self) -> str:
        """Return the name by which a licence of Creative Commons is known (``CC BY 4.0``), and the address of any other."""
        found = _CREATIVE_COMMONS.fullmatch(self.licence)
        return f"CC {found['terms'].upper()} {found['version']}" if found else self.licence

    def rights(self, language: str) -> str:
        """Return the licence with its address, and what it does not cover, in ``language``; empty where none has been chosen."""
        named = ", ".join(dict.fromkeys([self.licence_name, self.licence]))
        return ". ".join(filter(None, [named, self.not_licensed.get(language)])) if self.licence else ""


def citation_faults(given: object) -> Iterator[KeyedFault]:
    """Yield what is wrong in the ``given`` settings."""
    return schema_faults(given, load_yaml(press_path("citation/citation.schema.yml")), SETTING)


@cached_per_build
def load_citation(root: Path) -> CitationSettings:
    """Return the settings of the book at ``root``; raise a PressError where one is wrong.

    Without a ``version`` the book has that of the ``pyproject.toml`` beside it, if there is one.
    """
    given = sphinx_config(root).get(SETTING) or {}
    for keys, fault in citation_faults(given):
        line = line_in(root / CONFIG, ("sphinx", "config", SETTING, *keys))
        raise PressError(fault, file=root / CONFIG, line=line)
    lists = {
        "authors": tuple(Author(**author) for author in given.get("authors", ())),
        "names": tuple(given.get("names", ())),
    }
    return CitationSettings(**{"version": project_version(root), **given, **lists})


def edition_work(settings: Settings, language: str, citation: CitationSettings, issued: dt.date | None) -> Work:
    """Return the whole edition in ``language`` as a work."""
    edition = settings.edition(language)
    fields = {
        "title": edition.title,
        "subtitle": edition.subtitle,
        "date": issued.isoformat() if issued else "",
        "version": citation.version,
        "publisher": citation.publisher,
        "location": citation.place,
        "url": _web_address(settings, language, "index.html"),
    }
    if ENGLISH.tag in settings.languages and language != ENGLISH.tag:
        english = settings.edition(ENGLISH.tag)
        fields[f"title_{ENGLISH.tag}"] = ": ".join(filter(None, [english.title, english.subtitle]))
    return Work(
        BOOK,
        f"{settings.slug}.{language}",
        {name: Text(value) for name, value in fields.items() if value},
        language,
        {"author": People(citation.authors)} if citation.authors else {},
        settings.commit,
        citation.names,
    )


def chapter_work(settings: Settings, book: Work, page: str, title: str, english: str = "") -> Work:
    """Return the chapter at ``page`` of the edition ``book`` as a work."""
    above = {f"book{name}": text for name, text in book.fields.items() if name.startswith(("title", "subtitle"))}
    name, url = f"{book.name}.chapter-{page.replace('/', '-')}", _web_address(settings, book.language, f"{page}.html")
    return _within(book, CHAPTER, name, title, english, above | {"url": Text(url)})


def dataset_work(book: Work, titles: Mapping[str, str], own_title: str) -> Work:
    """Return the data of the edition ``book`` as a work, titled in its language, or else by ``own_title`` or as the edition."""
    title, english = titles.get(book.language) or own_title or book.text("title"), titles.get(ENGLISH.tag, own_title)
    return _within(book, DATASET, f"{book.name}.dataset", title, "" if english == title else english, {})


def _within(book: Work, kind: str, name: str, title: str, english: str, more: dict[str, Text]) -> Work:
    """Return a part of the edition ``book`` with a title of its own."""
    kept = {name: text for name, text in book.fields.items() if not name.startswith(("title", "subtitle"))}
    titles = {"title": Text(title), f"title_{ENGLISH.tag}": Text("" if book.language == ENGLISH.tag else english)}
    fields = kept | {key: text for key, text in (titles | more).items() if text}
    return replace(book, kind=kind, name=name, fields=fields)


def _web_address(settings: Settings, language: str, page: str) -> str:
    return f"{settings.base_url.rstrip('/')}/{language}/{page}" if settings.base_url else ""


def dataset_title(package: DataPackage) -> str:
    """Return the title of the data package; empty where it has none."""
    return str(package.about.get("title", ""))


@cached_per_build
def english_titles(settings: Settings) -> dict[str, str]:
    """Return the first heading of each page of the English edition, if there is one; of notebooks only where English is the default language."""
    found = {}
    for docname in contents(settings) if ENGLISH.tag in settings.languages else ():
        path = settings.root / edition_docname(docname, settings, ENGLISH.tag)
        chapter, notebook = path.with_name(f"{path.name}.md"), path.with_name(f"{path.name}.ipynb")
        text = read_utf8(chapter) if chapter.is_file() else ""
        if settings.languages[0] == ENGLISH.tag and notebook.is_file():
            text = next((cell.source for cell in read_notebook(notebook).cells if cell.cell_type == "markdown"), "")
        tokens = _BLOCKS.parse(text)
        heading = next((after for token, after in pairwise(tokens) if (token.type, token.tag) == _TITLE), None)
        # Of one with a role the text is not known here.
        if heading and "{" not in heading.content:
            (inline,) = MarkdownIt().parseInline(heading.content)
            found[address(docname, settings)] = "".join(part.content for part in inline.children or ())
    return found


def book_of(app: Sphinx) -> Work:
    """Return the edition being built as a work."""
    context = get_context(app)
    return edition_work(context.settings, context.language, load_citation(app.srcdir), last_change(app.srcdir))


def dataset_of(app: Sphinx) -> Work | None:
    """Return the data of the book as a work; None where it has no data package."""
    if not (app.srcdir / DESCRIPTOR).is_file():
        return None
    return dataset_work(
        book_of(app), load_citation(app.srcdir).dataset, dataset_title(get_context(app).sources.package)
    )


def chapter_of(app: Sphinx, docname: str) -> Work | None:
    """Return the chapter ``docname`` as a work; None for the first page, which stands for the book, and for pages without a document."""
    if docname == app.config.root_doc or docname not in app.env.found_docs:
        return None
    settings = get_context(app).settings
    page, title = address(docname, settings), app.env.titles.get(docname)
    return chapter_work(
        settings, book_of(app), page, plain_text(title) if title else "", english_titles(settings).get(page, "")
    )


def setup_edition_works(app: Sphinx) -> None:
    """Set the options of the PDF builder that follow from ``press_citation``, unless the book sets them itself.

    Rebuild pages when the title of their chapter changes in the English edition, whose text is not part of this one.
    """
    app.connect("config-inited", _set_typst_options, priority=_AFTER_CITING)
    app.connect("env-get-updated", _follow_titles)


def _follow_titles(app: Sphinx, env: BuildEnvironment) -> list[str]:
    settings = get_context(app).settings
    now = {docname: english_titles(settings).get(address(docname, settings), "") for docname in env.found_docs}
    return pages_to_write(env, "its title in English", now)


def _set_typst_options(app: Sphinx, config: Config) -> None:
    book, citation, translate = book_of(app), load_citation(app.srcdir), get_translation(config.language)
    options = {
        "typst_date": edition_line(book, translate),
        "typst_author": [author.full for author in book.authors],
        "typst_imprint": imprint(book, citation, translate),
        "typst_description": citation.based_on.get(book.language, ""),
    }
    for name, value in options.items():
        if value and not config[name]:
            config[name] = value


def edition_line(book: Work, translate: Translate) -> str:
    """Return version and date; unknown ones are left out."""
    return _in_line(_version(book, translate), _day(book))


def byline(book: Work, translate: Translate) -> str:
    """Return who made the edition, the day, and the version; a book that names no authors has its editors."""
    who = ", ".join(author.full for author in book.authors) or translate("Editors")
    return _in_line(who, _day(book), release_line(book, translate))


def release_line(book: Work, translate: Translate) -> str:
    """Return version and commit of a release; anything else is called a working draft."""
    return _in_line(_version(book, translate), commit_words(book, translate))


def commit_words(book: Work, translate: Translate) -> str:
    """Return the abbreviated commit of a release in words, or that it is none."""
    return translate("commit %s") % book.commit[:_SHORT] if book.commit else translate("working draft")


def _version(book: Work, translate: Translate) -> str:
    version = book.text("version")
    return translate("Version %s") % version if version else ""


def _day(book: Work) -> str:
    return spell_iso(book.date, book.language)


def _in_line(*parts: str) -> str:
    return " · ".join(filter(None, parts))


def imprint(book: Work, citation: CitationSettings, translate: Translate) -> list[tuple[str, str]]:
    """Return the entries of the imprint as label and text; a label may be empty."""
    edition = _in_line(edition_line(book, translate), commit_words(book, translate))
    licence = citation.rights(book.language) or translate("No licence has been chosen for this edition yet.")
    facts = [
        ("", book.with_subtitle()),
        ("", citation.based_on.get(book.language, "")),
        (translate("Edition"), edition),
        (translate("Publisher"), ": ".join(filter(None, [book.text("location"), book.text("publisher")]))),
        (translate("Address"), book.text("url")),
        (translate("Licence"), licence),
        (translate("How to cite"), str(STYLES[profile_of(book.language).citation_style].cite(book))),
    ]
    return [(label, text) for label, text in facts if text]
