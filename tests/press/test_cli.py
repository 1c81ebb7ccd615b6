"""The command ends as other programs do."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def test_who_stops_reading_ends_the_command_quietly(book: Callable[[str], Path]) -> None:
    root = book("weather")
    command = [sys.executable, "-m", "press.cli", "--root", str(root), "check", "typed-digits"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stderr
        running.stdout.close()
        assert (running.wait(timeout=60), running.stderr.read()) == (1, b"")
    assert not list(root.rglob("press-error.log"))
