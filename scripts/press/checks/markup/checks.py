"""Check the markup of chapters and notebooks, edition by edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from weakref import WeakKeyDictionary

from press.checks.check import CHAPTERS, Fault, Material, Stage, check
from press.checks.markup.documents import (
    Document,
    DocumentPart,
    EditionMarkup,
    Markup,
    read_markup,
    relative,
)
from press.checks.markup.outline import EQUATION, LABELLED, LINK, TERM, Picture
from press.checks.markup.targets import Targets, no_file
from press.core.files import is_file, is_remote
from press.core.settings import CONFIG
from press.data.sources import Sources

# Of sources, which are the same as long as they are there.
_READ: WeakKeyDictionary[Sources, Markup] = WeakKeyDictionary()
# The part, the line in it, the message.
PlacedFault = tuple[DocumentPart, int, str]
# The warning of Sphinx that a fault stands for, which the settings may have it keep silent about.
_WARNINGS = {LINK: "myst.xref_missing", "doc": "ref.doc", "ref": "ref.ref", "numref": "ref.numref", "term": "ref.term"}


@check("markup", CHAPTERS, Stage.MARKUP)
def markup(material: Material) -> Iterator[Fault]:
    """Find roles and directives that neither MyST nor an extension of the book has, options and arguments that a directive does not take, headings that skip a level."""
    found = markup_of(material)
    misuses = [(part, misuse) for part in parts_of(found) for misuse in part.outline.misuses]
    reported = [pair for pair in misuses if not found.catalogue.is_suppressed(pair[1].warning)]
    yield from _faults(((part, misuse.line, misuse.words) for part, misuse in reported if misuse.stops), spoils=True)
    yield from _faults((part, misuse.line, misuse.words) for part, misuse in reported if not misuse.stops)
    if not found.catalogue.is_suppressed("myst.header"):
        yield from _faults(_skipped_levels(found))


@check("labels", CHAPTERS, Stage.MARKUP)
def labels(material: Material) -> Iterator[Fault]:
    """Find labels and `:name:`s that two things of one edition have."""
    found = markup_of(material)
    mixed = not found.reads_contents_alone and len(found.editions) > 1
    if mixed and _shared(found.editions):
        words = "Sphinx reads the chapters of all editions for each, as only_build_toc_files is not set; write only_build_toc_files: true"
        yield Fault(f"{CONFIG}:1: {words}", (f"{CONFIG}:1",))
    yield from _duplicates(found.editions)


@check("references", CHAPTERS, Stage.MARKUP)
def references(material: Material) -> Iterator[Fault]:
    """Find references and links to labels, chapters, terms, formulas and files that are not there, in notebooks as well."""
    found = markup_of(material)
    yield from _faults(
        (
            (part, reference.line, words)
            for edition in found.editions
            for targets in [Targets(found.root, edition, found.catalogue)]
            for document, part in edition.parts
            for reference in part.outline.references
            if not found.catalogue.is_suppressed(_WARNINGS.get(reference.role, ""))
            and (words := targets.fault(reference, document, part))
        ),
        spoils=True,
    )


@check("pictures", CHAPTERS, Stage.MARKUP)
def pictures(material: Material) -> Iterator[Fault]:
    """Find pictures whose file is not there, stands on another host or has a name that the build cannot use, and pictures without an alternative."""
    found = markup_of(material)
    yield from _faults(
        (part, picture.line, words)
        for part in parts_of(found)
        for picture in part.outline.pictures
        for words in _picture_faults(picture, part, found.root)
    )


def markup_of(material: Material) -> Markup:
    """Return the markup of the book, read once for all checks."""
    if material.sources not in _READ:
        _READ[material.sources] = read_markup(material.sources, material.chapters)
    return _READ[material.sources]


def parts_of(found: Markup) -> Iterator[DocumentPart]:
    """Yield every part once: notebooks are in all editions."""
    seen = set[int]()
    for edition in found.editions:
        for _, part in edition.parts:
            if id(part) not in seen:
                seen.add(id(part))
                yield part


def _faults(placed: Iterable[PlacedFault], *, spoils: bool = False) -> Iterator[Fault]:
    """Yield a fault for each thing that is wrong, with all its places; what follows from one that ``spoils`` is not told."""
    found: dict[str, dict[str, frozenset[str]]] = {}
    for part, line, words in placed:
        found.setdefault(words, {})[part.place(line)] = part.lines_spoiled(line)
    for words, places in found.items():
        spoiled = frozenset().union(*places.values()) if spoils else frozenset[str]()
        yield Fault(f"{', '.join(places)}: {words}", tuple(places), spoiled)


def _skipped_levels(found: Markup) -> Iterator[PlacedFault]:
    for document in {document.name: document for edition in found.editions for document in edition.documents}.values():
        yield from _skipped_in(document)


def _skipped_in(document: Document) -> Iterator[PlacedFault]:
    above: set[int] | None = {0}
    for part in document.parts:
        for heading in part.outline.headings:
            if not heading.is_section:
                continue
            if heading.level == 0 or above is None:
                # What is included may have headings of its own.
                above = None if heading.level == 0 else {0, *range(1, heading.level + 1)}
                continue
            over = max(level for level in above if level < heading.level)
            if over + 1 != heading.level:
                begins = f"the heading is one of level {heading.level}, below one of level {over}"
                begins = begins if over else f"the first heading is one of level {heading.level}"
                yield part, heading.line, f"{begins}; write {'#' * (over + 1)} before it, not {'#' * heading.level}"
            above = {level for level in above if level < heading.level} | {heading.level}


def _duplicates(editions: Iterable[EditionMarkup]) -> Iterator[Fault]:
    """Yield a fault for what is named more than once in an edition, with its places in all of them."""
    found: dict[tuple[str, str, int], dict[str, None]] = {}
    for edition in editions:
        places: dict[tuple[str, str], list[str]] = {}
        for _, part in edition.parts:
            for one in part.outline.named:
                if one.kind != TERM:
                    places.setdefault((one.kind, one.name), []).append(part.place(one.line))
        for key, where in places.items():
            if len(where) > 1:
                found.setdefault((*key, len(where)), {}).update(dict.fromkeys(where))
    for (kind, name, count), all_places in found.items():
        what = "formulas" if kind == EQUATION else "things"
        words = f"{count} {what} have the label '{name}'; give each another, the same in all languages"
        yield Fault(f"{', '.join(all_places)}: {words}", tuple(all_places))


def _shared(editions: Iterable[EditionMarkup]) -> bool:
    """Return whether chapters of two editions have the same label, as they have to."""
    seen: dict[str, Path] = {}
    for edition in editions:
        for _, part in edition.parts:
            for one in part.outline.named:
                if one.kind == LABELLED and seen.setdefault(one.name, part.path) != part.path:
                    return True
    return False


def _picture_faults(picture: Picture, part: DocumentPart, root: Path) -> Iterator[str]:
    if not is_remote(picture.source):
        yield from _file_faults(picture, part.base, root)
    elif not picture.source.lower().startswith("data:"):
        yield f"{picture.source} is not in the folder of the book, and pages ask no other host for anything; put the file into it, and name it here"
    if picture.alternative == "":
        how = f"![what it shows]({picture.source})" if picture.is_markdown else "the option :alt:"
        yield f"the picture {picture.source} has no alternative; say in a sentence what it shows, with {how}"


def _file_faults(picture: Picture, base: PurePosixPath, root: Path) -> Iterator[str]:
    path = relative(picture.source, base)
    file = root / path
    # A picture may be named without its format, as ``name.*``.
    is_found = is_file(file) or (path.endswith(".*") and any(file.parent.glob(file.name)))
    typed = "".join(picture.source.split())
    if is_found and ((picture.is_markdown and not picture.source.isascii()) or typed != picture.source):
        yield (
            f"the picture {path} is there, but its name has letters or spaces that do not survive in an address; rename it with"
            " Latin letters, digits and hyphens, here as well"
        )
    elif not is_found:
        yield no_file(path, root, "picture")
