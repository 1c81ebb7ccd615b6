"""A plain book of any size, made from a seed, to see how seconds, memory and pages grow with the number of chapters."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

# Words of no language, so that nothing about them is known to anybody.
_SYLLABLES = ("ba", "dor", "el", "fin", "gra", "hu", "ka", "lem", "mi", "nos", "pra", "ri", "sto", "tan", "ve", "zu")
_CHAPTERS_OF_A_PART = 20
_SETTINGS = {"title": "Plain", "only_build_toc_files": True, "execute": {"execute_notebooks": "off"}}
_OF_PRESS = {
    "extra_extensions": ["press.extension"],
    "config": {"language": "en", "press_editions": {"en": {"name": "English", "title": "Plain"}}},
}


def plain_book(folder: Path, chapters: int, *, with_press: bool) -> Path:
    """Write a book of prose, lists, tables and links between chapters into ``folder``, for press or for Jupyter Book alone."""
    folder.mkdir(parents=True)
    random = Random(chapters)
    names = [f"chapter-{number}" for number in range(1, chapters + 1)]
    for name in names:
        (folder / f"{name}.md").write_text(_chapter(name, names, random), encoding="utf-8")
    (folder / "index.md").write_text(f"# Plain\n\n{_prose(random, 60)}\n", encoding="utf-8")
    parts = [names[begin : begin + _CHAPTERS_OF_A_PART] for begin in range(0, chapters, _CHAPTERS_OF_A_PART)]
    contents = {
        "format": "jb-book",
        "root": "index",
        "parts": [
            {"caption": f"Part {number}", "chapters": [{"file": name} for name in part]}
            for number, part in enumerate(parts, start=1)
        ],
    }
    settings = _SETTINGS | {"sphinx": _OF_PRESS} if with_press else _SETTINGS
    # JSON is YAML.
    (folder / "_toc.yml").write_text(json.dumps(contents), encoding="utf-8")
    (folder / "_config.yml").write_text(json.dumps(settings), encoding="utf-8")
    return folder


def _chapter(name: str, names: list[str], random: Random) -> str:
    """Return a chapter of five sections, some 900 words: each with prose, a list, a table and a link to another chapter."""
    text = f"# {_prose(random, 4).rstrip('.')}\n\n{_prose(random, 60)}\n"
    for section in range(1, 6):
        rows = "\n".join(f"| {_prose(random, 2)} | {random.randrange(1000)} |" for _ in range(4))
        items = "\n".join(f"- {_prose(random, 8)}" for _ in range(3))
        text += (
            f"\n({name}-{section})=\n## {_prose(random, 3).rstrip('.')}\n\n{_prose(random, 70)}\n\n{_prose(random, 40)}"
            f" See [](#{random.choice(names)}-{section}).\n\n{items}\n\n| Word | Number |\n|---|---|\n{rows}\n"
        )
    return text


def _prose(random: Random, words: int) -> str:
    made = ["".join(random.choices(_SYLLABLES, k=random.randint(1, 4))) for _ in range(words)]
    return " ".join(made).capitalize() + "."
