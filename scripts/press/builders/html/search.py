"""Make the search index of each edition with Pagefind, from its finished pages, and configure the search dialog."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

from deflate import gzip_compress
from lxml import html
from lxml.etree import _Element
from pagefind_bin import get_executable
from sphinx.application import Sphinx

from press.builders.html.head import NO_INDEX
from press.core.digests import files_in, read_stamp, write_stamp
from press.core.errors import PressError
from press.core.files import short_hash, write_whole
from press.edition.context import format_of, get_context
from press.language.number_phrases import plural_words
from press.language.registry import profile_of

# Soft hyphens, and what joins a sign to its word.
_UNSEEN = re.compile("[\u00ad\u2060]")
_DROPPED_TAGS = {"script", "style", "template", "svg", "dialog", "button", "select", "input", "label"}
_DROPPED_CLASSES = {
    # Program code is not prose, nor is its output: chapters and tables say what was found.
    *("press-code", "cell_input", "text_plain", "highlight", "press-frame", "dataframe"),
    # The table of a chart is searched, not the notes on its files and sources.
    *("press-faces-bar", "press-face-data"),
    "headerlink",
}
# Ids of headings without a label, in editions whose titles docutils cannot turn into ids.
_NUMBERED = re.compile(r"id\d+")
# A space within a number would make two words, of which the first is found everywhere. The dialog restores it.
_GROUPED = re.compile(r"(?<=\d)[\u00a0\u202f](?=\d{3}(?!\d))")
GROUP_MARK = "\u2027"
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# The folder of an edition that holds its index.
BUNDLE = "pagefind"
# The folder of the prepared pages beside it, and what else they depend on.
_SEARCHED, _TOOLS = "pages", ("Pagefind", "this module")
# How many word locations a chunk of the index holds. Pagefind's own 20 000 make chunks of 40 kB, of which a query loads one a word.
_CHUNK_SIZE = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "1000"}
# The highest level of libdeflate.
_TIGHTEST = 12
# Pagefind writes its own interfaces and a worker beside the index; the dialog of press needs none of them.
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js", "pagefind-worker.js")
# Messages of the dialog, by the key that its script uses.
_WORDS = {
    "searching": "Searching…",
    "nothing": "Nothing found for “{query}”.",
    "others": "The same words in the other languages:",
    "more": "Show more",
}
_HINT = "Words in any form, or a number as it is written; words in quotation marks are searched for exactly."
_FOUND = ("{count} page found", "{count} pages found")
_PAGES = ("{count} page", "{count} pages")


def searched_page(page: bytes, language: str) -> bytes | None:
    """Return a small page with what is searched of ``page`` (UTF-8 HTML); None where it has no article.

    Headings have the ids of their sections, so that a result can lead to the section. Soft hyphens and
    signs are removed, and the digits of a number are one word.
    """
    articles = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8")).xpath("//article")
    if not articles:
        return None
    article = articles[0]
    # Chapters, which say what was found in notebooks, rank first.
    if article.find_class("cell_input"):
        article.set("data-pagefind-weight", "0.2")
    for element in list(article.iter("*")):
        # A sign that is not read aloud would be punctuation of its sentence.
        is_sign = element.get("aria-hidden") == "true"
        if is_sign or element.tag in _DROPPED_TAGS or not _DROPPED_CLASSES.isdisjoint(element.get("class", "").split()):
            element.drop_tree()
    for section in article.iter("section"):
        _address_heading(section)
    for element in article.iter():
        if element.tag not in _HEADINGS:
            element.attrib.pop("id", None)
    body = _GROUPED.sub(GROUP_MARK, _UNSEEN.sub("", html.tostring(article, encoding="unicode")))
    return f'<!doctype html><html lang="{language}"><head></head><body>{body}</body></html>'.encode()


def _address_heading(section: _Element) -> None:
    """Move the id of ``section`` to its heading, or a label where the section's id is one that docutils has numbered."""
    before = list(takewhile(lambda child: child.tag not in _HEADINGS, section))
    heading = section[len(before)] if len(before) < len(section) else None
    addresses = [element.attrib.pop("id") for element in (section, *before) if "id" in element.attrib]
    labels = [address for address in addresses if not _NUMBERED.fullmatch(address)]
    if heading is not None and addresses and heading.tag != "h1":
        heading.set("id", (labels or addresses)[0])


def index_edition(folder: Path, language: str, cache: Path) -> None:
    """Write the index of the pages in ``folder`` to ``folder/pagefind``.

    None where no page has anything to search.
    """
    make_index(folder, language, cache)
    shutil.rmtree(folder / BUNDLE, ignore_errors=True)
    if (cache / BUNDLE).is_dir():
        shutil.copytree(cache / BUNDLE, folder / BUNDLE)


