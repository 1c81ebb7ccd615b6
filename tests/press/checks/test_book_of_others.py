"""A Jupyter Book that was written for others, with cells in a chapter, labels of another project and a picture of many megabytes."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from PIL import Image
from support.small_books import Warned, make_edition

CONFIG = """\
title: Probe
execute: {execute_notebooks: force}
sphinx:
  extra_extensions: [press.extension, sphinx.ext.intersphinx, sphinx_proof]
  config:
    language: en
    myst_enable_extensions: [tasklist]
    intersphinx_mapping: {tskit: ["http://127.0.0.1:9/", null]}
    press_editions: {en: {name: English, title: Probe}}
"""
CODE_HEAD = """\
---
file_format: mystnb
kernelspec: {name: python3}
---
# Code

"""
CODE = f"""\
{CODE_HEAD}```{{code-cell}}
x = 1
```

```{{code-cell}}
y = x
import foliumm
```
"""
FORMULA = "\n```{math}\n:label: eq-a\nx\n```\n"
INTRO = "# Intro\n\n{ref}`tskit:sec_x`, {external+tskit:ref}`sec_y`, [z](inv:tskit#sec_z), ![Hill](hill.png).\n\n{ref}`sec_t`, {eq}`e`, {numref}`f`, {doc}`d`, [](#g).\n"
INTRO += "\n![](hill.png)\n\n![](hill.png)\n\n- [ ] sow\n- [x] dig\n"
# What is broken in the book itself, whatever other projects have.
OF_THE_BOOK = [
    "intro.md:5: there is no label 'g'",
    "intro.md:5: there is no equation 'e'",
    "intro.md:5: there is no label 'f'",
    "intro.md:5: there is no chapter or notebook 'd' in the contents",
]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("probe")
    files = {"_config.yml": CONFIG, "_toc.yml": "format: jb-book\nroot: intro\nchapters: [{file: code}]\n"}
    for name, text in {**files, "intro.md": INTRO, "code.md": CODE}.items():
        (root / name).write_text(text, encoding="utf-8")
    size = (1500, 1000)
    Image.frombytes("RGB", size, random.Random(0).randbytes(3 * size[0] * size[1])).save(root / "hill.png")
    return root


@pytest.fixture(scope="module")
def told(root: Path) -> Warned:
    return make_edition(root, "en")


def test_a_cell_that_fails_is_told_with_its_line_and_error(told: Warned) -> None:
    faults = [fault.partition(";")[0] for fault in told.faults if "picture" not in fault]
    assert faults == [
        "code.md:13: cell 2, at 'import foliumm': ModuleNotFoundError: No module named 'foliumm'",
        *OF_THE_BOOK,
    ]


def test_without_a_network_the_text_of_a_reference_to_another_project_is_shown(root: Path, told: Warned) -> None:
    assert "sec_y" in (root / "_build" / "press" / "en" / "html" / "intro.html").read_text(encoding="utf-8")


def test_without_a_network_labels_of_other_projects_stop_nothing_and_get_no_advice(told: Warned) -> None:
    assert told.notes == [
        "http://127.0.0.1:9/objects.inv cannot be read; build with a network, or name a copy in intersphinx_mapping [inventory]",
        "intro.md:3: references to tskit are plain words, as what it has could not be read [inventory]",
        "intro.md:5: the book has no label 'sec_t', and what tskit has could not be read; "
        "correct the name if it is of the book, or build with a network [inventory]",
    ]


def test_pictures_without_words_are_told_once_with_their_lines(told: Warned) -> None:
    (fault,) = (fault for fault in told.faults if "no alternative" in fault)
    assert fault.startswith("intro.md:7, intro.md:9: the picture has no alternative; ")


def test_a_list_of_tasks_keeps_its_boxes_as_signs(root: Path) -> None:
    page = (root / "_build" / "press" / "en" / "html" / "intro.html").read_text(encoding="utf-8")
    assert re.findall("[☐☑] [a-z]+", page) == ["☐ sow", "☑ dig"]


def test_a_picture_of_many_megabytes_is_shown_in_fewer(root: Path, told: Warned) -> None:
    assert (root / "hill.png").stat().st_size > 4_000_000
    (shown,) = (root / "_build" / "press" / "en" / "html" / "_images").glob("hill*")
    assert shown.stat().st_size < 2_000_000
    assert Image.open(shown).size == (1500, 1000)


@pytest.mark.parametrize(
    ("chapter", "told"),
    [
        ("# Code\n\n{cite:p}`doe; roe`", "code.md:3: 'doe; roe' are no keys of works; put a comma"),
        ("# Code\n\n{prf:ref}`rain`", "code.md:3: there is no label 'rain'; put it into the directive"),
        ("# Code\n\nX[^a].\n\n[^a]: Y.\n\n[^a]: Z.", "code.md:7: there are two footnotes 'a'; give"),
        (f"# Code\n{FORMULA}{FORMULA}", "code.md:8: the label 'eq-a' stands twice, also in code; give"),
        (f"{CODE_HEAD}```{{code-cell}}\nimport os\nos._exit(1)\n```", "code.md:8: a cell ended its Python"),
    ],
)
def test_what_libraries_raise_or_warn_of_is_told_once_in_words_with_its_line(
    tmp_path: Path, chapter: str, told: str
) -> None:
    texts = (f"{CONFIG}bibtex_bibfiles: [a.bib]\n", "format: jb-book\nroot: code\n", f"{chapter}\n", "")
    for name, text in zip(("_config.yml", "_toc.yml", "code.md", "a.bib"), texts, strict=True):
        (tmp_path / name).write_text(text, encoding="utf-8")
    (fault,) = make_edition(tmp_path, "en").faults
    assert fault.startswith(told)
