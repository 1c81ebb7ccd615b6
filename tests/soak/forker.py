"""A process that has press imported and forks it for each command, as most of the time of a build of a small book goes into that.

It is told a command a line, as JSON: the arguments of press, and the file for what it prints. It answers with the number of the process
that does it, and again when that has ended.
"""

from __future__ import annotations

import json
import os
import select
import sys
from pathlib import Path
from typing import Any

from press.build.tasks import warm
from press.cli import main

_OFTEN = 0.01  # seconds between two looks at what has ended


def begin(arguments: list[str], log: str) -> int:
    """Fork press with ``arguments``; return the number of the process."""
    if process := os.fork():
        return process
    os.setsid()
    out = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(out, stream)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    code = 1
    try:
        main(arguments, prog_name="press")
    except SystemExit as error:
        code = error.code if isinstance(error.code, int) else 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def ended() -> tuple[int, int] | None:
    """Return the number of a process that has ended and how; None where none has."""
    try:
        process, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (process, os.waitstatus_to_exitcode(status)) if process else None


def tell(**content: Any) -> None:
    """Write a line to who has begun this."""
    os.write(1, json.dumps(content).encode() + b"\n")


def serve() -> None:
    """Do what is told until nobody tells any more."""
    import press.build.make  # noqa: F401, PLC0415

    warm()
    tell(ready=True)
    while True:
        if select.select([sys.stdin], [], [], _OFTEN)[0]:
            if not (line := sys.stdin.readline()):
                return
            asked = json.loads(line)
            tell(begun=begin(asked["arguments"], asked["log"]))
        while found := ended():
            tell(ended=found[0], code=found[1])


if __name__ == "__main__":
    os.chdir(Path(__file__).parent)
    serve()
