"""Print the path of a Java that runs epubcheck, getting one where there is none and apt can."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

LONGEST = 600  # seconds an installation may take


def installed() -> str | None:
    """The Java of the system; ``java`` alone may be a stub that asks for an installation."""
    path = os.environ.get("PRESS_JAVA") or shutil.which("java")
    return path if path and _quietly(path, "-version") else None


def _quietly(*command: str) -> bool:
    """Whether ``command`` ended well; what it prints goes to the standard error."""
    try:
        run = subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


def install() -> None:
    """Get Java by apt."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        _quietly("apt-get", "update", "-q")
        _quietly("apt-get", "install", "-yq", "--no-install-recommends", "default-jre-headless")


def main() -> int:
    """Print the path, or nothing and return 1."""
    path = installed()
    if path is None:
        install()
        path = installed()
    print(path or "")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
