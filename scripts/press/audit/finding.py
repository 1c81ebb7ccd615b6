"""Define the directive ``{finding}``: a figure or statement, what a record says, what was computed, the verdict, and why.

All findings of a section are in one table of each kind: on a page what fails first and the rest folded by chapter, on paper in
short, and in a CSV file.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from functools import partial

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

from press.api import PressError, near_names
from press.api import sphinx as api
from press.audit.accounts import AccountDirective, evidence_line
from press.audit.export import CSV_NAME
from press.audit.figures import computed_words, right_value, written_figure
from press.audit.kinds import KINDS, by_group
from press.audit.marks import MARK, lined, link_to, mark_of, paragraph
from press.audit.verdicts import FOLDER, Saying, Verdict, load_verdicts, verdicts_of
from press.audit.words import audit_words, group_words, verdict_words

FINDING = "finding"
REASON = "press-finding-reason"
_VALUE, _RIGHT, _BESIDE = "press-finding-value", "press-finding-right", "press-finding-beside"
# Widths of columns in a PDF, by their number: those of figures and of statements.
_PRINTED_WIDTHS = {4: (30, 21, 22, 27), 2: (70, 30)}
EPUB_STYLES = {"verdicts": FOLDER / "styles" / "first" / "verdicts.css", "audit": FOLDER / "epub.css"}


def columns(context: api.EditionContext, are_figures: bool = True) -> list[str]:
    """Return the heads of the columns of a table of figures, or of statements, which have nothing to set beside them."""
    figure = ["Figure", "The article has", "Record or computation"] if are_figures else ["Statement"]
    return [audit_words(context)(word) for word in (*figure, "Verdict", "Why")]


def finding_row(context: api.EditionContext, verdict: Verdict, why: nodes.container) -> api.rich_row:
    """Return the table row of ``verdict``; ``why`` holds the reason, parsed, if the verdict does not say enough.

    The row's ``chapter`` is the document that tells the figure or statement.
    """
    translate, label = audit_words(context), context.label(verdict.title)
    why["classes"].append(REASON)
    why["account_of"] = verdict.label
    said = context.claims.get(verdict.id) or verdicts_of(context).sayings[verdict.id]
    row = api.rich_row("", html={"data-group": verdict.code}, code=verdict.code)
    row["ids"], row["names"] = [verdict.label], [verdict.label]
    row["chapter"] = f"{context.settings.book}/{context.edition.language}/{said.section}" if said.section else ""
    # A preface, say, is told in a chapter on something else.
    row["part"] = context.vocabulary.label_if_known(f"part.{said.section}", context.language)
    figure, *compared, judged, reason = columns(context, verdict.table == api.CLAIMS)
    row += _entry(figure, _figure(context, said, label), scope="row")
    if compared:
        row += _entry(compared[0], [paragraph(_VALUE, _marked(context, verdict.id))])
        row += api.rich_entry("", *_compared(context, verdict))
    row += _entry(judged, [paragraph("press-finding-verdict", mark_of(context, verdict.code))])
    cell = list[nodes.Node]([why] if why.children else [])
    if verdict.problem:
        words = nodes.inline("", context.label(f"problem.{verdict.problem}"))
        link = link_to(f"problem-{verdict.problem}", words)
        cell.append(paragraph("press-finding-problem", f"{translate('Problem')}: ", link))
    if verdict.evidence:
        cell.append(paragraph("press-finding-evidence", *evidence_line(context, verdict)))
    row += _entry(reason, cell)
    return row


def _number(context: api.EditionContext, key: str, name: str) -> nodes.inline:
    """Return the number called ``name``, written as the figure ``key`` is, with a link to where it is from."""
    text = written_figure(context, key, name)
    return api.quantity(text, text, name=name, classes=["press-number"])


def _marked(context: api.EditionContext, key: str, is_corrected: bool = False) -> nodes.inline:
    """Return the figure ``key`` with the pen's line and a link to its page, and the right value behind it if it ``is_corrected``."""
    code, number = verdicts_of(context).by_id[key].code, _number(context, key, f"{api.CLAIMS}/{key}")
    number[:] = [lined(code, number.astext())]
    right = right_value(context, key).written if is_corrected else ""
    behind = [nodes.inline("", f" [{right}]", classes=["press-right"])] if right else []
    return nodes.inline("", "", number, *behind)


