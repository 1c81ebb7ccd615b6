"""The components of the text by name, for whoever has to know them without Sphinx."""

from __future__ import annotations

# The directive, and the class of the span, of what the editors say; a chapter in short; the book in one sentence.
EDITORS, IN_BRIEF, LEAD = "editors", "in-brief", "lead"
COMPONENTS = (EDITORS, IN_BRIEF, LEAD)
