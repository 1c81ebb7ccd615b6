"""Joins the editions, their PDFs, their EPUBs and the data into one site, and puts it in place in one move."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from press.alternates import root_tags, write_sitemap
from press.file_sizes import size_of, write_sizes
from press.fingerprint import press_fingerprint
from press.kept import Kept
from press.message_pages import write_message_pages
from press.offline import write_worker
from press.outputs import SHARED, Site, edition_output, pdf_name, shared_output, site_of
from press.search_index import index_site
from press.settings import Settings
from press.site_finish import finish_site
from press.words import words

_TEMPLATES = Path(__file__).parent / "templates"
# What the page at the root needs beside it.
_ROOT_FILES = ("root.css", "root.js")
# Left by Sphinx for its own use, and its own search; readers need none of it.
_SPHINX_SEARCH = ("search.html", "searchindex.js", "searchtools.js", "language_data.js")
_NOT_PUBLISHED = shutil.ignore_patterns(
    ".buildinfo*", "objects.inv", "reports", "*webpack-macros.html", "locales", "*.map", *_SPHINX_SEARCH
)


def join_site(settings: Settings, *, last_index: bool = False) -> Site:
    """Assemble the site beside the last one, then swap them, so that no half-made site is ever seen.

    A site that will be joined again in a moment does with the ``last_index`` of the search.
    """
    new = _new(settings)
    _assemble(settings, new, shutil.copy2)
    for language in settings.languages:
        write_sizes(new, language)
    index_site(new, settings.languages, index_cache(settings), last=last_index)
    write_worker(new, settings.slug)
    _swap(new, settings.build / "site")
    return site_of(settings)


def join_ahead(settings: Settings) -> None:
    """Do what takes long of joining a site and needs no PDF and no EPUB, and keep it for `join_site`."""
    new = _new(settings)
    _assemble(settings, new, lambda _, target: target.touch())
    index_site(new, settings.languages, index_cache(settings))


def _new(settings: Settings) -> Path:
    """Where a site is put together."""
    return settings.build / "site.new"


def _assemble(settings: Settings, new: Path, copy_book: Callable[[Path, Path], object]) -> None:
    """Put together and finish, in the folder ``new``, all but what depends on other files of the site."""
    shutil.rmtree(new, ignore_errors=True)
    for language in settings.languages:
        shutil.copytree(edition_output(settings, language, "html"), new / language, ignore=_NOT_PUBLISHED)
    shutil.copytree(shared_output(settings), new / SHARED)
    files = [_book_file(path, new) for path in book_files(settings)]
    for source, target in zip(book_files(settings), files, strict=True):
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_book(source, target)
    pdfs, epubs = ([path for path in files if path.suffix == f".{kind}"] for kind in ("pdf", "epub"))
    (new / "index.html").write_text(root_page(settings, pdfs, epubs), encoding="utf-8")
    for name in _ROOT_FILES:
        shutil.copy2(_TEMPLATES / name, new / name)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_message_pages(settings, new)
    kept = Kept(settings.build / "press" / "pages.pickle", press_fingerprint())
    finish_site(new, kept)
    kept.save()


def index_cache(settings: Settings) -> Path:
    """Where the search indexes are kept from one build to the next."""
    return settings.build / "press" / "search"


def book_files(settings: Settings) -> list[Path]:
    """The PDFs and the EPUBs, where Sphinx writes them."""
    return [
        edition_output(settings, language, builder) / f"{pdf_name(settings, language)}.{ending}"
        for builder, ending in (("typst", "pdf"), ("epub", "epub"))
        for language in settings.languages
    ]


def _book_file(source: Path, new: Path) -> Path:
    """Where a whole book stands: in the folder of the site that is named like the ending of the file."""
    return new / source.suffix[1:] / source.name


def _swap(new: Path, site: Path) -> None:
    old = site.with_name("site.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def root_page(settings: Settings, pdfs: list[Path], epubs: list[Path]) -> str:
    """The page at the root of the site, which offers the editions, each in its own language."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True)
    editions = [
        {
            "language": edition.language,
            "name": edition.name,
            "title": edition.title,
            "subtitle": edition.subtitle,
            "files": [_offered(path, edition.language) for path in files],
            "remembered": words(edition.language)("You read in this language last time"),
        }
        for edition, *files in zip(settings.editions, pdfs, epubs, strict=True)
    ]
    tags = [Markup(tag) for tag in root_tags(settings)]
    return environment.get_template("root.html").render(editions=editions, icon=settings.icon, alternates=tags)


def _offered(path: Path, language: str) -> dict[str, str]:
    """What the root page says of a file of the whole book: its address, its kind, its size."""
    kind = path.parent.name
    return {"href": f"{kind}/{path.name}", "kind": words(language)(kind.upper()), "size": size_of(path, language)}
