"""Mark figures and statements of the source as a proofreader does.

Each number has a line under it, whose form is that of the verdict, and the right value behind it; statements have a caret, a
problem a note in the margin. A number draws its verdict itself, once a block; the role ``{verdict}`` is for what has no number. The pen draws the same lines as SVG.
"""

from __future__ import annotations

import json
import re
from itertools import takewhile
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxRole
from sphinx.util.nodes import make_refnode

from press.api import PressError
from press.api import sphinx as api
from press.audit.figures import right_value, written_figure
from press.audit.kinds import KINDS, Kind, by_group
from press.audit.verdicts import FOLDER, verdict_named, verdicts_of
from press.audit.words import audit_words, group_words, verdict_in_sentence, verdict_words

VERDICT = "verdict"
MARK = "press-verdict"
CARET = "press-caret"
# Key in Sphinx's metadata of a document: the labels of the verdicts of which it has the account.
ACCOUNTS = "press-accounts"
# The colours of verdicts, for light and dark pages, which style sheets have too.
_COLOURS: dict[str, str] = json.loads((FOLDER / "styles" / "colours.json").read_text("utf-8"))
# In the imprint the marks come before what is said of other signs and other editions.
_BEFORE_OTHER_FACTS = 400
# The colour of numbers, on light and dark pages.
INK = "light-dark(#1b1f24, #e3e5e9)"
# The ending of a number.
_ENDING = re.compile(r"-\w+")


class mark(nodes.inline):  # noqa: N801  docutils' nodes are written small
    """A number or words with the line of the pen for the verdict ``code``, or without content a caret."""


class key_finding(nodes.container):  # noqa: N801
    """A finding: its headline, what is said of it, and a line with verdicts and a link. ``name`` is its id in the table."""


class right_words(nodes.inline):  # noqa: N801
    """The right value behind a figure, in brackets, as what the editors add: no part of the text in a description of the page."""

    def astext(self) -> str:
        """Return nothing."""
        return ""


# Where the editors speak: what only reports a correction, or may be repeated, has no mark.
_BY_EDITORS = (api.lead, api.remark, api.remark_inline, key_finding, nodes.footnote)
# What has no note beside it: what is above the text, or wider than it.
_WITHOUT_NOTES = (api.in_brief, nodes.table, nodes.figure)


def setup_marks(app: Sphinx) -> None:
    """Register the role, its nodes, and what draws them."""
    app.add_role(VERDICT, VerdictRole())
    app.add_node(mark, typst=(_print, None))
    app.add_node(right_words, html=api.html_element("press-right", tag="ins"), typst=api.typst_call("right-words"))
    app.add_node(label_link)
    app.add_transform(JudgeNumbers)
    app.add_post_transform(DrawVerdicts)
    app.add_post_transform(LinkToLabels)
    app.connect("typst-imprint", _tell_marks, priority=_BEFORE_OTHER_FACTS)


class label_link(nodes.Inline, nodes.TextElement):  # noqa: N801
    """A link to what has the ``label``, which keeps the nodes in it as they are.

    ``name`` is its accessible name, if its text is not enough (a space where it is, and the link opens a card); its ``verdict``,
    with the ``problem`` that it belongs to, says that it is of the role ``{verdict}``.
    """


class JudgeNumbers(SphinxTransform):
    """Note at each number of the role that is a figure with a verdict what the pen writes, so that the document depends on it."""

    # After numbers begin sentences, before typography.
    default_priority = 845

    def apply(self, **kwargs: Any) -> None:
        """Note the verdicts on figures that are counted, and on others that have a right value."""
        context = api.get_context(self.app)
        for number in self.document.findall(api.quantity):
            origin, _, key = number["name"].partition("/")
            verdicts = verdicts_of(context) if origin == api.CLAIMS and number.get("in_sentence") else None
            verdict = verdicts.by_id.get(key) if verdicts else None
            if not (verdicts and verdict and (key in verdicts.counted or verdict.right)):
                continue
            # A year is judged in the chapter that tells it: elsewhere it may be that of another figure.
            is_year = context.claims[key].quantity.is_dated and not (verdict.right and key in verdicts.counted)
            if is_year and context.claims[key].section not in ("", api.address(self.env.docname, context.settings)):
                continue
            number["verdict"], number["problem"], number["is_year"] = verdict.code, verdict.problem, is_year
            _, options = api.parse_number(number[api.TYPED].partition(" ")[2])
            number["right"] = right_value(context, key, options.get("form", ""))
            # By what the text itself may name: the right number, or another figure of the problem.
            if verdict.right:
                number["named"] = [api.parse_number(right)[0] for right in verdict.right.split(";")]
            else:
                number["named"] = [f"{api.CLAIMS}/{other}" for other in verdicts.others_of_problem(key)]
            number["written"] = written_figure(context, key)


