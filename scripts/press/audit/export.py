"""Give all that is judged, with its verdict, and all numbers of notebooks as one file for all languages, ``figures.json``.

Each edition stores its part once its pages are made; the file is made of the parts when editions are joined.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx

from press.audit.accounts import PROBLEM, told_blocks, verdict_page
from press.audit.figures import right_value, written_figure
from press.audit.verdicts import (
    EVIDENCE,
    PROBLEMS,
    STATEMENTS,
    VERDICTS,
    Verdict,
    audit_words,
    verdict_words,
    verdicts_of,
)
from press.citation.edition_works import STYLES, dataset_of, load_citation
from press.core.files import write_whole
from press.core.settings import Settings
from press.core.text import Json
from press.data.claims import CLAIMS
from press.directives.components import TYPED
from press.directives.data_package import RootFile
from press.directives.number import card_page, code_of, find_quantity, parse_number, spelled_number, told_elsewhere
from press.edition.context import EditionContext, format_of, get_context
from press.language.quantities import Quantity
from press.language.registry import profile_of
from press.notebooks.results import NUMBER

NAME = "figures.json"


def setup_export(app: Sphinx) -> None:
    """Store the part of an edition at the end of the build."""
    app.connect("build-finished", _store_part)


def _store_part(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and format_of(app.builder).is_site:
        context = get_context(app)
        part = _part(app, context) if verdicts_of(context).by_id else {}
        write_whole(_part_file(context.settings, context.language), _as_json(part))


def _part_file(settings: Settings, language: str) -> Path:
    return settings.build / "press" / language / NAME


def _as_json(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _joined(settings: Settings) -> bytes | None:
    """Return the file; None where no edition has verdicts."""
    paths = (_part_file(settings, language) for language in settings.languages)
    whole: Json = {}
    for path in paths:
        whole = _merged(whole, json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else whole
    return _as_json(whole) if whole else None


def _merged(one: Any, other: Any) -> Any:
    """Return ``one`` with what only ``other`` has, at any depth of mappings."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return one
    return {key: _merged(one.get(key, value), other.get(key, value)) for key, value in (one | other).items()}


def _part(app: Sphinx, context: EditionContext) -> Json:
    """Return all that the file has, with the words of one edition below its language."""
    sources, language, verdicts = context.sources, context.language, verdicts_of(context)
    told = told_sentences(app)
    tables = {verdict.table for verdict in verdicts.by_id.values()} | {VERDICTS, PROBLEMS, EVIDENCE}
    rows = {
        name: {row["id"]: row for row in sources.rows(name)}
        for name in sorted(tables.intersection(sources.package.names))
    }
    citation, data = load_citation(app.srcdir), dataset_of(app)
    assert data, "verdicts are a table of the data package"

    def texts(page: str, **words: str) -> Json:
        address = f"{language}/{app.builder.get_target_uri(page)}"
        return {"texts": {language: {name: text for name, text in {**words, "page": address}.items() if text}}}

    def of_problem(problem: Verdict) -> dict[str, str]:
        # What cannot be said yet has no sentence to repeat.
        is_open = problem.severity == "cannot-be-said"
        return {"to_be_cleared_up" if is_open else "correction": told.get(problem.label, "")}

    def judged(table: str) -> Json:
        return {key: verdict_on(one) for key, one in verdicts.by_id.items() if one.table == table}

    def verdict_on(verdict: Verdict) -> Json:
        found = _row(context, verdict, rows[verdict.table][verdict.id] | rows[VERDICTS][verdict.id])
        words = {"title": context.label(verdict.title), "verdict": verdict_words(context, verdict.code)}
        if verdict.table == CLAIMS:
            found["counted"] = verdict.id in verdicts.counted
            words |= {"written": written_figure(context, verdict.id), "right": right_value(context, verdict.id).written}
        if problem := verdicts.problems.get(verdict.problem):
            words |= of_problem(problem)
        words["why"] = told.get(verdict.label, "")
        return {**found, **texts(verdict_page(verdict), **words)}

    def problem_of(problem: Verdict) -> Json:
        found = _row(context, problem, rows[PROBLEMS][problem.id])
        found |= {"replies": replies} if (replies := verdicts.replies.get(problem.id)) else {}
        codes = {"verdict": problem.code, "severity": problem.severity, "repeat": problem.repeat}
        words = {name: context.label(f"{name}.{code}") for name, code in codes.items()}
        words |= {"title": context.label(problem.title), **of_problem(problem)}
        return {**found, **texts(verdict_page(problem), **words)}

    def number(name: str) -> Json:
        result = context.results.find(name, NUMBER)
        title = context.vocabulary.label_if_known(code_of(name), language)
        place = {"sources": result.sources, "notebook": result.notebook, "cell": result.cell}
        words = texts(card_page(name), title=title, written=spelled_number(context, name))
        return {**_quantity(find_quantity(context, name)), **place, **words}

    fields = {column["name"]: name for name in rows for column in sources.package.fields(name)}
    labels = {
        column: context.vocabulary.label_if_known(f"{name}.{column}", language) for column, name in fields.items()
    }
    producers = {row["producer"] for row in rows[EVIDENCE].values()} - {"", None}
    style = STYLES[profile_of(language).citation_style]
    return {
        "title": {language: data.text("title")},
        "citation": {language: str(style.cite(data))},
        "rights": {language: citation.rights(language)},
        "licence": citation.licence,
        "version": data.text("version"),
        "date": data.text("date"),
        "commit": data.commit,
        "address": context.settings.base_url,
        "columns": {column: {language: label} for column, label in labels.items() if label},
        "producers": {code: {language: context.label(code)} for code in sorted(producers)},
        "figures": judged(CLAIMS),
        "statements": judged(STATEMENTS),
        "problems": {key: problem_of(problem) for key, problem in verdicts.problems.items()},
        "numbers": {
            f"{one.notebook}/{one.key}": number(f"{one.notebook}/{one.key}")
            for one in context.results
            if one.kind == NUMBER.name
        },
    }


