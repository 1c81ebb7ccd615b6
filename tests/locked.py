"""Renew the lock and tell what changed (``renew``), or look up known faults of what is locked (``audit``): `make lock`, `make audit`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

LOCK = "requirements.txt"
OSV, PYPI = "https://api.osv.dev/", "https://pypi.org/simple"
_PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)")
_HASH = re.compile(r"--hash=(\S+)")
# As Renovate reads them in the head of the lock: each value behind an equals sign.
_COMPILE = (
    *("pip", "compile", "--quiet", "--upgrade", "--universal", "--generate-hashes"),
    *("--no-emit-package=editions-press", "--python-version=3.11", "--all-extras"),
    *(f"--output-file={LOCK}", "pyproject.toml"),
)
Pins = Mapping[tuple[str, str], frozenset[str]]


def pins(text: str) -> Pins:
    """Return the hashes of each package and version that is locked."""
    found: dict[tuple[str, str], set[str]] = {}
    now: set[str] = set()
    for line in text.splitlines():
        if pin := _PIN.match(line):
            now = found.setdefault((pin[1].lower(), pin[2]), set())
        now |= set(_HASH.findall(line))
    return {pin: frozenset(hashes) for pin, hashes in found.items()}


def changes(before: Pins, after: Pins) -> list[tuple[str, str, str, str]]:
    """Return what changed, package by package: what happened to it, its name, the former versions and those of now."""
    rows = []
    for name in sorted({name for name, _ in [*before, *after]}):
        old, new = _versions(before, name), _versions(after, name)
        if old != new:
            rows.append(("changed" if old and new else "added" if new else "removed", name, old, new))
        elif gone := sum(len(before[pin] - after[pin]) for pin in before if pin[0] == name):
            # An index adds files to a version that it has; that one is gone or another is news.
            rows.append(("files", name, old, f"{gone} of its files are others"))
    return rows


def _versions(locked: Pins, name: str) -> str:
    return ", ".join(sorted(version for found, version in locked if found == name))


def renew(uv: str, folder: Path) -> int:
    """Choose versions anew and print what changed; where that fails, tell why and leave the lock as it was."""
    lock = folder / LOCK
    former = lock.read_bytes() if lock.is_file() else b""
    run = subprocess.run([uv, *_COMPILE], cwd=folder, capture_output=True, text=True, check=False)
    if run.returncode:
        lock.write_bytes(former)
        print(f"{LOCK} is as it was: no versions could be chosen.\n{_indented(run.stderr)}", file=sys.stderr)
        print("  What to do: " + _remedy(run.stderr), file=sys.stderr)
        return 1
    rows = changes(pins(former.decode()), pins(lock.read_text(encoding="utf-8")))
    print("\n".join(_table(rows)) or f"{LOCK}: nothing changed")
    return 0


def _table(rows: list[tuple[str, str, str, str]]) -> Iterator[str]:
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    for what, name, old, new in rows:
        versions = f"{old:{widths[2]}}  -> {new}" if old and new else old or f"{'':{widths[2]}}     {new}"
        yield f"  {what:{widths[0]}}  {name:{widths[1]}}  {versions}"


def _remedy(said: str) -> str:
    if re.search(r"error sending request|dns error|connect|timed out|offline", said, re.IGNORECASE):
        return "the index of packages cannot be reached; try again with a network"
    return "mend the versions that pyproject.toml or scripts/pyproject.toml ask for"


def audit(uv: str, folder: Path, service: str = OSV, index: str = PYPI) -> int:
    """Ask a database for known faults of the locked packages; return 0 if there are none, 1 if there are, 2 if it could not be asked.

    The index is asked whether a package is no longer to be used.
    """
    with tempfile.TemporaryDirectory() as made:
        for name, text in _project(pins((folder / LOCK).read_text(encoding="utf-8")), index).items():
            (Path(made) / name).write_text(text, encoding="utf-8")
        command = [uv, "audit", "--frozen", "--preview-features", "audit-command", "--service-url", service]
        run = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    if run.returncode in (0, 1):
        print(run.stdout.strip() or run.stderr.strip())
        return run.returncode
    print(
        f"Nothing was looked up: the database of known faults could not be asked.\n{_indented(run.stderr)}",
        file=sys.stderr,
    )
    print(f"  What to do: try again where {service} can be reached", file=sys.stderr)
    return 2


def _project(locked: Pins, index: str) -> dict[str, str]:
    """Return a project whose lock has these packages, since `uv audit` reads a lock of its own kind alone."""
    head = 'name = "locked"\nversion = "0"\n'
    known = [
        f'name = "{name}", version = "{version}", source = {{ registry = "{index}" }}'
        for name, version in sorted(locked)
    ]
    packages = ["[[package]]\n" + package.replace(", ", "\n") + "\n" for package in known]
    needs = ", ".join(f"{{ {package} }}" for package in known)
    own = f'[[package]]\n{head}source = {{ virtual = "." }}\ndependencies = [{needs}]\n'
    needed = ", ".join(f'"{name}"' for name in sorted({name for name, _ in locked}))
    return {
        "pyproject.toml": f'[project]\n{head}requires-python = ">=3.11"\ndependencies = [{needed}]\n',
        "uv.lock": "\n".join(['version = 1\nrevision = 3\nrequires-python = ">=3.11"\n', *packages, own]),
    }


def _indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.strip().splitlines())


if __name__ == "__main__":
    command = {"renew": renew, "audit": audit}[sys.argv[1]]
    sys.exit(command(sys.argv[2], Path.cwd()))
