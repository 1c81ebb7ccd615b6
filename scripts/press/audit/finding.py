"""Define the directive ``{finding}``: what the book finds of one figure or statement, as stated, beside what a record says and what was computed, the verdict, and why.

All findings of a section stand in one table of each kind, on the page, on paper, and in a CSV file.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from press.audit.accounts import AccountDirective, evidence_line
from press.audit.marks import STYLE_SHEET, link_to, mark_of, paragraph
from press.audit.verdicts import SIGNS, Saying, Verdict, audit_words, load_verdicts, verdict_words, verdicts_of
from press.builders.html.html_builder import PAGE_FILES
from press.citation.record import plain_text
from press.core.errors import PressError
from press.core.resources import press_path
from press.core.text import csv_file, near_names
from press.data.claims import CLAIMS, Claim
from press.directives.components import TYPED, marking
from press.directives.link_nodes import pending_link
from press.directives.number import find_quantity, number_node, printed_lines, quoted, spelled_number
from press.directives.table_nodes import SORTABLE, rich_body, rich_entry, rich_head, rich_row, rich_table
from press.edition.chapters import address
from press.edition.context import BEFORE_TOC, EditionContext, format_of, get_context
from press.language.quantities import RANGE_SEPARATOR, Quantity, spell

FINDING = "finding"
REASON = "press-finding-reason"
NOTHING = "—"
# After the space between a number and a word, or two words.
_BEFORE_WORDS = re.compile(r"(?<=\u00a0)(?=[^\W\d])")
_DOWNLOADS = "_downloads"
# Of the CSV file.
_COLUMNS = (
    "id", "figure", "printed", "value", "unit", "scale", "recorded", "recorded_value", "recomputed", "recomputed_value",
    "verdict", "verdict_words", "reason", "evidence",
)  # fmt: skip
_PRINTED_WIDTHS = (40, 60)
_LOGGER = logging.getLogger(__name__)
EPUB_STYLES = {"audit": press_path("audit/epub.css"), "verdicts": STYLE_SHEET}


def columns(context: EditionContext, are_figures: bool = True) -> list[str]:
    """Return the heads of the columns: of a table of figures, or of one of statements without figures, which have nothing to set beside them."""
    figure = ["Figure", "Record says", "We compute"] if are_figures else ["Statement"]
    return [audit_words(context)(word) for word in (*figure, "Verdict", "Why")]


def finding_row(context: EditionContext, verdict: Verdict, why: nodes.container) -> rich_row:
    """Return the table row of ``verdict``; ``why`` holds the reason, parsed.

    The row's ``record`` is what the CSV file says of it, but for the reason, which is known once all links are.
    """
    translate, label = audit_words(context), context.label(verdict.title)
    why["classes"].append(REASON)
    why["told"] = verdict.label
    row = rich_row("", html={"data-group": verdict.code}, record=_record(context, verdict, label))
    row["ids"], row["names"] = [verdict.label], [verdict.label]
    order = verdicts_of(context).codes.index(verdict.code)
    figure, *compared, judged, reason = columns(context, verdict.table == CLAIMS)
    row += _entry(figure, _figure(context, verdict, label), label, scope="row")
    for column, number in zip(compared, (verdict.recorded, verdict.recomputed), strict=False):
        shown: nodes.Node | str = NOTHING
        if number:
            shown = number_node(context, number)
            # The column is narrow: the number may go on in the next line after a word or before one.
            first, *others = _BEFORE_WORDS.split(shown.astext())
            shown[:] = [nodes.Text(first)]
            for part in others:
                shown += [nodes.raw("", "<wbr>", format="html"), nodes.Text(part)]
        value = find_quantity(context, number).value if number else ""
        row += _entry(column, [paragraph("press-finding-recomputed", shown)], value)
    row += _entry(judged, [paragraph("press-finding-verdict", mark_of(context, verdict.code))], str(order))
    cell = list[nodes.Node]([why])
    if verdict.problem:
        words = nodes.inline("", context.label(f"problem.{verdict.problem}"))
        link = link_to(f"problem-{verdict.problem}", words)
        cell.append(paragraph("press-finding-problem", f"{translate('Problem')}: ", link))
    if verdict.evidence:
        cell.append(paragraph("press-finding-evidence", *evidence_line(context, verdict)))
    elif not (verdict.recorded or verdict.recomputed):
        # Nothing stands beside the figure either.
        cell.append(paragraph("press-finding-evidence", translate("No record found")))
    row += _entry(reason, cell)
    return row


def _entry(column: str, content: Sequence[nodes.Node], key: str | None = None, **html: str) -> rich_entry:
    """Return a cell; ``key`` is what its column is sorted by."""
    html |= {"data-label": column} | ({} if key is None else {"data-sort": key})
    return rich_entry("", *content, html=html)


def _figure(context: EditionContext, verdict: Verdict, label: str) -> list[nodes.Node]:
    """Return what the figure or statement is, its value if it has one, the words around it, and where they stand."""
    parts: list[nodes.Node] = [paragraph("press-finding-figure", nodes.strong(label, label))]
    said: Claim | Saying
    if verdict.table == CLAIMS:
        said = context.claims[verdict.id]
        # With its hedge, as the article states it.
        parts.append(
            paragraph("press-finding-value", number_node(context, f"{CLAIMS}/{verdict.id}", approx=said.hedge))
        )
    else:
        said = verdicts_of(context).sayings[verdict.id]
    if said.quotation:
        parts.append(paragraph("press-finding-quotation", *quoted(context, said.quotation, said.language)))
    lines = printed_lines(context, said.lines)
    where: list[nodes.Node] = [nodes.Text(lines)] if lines else []
    if said.section:
        # The chapter that uses it, called by its title.
        docname = f"{context.settings.book}/{context.language}/{said.section}"
        where += [nodes.Text(" · ")] if where else []
        where.append(pending_link("", docname=docname, fragment=""))
    return [*parts, paragraph("press-finding-place", *where)] if where else parts


def _record(context: EditionContext, verdict: Verdict, label: str) -> dict[str, str]:
    """Return the cells of the CSV file: words as printed, values with a decimal point."""
    record = {"id": verdict.id, "figure": label, "verdict": verdict.code}
    record["verdict_words"] = verdict_words(context, verdict.code)
    record["evidence"] = " ".join(item.address for item in verdict.evidence)
    if claim := context.claims.get(verdict.id):
        printed = claim.quantity
        record |= {"printed": spelled_number(context, f"{CLAIMS}/{verdict.id}"), "value": _value(printed)}
        record |= {"unit": printed.unit, "scale": printed.scale}
    for column, name in (("recorded", verdict.recorded), ("recomputed", verdict.recomputed)):
        if name:
            number = find_quantity(context, name)
            record |= {column: spell(number, context.language), f"{column}_value": _value(number)}
    return record


def _value(quantity: Quantity) -> str:
    # A spreadsheet makes a day of September of 9/11.
    return quantity.value.replace(RANGE_SEPARATOR, "–")


def finding_table(
    context: EditionContext, rows: Sequence[rich_row], docname: str, are_figures: bool, name: str, place: int
) -> rich_table:
    """Return the table of ``rows`` (made by ``finding_row``), with all that the page's script needs to filter and sort it.

    ``place`` counts the tables of the page; the file of all its findings is linked above the first, which needs no ``name``.
    """
    kind = "press-findings-figures" if are_figures else "press-findings-statements"
    translate, count = audit_words(context), Counter(row["record"]["verdict"] for row in rows)
    groups = [
        [code, f"{SIGNS.get(code, '')} {verdict_words(context, code)}".strip()]
        for code in verdicts_of(context).codes
        if count[code]
    ]
    # The words of the script in the language of the page.
    html = {
        "aria-label": name or translate("Every figure and its verdict"),
        "data-kept-as": f"verdict{place or ''}",
        "data-groups": json.dumps(groups, ensure_ascii=False),
        "data-word-groups": translate("Verdict"),
        "data-word-all": translate("All"),
        "data-word-find": context.translate("Find in the table"),
        "data-word-sort": context.translate("Sort by"),
        "data-word-shown": context.translate("Rows shown: {shown} of {all}"),
    }
    table = rich_table(classes=["press-table", "press-findings", kind, SORTABLE], html=html)
    if not place:
        table["download"] = (context.translate("Download as CSV"), file_name(context, docname))
    heads = [
        rich_entry("", nodes.paragraph("", words), html={"scope": "col", "data-sortable": ""})
        for words in columns(context, are_figures)
    ]
    # Nobody sorts by the reasons.
    del heads[-1]["html"]["data-sortable"]
    # In HTML the stylesheet tells their widths, elsewhere FoldFindings.
    columns_of_table = [nodes.colspec(colwidth=1) for _ in heads]
    head, body = rich_head("", rich_row("", *heads)), rich_body("", *rows)
    table += nodes.tgroup("", *columns_of_table, head, body, cols=len(heads))
    return table


def file_name(context: EditionContext, docname: str) -> str:
    """Return the path of the CSV file of the findings in ``docname``."""
    return f"{_DOWNLOADS}/{address(docname, context.settings)}.{context.language}.csv"


def _write_page_file(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    """Write the file of a page, or remove what an earlier build left where the page has no findings any more."""
    if not format_of(app.builder).is_site:
        return
    path = Path(app.outdir, file_name(get_context(app), pagename))
    cells = []
    for row in doctree.findall(rich_row) if doctree else ():
        if "record" in row:
            reasons = (node for node in row.findall(nodes.container) if REASON in node["classes"])
            record = {**row["record"], "reason": " ".join(map(plain_text, reasons))}
            cells.append([record.get(column, "") for column in _COLUMNS])
    if cells:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(csv_file([_COLUMNS, *cells]))
    else:
        path.unlink(missing_ok=True)


def finding_files(app: Sphinx) -> Iterator[Path]:
    """Return the files of all pages that the book has, whether they are there or not."""
    return (Path(app.outdir, file_name(get_context(app), docname)) for docname in app.env.found_docs)


class FoldFindings(SphinxPostTransform):
    """Set what the figure was compared with and the verdict above the reason, for all builders but those of pages."""

    default_priority = 100

    def run(self, **kwargs: object) -> None:
        """Fold each table of findings."""
        if format_of(self.app.builder).is_for_browsers:
            return
        for table in self.document.findall(rich_table):
            if "press-findings" not in table["classes"]:
                continue
            table["classes"] += ["colwidths-given", "dense", "records"]
            group = table.children[0]
            assert isinstance(group, nodes.tgroup)
            columns = [nodes.colspec(colwidth=width) for width in _PRINTED_WIDTHS]
            group["cols"] = len(columns)
            group[:] = [*columns, *(child for child in group.children if not isinstance(child, nodes.colspec))]
            for row in list(table.findall(rich_row)):
                figure, *beside, verdict, why = (entry for entry in row.children if isinstance(entry, rich_entry))
                # The row's id moves to its first cell.
                figure["ids"], row["ids"] = [*figure["ids"], *row["ids"]], []
                if isinstance(row.parent, nodes.tbody):
                    # Each of their cells is one paragraph.
                    line = nodes.paragraph("", "", nodes.strong("", "", *verdict[0].children))
                    for compared in (entry for entry in beside if entry.astext() != NOTHING):
                        line += [nodes.Text(f" · {compared['html']['data-label']}: "), *compared[0].children]
                    why.insert(0, line)
                else:
                    words = f"{verdict.astext()} · {why.astext()}"
                    why[:] = [nodes.paragraph("", words)]
                for entry in (*beside, verdict):
                    row.remove(entry)


class finding(nodes.General, nodes.Element):  # noqa: N801  docutils' nodes are written small
    """A finding on ``claim`` until it stands in the table; holds its row."""


def setup_findings(app: Sphinx) -> None:
    """Register the directive and all that its table needs."""
    app.connect("config-inited", _load, priority=BEFORE_TOC + 1)
    app.add_node(finding)
    app.add_directive(FINDING, marking(FindingDirective))
    app.add_transform(GatherFindings)
    app.add_post_transform(FoldFindings)
    app.connect("html-page-context", _write_page_file)
    app.connect(PAGE_FILES, finding_files)


def _load(app: Sphinx, config: Config) -> None:
    """Raise at once what is wrong with the verdicts."""
    try:
        load_verdicts(get_context(app).sources)
    except PressError as error:
        raise ExtensionError(str(error)) from None


class FindingDirective(AccountDirective):
    """Tell the finding on a claim or statement as a row of a table, in which all findings of a section are gathered.

    The argument is an id of the table ``claims`` or ``statements``; the content says why the verdict is as it is.
    """

    def account(self, context: EditionContext, key: str) -> list[nodes.Node]:
        """Return the finding."""
        verdicts, why = verdicts_of(context).by_id, nodes.container(**{TYPED: ""})
        if key not in verdicts:
            remedy = f"use an id of the claims table such as {near_names(key, verdicts)}"
            raise PressError(f"there is no claim '{key}'", remedy=remedy)
        self.state.nested_parse(self.content, self.content_offset, why)
        if not why.children:
            raise PressError(
                f"the finding on '{key}' says nothing", remedy="write below it why its verdict is as it is"
            )
        holder = finding("", finding_row(context, verdicts[key], why), claim=key)
        for node in holder.findall(nodes.Element):
            if node.line is None:
                self.set_source_info(node)
        return [holder]


class GatherFindings(SphinxTransform):
    """Put all findings of a section on figures into one table where the first one stands, and all on statements without figures into another."""

    default_priority = 200

    def apply(self, **kwargs: object) -> None:
        """Make the tables."""
        found = list(self.document.findall(finding))
        if not found:
            return
        context = get_context(self.app)
        groups: dict[tuple[int, bool], list[finding]] = {}
        for node in found:
            groups.setdefault((id(node.parent), node["claim"] in context.claims), []).append(node)
        for place, ((_, are_figures), group) in enumerate(groups.items()):
            rows = list({node["claim"]: next(node.findall(rich_row)) for node in group}.values())
            for row in rows:
                self.document.note_explicit_target(row)
            # The first is called by what it is, those below by the heading of their section.
            name = group[0].parent[0].astext() if place else ""
            group[0].replace_self(finding_table(context, rows, self.env.docname, are_figures, name, place))
            for node in group[1:]:
                node.parent.remove(node)
