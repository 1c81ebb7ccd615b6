"""The pages of all editions with what they load, joined and finished in a folder of their own, of which sites are made."""

from __future__ import annotations

import shutil
from pathlib import Path, PurePosixPath

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from press.alternates import root_tags, write_sitemap
from press.block_proof import prove_blocks
from press.fingerprint import press_fingerprint
from press.folders import is_copy, listing, share, swap
from press.inputs import Inputs, read_stamp, stamp_file, write_stamp
from press.kept import Kept
from press.message_pages import write_message_pages
from press.outputs import PAGES, SHARED, book_files, edition_output, shared_output
from press.resources import press_path
from press.search_index import make_indexes
from press.settings import Settings
from press.site_finish import finish_site
from press.words import words

_TEMPLATES = press_path("templates")
# What the page at the root needs beside it.
_ROOT_FILES = ("root.css", "root.js")
# Left by Sphinx for its own use, and its own search; readers need none of it.
_SPHINX_SEARCH = ("search.html", "searchindex.js", "searchtools.js", "language_data.js")
_NOT_PUBLISHED = shutil.ignore_patterns(
    ".buildinfo*", "objects.inv", "reports", "*webpack-macros.html", "locales", "*.map", *_SPHINX_SEARCH
)


def join_pages(settings: Settings) -> None:
    """Join the pages, and index them."""
    finish_pages(settings)
    index_pages(settings)


def pages_folder(settings: Settings) -> Path:
    """Where the finished pages are, without the PDFs and EPUBs that they offer."""
    return settings.build / "press" / "pages"


def index_cache(settings: Settings) -> Path:
    """Where the search indexes are kept from one build to the next."""
    return settings.build / "press" / "search"


def are_joined(settings: Settings) -> bool:
    """Whether the pages were joined and indexed since an edition or what they share was made, and nothing of it is lost."""
    return read_stamp(stamp_file(settings, "pages")) == _joined(settings)


def _joined(settings: Settings) -> Inputs:
    """The files that are there when the pages are joined and indexed."""
    return {folder.name: listing(folder) for folder in (pages_folder(settings), index_cache(settings))}


def forget_joined(settings: Settings) -> None:
    """Have `are_joined` know that the pages will be out of date."""
    stamp_file(settings, "pages").unlink(missing_ok=True)


def finish_pages(settings: Settings) -> None:
    """Join the pages beside those of the last time, then swap them. Raises PressError where the editions have not the same blocks."""
    prove_blocks(settings)
    folder = pages_folder(settings)
    new = folder.with_name("pages.new")
    shutil.rmtree(new, ignore_errors=True)

    def place(source: str, target: str) -> None:
        last = folder / Path(target).relative_to(new)
        if is_copy(last, Path(source)):
            share(last, Path(target))
        else:
            shutil.copy2(source, target)

    for language in settings.languages:
        shutil.copytree(
            edition_output(settings, language, PAGES), new / language, ignore=_NOT_PUBLISHED, copy_function=place
        )
    shutil.copytree(shared_output(settings), new / SHARED, copy_function=place)
    (new / "index.html").write_text(root_page(settings), encoding="utf-8")
    for name in _ROOT_FILES:
        shutil.copy2(_TEMPLATES / name, new / name)
    write_sitemap(settings, new)
    (new / ".nojekyll").touch()
    write_message_pages(settings, new)
    kept = Kept(settings.build / "press" / "pages.pickle", press_fingerprint())
    finish_site(new, kept)
    kept.save()
    swap(new, folder)


def index_pages(settings: Settings) -> None:
    """Make the search indexes of the finished pages; after that, all is joined."""
    make_indexes(pages_folder(settings), settings.languages, index_cache(settings))
    write_stamp(stamp_file(settings, "pages"), _joined(settings))


def root_page(settings: Settings) -> str:
    """The page at the root of the site, which offers the editions, each in its own language."""
    environment = Environment(loader=FileSystemLoader(_TEMPLATES), autoescape=True, trim_blocks=True)
    editions = [
        {
            "language": edition.language,
            "name": edition.name,
            "title": edition.title,
            "subtitle": edition.subtitle,
            "files": [_offered(path, edition.language) for path in book_files(settings, edition.language)],
            "remembered": words(edition.language)("You read in this language last time"),
        }
        for edition in settings.editions
    ]
    tags = [Markup(tag) for tag in root_tags(settings)]
    return environment.get_template("root.html").render(editions=editions, icon=settings.icon, alternates=tags)


def _offered(path: str, language: str) -> dict[str, str]:
    """What the root page says of a file of the whole book: its address and its kind. Its size is written once it is there."""
    return {"href": path, "kind": words(language)(PurePosixPath(path).suffix[1:].upper())}