class DrawVerdicts(SphinxPostTransform):
    """Draw the pen's line under each judged number, once a block, and make a caret of the role.

    Add the right value, and a note for each problem of a section, in an EPUB for each number that was checked.
    """

    # Before numbers become links (5).
    default_priority = 4

    def run(self, **kwargs: Any) -> None:
        """Draw numbers in the order of the text, then statements."""
        self._context = api.get_context(self.app)
        self._is_editors = self.env.metadata[self.env.docname].get("voice") == "editors"
        # Numbers of a block, and problems of a block or a section.
        self._seen = set[tuple[nodes.Element | None, str]]()
        judged = [node for node in self.document.findall(nodes.Element) if "verdict" in node]
        numbers = [node for node in judged if isinstance(node, api.quantity) and not self._reports(node)]
        for number in numbers:
            self._draw(number)
        for link in judged:
            if isinstance(link, label_link):
                section = self._section_of(link)
                # A figure of its problem may tell it.
                in_section = [number for number in numbers if self._section_of(number) is section]
                self._statement(link, link["problem"] in [number["problem"] for number in in_section])

    def _reports(self, number: nodes.Element) -> bool:
        """Return whether ``number`` stands where the editors speak of it, or in a caption that names what is right as well."""
        if self._is_editors or api.has_ancestor(number, *_BY_EDITORS):
            return True
        return api.has_ancestor(number, nodes.caption, nodes.title) and self._names_right(number)

    def _section_of(self, node: nodes.Element) -> nodes.Element:
        return _around(node, nodes.section, self.document)

    def _draw(self, number: nodes.Element) -> None:
        """Draw ``number``, unless its block has it already, and add the note that belongs to it."""
        block, problem = _block_of(number), number["problem"]
        # A year is that of its figure in one place.
        where = self.document if number["is_year"] and not api.has_ancestor(number, api.in_brief) else block
        place = (where, number["name"] if number["is_year"] else f"{number['name']} {number.astext()}")
        if place in self._seen or not api.may_open(number):
            return
        self._seen.add(place)
        is_told = self._names_right(number)
        if KINDS[number["verdict"]].is_conflict:
            # The article's own sentence names both: the first of them tells it.
            is_told = (block, problem) in self._seen
            self._seen.add((block, problem))
        last = self._number(number, block, is_told)
        section = self._section_of(number)
        # Dashes alone say that a number could not be checked.
        has_note = api.format_of(self.app.builder).has_opening_notes and KINDS[number["verdict"]].is_known
        opens = has_note and not api.has_ancestor(number, nodes.caption)
        is_first = problem and (section, problem) not in self._seen and not is_told
        if opens or (is_first and not api.has_ancestor(number, *_WITHOUT_NOTES)):
            self._seen.add((section, problem))
            last.parent.insert(last.parent.index(last) + 1, self._note(number, opens))

    def _note(self, number: nodes.Element, opens: bool) -> nodes.Element:
        """Return the note that says the verdict on ``number``; where it ``opens`` it leads to the account of the figure."""
        problem = number["problem"]
        about = f"{self._context.label(f'problem.{problem}')}, " if problem else ""
        verdict = verdict_in_sentence(self._context, number["verdict"], number["right"].spoken)
        said = f"{about}{number['written']}: {verdict}"
        note = api.line_note(said, said, classes=KINDS[number["verdict"]].classes)
        label = f"finding-{number['name'].partition('/')[2]}" if opens else f"problem-{problem}"
        if not api.format_of(self.app.builder).is_site and label in self.env.domains["std"].anonlabels:
            account = nodes.inline("", audit_words(self._context)("Full account"), classes=["page-reference"])
            note += [nodes.Text(" · "), link_to(label, account)]
        return note

    def _number(self, number: nodes.Element, block: nodes.Element, is_told: bool) -> nodes.Element:
        """Draw ``number``, with its ending, and return the node behind which its note belongs."""
        opening, closing = self._context.translate("“{quotation}”").split("{quotation}")
        texts = takewhile(lambda text: text.parent is not number, block.findall(nodes.Text))
        before = "".join(texts)
        is_quoted = before.rfind(opening) > before.rfind(closing)
        _take_ending(number)
        words, written = number.astext(), "" if is_told else number["right"].written
        number["spoken"] = self._spoken(number, words)
        if not is_quoted:
            number[:] = [lined(number["verdict"], words)]
        if not written:
            return number
        # A word alone does not begin a line.
        space = "\N{NO-BREAK SPACE}" if len(written.split()) == 1 else " "
        right = right_words("", f"[{written}]")
        if not is_quoted:
            following = number.next_node(descend=False, siblings=True)
            # The noun of a year is not parted from it.
            begins, after = api.profile_of(self._context.language).noun_of_year, following.astext() if following else ""
            noun = re.match(rf"\s{begins}\w*", after) if begins and isinstance(following, nodes.Text) else None
            if not noun:
                number += [nodes.Text(space), right]
                # Whoever says what is to be seen in a link finds it by its accessible name.
                number["spoken"] = self._spoken(number, f"{words}{space}[{written}]")
                return number
            place = number.parent.index(number) + 1
            number.parent[place : place + 1] = [nodes.Text(noun[0] + space), right, nodes.Text(after[noun.end() :])]
            return right
        # A quotation stays whole.
        for place in range(number.parent.index(number) + 1, len(number.parent)):
            following = number.parent[place]
            if isinstance(following, nodes.Text) and closing in following:
                quoted, _, after = following.partition(closing)
                number.parent[place : place + 1] = [nodes.Text(quoted + closing + space), right, nodes.Text(after)]
                return right
        place = number.parent.index(number) + 1
        number.parent[place:place] = [nodes.Text(space), right]
        return right

    def _spoken(self, number: nodes.Element, words: str) -> str:
        """Return ``words`` with the verdict on ``number``, and with the right value unless they name it."""
        right = number["right"].spoken
        verdict = verdict_in_sentence(self._context, number["verdict"], "" if right in words else right)
        return f"{words}: {verdict}"

    def _names_right(self, number: nodes.Element) -> bool:
        """Return whether the block of ``number``, or its row of a table, has the right number itself, or the one in conflict."""
        around = _around(number, nodes.row, _block_of(number))
        named = {node["name"] for node in around.findall(api.quantity)}
        return bool(number["named"]) and named.issuperset(number["named"])

    def _statement(self, link: nodes.Element, is_told: bool) -> None:
        """Make a caret of the mark in ``link``, joined to the word before it; where the editors speak, it stays words.

        Words behind it say the verdict on a problem, unless the section says it (``is_told``).
        """
        (badge,) = link.children
        assert isinstance(badge, mark)
        if self._is_editors or api.has_ancestor(link, api.remark, api.remark_inline):
            return
        badge[:] = []
        badge["classes"] = [CARET, *KINDS[badge["code"]].classes]
        bound = _bind(link)
        if not is_told and KINDS[badge["code"]].fails:
            context, key = self._context, link[api.TYPED].rpartition("/")[2]
            # A statement has the words that are right, if there are any.
            words = context.vocabulary.label_if_known(f"right.{key}", context.language)
            words = right_value(context, key).written if key in context.claims else words
            right = right_words("", f"[{words or verdict_in_sentence(context, badge['code'])}]")
            place = bound.parent.index(bound) + 1
            bound.parent[place:place] = [nodes.Text(" "), right]


