"""Write where a number is from: who says it, the pages that say so with the day on which they were read, and the numbers that went in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from docutils import nodes

from press.data.addresses import WebPage
from press.data.claims import CLAIMS
from press.data.origins import Origin, origin_of_row
from press.directives.bibliography import state_of_page
from press.directives.number import code_of, quantity, spelled_number
from press.directives.table_nodes import separated
from press.edition.context import EditionContext
from press.language.quantities import spell_iso
from press.notebooks.results import NUMBER, Result


def rows_with_pages(context: EditionContext, result: Result) -> list[tuple[str, Origin]]:
    """Return the origins of the rows that ``result`` was read or computed from, each with its table; rows without pages are left out."""
    found: list[tuple[str, Origin]] = []
    for table, keys in result.rows.items():
        origins = [origin_of_row(context.sources, table, tuple(key)) for key in keys]
        found += [(table, origin) for origin in origins if origin.pages]
    return found


def origins_of(context: EditionContext, result: Result) -> list[tuple[str, list[WebPage]]]:
    """Return who says what is in the rows of ``result``, in words, each with the pages where it says so."""
    pages: dict[str, dict[str, WebPage]] = {}
    for table, origin in rows_with_pages(context, result):
        found = {page.address: page for page in origin.pages}
        pages.setdefault(_who(context, origin, table), {}).update(found)
    return [(who, list(found.values())) for who, found in pages.items()]


def _who(context: EditionContext, origin: Origin, table: str) -> str:
    """Return who says so; where no column of the table tells, the words for the sources of the table."""
    if origin.who is None:
        return context.vocabulary.label_if_known(f"source-{table}", context.language)
    return context.label(origin.who) if origin.who else ""


def origin_nodes(context: EditionContext, origins: Sequence[tuple[str, Sequence[WebPage]]]) -> list[nodes.Node]:
    """Return `origin_lines` on one line, with the days on which the pages were read; a day that is that of all is told once."""
    days = {page.read for _, pages in origins for page in pages}
    if len(days) > 1:
        return separated(origin_lines(context, origins, with_days=True), "; ")
    (day,) = days
    after = [nodes.Text(f" ({_read_on(context, day)})")] if day else []
    return [*separated(origin_lines(context, origins), "; "), *after]


def origin_lines(
    context: EditionContext, origins: Sequence[tuple[str, Sequence[WebPage]]], *, with_days: bool = False
) -> list[list[nodes.Node]]:
    """Return for each of the ``origins`` who says something, in words, with links to the pages where it says so, by their hosts.

    Hosts are numbered where one comes again, and pages that are no longer there are marked. ``with_days`` has each page followed by
    the day on which it was read.
    """
    hosts, seen = Counter(page.host for _, pages in origins for page in pages), Counter[str]()
    lines: list[list[nodes.Node]] = []
    for who, pages in origins:
        links: list[list[nodes.Node]] = []
        for page in pages:
            seen[page.host] += 1
            text = page.host if hosts[page.host] == 1 else f"{page.host} ({seen[page.host]})"
            links.append([nodes.reference(text, text, refuri=page.address, internal=False)])
            if state := state_of_page(page, context.language):
                links[-1] += [nodes.Text(" ("), *state, nodes.Text(")")]
            if with_days and page.read:
                links[-1].append(nodes.Text(f" ({_read_on(context, page.read)})"))
        words = [nodes.Text(f"{who}, ")] if who else []
        lines.append([*words, *separated(links, ", ")])
    return lines


def _read_on(context: EditionContext, day: str) -> str:
    return context.translate("read on {date}").format(date=spell_iso(day, context.language))


def input_nodes(context: EditionContext, name: str) -> list[nodes.Node]:
    """Return the number called ``name``, which another was computed from, as a link to its card, what it is, and where it is from."""
    spelled = spelled_number(context, name)
    title = context.vocabulary.label_if_known(code_of(name), context.language) or name
    told: list[nodes.Node] = [quantity("", spelled, name=name), nodes.Text(f" ({title})")]
    source, _, _ = name.partition("/")
    if source == CLAIMS:
        from_source = context.vocabulary.label_if_known(f"source-{CLAIMS}", context.language)
        return [*told, nodes.Text(f", {from_source}")]
    origins = origins_of(context, context.results.find(name, NUMBER))
    return [*told, nodes.Text(": "), *origin_nodes(context, origins)] if origins else told
