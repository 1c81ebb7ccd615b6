"""Find what leads out of the folder of the book: there others have other files, and what is private would be published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath

from press.checks.check import CHAPTERS, Fault, Material, Stage, check, fault_at
from press.checks.markup.checks import markup_of, parts_of
from press.checks.markup.documents import DocumentPart, relative
from press.checks.markup.outline import DOWNLOAD, INCLUDE, LINK
from press.checks.myst.directive import Directive
from press.core.files import is_file, is_remote, is_within
from press.core.text import line_at, read_utf8

_IN_RST = re.compile(
    r"(?:^\s*\.\.\s+(?:\|[^|\n]+\|\s+)?(?:include|literalinclude|image|figure)::|^\s*:(?:file|diff):|:download:`(?:[^`<]*<)?)"
    r"\s*(?P<path>[^\s`>]+)",
    re.MULTILINE,
)
_REMEDY = "leads out of the folder of the book; copy the file into it, and name it there"


@check("paths", CHAPTERS, Stage.MARKUP)
def paths(material: Material) -> Iterator[Fault]:
    """Find files that lead out of the folder of the book: what chapters include, show, link to or offer, and links of the file system among chapters, notebooks and data."""
    root = material.root
    for part in parts_of(markup_of(material)):
        for line, target in _targets(part):
            if leads_out(relative(target, part.base), root):
                yield Fault(f"{part.place(line)}: '{target}' {_REMEDY}", (part.place(line),))
    for chapter in material.chapters:
        for block in chapter.blocks:
            for line, target in _files_of(block.directive) if block.directive else ():
                if _file_leads_out(target, chapter.path.parent, root):
                    yield fault_at(chapter.path, line, f"'{target}' {_REMEDY}")
    yield from _rst_faults(material)
    yield from _links((root / name for name in (material.settings.book, "data")), root)


def _rst_faults(material: Material) -> Iterator[Fault]:
    """Yield the faults of documents in reStructuredText, and of what these include."""
    editions = markup_of(material).editions
    names = {name for edition in editions for name in (*(one.name for one in edition.documents), *edition.others)}
    waiting, seen = sorted(f"{name}.rst" for name in names), set[str]()
    while waiting:
        path = waiting.pop(0)
        if path in seen or not is_file(material.root / path):
            continue
        seen.add(path)
        for line, target, is_included, is_of_machine in _named_in_rst(read_utf8(material.root / path)):
            file = relative(target, PurePosixPath(path).parent)
            if is_of_machine or leads_out(file, material.root):
                yield fault_at(path, line, f"'{target}' {_REMEDY}")
            elif is_included:
                waiting.append(file)


def _named_in_rst(text: str) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield each file that reStructuredText names: its line, its path, whether it is included as text, whether docutils takes the path for one of the machine."""
    for found in _IN_RST.finditer(text):
        path = found["path"]
        if not is_remote(path) and not path.startswith("<"):
            is_of_machine = ":file:" in found[0] and path.startswith("/")
            yield line_at(text, found.start("path")), path, " include::" in found[0], is_of_machine


def leads_out(path: str, root: Path) -> bool:
    """Return whether a ``path`` from the ``root`` of the book is one of something outside."""
    is_out = PurePosixPath(path).parts[:1] in (("..",), ("/",))
    return is_out or not is_within(root / path, root)


def _targets(part: DocumentPart) -> Iterator[tuple[int, str]]:
    """Yield line and path of each file that a text names."""
    for reference in part.outline.references:
        path = reference.target.partition("#")[0]
        # Without a path it is a place of the same page.
        if path and reference.role in (LINK, DOWNLOAD, INCLUDE) and not is_remote(reference.target):
            yield reference.line, path
    yield from ((picture.line, picture.source) for picture in part.outline.pictures if not is_remote(picture.source))


def _files_of(directive: Directive) -> Iterator[tuple[int, str]]:
    """Yield line and path of each file that an option names, or reStructuredText within a chapter."""
    yield from ((option.line, option.value) for option in directive.options if option.key == "file")
    if directive.name == "eval-rst":
        for found in _IN_RST.finditer(directive.body):
            yield directive.body_line + directive.body.count("\n", 0, found.start("path")), found["path"]


def _file_leads_out(typed: str, folder: Path, root: Path) -> bool:
    """Return whether a path as ``typed`` leads out; docutils takes one that begins with a slash for one of the machine."""
    return bool(typed) and (typed.startswith("/") or leads_out(relative(typed, PurePosixPath(folder)), root))


def _links(folders: Iterable[Path], root: Path) -> Iterator[Fault]:
    for path in (path for folder in folders for path in sorted(folder.rglob("*"))):
        if path.is_symlink() and not is_within(path, root):
            place = path.relative_to(root).as_posix()
            yield Fault(
                f"{place}: this leads out of the folder of the book; put the file itself in its place", (place,)
            )
