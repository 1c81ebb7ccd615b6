"""Translate the assembled book into Typst markup."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import count
from posixpath import normpath
from typing import Any

from docutils import nodes
from docutils.utils import get_source_line
from pylatexenc.latex2text import LatexNodes2Text
from sphinx import addnodes
from sphinx.locale import admonitionlabels
from sphinx.locale import get_translation as get_sphinx_translation
from sphinx.util import logging

from press.builders.captions import split_caption
from press.builders.typst.assemble import Anchors, split_uri
from press.builders.typst.compile import DOCUMENT, LINE
from press.builders.typst.escape import (
    WORDS,
    arguments,
    call,
    elements,
    first_child,
    markup,
    optional_string,
    program,
    string,
)
from press.builders.typst.math_markup import typst_math
from press.builders.typst.table_markup import table
from press.core.formats import language_of
from press.core.reading import load_yaml
from press.core.resources import press_path
from press.language.captions import captions_as_at
from press.language.catalogues import get_translation
from press.language.registry import profile_of

_LOGGER = logging.getLogger(__name__)
#: Typst knows languages by the two or three letters of ISO 639.
_LANGUAGE = re.compile("[A-Za-z]{2,3}")
_SCHEME = re.compile(r"^(https?|mailto|ftp|tel|doi):", re.IGNORECASE)
#: The sections of forms.yml, each turned round: names by what they stand for there.
_FORMS = {
    section: {name: form for form, names in forms.items() for name in names}
    for section, forms in load_yaml(press_path("builders/typst/forms.yml")).items()
}
#: HTML tags that Markdown parsers emit as raw nodes, as Typst.
_HTML_TAGS = {"<s>": "#strike[", "</s>": "];", "<del>": "#strike[", "</del>": "];", "<br>": "#linebreak();"}
#: The fewest letters of a hyphenated word: fewer than on the site, as the lines of a book have more places to choose from than those on a phone.
_SHORTEST = 6
#: Blocks that a short paragraph may introduce, and the most letters of such a paragraph: three lines.
_INTRODUCED = (nodes.Sequential, nodes.table, nodes.literal_block)
_SHORT = 240
#: The lines at the beginning and at the end of the output of a cell that are printed of a long one, of which Typst sets a thousand in a second.
_END = 500
#: The most letters of a last paragraph that is not divided: twelve lines.
_WHOLE = 800
_URGENT = {"attention", "caution", "danger", "error", "warning"}
_NUMBERING = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
_SIDES = ("left", "center", "right")
#: Units of CSS that Typst does not have, in points: a pixel is 1/96 inch.
_POINTS = {"px": 0.75, "pc": 12}
_LENGTH = re.compile(r"\s*(\d+\.?\d*|\.\d+)\s*(px|pc|pt|cm|mm|in|em|%|)\s*")
#: Control sequences of terminals (ECMA-48), such as those for colours, in outputs of notebooks.
_TERMINAL_CODES = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]")
#: Components of sphinx-design, by the functions of the template that set them as boxes.
_COMPONENTS = {"card": "card", "dropdown": "admonition", "tab-item": "tab"}


#: The class of links, or of spans around or in them, whose words say only that there is more elsewhere: on paper their page is printed, or their address.
PAGE_REFERENCE = "page-reference"


class unhyphenated(nodes.container):  # noqa: N801  docutils' nodes are written small
    """The contents of the first two pages, where no word is hyphenated."""


#: Nodes whose blocks are in the column of the text if they are; those with visitors of their own are boxes.
_THROUGH = (
    nodes.section,
    nodes.compound,
    nodes.document,
    nodes.container,
    nodes.figure,
    nodes.reference,
    nodes.paragraph,
)
#: Nodes in which no word is hyphenated.
_UNHYPHENATED = (unhyphenated, nodes.Titular, nodes.caption, nodes.table, nodes.literal, nodes.FixedTextElement)


def warn(message: str, location: nodes.Node | str | tuple[str, None] | None, subtype: str) -> None:
    """Log a Sphinx warning of type ``typst``."""
    _LOGGER.warning(f"{message} [typst.{subtype}]", location=location, type="typst", subtype=subtype)


class TypstTranslator:
    """The translator of a book.

    A ``visit_`` method returns the markup of a node with all that is in it, as Typst nests in brackets what other writers put before
    and behind. Visitors that extensions add with ``app.add_node(..., typst=(visit, depart))`` append to ``body``, as in Sphinx's own writers.
    """

    def __init__(self, builder: Any, book: nodes.Element) -> None:
        self.builder = builder
        self.config = builder.config
        self.env = builder.env
        self.words = get_translation(builder.config.language, WORDS)
        self.anchors = Anchors(book)
        #: The document being printed, and the level of its next headings.
        self.docname = builder.config.root_doc
        self.level = 1
        #: Whether this is printed again in the contents, a list or a running head, where it has no notes and anchors.
        self.is_listed = False
        #: Whether this is printed once more, without links and notes.
        self.is_repeated = False
        self.body: list[str] = []
        self._added = builder.app.registry.translation_handlers.get("typst", {})
        self._printed_footnotes: set[str] = set()
        #: Numbers of header cells that are printed otherwise when they are repeated.
        self.head_numbers = count(1)
        #: The series, as of `sphinx_number`, of which something was printed with a caption.
        self.captioned: set[str] = set()

    # ---- What the methods share

    def render(self, node: nodes.Node) -> str:
        """Return the markup of a node, with its anchor if the book links to it, and its language if a class names one."""
        text = self._markup(node)
        if not isinstance(node, nodes.Element):
            return text
        code = language_of(node["classes"]).partition("-")[0]
        if text and _LANGUAGE.fullmatch(code) and not isinstance(node, nodes.FixedTextElement):
            text = call("in-language", text, code=string(code))
        return ("#beside-here;" if text and self._begins_beside(node) else "") + self.anchor(node) + text

    def _markup(self, node: nodes.Node) -> str:
        for cls in type(node).__mro__:
            if cls.__name__ in self._added and issubclass(cls, nodes.Node):
                return self._by_added(node, *self._added[cls.__name__])
            if visit := getattr(self, _FORMS["nodes"].get(cls.__name__, f"visit_{cls.__name__}"), None):
                return str(visit(node))
            if cls.__name__ in _FORMS["functions"]:
                return call(_FORMS["functions"][cls.__name__], self.inline(node.children))
        name = type(node).__name__
        message = f"the PDF builder does not know the node <{name}>; its text is printed without its form"
        self.warn(message, node, "node")
        return self.mixed(node) if isinstance(node, nodes.Element) else ""

    def _by_added(self, node: Any, visit: Callable[..., None], depart: Callable[..., None] | None) -> str:
        with self.at(body=[]):
            try:
                visit(self, node)
                self.body.append(self.mixed(node))
                if depart:
                    depart(self, node)
            except nodes.SkipNode:
                pass
            return "".join(self.body)

    def inline(self, node: nodes.Element | Iterable[nodes.Node]) -> str:
        """Return the children of a node as running text."""
        children = node.children if isinstance(node, nodes.Element) else node
        return "".join(self.render(child) for child in children)

    def blocks(self, node: nodes.Element | Iterable[nodes.Node]) -> str:
        """Return the children of a node as blocks, an empty line between them."""
        children = node.children if isinstance(node, nodes.Element) else node
        return "\n\n".join(filter(None, (self.render(child) for child in children)))

    def mixed(self, node: nodes.Element) -> str:
        """Return the children of a node that may hold blocks or running text."""
        is_inline = all(isinstance(child, (nodes.Inline, nodes.Text)) for child in node.children)
        return self.inline(node) if is_inline or isinstance(node, nodes.TextElement) else self.blocks(node)

    def skip(self, node: nodes.Node) -> str:
        """Return nothing, for nodes that are not printed."""
        return ""

    def anchor(self, node: nodes.Element) -> str:
        """Return the anchor of ``node`` if it is linked to and not printed yet, otherwise nothing."""
        label = self.anchors.claim(node, self.docname)
        return f"#{'anchor-in-heading' if self.is_listed else 'anchor'}({string(label)});" if label else ""

    def anchors_within(self, node: nodes.Element) -> str:
        """Return the anchors of ``node`` and of its children, for what prints some of these apart (captions, titles)."""
        return "".join(self.anchor(part) for part in (node, *elements(node)))

    def is_inside(self, node: nodes.Element) -> bool:
        """Return whether a block is in a list, a box, a cell or a note, and not in the column of the text."""
        around = node.parent
        while isinstance(around, (*_THROUGH, addnodes.start_of_file)) and not (
            "design_component" in around or type(around).__name__ in self._added
        ):
            around = around.parent
        return type(around) is not nodes.Element

    @contextmanager
    def at(self, **state: Any) -> Iterator[None]:
        """Set attributes (``docname``, ``level`` ...) for the time of a ``with`` block."""
        before = {name: getattr(self, name) for name in state}
        vars(self).update(state)
        try:
            yield
        finally:
            vars(self).update(before)

    def warn(self, message: str, node: nodes.Node, subtype: str) -> None:
        """Log a warning at the file and line of ``node``, unless it is printed once more."""
        if not self.is_repeated:
            warn(message, node if get_source_line(node)[1] else (self.docname, None), subtype)

    # ---- Text and inline nodes

    def visit_Text(self, node: nodes.Text) -> str:  # noqa: N802
        """Return text, with soft hyphens where its language needs them from us; line ends become spaces."""
        here, language = node.parent, ""
        while here is not None:
            if isinstance(here, _UNHYPHENATED):
                return markup(node.astext())
            here, language = here.parent, language or language_of(here["classes"])
        hyphenate = profile_of(language or self.config.language).hyphenate
        return markup(hyphenate(node.astext(), _SHORTEST) if hyphenate else node.astext())

    def visit_inline(self, node: nodes.Element) -> str:
        """Return a span; its classes decide whether it has markup of its own."""
        content = self.inline(node)
        if "std-numref" in node["classes"]:
            # A non-breaking space before the number of a figure or table.
            return re.sub(r" (?=\d)", "~", content)
        function = next((_FORMS["spans"][name] for name in node["classes"] if name in _FORMS["spans"]), "")
        return call(function, content) if function else content

    def visit_literal(self, node: nodes.Element) -> str:
        """Return an inline literal, such as a file name, or a key of the keyboard."""
        text = " ".join(node.astext().splitlines())
        return call("key", markup(text)) if "kbd" in node["classes"] else program(text)

    def visit_abbreviation(self, node: nodes.Element) -> str:
        """Return an abbreviation, with its explanation in brackets."""
        explanation = node.get("explanation")
        return self.inline(node) + (markup(f" ({explanation})") if explanation else "")

    def visit_raw(self, node: nodes.Element) -> str:
        """Return raw Typst as it is, and the few inline tags of HTML that Markdown parsers emit; nothing else."""
        formats, text = node.get("format", "").split(), node.astext()
        if "typst" in formats:
            return text
        if "html" not in formats or not isinstance(node.parent, nodes.TextElement):
            return ""
        if 'type="checkbox"' in text:
            return "☑ " if "checked=" in text else "☐ "
        tag = re.sub(r"\s*/?>$", ">", text.strip().lower())
        name = tag.strip("</>")
        # Unless tags of a kind balance among the siblings, a bracket would be left open.
        tags = [child.astext().strip().lower() for child in node.parent.children if isinstance(child, nodes.raw)]
        is_paired = name == "br" or tags.count(f"<{name}>") == tags.count(f"</{name}>")
        return _HTML_TAGS.get(tag, "") if is_paired else ""

    def visit_reference(self, node: nodes.Element) -> str:
        """Return a link, or its text alone where it has no destination."""
        content, destination = self.inline(node), self._destination(node)
        if any(PAGE_REFERENCE in part["classes"] for part in (node.parent, node, *elements(node))):
            return self._page_reference(destination)
        if node.children and all(isinstance(child, nodes.image) for child in node.children):
            # A link needs text for screen readers.
            uri = str(node.get("refuri", ""))
            address = f"#image-link({string(uri)}, {string(uri.removeprefix('mailto:'))})"
            return f"{content}\n\n{address}" if _SCHEME.match(uri) else content
        if not destination or not content.strip() or self.is_repeated:
            return content
        return call("link", content, destination)

    def _page_reference(self, destination: str | None) -> str:
        """Return the page to which a ``destination`` of a link belongs, or its URL; nothing where it is unknown."""
        if not destination:
            return ""
        if destination.startswith('"'):
            return call("link", program(destination.strip('"').partition("//")[2]), destination)
        pattern = self.words("page {page}")
        before, after = map(string, pattern.replace(" ", "\u00a0").split("{page}"))
        return f"#{'page-of' if self.is_repeated else 'linked-page-of'}({destination}, {before}, {after});"

    def _destination(self, node: nodes.Element) -> str | None:
        uri = node.get("refuri", "")
        if "refid" not in node and not uri.startswith("%"):
            if _SCHEME.match(uri):
                return string(uri)
            return None if not uri or uri.startswith("#") else optional_string(self.builder.site_url(uri, self.docname))
        docname, fragment = (self.docname, node["refid"]) if "refid" in node else split_uri(uri)
        if label := self.anchors.require(docname, fragment):
            return f"label({string(label)})"
        if "refid" in node:
            return None
        page = self.builder.site_uri(docname)
        return optional_string(self.builder.site_url(f"{page}{'#' if fragment else ''}{fragment}"))

    def visit_download_reference(self, node: nodes.Element) -> str:
        """Return a file to download as a link to the copy on the site, if the site's URL is known."""
        if "refuri" in node:
            return self.visit_reference(node)
        name = node.get("filename")
        url = self.builder.site_url(normpath(f"_downloads/{name}")) if name and not self.is_repeated else None
        return call("link", self.inline(node), string(url)) if url else self.inline(node)

    # ---- Notes and citations

    def visit_footnote_reference(self, node: nodes.Element) -> str:
        """Return the footnote itself at its first reference, its number at later ones."""
        footnote = self.anchors.footnotes.get((self.docname, node.get("refid", "")))
        if footnote is None:
            return call("super", self.inline(node))
        name = string(f"{self.docname}:{footnote['ids'][0]}:note")
        if self.is_repeated:
            return f"#mark-of({name});"
        if name in self._printed_footnotes:
            return f"#again({name});"
        self._printed_footnotes.add(name)
        return call("note-in-heading" if self.is_listed else "note", self._without_label(footnote), name=name)

    def visit_footnote(self, node: nodes.Element) -> str:
        """Return a footnote that has no reference; all others are printed at their references."""
        if not isinstance(node.parent, nodes.Element) or node.get("backrefs"):
            return ""
        return call("loose-note", self._without_label(node), mark=f"[{self._label(node)}]")

    def visit_citation(self, node: nodes.Element) -> str:
        """Return an entry of a bibliography, with its label unless the text cites by author and year."""
        content = self._without_label(node)
        style = getattr(self.config, "bibtex_reference_style", "")
        mark = None if node.get("docname") and style.startswith("author_year") else f"[{self._label(node)}]"
        return call("citation", self.anchor(node) + content, mark=mark)

    def _without_label(self, node: nodes.Element) -> str:
        return self.blocks(child for child in node.children if not isinstance(child, nodes.label))

    def _label(self, node: nodes.Element) -> str:
        label = first_child(node, nodes.label)
        return self.inline(label) if label is not None else ""

    # ---- Blocks

    def visit_paragraph(self, node: nodes.Element) -> str:
        """Return a paragraph.

        It is small if a class ends with ``-source``, and a heading outside the contents if one ends with
        ``-headline``.
        """
        content = self.inline(node).strip(" ")
        if any(name.endswith("-headline") for name in node["classes"]):
            return call("rubric", content)
        # The legend of a figure or a table is small already.
        if _is_source(node) and not isinstance(node.parent, (nodes.legend, nodes.table)):
            return call("small-print", content, **{"in-margin": self.in_margin(node)})
        siblings = node.parent.children
        at = siblings.index(node)
        is_block = isinstance(node.parent, (nodes.section, nodes.container, addnodes.start_of_file))
        introduces = at + 1 < len(siblings) and isinstance(siblings[at + 1], _INTRODUCED)
        is_last = is_block and _ends_chapter(node) and len(node.astext()) <= _WHOLE
        if not (is_last or (is_block and introduces and len(node.astext()) <= _SHORT)):
            return content
        # It must not be separated from the page of what it introduces. Inside ``lead-in`` Typst does not see the paragraph before it,
        # after which it is indented.
        is_indented = at > 0 and isinstance(siblings[at - 1], nodes.paragraph)
        return call("last-lines" if is_last else "lead-in", content, indented=is_indented)

    def in_margin(self, node: nodes.Node | None) -> bool:
        """Return whether a block is in the margin beside the block before it.

        These are sources, sidebars of the class ``margin``, and nodes whose class sets ``in_margin``.
        """
        if not isinstance(node, nodes.Element):
            return False
        is_note = _is_source(node) or "margin" in node["classes"] or getattr(node, "in_margin", False)
        is_after = isinstance(node.previous_sibling(), nodes.paragraph | nodes.container)
        return is_note and is_after and not self.is_inside(node)

    def _begins_beside(self, node: nodes.Element) -> bool:
        """Return whether a note in the margin begins where ``node`` does: one after it, or the source of all that ``node`` begins."""
        note = node.next_node(descend=False, siblings=True)
        if isinstance(node.previous_sibling(), nodes.title) or not isinstance(node.previous_sibling(), nodes.Element):
            note = node.parent[-1] if isinstance(node.parent, nodes.Element) and _is_source(node.parent[-1]) else note
        elif note is not None and _is_source(note) and note is node.parent[-1]:
            return False
        return self.in_margin(note)

    def visit_line_note(self, node: nodes.Element) -> str:
        """Return a note in the margin beside its line, where it has no links, as its text is drawn apart from the page's."""
        with self.at(is_repeated=True):
            return "" if self.is_listed else call("line-note", self.inline(node))

    def visit_block_quote(self, node: nodes.Element) -> str:
        """Return a quotation with its attribution; also an epigraph, pull-quote or highlights."""
        source = first_child(node, nodes.attribution)
        content = self.blocks(child for child in node.children if child is not source)
        return call("quotation", content, attribution=f"[{self.inline(source)}]" if source is not None else None)

    def visit_Admonition(self, node: nodes.Element) -> str:  # noqa: N802
        """Return an admonition as a box, under the author's title or else Sphinx's word for its kind.

        Likewise a topic or sidebar.
        """
        heads = [child for child in elements(node) if isinstance(child, (nodes.title, nodes.subtitle))]
        heading = self._word_and_number(node) + ". ".join(map(self.inline, heads))
        heading = heading or markup(str(admonitionlabels.get(node.tagname, "")))
        content = self.blocks(child for child in node.children if child not in heads)
        tone = '"urgent"' if {node.tagname, *node["classes"]} & _URGENT else None
        if self.in_margin(node):
            return call("margin-block", content, title=f"[{heading}]" if heads else None)
        return call("admonition", content, title=f"[{heading}]", tone=tone) if heading.strip() else content

    def _word_and_number(self, node: nodes.Element) -> str:
        """Return what the writers of sphinx-proof and sphinx-exercise put before a title: ``Theorem 1.2``; else nothing."""
        if "realtype" in node:
            shown = f"{get_sphinx_translation('proof')(node['realtype'].title())} %s"
        else:
            shown = node[0].get("title", "") if node.children and isinstance(node[0], nodes.title) else ""
        return markup(shown.replace("%s", self.sphinx_number(node, node.get("countertype", "exercise"))).rstrip())

    def visit_topic(self, node: nodes.Element) -> str:
        """Return a topic; the contents of a single document are left out, as the book has its own."""
        return "" if "contents" in node["classes"] else self.visit_Admonition(node)

    def visit_transition(self, node: nodes.Element) -> str:
        """Return a transition; none at the end or before footnotes, which are printed at the foot of the page."""
        following = node.parent.children[node.parent.index(node) + 1 :]
        return "" if all(isinstance(child, nodes.footnote) for child in following) else "#transition()"

    def visit_line_block(self, node: nodes.Element) -> str:
        """Return lines as they are; a line block within another is indented by its own margin."""
        return call("verse", "#linebreak();\n".join(self.render(line) for line in node.children))

    # ---- Lists

    def visit_bullet_list(self, node: nodes.Element) -> str:
        """Return a bullet list."""
        return f"#list({self._items(node)})"

    def visit_enumerated_list(self, node: nodes.Element) -> str:
        """Return an enumerated list with the numbers of the source."""
        kind = _NUMBERING.get(node.get("enumtype", "arabic"), "1")
        pattern = string(f"{node.get('prefix', '')}{kind}{node.get('suffix', '.')}")
        return f"#enum({self._items(node)}, start: {node.get('start', 1)}, numbering: {pattern})"

    def _items(self, node: nodes.Element) -> str:
        """Return the items, and whether each is one block, besides nested lists: such items are set close together."""
        kinds = (nodes.list_item, nodes.citation, nodes.definition_list_item)
        items = [item for item in elements(node) if isinstance(item, kinds)]
        lists = (nodes.bullet_list, nodes.enumerated_list)
        is_tight = all(sum(not isinstance(block, lists) for block in item.children) <= 1 for item in elements(node))
        made = "".join(f"[{self.anchor(item)}{self.blocks(item)}],\n" for item in items)
        return f"{made}tight: {'true' if is_tight else 'false'}"

    def visit_definition_list_item(self, node: nodes.Element) -> str:
        """Return one or more terms, their classifiers and the definition."""
        *heads, definition = elements(node)
        term = "#linebreak();".join(map(self.render, heads))
        return call("definition", self.blocks(definition), term=f"[{term}]")

    def visit_field(self, node: nodes.Element) -> str:
        """Return a field: its name and its body."""
        name, *body = elements(node)
        return call("field", "\n\n".join(self.blocks(part) for part in body), name=f"[{self.render(name)}]")

    # ---- Documents, sections, headings

    def visit_start_of_file(self, node: nodes.Element) -> str:
        """Return one document of the book. Links to parts of it that are not printed lead to its beginning."""
        with self.at(docname=node["docname"], level=node["base"]):
            content = self._located(node)
            rest = "".join(f"#anchor({string(label)});" for label in self.anchors.unplaced(node["docname"]))
        begin = "#begin-document();" if node["base"] == 1 else ""
        file = self.env.doc2path(node["docname"], base=False)
        return f"{DOCUMENT}{file}\n{begin}{rest}\n{content}"

    def visit_section(self, node: nodes.Element) -> str:
        """Return a section, one level below the one around it."""
        with self.at(level=self.level + 1):
            return self._located(node)

    def _located(self, node: nodes.Element) -> str:
        """Return the children of a node as blocks, each with its line in the document, by which a refusal of Typst is told."""
        lines = [
            ("" if isinstance(child, nodes.section) else get_source_line(child)[1], self.render(child))
            for child in node.children
        ]
        return "\n\n".join(f"{LINE}{line}\n{text}" if line else text for line, text in lines if text)

    def visit_title(self, node: nodes.Element) -> str:
        """Return the heading of a section; a title elsewhere is a bold line."""
        with self.at(is_listed=True):
            content = self.inline(node)
        if not isinstance(node.parent, (nodes.section, nodes.document)):
            return call("rubric", content)
        label, number = self.anchors.claim(node.parent, self.docname), self._section_number(node.parent)
        options = {"level": str(max(1, self.level - 1)), "numbering": f"(..) => {string(number)}" if number else None}
        return f"#heading({arguments(options)})[{content}]{f'#label({string(label)})' if label else ''}"

    def _section_number(self, section: nodes.Element) -> str:
        """Return Sphinx's section number, as on the site, or that of the chapter in this book; empty for none."""
        numbers = self.env.toc_secnumbers.get(self.docname, {})
        is_top = isinstance(section.parent, addnodes.start_of_file)
        names = [f"#{name}" for name in section["ids"]] + ([""] if is_top else [])
        parts = next((numbers[name] for name in names if numbers.get(name)), ())
        return ".".join(map(str, parts)) or (str(section.parent.get("number", "")) if is_top else "")

    # ---- Figures, tables, listings and their captions

    def sphinx_number(self, node: nodes.Element, series: str) -> str:
        """Return the number that Sphinx has given to ``node`` in a ``series`` (``figure``, ``table`` ...): ``2.1``, or empty."""
        numbers = self.env.toc_fignumbers.get(self.docname, {}).get(series, {})
        return next((".".join(map(str, numbers[name])) for name in node["ids"] if name in numbers), "")

    def caption(self, node: nodes.Element, title: nodes.Element | None, series: str) -> str | None:
        """Return a caption with its number as Typst content.

        ``None`` if there is none. Lists repeat its first sentence alone.
        """
        if title is None:
            return None
        self.captioned.add(series)
        number = self.sphinx_number(node, series) if self.config.numfig else ""
        with captions_as_at(node, self.config):
            shown = (str(self.config.numfig_format.get(series, "%s")) % number).strip().rstrip(".") if number else ""
        head, rest = split_caption(title, self.config.language)
        with self.at(is_listed=True):
            listed = call("headline", self.inline(head))
        number = call("number", markup(shown)) if shown else ""
        return f"[{number}{listed}{call('unlisted', self.inline(rest)) if rest else ''}]"

    def visit_figure(self, node: nodes.Element) -> str:
        """Return a figure: its contents, then caption and legend.

        On a landscape page if it has the class ``landscape``.
        """
        anchors, title = self.anchors_within(node), first_child(node, nodes.caption)
        legends = [child for child in node.children if isinstance(child, nodes.legend)]
        body = self.blocks(child for child in node.children if child is not title and child not in legends)
        legend = "\n\n".join(self.blocks(child) for child in legends)
        is_table = self.config.numfig and self.sphinx_number(node, "table")
        text = call(
            "book-figure",
            anchors + body,
            caption=self.caption(node, title, "table" if is_table else "figure"),
            legend=f"[{legend}]" if legend else None,
            kind=string("table") if first_child(node, nodes.table) is not None else None,
            align=node.get("align") if node.get("align") in _SIDES else None,
            inside=self.is_inside(node),
        )
        return call("turned", text) if "landscape" in node["classes"] else text

    def visit_image(self, node: nodes.Element) -> str:
        """Return an image in the author's width, at most that of the text.

        One that cannot be printed is replaced by its alternative text, with a warning.
        """
        path: str | None = self.builder.image_path(node)
        uri, alternative = node.get("uri", ""), str(node.get("alt") or "").strip()
        if path is None:
            # Sphinx itself warns of a missing one.
            if (self.builder.srcdir / uri).is_file():
                message = f"the PDF cannot hold an image of the kind of {uri!r}; give it as SVG, PNG or JPEG"
                self.warn(message, node, "image")
            return call("emph", markup(alternative))
        if not alternative:
            message = f"the image {uri!r} has no alternative text; say in a sentence what it shows, with the option alt"
            self.warn(message, node, "alt")
            alternative = self.words("Illustration")
        is_block = isinstance(node.parent, (nodes.figure, nodes.container)) or _is_alone(node)
        width, height = _length(node.get("width")), _length(node.get("height"))
        height = height or (None if is_block or width else "1em")
        # The template finds how wide a block may be, which the picture then fills.
        options = {"alt": string(alternative), "width": "100%" if is_block and width else width, "height": height}
        # Typst tells where a damaged image is asked for, here and not in the template.
        picture = f"image({string(path)}, {arguments(options)})"
        if not is_block:
            return f"#inline-image({picture});"
        side = node.get("align") if node.get("align") in _SIDES else None
        place = {"width": width, "align": side, "inside": self.is_inside(node)}
        return f"#book-image({', '.join(filter(None, (picture, arguments(place))))});"

    def visit_table(self, node: nodes.Element) -> str:
        """Return a table with its caption, numbered as Sphinx numbers it, and its legend."""
        return table(self, node)

    # ---- Program text and formulas

    def visit_literal_block(self, node: nodes.Element) -> str:
        """Return program text, highlighted by its language."""
        name, is_output = str(node.get("language", "none")), "output" in node["classes"]
        lines = _TERMINAL_CODES.sub("", node.astext()).rstrip().split("\n")
        if is_output and len(lines) > 2 * _END:
            left_out = self.words("[Lines {first} to {last} of this output are shown on its page alone.]")
            lines[_END:-_END] = [left_out.format(first=_END + 1, last=len(lines) - _END)]
        options = {
            "text": string("\n".join(lines)),
            "lang": optional_string(_FORMS["languages"].get(name, name)),
            "output": is_output,
            "inside": self.is_inside(node),
        }
        return f"#code({arguments(options)})"

    def visit_math(self, node: nodes.Element) -> str:
        """Return an inline formula."""
        if not (formula := node.get("mathml")):
            return program(node.astext())
        return f"#math.equation(alt: {_in_words(node)}, ${typst_math(formula)}$);"

    def visit_math_block(self, node: nodes.Element) -> str:
        """Return a formula on its own line, with its number."""
        formula, number = node.get("mathml"), str(node.get("number") or "")
        if not formula:
            return f"#code(text: {string(node.astext().strip())})"
        if number and self.config.math_numfig and self.config.numfig:
            number = self.sphinx_number(node, "displaymath") or number
        numbering = f"(..) => {string(f'({number})')}" if number else None
        options = {"block": "true", "alt": _in_words(node), "numbering": numbering}
        function = "math.equation" if self.is_inside(node) else "displayed"
        return f"{self.anchor(node)}#{function}({arguments(options)}, $ {typst_math(formula)} $)"

    # ---- Containers, and nodes of extensions that books often use

    def visit_container(self, node: nodes.Element) -> str:
        """Return a captioned listing, a component of sphinx-design, blocks to be kept on one page, or just the contents."""
        if node.get("literal_block") or "literal-block-wrapper" in node["classes"]:
            title, anchors = first_child(node, nodes.caption), self.anchors_within(node)
            body = self.blocks(child for child in node.children if child is not title)
            return call("listing", anchors + body, caption=self.caption(node, title, "code-block"))
        function = _COMPONENTS.get(node.get("design_component", ""))
        if function and (node.astext().strip() or next(node.findall(nodes.image), None) is not None):
            anchors, head = self.anchors_within(node), None if function == "card" else first_child(node, nodes.rubric)
            body = self.blocks(child for child in node.children if child is not head)
            return anchors + call(function, body, title=f"[{self.inline(head)}]" if head is not None else None)
        return call("kept", self.mixed(node)) if "keep-together" in node["classes"] else self.mixed(node)

    def visit_sd_line_break(self, node: nodes.Element) -> str:
        """Return a break of a line."""
        return "#linebreak();"


