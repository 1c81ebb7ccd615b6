"""Check that words in quotation marks, in chapters that restate the source, are its words, or those of the table ``quotations``.

A row has the words as each language of the book has them, with a slash between several forms; a number in them is its role,
``{number}``. Of the source's own language the quotations of claims and statements count as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from press.api import near_names
from press.api import sphinx as api
from press.audit.verdicts import STATEMENTS

QUOTATIONS = "quotations"


def quotations(document: nodes.document, docname: str) -> Iterator[api.Fault]:
    """Find words in quotation marks that the table `quotations` lacks, in a chapter that is not spoken by the editors.

    Notebooks are spoken by them as well.
    """
    environment = document.settings.env
    context = api.get_context(environment.app)
    package = context.sources.package
    if QUOTATIONS not in package.names or "voice" in api.front_matter(document):
        return
    if str(environment.doc2path(docname)).endswith(".ipynb"):
        return
    known = {_compared(words): words for words in _words_of_table(package, context.language)}
    evidence = _evidence(package)
    for passage in api.passages(document):
        for begin, end in api.quotations(passage.whole):
            said = passage.whole[begin + 1 : end - 1]
            compared = _compared(said)
            if compared in known or _is_term(said) or any(compared in words for words in evidence):
                continue
            near = near_names(said, known.values())
            remedy = f"write {near} as it is there, or add a row for what is quoted or named"
            yield api.Fault(passage.file, passage.line_at(begin), f"the table '{QUOTATIONS}' has no '{said}'; {remedy}")


def _words_of_table(package: api.DataPackage, language: str) -> Iterator[str]:
    for _, row in api.rows_with_lines(package, QUOTATIONS):
        yield from (form.strip() for form in row.get(language, "").split(" / "))


def _evidence(package: api.DataPackage) -> list[str]:
    """Return what tables quote of the source itself."""
    tables = [name for name in (api.CLAIMS, STATEMENTS) if name in package.names]
    return [_compared(row.get("quotation", "")) for name in tables for _, row in api.rows_with_lines(package, name)]


def _compared(words: str) -> str:
    """Return ``words`` without a capital at their beginning, and without the stop of the sentence that they are in."""
    return " ".join(words.split()).casefold().rstrip(".,;:")


def _is_term(words: str) -> bool:
    """Return whether ``words`` are nothing but the name of what a role refers to."""
    return words.startswith("{") and words.find("}") == len(words) - 1
