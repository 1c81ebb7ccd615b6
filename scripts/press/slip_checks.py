"""Checks the prose of chapters and notebooks for slips of Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from press.mentions import chapters
from press.notebooks import read_notebook
from press.prose import blocks
from press.settings import CONFIG, Settings, load_yaml
from press.slips import slips

# What Jupyter Book has MyST read where the settings name nothing else.
_EXTENSIONS = ("colon_fence", "dollarmath", "substitution", "tasklist")


def slip_faults(settings: Settings, spoiled: set[str]) -> Iterator[str]:
    """A line for each slip.

    Adds to ``spoiled`` the places (``file:line``) in whose paragraphs nothing else can be read aright.
    """
    extensions = _extensions(settings)
    for _, path, text in chapters(settings):
        for slip in slips(text, extensions):
            spoiled |= {f"{path}:{line}" for line in _block_around(text, slip.line)} if slip.spoils else set()
            yield f"{path}:{slip.line}: {slip.fault}"
    yield from _notebook_faults(settings, extensions)


def _extensions(settings: Settings) -> Sequence[str]:
    parse = load_yaml(settings.root / CONFIG).get("parse")
    named = parse.get("myst_enable_extensions") if isinstance(parse, dict) else None
    return [str(name) for name in named] if isinstance(named, list) else _EXTENSIONS


def _block_around(text: str, line: int) -> range:
    ranges = (range(block.line, block.line + block.text.count("\n") + 1) for block in blocks(text))
    return next((lines for lines in ranges if line in lines), range(line, line + 1))


def _notebook_faults(settings: Settings, extensions: Sequence[str]) -> Iterator[str]:
    for path in settings.notebooks:
        for cell in read_notebook(path).cells:
            text = str(cell.source) if cell.cell_type == "markdown" else ""
            for slip in slips(text, extensions):
                typed = text.split("\n")[slip.line - 1].strip()
                yield f"{path.relative_to(settings.root)}: in the text '{typed}': {slip.fault}"
