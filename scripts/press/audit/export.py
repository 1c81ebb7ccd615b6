"""Give all that is judged, with its verdict, and all numbers of notebooks as one file for all languages, ``figures.json``.

Each edition stores its part once its pages are made; the file is made of the parts when editions are joined.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import reduce
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.utils import new_document
from sphinx.application import Sphinx

from press.api import sphinx as api
from press.audit.accounts import PROBLEM, accounts_by_label
from press.audit.figures import right_value, written_figure
from press.audit.verdicts import EVIDENCE, PROBLEMS, STATEMENTS, VERDICTS, Verdict, verdicts_of
from press.audit.words import audit_words, verdict_words

Json = dict[str, Any]
NAME, CSV_NAME = "figures.json", "figures.csv"
# The columns of the file for spreadsheets.
_COLUMNS = ("id", "title", "written", "value", "unit", "scale", "right", "recorded", "recomputed", "verdict", "verdict_words", "why", "evidence")  # fmt: skip


def setup_export(app: Sphinx) -> None:
    """Store the part of an edition at the end of the build."""
    app.connect("build-finished", _store_part)


def _store_part(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and api.format_of(app.builder).is_site:
        context = api.get_context(app)
        part = _part(app, context) if verdicts_of(context).by_id else {}
        api.write_whole(_part_file(context.settings, context.language), _as_json(part))
        if part:
            api.write_whole(Path(app.outdir, CSV_NAME), api.csv_file([_COLUMNS, *_rows(part, context.language)]))


def _rows(part: Json, language: str) -> Iterator[list[str]]:
    """Yield the figures and statements of ``part`` as rows: words as printed, values with a decimal point."""
    for key, judged in (part["figures"] | part["statements"]).items():
        words = judged["texts"][language]
        cells = judged | words | {"id": key, "verdict": judged["verdict"], "verdict_words": words["verdict"]}
        cells["evidence"] = " ".join(item["address"] for item in judged["evidence"])
        for name in ("value", "recorded", "recomputed"):
            number = judged.get(name) or ""
            # A spreadsheet makes a day of September of 9/11.
            cells[name] = str(number["value"] if isinstance(number, dict) else number).replace("/", "–")
        yield [str(cells.get(column) or "") for column in _COLUMNS]


def _part_file(settings: api.Settings, language: str) -> Path:
    return settings.build / "press" / language / NAME


def _as_json(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=1, default=str) + "\n").encode()


def _joined(settings: api.Settings) -> bytes | None:
    """Return the file; None where no edition has verdicts."""
    paths = (_part_file(settings, language) for language in settings.languages)
    parts = (json.loads(path.read_text(encoding="utf-8")) for path in paths if path.is_file())
    whole: Json = reduce(_merged, parts, {})
    return _as_json(whole) if whole else None


def _merged(one: Any, other: Any) -> Any:
    """Return ``one`` with what only ``other`` has, at any depth of mappings."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return one
    return {key: _merged(one.get(key, value), other.get(key, value)) for key, value in (one | other).items()}


