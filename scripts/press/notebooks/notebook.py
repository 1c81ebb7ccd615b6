"""Read notebooks, and represent executed ones."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from press.core.caches import cached_by_state
from press.core.errors import PressError
from press.core.files import FileState, file_state
from press.core.text import first_line

# The MIME type of a frame's content in codes, beside the outputs of pandas (`press.notebooks.frames`).
FRAME = "application/vnd.press.frame+json"


@dataclass(frozen=True)
class Executed:
    """A notebook with the outputs of its last run."""

    path: Path
    notebook: NotebookNode

    @property
    def name(self) -> str:
        """The notebook's file name without its ending."""
        return self.path.stem


def read_notebook(path: Path) -> NotebookNode:
    """Return the notebook at ``path``, not to be changed; raise PressError where it is malformed, empty, or not in Python."""
    return _read_notebook(path, file_state(path))


@cached_by_state
def _read_notebook(path: Path, state: FileState) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        # JSON may contain half a surrogate pair, which cannot be written as UTF-8.
        json.dumps(notebook, ensure_ascii=False).encode()
    except Exception as error:  # nbformat raises whatever it stumbles over
        raise PressError(
            f"not a notebook: {first_line(error)}",
            file=path,
            remedy="restore the file from version control or save it again from JupyterLab",
        ) from None
    if language := _other_language(notebook):
        raise PressError(
            f"the notebook is written in {language}, and press runs Python alone",
            file=path,
            remedy="choose a kernel of Python in JupyterLab if it is Python after all, or keep it elsewhere and bring its results as tables",
        )
    if not notebook.cells:
        raise PressError("the notebook has no cells", file=path, remedy="restore the file from version control")
    return notebook


def _other_language(notebook: NotebookNode) -> str:
    """Return the language of a notebook's kernel if that is not Python."""
    metadata = notebook.metadata
    told = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language") or "python"
    return "" if "python" in str(told).lower() else str(told)


def without_frames(notebook: NotebookNode) -> None:
    """Remove the outputs of the MIME type `FRAME` from ``notebook``, so that it is as JupyterLab makes it."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FRAME, None)
