"""Joins the editions, their PDFs and the data into one site, and puts it in place in one move."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from press.quantities import spell_number
from press.search_index import index_site
from press.settings import Settings
from press.site_finish import finish_site
from press.words import words

_TEMPLATES = Path(__file__).parent / "templates"
# Left by Sphinx for its own use, and its own search; readers need none of it.
_SPHINX_SEARCH = ("search.html", "searchindex.js", "searchtools.js", "language_data.js")
_NOT_PUBLISHED = shutil.ignore_patterns(
    ".buildinfo*", "objects.inv", "reports", "*webpack-macros.html", "locales", "*.map", *_SPHINX_SEARCH
)


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
        shutil.copytree(edition_output(settings, language, "html"), new / language, ignore=_NOT_PUBLISHED)
    pdfs = [_copy_pdf(settings, language, new / "pdf") for language in settings.languages]
    (new / "index.html").write_text(root_page(settings, pdfs), encoding="utf-8")
    (new / ".nojekyll").touch()
    finish_site(new)
    index_site(new, settings.languages, settings.build / "press" / "search")
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
            "size": _size(pdf, edition.language),
            "download": words(edition.language)("PDF"),
        }
        for edition, pdf in zip(settings.editions, pdfs, strict=True)
    ]
    return environment.get_template("root.html").render(editions=editions, icon=settings.icon)


def _size(path: Path, language: str) -> str:
    """The size of a file; CLDR's own Kazakh abbreviation mixes alphabets, so the word comes from our catalogue."""
    number = spell_number(round(Decimal(path.stat().st_size) / 1_000_000, 1), language)
    return f"{number}\u00a0{words(language)('MB')}"