def _bind(link: nodes.Element) -> nodes.Element:
    """Return an element of ``link`` and the word or the number before it, between which no line ends."""
    parent, place = link.parent, link.parent.index(link)
    if not place:
        return link
    parent.remove(link)
    before = parent.pop(place - 1)
    head, space, word = before.rpartition(" ") if isinstance(before, nodes.Text) else ("", "", "")
    bound = nodes.inline("", "", nodes.Text(word) if word else before, link, classes=["press-bound"])
    parent.insert(place - 1, [nodes.Text(head + space), bound] if word else bound)
    return bound


def _block_of(node: nodes.Element) -> nodes.Element:
    return next(around for around in api.ancestors(node) if not isinstance(around, nodes.inline))


def _around(node: nodes.Element, kind: type[nodes.Element], default: nodes.Element) -> nodes.Element:
    return next((around for around in (node, *api.ancestors(node)) if isinstance(around, kind)), default)


def _take_ending(number: nodes.Element) -> None:
    """Move the ending of ``number`` into it, with the noun of a rank: «77-е место»."""
    following = number.next_node(descend=False, siblings=True)
    if isinstance(following, nodes.Text) and (ending := _ENDING.match(following)):
        # The words of a rank, "-е место".
        noun = " " + number["written"].partition(" ")[2]
        end = ending.end() + (len(noun) if noun.strip() and following.startswith(noun, ending.end()) else 0)
        number[:] = [nodes.Text(number.astext() + following[:end].replace(" ", "\N{NO-BREAK SPACE}"))]
        # Texts that read the same are equal: it is the one that follows.
        number.parent[number.parent.index(number) + 1] = nodes.Text(following[end:])