# In tables that notebooks publish, of rows that are called by ids of verdicts.
CELLS = {
    "figure": _marked,
    "corrected figure": partial(_marked, is_corrected=True),
    "verdict": lambda context, key: mark_of(context, verdicts_of(context).by_id[key].code),
}


def _compared(context: api.EditionContext, verdict: Verdict) -> list[nodes.Node]:
    """Return what a figure is compared with: the value that is right instead, then what a record says and what was computed."""
    translate, (written, spoken) = audit_words(context), right_value(context, verdict.id)
    problem = verdicts_of(context).problems.get(verdict.problem)
    word = "It follows" if problem and problem.shown else "The article also has"
    if verdict.right:
        word = "Right for" if verdict.kind.is_misdated else "Right"
    # A conflict has the other figure alone, below words that say so, or what shows it.
    right = written if verdict.right else spoken
    if verdict.likely:
        right, word = right.removesuffix("?"), "Probably"
    numbers = {translate(word): nodes.inline(right, right, classes=[_RIGHT])}
    record = translate("Nearest on record" if verdict.kind.group.is_nearest else "Record says")
    record = context.vocabulary.label_if_known(f"recorded.{verdict.id}", context.language) or record
    for word, name in {record: verdict.recorded, computed_words(context, verdict.id): verdict.recomputed}.items():
        number = _number(context, verdict.id, name) if name else nodes.inline()
        if number.astext() != right:
            numbers[word] = number
    named = [(nodes.inline("", f"{word}: "), number) for word, number in numbers.items() if number.children]
    return [paragraph(_BESIDE if place else _VALUE, *parts) for place, parts in enumerate(named)]


def _entry(column: str, content: Sequence[nodes.Node], **html: str) -> api.rich_entry:
    return api.rich_entry("", *content, html=html | {"data-label": column})


def _figure(context: api.EditionContext, said: api.Claim | Saying, label: str) -> list[nodes.Node]:
    """Return what the figure or statement is, the words around it, and their place."""
    parts: list[nodes.Node] = [paragraph("press-finding-figure", nodes.strong(label, label))]
    if said.quotation:
        parts.append(paragraph("press-finding-quotation", *api.quoted(context, said.quotation, said.language)))
    return [*parts, paragraph("press-finding-place", api.printed_lines(context, said.lines))]


def finding_table(
    context: api.EditionContext, rows: Sequence[api.rich_row], docname: str, are_figures: bool, name: str, place: int
) -> nodes.table:
    """Return the table of ``rows`` (made by ``finding_row``), with all that the page's script needs to filter it.

    ``place`` counts the tables of the page; the file of all its findings is linked above the first, which needs no ``name``.
    """
    kind = "press-findings-figures" if are_figures else "press-findings-statements"
    translate, count = audit_words(context), Counter(row["code"] for row in rows)
    kinds = [kind for kind in KINDS.values() if count[kind.code]]
    groups = [[kind.code, verdict_words(context, kind.code), " ".join([MARK, *kind.classes])] for kind in kinds]
    # The words of the script in the language of the page.
    html = {
        "aria-label": name or translate("Every figure and its verdict"),
        "data-kept-as": f"verdict{place or ''}",
        "data-groups": json.dumps(groups, ensure_ascii=False),
        "data-word-groups": translate("Verdict"),
        "data-word-all": translate("All"),
        "data-word-find": context.translate("Find in the table"),
        "data-word-shown": context.translate("Rows shown: {shown} of {all}"),
    }
    titles = (nodes.paragraph("", title) for title in columns(context, are_figures))
    heads = [api.rich_entry("", title, html={"scope": "col"}) for title in titles]
    # In HTML the stylesheet sets the widths of columns, elsewhere ArrangeFindings.
    classes = ["press-table", "press-findings", kind, "press-sortable"]
    table = api.rich_table_of(heads, rows, classes=classes, html=html)
    if not place:
        table["download"] = (context.translate("Download as CSV"), CSV_NAME)
    return table


