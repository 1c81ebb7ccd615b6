"""Record the dependencies of each document, and read or write it again when one of them has changed.

Dependencies noted while a document was read are stored in the environment, each with a digest: its text, what it includes or shows,
results of notebooks and tables of data (`press.core.tracking`), and one entry for what all documents depend on. Sphinx compares dates of
files with the time when it had read the document: what was saved meanwhile, or has an older date, it would miss.

Sphinx writes a page again when its own source has changed, but not when the title or number of a target in another document has, or the
target is gone. What pages show of other documents (titles, numbers, places of citations) is therefore stored likewise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from weakref import WeakSet

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.digests import digest_of, environment, files_below, fingerprint, path_from, press_fingerprint
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, NOTEBOOK, Dependency, dependencies, reset_dependencies
from press.data.claims import CLAIMS
from press.data.descriptor import DataPackage
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.context import EditionContext, get_context
from press.edition.per_document import PerDocument
from press.language.catalogues import book_locale
from press.notebooks.results import outputs_digest

# Before a document is read, and after all other listeners have read it.
_FIRST, _LAST = 1, 999
# Tables that press itself reads, so that all documents depend on them.
_FOR_ALL = (CLAIMS,)
# The kind of the file of a document, and of those that it includes or shows.
_FILE = "file"
# The entry for what all documents depend on.
ALL: Dependency = ("what all are made from", "")
# The dependencies noted while a document was read, each with a digest.
DEPENDENCIES = PerDocument[dict[Dependency, str]]("sources")
# What the page of a document shows of others, by name, each with a digest.
_PAGE_DIGESTS = PerDocument[dict[str, str]]("page_digests")
# The environments of this process whose stored digests are left as they are; in an attribute, that would be pickled for later runs as well.
_LEFT = WeakSet[BuildEnvironment]()
# Metadata of a document that no other shows.
_UNSHARED = ("wordcount", "myst_slugs")


def setup_dependencies(app: Sphinx) -> None:
    """Connect the listeners that record the dependencies of documents, and report those to read, and pages to write, again."""
    app.connect("builder-inited", _begin)
    app.connect("source-read", _forget, priority=_FIRST)
    app.connect("doctree-read", _note, priority=_LAST)
    app.connect("env-get-outdated", _outdated)
    # After all numbers are assigned.
    app.connect("env-get-updated", _pages_that_refer, priority=_LAST)
    DEPENDENCIES.setup(app)
    _PAGE_DIGESTS.setup(app)


def tables_of_some(package: DataPackage) -> list[str]:
    """Return the tables on which only those documents depend that use them."""
    words = package.root / VOCABULARY_FOLDER
    return [name for name in package.names if name not in _FOR_ALL and words not in package.file(name).parents]


def dependency_digests(app: Sphinx) -> Mapping[Dependency, str]:
    """Return a digest of each possible dependency, as it is in this run."""
    sources: dict[Dependency, str] = app.press_sources  # type: ignore[attr-defined]
    return sources


def _begin(app: Sphinx) -> None:
    context = get_context(app)
    sources, package = context.sources, context.sources.package
    app.press_sources = {  # type: ignore[attr-defined]
        ALL: _common_digest(context),
        **{(result.kind, result.name): result.digest for result in context.results},
        **{(NOTEBOOK, item.name): outputs_digest(item, context.language) for item in context.book.notebooks},
        # Of a table its file and its descriptor.
        **{
            (DATA_TABLE, name): f"{sources.digest(package.file(name))} {package.content_of((DATA_TABLE, name))}"
            for name in tables_of_some(package)
        },
    }


def _common_digest(context: EditionContext) -> str:
    """Return a digest of what all documents depend on, press and its environment included."""
    sources, package = context.sources, context.sources.package
    some = tables_of_some(package)
    own = {path_from(sources.root, path) for path in (package.path, *map(package.file, some))}
    files = [f"{path} {digest}" for path, digest in sorted(sources.digests.items()) if path not in own]
    words = files_below(book_locale(context.settings) / context.language, "press*.po")
    # Rules of style, by which documents are checked when they are read.
    words += files_below(context.settings.style, f"{context.language}.yml")
    said = [
        package.content_of((DATA_PACKAGE, "")),
        *(package.content_of((DATA_TABLE, name)) for name in package.names if name not in some),
    ]
    return fingerprint(words, press_fingerprint(), environment(), *files, *said)


def _forget(app: Sphinx, docname: str, source: list[str]) -> None:
    reset_dependencies()


def _note(app: Sphinx, doctree: nodes.document) -> None:
    now = dependency_digests(app)
    noted = {name: now[name] for name in {ALL, *dependencies()} if name in now}
    files: dict[Dependency, str] = app.press_files  # type: ignore[attr-defined]
    # Of a file that is new to the document, the digest was not taken before.
    own = {file: files.get(file) or _digest_of(app, file) for file in _files(app, app.env.docname)}
    DEPENDENCIES.of(app.env)[app.env.docname] = {**noted, **own}


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    # Before any document is read, so that what is saved meanwhile is read in the next run.
    files = {file for docname in env.found_docs for file in _files(app, docname)}
    app.press_files = digests = {file: _digest_of(app, file) for file in files}  # type: ignore[attr-defined]
    now, known, outdated = {**dependency_digests(app), **digests}, DEPENDENCIES.of(env), []
    for docname in env.found_docs:
        noted = known.get(docname, {})
        # Without the entry for all documents, another version of press has read it.
        if ALL not in noted or any(now.get(each) != digest for each, digest in noted.items()):
            outdated.append(docname)
    return outdated


def _files(app: Sphinx, docname: str) -> list[Dependency]:
    """Return the file of a document, and those that it includes or shows, but for what is made from the book."""
    build, env = get_context(app).settings.build, app.env
    paths = [str(env.doc2path(docname, base=False)), *sorted(env.dependencies.get(docname, ()))]
    return [(_FILE, path) for path in paths if not Path(app.srcdir, path).is_relative_to(build)]


def _digest_of(app: Sphinx, file: Dependency) -> str:
    return digest_of(Path(app.srcdir, file[1]))


def leave_notes(env: BuildEnvironment) -> None:
    """Make `pages_to_write` find and store nothing in this run."""
    _LEFT.add(env)


def pages_to_write(env: BuildEnvironment, what: str, now: Mapping[str, str]) -> list[str]:
    """Return the documents whose digest in ``now`` differs from the stored one, and store it; ``what`` names what it is a digest of."""
    if env in _LEFT:
        return []
    digests = _PAGE_DIGESTS.of(env)
    changed = [docname for docname, digest in now.items() if digests.get(docname, {}).get(what) != digest]
    for docname in changed:
        digests.setdefault(docname, {})[what] = now[docname]
    return sorted(changed)


def _pages_that_refer(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all documents, to be written again, if what they refer to of one another has changed."""
    return pages_to_write(env, "inventory", dict.fromkeys(env.found_docs, xref_digest(env)))


