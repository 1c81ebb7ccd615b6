"""Define the directives ``{chart}``, ``{datatable}`` and ``{codebook}``, and what those have in common that show a result of a notebook.

They are registered by name, with those that extensions of the book add. A chart is an image for every builder and, on pages, has other faces:
table, files in the language of the edition, and notes. A page has one SVG for wide columns and one for phones. A browser renders all charts
but the first of a page only when they come near (docs/decisions/0014-charts-drawn-at-build.md).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from press.charts.description import description, short_alt_text
from press.charts.draw import cached_png, framed, page_svg, picture_file, png_from_svg, portable
from press.charts.table import chart_csv, chart_table, raw_table, table_csv
from press.charts.theme import NARROW, TYPE, WIDE
from press.core.errors import PressError
from press.core.files import write_whole
from press.core.formats import ONLY_HTML
from press.core.project import project_version
from press.core.registry import Registry
from press.core.text import Json
from press.directives.components import TYPED, details, details_summary, folded, marking
from press.directives.data_package import constraint_words
from press.directives.link_nodes import PAGE_REFERENCE, download_link
from press.directives.number import begin_sentences, cell_link, download, works_behind
from press.directives.table_nodes import separated, simple_table, table_node
from press.edition.context import EditionContext, PerDocument, format_of, get_context
from press.language.number_phrases import counted
from press.language.quantities import spell_number
from press.language.typography import sentences
from press.notebooks.results import CHART, KINDS, TABLE, Result, ResultKind

_EXTENT = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_METADATA = "metadata.json"
_FILES = {"svg": "SVG", "png": "PNG", "csv": "CSV", "vl.json": "Vega-Lite", _METADATA: "Metadata"}


class chart_image(nodes.image):  # noqa: N801  docutils' nodes are written small
    """An image of a chart, which HTML shows as inline SVG and other builders as any image.

    ``wide`` and ``narrow`` are the paths of its two drawings, ``short`` is the short text alternative, ``words`` the description; ``faces`` are
    the words of its tabs where the chart has other faces.
    """


class described_image(nodes.image):  # noqa: N801
    """An image whose longer description is the element with the id ``described_by``."""


def setup_chart_html(app: Sphinx) -> None:
    """Register the node that renders charts, the order of what stands in a figure with one, and what EPUBs have instead."""
    app.add_post_transform(ChartsAsPictures)
    app.add_node(chart_image, html=(visit_chart_image, None))
    app.add_node(
        nodes.figure,
        override=True,
        html=(_visit_figure, lambda translator, node: type(translator).depart_figure(translator, node)),
    )


def _visit_figure(translator: Any, node: nodes.figure) -> None:
    """Append a chart with its caption first, for screen readers and for all who read without style sheets; docutils has it last."""
    if not isinstance(node[0], chart_image):
        type(translator).visit_figure(translator, node)
        return
    picture, caption, legend = node
    translator.body.append(translator.starttag(node, "figure"))
    caption.walkabout(translator)
    translator.body.append("</figcaption>\n")
    picture.walkabout(translator)
    translator.body.append('<div class="legend">')
    for source in legend.children:
        source.walkabout(translator)
    translator.body.append("</div>\n</figure>\n")
    raise nodes.SkipNode


def visit_chart_image(translator: Any, node: chart_image) -> None:
    """Append the chart as inline SVG, with the bar of its faces: links to the parts, which the script turns into tabs."""
    identifier = node["chart_id"]
    # Without other faces there is no description to refer to, so the name has to contain it.
    label, words = (node["short"], f"{identifier}-words") if "faces" in node else (node["alt"], "")
    pictures = {}
    for kind, name in (("wide", identifier), ("narrow", f"{identifier}-narrow")):
        svg = Path(translator.builder.srcdir, node[kind]).read_text(encoding="utf-8")
        pictures[kind] = page_svg(svg, f"press-{kind}", name, label, words)
    attributes = 'class="press-picture"'
    if node is not next(translator.document.findall(chart_image)):
        # It is rendered when it comes near; until then the aspect ratios of both drawings reserve exactly their space.
        extents = {kind: _EXTENT.findall(picture)[0] for kind, picture in pictures.items()}
        style = ";".join(f"--press-{kind}:{width}/{height}" for kind, (width, height) in extents.items())
        attributes = f'class="press-picture press-waits" style="{style}"'
    if "faces" in node:
        parts = {f"{identifier}-{face}" if face else identifier: word for face, word in node["faces"].items()}
        links = "".join(f'<a href="#{part}">{escape(word)}</a>' for part, word in parts.items())
        translator.body.append(f'<div class="press-faces-bar">{links}</div>\n')
    translator.body.append(f'<div {attributes} id="{identifier}">{"".join(pictures.values())}</div>\n')
    raise nodes.SkipNode


def chart_node(context: EditionContext, result: Result, caption: str) -> chart_image:
    """Return the image node of a chart with its text alternative."""
    spec, language, stem = result.data[context.language], context.language, result.name.replace("/", "-")
    wide = picture_file(spec, language, stem, context.pictures)
    narrow = picture_file(spec, language, f"{stem}-narrow", context.pictures, NARROW)
    wide_path, narrow_path = (path.relative_to(context.settings.root).as_posix() for path in (wide, narrow))
    image = chart_image(uri=f"/{wide_path}", wide=wide_path, narrow=narrow_path, chart_id=f"chart-{stem}")
    image["short"] = short_alt_text(spec, caption, language, context.translate)
    image["words"] = description(spec, language, context.translate)
    image["alt"] = f"{image['short']} {image['words']}".strip()
    return image


def chart_faces(context: EditionContext, result: Result, image: chart_image, caption: str) -> nodes.container:
    """Return the table of a chart, unless it draws no fields, and what is to be known of it, each in ``<details>``; ``image`` gets the words of its tabs."""
    translate, resource = context.translate, chart_table(result.data[context.language], context.language)
    contents: dict[str, nodes.Node] = {}
    if resource is not None:
        contents["table"] = table_node(resource, context.language, label=caption, sorts=translate)
    contents["data"] = about_chart(context, result, image, caption)
    faces = {"": "Chart", "table": "Table", "data": "Data"}
    image["faces"] = {face: translate(word) for face, word in faces.items() if not face or face in contents}
    box = nodes.container(classes=[ONLY_HTML, "press-faces"], ids=[f"{image['chart_id']}-faces"])
    for face, content in contents.items():
        opening = f'<details class="press-face press-face-{face}" id="{image["chart_id"]}-{face}">'
        box += nodes.raw("", f"{opening}<summary>{image['faces'][face]}</summary>", format="html")
        box += content
        box += nodes.raw("", "</details>", format="html")
    return box


class ChartsAsPictures(SphinxPostTransform):
    """Replace charts by plain images with a short text alternative, but on pages; a longer description follows in ``<details>``. On paper give them their width."""

    default_priority = 110

    def run(self, **kwargs: Any) -> None:
        """Replace all charts of the document."""
        if format_of(self.app.builder).is_paper:
            for chart in self.document.findall(chart_image):
                # Its type is as large as that of tables.
                chart["width"] = f"{WIDE * 8.8 / TYPE:.0f}pt"
            return
        if format_of(self.app.builder).is_for_browsers:
            return
        summary = get_context(self.app).translate("Description of the chart")
        for chart in list(self.document.findall(chart_image)):
            drawn = {name: chart[name] for name in ("uri", "candidates", "narrow")}
            picture = described_image(alt=chart["short"], **drawn)
            frame = chart.parent
            chart.replace_self(picture)
            if chart["words"]:
                identifier = f"{chart['chart_id']}-words"
                picture["described_by"] = identifier
                words = nodes.paragraph("", chart["words"], support_smartquotes=False)
                box = details("", details_summary("", summary), words, ids=[identifier], classes=["description"])
                box["open"] = False
                frame.parent.insert(frame.parent.index(frame) + 1, box)


def about_chart(context: EditionContext, result: Result, image: chart_image, caption: str) -> nodes.definition_list:
    """Return the last view of a chart: files, description in words, licence of the data, computation, how to cite."""
    translate = context.translate
    paths = {translate(word): file_path(context, result.name, suffix, CHART) for suffix, word in _FILES.items()}
    told = [(translate("This chart"), [_joined([download_link("", word, path=path)] for word, path in paths.items())])]
    if tables := [[download(context, context.sources.describe(table))] for table in result.sources]:
        told.append((translate("All values of the tables behind it"), [_joined(tables)]))
    words = nodes.paragraph("", image["words"], ids=[f"{image['chart_id']}-words"], support_smartquotes=False)
    told.append((translate("In words"), [words]))
    licences = dict.fromkeys(translate(context.sources.describe(table).licence) for table in result.sources)
    told.append((translate("Licence of the data"), [_joined([[nodes.Text(licence)] for licence in licences])]))
    told.append((translate("How computed"), [_joined([[cell_link(context, result)]])]))
    told.append((translate("How to cite"), [_joined([[nodes.Text(_citation(context, caption))]])]))
    items = [
        nodes.definition_list_item("", nodes.term(term, term), nodes.definition("", *found)) for term, found in told
    ]
    return nodes.definition_list("", *items, classes=["press-about"])


def _citation(context: EditionContext, caption: str) -> str:
    """Return how to cite a result with this ``caption``."""
    translate, site, version = context.translate, context.settings.base_url, project_version(context.settings.root)
    book = f"{context.edition.title} ({translate('electronic edition')})"
    finding = next(iter(sentences(caption, context.language)), "")
    cited = filter(None, [finding.rstrip(" ."), book, version and translate("Version %s") % version, site])
    return ". ".join(cited) + ("" if site else ".")


def _joined(parts: Iterable[Sequence[nodes.Node]], separator: str = " · ") -> nodes.paragraph:
    return nodes.paragraph("", "", *separated(parts, separator))


def chart_files(context: EditionContext, result: Result, caption: str) -> Iterator[tuple[str, bytes]]:
    """Yield the suffix and content of each file of a chart: SVG, PNG with two pixels per unit, values as CSV, specification."""
    spec, stem, site = result.data[context.language], result.name.replace("/", "-"), context.settings.base_url
    sources = dict.fromkeys(context.label(f"source-{table}") for table in result.sources)
    licences = dict.fromkeys(context.translate(context.sources.describe(table).licence) for table in result.sources)
    lines = [
        f"{context.translate('Source')}: {'; '.join(sources)}",
        f"{context.translate('Licence of the data')}: {'; '.join(licences)}",
        f"{context.edition.title}{f' · {site}' if site else ''}",
    ]
    drawn = picture_file(spec, context.language, stem, context.pictures).read_text(encoding="utf-8")
    words = description(spec, context.language, context.translate)
    svg = framed(drawn, caption, lines, words, context.language)
    yield "svg", svg.encode()
    yield "png", cached_png(context.pictures, f"{stem}-{context.language}", svg, partial(png_from_svg, svg, 2))
    yield "csv", chart_csv(spec)
    yield "vl.json", portable(spec, " ".join([caption, *lines]), context.language).encode()


def metadata(context: EditionContext, result: Result, caption: str, page: str) -> bytes:
    """Return what is to be known of the files of a result, for programs: titles and units of columns, sources, licences, computation, how to cite, the ``page`` that shows it."""
    content, package = result.data[context.language], context.sources.package
    is_chart = result.kind == CHART.name
    table = (raw_table(content) if is_chart else content if result.kind == TABLE.name else None) or {"schema": {}}
    fields = table["schema"].get("fields", [])
    columns = [{key: field[key] for key in ("title", "type", "unit") if key in field} for field in fields]
    sources = [
        {
            "title": context.label(f"source-{name}"),
            "file": package.file(name).relative_to(context.settings.root).as_posix(),
            "licence": context.translate(context.sources.describe(name).licence),
            "sources": package.resource(name).get("sources", []),
        }
        for name in result.sources
    ]
    told: Json = {"title": caption, "language": context.language, "columns": columns, "sources": sources}
    if is_chart:
        told["description"] = description(content, context.language, context.translate)
    told |= {"notebook": result.notebook, "cell": result.cell, "citation": _citation(context, caption), "page": page}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


# Markup characters, to be escaped in a label, which is plain text.
_MARKUP = re.compile(r"[\\`*_{}\[\]<>&$!|~^]")


def file_path(context: EditionContext, name: str, suffix: str, kind: ResultKind) -> str:
    """Return the path of a result's file within the edition: ``_downloads/results/survey-answers.kk.svg``."""
    return f"_downloads/results/{name.replace('/', '-')}{kind.file_mark}.{context.language}.{suffix}"


