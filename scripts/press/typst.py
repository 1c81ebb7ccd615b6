"""The extension ``press.typst``: a builder that prints a Sphinx project as one tagged PDF; see ``docs/typst.md``."""

from __future__ import annotations

from press.builders.typst.typst_builder import setup

__all__ = ["setup"]