def _length(given: Any) -> str | None:
    """Return a width or height as a Typst length; ``None`` where none is given that is understood."""
    match = _LENGTH.fullmatch(str(given))
    if not match:
        return None
    number, unit = float(match[1]), match[2] or "px"
    return f"{number * _POINTS[unit]:g}pt" if unit in _POINTS else f"{number:g}{unit}"


def _is_source(node: nodes.Node) -> bool:
    return isinstance(node, nodes.paragraph) and any(name.endswith("-source") for name in node["classes"])


def _ends_chapter(node: nodes.Node) -> bool:
    """Return whether nothing but notes follows ``node`` in its document."""
    if isinstance(node, addnodes.start_of_file):
        return bool(node["base"] == 1)
    after = node.parent.children[node.parent.index(node) + 1 :] if node.parent else ()
    kinds = (nodes.footnote, nodes.Invisible, addnodes.toctree)
    return node.parent is not None and all(isinstance(child, kinds) for child in after) and _ends_chapter(node.parent)


def _is_alone(node: nodes.Element) -> bool:
    """Return whether the image is a block of its own, not inline."""
    parent = node.parent
    if isinstance(parent, nodes.reference):
        return _is_alone(parent)
    return not isinstance(parent, nodes.TextElement) or len(parent.children) == 1


def _in_words(node: nodes.Element) -> str:
    """Return a formula in words that are read out, as a string of Typst."""
    spoken = LatexNodes2Text(math_mode="text").latex_to_text(node.astext())
    return string(" ".join((spoken.strip() or node.astext()).split()))
