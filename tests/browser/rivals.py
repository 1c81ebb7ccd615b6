"""The chapter that is measured, as others would publish it: as bare HTML, with a stock Jupyter Book, with MkDocs.

All hold the same article. The bare page has its charts as pictures and nothing else, which is the least that can be sent. The
others have them as Altair leaves them in a notebook: a specification and Vega, which draws it. Vega is the one file that our site
has, served beside the page: that of another host would cost another connection.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import lxml.html
from lxml.html import HtmlElement
from parts import ARTICLE, OURS, PICTURE
from served import SITE

_MKDOCS = Path(os.environ.get("PRESS_BENCH", Path(tempfile.gettempdir()) / "press-bench")) / "mkdocs/bin/mkdocs"


def richest_chapter(language: str) -> str:
    """The page of an edition, notebooks aside, with the most charts: ``since-2019.html``."""
    pages = sorted((SITE / language).glob("*.html"))
    return max(pages, key=lambda page: page.read_text(encoding="utf-8").count(PICTURE)).name


def bare_page(chapter: Path, folder: Path) -> Path:
    """The article with its charts as pictures, without any style or script."""
    article = _article(chapter)
    text = lxml.html.tostring(article, encoding="unicode")
    head = '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Floor</title></head>'
    (folder / "index.html").write_text(f"{head}<body>{text}</body></html>", encoding="utf-8")
    return folder


def stock_site(chapter: Path, folder: Path) -> Path:
    """A Jupyter Book 1 with its default configuration."""
    settings = {"title": "Stock", "sphinx": {"config": {"html_extra_path": ["extra"]}}}
    (folder / "_config.yml").write_text(json.dumps(settings), encoding="utf-8")
    (folder / "_toc.yml").write_text("format: jb-book\nroot: index\n", encoding="utf-8")
    text = f"# Stock\n\n`````{{raw}} html\n{_drawn_by_vega(chapter)}\n`````\n"
    (folder / "index.md").write_text(text, encoding="utf-8")
    (folder / "extra").mkdir()
    shutil.copy2(_vega(), folder / "extra" / "vega.js")
    _quietly(str(Path(sys.executable).with_name("jupyter-book")), "build", "--quiet", str(folder))
    return folder / "_build" / "html"


def mkdocs_site(chapter: Path, folder: Path) -> Path | None:
    """MkDocs with the theme Material; none where the bench of building has not installed it."""
    if not _MKDOCS.is_file():
        return None
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(f"# MkDocs\n\n{_drawn_by_vega(chapter)}\n", encoding="utf-8")
    shutil.copy2(_vega(), folder / "docs" / "vega.js")
    (folder / "mkdocs.yml").write_text("site_name: MkDocs\ntheme: {name: material}\n", encoding="utf-8")
    _quietly(str(_MKDOCS), "build", "-q", "-f", str(folder / "mkdocs.yml"))
    return folder / "site"


def the_article(page: str) -> HtmlElement:
    """What of ``page`` is its article."""
    (article,) = lxml.html.document_fromstring(page).iter(ARTICLE)
    return article


def _article(chapter: Path) -> HtmlElement:
    article = the_article(chapter.read_text(encoding="utf-8"))
    for element in [*article.iter("script"), *(element for name in OURS for element in article.find_class(name))]:
        if element.getparent() is not None:
            element.drop_tree()
    return article


def _drawn_by_vega(chapter: Path) -> str:
    """The article on one line, as Markdown ends HTML where a line is empty."""
    article = _article(chapter)
    for number, picture in enumerate(article.find_class(PICTURE)):
        name = picture.get("id").removeprefix("chart-")
        (path,) = (chapter.parent / "_downloads" / "results").glob(f"{name}.*.vl.json")
        spec = json.dumps(json.loads(path.read_text(encoding="utf-8"))).replace("<", "\\u003c")
        picture.attrib.clear()
        picture.set("id", f"vis-{number}")
        picture[:] = [lxml.html.fragment_fromstring(f'<script>vegaEmbed("#vis-{number}",{spec})</script>')]
    text = lxml.html.tostring(article, encoding="unicode")
    return f'<script src="vega.js"></script>{" ".join(text.split())}'


def _vega() -> Path:
    return next((SITE / "shared").glob("vega-*.js"))


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=300)
