"""Notebooks as they are read, and as they ran."""

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

# What a frame holds, in codes, beside the forms in which pandas shows it (`press.notebooks.frames`).
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
    """The notebook in ``path``, not to be changed; a file that is none, or an empty one, is a PressError."""
    return _read_notebook(path, file_state(path))


@cached_by_state
def _read_notebook(path: Path, state: FileState) -> NotebookNode:
    try:
        notebook: NotebookNode = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        # JSON may name half a sign, which no file can hold.
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
    """Return the language of the kernel that a notebook asks for, where that is not Python."""
    metadata = notebook.metadata
    told = metadata.get("language_info", {}).get("name") or metadata.get("kernelspec", {}).get("language") or "python"
    return "" if "python" in str(told).lower() else str(told)


def without_frames(notebook: NotebookNode) -> None:
    """Leave out of ``notebook`` what frames hold beside their forms, so that it is as JupyterLab makes it."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            output.get("data", {}).pop(FRAME, None)
