"""Measure the memory that PDFs of plain books take, beside what press reckons: ``python tests/bench/memory.py [FILE.typ …]``.

Where a book takes over 15 per cent more than reckoned, the numbers at the head of `press.builders.typst.memory` are too low.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1] / "press/builders/typst"))
from printing import run_sphinx

from press.builders.typst.memory import memory_needed

COMPILE = """
import sys
from pathlib import Path
from press.builders.typst.compile import STANDARDS, compile_pdf
from press.builders.typst.typst_builder import FONT_FOLDERS
compile_pdf(Path(sys.argv[1]), FONT_FOLDERS, STANDARDS)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
# Of each chapter: paragraphs; tables with their rows, columns, and words in a cell; pictures, lists and examples of program text.
BOOKS = {
    "text": (20, (0, 0, 0, 0), 0, 0, 0),
    "tables": (20, (3, 8, 4, 1), 0, 0, 0),
    "wide tables": (20, (2, 8, 9, 1), 0, 0, 0),
    "tables of words": (20, (3, 8, 4, 5), 0, 0, 0),
    "long tables": (2, (1, 300, 4, 2), 0, 0, 0),
    "pictures": (20, (0, 0, 0, 0), 4, 0, 0),
    "lists": (20, (0, 0, 0, 0), 0, 10, 0),
    "program text": (20, (0, 0, 0, 0), 0, 0, 8),
    "of all": (20, (2, 8, 4, 2), 1, 3, 2),
}
RANDOM = Random(1)


def words(count: int) -> str:
    """Return words of a book."""
    return " ".join(
        RANDOM.choice(["the", "state", "hears", "letters", "within", "fifteen", "days", "of", "each", "region"])
        for _ in range(count)
    )


def chapter(folder: Path, paragraphs: int, tables: tuple[int, int, int, int], *others: int) -> str:
    """Return a chapter with so much of each kind, whose picture is put into ``folder``."""
    count, rows, columns, length = tables
    line, shapes = "| " + "{} | " * columns, "".join(f'<text x="{n}" y="{n}">{n}</text>' for n in range(300))
    (folder / "p.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300">{shapes}</svg>')
    parts = [f"# {words(3)}", *(words(60) for _ in range(paragraphs))]
    for _ in range(count):
        cells = [line.format(*(words(length) for _ in range(columns))) for _ in range(rows + 1)]
        parts.append("\n".join([f":::{{table}} {words(5)}", cells[0], "|" + "---|" * columns, *cells[1:], ":::"]))
    pictures, lists, programs = others
    parts += [f":::{{figure}} p.svg\n:alt: A picture\n\n{words(8)}\n:::" for _ in range(pictures)]
    parts += ["\n".join(f"- {words(12)}" for _ in range(8)) for _ in range(lists)]
    return "\n\n".join([*parts, *("```python\n" + "def function(x, y): ...\n" * 12 + "```" for _ in range(programs))])


def plain_book(folder: Path, chapters: int, *kinds: int) -> Path:
    """Return the Typst file of a book with so many chapters."""
    names = [f"c{number}" for number in range(chapters)]
    for name in names:
        (folder / f"{name}.md").write_text(chapter(folder, *kinds), encoding="utf-8")
    (folder / "index.md").write_text("\n".join(["# Book\n\n```{toctree}", *names, "```"]), encoding="utf-8")
    return run_sphinx(folder, folder / "out", {"typst_compile": False}).folder / "book.typ"


def measure(name: str, source: Path) -> None:
    """Print what the PDF of ``source`` takes."""
    told = subprocess.run([sys.executable, "-c", COMPILE, source], capture_output=True, text=True, check=True).stdout
    taken, reckoned = int(told) * 1024 / 1e6, memory_needed(source) / 1e6
    print(f"{name:<30}{taken:>8.0f} MB, reckoned {reckoned:>8.0f} MB{taken / reckoned:>8.2f}", flush=True)


def main() -> None:
    """Measure the files that are named, otherwise plain books."""
    for name in sys.argv[1:]:
        measure(Path(name).stem, Path(name))
    for name, kinds in BOOKS.items() if len(sys.argv) == 1 else ():
        for chapters in (20, 100):
            with TemporaryDirectory() as folder:
                measure(f"{name}, {chapters} chapters", plain_book(Path(folder), chapters, *kinds))


if __name__ == "__main__":
    main()
