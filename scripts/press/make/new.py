"""Write a new book: a copy of the small one in ``template``, in the languages asked for, under a title of its own."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

import pandas as pd
import yaml

from press.core.errors import PressError, machine_fault
from press.core.reading import load_yaml
from press.core.resources import press_path

_LANGUAGES = "languages.yml"
# Files with places, such as $title, for what is asked; in the others a dollar is a dollar.
_WITH_PLACES = ("_config.yml", "_toc.yml", "README.md", "pyproject.toml", "data/datapackage.json")
_HEAD = 'msgid ""\nmsgstr ""\n"Language: {}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'


def new_book(folder: Path, languages: Sequence[str] = (), title: str = "") -> None:
    """Write a book into ``folder``, which is missing or empty; by default in all languages, with a title in each.

    The first language is the default one, in which notebooks and contents are written. Raises PressError, and writes nothing,
    where the folder holds something or press has no book in a language.
    """
    template = press_path("template")
    known = load_yaml(template / _LANGUAGES)
    languages = languages or list(known)
    for tag in languages:
        if tag not in known:
            message = f"press writes no new book in '{tag}', only in {', '.join(known)}"
            remedy = "write tags of these with commas, then add others as docs/your-own-book.md of press tells"
            raise PressError(message, remedy=remedy)
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            message = "no book is written here, because something is there already"
            raise PressError(message, file=folder, remedy="name a folder that does not exist, or an empty one")
        with tempfile.TemporaryDirectory(prefix="press-new-") as scratch:
            book = Path(shutil.copytree(template, Path(scratch) / "book", ignore=shutil.ignore_patterns(_LANGUAGES)))
            for tag in set(known) - set(languages):
                shutil.rmtree(book / "book" / tag)
            _fill_places(book, folder.name, {tag: known[tag] for tag in languages}, title)
            of_template, *_ = known.values()
            _write_catalogues(book, {tag: known[tag]["words"] for tag in languages}, of_template["words"])
            vocabulary = book / "data" / "vocabulary" / "words.csv"
            columns = pd.read_csv(vocabulary, dtype=str, keep_default_na=False)[["code", *languages]]
            columns.to_csv(vocabulary, index=False, lineterminator="\n")
            # An empty folder stays, as somebody may be in it.
            shutil.copytree(book, folder, dirs_exist_ok=True)
    except OSError as error:
        message, remedy = f"no book can be written here: {error.strerror}", "name another folder"
        raise machine_fault(error) or PressError(message, file=folder, remedy=remedy) from error


def _fill_places(book: Path, name: str, editions: Mapping[str, Mapping[str, Any]], title: str) -> None:
    """Fill the places in settings, contents and papers of the ``book``, whose folder is to have the ``name``."""
    titles = {tag: {"name": texts["name"], "title": title or texts["title"]} for tag, texts in editions.items()}
    first = next(iter(titles))
    heading = titles[first]["title"]
    places = {
        "language": first,
        "heading": heading,
        "title": _yaml(heading),
        "description": json.dumps(heading, ensure_ascii=False)[1:-1],
        "editions": "".join(f"      {line}\n" for line in _yaml(titles).splitlines()),
        "slug": re.sub("[^a-z0-9]+", "-", name.lower()).strip("-") or "book",
        "press": _requirement(),
    }
    for path in (book / name for name in _WITH_PLACES):
        _write(path, Template(path.read_text(encoding="utf-8")).substitute(places))


def _write_catalogues(book: Path, texts: Mapping[str, Sequence[str]], of_template: Sequence[str]) -> None:
    """Have contents and notebooks speak the first language, and write the catalogues of the others."""
    (_, first), *others = texts.items()
    for path in (book / "_toc.yml", *(book / "book" / "notebooks").iterdir()):
        text = path.read_text(encoding="utf-8")
        for old, new in zip(of_template, first, strict=True):
            text = text.replace(old, new)
        _write(path, text)
    for tag, translations in others:
        pairs = zip(first, translations, strict=True)
        messages = [f'\nmsgid "{original}"\nmsgstr "{translation}"\n' for original, translation in pairs]
        catalogue = book / "book" / "locale" / tag / "LC_MESSAGES" / "notebooks.po"
        catalogue.parent.mkdir(parents=True)
        _write(catalogue, _HEAD.format(tag) + "".join(messages))


def _yaml(value: Any) -> str:
    # PyYAML writes an end of document after a value that is no collection.
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=1000).removesuffix("...\n").rstrip()


def _requirement() -> str:
    """Return press as the next installer finds it: where it is installed from, which the last one has noted (PEP 610)."""
    press = importlib.metadata.distribution("editions-press")
    origin = json.loads(press.read_text("direct_url.json") or "{}")
    if not origin:
        return f"editions-press=={press.version}"
    git = origin.get("vcs_info")
    url = f"{git['vcs']}+{origin['url']}@{git['commit_id']}" if git else origin["url"]
    return f"editions-press @ {url}" + (f"#subdirectory={origin['subdirectory']}" if "subdirectory" in origin else "")


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
