"""Whatever press says, a book can say otherwise: no page, file, card, PDF, EPUB or citation goes past the book's own ``press.po``."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePosixPath

import nbformat
import pikepdf
import pymupdf
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from support.small_books import append, copy_book, replace

from press.language.profile import LOCALE_DIR
from press.make.book import build_book

DOMAINS = ("press", "bibliography", "typst")
LANGUAGES = {"en": "Rain.", "ru": "Дождь."}
# What each word of press begins with in this test, and each of the book's own.
OF_PRESS, OWN = "†", "§"

EXTENSION = """
def setup_press():
    from press.core.registry import extend

    extend("language", "marked_languages:LANGUAGES")


def setup(app):
    return {}
"""
RECORDS = """
from dataclasses import replace
from pathlib import Path, PurePosixPath

from press.language.profiles.en import ENGLISH
from press.language.profiles.ru import RUSSIAN

LANGUAGES = {one.tag: replace(one, locale_dir=Path(__file__).parent / "locale") for one in (ENGLISH, RUSSIAN)}
"""
# What shows words that the chapters of the small book do not.
MORE = """
:::{datatable} rain/hedged
:name: tab-hedged
$caption
:::

:::{editors}
{number}`rain/total approx=about`, {number}`rain/total approx=almost`[^note]
:::

[^note]: {cite:t}`roe2020`, {cite:t}`many`, {cite:p}`part`, {cite:p}`thesis`, {cite:p}`edited`

```{datazip}
```

```{notebookzip}
```
"""
# Of these words the notebook keeps those for the hedge.
HEDGED = """
import pandas as pd

hedged = pd.DataFrame({"days": [12], "unit": ["count"], "scale": [""], "city": ["about"]})
publish.table("hedged", hedged, sources=["rain"], quantities={"days": ("unit", "scale", "city")})
"""
WORKS = """
@online{roe2020, author = {Roe, A.}, title = {Rain}, url = {https://example.org/rain}, urldate = {2026-01-02}, keywords = {unresolved}}
@article{many, author = {Aa, A. and Bb, B. and Cc, C. and Dd, D. and Ee, E.}, title = {Fog}, journal = {Air}, year = {2000}, volume = {1},
  number = {2}, pages = {3--4}, langid = {russian}}
@incollection{part, author = {Ff, F.}, editor = {Gg, G.}, title = {Dew}, booktitle = {Water}, publisher = {A press}, edition = {2}, year = {2001},
  pages = {5--6}, langid = {russian}}
@phdthesis{thesis, author = {Hh, H.}, title = {Hail}, school = {A school}, year = {2002}, pagetotal = {7}}
@book{edited, editor = {Ii, I. and Jj, J.}, title = {Snow}, publisher = {A press}, year = {2003}}
"""
CITATION = """
    press_repository: https://example.org/weather
    typst_lists: [figures, tables]
    press_citation:
      publisher: A press
"""


def words_of_press(domain: str) -> Catalog:
    with (LOCALE_DIR / "ru" / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return read_po(file)


def write_words(folder: Path, language: str, name: str, domains: tuple[str, ...], mark: str) -> None:
    """Write a catalogue in which all words of ``domains`` begin with ``mark``."""
    catalogue = Catalog(locale=language)
    for message in (message for domain in domains for message in words_of_press(domain) if message.id):
        said = message.id if language == "en" else message.string
        marked = f"{mark}{said}" if isinstance(said, str) else tuple(f"{mark}{form}" for form in said)
        catalogue.add(message.id, marked)
    path = folder / language / "LC_MESSAGES" / f"{name}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue)


@pytest.fixture(scope="module")
def weather(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small book whose words are all its own: built with those of press, and once more when it has a ``press.po`` for each language."""
    root = copy_book("weather", tmp_path_factory.mktemp("words"))
    extensions = root / "extensions"
    extensions.mkdir()
    (extensions / "marked.py").write_text(EXTENSION, encoding="utf-8")
    (extensions / "marked_languages.py").write_text(RECORDS, encoding="utf-8")
    for language, caption in LANGUAGES.items():
        for domain in DOMAINS:
            write_words(extensions / "locale", language, domain, (domain,), OF_PRESS)
        chapter = root / "book" / language / "rain.md"
        replace(chapter, "\n```{bibliography}", f"{MORE.replace('$caption', caption)}\n```{{bibliography}}")
    settings = root / "_config.yml"
    replace(settings, "  config:\n", "  local_extensions: {marked: extensions}\n  config:\n")
    replace(settings, "    press_names: []", CITATION.strip("\n"))
    append(root / "references.bib", WORKS)
    notebook = root / "book" / "notebooks" / "rain.ipynb"
    cells = nbformat.read(notebook, as_version=4)
    cells.cells.append(nbformat.v4.new_code_cell(HEDGED, id="rain-03"))
    nbformat.write(cells, notebook)
    build_book(root, lambda line: None)
    for language in LANGUAGES:
        write_words(root / "book" / "locale", language, "press", DOMAINS, OWN)
    build_book(root, lambda line: None)
    return root


def texts_in(name: str, content: bytes) -> Iterator[str]:
    """Yield what a published file says: text, the files in an archive, all words of a PDF."""
    if name.endswith((".zip", ".epub", ".xlsx")):
        with zipfile.ZipFile(BytesIO(content)) as archive:
            for member in archive.namelist():
                yield from texts_in(member, archive.read(member))
    elif name.endswith(".pdf"):
        with pymupdf.open(stream=content) as pdf:
            yield from (page.get_text() for page in pdf)
        with pikepdf.open(BytesIO(content)) as pdf:
            values = (value for each in pdf.objects if isinstance(each, pikepdf.Dictionary) for value in each.values())
            yield "\n".join(str(value) for value in values if isinstance(value, pikepdf.String))
    elif name.endswith((".html", ".xhtml", ".opf", ".ncx", ".xml", ".js", ".json", ".md", ".csv", ".txt", ".svg")):
        yield content.decode("utf-8")


def said(root: Path) -> dict[str, str]:
    site = root / "_build" / "site"
    files = (path for path in sorted(site.rglob("*")) if path.is_file())
    return {path.relative_to(site).as_posix(): "\n".join(texts_in(path.name, path.read_bytes())) for path in files}


# By the path of a file, a word in it: each place in which press says something is looked at.
SEEN = {
    "index.html": "Read",
    "404.html": "Page not found",
    "offline.html": "You are offline",
    "en/index.html": "Search the book",
    "en/_downloads/results/rain-hedged-table.en.csv": "about",
    "en/rain.html": "Note ",
    "ru/rain.html": "Текст : электронный",
    "en/notebooks/rain.html": "Show all code",
    "en/number/rain.total.html": "In the book:",
    "pdf/weather.en.pdf": "Contents",
    "epub/weather.en.epub": "Title page",
    "shared/weather-data.en.xlsx": "About the tables",
    "shared/weather-data.zip": "How to cite",
}


def test_no_word_of_press_goes_past_the_book(weather: Path) -> None:
    texts = {name: text.partition(OF_PRESS) for name, text in said(weather).items()}
    assert {name: rest[:60] for name, (_, mark, rest) in texts.items() if mark} == {}


@pytest.mark.parametrize("path", SEEN)
def test_words_of_the_book_stand_wherever_press_says_something(weather: Path, path: str) -> None:
    shown = [text for name, text in said(weather).items() if PurePosixPath(name).match(path)]
    assert any(f"{OWN}{SEEN[path]}" in text for text in shown)
