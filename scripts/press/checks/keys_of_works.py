"""Tell of works whose key spells the family name of the first author almost as the work does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

from bibtexparser.model import Entry
from docutils.nodes import make_id
from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.source_files import bibliography_files
from press.data.references import read_library
from press.edition.context import get_context, warn

_KIND = "key"
# How much of two names has to be the same for one to be meant as the other, as SequenceMatcher measures it.
_LIKE = 0.8
# Keys that begin otherwise, such as "who2019", are no names.
_SHORTEST = 5


def setup_keys_of_works(app: Sphinx) -> None:
    """Register the listener that tells of them, in the run of the first edition."""
    app.connect("env-before-read-docs", _tell)


def _tell(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    settings = get_context(app).settings
    if get_context(app).language != settings.languages[0]:
        return
    for path, line, words in misspelt_names(settings.root):
        warn(f"{words} [press.{_KIND}]", f"{path}:{line}", _KIND)


def misspelt_names(root: Path) -> Iterator[tuple[Path, int, str]]:
    """Yield file, line and words for each work whose first author its key spells almost in the same way."""
    for path in bibliography_files(root):
        for entry in read_library(path).entries if path.is_file() else ():
            if name := _unlike(entry):
                line = (entry.fields_dict["author"].start_line or 0) + 1
                words = (
                    f"the work '{entry.key}' is by '{name}', which its key spells otherwise; see which of both is right"
                )
                yield path, line, words


def _unlike(entry: Entry) -> str:
    """Return the family name of the first author of ``entry`` if its key has almost this name, else an empty text."""
    authors = str(entry.fields_dict["author"].value) if "author" in entry.fields_dict else ""
    if not authors or authors.startswith("{"):
        return ""
    first = Person(split_name_list(authors)[0])
    family = " ".join([*first.prelast_names, *first.last_names])
    key = re.match(r"[a-z]*", _letters(entry.key))
    named = key[0] if key else ""
    given = "".join(_letters(name)[:1] for name in first.first_names)
    spellings = [_letters(family), *map(_letters, first.last_names)]
    # A key may go on with the initials of the author.
    right = {spelling + given[:count] for spelling in spellings for count in range(len(given) + 1)}
    if len(named) < _SHORTEST or named in right:
        return ""
    is_like = any(SequenceMatcher(None, named, spelling).ratio() >= _LIKE for spelling in spellings)
    return family if is_like else ""


def _letters(name: str) -> str:
    """Return ``name`` in small letters of ASCII, and without what is none; ``ue`` and ``ü`` are the same."""
    plain = make_id(name).replace("-", "")
    return re.sub("([aou])e", r"\1", plain)
