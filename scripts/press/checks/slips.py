"""Find slips in chapters: Markdown that would be published as typed, or not at all; numbers that are typed; pictures without words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from itertools import islice, takewhile
from pathlib import Path
from urllib.parse import unquote

from docutils import nodes
from lxml import etree
from markdown_it.rules_block.table import escapedSplit
from PIL import Image

from press.checks.check import Fault, place_of
from press.checks.prose import FRONT, IN_HEADING, Passage, blocks, front_matter, passages, place_in
from press.core.caches import cached_by_state
from press.core.files import is_remote
from press.core.reading import load_yaml
from press.core.resources import press_path
from press.directives.components import TYPED
from press.directives.link_nodes import ancestors
from press.directives.number import code_of, quantity
from press.edition.chapters import edition_of
from press.edition.context import get_context
from press.edition.untranslated import FOOTNOTE

# What shows its text as it was typed.
_AS_TYPED = (nodes.literal, nodes.FixedTextElement, nodes.math, nodes.raw, nodes.comment, nodes.system_message)
# Patterns of what Markdown did not understand, and what is told of it.
_SIGNS = load_yaml(press_path("checks/slips.yml"))
_FENCE = re.compile(r"^[ >]*(?P<fence>:{3,}|`{3,}|~{3,})(?P<info>.*)$")
_CODE = ("{code", "{math}", "{raw}", "{sourcecode}", "{mermaid}")
_OPEN = "opened here is not closed"
# 1,113.6 and 42 500 are one number each, with any of the spaces that divide thousands.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|[ \u00a0\u2009\u202f]\d{3}(?!\d))*")
# The sign or word that a printed number ends with.
_UNIT = re.compile(r"%$|[^\W\d_]+\.?$")
# In a heading its own number, and ordinals, are free to be typed.
_IN_HEADINGS = re.compile(
    r"^\s*\d{1,2}(?:\.\d{1,2})*[.)](?=\s)|(?<!\d)\d{1,2}(?:st|nd|rd|th|-(?:й|ый|ой|я|ая|е|ое|го|му|м|х|ші|шы))(?!\w)"
)
_NESTED = re.compile(r"^(?:\s*(?:>|[-*+]\s|\d{1,9}[.)]\s))*\s*")


def slips(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find slips of Markdown: a backtick or star without its counterpart, a role, link or heading that is none, a row with other cells than the head of its table, a block that is not closed, a chapter without title."""
    for block in blocks(document):
        if isinstance(block, nodes.TextElement) and not isinstance(block, _AS_TYPED) and not block.get(TYPED):
            yield from _left_in(block, document)
    file, lines = place_of(document, document)[0], _source(document)
    if lines and document.first_child_matching_class(nodes.section) is None and "title" not in front_matter(document):
        yield Fault(file, 1, "the chapter has no title; begin it with one, as # Title")
    text = "\n".join(lines)
    for footnote in FOOTNOTE.finditer(text):
        # A block of the original that stands in may refer to it.
        if text.count(f"[^{footnote[1]}]") == 1 and footnote[1] not in document.footnote_refs:
            words = f"nothing refers to the footnote [^{footnote[1]}], which no reader sees; write [^{footnote[1]}] in the text, or remove it"
            yield Fault(file, text.count("\n", 0, footnote.start()) + 1, words)
    yield from (Fault(file, line, what) for line, what in _in_source(lines))


def _left_in(block: nodes.TextElement, document: nodes.document) -> Iterator[Fault]:
    file, line = place_in(block, document)
    if isinstance(block, nodes.paragraph):
        yield from _signs_in(block.astext(), "unmade", file, line)
    for text in block.findall(nodes.Text):
        inner = takewhile(lambda around: around is not block, ancestors(text))
        if any(isinstance(around, _AS_TYPED) or around.get(TYPED) for around in inner):
            line += text.count("\n")
            continue
        after = text.next_node(descend=False, siblings=True)
        if isinstance(after, nodes.literal):
            yield from _signs_in(text, "before_code", file, line)
        if isinstance(after, nodes.reference):
            yield from _signs_in(text, "before_link", file, line)
        yield from islice(_signs_in(text, "left", file, line), 1)
        line += text.count("\n")


def _signs_in(text: str, kind: str, file: str, line: int) -> Iterator[Fault]:
    """Yield what is told of signs of a ``kind`` in a ``text`` that begins at ``line``."""
    for told in _SIGNS[kind]:
        if match := re.search(told["sign"], text):
            yield Fault(file, line + text.count("\n", 0, match.start()), told["words"].format(**match.groupdict()))


def _in_source(lines: list[str]) -> Iterator[tuple[int, str]]:
    # Line, signs and kind of the blocks that are open.
    opened: list[tuple[int, str, bool]] = []
    columns = 0
    for number, line in enumerate(lines, start=1):
        # Within code nothing but its end counts.
        _, signs, is_code = opened[-1] if opened else (0, "", False)
        if fence := _FENCE.match(line):
            columns, info = 0, fence["info"].strip()
            if opened and not info and fence["fence"].startswith(signs):
                opened.pop()
            elif info and not is_code:
                opened.append(
                    (number, fence["fence"], fence["fence"][0] in "`~" and (info[0] != "{" or info.startswith(_CODE)))
                )
        elif is_code:
            continue
        elif "|" in line:
            cells = escapedSplit(_NESTED.sub("", line).strip())
            cells = cells[cells[:1] == [""] : len(cells) - (cells[-1:] == [""])]
            if number < len(lines) and re.fullmatch(r"[ >]*\|?[ :|-]*-[ :|-]*", lines[number]) and "|" in lines[number]:
                columns = len(cells)
            elif columns and any(cell.strip() for cell in cells[columns:]):
                lost = f"the row has {len(cells)} cells, the head of its table {columns}, so that '{cells[columns].strip()}' is lost"
                yield number, f"{lost}; remove a cell, add a column, or write \\| for a line within a cell"
            elif len(cells) < columns:
                yield (
                    number,
                    f"the row has {len(cells)} of the {columns} cells that the head of its table has; add the others, if empty",
                )
        elif not line.strip():
            columns = 0
    for number, signs, _ in opened:
        yield number, f"the {signs} {_OPEN}; end the block with such a line"


