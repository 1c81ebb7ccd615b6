"""Write the pages of the reference: ``python -m press.docs docs/reference tests/books/reference``, the folder and the book of the snippets."""

from __future__ import annotations

import sys
from pathlib import Path

from press.core.errors import PressError
from press.core.files import write_whole
from press.core.project import find_root
from press.docs.pages import reference_pages


def main() -> None:
    """Write the pages into the folder that the command names, for the book around it."""
    folder, snippets = map(Path, sys.argv[1:])
    folder.mkdir(exist_ok=True)
    try:
        made = reference_pages(find_root(folder.resolve()), snippets)
    except PressError as error:
        sys.exit(str(error))
    for name, text in made.items():
        write_whole(folder / name, text.encode())


if __name__ == "__main__":
    main()
