"""Define text components: the summary of a chapter or of the book, remarks of the editors, blocks that fold.

What a directive or role of press returns has the attribute `TYPED` with what was typed for it ("chart survey/answers"), for checks, which look
at what authors typed; what is parsed of the content has an empty one, so that it counts again.

The nodes are subclasses of docutils' own (container, rubric, inline), so that any builder prints their text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from press.core.errors import PressError
from press.directives.link_nodes import has_ancestor
from press.edition.context import format_of, get_context, warn

# Remarks of the editors (directive and class of a span); summary of a chapter; summary of the book.
EDITORS, IN_BRIEF, LEAD = "editors", "in-brief", "lead"
TYPED = "typed"
Visitor = Callable[[Any, Any], None]
Visitors = tuple[Visitor, Visitor]
# A block as it is written, with or without a title.
_BLOCK = re.compile(
    r'\s*<div(?P<opening>[^>]*)>\s*(<p(?P<title> class="admonition-title".*?)</p>)?(?P<content>.*)</div>\s*', re.DOTALL
)


def marking(directive: type[SphinxDirective]) -> type[SphinxDirective]:
    """Return ``directive`` so that its nodes are marked with its name and arguments, and a PressError is a warning with its line."""

    def run(self: SphinxDirective) -> list[nodes.Node]:
        try:
            made = list(directive.run(self))
        except PressError as error:
            warn(error, self.get_location(), self.name)
            return []
        for node in made:
            if isinstance(node, nodes.Element):
                node.attributes.setdefault(TYPED, " ".join([self.name, *self.arguments]))
        return made

    return type(directive.__name__, (directive,), {"run": run, "__module__": directive.__module__})


class component(nodes.container):  # noqa: N801  docutils' nodes are written small
    """A block set apart from the text; ``word`` is its accessible name, empty where it needs none."""


class component_word(nodes.rubric):  # noqa: N801
    """The heading word of a component."""


class ComponentDirective(SphinxDirective):
    """Parse the content into a node of the class ``node_class``, headed by ``word``."""

    has_content = True
    node_class: ClassVar[type[component]]
    word: ClassVar[str] = ""

    def run(self) -> list[nodes.Node]:
        """Return the component; nothing, after a warning, where the directive is empty."""
        word = get_context(self.env.app).translate(self.word) if self.word else ""
        node = self.node_class(word=word)
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        if not node.children:
            message = f"the directive '{self.name}' holds nothing; write below it what it is to say"
            warn(message, self.get_location(), "component")
            return []
        if word:
            node.insert(0, component_word(word, word))
        return [node]


def html_element(name: str, role: str = "", tag: str = "div") -> Visitors:
    """Return visitors that render a node as an element of the class ``name``, named by its ``word`` if it has an ARIA ``role``."""

    def visit(translator: Any, node: nodes.Element) -> None:
        aria = {"role": role, "aria-label": node["word"]} if role else {}
        translator.body.append(translator.starttag(node, tag, "\n" if tag == "div" else "", CLASS=name, **aria))

    return visit, closing(f"</{tag}>" if tag in ("span", "ins") else f"</{tag}>\n")


def closing(tags: str) -> Visitor:
    """Return a visitor that appends end ``tags``."""
    return lambda translator, node: translator.body.append(tags)


def typst_call(function: str) -> Visitors:
    """Return visitors that pass the content of a node to the Typst ``function`` of the template."""

    def visit(translator: Any, node: nodes.Element) -> None:
        translator.body.append(f"#{function}[")

    def depart(translator: Any, node: nodes.Element) -> None:
        translator.body.append("];")

    return visit, depart


class in_brief(component):  # noqa: N801  docutils' nodes are written small
    """A chapter in two or three sentences."""


class lead(component):  # noqa: N801
    """The book in one or two sentences."""


class InBriefDirective(ComponentDirective):
    """Say a chapter in two or three sentences, below its title; search engines are told them as its description."""

    node_class = in_brief
    word = "In brief"


class LeadDirective(ComponentDirective):
    """Say the book in one or two sentences, below the title of its first page; the start page of the site shows them too."""

    node_class = lead


class remark(component):  # noqa: N801  docutils' nodes are written small
    """Paragraphs written by the editors, which a printed page has beside the paragraph that they are about."""

    in_margin = True


class remark_inline(nodes.inline):  # noqa: N801
    """Words of the editors within a paragraph."""


class remark_word(nodes.inline):  # noqa: N801
    """The label before such words, with its colon."""


class EditorsDirective(ComponentDirective):
    """Mark paragraphs as said by the editors; the word for them comes by itself, in the language of the edition.

    Within a paragraph, a span of the same class does so: ``[words]{.editors}``.
    """

    node_class = remark
    word = "Editors"


class line_note(nodes.inline):  # noqa: N801
    """A few words in the margin of a page, beside their line; in an EPUB a note that opens in place.

    The text has to say, too, what they say.
    """


def _visit_line_note(translator: HTML5Translator, node: line_note) -> None:
    written = format_of(translator.builder)
    if not (written.is_site or written.has_opening_notes):
        raise nodes.SkipNode
    html: dict[str, Any] = {"CLASS": "press-line-note", "aria-hidden": "true", "data-pagefind-ignore": ""}
    translator.body.append(translator.starttag(node, "small", "", **html))


def _begin_remark(translator: Any, node: remark) -> None:
    translator.body.append(f"#remark(in-margin: {str(translator.in_margin(node)).lower()})[")


def setup_components(app: Sphinx) -> None:
    """Register the directives, the nodes and the transform of spans."""
    app.add_directive(IN_BRIEF, InBriefDirective)
    app.add_directive(LEAD, LeadDirective)
    app.add_directive(EDITORS, EditorsDirective)
    word = html_element("press-component-word", tag="p")
    app.add_node(component_word, html=word, typst=typst_call("component-word"))
    app.add_node(in_brief, html=html_element("press-in-brief", "doc-abstract"), typst=typst_call("in-brief"))
    app.add_node(lead, html=html_element("press-lead"), typst=typst_call("lead"))
    app.add_node(remark, html=html_element("press-editors", "note"), typst=(_begin_remark, typst_call("remark")[1]))
    inline = html_element("press-editors-inline", "note", "span")
    app.add_node(remark_inline, html=inline, typst=typst_call("remark-inline"))
    app.add_node(remark_word, html=html_element("press-editors-word", tag="span"), typst=typst_call("remark-word"))
    app.add_node(line_note, html=(_visit_line_note, closing("</small>")))
    app.add_transform(MarkRemarks)
    app.add_node(unfolding, html=(_visit_unfolding, _depart_unfolding))
    app.add_post_transform(FoldBlocks)


class MarkRemarks(SphinxTransform):
    """Label spans of the class ``editors``, except within a remark, which has a label; and proofs, whose label has no translation."""

    # Before numbers and typography are set (840 and later).
    default_priority = 830

    def apply(self, **kwargs: Any) -> None:
        """Replace the spans."""
        translate = get_context(self.app).translate
        for proof in self.document.findall(nodes.admonition):
            text = next(proof.findall(nodes.Text), None)
            if "proof" in proof["classes"] and text and text.parent and text.startswith("Proof. "):
                text.parent.replace(text, nodes.Text(translate("Proof") + text.removeprefix("Proof")))
        word = translate(EditorsDirective.word)
        for span in [node for node in self.document.findall(nodes.inline) if EDITORS in node["classes"]]:
            if not has_ancestor(span, remark, remark_inline):
                label = remark_word("", f"{word}:")
                node = remark_inline(span.rawsource, "", label, nodes.Text(" "), *span.children, word=word)
                node.source, node.line = span.source, span.line
                # ``replace_self`` copies the ids and the remaining classes of the span.
                span["classes"] = [name for name in span["classes"] if name != EDITORS]
                span.replace_self(node)


class folded(nodes.container):  # noqa: N801
    """What browsers show as one line, its ``summary``, until it is opened; other formats have it whole, without that line."""


def _visit_folded(translator: HTML5Translator, node: folded) -> None:
    if format_of(translator.builder).is_for_browsers:
        classes, summary = " ".join(["press-fold", *node["classes"]]), translator.encode(node["summary"])
        translator.body.append(f'<details class="{classes}">\n<summary>{summary}</summary>\n')
    # Browsers open what holds the target of a link, but for its summary.
    translator.body.append(translator.starttag(nodes.Element(), "div", ids=node["ids"]))


def _depart_folded(translator: HTML5Translator, node: folded) -> None:
    translator.body.append("</div>\n</details>\n" if format_of(translator.builder).is_for_browsers else "</div>\n")


class unfolding(nodes.container):  # noqa: N801
    """A block that its title opens, or else its ``word``."""


class FoldBlocks(SphinxPostTransform):
    """Fold on pages and in EPUBs what sphinx-togglebutton folds with a script; print has it as it is."""

    # After ids are given and notes are placed (910).
    default_priority = 920
    formats = ("html",)

    def run(self, **kwargs: Any) -> None:
        """Wrap the blocks; without its classes, that script does not fold them again."""
        word = get_context(self.app).translate("Click to show")
        for node in list(self.document.findall(nodes.Element)):
            kinds = {"dropdown", "toggle"} if isinstance(node, nodes.Admonition) else {"toggle"}
            if isinstance(node, (nodes.Admonition, nodes.container)) and kinds & set(node["classes"]):
                block = unfolding(word=word, opened=' open="open"' if "toggle-shown" in node["classes"] else "")
                others = (name for name in node["classes"] if name not in {*kinds, "admonition"})
                node["classes"] = ["admonition", *others]
                node.parent.replace(node, block)
                block += node


def _visit_unfolding(translator: HTML5Translator, node: unfolding) -> None:
    node["start"] = len(translator.body)


def _depart_unfolding(translator: HTML5Translator, node: unfolding) -> None:
    # Each extension writes its blocks in its own way, all of them a division with a title.
    if block := _BLOCK.fullmatch("".join(translator.body[node["start"] :])):
        title = block["title"] or f' class="admonition-title">{translator.encode(node["word"])}'
        opening = f"<details{block['opening']}{node['opened']}>\n<summary{title}</summary>"
        translator.body[node["start"] :] = [f"{opening}{block['content']}</details>\n"]


class details(nodes.container):  # noqa: N801
    """A collapsible block; its first child, a ``details_summary``, is always visible."""


class details_summary(component_word):  # noqa: N801
    """The visible heading that opens and closes the block."""


def setup_details(app: Sphinx) -> None:
    """Register the nodes of what folds."""
    app.add_node(folded, html=(_visit_folded, _depart_folded))
    app.add_node(details, html=html_element("press-folded", tag="details"))
    app.add_node(details_summary, html=html_element("admonition-title", tag="summary"))
