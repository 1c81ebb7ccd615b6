"""A Jupyter Book that was written for others, with cells in a chapter, labels of another project and a picture of many megabytes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from PIL import Image
from support.small_books import Warned, make_edition

CONFIG = """\
title: Probe
execute: {execute_notebooks: force}
sphinx:
  extra_extensions: [press.extension, sphinx.ext.intersphinx]
  config:
    language: en
    intersphinx_mapping: {tskit: ["http://127.0.0.1:9/", null]}
    press_editions: {en: {name: English, title: Probe}}
"""
CODE = """\
---
file_format: mystnb
kernelspec: {name: python3}
---
# Code

```{code-cell}
x = 1
```

```{code-cell}
y = x
import foliumm
```
"""
INTRO = "# Intro\n\n{ref}`tskit:sec_x`, {external+tskit:ref}`sec_y`, [z](inv:tskit#sec_z), ![Hill](hill.png).\n"


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
    assert [fault.partition(";")[0] for fault in told.faults] == [
        "code.md:13: cell 2, at 'import foliumm': ModuleNotFoundError: No module named 'foliumm'"
    ]


def test_without_a_network_labels_of_other_projects_stop_nothing_and_get_no_advice(told: Warned) -> None:
    assert told.notes == [
        "http://127.0.0.1:9/objects.inv cannot be read; build with a network, or name a copy in intersphinx_mapping [inventory]",
        "intro.md:3: references to tskit are plain words, as what it has could not be read [inventory]",
    ]


def test_a_picture_of_many_megabytes_is_shown_in_fewer(root: Path, told: Warned) -> None:
    assert (root / "hill.png").stat().st_size > 4_000_000
    (shown,) = (root / "_build" / "press" / "en" / "html" / "_images").glob("hill*")
    assert shown.stat().st_size < 2_000_000
    assert Image.open(shown).size == (1500, 1000)
