"""What extensions of a book import in every process: it costs neither Sphinx nor the reading of tables.

What needs Sphinx is in `press.api.sphinx`. All else of press is private and may move.
"""

from __future__ import annotations

from press.core.errors import PressError
from press.core.formats import Format
from press.core.registry import Registry, extend
from press.core.text import near_names
from press.language.profile import Language
from press.language.units import Unit
from press.notebooks.results import Result, ResultKind

__all__ = ["Format", "Language", "PressError", "Registry", "Result", "ResultKind", "Unit", "extend", "near_names"]
