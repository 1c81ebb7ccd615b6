"""Any Jupyter Book prints with the command that its users know."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pikepdf

CONFIG = """
title: A book of theirs
author: Somebody
execute: {execute_notebooks: "off"}
sphinx:
  extra_extensions: [press.typst]
  config:
    typst_paper: a5
    typst_accent: "#7a1f3d"
    typst_file_name: theirs
    typst_imprint: [First edition]
"""


def test_a_jupyter_book_prints_with_the_builder_and_the_options_of_its_configuration(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(CONFIG)
    (tmp_path / "_toc.yml").write_text("format: jb-book\nroot: intro\nchapters: [{file: one}]\n")
    (tmp_path / "intro.md").write_text("# Welcome\n\nText.\n")
    (tmp_path / "one.md").write_text("# One\n\n:::{note}\nSee [the beginning](intro.md).\n:::\n")
    command = [str(Path(sys.executable).with_name("jupyter-book")), "build", str(tmp_path)]
    run = subprocess.run(
        [*command, "-W", "--builder", "custom", "--custom-builder", "typst"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert run.returncode == 0, run.stderr[-2000:]
    with pikepdf.open(tmp_path / "_build" / "typst" / "theirs.pdf") as pdf:
        width = float(pdf.pages[0].mediabox[2]) * 25.4 / 72
        assert pdf.open_metadata()["dc:title"] == "A book of theirs"
    assert round(width) == 148


def test_a_plain_project_loads_no_part_of_press_but_what_prints(tmp_path: Path) -> None:
    (tmp_path / "conf.py").write_text('extensions = ["press.typst"]\nproject = "Plain"\n', encoding="utf-8")
    (tmp_path / "index.rst").write_text("Plain\n=====\n\nText, and :math:`x`.\n", encoding="utf-8")
    program = (
        "import sys\nfrom sphinx.cmd.build import main\n"
        f"assert main(['-q', '-W', '-b', 'typst', {str(tmp_path)!r}, {str(tmp_path / 'out')!r}]) == 0\n"
        "print(*sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    loaded = {name for name in run.stdout.split() if name.startswith("press.")}
    assert {name.split(".")[1] for name in loaded} == {"typst", "builders", "core", "language"}
    assert loaded.isdisjoint({"press.builders.html", "press.builders.epub", "press.builders.first_pages"})
    assert {"nbformat", "bibtexparser", "pybtex", "pandas", "altair", "frictionless"}.isdisjoint(run.stdout.split())
    assert list((tmp_path / "out").glob("*.pdf"))
