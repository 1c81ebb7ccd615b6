"""Write the cards of each page into a file apart from the page, as most readers open few of them.

The file is a script, because a page opened from disk may load scripts but no data. Its name has a hash of its content, so that no
cache serves a page the cards of another release.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx

from press.builders.html.policy import InlineContent
from press.core.files import short_hash, write_whole
from press.directives.links import page_card
from press.edition.chapters import address, path_up
from press.edition.context import get_context

CARDS_FOLDER = "_cards"
# What follows the name of the page in the name of its file.
_ENDING = re.compile(r"\.[0-9a-f]+\.js$")


def setup_card_files(app: Sphinx) -> None:
    """Connect the listener that writes the cards of a page and passes their address to its template."""
    app.connect("html-page-context", _write_cards)


def _write_cards(app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any) -> None:
    page, folder = address(pagename, get_context(app).settings), Path(app.outdir, CARDS_FOLDER)
    inline = InlineContent()
    found = doctree.findall(page_card) if doctree else ()
    # By the part of the address that leads to a card.
    cards = {card["key"]: (card["label"], inline.collect(card["html"])) for card in found}
    context["press_rules"] = inline.rules
    text = f"window.pressCards={json.dumps(cards, ensure_ascii=False, separators=(',', ':'))};\n"
    path = folder / f"{page}.{short_hash(text.encode())}.js"
    for older in path.parent.glob("*.js"):
        if page_of(older.relative_to(folder)) == page and older != path:
            older.unlink()
    if cards:
        write_whole(path, text.encode())
        context["press_cards"] = path_up(page) + path.relative_to(app.outdir).as_posix()


def page_of(path: Path) -> str:
    """Return the page to which a file in the folder of cards belongs: ``notebooks/survey`` of ``notebooks/survey.0a1b2c.js``."""
    return _ENDING.sub("", path.as_posix())


def orphans(outdir: Path, pages: Iterable[Path]) -> Iterator[Path]:
    """Return the card files whose page is not among ``pages``."""
    current, folder = set(pages), outdir / CARDS_FOLDER
    return (
        path for path in folder.rglob("*.js") if outdir / f"{page_of(path.relative_to(folder))}.html" not in current
    )
