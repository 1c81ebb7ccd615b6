"""Look up what chapters and notebooks name within an edition, as Sphinx and MyST look it up."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path, PurePosixPath

from press.checks.markup.documents import Document, DocumentPart, EditionMarkup, relative
from press.checks.markup.kinds import Catalogue
from press.checks.markup.outline import (
    ANY,
    DOWNLOAD,
    EQUATION,
    INCLUDE,
    LABELLED,
    LINK,
    PROOF,
    TERM,
    Reference,
    Target,
    label_name,
    near,
)
from press.core.files import is_file

_SCHEME = re.compile(r"^([a-zA-Z][a-zA-Z0-9+.-]*):")
_PUT_LABEL = "put it before a heading, as ({})=, or into a directive, as :name: {}"


class Targets:
    """The targets of an edition, in a book at ``root``."""

    def __init__(self, root: Path, edition: EditionMarkup, catalogue: Catalogue) -> None:
        self._root, self._catalogue, self._settings = root, catalogue, catalogue.settings
        self._documents = {document.name: document for document in edition.documents}
        self._names = {*self._documents, *edition.others}
        self._hidden = edition.words.union(*(part.outline.words for _, part in edition.parts))
        self._named: dict[str, dict[str, list[Target]]] = {kind: {} for kind in (LABELLED, EQUATION, TERM, PROOF)}
        for _, part in edition.parts:
            for one in part.outline.named:
                self._named[one.kind].setdefault(one.name, []).append(one)

    def fault(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        """Return what is wrong with a reference in a part of a document; nothing where it leads somewhere, or that cannot be told."""
        return _FINDERS[reference.role](self, reference, document, part)

    def _has(self, kind: str, name: str) -> bool:
        return name in self._named[kind] or (kind == LABELLED and name in self._catalogue.labels)

    def _may_be_elsewhere(self, name: str) -> bool:
        return self._catalogue.others_resolve or name.lower() in self._hidden

    def _missing(self, kind: str, name: str, what: str, remedy: str) -> str:
        if self._has(kind, name) or self._may_be_elsewhere(name):
            return ""
        return f"there is no {what} '{name}'; {near(name, self._named[kind])}{remedy}"

    def _no_label(self, label: str, also: Iterable[str] = ()) -> str:
        known = near(label, self._named[LABELLED]) or near(label, also)
        remedy = "give something this label" if known else _PUT_LABEL.format(label, label)
        return f"there is no label '{label}'; {known}{remedy}"

    def _label(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        label, found = reference.target, self._named[LABELLED].get(reference.target, ())
        if not found:
            return "" if label in self._catalogue.labels or self._may_be_elsewhere(label) else self._no_label(label)
        if reference.role == "ref" and not reference.is_worded and all(one.is_untitled for one in found):
            return f"the label '{label}' stands before no heading or title whose words could be printed; write {{ref}}`words <{label}>`"
        return ""

    def _document(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        name = _docname(reference.target, document)
        if name in self._names:
            return ""
        ending = next((end for end in (".md", ".ipynb", ".rst") if name.endswith(end)), "")
        if ending and name.removesuffix(ending) in self._names:
            return f"{{doc}} names a chapter without its ending; write {reference.target.removesuffix(ending)}"
        if is_file(self._root / f"{name}.md"):
            return f"'{reference.target}' is no chapter that the contents name; name it there, or correct the name"
        known = [posixpath.relpath(one, posixpath.dirname(document.name)) for one in self._names]
        return f"there is no chapter or notebook '{reference.target}' in the contents; {near(reference.target, known)}correct the name"

    def _term(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        term, name = reference.target, label_name(reference.target)
        if self._has(TERM, name) or self._may_be_elsewhere(term):
            return ""
        return f"no glossary has the term '{term}'; {near(name, self._named[TERM])}add it to a glossary"

    def _equation(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        remedy = f"give a formula this label: $$ ... $$ ({reference.target})"
        return self._missing(EQUATION, reference.target, "formula with the label", remedy)

    def _proof(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        return self._missing(PROOF, reference.target, "theorem, proof or the like with the label", "correct the label")

    def _any(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        target = reference.target
        if self._is_named(target) or _docname(target, document) in self._names or self._may_be_elsewhere(target):
            return ""
        return f"nothing in the book is called '{target}'; {near(target, [*self._named[LABELLED], *self._names])}correct the name"

    def _file(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        if _SCHEME.match(reference.target) or reference.target.startswith("<"):
            return ""
        path = relative(reference.target, part.base)
        return "" if is_file(self._root / path) else no_file(path, self._root)

    def _is_named(self, name: str) -> bool:
        return self._has(LABELLED, label_name(name)) or any(
            self._has(kind, one) for kind, one in ((EQUATION, name), (TERM, label_name(name)), (PROOF, name))
        )

    def _link(self, reference: Reference, document: Document, part: DocumentPart) -> str:
        target = reference.target
        scheme = _SCHEME.match(target)
        # Of other schemes some lead to another book, and the rest MyST takes for names.
        if self._settings["myst_all_links_external"] or (scheme and scheme[1] not in ("project", "path")):
            return ""
        target = target[scheme.end() :] if scheme else target
        if target.startswith("#"):
            return self._anchor(target[1:], document)
        found = relative(target.partition("#")[0], part.base)
        if not is_file(self._root / found):
            return self._unknown(target, found, document)
        is_download = _without_ending(found) == found or (scheme and scheme[1] == "path")
        return "" if is_download else self._in_document(found, target.partition("#")[2])

    def _in_document(self, path: str, anchor: str) -> str:
        name = _without_ending(path)
        if name not in self._names:
            return f"{path} is no chapter or notebook that the contents name; name it there, or correct the link"
        return self._slug(anchor, name) if anchor else ""

    def _unknown(self, target: str, found: str, document: Document) -> str:
        if not target:
            return "the link has no address; write [words](address)"
        if self._is_named(target) or _docname(target, document) in self._names or self._may_be_elsewhere(target):
            return ""
        if PurePosixPath(found).suffix:
            return no_file(found, self._root)
        return f"there is no file and no label '{target}'; {near(target, self._named[LABELLED])}correct the link"

    def _anchor(self, target: str, document: Document) -> str:
        if self._is_named(target) or self._heads(target, document.name) or self._may_be_elsewhere(target):
            return ""
        if _docname(target, document) in self._names:
            return ""
        # In the words of a role that names the same label, so that both are told in one line.
        return self._no_label(target, self._headings(document.name))

    def _slug(self, anchor: str, name: str) -> str:
        document = self._documents.get(name)
        if document is None or self._settings["myst_heading_slug_func"] or self._heads(anchor, name):
            return ""
        if any(part.lines for part in document.parts):
            # The headings of a notebook are translated.
            return ""
        remedy = "correct what stands behind #, which has to be the words of a heading"
        return f"no heading of {name} is called '{anchor}'; {near(anchor, self._headings(name))}{remedy}"

    def _heads(self, anchor: str, name: str) -> bool:
        """Return whether a heading of a document is called so, whatever became of its hyphens and dashes."""
        return re.sub("-+", "-", anchor) in (re.sub("-+", "-", slug) for slug in self._headings(name))

    def _headings(self, name: str) -> list[str]:
        deepest = int(self._settings["myst_heading_anchors"] or 0)
        document = self._documents.get(name)
        return [slug for slug, level in document.slugs.items() if level <= deepest] if document else []


def no_file(path: str, root: Path, what: str = "file") -> str:
    """Return the words for a file that is not there, with those of its folder that are called nearly so."""
    there: list[str] = []
    with suppress(OSError, ValueError):
        there = [one.name for one in (root / path).parent.iterdir()]
    return f"there is no {what} {path}; {near(PurePosixPath(path).name, there)}correct the path, or add the file"


def _docname(target: str, document: Document) -> str:
    return relative(target, PurePosixPath(document.name).parent)


def _without_ending(path: str) -> str:
    return next((path.removesuffix(end) for end in (".md", ".ipynb", ".rst") if path.endswith(end)), path)


_FINDERS: dict[str, Callable[[Targets, Reference, Document, DocumentPart], str]] = {
    "ref": Targets._label,
    "numref": Targets._label,
    "doc": Targets._document,
    "term": Targets._term,
    "eq": Targets._equation,
    "prf:ref": Targets._proof,
    ANY: Targets._any,
    LINK: Targets._link,
    DOWNLOAD: Targets._file,
    INCLUDE: Targets._file,
}