class ArrangeFindings(SphinxPostTransform):
    """Arrange findings for each format.

    A page has what fails first, and folds the rest by chapter; an EPUB has each chapter below its title, a PDF a line of each.
    """

    # After the titles of chapters are known, and links.
    default_priority = 100

    def run(self, **kwargs: object) -> None:
        """Arrange each table of findings."""
        tables = [table for table in self.document.findall(nodes.table) if "press-findings" in table["classes"]]
        for table in tables:
            if api.format_of(self.app.builder).is_for_browsers:
                self._fold(table)
            elif api.format_of(self.app.builder).is_paper:
                self._shorten(table)
            else:
                self._set(table, [20] * _group(table)["cols"])
        if tables and api.format_of(self.app.builder).is_paper:
            translate = audit_words(api.get_context(self.app))
            words = translate("The reasons and the evidence are on the site and in the EPUB.")
            tables[0].parent.insert(tables[0].parent.index(tables[0]), paragraph("press-source", words))

    def _by_chapter(self, rows: Sequence[nodes.row]) -> dict[str, list[nodes.row]]:
        """Return ``rows`` by the titles of their chapters, in their order."""
        parts: dict[str, list[nodes.row]] = {}
        for row in rows:
            title = row["part"] or self.env.titles.get(row["chapter"], nodes.title()).astext()
            parts.setdefault(title, []).append(row)
        return parts

    def _fold(self, table: nodes.table) -> None:
        """Leave what fails, or is in no chapter, in ``table``, and put the others below it, chapter by chapter."""
        (body,) = table.findall(nodes.tbody)
        rows = [row for row in body.children if isinstance(row, nodes.row)]
        parts = self._by_chapter([row for row in rows if not KINDS[row["code"]].fails])
        stay = [row for row in rows if KINDS[row["code"]].fails] + parts.pop("", [])
        if not stay:
            stay, parts = rows, {}
        body[:] = stay
        context = api.get_context(self.app)
        for row in stay:
            if row["chapter"] in self.env.titles:
                name = self.env.titles[row["chapter"]].astext()
                uri = self.app.builder.get_relative_uri(self.env.docname, row["chapter"])
                *_, place = next(row.findall(nodes.entry)).findall(nodes.paragraph)
                separator = nodes.Text(" · " if place.astext() else "")
                place += [separator, nodes.reference("", name, refuri=uri, internal=True)]
        for title, folded in reversed(parts.items()):
            html = {"aria-label": title, "data-kept-as": table["html"]["data-kept-as"]}
            classes = [name for name in table["classes"] if name != "press-sortable"]
            heads = [entry.deepcopy() for entry in next(table.findall(nodes.thead)).findall(nodes.entry)]
            below = api.rich_table_of(heads, folded, classes=classes, html=html)
            count = Counter(row["code"] for row in folded)
            summary = api.details_summary("", f"{title}: {len(folded)}")
            for group, kinds in by_group(count).items():
                number = api.spell_number(sum(count[kind.code] for kind in kinds), context.language)
                words = f"{group_words(context, group)}: {number}"
                summary += [nodes.Text(" · "), lined(kinds[0].code, words)]
            block = api.details("", summary, below, classes=["press-findings-folded"])
            table.parent.insert(table.parent.index(table) + 1, block)

    def _shorten(self, table: nodes.table) -> None:
        """Leave a line of each row: what it is, the figures compared, and the verdict; lines of one chapter below its title."""
        for row in table.findall(nodes.row):
            del row[-1]
            figure = next(row.findall(nodes.entry))
            if label := next(figure.findall(nodes.strong), None):
                # The row's id moves to its first cell, where its label alone stays.
                figure[:], figure["ids"], row["ids"] = [paragraph("", *label.children)], row["ids"], []
        self._set(table, _PRINTED_WIDTHS[_group(table)["cols"] - 1])

    def _set(self, table: nodes.table, widths: Sequence[int]) -> None:
        """Give ``table`` as many columns as there are ``widths``, and each chapter a row with its title."""
        table["classes"] += ["colwidths-given", "dense", "records"]
        group = _group(table)
        group["cols"] = len(widths)
        group[:] = [*(nodes.colspec(colwidth=width) for width in widths), *group.children[-2:]]
        (body,) = table.findall(nodes.tbody)
        parts = self._by_chapter([row for row in body.children if isinstance(row, nodes.row)])
        body.clear()
        for title, rows in parts.items():
            name = nodes.paragraph("", "", nodes.strong("", title))
            body += [api.rich_row("", api.rich_entry("", name, morecols=len(widths) - 1))] if title else []
            body += rows


