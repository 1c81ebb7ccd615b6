"""Print the path of a Chromium, getting one where there is none: by apt as root, otherwise by Playwright itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

# The shell first: the same engine without a window of its own, so that the same tests take a fifth less.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Packages of Debian, the second also of Ubuntu.
PACKAGES = ("chromium-headless-shell", "chromium")
LONGEST = 600  # seconds an installation may take


def installed() -> str | None:
    """A browser of the system or one that Playwright has fetched before."""
    return next((path for name in NAMES if (path := shutil.which(name))), None) or fetched()


def fetched() -> str | None:
    """The browser that Playwright keeps, if it has one."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def quietly(*command: str) -> bool:
    """Whether ``command`` ended well; what it prints goes to the standard error."""
    try:
        run = subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


def install() -> None:
    """Get a browser in the first way that works."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly("apt-get", "update", "-q")
        if any(quietly("apt-get", "install", "-yq", "--no-install-recommends", package) for package in PACKAGES):
            return
    quietly(sys.executable, "-m", "playwright", "install", "chromium")


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
