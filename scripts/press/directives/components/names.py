"""List the names of the text components, for modules that run without Sphinx."""

from __future__ import annotations

# Remarks of the editors (directive and class of a span); summary of a chapter; summary of the book.
EDITORS, IN_BRIEF, LEAD = "editors", "in-brief", "lead"
COMPONENTS = (EDITORS, IN_BRIEF, LEAD)
