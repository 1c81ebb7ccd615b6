"""Record the dependencies of each document, and read or write it again when one of them has changed.

Dependencies noted while a document was read are stored in the environment, each with a digest: its text, what it includes or shows,
results of notebooks and tables of data (`press.core.tracking`), and one entry for what all documents depend on. Sphinx compares dates of
files with the time when it had read the document: what was saved meanwhile, or has an older date, it would miss.

Sphinx writes a page again when its own source has changed, but not when the title or number of a target in another document has, or the
target is gone. What pages show of other documents (titles, numbers, places of citations) is therefore stored likewise.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.core.digests import digest_of, environment, files_below, fingerprint, press_fingerprint
from press.core.files import shown_path
from press.core.tracking import DATA_PACKAGE, DATA_TABLE, NOTEBOOK, Dependency, dependencies, reset_dependencies
from press.data.claims import CLAIMS
from press.data.vocabulary import VOCABULARY_FOLDER
from press.edition.context import PerDocument, get_context
from press.language.catalogues import PRESS_DOMAIN, book_locale
from press.notebooks.results import outputs_digest

# After all other listeners: when all has been read of a document, or all numbers are assigned.
_LAST = 999
# The entry for what all documents depend on.
_ALL: Dependency = ("what all are made from", "")
# The dependencies noted while a document was read, each with a digest.
_DEPENDENCIES = PerDocument[dict[Dependency, str]]("sources")
# What the page of a document shows of others, by name, each with a digest.
_PAGE_DIGESTS = PerDocument[dict[str, str]]("page_digests")


def setup_dependencies(app: Sphinx) -> None:
    """Connect the listeners that record the dependencies of documents, and report those to read, and pages to write, again."""
    app.connect("builder-inited", _begin)
    app.connect("env-before-read-docs", _clear, priority=_LAST)
    app.connect("source-read", _forget, priority=1)
    app.connect("doctree-read", _note, priority=_LAST)
    app.connect("env-get-outdated", _outdated)
    app.connect("env-get-updated", _pages_that_refer, priority=_LAST)
    _DEPENDENCIES.setup(app)
    _PAGE_DIGESTS.setup(app)


def _begin(app: Sphinx) -> None:
    """Take a digest of each possible dependency, and one of what all documents depend on, press included."""
    context = get_context(app)
    sources, package = context.sources, context.sources.package
    words = package.root / VOCABULARY_FOLDER
    # All documents depend on the tables that press itself reads; on others only those documents that use them.
    some = [name for name in package.names if name != CLAIMS and words not in package.file(name).parents]
    apart = {shown_path(path, sources.root) for path in (package.path, *map(package.file, some))}
    files = [f"{path} {digest}" for path, digest in sorted(sources.digests.items()) if path not in apart]
    # The rules of style are among them, as documents are checked when they are read.
    read = files_below(book_locale(sources.root), f"{PRESS_DOMAIN}*.po")
    read += files_below(context.settings.style, f"{context.language}.yml")
    described = {name: package.content_of((DATA_TABLE, name)) for name in package.names}
    texts = [package.content_of((DATA_PACKAGE, ""))]
    texts += [text for name, text in described.items() if name not in some]
    context.run.sources = {
        _ALL: fingerprint(read, press_fingerprint(), environment(), *files, *texts),
        **{(result.kind, result.name): result.digest for result in context.results},
        **{(NOTEBOOK, item.name): outputs_digest(item, context.language) for item in context.book.notebooks},
        **{(DATA_TABLE, name): f"{sources.digest(package.file(name))} {described[name]}" for name in some},
    }


def _clear(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Clear all documents to read: Sphinx clears each in its turn, and a label moved to an earlier one would be a duplicate."""
    for docname in docnames:
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)


def _forget(app: Sphinx, docname: str, source: list[str]) -> None:
    reset_dependencies()


def _note(app: Sphinx, doctree: nodes.document) -> None:
    run, docname = get_context(app).run, app.env.docname
    noted = {name: run.sources[name] for name in {_ALL, *dependencies()} if name in run.sources}
    # The digest of a file that is new to the document was not taken before.
    files = {file: run.files.get(file) or digest_of(Path(app.srcdir, file[1])) for file in _files(app, docname)}
    _DEPENDENCIES.of(app.env)[docname] = {**noted, **files}


def _outdated(app: Sphinx, env: BuildEnvironment, *others: set[str]) -> list[str]:
    # Before any document is read, so that what is saved meanwhile is read in the next run.
    files, run = {file for docname in env.found_docs for file in _files(app, docname)}, get_context(app).run
    run.files = {file: digest_of(Path(app.srcdir, file[1])) for file in files}
    now, noted = run.sources | run.files, _DEPENDENCIES.of(env)
    # Without the entry for all documents, another version of press has read it.
    as_noted = {name for name, digests in noted.items() if _ALL in digests and digests.items() <= now.items()}
    return [docname for docname in env.found_docs if docname not in as_noted]


def _files(app: Sphinx, docname: str) -> list[Dependency]:
    """Return the file of a document, and those that it includes or shows, but for what is made from the book."""
    build, env = get_context(app).settings.build, app.env
    paths = [str(env.doc2path(docname, base=False)), *sorted(env.dependencies.get(docname, ()))]
    return [("file", path) for path in paths if not Path(app.srcdir, path).is_relative_to(build)]


def pages_to_write(env: BuildEnvironment, what: str, now: Mapping[str, str]) -> list[str]:
    """Return the documents whose digest in ``now`` differs from the stored one, and store it; ``what`` names what it is a digest of.

    A run that takes documents as they were read finds and stores nothing.
    """
    if get_context(env.app).run.is_as_read:
        return []
    digests = _PAGE_DIGESTS.of(env)
    changed = [docname for docname, digest in now.items() if digests.get(docname, {}).get(what) != digest]
    for docname in changed:
        digests.setdefault(docname, {})[what] = now[docname]
    return sorted(changed)


def has_index(env: BuildEnvironment) -> bool:
    """Return whether any document has index entries; if so, every page links to the index."""
    return any(env.domaindata["index"].get("entries", {}).values())


def _pages_that_refer(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all documents, to be written again, if titles, numbers, labels, objects or citations have changed."""
    parts: list[Any] = [sorted(env.found_docs), has_index(env)]
    for docname in sorted(env.tocs):
        parts += [env.titles[docname].astext(), env.longtitles[docname].astext(), env.tocs[docname].pformat()]
        parts += [env.toc_secnumbers.get(docname), env.toc_fignumbers.get(docname), env.toctree_includes.get(docname)]
        metadata = env.metadata.get(docname, {})
        shared = [(name, repr(value)) for name, value in metadata.items() if name not in ("wordcount", "myst_slugs")]
        parts.append(sorted(shared))
        # The first value of each anchor is its line number, which no other document uses.
        parts.append(sorted((name, *rest) for name, (_, *rest) in metadata.get("myst_slugs", {}).items()))
    parts += [sorted(map(repr, domain.get_objects())) for _, domain in sorted(env.domains.items())]
    # Labels, and numbers of formulas: the domain does not list them as objects.
    parts += [sorted(env.domaindata["std"]["anonlabels"].items()), sorted(env.domaindata["math"]["objects"].items())]
    works = env.domaindata.get("cite", {}).get("citations", ())
    parts.append(sorted((w.citation_id, w.key, w.bibliography_key.docname, w.formatted_entry.label) for w in works))
    digest = hashlib.sha256(repr(parts).encode()).hexdigest()
    return pages_to_write(env, "inventory", dict.fromkeys(env.found_docs, digest))
