"""The form in which results leave a notebook, agreed between those who publish and those who read.

Standard mime types under the metadata that ``myst_nb.glue`` writes, and beside it a ``press`` entry: key, kind, language,
sources; for a chart the statements that it draws, where it names them; for a number value, unit, digits, scale.
"""

from __future__ import annotations

CHART_MIME = "application/vnd.vegalite.v6+json"
TABLE_MIME = "application/vnd.dataresource+json"
# MyST-NB's own prefix for glued outputs that are not to be displayed.
HIDDEN_PREFIX = "application/papermill.record/"


def kind_mime(kind: str) -> str:
    """The mime type in which a result of ``kind`` ("chart" or "table") travels."""
    return {"chart": CHART_MIME, "table": TABLE_MIME}[kind]
