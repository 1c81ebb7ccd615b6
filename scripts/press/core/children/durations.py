"""Store how long parts of a build took last, to show it to those who wait for them."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from press.core.files import write_whole

# Seconds; what took less is not announced, as it is done before that is read.
_SOON = 2.0


@dataclass
class Durations:
    """The seconds that parts took last, by name, in a file of a ``build`` folder; losing it harms nothing."""

    build: Path
    _seconds: dict[str, float] = field(init=False)

    def __post_init__(self) -> None:
        try:
            stored = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            stored = {}
        self._seconds = stored if isinstance(stored, dict) else {}

    def begins(self, name: str, line: str) -> str:
        """Return ``line`` with the duration of the part ``name`` last time; empty where that was so short that it need not be announced."""
        last = self._seconds.get(name)
        if not isinstance(last, int | float):
            return f"{line} ..."
        return f"{line} ...  {last:.0f} s last time" if last >= _SOON else ""

    def note(self, name: str, seconds: float) -> None:
        """Store that a part took ``seconds``."""
        self._seconds[name] = round(seconds, 1)
        write_whole(self._file, json.dumps(self._seconds, indent=1, sort_keys=True).encode())

    @property
    def _file(self) -> Path:
        return self.build / "press" / "durations.json"
