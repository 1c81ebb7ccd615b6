"""Read the limits for notebooks in ``_config.yml``: time of a cell, memory of a notebook."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from press.core.errors import PressError
from press.core.reading.yaml_file import line_of, load_yaml, section
from press.core.settings import CONFIG, sphinx_config

# As in Jupyter Book: ``execute: timeout``, in seconds, negative for no limit.
_TIMEOUT = "timeout"
# Press's own, under ``sphinx: config:``.
EXECUTE = "press_execute"
_MEMORY = "memory"
GIGABYTE = 1 << 30


@dataclass(frozen=True)
class Allowed:
    """Limits for notebooks: ``seconds`` of a cell (0 for no limit), ``memory`` of a notebook and its processes in bytes."""

    seconds: int = 300
    memory: int = 4 * GIGABYTE

    @property
    def gigabytes(self) -> str:
        """Return the memory limit as it is set: ``4 GB``."""
        return f"{self.memory / GIGABYTE:g} GB"


def load_allowed(root: Path) -> Allowed:
    """Return the limits for notebooks of the book at ``root``; raise PressError where its settings are malformed."""
    path = root / CONFIG
    execute = section(path, load_yaml(path), "execute")
    own = section(path, sphinx_config(root), EXECUTE)
    for key in own:
        if key != _MEMORY:
            raise _fault(path, str(key), f"{EXECUTE} has no '{key}'", f"write {_MEMORY}, or remove the line")
    seconds = _number(path, execute, _TIMEOUT, Allowed.seconds, "seconds, such as 600, or -1 for no limit")
    memory = _number(path, own, _MEMORY, Allowed.memory / GIGABYTE, "gigabytes, such as 8")
    if memory <= 0:
        raise _fault(path, _MEMORY, f"{_MEMORY} is {memory:g}", "write gigabytes, such as 8")
    return Allowed(max(0, round(seconds)), int(memory * GIGABYTE))


def _number(path: Path, mapping: Mapping[str, Any], key: str, default: float, wanted: str) -> float:
    value = mapping.get(key)
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        raise _fault(path, key, f"{key} is '{value}', which is no number", f"write {wanted}")
    return value


def _fault(path: Path, key: str, message: str, remedy: str) -> PressError:
    return PressError(message, file=path, line=line_of(path, key) or line_of(path, EXECUTE), remedy=remedy)
