"""Pack the notebooks of an edition as a ZIP file that runs in an empty folder, with data, locked packages and a wheel of press.

The book in it has the language of the edition alone, so that its notebooks show their results in it.
"""

from __future__ import annotations

import csv
import importlib.metadata
import os
import re
import tomllib
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import StringIO
from pathlib import Path

import nbformat
import yaml
from docutils import nodes
from nbformat import NotebookNode
from sphinx.util.docutils import SphinxDirective

from press.citation.edition_works import edition_work
from press.citation.settings import load_citation
from press.citation.styles import STYLES
from press.core.digests import files_below, noted_reads
from press.core.extensions import extension_files
from press.core.files import kept_zip, write_whole
from press.core.project import last_change
from press.core.reading import load_yaml, section
from press.core.resources import press_folder
from press.core.settings import CONFIG, EDITIONS, Settings
from press.core.text import read_utf8
from press.core.tracking import NOTEBOOK, note_dependency
from press.data.vocabulary import CODE, VOCABULARY_FOLDER
from press.directives.link_nodes import file_line
from press.edition.context import EditionContext, get_context
from press.language.catalogues import book_catalogue_path, book_translations
from press.language.quantities import size_in_words
from press.notebooks.results import HIDDEN_PREFIX, published
from press.notebooks.run import as_stored

PRESS = "editions-press"
# The metadata of an installed distribution that its wheel has too; the rest describes the installation.
_OF_WHEEL = ("METADATA", "WHEEL", "entry_points.txt", "top_level.txt", "licenses")
# A package of a lock file with its hashes, and comments that say why it is there.
_LOCKED = re.compile(r"^([\w.-]+).*\n(?:[ \t].*\n?)*", re.MULTILINE)
# The README; commands are the same in each language.
_README = (
    "The notebooks of this edition as they ran, with the data that they read.",
    "To run them anew you need Python ({versions}) and these three lines, in this folder:\n",
    "    python3 -m venv .venv",
    "    .venv/bin/python -m pip install -r requirements.txt",
    "    .venv/bin/jupyter execute --inplace {notebooks}/*.ipynb\n",
    "The second line fetches the packages, once. All numbers should be the same as before.",
    "To open and change the notebooks, install JupyterLab (`.venv/bin/python -m pip install jupyterlab`) and start it (`.venv/bin/jupyter lab`).",
    r"On Windows write `py` for `python3`, `.venv\Scripts` for `.venv/bin`, and each notebook by its name.",
)


class NotebookzipDirective(SphinxDirective):
    """Offer the notebooks as they ran, with all that runs them, as one file, in a line with its size, on pages only."""

    def run(self) -> list[nodes.Node]:
        """Return the paragraph with the link and the size of the file."""
        context, env = get_context(self.env.app), self.env
        settings, language = context.settings, context.language
        if not context.book.notebooks:
            raise self.error("the book has no notebooks to offer; remove this directive, or add one")
        # The file shows its size, so that the document is read again when anything in it has changed.
        for notebook in context.book.notebooks:
            note_dependency(NOTEBOOK, notebook.name)
        for path in (book_catalogue_path(settings, language), *_files(settings)):
            env.note_dependency(str(path))
        # Under a path that stays the same, and so its address.
        file = settings.build / "press" / "downloads" / f"{settings.slug}-notebooks.{language}.zip"
        write_whole(file, notebook_zip(context, file.stem).read_bytes())
        name = env.dlfiles.add_file(env.docname, file.relative_to(settings.root).as_posix())
        words = context.translate("The notebooks as they ran, with all that they need to run, as one file")
        size = size_in_words(file.stat().st_size, language)
        return [file_line(words, file.name, f"_downloads/{name}", size)]


def notebook_zip(context: EditionContext, folder: str) -> Path:
    """Return the file, with all in ``folder``: the same content is packed once and kept among the files of the build."""
    files = [(f"{folder}/{path}", content) for path, content in sorted(_contents(context))]
    return kept_zip(context.settings.build / "press" / "notebooks", files)


def _contents(context: EditionContext) -> Iterator[tuple[str, bytes]]:
    settings, language, root = context.settings, context.language, context.settings.root
    for path in _files(settings):
        content = path.read_bytes()
        if path.parent == root / VOCABULARY_FOLDER:
            # Not by pandas, which takes long to import.
            rows = csv.DictReader(StringIO(content.decode(), newline=""))
            words = StringIO()
            csv.writer(words, lineterminator="\n").writerows(
                [(CODE, language), *((row[CODE], row[language]) for row in rows)]
            )
            content = words.getvalue().encode()
        yield path.relative_to(root).as_posix(), content
    for item in context.book.notebooks:
        text = nbformat.writes(notebook_in(language, item.notebook, book_translations(settings, language)))
        yield item.path.relative_to(root).as_posix(), f"{text}\n".encode()
    sphinx = section(root / CONFIG, load_yaml(root / CONFIG), "sphinx")
    extensions = {key: sphinx[key] for key in ("extra_extensions", "local_extensions") if key in sphinx}
    config = {EDITIONS: {language: {"name": context.edition.name, "title": context.edition.title}}}
    settings_of_book = {"sphinx": {**extensions, "config": config}}
    yield CONFIG, yaml.safe_dump(settings_of_book, allow_unicode=True, sort_keys=False).encode()
    name, wheel = press_wheel(settings.build / "press" / "wheel")
    yield name, wheel
    yield "requirements.txt", requirements(root, name, sha256(wheel).hexdigest()).encode()
    yield "README.md", "\n".join([*_readme(context), ""]).encode()


