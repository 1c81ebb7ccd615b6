"""Tell what translations lack, and which blocks have changed on one side since somebody said that both say the same.

That is noted in ``book/in-step/<language>/<chapter>.json``: the digests of each block and of its translation, by the label of the
section and the number in it. A chapter with ``parity: section`` has them for each section, or term. ``book/in-step/contents.json``
has the order of the chapters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from difflib import SequenceMatcher
from itertools import groupby, zip_longest
from pathlib import Path
from typing import NamedTuple

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import is_file, short_hash, shown_path, write_whole
from press.core.reading import load_yaml
from press.core.settings import Settings, load_settings
from press.core.text import lines_of, listed, read_utf8
from press.edition.chapters import TOC, chapter_files, contents, edition_of
from press.edition.untranslated import FOOTNOTE, markdown_blocks, originals_of_marks, with_directives

# Of these the items are looked at.
_LISTS = ("bullet_list_open", "ordered_list_open")
_TERM = re.compile(r"\[[^\]]*\]\{#(?P<label>[^\s}]+)\}")
# Names that are the same in all languages: of directives, and of what roles refer to.
_NAMES = re.compile(r"^[:`]{3,}\{([^}]+)\}|\{[\w:-]+\}`(?:[^`<]*<)?([^`<>\s{]+)")
# The digest of a line `% untranslated`.
_MARK = short_hash(with_directives("% untranslated").replace("\n", " ").encode())
# What to say of a translation and its original, by whether that has changed since both were noted, and whether this has.
_FAULTS = {
    (True, False): "{} has changed, and this has not; follow it",
    (False, True): "this has changed, and {} has not; see whether it has to",
}
_BOTH = "this and {} are new or changed; see whether they say the same"
_MISSING = "after this {} is missing; translate it"
_ALONE = "{} has no such block; write it there, or take it out here"
_NEAR = "{} is changed or new near here; see which of both it is, and follow or translate it"
_SPARE = "{} has no block for this mark; take it out"
_ORDER = "contents.json"


class Block(NamedTuple):
    """A block from its ``line`` to its ``end``, with the ``label`` of its section, a name, and what its counterpart has as well."""

    line: int
    end: int
    label: str
    name: str
    digest: str
    shared: str


# A block and its translation, either of which may be missing, and what is wrong with them, with a place for that of the original.
Pair = tuple[Block | None, Block | None, str]


class Chapter(NamedTuple):
    """A translated chapter: its files, and the record of what is in step, relative to the book; its blocks, and how many are out of step."""

    original: Path
    translation: Path
    record: Path
    pairs: list[Pair]
    late: int


@cached_by_state
def read_blocks(path: Path) -> list[Block]:
    """Return the blocks of the chapter in a file, if there is one: paragraphs, headings, items of lists, directives; or its sections."""
    lines = lines_of(with_directives(read_utf8(path))) if is_file(path) else []
    blocks: list[Block] = []
    by_section, section = False, ""
    for token, _, label in markdown_blocks("\n".join(lines)):
        if token.type == "front_matter":
            by_section = "parity: section" in token.content
        elif token.map and token.type not in _LISTS:
            begin, end = token.map
            text = " ".join(" ".join(lines[begin:end]).split())
            term = _TERM.match(text)
            section = term["label"] if term else label if label and token.type == "heading_open" else section
            # A footnote may stand elsewhere in each language.
            own = section if by_section or not (note := FOOTNOTE.match(text)) else f"^{note[1]}"
            same = [at for at, block in enumerate(blocks) if block.label == own]
            if by_section and same:
                digest = short_hash(f"{blocks[same[0]].digest} {text}".encode())
                blocks[same[0]] = blocks[same[0]]._replace(end=end, digest=digest)
            else:
                shared = " ".join([token.type, token.tag, *sorted(map("".join, _NAMES.findall(text)))])
                name = f"{own}.{len(same) + 1}"
                blocks.append(Block(begin + 1, end, own, name, short_hash(text.encode()), shared))
    return blocks


def read_chapter(settings: Settings, language: str, name: str) -> Chapter:
    """Return the chapter of the file ``name`` in ``language``, compared with the one in the default language."""
    original, translation = (Path(settings.book, tag, name) for tag in (settings.languages[0], language))
    record = Path(settings.book, "in-step", language, name).with_suffix(".json")
    noted = load_yaml(settings.root / record).values() if is_file(settings.root / record) else ()
    ours, theirs = (read_blocks(settings.root / file) for file in (original, translation))
    marks = dict[Block, str]()
    for line, lines in originals_of_marks(settings.root / translation, settings.root / original).items():
        # The items of a list are one block for a mark.
        own = [one for one in ours if lines and lines.start < one.line <= lines.stop]
        marks.update((one, f"mark {line}") for one in own)
        marks.update((other, f"mark {line}") for other in theirs if other.line == line + 1)
        theirs = [block for other in theirs for block in [other] * (len(own) if other.line == line + 1 and own else 1)]
    pairs = [*dict.fromkeys(_pairs({*map(str, noted)}, ours, theirs, marks))]
    pairs.sort(key=lambda pair: next(block.line for block in pair[:2] if block))
    return Chapter(original, translation, record, pairs, sum(bool(fault) for _, _, fault in pairs))


def _pairs(
    noted: Collection[str], ours: Sequence[Block], theirs: Sequence[Block], marks: Mapping[Block, str]
) -> Iterator[Pair]:
    """Yield blocks with their translations: those ``noted``, wherever they are now, then the others by their places, and by ``marks``."""
    free, known = list(theirs), dict[Block, str]()
    for one in ours:
        if other := next((block for block in free if f"{one.digest} {block.digest}" in noted), None):
            free.remove(other)
            known[one] = known[other] = one.digest
            yield one, other, ""
    digests = {digest for both in noted for digest in both.split()}
    for label in dict.fromkeys(block.label for block in (*ours, *free)):
        sides = [[block for block in side if block.label == label] for side in (ours, theirs)]
        # Without a record, what they share shows which block is missing.
        keys, their_keys = (
            [known.get(b, marks.get(b, b.digest if noted else b.shared)) for b in side] for side in sides
        )
        for _, begin, end, start, stop in SequenceMatcher(None, keys, their_keys, autojunk=False).get_opcodes():
            parts = sides[0][begin:end], sides[1][start:stop]
            new, others = ([block for block in part if block not in known] for part in parts)
            # What is as it was has a counterpart that is not: the former come first in one, last in the other.
            new.sort(key=lambda block: block.digest not in digests)
            others.sort(key=lambda block: block.digest in digests)
            # Digests do not tell which of several changed, and which are new.
            more = sum(block.digest not in digests for block in new) > len(others)
            is_near = more and any(block.digest in digests for block in others)
            for one, other in zip_longest(new, others):
                fault = _ALONE if other else _MISSING
                if other and other.digest == _MARK:
                    yield (one, None, _MISSING) if one else (None, other, _SPARE)
                    continue
                if one and is_near and one.digest not in digests:
                    fault = _NEAR
                elif one and other:
                    changed = one.digest not in digests, other.digest not in digests
                    fault = _FAULTS.get(changed, _BOTH) if noted else ""
                yield one, other, fault


def status(settings: Settings, languages: Sequence[str] = ()) -> Iterator[str]:
    """Yield lines on what is out of step in the translations into ``languages``, by default all."""
    default, *others = settings.languages
    yield from _moved_chapters(settings)
    if not others:
        yield f"The book is in one language, {default}: nothing is translated."
    for language in [settings.edition(tag).language for tag in languages] or others:
        if language == default:
            yield f"{default}: the original, of which the others are translations"
            continue
        chapters = [read_chapter(settings, language, name) for name in chapter_files(settings, default)]
        late = [chapter for chapter in chapters if chapter.late]
        never = [chapter for chapter in chapters if not chapter.late and not is_file(settings.root / chapter.record)]
        names = f" ({listed([chapter.translation.name for chapter in never], 10)})" if never else ""
        yield f"{language}: chapters out of step: {len(late)} of {len(chapters)}, never accepted: {len(never)}{names}"
        for chapter in late:
            if is_file(settings.root / chapter.translation):
                yield f"  {chapter.translation}: blocks out of step: {chapter.late} of {len(chapter.pairs)}"
                yield from _lines(chapter)
            else:
                yield f"  {chapter.translation}: the chapter is missing; translate {chapter.original}"
        for chapter in [each for each in (*never, *late) if is_file(settings.root / each.translation)][:1]:
            yield f"  When a chapter says what its original says: .venv/bin/press accept {chapter.translation}"


def _moved_chapters(settings: Settings) -> Iterator[str]:
    """Yield a line on the first chapter that stands elsewhere than when the order of chapters was accepted."""
    record = settings.root / settings.book / "in-step" / _ORDER
    noted = load_yaml(record)["chapters"] if is_file(record) else []
    now = contents(settings)
    before = [name for name in noted if name in now]
    after = [name for name in now if name in noted]
    for one, other in zip(before, after, strict=True):
        if one != other:
            yield f"{TOC}: {other} stands in the place of {one}; if that is wanted: .venv/bin/press accept {TOC}"
            return


def accept_contents(settings: Settings) -> str:
    """Note the order of the chapters, and return what was done."""
    names = contents(settings)
    text = json.dumps({"chapters": names}, ensure_ascii=False, indent=0)
    write_whole(settings.root / settings.book / "in-step" / _ORDER, f"{text}\n".encode())
    return f"the order of {len(names)} chapters and notebooks is noted"


def note_of_page(root: Path, language: str, page: str) -> str:
    """Return a line on how many blocks of a page are out of step; empty where none is, or a file cannot be read."""
    with suppress(PressError):
        settings = load_settings(root)
        default, *others = settings.languages
        tags = [tag for tag in others if language in (tag, default)]
        late = {tag: read_chapter(settings, tag, f"{page}.md").late for tag in tags}
        told = ", ".join(f"{tag} {count}" for tag, count in late.items() if count)
        return f"Blocks out of step: {told} (press status lists them)." if told else ""
    return ""


def _lines(chapter: Chapter) -> Iterator[str]:
    """Yield lines on what is out of step in a chapter: where, what, and what to do."""
    after = 1
    # What is missing at one place is told together.
    for other, group in groupby(chapter.pairs, key=lambda pair: pair[1]):
        ours, _, faults = zip(*group, strict=True)
        after = other.line if other else after
        lines = f":{ours[0].line}" + f"-{ours[-1].end}" * (ours[-1].end > ours[0].line) if ours[0] else ""
        if faults[0]:
            yield f"    {chapter.translation}:{after}: {faults[0].format(f'{chapter.original}{lines}')}"


def accept_chapter(settings: Settings, path: Path) -> str:
    """Note that the translation at ``path`` says what its original says, and return what was done; raise PressError where it is none."""
    shown = shown_path(path, settings.root)
    language = edition_of(shown, settings)
    chapter = read_chapter(settings, language, shown.removeprefix(f"{settings.book}/{language}/"))
    entries = {one.name: f"{one.digest} {other.digest}" for one, other, _ in chapter.pairs if one and other}
    if not entries or language == settings.languages[0]:
        raise PressError("this is no translation of a chapter", file=shown, remedy="name a chapter in another language")
    text = json.dumps(entries, ensure_ascii=False, indent=0)
    write_whole(settings.root / chapter.record, f"{text}\n".encode())
    return f"{shown} says what {chapter.original} says, in {len(entries)} of {len(chapter.pairs)} blocks"
