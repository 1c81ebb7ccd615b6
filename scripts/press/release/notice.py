"""Write the notice of a release: the licence of each part, as stated by the book, its data and the packages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from press.citation.settings import CitationSettings
from press.data.sources import Sources
from press.release.components import Component
from press.release.licences import licence_of, licence_text
from press.release.requirements import installed_version
from press.release.sbom import PRESS

NOTICE_FILE = "NOTICE.md"


def notice(sources: Sources, citation: CitationSettings, parts: Iterable[Component]) -> str:
    """Return the notice as Markdown. A licence that nobody has stated is given as unknown, never guessed."""
    parts = list(parts)
    packages = sorted({PRESS, *(part.package for part in parts)})
    texts = {package: text for package in packages if (text := licence_text(package))}
    lines = [
        f"# Notice: {sources.settings.editions[0].title}",
        "",
        "Under which licence each part of this release may be used. Unknown means that no source of it names one.",
        "",
        "| part | where | licence |",
        "|---|---|---|",
        _row(
            "the text, its translations and its pictures",
            "all files",
            citation.rights(sources.settings.languages[0]) or "none has been chosen yet",
        ),
        _row("the styles and scripts of the pages, by press", "the site", licence_of(PRESS)),
        *(
            _row(
                part.name,
                f"`{part.where}`",
                f"{licence_of(part.package)}, as the package {part.package} {installed_version(part.package)} says of itself",
            )
            for part in parts
        ),
        *_tables(sources),
    ]
    for package, text in texts.items():
        lines += ["", f"## The licence in {package}", "", *(f"    {line}".rstrip() for line in text.splitlines())]
    return "\n".join(lines) + "\n"


def _tables(sources: Sources) -> Iterator[str]:
    """Yield a table row for each data table: its sources, its file, and its licence with the note in its description."""
    for name in sources.package.names:
        table = sources.describe(name)
        note = "; ".join(one["title"] for one in sources.package.resource(name).get("licenses", []) if "title" in one)
        yield _row(
            "; ".join(table.sources) or table.title,
            f"`data/{table.path.relative_to(sources.root / 'data').as_posix()}`",
            f"{table.licence}. {note}" if note else table.licence,
        )


def _row(*cells: str) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