def _files(settings: Settings) -> list[Path]:
    """Return the files of the book that its notebooks need: all data, its extensions, and what else they read."""
    root, reads = settings.root, (Path(os.path.normpath(path)) for path in noted_reads(settings))
    needed = {*files_below(root / "data"), *extension_files(root), *reads} - {root / CONFIG, *settings.notebooks}
    inside = (path for path in needed if path.is_relative_to(root) and not path.is_relative_to(press_folder()))
    return sorted(path for path in inside if path.is_file())


def notebook_in(language: str, notebook: NotebookNode, words: Mapping[str, str]) -> NotebookNode:
    """Return an executed ``notebook`` as a book in one ``language`` has it.

    Its prose has the ``words`` of a catalogue; each result is shown, once.
    """
    stored = as_stored(notebook)
    for cell in stored.cells:
        if cell.cell_type == "markdown":
            cell.source = "\n\n".join(_translated(block, words) for block in re.split(r"\n\s*\n", cell.source))
        for output in cell.get("outputs", [])[:]:
            press = output.get("metadata", {}).get("press", {})
            if press.get("language", language) != language:
                cell.outputs.remove(output)
            elif "language" in press:
                bundle = {mime.removeprefix(HIDDEN_PREFIX): data for mime, data in output.data.items()}
                output.data, output.metadata = map(nbformat.from_dict, published(press, bundle, is_shown=True))
    return stored


def _translated(block: str, words: Mapping[str, str]) -> str:
    """Return a heading, a paragraph or a list in the ``words`` of a catalogue, which has headings without signs, and single items."""
    if (joined := " ".join(block.split())) in words:
        return words[joined]
    lines = ((line, line.lstrip("#-* ")) for line in block.split("\n"))
    return "\n".join(line.removesuffix(text) + words.get(text, text) for line, text in lines)


def press_wheel(folder: Path) -> tuple[str, bytes]:
    """Return name and content of a wheel of press as it is installed, from its folder or from a wheel; it is stored in ``folder``."""
    press, source = importlib.metadata.distribution(PRESS), press_folder()
    name = f"{PRESS.replace('-', '_')}-{press.version}"
    paths = (path for path in source.rglob("*") if path.is_file() and path.suffix not in (".pyc", ".mo"))
    files = [(f"press/{path.relative_to(source).as_posix()}", path.read_bytes()) for path in sorted(paths)]
    for file in sorted(press.files or []):
        if file.parts[0] == f"{name}.dist-info" and file.parts[1] in _OF_WHEEL:
            files.append((file.as_posix(), file.read_binary()))
    record = ""
    for entry, content in files:
        record += f"{entry},sha256={urlsafe_b64encode(sha256(content).digest()).decode().rstrip('=')},{len(content)}\n"
    files.append((f"{name}.dist-info/RECORD", f"{record}{name}.dist-info/RECORD,,\n".encode()))
    return f"{name}-py3-none-any.whl", kept_zip(folder, files).read_bytes()


def requirements(root: Path, wheel: str, digest: str) -> str:
    """Return what an installer needs for the notebooks of the book at ``root``: press from the ``wheel``, the rest as the book locks it.

    A book without a ``requirements.txt`` has what its ``pyproject.toml`` depends on.
    """
    lock, project = root / "requirements.txt", root / "pyproject.toml"
    if lock.is_file():
        text = read_utf8(lock)
    else:
        settings = tomllib.loads(read_utf8(project)) if project.is_file() else {}
        text = "\n".join(section(project, settings, "project").get("dependencies", []))
    packages = (match[0] for match in _LOCKED.finditer(f"{text}\n") if match[1].lower() != PRESS)
    pinned = f" --hash=sha256:{digest}" if "--hash" in text else ""
    return f"./{wheel}{pinned}\n" + "".join(packages)


def _readme(context: EditionContext) -> Iterator[str]:
    """Yield the lines of the README (Markdown): how to run the notebooks, how to open them, how to cite them."""
    translate, settings, language = context.translate, context.settings, context.language
    citation = load_citation(settings.root)
    work = edition_work(settings, language, citation, last_change(settings.root))
    versions = importlib.metadata.metadata(PRESS)["Requires-Python"].split(",")
    places = {"versions": ", ".join(sorted(versions, reverse=True)), "notebooks": f"{settings.book}/notebooks"}
    yield f"# {context.edition.title}\n"
    yield from (translate(line).format(**places) for line in _README)
    yield f"\n## {translate('How to cite')}\n"
    yield from (f"- {translate(style.name)}: {style.cite(work)}" for style in STYLES.values())
    if rights := citation.rights(language):
        yield f"\n{translate('Licence')}: {rights}"
