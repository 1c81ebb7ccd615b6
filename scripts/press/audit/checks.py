"""Check verdicts and findings against claims and against what notebooks published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from press.audit.tables import (
    FINDINGS,
    PROBLEMS,
    STATEMENTS,
    VERDICTS,
    check_name,
    check_verdicts,
    ids,
    judged_ids,
    rows_with_lines,
)
from press.audit.verdicts import AUDIT_DOMAIN, AUDIT_LOCALE_DIR, OF_PROBLEMS, load_verdicts
from press.checks.check import DATA, NUMBERS, WORDS, Fault, Material, Stage, check, errors_of, fault_at
from press.checks.myst.chapter import Chapter
from press.checks.myst.directive import Directive
from press.checks.translations.catalogues import interface_faults, own_word_faults
from press.core.errors import PressError
from press.core.text import near_names
from press.data.claims import CLAIMS
from press.data.validation import checked_rows
from press.directives.components.names import EDITORS
from press.notebooks.kinds import NUMBER

FINDING, KEY_FINDING, PROBLEM, VERDICT = "finding", "key-finding", "problem", "verdict"
ENDS_OF_SENTENCES = (".", "!", "?", "…", "")
# A verdict with a space before it, and what is between it and the end of its sentence if nothing is but other verdicts.
_APART = re.compile(r"(?<=\s){verdict}`([^`\s]+)[^`]*`(?=((?:\s*{verdict}`[^`]*`)*(?:[.!?…]|\s*$))?)")
_OF_EDITORS = re.compile(rf"---\n(?:(?!---).*\n)*?voice: {EDITORS}\n")
_STANDS_APART = "has its sign apart from what it judges; write it without a space before it (with one only a problem, before the full stop, for its words)"


@check("verdicts", DATA, Stage.SOURCES)
def verdicts(material: Material) -> Iterator[PressError]:
    """Find verdicts on claims that are not there, or with evidence that is not there."""
    yield from errors_of(lambda: check_verdicts(material.sources.package))


@check("findings", NUMBERS)
def findings(material: Material) -> Iterator[Fault]:
    """Find figures, statements and problems that the chapter which tells of them lacks, or has twice."""
    package = material.sources.package
    for directive, tables in ((FINDING, (CLAIMS, STATEMENTS)), (PROBLEM, (PROBLEMS,))):
        known = {table: ids(package, table) for table in tables if table in package.names}
        for chapter in material.chapters:
            faults = _chapter_faults(chapter, directive, known)
            yield from (fault_at(chapter.path, line, message) for line, message in faults)


@check("verdict marks", NUMBERS)
def verdict_marks(material: Material) -> Iterator[Fault]:
    """Find verdicts in running text on what has none, and verdicts that stand apart, by a space, from what they judge; that of a problem may, at the end of a sentence."""
    known, found = judged_ids(material.sources.package), load_verdicts(material.sources)
    for chapter in material.chapters:
        for line, name in _names_of_verdicts(chapter):
            for error in errors_of(check_name, name, known):
                yield fault_at(chapter.path, line, f"{error.message}; {error.remedy}")
        texts = [text for block in chapter.blocks for text in block.texts]
        for text in texts if not _OF_EDITORS.match(chapter.source) else ():
            for role in _APART.finditer(text.source):
                verdict = found.named(role[1])
                if verdict and (role[2] is None or verdict.code not in OF_PROBLEMS):
                    yield fault_at(chapter.path, text.line_at(role.start()), f"'{role[1]}' {_STANDS_APART}")


@check("verdicts in chapters", NUMBERS)
def verdicts_in_chapters(material: Material) -> Iterator[Fault]:
    """Find rows of verdicts without a sign in the chapter that tells the figure or statement, and without a reason in the column `unsigned`, where there is one."""
    package = material.sources.package
    if VERDICTS not in package.names or "unsigned" not in {field["name"] for field in package.fields(VERDICTS)}:
        return
    rows = [(line, row) for line, row in rows_with_lines(package, VERDICTS) if not row["unsigned"]]
    alone = Counter(row["problem"] for _, row in rows)
    told = {
        row["id"]: (f"{table}/{row['id']}", str(row.get("section") or ""))
        for table in (CLAIMS, STATEMENTS)
        if table in package.names
        for row in checked_rows(package, table)
    }
    signs = {
        chapter.name.removesuffix(".md"): {name for _, name in _names_of_verdicts(chapter)}
        for chapter in material.chapters
        if chapter.language == material.settings.languages[0]
    }
    for line, row in rows:
        name, section = told.get(row["id"], ("", ""))
        by_problem = {f"{PROBLEMS}/{row['problem']}"} if alone[row["problem"]] == 1 else set()
        if name and not ({name} | by_problem) & signs.get(section, set()):
            message = f"the verdict on '{row['id']}' has no sign in the chapter '{section}'"
            remedy = f"write {{{VERDICT}}}`{name}` where it is told, or a reason in the column 'unsigned'"
            yield fault_at(package.file(VERDICTS).relative_to(material.root), line, f"{message}; {remedy}")


@check("key findings", NUMBERS)
def key_findings(material: Material) -> Iterator[Fault]:
    """Find findings of the table that the chapter which leads with them lacks, has twice, or tells without one of their numbers."""
    package = material.sources.package
    known = {}
    if FINDINGS in package.names:
        known = {str(row["id"]): str(row["numbers"]).split() for _, row in rows_with_lines(package, FINDINGS)}
    for chapter in material.chapters:
        yield from (fault_at(chapter.path, line, message) for line, message in _key_faults(chapter, known))


@check("recomputed", NUMBERS, Stage.RESULTS)
def recomputed(material: Material) -> Iterator[Fault]:
    """Find numbers that verdicts name and no notebook publishes."""
    package = material.sources.package
    for line, row in rows_with_lines(package, VERDICTS) if VERDICTS in package.names else ():
        for number in filter(None, (row.get("recorded"), row.get("recomputed"))):
            for error in errors_of(material.results.find, str(number), NUMBER):
                told = f"the verdict on '{row['id']}': {error.message}; {error.remedy}"
                yield fault_at(package.file(VERDICTS).relative_to(material.root), line, told)


@check("audit-catalogues", WORDS)
def audit_catalogues(material: Material) -> Iterator[Fault]:
    """Find words of the audit that a language with a catalogue lacks, and words in a catalogue of the book's own that the audit does not print."""
    for language in material.settings.languages:
        yield from interface_faults(material.settings, language, AUDIT_DOMAIN, AUDIT_LOCALE_DIR)
        yield from own_word_faults(material.settings, language, AUDIT_DOMAIN, AUDIT_LOCALE_DIR)


