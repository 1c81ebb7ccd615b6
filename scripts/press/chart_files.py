"""The files of charts and tables to take away, in the language of the edition: which there are, and their names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from press.chart_alone import alone_png, alone_svg
from press.chart_live import live_script, portable_spec
from press.chart_sources import source_lines
from press.context import Press, press_of
from press.document_sources import sources_of
from press.per_document import PerDocument
from press.table_csv import chart_csv, table_csv

FOLDER = "_downloads/results"


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


def file_path(press: Press, name: str, suffix: str, kind: str = "chart") -> str:
    """Where a file of a result stands in the edition: ``_downloads/results/survey-answers.kk.svg``."""
    stem = name.replace("/", "-") + ("-table" if kind == "table" else "")
    return f"{FOLDER}/{stem}.{press.language}.{suffix}"


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
        for suffix, content in (_chart_files if item.kind == "chart" else _table_files)(press, item):
            path = outdir / file_path(press, item.name, suffix, item.kind)
            _write(path, content)
            yield path


def _chart_files(press: Press, shown: Shown) -> Iterator[tuple[str, bytes]]:
    result = press.results.find(shown.name, "chart")
    spec, lines = result.data[press.language], source_lines(press, result)
    svg = alone_svg(press, result.name, spec, shown.caption, lines)
    yield "svg", svg.encode()
    yield "png", alone_png(press, result.name, svg)
    yield "csv", chart_csv(spec)
    yield "vl.json", portable_spec(spec, press.language, shown.caption, lines)
    yield "js", live_script(result.name, spec, press.language)


def _table_files(press: Press, shown: Shown) -> Iterator[tuple[str, bytes]]:
    yield "csv", table_csv(press.results.find(shown.name, "table").data[press.language])


def _write(path: Path, content: bytes) -> None:
    if not path.is_file() or path.read_bytes() != content:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