def told_sentences(app: Sphinx) -> dict[str, str]:
    """Return what documents tell of verdicts as plain text, by its label."""
    home = app.config.root_doc
    document = new_document(NAME, app.env.get_doctree(home).settings)
    document += [told_elsewhere(block, home) for block in told_blocks(app.env).values()]
    # Links to other chapters get their titles.
    app.env.apply_post_transforms(document, home)
    return {block["told"]: _sentences(block) for block in document.findall(nodes.container) if "told" in block}


def _sentences(block: nodes.Element) -> str:
    """Return the ``block`` that tells of a verdict as plain text, without the word that leads to it."""
    for head in [one for one in block.findall(nodes.strong) if one.get(TYPED) == PROBLEM]:
        head.parent.remove(head)
    # With the no-break spaces of numbers.
    return " ".join(
        " ".join(child.astext().replace("\N{SOFT HYPHEN}", "").split("\n")) for child in block.children
    ).strip()


def _row(context: EditionContext, verdict: Verdict, row: Mapping[str, Any]) -> Json:
    """Return the cells of a ``row`` that hold something, with its numbers, and its evidence in place of its names."""
    found = {name: value for name, value in row.items() if value is not None and name not in ("id", "likely")}
    if "value" in found:
        found |= _quantity(context.claims[verdict.id].quantity)
    for column in {"recorded", "recomputed", "right"} & found.keys():
        name, options = parse_number(found[column])
        found[column] = {"number": name, **options, **_quantity(find_quantity(context, name))}
    if verdict.right:
        found["right"]["likely"] = bool(verdict.likely)
    evidence = (
        {"evidence": [{name: text for name, text in one._asdict().items() if text} for one in verdict.evidence]}
        if verdict.evidence
        else {}
    )
    return {**found, **evidence}


def _quantity(quantity: Quantity) -> Json:
    """Return the value as a number if it is one, its unit, and its scale and the exact value if it has them."""
    exact = {"exact": _value(quantity.exact)} if quantity.is_rounded else {}
    scale = {"scale": quantity.scale} if quantity.scale else {}
    return {"value": _value(quantity.value), "unit": quantity.unit, **scale, **exact}


def _value(text: str) -> float | str:
    try:
        return int(text) if text.lstrip("-").isdecimal() else float(text)
    except ValueError:  # a span, or a date
        return text


def _offer(context: EditionContext) -> str:
    """Return the words before the link to the file; empty where there is none."""
    words = "All figures and statements with their verdicts, and all computed numbers, in every language, for use in programs"
    return audit_words(context)(words) if verdicts_of(context).by_id else ""


# For the registry of files beside the editions.
ROOT_FILES = {NAME: RootFile(_offer, _joined)}
