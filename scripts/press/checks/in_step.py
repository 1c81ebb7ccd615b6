"""Tell what translations lack, and which blocks have changed on one side since somebody said that both say the same.

That is noted in ``book/in-step/<language>/<chapter>.json``: the digests of each block and of its translation, by the label of the
section and the number in it. A chapter with ``parity: section`` has them for each section, or term.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from pathlib import Path
from typing import NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import is_file, short_hash, shown_path, write_whole
from press.core.reading import load_yaml
from press.core.settings import Settings
from press.core.text import lines_of, read_utf8
from press.edition.chapters import chapter_files, edition_of

_BLOCKS = MarkdownIt("commonmark").enable("table").disable(["inline", "reference"])
_BLOCKS.use(front_matter_plugin).use(myst_block_plugin).use(colon_fence_plugin)
_PASSED_OVER = {"bullet_list_open", "ordered_list_open", "myst_line_comment", "myst_block_break"}
_BY_SECTION = re.compile(r"^parity:\s*section\s*$", re.MULTILINE)
_TERM = re.compile(r"\[[^\]]*\]\{#(?P<label>[^\s}]+)\}")
# Names that are the same in all languages: of directives, and of what roles refer to.
_NAMES = re.compile(r"^[:`]{3,}\{([^}]+)\}|\{[\w:-]+\}`(?:[^`<]*<)?([^`<>\s{]+)")
# What to say of a pair: its translation is missing, its original is; has that changed since both were noted, and has this?
_MISSING = "after this {} is missing; translate it"
_ALONE = "{} has no such block; write it there, or take it out here"
_FAULTS = {
    (True, False): "{} has changed, and this has not; follow it",
    (False, True): "this has changed, and {} has not; see whether it has to",
}
_BOTH = "this and {} are new or changed; see whether they say the same"


class Block(NamedTuple):
    """A block from its ``line`` to its ``end``, the ``label`` of its section, its number there, and what a translation has as well."""

    line: int
    end: int
    label: str
    number: int
    digest: str
    names: str


class Pair(NamedTuple):
    """A block and its translation, either of which may be missing, and what is wrong, with a place for that of the original."""

    original: Block | None
    translation: Block | None
    fault: str = ""


class Chapter(NamedTuple):
    """A translated chapter: its files and its record, relative to the book, what is ``noted`` in it, and all blocks."""

    original: Path
    translation: Path
    record: Path
    noted: Collection[str]
    pairs: Sequence[Pair]

    @property
    def late(self) -> list[Pair]:
        """Return the pairs that are out of step."""
        return [pair for pair in self.pairs if pair.fault]


@cached_by_state
def read_blocks(path: Path) -> list[Block]:
    """Return the blocks of the chapter in a file, if there is one: paragraphs, headings, items of lists, directives; or its sections."""
    lines = lines_of(read_utf8(path)) if is_file(path) else []
    blocks: list[Block] = []
    by_section, section, label = False, "", ""
    for token in _BLOCKS.parse("\n".join(lines)):
        if token.type == "front_matter":
            by_section = bool(_BY_SECTION.search(token.content))
        elif token.type == "myst_target":
            label = token.content
        elif token.map and token.level == (token.type == "list_item_open") and token.type not in _PASSED_OVER:
            begin, end = token.map
            text = " ".join(" ".join(lines[begin:end]).split())
            term = _TERM.match(text)
            section = term["label"] if term else label if label and token.type == "heading_open" else section
            same = [block for block in blocks if block.label == section]
            if by_section and same:
                digest = short_hash(f"{same[0].digest} {text}".encode())
                blocks[blocks.index(same[0])] = same[0]._replace(end=end, digest=digest)
            else:
                names = " ".join([token.type, token.tag, *sorted(map("".join, _NAMES.findall(text)))])
                blocks.append(Block(begin + 1, end, section, len(same) + 1, short_hash(text.encode()), names))
            label = ""
    return blocks


def read_chapter(settings: Settings, language: str, name: str) -> Chapter:
    """Return the chapter of the file ``name`` in ``language``, compared with the one in the default language."""
    book = Path(settings.book)
    original, translation = (book / tag / name for tag in (settings.languages[0], language))
    record = (book / "in-step" / language / name).with_suffix(".json")
    noted = load_yaml(settings.root / record) if is_file(settings.root / record) else {}
    paths = settings.root / original, settings.root / translation
    known = dict.fromkeys(map(str, noted.values()))
    return Chapter(original, translation, record, known, list(_pairs(known, *map(read_blocks, paths))))


def _pairs(noted: Collection[str], ours: Sequence[Block], theirs: Sequence[Block]) -> Iterator[Pair]:
    """Yield blocks with their translations: those ``noted``, wherever they are now, then the others by their places."""
    free, known = list(theirs), dict[Block, str]()
    for one in ours:
        if other := next((block for block in free if f"{one.digest} {block.digest}" in noted), None):
            free.remove(other)
            known[one] = known[other] = one.digest
            yield Pair(one, other)
    digests = {digest for both in noted for digest in both.split()}
    for label in dict.fromkeys(block.label for block in (*ours, *free)):
        sides = [[block for block in side if block.label == label] for side in (ours, theirs)]
        # Without a record, names of directives and of what is referred to show which block is missing.
        first, second = ([known.get(b, b.digest if noted else b.names) for b in side] for side in sides)
        for _, begin, end, start, stop in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
            new = [block for block in sides[0][begin:end] if block not in known]
            other_new = [block for block in sides[1][start:stop] if block not in known]
            # What is as it was has a counterpart that is not.
            new.sort(key=lambda block: block.digest not in digests)
            other_new.sort(key=lambda block: block.digest in digests)
            for one, other in zip_longest(new, other_new):
                fault = _ALONE if other else _MISSING
                if one and other:
                    changed = one.digest not in digests, other.digest not in digests
                    fault = _FAULTS.get(changed, _BOTH) if noted else ""
                yield Pair(one, other, fault)


def status(settings: Settings, languages: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines on what is out of step in the translations into ``languages``, by default all."""
    default, *others = settings.languages
    example = ""
    for language in [settings.edition(tag).language for tag in languages] or others:
        chapters = [read_chapter(settings, language, name) for name in chapter_files(settings, default)]
        late = [chapter for chapter in chapters if chapter.late]
        never = [chapter for chapter in chapters if not chapter.noted and not chapter.late]
        yield f"{language}: chapters out of step: {len(late)} of {len(chapters)}, never accepted: {len(never)}"
        for chapter in late:
            yield f"  {chapter.translation}: blocks out of step: {len(chapter.late)} of {len(chapter.pairs)}"
            yield from _lines(chapter)
        example = next((str(chapter.translation) for chapter in (*never, *late)), example)
    if not others:
        yield f"The book is in one language, {default}: nothing is translated."
    if example:
        yield f"When a chapter says what its original says: .venv/bin/press accept {example} (one block: {example}:1)"


