"""Name and write the files of charts and tables to take away, in the language of the edition, each with title, source and licence."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.charts.description import description
from press.charts.draw import kept_png, picture_file, png_from_svg
from press.charts.live import live_script, portable_spec
from press.charts.palette import INK
from press.charts.svg import smaller
from press.charts.table import chart_csv, table_csv
from press.charts.theme import FONT, WIDE
from press.core.text import Json
from press.directives.chart_sources import source_lines
from press.edition.context import Press, press_of
from press.edition.dependencies import sources_of
from press.edition.per_document import PerDocument
from press.notebooks.kinds import CHART, KINDS, TABLE, ResultKind

FOLDER = "_downloads/results"
PNG_SCALE = 2
_MUTED = "#57606a"
_MARGIN, _TITLE_SIZE, _NOTE_SIZE = 20, 15, 11
# Letters of Noto Sans that fit into the width of a picture: a title is semibold and larger than notes; a little less, to be safe.
_TITLE_LETTERS, _NOTE_LETTERS = 55, 86
_LINE_HEIGHT = 1.4
_OUTER = re.compile(r"<svg[^>]*?width=\"([\d.]+)\" height=\"([\d.]+)\"[^>]*>(.*)</svg>", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A chart or table that a chapter shows: the ``name`` of the result, its ``kind``, and its caption in plain words."""

    name: str
    kind: str
    caption: str


_SHOWN = PerDocument[list[Shown]]("shown")
# What this process has written for an edition, by its folder, and from what.
_WRITTEN: dict[Path, tuple[tuple[object, ...], frozenset[Path]]] = {}


def setup_chart_files(app: Sphinx) -> None:
    """Keep account of what the chapters show, as they are read, forgotten and read again."""
    _SHOWN.setup(app)


def remember(env: BuildEnvironment, shown: Shown) -> None:
    """Note that the chapter being read shows ``shown``."""
    _SHOWN.of(env).setdefault(env.docname, []).append(shown)


def file_path(press: Press, name: str, suffix: str, kind: ResultKind = CHART) -> str:
    """Where a file of a result stands in the edition: ``_downloads/results/survey-answers.kk.svg``."""
    return f"{FOLDER}/{name.replace('/', '-')}{kind.file_mark}.{press.language}.{suffix}"


def write_result_files(app: Sphinx) -> set[Path]:
    """Write the files of everything that the chapters show; return their paths."""
    press, outdir = press_of(app), Path(app.outdir)
    shown = {(item.kind, item.name): item for items in _SHOWN.of(app.env).values() for item in items}
    basis = (app.config.press_digest, *shown.values(), *sources_of(app).values())
    known, paths = _WRITTEN.get(outdir, ((), frozenset()))
    if known != basis or not all(path.is_file() for path in paths):
        paths = frozenset(_written(press, outdir, shown.values()))
        _WRITTEN[outdir] = (basis, paths)
    return set(paths)


def _written(press: Press, outdir: Path, shown: Iterable[Shown]) -> Iterator[Path]:
    for item in shown:
        for suffix, content in (_chart_files if item.kind == CHART.name else _table_files)(press, item):
            path = outdir / file_path(press, item.name, suffix, KINDS[item.kind])
            _write(path, content)
            yield path


def _chart_files(press: Press, shown: Shown) -> Iterator[tuple[str, bytes]]:
    result = press.results.find(shown.name, CHART)
    spec, lines = result.data[press.language], source_lines(press, result)
    svg = alone_svg(press, result.name, spec, shown.caption, lines)
    yield "svg", svg.encode()
    yield "png", alone_png(press, result.name, svg)
    yield "csv", chart_csv(spec)
    yield "vl.json", portable_spec(spec, press.language, shown.caption, lines)
    yield "js", live_script(result.name, spec, press.language)


def _table_files(press: Press, shown: Shown) -> Iterator[tuple[str, bytes]]:
    yield "csv", table_csv(press.results.find(shown.name, TABLE).data[press.language])


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def alone_svg(press: Press, name: str, spec: Json, title: str, notes: list[str]) -> str:
    """The chart ``name`` with ``title`` above and ``notes`` below, as a picture that explains itself."""
    drawn = picture_file(spec, press.language, name.replace("/", "-"), press.pictures).read_text(encoding="utf-8")
    return framed(drawn, title, notes, description(spec, press.language, press.word), press.language)


def framed(svg: str, title: str, notes: list[str], words: str, language: str) -> str:
    """``svg`` within a white frame; ``words`` describe it to those who do not see it."""
    found = _OUTER.search(smaller(svg))
    assert found, "Vega writes width and height"
    width, height = max(float(found[1]), WIDE), float(found[2])
    heads = textwrap.wrap(title.rstrip("."), _TITLE_LETTERS)
    feet = [line for note in notes for line in textwrap.wrap(note, _NOTE_LETTERS, break_long_words=False)]
    top = _MARGIN + len(heads) * _TITLE_SIZE * _LINE_HEIGHT + 6
    bottom = top + height + 10
    total = bottom + len(feet) * _NOTE_SIZE * _LINE_HEIGHT + _MARGIN
    size = f"{width + 2 * _MARGIN:g}", f"{total:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{language}" width="{size[0]}" height="{size[1]}"'
        f' viewBox="0 0 {size[0]} {size[1]}" font-family="{FONT}, system-ui, sans-serif">'
        f"<title>{escape(title)}</title><desc>{escape(words)}</desc>"
        f'<rect width="100%" height="100%" fill="#fff"/>'
        f"{_lines(heads, _MARGIN, _TITLE_SIZE, INK, bold=True)}"
        f'<g transform="translate({_MARGIN},{top:g})" fill="none">{found[3]}</g>'
        f"{_lines(feet, bottom, _NOTE_SIZE, _MUTED)}</svg>\n"
    )


def alone_png(press: Press, name: str, svg: str) -> bytes:
    """``svg`` as a picture of dots, two for each of its own; drawn only where it has changed."""
    stem = f"{name.replace('/', '-')}-{press.language}"
    return kept_png(press.pictures, stem, svg, lambda: png_from_svg(svg, PNG_SCALE))


def _lines(lines: list[str], top: float, size: int, colour: str, *, bold: bool = False) -> str:
    weight = ' font-weight="600"' if bold else ""
    return "".join(
        f'<text x="{_MARGIN}" y="{top + size + number * size * _LINE_HEIGHT:g}" font-size="{size}" fill="{colour}"{weight}>'
        f"{escape(line)}</text>"
        for number, line in enumerate(lines)
    )
