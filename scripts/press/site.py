"""Joins the editions, their PDFs and the data into one site, and puts it in place in one move."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from press.alternates import root_tags, write_sitemap
from press.file_sizes import size_of, write_sizes
from press.message_pages import write_message_pages
from press.offline import write_worker
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

# What all editions load, beside them.
SHARED = "shared"


@dataclass(frozen=True)
class Site:
    """The finished site and its PDFs."""

    folder: Path
    pdfs: list[Path]


def edition_output(settings: Settings, language: str, builder: str) -> Path:
    """Where Sphinx writes one edition for ``builder``."""
    return settings.build / "press" / language / builder


def pdf_name(settings: Settings, language: str) -> str:
    """Name of an edition's PDF, without ``.pdf``."""
    return f"{settings.slug}.{language}"


def join_site(settings: Settings) -> Site:
    """Assemble the site beside the last one, then swap them, so that no half-made site is ever seen."""
    new = settings.build / "site.new"
    shutil.rmtree(new, ignore_errors=True)
    for language in settings.languages:
        edition = edition_output(settings, language, "html")
        shutil.copytree(edition, new / language, ignore=_NOT_PUBLISHED)
        shutil.copytree(edition.with_name(SHARED), new / SHARED, dirs_exist_ok=True)
    pdfs = [_copy_pdf(settings, language, new / "pdf") for language in settings.languages]
    (new / "index.html").write_text(root_page(settings, pdfs), encoding="utf-8")
    for name in _ROOT_FILES:
        shutil.copy2(_TEMPLATES / name, new / name)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_message_pages(settings, new)
    for language in settings.languages:
        write_sizes(new, language)
    finish_site(new)
    index_site(new, settings.languages, settings.build / "press" / "search")
    write_worker(new, settings.slug)
    _swap(new, settings.build / "site")
    return Site(settings.build / "site", [settings.build / "site" / "pdf" / pdf.name for pdf in pdfs])


def _copy_pdf(settings: Settings, language: str, folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    source = edition_output(settings, language, "typst") / f"{pdf_name(settings, language)}.pdf"
    return Path(shutil.copy2(source, folder))


def _swap(new: Path, site: Path) -> None:
    old = site.with_name("site.old")
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    new.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def root_page(settings: Settings, pdfs: list[Path]) -> str:
    """The page at the root of the site, which offers the editions, each in its own language."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True)
    editions = [
        {
            "language": edition.language,
            "name": edition.name,
            "title": edition.title,
            "subtitle": edition.subtitle,
            "pdf": f"pdf/{pdf.name}",
            "size": size_of(pdf, edition.language),
            "download": words(edition.language)("PDF"),
            "remembered": words(edition.language)("You read in this language last time"),
        }
        for edition, pdf in zip(settings.editions, pdfs, strict=True)
    ]
    tags = [Markup(tag) for tag in root_tags(settings)]
    return environment.get_template("root.html").render(editions=editions, icon=settings.icon, alternates=tags)