class LinkToLabels(SphinxPostTransform):
    """Make links of ``label_link``, or leave what is in them alone: where nothing has the label, and in the place that has it.

    On the site a mark leads to the page of its verdict, but in the document that tells of it.
    """

    default_priority = 8

    def run(self, **kwargs: object) -> None:
        """Replace the nodes."""
        labels: dict[str, tuple[str, str]] = self.env.domains["std"].anonlabels
        builder, context = self.app.builder, api.get_context(self.app)
        pages = {verdict.label: verdict.page for verdict in verdicts_of(context).all}
        told_here = self.env.metadata[self.env.docname].get(ACCOUNTS, ())
        for link in list(self.document.findall(label_link)):
            docname, name = labels.get(link["label"], ("", ""))
            if not docname or (docname == self.env.docname and _is_within(link, name)):
                # A caret says nothing where it leads nowhere.
                is_caret = isinstance(link[0], mark) and not link[0].children
                link.replace_self([mark_of(context, link["verdict"])] if is_caret else link.children)
                continue
            new: nodes.Element = make_refnode(builder, self.env.docname, docname, name, link.children)
            if link["name"] and builder.format == "html":
                opens = api.format_of(builder).is_site and link["label"] not in told_here
                href = new.get("refuri", f"#{name}")
                if opens:
                    href = builder.get_relative_uri(self.env.docname, pages[link["label"]])
                new = api.page_link("", "", *link.children, label=link["name"].strip(), href=href)
                new["classes"] += [f"{MARK}-link", *(["press-opener"] if opens else [])]
            link.replace_self(new)


def _is_within(node: nodes.Element, name: str) -> bool:
    """Return whether ``node`` is a part of what has the id ``name``, unless that is the whole chapter."""
    parts = [part for part in (node, *api.ancestors(node)) if name in part["ids"]]
    return any(not (isinstance(part, nodes.section) and isinstance(part.parent, nodes.document)) for part in parts)


