"""Define the directive ``{numberlist}``: every number of the chapters with its provenance, by chapter."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from press.core.errors import PressError
from press.core.registry import Registry
from press.core.text import lines_of, read_utf8
from press.data.tables import TableDescription
from press.directives.links import pending_link
from press.directives.nodes import separated, simple_table
from press.directives.number_card import LISTS_NUMBERS, anchor
from press.directives.provenance import Origin, download, origin_of
from press.edition.chapters import edition_docname
from press.edition.contents import contents
from press.edition.context import EditionContext, get_context
from press.edition.per_document import PerDocument
from press.notebooks.kinds import NUMBER

_LOGGER = logging.getLogger(__name__)
# Directives of extensions that show numbers, by name: each a function that returns the numbers for the directive's argument.
SHOWN_NUMBERS: Registry[Callable[[EditionContext, str], Iterable[str]]] = Registry("directive that shows numbers", {})
_NUMBER = re.compile(
    r"\{number\}`\s*(?P<name>[^\s`]+)[^`]*`"
    r"|^[ \t]*(?::{3,}|`{3,}|~{3,})\{(?P<directive>[\w-]+)\}(?=[ \t]*(?P<argument>\S*))"
    # Passed over: escapes, other roles and literals, and comments within a paragraph.
    r"|\\.|(?:\{[^{}\s]+\})?(?<!`)(?P<ticks>`{1,2})(?!`)(?:(?!\n[ \t]*\n)[\s\S])+?(?<!`)(?P=ticks)(?!`)"
    r"|<!--(?:(?!\n[ \t]*\n)[\s\S])*?-->",
    re.MULTILINE,
)
_FENCE = re.compile(r"(?:[ \t>]|[-*+] |\d+[.)] )*(?P<marks>(?P<mark>[`~:])(?P=mark){2,})\s*(?P<info>[^`]*)$")
# A fence whose content is not read: one without a directive, or with a directive for code.
_CODE = re.compile(r"(?!\{)|\{(?:code|code-block|code-cell|sourcecode|literalinclude|raw|math)\}")
_LINE_COMMENT, _COMMENT, _COMMENT_END = re.compile(r"[ \t]*%"), re.compile(r"[ \t]*<!--"), "-->"

Uses = list[tuple[str, list[str]]]
_LISTED = PerDocument[Uses]("listed_numbers")


def setup_number_list(app: Sphinx) -> None:
    """Register the directive, and rebuild its document when chapters use other numbers."""
    app.add_directive("numberlist", NumberList)
    app.connect("env-get-outdated", _outdated)
    _LISTED.setup(app)


def _outdated(
    app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str], removed: set[str]
) -> Iterable[str]:
    """Return the documents whose list of numbers no longer matches the chapters."""
    listed = _LISTED.of(env)
    uses = list(first_uses(_chapters(get_context(app)))) if listed else []
    return [docname for docname, known in listed.items() if known != uses]


def _chapters(context: EditionContext) -> Iterator[tuple[str, Iterable[str]]]:
    """Yield the docname and the numbers of each chapter."""
    for docname in contents(context.settings):
        name = edition_docname(docname, context.settings, context.language)
        if (path := context.settings.root / f"{name}.md").is_file():
            yield name, numbers_in(context, read_utf8(path))


class NumberList(SphinxDirective):
    """List the numbers of all chapters in the order of the contents, each where it is used first, with all that is known of it.

    Numbers in chapters lead to their entries, and on pages open them as cards.
    """

    def run(self) -> list[nodes.Node]:
        """Return a heading and the entries for each chapter that introduces numbers, then a table of the files with their checksums."""
        context = get_context(self.env.app)
        self.env.metadata[self.env.docname][LISTS_NUMBERS] = True
        entries: list[nodes.Node] = []
        tables: dict[str, TableDescription] = {}
        uses = list(first_uses(_chapters(context)))
        _LISTED.of(self.env)[self.env.docname] = uses
        for docname, names in uses:
            origins = [origin for name in names if (origin := self._origin(context, name)) is not None]
            entries.append(nodes.rubric("", "", pending_link("", "", docname=docname, fragment="")))
            entries += [_entry(origin) for origin in origins]
            tables.update({table.name: table for origin in origins for table in origin.tables})
        return [*entries, *_files(context, tables)]

    def _origin(self, context: EditionContext, name: str) -> Origin | None:
        try:
            return origin_of(context, name)
        except PressError as error:
            _LOGGER.warning(str(error), location=self.get_location(), type="press", subtype=NUMBER.name)
            return None


def numbers_in(context: EditionContext, text: str) -> Iterator[str]:
    """Yield the names of the numbers of a chapter in the order of its text."""
    for match in _NUMBER.finditer("\n".join(_lines_read(text))):
        if match["name"]:
            yield match["name"]
        elif match["directive"] and (shown := SHOWN_NUMBERS.get(match["directive"])):
            yield from shown(context, match["argument"])


def _lines_read(text: str) -> Iterator[str]:
    """Yield the lines of ``text`` without code in fences and without comments that begin a line."""
    open_fences: list[tuple[str, bool]] = []
    is_comment = False
    for line in lines_of(text):
        marks, is_code = open_fences[-1] if open_fences else ("", False)
        fence = None if is_comment else _FENCE.match(line)
        if fence and fence["marks"].startswith(marks or "\0") and not fence["info"]:
            open_fences.pop()
        elif is_code:
            continue
        elif fence and (fence["mark"] != ":" or "{" in fence["info"]):
            open_fences.append((fence["marks"], bool(_CODE.match(fence["info"]))))
            yield line
        elif is_comment or _COMMENT.match(line):
            _, end, rest = line.partition(_COMMENT_END)
            is_comment = not end
            yield rest
        elif not _LINE_COMMENT.match(line):
            yield line


def first_uses(chapters: Iterator[tuple[str, Iterable[str]]]) -> Iterator[tuple[str, list[str]]]:
    """Yield each chapter with the numbers that no earlier chapter uses, in the order of the text; chapters without any are left out."""
    seen: set[str] = set()
    for docname, used in chapters:
        names = [name for name in dict.fromkeys(used) if name not in seen]
        seen.update(names)
        if names:
            yield docname, names


def _entry(origin: Origin) -> nodes.container:
    """Return the entry of a number: value and meaning in one line, the facts in the next."""
    head = nodes.paragraph("", "", nodes.strong(origin.spelled, origin.spelled), nodes.Text(f" — {origin.title}"))
    body = nodes.paragraph("", "", *_in_line(origin), classes=["press-source"])
    return nodes.container("", head, body, ids=[anchor(origin.name)], classes=["press-number-entry", "keep-together"])


def _in_line(origin: Origin) -> list[nodes.Node]:
    facts = [*origin.found, *origin.facts]
    line = separated(([nodes.Text(f"{fact.label}: "), *fact.content] for fact in facts), " · ")
    return [*line, nodes.Text(f", {origin.row}")] if origin.row else line


def _files(context: EditionContext, tables: Mapping[str, TableDescription]) -> list[nodes.Node]:
    """Return a table of the files behind the numbers with their checksums, each file once."""
    title = context.translate("Files")
    rows = [
        [download(context, tables[name]), nodes.literal(tables[name].sha256, tables[name].sha256)]
        for name in sorted(tables)
    ]
    return [nodes.rubric(title, title), simple_table([context.translate("File"), "SHA-256"], rows)] if rows else []