# The results that a document shows: their captions as plain text, by kind and name.
_SHOWN = PerDocument[dict[tuple[str, str], str]]("shown")


class Embed(NamedTuple):
    """A ``directive``; its argument names a result, if it is an `EmbedDirective`, or another thing of the book.

    For a result, ``page`` returns the nodes to show on the page of its notebook, and ``files`` yields the suffix and content of each
    downloadable file.
    """

    directive: type[SphinxDirective]
    page: Callable[[EditionContext, Result], list[nodes.Element]] | None = None
    files: Callable[[EditionContext, Result, str], Iterable[tuple[str, bytes]]] = lambda context, result, caption: ()


class EmbedDirective(SphinxDirective):
    """Find the result of this ``kind`` and build its nodes."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any] | None] = {"name": directives.unchanged_required}
    kind: ClassVar[ResultKind]

    def run(self) -> list[nodes.Node]:
        """Return the nodes of the result; raise PressError where the input is wrong."""
        context = get_context(self.env.app)
        result = context.results.find(self.arguments[0], self.kind)
        box = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, box)
        typed = next(iter(box.children), None)
        if not isinstance(typed, nodes.paragraph):
            raise PressError(f"the {self.kind.name} has no caption", remedy="write one sentence below the directive")
        # Before the caption is copied into text alternatives, lists and the start page.
        begin_sentences(typed, context.language)
        caption, words = list(typed.children), typed.astext()
        content = self.result_nodes(context, result, caption)
        # Where it stands now, it is the author's.
        caption[0].parent[TYPED], caption[0].parent.line = "", typed.line
        _SHOWN.of(self.env).setdefault(self.env.docname, {})[result.kind, result.name] = words
        return content

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return the nodes of ``result``; each directive overrides it. ``caption`` holds the inline nodes of the chapter's caption."""
        raise NotImplementedError

    def source_line(self, context: EditionContext, result: Result) -> nodes.paragraph:
        """Return the paragraph ``Source: ... (citations). Notebook`` in the language of the edition; tables of one label are joined."""
        works: dict[str, list[str]] = {}
        for table in result.sources:
            keys = works.setdefault(_MARKUP.sub(r"\\\g<0>", context.label(f"source-{table}")), [])
            keys += [key for key in works_behind(context, table, result) if key not in keys]
        parts = [f"{label} {{cite:p}}`{','.join(keys)}`" if keys else label for label, keys in works.items()]
        notebook = f"{{doc}}`{context.translate('Notebook')} </{context.settings.book}/notebooks/{result.notebook}>`"
        text = f"{context.translate('Source')}: {'; '.join(parts)}. {notebook}"
        children, messages = self.state.inline_text(text, self.lineno)
        found = nodes.paragraph("", "", *children, *messages, classes=["press-source"])
        for link in found.findall(addnodes.pending_xref):
            link["classes"] += [PAGE_REFERENCE] if link["reftype"] == "doc" else []
        return found


