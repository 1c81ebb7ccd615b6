"""Print the path of a program that tests need, getting one where there is none: ``python tests/programs.py browser``, ``firefox`` or ``java``.

Root gets it by apt, anybody else a browser by Playwright itself.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The shell first: the same engine without a window of its own, so that the same tests take a fifth less.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
# Packages of Debian, of browsers the second also of Ubuntu.
PACKAGES = {
    "browser": ("chromium-headless-shell", "chromium"),
    "firefox": ("firefox-esr", "firefox"),
    "java": ("default-jre-headless",),
}
LONGEST = 600  # seconds an installation may take


def browser() -> str | None:
    """The browser that ``PRESS_BROWSER`` names, none where it is empty; else one of the system, or one that Playwright has fetched before."""
    if "PRESS_BROWSER" in os.environ:
        return os.environ["PRESS_BROWSER"] or None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  who asks for Java need not wait for it

    if found := next((path for name in BROWSERS if (path := shutil.which(name))), None):
        return found
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).is_file() else None


def firefox() -> str | None:
    """The Firefox of the system."""
    return os.environ.get("PRESS_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def java() -> str | None:
    """The Java of the system; ``java`` alone may be a stub that asks for an installation."""
    path = os.environ.get("PRESS_JAVA") or shutil.which("java")
    return path if path and quietly(path, "-version") else None


def quietly(*command: str) -> bool:
    """Whether ``command`` ended well; what it prints goes to the standard error."""
    try:
        run = subprocess.run(command, stdout=sys.stderr, stderr=sys.stderr, timeout=LONGEST, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return run.returncode == 0


def install(program: str) -> None:
    """Get a program in the first way that works."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quietly("apt-get", "update", "-q")
        if any(quietly("apt-get", "install", "-yq", "--no-install-recommends", name) for name in PACKAGES[program]):
            return
    if program == "browser":
        quietly(sys.executable, "-m", "playwright", "install", "chromium")


def main(program: str) -> int:
    """Print the path, or nothing and return 1."""
    find = {"browser": browser, "firefox": firefox, "java": java}[program]
    path = find()
    if path is None:
        install(program)
        path = find()
    print(path or "")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
