"""Read an edition to check it, with a builder of Sphinx that writes nothing.

The warnings of Sphinx become faults: file, line, what is wrong, and what to do or what was meant.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import chain
from pathlib import Path
from traceback import walk_tb
from typing import Any

from docutils import nodes
from docutils.parsers.rst import Directive
from myst_nb.core.render import base_render_priority
from nbclient.exceptions import DeadKernelError
from sphinx.application import Sphinx
from sphinx.builders.dummy import DummyBuilder
from sphinx.config import Config
from sphinx.transforms import SphinxTransform
from sphinx.util.build_phase import BuildPhase
from sphinx.util.docutils import SphinxRole
from sphinx.util.logging import WarningLogRecordTranslator, WarningSuppressor

from press.checks.counterparts import Block, counterparts
from press.checks.registry import DOCUMENT_CHECKS
from press.core.errors import PressError
from press.core.files import shown_path
from press.core.reading import line_in, load_yaml
from press.core.resources import press_path
from press.core.settings import CONFIG
from press.core.text import lines_of, listed, read_utf8
from press.edition.context import PerDocument, get_context, warn
from press.edition.sphinx_internals import directive_names, role_names
from press.notebooks.results import chapter_failure, place_in_notebook

CHECK = "check"
# The name of all that Sphinx warns of, beside those of the checks.
SPHINX = "sphinx"
# The blocks of each document of an edition.
Blocks = Mapping[str, tuple[Block, ...]]
BLOCKS = PerDocument[tuple[Block, ...]]("blocks")


class CheckBuilder(DummyBuilder):
    """Resolve the documents that were read, or that refer to what has changed, and write nothing."""

    name = CHECK
    # The document that is being resolved; builders that write have it too.
    current_docname = ""

    def get_outdated_docs(self) -> set[str]:
        """Return no document: only those that were read or are told by ``env-get-updated`` are resolved."""
        return set()

    def write(self, build_docnames: Any, updated_docnames: Iterable[str], method: str = "update") -> None:
        """Resolve ``updated_docnames``."""
        for docname in sorted(updated_docnames):
            self.current_docname = docname
            self.env.get_and_resolve_doctree(docname, self)


def setup_reading(app: Sphinx) -> None:
    """Register the builder and the transforms."""
    app.add_builder(CheckBuilder)
    BLOCKS.setup(app)
    app.add_transform(KeepLines)
    app.add_transform(CheckDocument)
    app.connect("config-inited", _keep_outputs)
    # After intersphinx (500) has read inventories.
    app.connect("builder-inited", _keep_words, priority=900)


def _keep_outputs(app: Sphinx, config: Config) -> None:
    """Have MyST-NB read of the outputs of notebooks for the check what it reads for pages."""
    ranks = base_render_priority()["html"].items()
    config.nb_mime_priority_overrides = [
        *((CHECK, kind, rank) for kind, rank in ranks),
        *(config.nb_mime_priority_overrides or ()),
    ]


def unreadable(app: Sphinx, error: Exception) -> PressError | None:
    """Return the fault of the document whose reading ``error`` has ended, with the line of the directive that raised it."""
    if app.phase is not BuildPhase.READING or not (docname := app.env.temp_data.get("docname")):
        return None
    cause, path = getattr(error, "orig_exc", None) or error, Path(app.env.doc2path(docname))
    frames = [frame.f_locals for frame, _ in walk_tb(error.__traceback__)]
    callers = (values.get("self") for values in reversed(frames))
    line = next((caller.lineno for caller in callers if isinstance(caller, Directive | SphinxRole)), 1)
    if isinstance(cause, DeadKernelError):
        cell = next((values["cell"].source for values in frames if "cell" in values), "")
        line = (text := read_utf8(path)).count("\n", 0, max(text.find(cell), 0)) + 1
    words = f"{type(cause).__name__}: {' '.join(str(cause).split())}"
    told = reworded(words, app)
    if told == words:
        told = f"the chapter cannot be read: {words}; correct it here, or report this"
    return PressError(told, file=shown_path(path, Path(app.srcdir)), line=line)


# Kinds of warnings that never stop a build, and what is told instead of others.
_TOLD = load_yaml(press_path("checks/sphinx_warnings.yml"))
_INVENTORY = "press.inventory"


@dataclass(frozen=True)
class SphinxWarning:
    """A warning of a ``kind`` (``ref.term``) in ``words`` of ours, and its ``place``: ``file:line``, the file from the root."""

    words: str
    place: str = ""
    kind: str = ""
    # Whether the book goes without the check that this is of.
    is_unasked: bool = False

    @property
    def is_note(self) -> bool:
        """Return whether this is told without stopping a build."""
        return self.is_unasked or self.kind in _TOLD["notes"]


# How many places of one warning are named.
_MOST_PLACES = 8
_NAMED_KIND = re.compile(r" \[([\w.-]+)\]\s*$")

# Warnings of a chapter that is not there, which a check of press tells, and those that follow from it.
_LACKING = "etoc.ref"
_FOLLOWING = ("ref.ref", "ref.numref", "ref.doc", "ref.term", "myst.xref_missing", _LACKING)


# The names of each kind that there are.
_NAMES: dict[str, Callable[[Sphinx, dict[str, str]], Iterable[str]]] = {
    "label": lambda app, found: app.env.domaindata["std"]["anonlabels"],
    "term": lambda app, found: (name for _, name in app.env.domaindata["std"]["terms"]),
    "chapter": lambda app, found: (name.rpartition("/")[2] for name in app.env.found_docs),
    "equation": lambda app, found: app.env.domaindata["math"]["objects"],
    "work": lambda app, found: get_context(app).sources.works,
    "role": lambda app, found: {*role_names(), *_of_domains(app, "roles")},
    "directive": lambda app, found: {*directive_names(), *_of_domains(app, "directives")},
    "option": lambda app, found: re.findall(r"'([^']*)'", found["known"]),
    "file": lambda app, found: (path.name for path in Path(app.srcdir, found["name"]).parent.glob("*")),
    "setting": lambda app, found: (value.name for value in app.config),
    "heading": lambda app, found: app.env.metadata[found["chapter"]].get("myst_slugs", ()),
}


def _of_domains(app: Sphinx, kind: str) -> Iterable[str]:
    return (name for domain in app.env.domains.values() for name in getattr(domain, kind))


def reworded(message: str, app: Sphinx) -> str:
    """Return what is told of the warning ``message``: in words of ours where they say more."""
    for told in _TOLD["reworded"]:
        if match := re.search(told["warning"], message, re.DOTALL):
            parts = match.groupdict()
            known = sorted(set(_NAMES[told["names"]](app, parts))) if "names" in told else ()
            near = get_close_matches(parts.get("name", ""), known, n=2, cutoff=0.6)
            advice = f"did you mean {' or '.join(near)}? Or {told['remedy']}" if near else told["remedy"]
            return f"{told['words']}; {advice}".format(**parts).replace(f"{app.srcdir}/", "")
    return re.sub(r"\n\s*What to do: ", "; ", message).strip()


def _line_sought(message: str, path: Path) -> str:
    """Return the last line of a chapter with what the warning ``message`` is about; empty if that says nowhere how it looks."""
    for told in _TOLD["reworded"]:
        if "sought" in told and (match := re.search(told["warning"], message)):
            sought = re.compile(told["sought"].format(name=re.escape(match["name"])))
            found = [number for number, line in enumerate(lines_of(read_utf8(path)), 1) if sought.search(line)]
            return str(found[-1]) if found else ""
    return ""


def early_warning(message: str, app: Sphinx) -> SphinxWarning:
    """Return the warning that Sphinx has printed before it read anything."""
    unknown = re.match(r"unknown config value '(.*?)'", message)
    line = unknown and line_in(Path(app.srcdir, CONFIG), ("sphinx", "config", unknown[1]))
    kind = _INVENTORY if message.startswith("failed to reach any of the inventories") else ""
    is_unasked = SPHINX in app.config.press_without_checks
    return SphinxWarning(reworded(message, app), f"{CONFIG}:{line}" if line else "", kind, is_unasked)


# What only other projects have, and what they may have as well as the book.
_OF_OTHERS = re.compile(r"(?:external|py|c|cpp|js)[ :]")
_OF_ANY = re.compile(r"undefined (label)|term not in glossary")


def _keep_words(app: Sphinx) -> None:
    """Have intersphinx show the words of references to a project that could not be read, which it drops if it does not know it."""
    for name in getattr(app.config, "intersphinx_mapping", ()):
        getattr(app.env, "intersphinx_named_inventory", {}).setdefault(name, {})


def _of_another_project(message: str, kind: str, app: Sphinx) -> tuple[str, str]:
    """Return what is told of a reference to a project of intersphinx, and its kind; both empty where the warning is of no such."""
    projects: Iterable[str] = getattr(app.config, "intersphinx_mapping", ())
    named = re.search(r"'([^']+)'", message) or re.search(r"(\S+)$", message)
    if not named or not (kind.startswith("ref.") or kind in ("intersphinx.external", "myst.iref_missing")):
        return "", ""
    project = re.split("[:.]", named[1])[0]
    inventories = getattr(app.env, "intersphinx_named_inventory", {})
    unread = [name for name in projects if not inventories.get(name)]
    where = project if project in unread else listed(unread, 3)
    if project in unread or (unread and (kind == "myst.iref_missing" or _OF_OTHERS.match(message))):
        return f"references to {where} are plain words, as what it has could not be read", _INVENTORY
    if unread and kind != "ref.numref" and (shared := _OF_ANY.match(message)):
        words = f"the book has no {shared[1] or 'term'} '{named[1]}', and what {where} has could not be read"
        return f"{words}; correct the name if it is of the book, or build with a network", _INVENTORY
    return (f"{project} has no '{named[1]}'; correct the name", kind) if project in projects else ("", "")


@dataclass
class Gathered:
    """The warnings of a run, and the blocks that are compared.

    ``early`` are the warnings before anything was read; ``read``, and ``resolved`` (or written), have those of each document.
    """

    early: list[SphinxWarning] = field(default_factory=list)
    read: dict[str, list[SphinxWarning]] = field(default_factory=dict)
    resolved: dict[str, list[SphinxWarning]] = field(default_factory=dict)
    blocks: Blocks = field(default_factory=dict)
    # Whether Sphinx did not come to its end.
    failed: bool = False

    def all(self) -> list[SphinxWarning]:
        """Return all warnings in this order, but those that follow from others."""
        by_document = [*self.read.values(), *self.resolved.values()]
        warnings = [*self.early, *chain.from_iterable(by_document)]
        lacks_chapters = any(warning.kind == _LACKING for warning in warnings)
        # docutils takes from both what two have named.
        twice = re.findall(r"the label '(.*?)' stands twice", "\n".join(warning.words for warning in warnings))
        unsaid = tuple(f"there is no label '{label}';" for label in twice)
        unsaid += tuple(f'Duplicate ID: "{nodes.make_id(f"equation-{label}")}"' for label in twice)
        causes = (each for each in warnings if each.kind not in _FOLLOWING or not lacks_chapters)
        # sphinx-proof tells of a reference what Sphinx tells as well.
        named = {warning.words for warning in warnings if warning.kind}
        said = (warning for warning in causes if warning.kind or warning.words not in named)
        return [warning for warning in said if not warning.words.startswith(unsaid)]


class Gatherer(logging.Handler):
    """A logging handler that gathers the warnings of Sphinx at once, as Sphinx itself delays them."""

    def __init__(self, app: Sphinx, gathered: Gathered) -> None:
        super().__init__(logging.WARNING)
        self.addFilter(WarningSuppressor(app))
        self.addFilter(WarningLogRecordTranslator(app))
        self.app, self._gathered = app, gathered
        self._seen: dict[int, logging.LogRecord] = {}

    def emit(self, record: logging.LogRecord) -> None:
        """Gather one warning. Those of reading come again when all is read, as Sphinx held them back."""
        if id(record) in self._seen:
            return
        self._seen[id(record)] = record
        kind = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", ""))))
        docname: str = self.app.env.temp_data.get("docname") or getattr(self.app.builder, "current_docname", "") or ""
        is_reading = self.app.phase is BuildPhase.READING
        location = str(getattr(record, "location", None) or "")
        path, _, line = location.rpartition(":")
        path, line = (path, line) if path and (line.isdecimal() or not line) else (location, "")
        if docname and ((not path and is_reading) or (path.endswith(".rst") and not Path(path).exists())):
            # Sphinx gives names of documents that it does not know this suffix.
            path = str(self.app.env.doc2path(docname))
        shown = shown_path(Path(path), Path(self.app.srcdir)) if path else ""
        place = f"{shown}:{line}" if line else shown
        if path.endswith(".ipynb") and line and (cell := place_in_notebook(Path(path), int(line))):
            place = f"{shown}: {cell}"
        # MyST names the kind of docutils' warnings in their words.
        message = logging.LogRecord.getMessage(record)
        if path.endswith(".md") and not line and (line := _line_sought(message, Path(path))):
            place = f"{shown}:{line}"
        if named := _NAMED_KIND.search(message):
            message, kind = message[: named.start()], named[1]
        if message.startswith("Executing notebook failed:"):
            # What follows names the file that has the cell and the error.
            return
        if saved := re.match(r"Notebook exception traceback saved in: (.*)", message):
            message, at = chapter_failure(Path(saved[1]), Path(path))
            place = f"{shown}:{at}" if at else shown
        words, other_kind = _of_another_project(message, kind, self.app)
        kind = other_kind or kind
        is_unasked = SPHINX in self.app.config.press_without_checks and not kind.startswith("press.")
        warning = SphinxWarning(words or reworded(message, self.app), place, kind, is_unasked)
        by_document = self._gathered.read if is_reading and docname else self._gathered.resolved
        by_document.setdefault(docname, []).append(warning)


def warning_lines(warnings: Iterable[SphinxWarning]) -> list[str]:
    """Return ``warnings`` as lines, each once with all its places."""
    places: dict[tuple[str, str], dict[str, None]] = {}
    for warning in warnings:
        places.setdefault((warning.words, warning.kind), {})[warning.place] = None
    lines = []
    for (words, kind), known in places.items():
        where = listed([*filter(None, known)], _MOST_PLACES)
        name = kind.removeprefix("press.")
        lines.append(f"{f'{where}: ' if where else ''}{words}{f' [{name}]' if name else ''}")
    return lines


class KeepLines(SphinxTransform):
    """Keep the lines of pictures, which Sphinx itself sets to 0 where it has no source text."""

    # Before its `ApplySourceWorkaround` (10).
    default_priority = 5

    def apply(self, **kwargs: Any) -> None:
        """Give each picture a source text."""
        for image in self.document.findall(nodes.image):
            image.rawsource = image.rawsource or image["uri"]


class CheckDocument(SphinxTransform):
    """Tell the faults of a document, and keep its blocks."""

    # After translations (20) are put into notebooks.
    default_priority = 30

    def apply(self, **kwargs: Any) -> None:
        """Call the checks; a translated paragraph of a notebook, which is for some time a document of its own, is passed over."""
        document, docname = self.document, self.env.docname
        if document["source"] != str(self.env.doc2path(docname)):
            return
        for name, check in DOCUMENT_CHECKS.items():
            for fault in check(document, docname) if name not in self.config.press_without_checks else ():
                place = f"{Path(self.app.srcdir, fault.file)}:{fault.line}"
                warn(fault.words, place, name)
        BLOCKS.of(self.env)[docname] = tuple(counterparts(document))
