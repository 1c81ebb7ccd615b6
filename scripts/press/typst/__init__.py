"""A Sphinx builder that prints the whole book as one tagged PDF through Typst.

Load it as the extension ``press.typst``; the builder is called ``typst``. What it prints and its options are
listed in ``docs/typst.md``.

The way of a page: ``assemble`` joins the documents in the order of the contents, ``anchors`` finds out what is
linked to, ``translator`` turns nodes into Typst markup with one handler per kind of node, ``source`` puts the page
set-up before it and ``compile`` makes the PDF.
"""

from __future__ import annotations

from press.typst.extension import setup

__all__ = ["setup"]
