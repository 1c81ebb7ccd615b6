"""Check verdicts and findings against claims and against what notebooks published."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes

from press.api import sphinx as api
from press.audit.accounts import KEY_FINDING, PROBLEM
from press.audit.finding import FINDING
from press.audit.quotations import quotations
from press.audit.verdicts import FINDINGS, PROBLEMS, STATEMENTS, check_verdicts, ids
from press.audit.words import AUDIT_DOMAIN, AUDIT_LOCALE_DIR


def verdicts(sources: api.Sources) -> tuple[()]:
    """Find verdicts on claims that are not there, or with evidence that is not there."""
    check_verdicts(sources.package)
    return ()


def findings(document: nodes.document, docname: str) -> Iterator[api.Fault]:
    """Find figures, statements and problems that the chapter which tells of them lacks."""
    package = api.get_context(document.settings.env.app).sources.package
    for directive, tables in ((FINDING, (api.CLAIMS, STATEMENTS)), (PROBLEM, (PROBLEMS,))):
        accounts = list(_typed(document, directive))
        named = {key for _, key in accounts}
        for table in tables if accounts else ():
            keys = ids(package, table)
            if missing := [key for key in keys if key not in named]:
                count = f"{len(missing)} of {len(keys)} {table}"
                words = f"{count} have no '{directive}' in this chapter: {', '.join(missing)}"
                remedy = f"write :::{{{directive}}} <id> for each"
                yield api.Fault(*api.place_of(accounts[0][0], document), f"{words}; {remedy}")


def key_findings(document: nodes.document, docname: str) -> Iterator[api.Fault]:
    """Find findings of the table that the chapter which leads with them lacks, or tells without one of their numbers."""
    package, accounts = api.get_context(document.settings.env.app).sources.package, list(_typed(document, KEY_FINDING))
    if not accounts:
        return
    known = {row["id"]: row["numbers"].split() for _, row in api.rows_with_lines(package, FINDINGS)}
    keys = [key for _, key in accounts]
    for node, key in accounts:
        named = {typed.split()[0] for _, typed in _typed(node, "number")}
        if missing := [number for number in known[key] if number not in named]:
            message = f"the finding '{key}' is told without {', '.join(missing)}; name each number by its role"
            yield api.Fault(*api.place_of(node, document), message)
    if missing := [key for key in known if key not in keys]:
        message = f"this chapter lacks findings of the table '{FINDINGS}': {', '.join(missing)}"
        yield api.Fault(*api.place_of(accounts[0][0], document), message)


def _typed(parent: nodes.Element, name: str) -> Iterator[tuple[nodes.Element, str]]:
    """Yield what the directive or role called ``name`` returned below ``parent``, with what was typed for it."""
    for node in parent.findall(nodes.Element):
        first, _, typed = str(node.get(api.TYPED, "")).partition(" ")
        if first == name:
            yield node, typed


def audit_catalogues(sources: api.Sources) -> Iterator[api.Fault]:
    """Find words of the audit that a language with a catalogue lacks, and words in a catalogue of the book's own that the audit does not print."""
    yield from api.interface_faults(sources.settings, AUDIT_DOMAIN, AUDIT_LOCALE_DIR)


# For the registries of checks.
CHECKS = {"verdicts": api.Check("data", verdicts), "audit-catalogues": api.Check("words", audit_catalogues)}
DOCUMENT_CHECKS = {"findings": findings, "key-findings": key_findings, "quotations": quotations}