class ChartDirective(EmbedDirective):
    """Show a chart that a notebook publishes, as a numbered figure with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. On pages the table follows, and
    what is to be taken away and known of the chart: its files, its words, its sources.
    """

    kind = CHART

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils figure and, for pages only, the other faces, which a script turns into tabs of the figure."""
        title = nodes.caption("", "", *caption)
        words = title.astext()
        image, legend = chart_node(context, result, words), nodes.legend("", self.source_line(context, result))
        figure = nodes.figure("", image, title, legend, classes=["press-chart"])
        self.set_source_info(figure)
        self.add_name(figure)
        return [figure, chart_faces(context, result, image, words)]


class DatatableDirective(EmbedDirective):
    """Show a table that a notebook publishes, as a numbered table with its source.

    The argument is the name of the result, ``notebook/key``; the content is the caption, one paragraph. Pages offer the values as a file.
    """

    kind = TABLE

    def result_nodes(self, context: EditionContext, result: Result, caption: list[nodes.Node]) -> list[nodes.Node]:
        """Return a docutils table, followed by a paragraph with its source and, on pages, its file."""
        resource = result.data[context.language]
        table = table_node(resource, context.language, sorts=context.translate, context=context)
        title = nodes.title("", "", *caption, ids=[f"table-{result.name.replace('/', '-')}-caption"])
        self.set_source_info(table)
        self.set_source_info(title)
        table.insert(0, title)
        self.add_name(table)
        path = file_path(context, result.name, "csv", TABLE)
        link = download_link("", context.translate("Download as CSV"), path=path)
        source = self.source_line(context, result)
        source += nodes.inline("", " · ", link, classes=[ONLY_HTML])
        return [table, source]


class CodebookDirective(SphinxDirective):
    """Describe a table of the data: its columns with their meaning, type and allowed values, and the file to take away.

    The argument is the name of the table in ``data/datapackage.json``.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a paragraph, a line with download, rows and licence, and a table of the columns, which folds on pages."""
        context = get_context(self.env.app)
        label, translate, rows = context.label, context.translate, list[list[nodes.Node | str]]()
        table = context.sources.describe(self.arguments[0])
        about = label(f"about-{table.name}")
        for field in table.fields:
            name, unit = field["name"], field.get("unit")
            meaning = label(f"{table.name}.{name}")
            meaning += f", {context.vocabulary.unit(unit, context.language) or label(unit)}" if unit else ""
            kind = translate(field.get("type", "string"))
            rows.append([nodes.literal(name, name), meaning, kind, _allowed(context, field)])
        header = [translate(title) for title in ("Column", "Meaning", "Type", "Allowed values")]
        facts = nodes.paragraph(classes=["press-source"])
        facts += [nodes.Text(f"{translate('Download')}: "), download(context, table)]
        told = counted(context.language, table.rows, "{count} row", "{count} rows")
        facts += nodes.Text(f" · {told} · {translate('Licence')}: {translate(table.licence)}")
        words = counted(context.language, len(rows), "{count} column", "{count} columns")
        return [nodes.paragraph(about, about), facts, folded("", simple_table(header, rows), summary=words)]


def _allowed(context: EditionContext, field: Json) -> nodes.Node | str:
    """Return the constraints of a column in words; codes as literals."""
    constraints = field.get("constraints", {})
    if "enum" in constraints:
        codes = [str(code) for code in constraints["enum"]]
        return nodes.inline("", "", *separated([[nodes.literal(code, code)] for code in codes], ", "))
    is_year = "year" in (field.get("type"), field.get("unit"))
    spell = str if is_year else partial(spell_number, language=context.language)
    return ", ".join(constraint_words(constraints, context.translate, spell)) or "—"


EMBEDS: Registry[Embed] = Registry(
    "embed",
    {
        CHART.name: Embed(
            ChartDirective,
            lambda context, result: [nodes.container("", chart_node(context, result, ""), classes=["press-chart"])],
            chart_files,
        ),
        "datatable": Embed(
            DatatableDirective,
            files=lambda context, result, caption: [("csv", table_csv(result.data[context.language]))],
        ),
        "codebook": Embed(CodebookDirective),
    },
)


def setup_embeds(app: Sphinx) -> None:
    """Register the directives, and the record of results that each document shows."""
    for name, embed in EMBEDS.items():
        app.add_directive(name, marking(embed.directive))
    _SHOWN.setup(app)


def embeds_by_kind() -> dict[str, Embed]:
    """Return the embeds of results by the names of their kinds."""
    embeds = [(embed.directive, embed) for embed in EMBEDS.values()]
    return {shown.kind.name: embed for shown, embed in embeds if issubclass(shown, EmbedDirective)}


def shown_results(env: BuildEnvironment) -> dict[tuple[str, str], tuple[str, str]]:
    """Return for each result that documents show, by kind and name, the first of these documents and its caption there."""
    shown = sorted(_SHOWN.of(env).items(), reverse=True)
    return {key: (docname, caption) for docname, captions in shown for key, caption in captions.items()}


def write_result_files(app: Sphinx) -> set[Path]:
    """Write the files of all results that chapters show, and what is to be known of them, and return their paths."""
    context, embeds, paths = get_context(app), embeds_by_kind(), set()
    site = f"{context.settings.base_url.rstrip('/')}/{context.language}/" if context.settings.base_url else ""
    for (kind, name), (docname, caption) in shown_results(app.env).items():
        result, page = context.results.find(name, KINDS[kind]), f"{site}{app.builder.get_target_uri(docname)}"
        files = list(embeds[kind].files(context, result, caption))
        about = [(_METADATA, metadata(context, result, caption, page))] if files else []
        for suffix, content in files + about:
            path = Path(app.outdir, file_path(context, name, suffix, KINDS[kind]))
            if not path.is_file() or path.read_bytes() != content:
                write_whole(path, content)
            paths.add(path)
    return paths
