"""Join all documents into one doctree in the order of the contents: front matter, body with numbered chapters, back matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.config import Config

from press.builders.typst.escape import elements, first_child

FRONT, BODY, BACK = "front", "body", "back"
#: What Sphinx fills in where a project has no name.
_UNSET_PROJECT = "Project name not set"
#: Document name and id; an empty id means the document itself.
Target = tuple[str, str]


class part_heading(nodes.Titular, nodes.TextElement):  # noqa: N801  docutils' nodes are written small
    """The heading of a part: the caption of one of several toctrees in the root document."""


def title(config: Config) -> str:
    """Return the title of the book; Jupyter Book sets its own as ``html_title``."""
    project = "" if config.project == _UNSET_PROJECT else config.project
    return str(config.typst_title or project or getattr(config, "html_title", "") or config.project)


def assemble(builder: Builder) -> list[nodes.Element]:
    """Return the whole book as a ``start_of_file`` for each document.

    Its ``base`` is the level of that document's highest headings, counted from 1, ``place`` whether it is ``front``, ``body`` or
    ``back`` matter, ``number`` that of the chapter if it has one.
    """
    config = builder.config
    patterns = [*config.typst_front_matter, *config.typst_back_matter]
    files = _documents(builder, config.root_doc, 1, set())
    front, body, back = ([file for file in files if file["place"] == place] for place in (FRONT, BODY, BACK))
    # All but the body is in the order of the patterns.
    for part in (front, back):
        part.sort(key=lambda file: [fnmatchcase(file["docname"], pattern) for pattern in patterns].index(True))
    # Parts may have become empty.
    pairs = zip(body, [*body[1:], part_heading()], strict=True)
    full = [file for file, after in pairs if not (isinstance(file, part_heading) and isinstance(after, part_heading))]
    chapters = (file for file in full if file.get("base") == 1)
    for number, file in enumerate(chapters if config.typst_chapter_numbers else (), start=1):
        file["number"] = str(number)
    return [*front, *full, *back]


def _documents(builder: Builder, docname: str, base: int, seen: set[str]) -> list[nodes.Element]:
    """Return the document and those below it that have not been ``seen``.

    Only those below if it is excluded from the PDF.
    """
    config, env = builder.config, builder.env
    if docname in seen or docname not in env.found_docs:
        return []
    seen.add(docname)
    tree, is_root = env.get_doctree(docname), docname == config.root_doc
    is_printed = not _matches(docname, config.typst_exclude)
    if is_printed:
        env.apply_post_transforms(tree, docname)
        builder.post_process_images(tree)
    toctrees = list(tree.findall(addnodes.toctree))
    # If several toctrees of the root document have captions, these are headings of parts.
    has_parts = is_root and sum(1 for toctree in toctrees if toctree.get("caption")) > 1
    below: list[nodes.Element] = []
    for toctree in toctrees:
        names, caption = list[str](toctree.get("includefiles", [])), toctree.get("caption")
        files = [file for name in names for file in _documents(builder, name, base if is_root else base + 1, seen)]
        if has_parts and files and caption:
            below.append(part_heading(caption, caption, place=BODY))
        below += files
    if not is_printed:
        return below
    _join_sources(tree)
    places = {FRONT: config.typst_front_matter, BACK: config.typst_back_matter}
    place = next((place for place, patterns in places.items() if _matches(docname, patterns)), BODY)
    if place == FRONT:
        _drop_repeated_title(tree, config)
    return [addnodes.start_of_file("", *tree.children, docname=docname, base=base, place=place), *below]


def _matches(docname: str, patterns: Iterable[str]) -> bool:
    """Return whether a document name matches one of the glob patterns."""
    return any(fnmatchcase(docname, pattern) for pattern in patterns)


def _drop_repeated_title(tree: nodes.document, config: Config) -> None:
    """Replace the heading of front matter that repeats the title of the book, which stands on the page before, by the subtitle below it."""
    section = first_child(tree, nodes.section)
    if section is None or not config.typst_subtitle:
        return
    if [_plain(node.astext()) for node in section[:2]] == [_plain(title(config)), _plain(config.typst_subtitle)]:
        section[:2] = [nodes.title("", config.typst_subtitle)]


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _join_sources(tree: nodes.Element) -> None:
    """Move the paragraph that names the source of a table into the table before it, as its legend.

    Such a paragraph has the class ``source`` or one that ends with ``-source``.
    """
    for node in list(tree.findall(nodes.paragraph)):
        before = node.previous_sibling()
        is_source = any(name == "source" or name.endswith("-source") for name in node["classes"])
        if is_source and isinstance(before, nodes.table):
            node.parent.remove(node)
            before += node


def split_uri(uri: str) -> Target:
    """Split ``%document#id``, the URI that this builder gives to its own documents, into document and id."""
    docname, _, fragment = uri.removeprefix("%").partition("#")
    return docname, fragment


class Anchors:
    """The Typst label of each link target of the assembled book, and which of them are linked to and which are printed."""

    def __init__(self, book: nodes.Element) -> None:
        self.footnotes: dict[Target, nodes.Element] = {}
        self._referenced: set[str] = set()
        self._placed: set[str] = set()
        self._labels: dict[Target, str] = {}
        files = [file for file in elements(book) if isinstance(file, addnodes.start_of_file)]
        for file in files:
            docname, first = file["docname"], first_child(file, nodes.section)
            of_document = self._labels.setdefault((docname, ""), f"{docname}:")
            for node in file.findall(nodes.Element):
                ids: list[str] = node["ids"]
                for identifier in ids:
                    label = of_document if node is first else f"{docname}:{ids[0]}"
                    self._labels.setdefault((docname, identifier), label)
                    if isinstance(node, nodes.footnote):
                        self.footnotes[docname, identifier] = node
        for file in files:
            for node in file.findall(nodes.Element):
                if "refid" in node and not isinstance(node, (nodes.target, nodes.footnote_reference)):
                    self.require(file["docname"], node["refid"])
                elif str(node.get("refuri", "")).startswith("%"):
                    self.require(*split_uri(node["refuri"]))

    def require(self, docname: str, fragment: str) -> str | None:
        """Record that something leads to a target.

        Return its label or, if the id is unknown, that of its document, ``None`` if that is not in the book.
        """
        label = self._labels.get((docname, fragment)) or self._labels.get((docname, ""))
        if label is not None:
            self._referenced.add(label)
        return label

    def claim(self, node: nodes.Element, docname: str) -> str | None:
        """Return the label to print at ``node``, once, if something links to it."""
        for identifier in node["ids"]:
            label = self._labels.get((docname, identifier))
            if label in self._referenced and label not in self._placed:
                self._placed.add(label)
                return label
        return None

    def unplaced(self, docname: str) -> Iterator[str]:
        """Yield the labels of this document that are linked to but were not printed, as their node vanished."""
        missing = sorted(self._referenced - self._placed)
        return (label for label in missing if label.startswith(f"{docname}:"))
