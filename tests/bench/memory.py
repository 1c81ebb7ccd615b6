"""Measure the memory that PDFs of plain books take, or those of the Typst files that are named, beside what press reckons.

Where one takes over 15 per cent more than reckoned, the numbers at the head of `press.builders.typst.memory` are too low.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1]))
from support.printing import CHART, run_sphinx

from press.builders.typst.memory import memory_needed

COMPILE = """
import sys
from pathlib import Path
from press.builders.typst.compile import STANDARDS, compile_pdf
from press.builders.typst.typst_builder import FONT_FOLDERS
compile_pdf(Path(sys.argv[1]), FONT_FOLDERS, STANDARDS)
print(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
"""
WORDS = "the state hears letters and answers within fifteen days "
TEXT = f"# A chapter\n\n{f'{WORDS * 6}[too](index.md).{chr(10) * 2}' * 20}"


def table(rows: int, columns: int, cell: str) -> str:
    """Return a table."""
    return "\n".join(["|" + f"{cell}|" * columns, "|" + "-|" * columns, *["|" + f"{cell}|" * columns] * rows, "\n"])


# What each chapter has beside its text.
BOOKS = {
    "text": "",
    "tables": table(8, 4, "1000") * 3,
    "wide tables": table(8, 9, "1000") * 2,
    "tables of words": table(8, 4, WORDS) * 3,
    "long tables": table(80, 4, "1000"),
    "pictures": f"![A picture](p.svg)\n\n{WORDS}\n\n" * 4,
    "lists": f"- {WORDS}\n" * 80,
    "program text": ("```python\n" + "def function(x, y): ...\n" * 12 + "```\n\n") * 8,
}


def measure(name: str, source: Path) -> None:
    """Print what the PDF of ``source`` takes."""
    told = subprocess.run([sys.executable, "-c", COMPILE, source], capture_output=True, text=True, check=True).stdout
    taken, reckoned = int(told) * 1024 / 1e6, memory_needed(source) / 1e6
    print(f"{name:<30}{taken:>8.0f} MB, reckoned {reckoned:>8.0f} MB{taken / reckoned:>8.2f}", flush=True)


for file in sys.argv[1:]:
    measure(Path(file).stem, Path(file))
for kind, more in BOOKS.items() if len(sys.argv) == 1 else ():
    for chapters in (20, 100):
        with TemporaryDirectory() as name:
            folder, names = Path(name), [f"c{number}" for number in range(chapters)]
            for file in names:
                (folder / f"{file}.md").write_text(TEXT + more)
            (folder / "index.md").write_text("\n".join(["# Book\n\n```{toctree}", *names, "```"]))
            (folder / "p.svg").write_text(CHART.replace("</svg>", CHART * 50 + "</svg>"))
            printed = run_sphinx(folder, folder / "out", {"typst_compile": False})
            measure(f"{kind}, {chapters} chapters", printed.folder / "book.typ")