def finding_faults(
    found: Sequence[str], known: Mapping[str, Collection[str]], directive: str = FINDING
) -> Iterator[tuple[int, str]]:
    """Return what is wrong with a chapter's ``directive`` for ``found``, of the ids ``known`` by table: which of them, and the fault in words.

    Unknown ids are the directive's to tell, as it has to know its figure or statement to be printed.
    """
    for place, key in enumerate(found):
        if key in found[:place]:
            yield place, f"there is a second '{directive}' on the {_kind(key, known)} '{key}'; put the two together"
    for table, keys in known.items():
        missing = [key for key in keys if key not in found]
        if missing:
            message = f"{len(missing)} of {len(keys)} {table} have no '{directive}' in this chapter"
            yield 0, f"{message}: {', '.join(missing)}; write :::{{{directive}}} <id> for each"


def _names_of_verdicts(chapter: Chapter) -> Iterator[tuple[int, str]]:
    """Yield what roles name that has a verdict, with the line."""
    for block in chapter.blocks:
        yield from ((role.line, name) for role in block.roles if role.name == VERDICT for name in role.text.split())


def _kind(key: str, known: Mapping[str, Collection[str]]) -> str:
    return next((table for table, keys in known.items() if key in keys), CLAIMS).rstrip("s")


def _directives(chapter: Chapter, name: str) -> list[Directive]:
    return [block.directive for block in chapter.blocks if block.directive and block.directive.name == name]


def _chapter_faults(chapter: Chapter, name: str, known: Mapping[str, Collection[str]]) -> Iterator[tuple[int, str]]:
    directives = _directives(chapter, name)
    found = [directive.argument for directive in directives]
    everything = [key for keys in known.values() for key in keys]
    for directive in directives:
        if directive.argument not in everything:
            message = f"there is no {next(iter(known), CLAIMS).rstrip('s')} '{directive.argument}'"
            yield directive.line, f"{message}; use an id such as {near_names(directive.argument, everything)}"
    if found:
        yield from ((directives[place].line, fault) for place, fault in finding_faults(found, known, name))


def _key_faults(chapter: Chapter, known: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, str]]:
    directives, seen = _directives(chapter, KEY_FINDING), set()
    for directive in directives:
        key, line = directive.argument, directive.line
        if key not in known:
            yield (
                line,
                f"there is no finding '{key}' in the table '{FINDINGS}'; use an id such as {near_names(key, known)}",
            )
            continue
        if key in seen:
            yield line, f"the finding '{key}' stands here a second time; put the two together"
        seen.add(key)
        named = _numbers_within(chapter, directive)
        if missing := [number for number in known[key] if number not in named]:
            yield line, f"the finding '{key}' is told without {', '.join(missing)}; name each number by its role"
    if seen and (missing := [key for key in known if key not in seen]):
        yield directives[0].line, f"this chapter lacks findings of the table '{FINDINGS}': {', '.join(missing)}"


def _numbers_within(chapter: Chapter, directive: Directive) -> set[str]:
    """Return the names of the numbers that the content of ``directive`` shows."""
    end = directive.body_line + directive.body.count("\n")
    roles = (role for block in chapter.blocks for role in block.roles if directive.line <= role.line <= end)
    return {role.text.split()[0] for role in roles if role.name == NUMBER.name and role.text.split()}


# For the registries of checks, and of roles whose text is a name.
CHECKS = {
    check.name: check
    for check in (verdicts, findings, verdict_marks, verdicts_in_chapters, key_findings, recomputed, audit_catalogues)
}
ROLES = {VERDICT: VERDICT}
