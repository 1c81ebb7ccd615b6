"""`make bench`, printing: a book of two hundred pages by Typst, and by xelatex where TeX is installed.

The book is made here and read once by Sphinx. Then each way prints it from the same doctrees: the builder ``typst``, and
Sphinx's own builder ``latex`` with as many runs of xelatex as latexmk finds necessary. Both times hold the start of
Sphinx. Told are the medians of three runs: processor time of the command and all that it starts, and time on the clock.
"""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import pikepdf
from PIL import Image

CHAPTERS = 15
RUNS = 3
SENTENCE = (
    "A sentence of ordinary length says something about the state, its citizens and what they write to each other. "
)
CONFIGURATION = """
project = "A book of two hundred pages"
author = "Nobody"
extensions = ["myst_parser", "press.typst"]
myst_enable_extensions = ["dollarmath", "colon_fence", "deflist"]
numfig = True
typst_file_name = "book"
latex_engine = "xelatex"
latex_documents = [("index", "book.tex", project, author, "manual")]
"""
SECTION = """
(section-{chapter}-{section})=
## Section {section}

{paragraph}[^n{section}] See {{numref}}`table-{chapter}-{section}` and {{ref}}`section-{chapter}-1`.

{paragraph}

- {sentence}
- *{sentence}*
- `code` and $x_{{{section}}}^2 + y^2 = z^2$

:::{{list-table}} What was counted
:header-rows: 1
:name: table-{chapter}-{section}

* - Region
  - Letters
  - Answers
* - Almaty
  - 1{section}20
  - 7{section}3
* - Oral
  - 4{section}7
  - 2{section}1
:::

:::{{figure}} picture.png
:alt: A picture
:width: 60%

A picture of section {section}.
:::

$$
\\sum_{{i=1}}^{{n}} \\frac{{x_i - \\bar{{x}}}}{{\\sigma}} \\le \\sqrt{{n}}
$$

```python
def share(part, whole):
    return part / whole
```

:::{{note}}
{sentence}
:::

{paragraph}

{paragraph}

[^n{section}]: {sentence}
"""


@dataclass(frozen=True)
class Time:
    """How long one way took, in seconds, and how many pages it made."""

    pages: int
    processor: float
    clock: float


def write_book(folder: Path) -> None:
    """The sources of the book: chapters of eight sections, each with one of everything that is common."""
    (folder / "conf.py").write_text(CONFIGURATION, encoding="utf-8")
    Image.new("RGB", (1200, 500), (70, 130, 180)).save(folder / "picture.png")
    names = [f"chapter-{number}" for number in range(1, CHAPTERS + 1)]
    contents = "\n".join(names)
    (folder / "index.md").write_text(f"# A book\n\n```{{toctree}}\n:numbered:\n\n{contents}\n```\n", encoding="utf-8")
    for chapter, name in enumerate(names, start=1):
        sections = [
            SECTION.format(chapter=chapter, section=section, paragraph=SENTENCE * 6, sentence=SENTENCE)
            for section in range(1, 9)
        ]
        (folder / f"{name}.md").write_text(f"# Chapter {chapter}\n" + "".join(sections), encoding="utf-8")


def sphinx(builder: str, source: Path, out: Path) -> list[str]:
    """The command that runs ``builder`` on doctrees that are shared by all builders."""
    return [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(source / ".doctrees"), str(source), str(out)]


def by_typst(source: Path, out: Path) -> Path:
    """Prints by Typst."""
    run(sphinx("typst", source, out))
    return out / "book.pdf"


def by_xelatex(source: Path, out: Path) -> Path:
    """Prints by xelatex, as often as references and contents need."""
    run(sphinx("latex", source, out))
    run(["latexmk", "-xelatex", "-interaction=batchmode", "-quiet", "book.tex"], out)
    return out / "book.pdf"


def run(command: list[str], folder: Path | None = None) -> None:
    """Runs ``command``; if it fails, its last words are told."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command)} failed:\n{(done.stdout + done.stderr)[-2000:]}")


def timed(way: object, source: Path, folder: Path) -> Time:
    """The median of several runs of a way, each into an empty folder."""
    times = []
    for number in range(RUNS):
        out = folder / f"{way.__name__}-{number}"  # type: ignore[attr-defined]
        processor, clock = _processor(), time.perf_counter()
        pdf = way(source, out)  # type: ignore[operator]
        times.append((_processor() - processor, time.perf_counter() - clock))
    with pikepdf.open(pdf) as printed:
        pages = len(printed.pages)
    return Time(pages, median(cpu for cpu, _ in times), median(wall for _, wall in times))


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Prints the table."""
    ways = {"Typst": by_typst}
    has_tex = shutil.which("xelatex") and shutil.which("latexmk")
    if has_tex:
        ways["xelatex"] = by_xelatex
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "source"
        source.mkdir()
        write_book(source)
        run(sphinx("dummy", source, Path(name) / "read"))
        found = {title: timed(way, source, Path(name)) for title, way in ways.items()}
    print(f"\nPrinting a book of {CHAPTERS} chapters that Sphinx has read (median of {RUNS}, {os.cpu_count()} cores)\n")
    print(f"  {'':10} {'pages':>6} {'processor':>10} {'clock':>8}")
    for title, measured in found.items():
        print(f"  {title:10} {measured.pages:6} {measured.processor:8.1f} s {measured.clock:6.1f} s")
    if has_tex:
        ratio = found["Typst"].processor / found["xelatex"].processor
        print(f"\n  Typst takes {ratio:.2f} of the processor time of xelatex.")
    else:
        print(
            "\n  xelatex or latexmk is not installed; docs/performance.md, section Printing, says how to set them up."
        )


if __name__ == "__main__":
    main()
