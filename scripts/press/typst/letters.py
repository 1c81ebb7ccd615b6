"""Letters that none of the book's typefaces has: found before printing, told, and printed as their code point.

An archivable PDF may hold no letter without a picture of it, and Typst refuses a book that has one. Typst itself
is asked which these are, so that the answer holds for its own typefaces too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import typst
from docutils import nodes
from sphinx import addnodes

from press.child_process import forbid_forking
from press.typst.anchors import own_elements
from press.typst.compile import STANDARDS
from press.typst.escape import array, string
from press.typst.translator import Translator

_LACKING = re.compile(r'error: .*?the text `"(.+?)"` could not be displayed')
_CODE_POINT = re.compile(r"\\u\{([0-9a-f]+)\}")
#: Letters that need no asking: what every typeface has. Asking costs some milliseconds.
_PLAIN = frozenset(map(chr, range(0x20, 0x7F)))
#: Signs that only choose between forms of the letter before them, or join letters to one picture.
_UNSEEN = dict.fromkeys([0xFE0E, 0xFE0F, 0x200D])


def replace_lacking(book: nodes.Element, t: Translator, chains: Iterable[Sequence[str]], fonts: typst.Fonts) -> None:
    """Replaces, in the text of ``book``, letters that a chain of families lacks, with one warning a document."""
    texts = [(file["docname"], text) for file in book.findall(addnodes.start_of_file) for text in _texts(file)]
    found = lacking({letter for _, text in texts for letter in text}, chains, fonts)
    told: set[tuple[str, str]] = set()
    for docname, text in texts if found else ():
        here = sorted(found.intersection(text))
        if not here:
            continue
        new = [letter for letter in here if (docname, letter) not in told and ord(letter) not in _UNSEEN]
        told.update((docname, letter) for letter in new)
        if new:
            with t.at(docname=docname):
                t.warn(_message(new), text.parent, "letter")
        forms = {ord(letter): f"[{_name(letter)}]" for letter in here} | _UNSEEN
        text.parent.replace(text, nodes.Text(text.translate(forms)))


def lacking(letters: Iterable[str], chains: Iterable[Sequence[str]], fonts: typst.Fonts) -> set[str]:
    """Those of ``letters`` that at least one of the ``chains`` of families has no picture of."""
    asked = sorted(set(letters) - _PLAIN)
    if not asked:
        return set()
    sample = string(" ".join(letter for letter in asked if not letter.isspace()))
    lines = [f"#text(font: {array(map(string, chain))}, {sample})" for chain in chains]
    source = "\n\n".join(['#set document(title: "Letters")', *lines])
    forbid_forking()
    compiler: Any = typst.Compiler(source.encode(), font_paths=fonts)
    try:
        compiler.compile(format="pdf", pdf_standards=list(STANDARDS))
    except typst.TypstError as error:
        return {letter for text in _LACKING.findall(error.diagnostic) for letter in _plain(text)}
    return set()


def _plain(text: str) -> str:
    return _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), text)


def _texts(file: nodes.Element) -> Iterator[nodes.Text]:
    """The texts of one document that are set in the book's typefaces; formulas have their own."""
    for element in own_elements(file):
        if not isinstance(element, (nodes.math, nodes.math_block, nodes.raw)):
            yield from (child for child in element.children if isinstance(child, nodes.Text))


def _name(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _message(letters: Sequence[str]) -> str:
    named = ", ".join(f"{letter} ({_name(letter)})" for letter in letters)
    return (
        f"no typeface of the PDF has {named}, so the code is printed instead;"
        " add a family that has it to typst_fonts, and its folder to typst_font_paths"
    )