def has_index(env: BuildEnvironment) -> bool:
    """Return whether any document has index entries; if so, every page links to the index."""
    return any(env.domaindata["index"].get("entries", {}).values())


def xref_digest(env: BuildEnvironment) -> str:
    """Return a digest of all cross-reference targets of ``env``: titles, numbers, labels, objects, citations."""
    parts: list[Any] = [sorted(env.found_docs), has_index(env)]
    for docname in sorted(env.tocs):
        parts += [env.titles[docname].astext(), env.longtitles[docname].astext(), env.tocs[docname].pformat()]
        parts += [env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname), env.toctree_includes.get(docname)]
        metadata = env.metadata.get(docname, {})
        parts.append(sorted((name, repr(value)) for name, value in metadata.items() if name not in _UNSHARED))
        # The first value of each anchor is its line number, which no other document uses.
        parts.append(sorted((name, *rest) for name, (_, *rest) in metadata.get("myst_slugs", {}).items()))
    parts += [sorted(map(repr, domain.get_objects())) for _, domain in sorted(env.domains.items())]
    # Labels and numbers of formulas, which the domain does not list as objects.
    parts += [sorted(env.domaindata["std"]["anonlabels"].items()), sorted(env.domaindata["math"]["objects"].items())]
    works = env.domaindata.get("cite", {}).get("citations", ())
    parts.append(
        sorted(
            (work.citation_id, work.key, work.bibliography_key.docname, work.formatted_entry.label) for work in works
        )
    )
    return hashlib.sha256(repr(parts).encode()).hexdigest()