def has_open_blocks(document: nodes.document) -> bool:
    """Return whether a directive or code in a chapter is not closed, and holds what was meant to follow it."""
    return any(_OPEN in what for _, what in _in_source(_source(document)))


def _source(document: nodes.document) -> list[str]:
    path = Path(document.settings.env.doc2path(document.settings.env.docname))
    return path.read_text(encoding="utf-8", errors="replace").splitlines() if path.suffix == ".md" else []


def numbers(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find numbers of which the vocabulary does not say what they are, and a unit that is typed behind a number which prints it."""
    context = get_context(document.settings.env.app)
    unknown: dict[str, tuple[str, int]] = {}
    for node in document.findall(quantity):
        name, place = node["name"], place_of(node, document)
        if not context.vocabulary.has(code := code_of(name)):
            unknown.setdefault(code, place)
        unit, after = _UNIT.search(node.astext()), node.next_node(descend=False, siblings=True)
        if unit and after and re.match(rf"\s*{re.escape(unit[0])}(?!\w)", after.astext()):
            message = f"{name} is printed as '{node.astext()}', and '{unit[0]}' is typed behind it"
            yield Fault(*place, f"{message}; remove what is typed, or write form=plain")
    if unknown:
        remedy = context.vocabulary.lines_to_add(unknown)
        yield Fault(*next(iter(unknown.values())), f"numbers are used of which nothing says what they are; {remedy}")


def typed_digits(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find digits that are typed into a chapter instead of coming from data; those of quotations, of names, of lists and of ordinals in headings are free."""
    settings = get_context(document.settings.env.app).settings
    for passage in passages(document) if edition_of(docname, settings) else ():
        for place, digits in _digits_in(passage, settings.names):
            message = f"the number {digits} is typed; write {{number}}`claims/...` or {{number}}`notebook/...`"
            yield Fault(passage.file, passage.line_at(place), message)


def _digits_in(passage: Passage, names: Iterable[str]) -> Iterator[tuple[int, str]]:
    """Yield place and text of each number that a ``passage`` types, where ``names`` may hold digits."""
    words = passage.words if passage.scope else ""
    free = [_IN_HEADINGS] if passage.scope == IN_HEADING else []
    for name in sorted(names, key=len, reverse=True):
        # Its last word may have an ending.
        free.append(re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, name.split())) + r"(?!\d|[.,]\d)"))
    for pattern in free:
        words = pattern.sub(lambda match: " " * len(match[0]), words)
    for match in _NUMBER.finditer(words):
        yield match.start(), passage.whole[match.start() : match.end()]


def front_matter_values(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find front matter that says something else of `parity` or `voice` than press knows, or mistypes them."""
    front = front_matter(document)
    for key in front:
        if key not in FRONT and (meant := get_close_matches(key, FRONT, n=1, cutoff=0.8)):
            words = f"the front matter says '{key}', which means nothing; did you mean {meant[0]}?"
            yield Fault(*place_of(document, document), words)
    for key, allowed in FRONT.items():
        if front.get(key, allowed) != allowed:
            words = f"the front matter says '{key}: {front[key]}'; write '{key}: {allowed}', or leave it out"
            yield Fault(*place_of(document, document), words)


def pictures(document: nodes.document, docname: str) -> Iterator[Fault]:
    """Find pictures that say nothing in words, or whose files hold none."""
    for image in document.findall(nodes.image):
        # What code of a notebook draws has its words elsewhere.
        if any("output" in box.get("nb_element", "") for box in ancestors(image)):
            continue
        uri = unquote(image["uri"])
        path = Path(document.settings.env.relfn2path(uri, docname)[1])
        # Sphinx tells of a file that is not there.
        is_there = is_remote(uri) or path.is_file()
        if path.is_file() and (fault := _unreadable(path)):
            remedy = "export it again, as SVG, PNG or JPEG"
            yield Fault(*place_of(image, document), f"the file of the picture {uri} cannot be shown: {fault}; {remedy}")
        if not image.get("alt") and is_there:
            # Without a name in it, it is told once with all its lines.
            words = "the picture has no alternative; say in a sentence what it shows, with ![...](...) or :alt:"
            yield Fault(*place_of(image, document), words)


@cached_by_state
def _unreadable(path: Path) -> str:
    """Return why the file of a picture cannot be shown; empty where it can."""
    try:
        if path.suffix.lower() == ".svg":
            etree.parse(path)
        elif named := Image.registered_extensions().get(path.suffix.lower()):
            with Image.open(path) as picture:
                picture.load()
                # Phones take several photographs as one JPEG.
                return "" if picture.format in (named, "MPO") else f"it is {picture.format}"
    except (OSError, SyntaxError, Image.DecompressionBombError) as error:
        return " ".join(str(error).replace(str(path), "it").split()) or type(error).__name__
    return ""