def note_of_page(settings: Settings, language: str, page: str) -> str:
    """Return a line on how many blocks of a page are out of step; empty where none is."""
    default, *others = settings.languages
    tags = [tag for tag in others if language in (tag, default)]
    late = {tag: len(read_chapter(settings, tag, f"{page}.md").late) for tag in tags}
    told = ", ".join(f"{tag} {count}" for tag, count in late.items() if count)
    return f"Blocks out of step with the original: {told}; press status lists them." if told else ""


def _lines(chapter: Chapter) -> Iterator[str]:
    """Yield lines on what is out of step in a chapter: where, what, and what to do."""
    after = 1
    pairs = sorted(chapter.pairs, key=lambda pair: next(block.line for block in pair[:2] if block))
    # What is missing at one place is told together.
    for other, group in groupby(pairs, key=lambda pair: pair.translation):
        ours, faults = zip(*((one, fault) for one, _, fault in group), strict=True)
        after = other.line if other else after
        lines = f":{ours[0].line}" + f"-{ours[-1].end}" * (ours[-1].end > ours[0].line) if ours[0] else ""
        if faults[0]:
            yield f"    {chapter.translation}:{after}: {faults[0].format(f'{chapter.original}{lines}')}"


def accept_chapter(settings: Settings, path: Path, line: int = 0) -> Iterator[str]:
    """Note that the translation at ``path`` says what its original says, or its block at ``line``; of an original, that all translations do.

    Yield what was done. Raises PressError where there is no such chapter or block.
    """
    default, *others = settings.languages
    shown = shown_path(path, settings.root)
    tag = edition_of(shown, settings)
    done = False
    for language in others if tag == default else [tag] * bool(tag):
        chapter = read_chapter(settings, language, shown.removeprefix(f"{settings.book}/{tag}/"))
        record, count = dict[tuple[str, int], str](), 0
        for one, other, _ in chapter.pairs:
            if one and other:
                side, now = one if tag == default else other, f"{one.digest} {other.digest}"
                is_meant = not line or side.line <= line <= side.end
                # What is not meant stays as it was noted.
                olds = (both for both in chapter.noted if one.digest in both or other.digest in both)
                if both := now if is_meant or now in chapter.noted else next(olds, ""):
                    record[one.label, one.number] = both
                count += is_meant
        if count:
            entries = {f"{label}.{number}": both for (label, number), both in sorted(record.items())}
            text = json.dumps(entries, ensure_ascii=False, indent=0)
            write_whole(settings.root / chapter.record, f"{text}\n".encode())
            of = f"{count} of {len(chapter.pairs)} blocks"
            yield f"{chapter.translation} says what {chapter.original} says in {of}: noted in {chapter.record}"
            done = True
    if not done:
        message = "there is no block here that has a translation or is one"
        raise PressError(message, file=shown, line=line or None, remedy="name a chapter, or a line of its text")