def _part(app: Sphinx, context: api.EditionContext) -> Json:
    """Return all that the file has, with the words of one edition below its language."""
    sources, language, verdicts, accounts = context.sources, context.language, verdicts_of(context), account_texts(app)
    tables = {api.CLAIMS: "figures", STATEMENTS: "statements", PROBLEMS: "problems"}
    known = [name for name in (*tables, VERDICTS, EVIDENCE) if name in sources.package.names]
    rows = {name: {row["id"]: row for row in sources.rows(name)} for name in known}
    whole: Json = {name: {} for name in (*tables.values(), "numbers")}

    def texts(page: str, **words: str) -> Json:
        address = {"page": f"{language}/{app.builder.get_target_uri(page)}"} if page else {}
        return {"texts": {language: {**words, **address}}}

    for one in verdicts.all:
        row, problem, words = rows[one.table][one.id], verdicts.problems.get(one.problem), dict[str, str]()
        if one.table == PROBLEMS:
            problem, row = one, {**row, "replies": verdicts.replies.get(one.id)}
            words |= {name: context.label(f"{name}.{row[name]}") for name in ("severity", "repeat")}
        else:
            row, words["why"] = row | rows[VERDICTS][one.id], accounts.get(one.label, "")
        if one.table == api.CLAIMS:
            row["counted"] = one.id in verdicts.counted
            words |= {"written": written_figure(context, one.id), "right": right_value(context, one.id).written}
        if problem:
            # What cannot be said yet has no sentence to repeat.
            is_open = problem.severity == "cannot-be-said"
            words["to_be_cleared_up" if is_open else "correction"] = accounts.get(problem.label, "")
        words |= {"title": context.label(one.title), "verdict": verdict_words(context, one.code)}
        whole[tables[one.table]][one.id] = _row(context, one, row) | texts(one.page, **words)
    for result in context.results:
        if result.kind == "number":
            title = context.vocabulary.label_if_known(api.code_of(result.name), language)
            place = {"sources": result.sources, "notebook": result.notebook, "cell": result.cell}
            place |= {"rows": _origins(context, result), "inputs": result.inputs}
            page = api.card_page(result.name) if result.has_card else ""
            words = texts(page, title=title, written=api.spelled_number(context, result.name))
            whole["numbers"][result.name] = _quantity(api.find_quantity(context, result.name)) | place | words
    credits_of_data: Json = api.data_credits(app)
    translated = {name: {language: credits_of_data[name]} for name in ("title", "citation", "rights")}
    return {**credits_of_data, **translated, "address": context.settings.base_url, **whole}


def _origins(context: api.EditionContext, result: api.Result) -> list[Json]:
    """Return the rows that ``result`` was read or computed from, each with who says so and the pages where it was found."""
    origins: list[Json] = []
    for table, keys in result.rows.items():
        for key in keys:
            who, pages = api.origin_of_row(context.sources, table, tuple(key))
            found = [{"address": page.address, "read": page.read} for page in pages]
            origins.append({"table": table, "key": key, "who": who or "", "pages": found})
    return origins


def account_texts(app: Sphinx) -> dict[str, str]:
    """Return the accounts of verdicts as plain text, by their labels."""
    home = app.config.root_doc
    document = new_document(NAME, app.env.get_doctree(home).settings)
    document += [api.told_elsewhere(block, home) for block in accounts_by_label(app.env).values()]
    # Links to other chapters get their titles.
    app.env.apply_post_transforms(document, home)
    accounts = (block for block in document.findall(nodes.container) if "account_of" in block)
    return {block["account_of"]: _sentences(block) for block in accounts}


def _sentences(block: nodes.Element) -> str:
    """Return an account as plain text, without the words that head it."""
    for head in [strong for strong in block.findall(nodes.strong) if strong.get(api.TYPED) == PROBLEM]:
        head.parent.remove(head)
    return " ".join(map(api.plain_text, block.children))


def _row(context: api.EditionContext, verdict: Verdict, row: Mapping[str, Any]) -> Json:
    """Return the cells of a ``row``, with its numbers and its evidence in place of their names."""
    cells = {name: value for name, value in row.items() if name not in ("id", "likely")}
    if "value" in cells:
        cells |= _quantity(context.claims[verdict.id].quantity)
    for column in ("recorded", "recomputed", "right"):
        if cells.get(column):
            name, options = api.parse_number(cells[column].split(";")[0])
            cells[column] = {"number": name, **options, **_quantity(api.find_quantity(context, name))}
    if verdict.right:
        cells["right"]["likely"] = bool(verdict.likely)
    if verdict.recorded:
        cells["recorded"]["nearest"] = verdict.kind.group.is_nearest
    return cells | {"evidence": [item._asdict() for item in verdict.evidence]}


def _quantity(quantity: api.Quantity) -> Json:
    """Return the value as a number if it is one, else as text, its unit and scale, and the exact value if it is another."""
    exact = _value(quantity.exact) if quantity.is_rounded else ""
    return {"value": _value(quantity.value), "unit": quantity.unit, "scale": quantity.scale, "exact": exact}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:  # a span, or a date
        return text


def _offer(context: api.EditionContext) -> str:
    """Return the words before the link to the file; empty where there is none."""
    words = "All figures and statements with their verdicts, and all computed numbers, in every language, for use in programs"
    return audit_words(context)(words) if verdicts_of(context).by_id else ""


# For the registry of files beside the editions.
ROOT_FILES = {NAME: api.RootFile(_offer, _joined)}