class VerdictRole(SphinxRole):
    """Mark a statement, or what is told of a figure or a problem without its number, with a link to where the verdict is explained.

    The text is ``claims/<id>``, ``statements/<id>`` or ``problems/<id>``; the mark is a caret. In a chapter whose front matter says ``voice: editors``, and in remarks of the editors, it is words.
    """

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Return the mark, which leads to where the verdict is explained; nothing and a warning where there is no such verdict."""
        context = api.get_context(self.env.app)
        try:
            link, verdict = linked_mark(context, self.text), verdict_named(context, self.text)
            link["verdict"], link[api.TYPED] = verdict.code, f"{VERDICT} {self.text}"
            link["problem"] = verdict.problem or (verdict.id if verdict.kind.fails else "")
            return [link], []
        except PressError as error:
            api.warn(error, self.get_location(), VERDICT)
            return [], []


def mark_of(context: api.EditionContext, code: str) -> mark:
    """Return the words for the verdict ``code``, with the line of the pen."""
    return _lined_words(code, verdict_words(context, code))


def lined(code: str, text: str) -> mark:
    """Return ``text`` with the line of the pen for the verdict ``code``."""
    return mark("", text, classes=[MARK, *KINDS[code].classes], code=code)


def _lined_words(code: str, words: str) -> mark:
    """Return what a verdict is called, in its colour as well."""
    drawn = lined(code, words)
    drawn["classes"].append(f"{MARK}-words")
    return drawn


def _print(translator: Any, node: mark) -> None:
    """Draw the line below what is in ``node`` in print, or a caret."""
    kind = KINDS[node["code"]]
    options = f'line: "{kind.line.printed}", fill: rgb("{api.on_paper(ink_of(kind))}")'
    options += ", are-words: true" if f"{MARK}-words" in node["classes"] else ""
    name = "mark" if node.children else "caret"
    translator.body.append(f"#{name}({options})[{translator.inline(node)}];")
    raise nodes.SkipNode


def _tell_marks(app: Sphinx, book: nodes.Element) -> list[nodes.field]:
    """Name the marks in the imprint, by the groups of verdicts, where ``book`` has any."""
    context, codes = api.get_context(app), {drawn["code"] for drawn in book.findall(mark)}
    marks = [_lined_words(kinds[0].code, group_words(context, group)) for group, kinds in by_group(codes).items()]
    # Each unbroken in its line.
    listed = [nodes.inline("", "", each, nodes.Text("\N{EM SPACE}"), classes=["press-bound"]) for each in marks]
    signs = "A caret ‸ follows a statement that was judged; square brackets hold the right value, or the verdict."
    body = nodes.field_body("", nodes.paragraph("", "", *listed), nodes.paragraph("", audit_words(context)(signs)))
    return [nodes.field("", nodes.field_name("", audit_words(context)("Verdicts")), body)] if listed else []


def paragraph(name: str, *content: nodes.Node | str) -> nodes.paragraph:
    """Return a paragraph of the class, or classes, ``name``."""
    children = [nodes.Text(part) if isinstance(part, str) else part for part in content]
    return nodes.paragraph("", "", *children, classes=name.split())


def raw_html(text: str) -> nodes.raw:
    """Return ``text`` as HTML, which other formats leave out."""
    return nodes.raw("", text, format="html")


def link_to(label: str, content: nodes.Node, name: str = "") -> label_link:
    """Return a link to what has the ``label``; where nothing has, ``content`` is alone."""
    return label_link("", "", content, label=label, name=name)


def linked_mark(context: api.EditionContext, name: str) -> label_link:
    """Return the mark of the verdict on what is called ``name``, with a link to where it is explained, in another place."""
    verdict = verdict_named(context, name)
    spoken = f"{context.label(verdict.title)}: {verdict_in_sentence(context, verdict.code)}"
    return link_to(verdict.label, mark_of(context, verdict.code), name=spoken)


def ink_of(kind: Kind) -> str:
    """Return the colour of a verdict."""
    return _COLOURS[kind.group.colour]


def pen(kind: Kind, x: float, y: float, width: float) -> str:
    """Draw the mark of a verdict for a number that is so wide, with its left end and baseline at ``x`` and ``y``."""
    lines = "".join(f"M{x:.1f} {y + offset:g}h{width:.1f}" for offset in kind.line.strokes)
    return f'<path fill="none" stroke="{ink_of(kind)}" {kind.line.style} d="{lines}"/>'
