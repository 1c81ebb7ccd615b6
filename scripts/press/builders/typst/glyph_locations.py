"""Warn of letters that no typeface has, with where they come from: a document, the contents or the configuration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx import addnodes

from press.builders.typst.anchors import own_elements
from press.builders.typst.matter import Part
from press.builders.typst.missing_glyphs import name
from press.builders.typst.source import printed_options
from press.builders.typst.translator import Translator, warn

CONFIG, CONTENTS = "_config.yml", "_toc.yml"
#: Not searched: letters of formulas and raw text are reported as these are translated, the others are not printed.
_NOT_SEARCHED = (nodes.math, nodes.math_block, nodes.raw, nodes.comment, nodes.substitution_definition)
#: The attributes of nodes that are printed.
_ATTRIBUTES: dict[type[nodes.Element], str] = {nodes.abbreviation: "explanation", addnodes.production: "tokenname"}


def report_all(book: nodes.Element, t: Translator) -> None:
    """Warn of the letters in ``book`` and in the configuration that are printed as their codes, of each once per document."""
    files = list(book.findall(addnodes.start_of_file))
    texts = [(file["docname"], node, text) for file in files for node, text in _texts(file, t)]
    parts = [node for node in book.children if isinstance(node, Part)]
    # All texts at once, as each query takes time and most books lack nothing.
    if t.letters.missing("\n".join([*(text for _, _, text in texts), *(part.astext() for part in parts)])):
        for docname, node, text in texts:
            with t.at(docname=docname):
                report(text, node, t)
        for part in parts:
            _report_part(part, t)
    for option, text in printed_options(t.config):
        _report_option(option, text, t)


def report(text: str, node: nodes.Node, t: Translator) -> None:
    """Warn of the letters of ``text``, which ``node`` prints, that no typeface has and that were not reported for its document yet."""
    if new := _unreported(text, t.docname, t):
        t.warn(_message(new), node, "letter")


def report_in_document(docname: str, letters: Sequence[str], t: Translator) -> None:
    """Warn of ``letters`` of which only the document is known, or not even that."""
    warn(_message(letters), (docname, None) if docname in t.env.found_docs else None, "letter")


def _texts(file: nodes.Element, t: Translator) -> Iterator[tuple[nodes.Element, str]]:
    """Yield the texts of one document, each with the element that prints it."""
    for element in own_elements(file):
        if isinstance(element, addnodes.index):
            yield from (
                (element, f"{entry[1]} {entry[4] or ''}") for entry in element["entries"] if t.config.typst_index
            )
        elif not isinstance(element, _NOT_SEARCHED):
            yield element, str(element.get(_ATTRIBUTES.get(type(element), ""), ""))
            yield from ((element, child) for child in element.children if isinstance(child, nodes.Text))


def _report_part(part: Part, t: Translator) -> None:
    """Warn of the caption of a part, at its line in ``_toc.yml`` or in the root document."""
    caption = part.astext()
    contents = Path(t.builder.srcdir, CONTENTS)
    if "external_toc_path" not in t.config or not contents.is_file():
        report(caption, part, t)
    elif new := _unreported(caption, CONTENTS, t):
        lines = [line for _, text, line in _yaml_texts(contents) if text == caption]
        _warn(new, "caption", contents, lines[0] if lines else None)


def _report_option(option: str, text: str, t: Translator) -> None:
    """Warn of a text of the configuration, at its key in ``_config.yml``."""
    new = _unreported(text, CONFIG, t)
    if not new:
        return
    path = Path(t.builder.confdir, CONFIG)
    found = _yaml_texts(path) if path.is_file() else []
    places = [(keys, said, line) for keys, said, line in found if said.strip() in text and set(new).intersection(said)]
    for keys, said, line in places:
        _warn([letter for letter in new if letter in said], keys, path, line)
    if not places:
        _warn(new, option, path if path.is_file() else path.with_name("conf.py"))


def _unreported(text: str, place: str, t: Translator) -> list[str]:
    """Return the letters of ``text`` that are printed as codes and not reported for ``place`` yet, and record them as reported."""
    new = [letter for letter in t.letters.missing(text) if (place, letter) not in t.reported]
    t.reported.update((place, letter) for letter in new)
    return new


def _yaml_texts(path: Path) -> list[tuple[str, str, int]]:
    """Return each text of a YAML file with the keys above it (``a: b``) and its line: keys, text, line."""
    return list(_scalars(yaml.compose(path.read_text(encoding="utf-8")), ()))


def _scalars(node: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, str, int]]:
    if isinstance(node, yaml.ScalarNode):
        yield ": ".join(keys), node.value, node.start_mark.line + 1
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _scalars(value, (*keys, str(key.value)))
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _scalars(value, keys)


def _warn(letters: Sequence[str], key: str, path: Path, line: int | None = None) -> None:
    """Warn of letters of the text under ``key`` in a file of settings."""
    # Sphinx takes a location without a line for the name of a document.
    place = "" if line else f"{path.name}: "
    warn(f"{place}{key}: {_message(letters)}", f"{path}:{line}" if line else None, "letter")


def _message(letters: Sequence[str]) -> str:
    named = ", ".join(f"{letter} ({name(letter)})" for letter in letters)
    return (
        f"no typeface of the PDF has {named}, so the code is printed instead;"
        " add a family that has it to typst_fonts, and its folder to typst_font_paths"
    )