def make_index(folder: Path, language: str, cache: Path) -> None:
    """Index the pages in ``folder`` into ``cache``, unless they, Pagefind and what prepares pages for it are as they were.

    The cache keeps the prepared pages, so that only those that have changed are parsed.
    """
    contents = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}
    pages = {name: page for name, page in contents.items() if name[0] != "_" and NO_INDEX.encode() not in page}
    bundle, stamp = cache / BUNDLE, cache / "stamp.json"
    inputs = dict(zip(_TOOLS, (version("pagefind-bin"), short_hash(Path(__file__).read_bytes())), strict=True))
    inputs |= {name: short_hash(page) for name, page in pages.items()}
    before = read_stamp(stamp) or {}
    if before == {**inputs, **files_in(bundle)}:
        return
    stamp.unlink(missing_ok=True)
    shutil.rmtree(bundle, ignore_errors=True)
    searched = cache / _SEARCHED
    kept = {name for name, digest in inputs.items() if before.get(name) == digest}
    if not kept.issuperset(_TOOLS):
        shutil.rmtree(searched, ignore_errors=True)
    for path in list(searched.rglob("*.html")):
        if path.relative_to(searched).as_posix() not in kept:
            path.unlink()
    for name, page in pages.items():
        if not (searched / name).is_file() and (text := searched_page(page, language)):
            write_whole(searched / name, text)
    if any(searched.rglob("*.html")):
        _run_pagefind(cache)
    write_stamp(stamp, {**inputs, **files_in(bundle)})


def _run_pagefind(cache: Path) -> None:
    """Index the pages in ``cache`` into the folder of the bundle beside them, the same bytes for the same pages."""
    bundle = cache / BUNDLE
    command = [get_executable(), "--site", _SEARCHED, "--output-path", BUNDLE, "--keep-index-url", "--silent"]
    run = subprocess.run(command, cwd=cache, env=os.environ | _CHUNK_SIZE, capture_output=True, text=True, check=False)
    if run.returncode:
        fault = run.stderr.strip() or run.stdout.strip() or f"Pagefind was ended (code {run.returncode})"
        remedy = "build again; if it fails again, install the locked packages anew (remove .venv, then make book)"
        raise PressError(f"the search index could not be made: {fault}", remedy=remedy)
    # Pagefind writes its metadata in arbitrary order, and files that are not used.
    entry = bundle / "pagefind-entry.json"
    content = json.loads(entry.read_text(encoding="utf-8"))
    entry.write_text(json.dumps(content, sort_keys=True), encoding="utf-8")
    programs = {f"wasm.{index['wasm'] or 'unknown'}.pagefind" for index in content["languages"].values()}
    spare = {path for path in bundle.glob("wasm.*") if path.name not in programs}
    for path in spare.union(*(bundle.glob(pattern) for pattern in _UNUSED)):
        path.unlink()
    # The WebAssembly of the search is most of what a reader downloads.
    (program,) = bundle.glob("wasm.*.pagefind")
    program.write_bytes(gzip_compress(gzip.decompress(program.read_bytes()), _TIGHTEST))


def setup_search(app: Sphinx) -> None:
    """Connect the listener that writes the data of the dialog and indexes a plain book."""
    app.connect("build-finished", _write_data)


def _write_data(app: Sphinx, exception: Exception | None) -> None:
    """Write the data of the dialog.

    Index a book that is built by itself, as editions are indexed when they are joined into a site.
    """
    if exception is not None or not format_of(app.builder).is_site:
        return
    folder, siblings, context = Path(app.outdir, "_static", "search"), app.config.press_siblings, get_context(app)
    # Addresses are relative to the file that holds them.
    settings = {
        "index": _index(context.language, "../../"),
        "hint": context.translate(_HINT),
        "words": {name: context.translate(english) for name, english in _WORDS.items()},
        "found": plural_words(context.language, *_FOUND),
        "others": [
            {
                **_index(language, f"../../../{language}/"),
                "name": context.settings.edition(language).name,
                "pages": plural_words(language, *_PAGES),
                "href": f"../../../{language}/index.html",
            }
            for language in siblings
            if language != context.language
        ],
    }
    data = json.dumps(settings, ensure_ascii=False, indent=1)
    (folder / "data.js").write_text(f"export default {data};\n", encoding="utf-8")
    for language in dict.fromkeys([app.config.language, *siblings]):
        if rule := profile_of(language).stems:
            shutil.copyfile(rule, folder / _stems(language))
    if not siblings:
        index_edition(Path(app.outdir), app.config.language, Path(app.doctreedir) / "press-search")


def _index(language: str, edition: str) -> dict[str, str]:
    """Return the address of an edition's index, and the file with stemming rules if Pagefind has none for the language."""
    stems = {"stems": _stems(language)} if profile_of(language).stems else {}
    return {"language": language, "bundle": f"{edition}{BUNDLE}/", **stems}


def _stems(language: str) -> str:
    return f"stems-{language}.js"