def _group(table: nodes.table) -> nodes.tgroup:
    return next(table.findall(nodes.tgroup))


class finding(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A finding on ``claim`` until it is in the table; holds its row."""


def setup_findings(app: Sphinx) -> None:
    """Register the directive and all that its table needs."""
    # After press has chosen the edition, at 500.
    app.connect("config-inited", _load, priority=501)
    app.add_node(finding)
    app.add_directive(FINDING, api.marking(FindingDirective))
    app.add_transform(GatherFindings)
    app.add_post_transform(ArrangeFindings)


def _load(app: Sphinx, config: Config) -> None:
    """Raise at once what is wrong with the verdicts."""
    try:
        load_verdicts(api.get_context(app).sources)
    except PressError as error:
        raise ExtensionError(str(error)) from None


class FindingDirective(AccountDirective):
    """Tell the finding on a claim or statement as a row of a table, in which all findings of a section are gathered.

    The argument is an id of the table ``claims`` or ``statements``; the content says why the verdict is as it is, where that is not
    clear from the verdict and the numbers.
    """

    def account(self, context: api.EditionContext, key: str) -> list[nodes.Node]:
        """Return the finding."""
        verdicts, why = verdicts_of(context).by_id, nodes.container(**{api.TYPED: ""})
        if key not in verdicts:
            remedy = f"use an id of the claims table such as {near_names(key, verdicts)}"
            raise PressError(f"there is no claim '{key}'", remedy=remedy)
        self.state.nested_parse(self.content, self.content_offset, why)
        holder = finding("", finding_row(context, verdicts[key], why), claim=key)
        for node in holder.findall(nodes.Element):
            if node.line is None:
                self.set_source_info(node)
        return [holder]


class GatherFindings(SphinxTransform):
    """Put all findings on figures in a section into one table, in the place of the first, and those on statements into another."""

    default_priority = 200

    def apply(self, **kwargs: object) -> None:
        """Make the tables."""
        context = api.get_context(self.app)
        groups: dict[tuple[int, bool], list[finding]] = {}
        for node in self.document.findall(finding):
            groups.setdefault((id(node.parent), node["claim"] in context.claims), []).append(node)
        for place, ((_, are_figures), group) in enumerate(groups.items()):
            rows = list({node["claim"]: next(node.findall(api.rich_row)) for node in group}.values())
            for row in rows:
                self.document.note_explicit_target(row)
            # The first is called by what it is, those below by the heading of their section.
            name = group[0].parent[0].astext() if place else ""
            group[0].replace_self(finding_table(context, rows, self.env.docname, are_figures, name, place))
            for node in group[1:]:
                node.parent.remove(node)
