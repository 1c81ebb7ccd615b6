"""Look up known faults of the locked packages: `make audit`."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

LOCKS = (Path("requirements.txt"), Path("tests/requirements.txt"))
OSV, PYPI = "https://api.osv.dev/", "https://pypi.org/simple"


def project(locked: str) -> dict[str, str]:
    """Return a project whose lock has the packages that are ``locked``, since `uv audit` reads a lock of its own kind alone."""
    pins = sorted({*re.findall(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", locked, re.MULTILINE)})
    known = [f'name = "{name}"\nversion = "{version}"\nsource = {{ registry = "{PYPI}" }}' for name, version in pins]
    head, needs = 'name = "locked"\nversion = "0"\n', ", ".join(f"{{ {one} }}".replace("\n", ", ") for one in known)
    own = f'{head}source = {{ virtual = "." }}\ndependencies = [{needs}]\n'
    packages = "\n\n".join(f"[[package]]\n{package}" for package in (*known, own))
    asked = ", ".join(f'"{name}"' for name in sorted({name for name, _ in pins}))
    return {
        "pyproject.toml": f'[project]\n{head}requires-python = ">=3.11"\ndependencies = [{asked}]\n',
        "uv.lock": f'version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n{packages}',
    }


def main(uv: str) -> int:
    """Ask a database; return 0 if it knows no faults, 1 if it does, 2 if it could not be asked."""
    with tempfile.TemporaryDirectory() as made:
        for name, text in project("\n".join(lock.read_text(encoding="utf-8") for lock in LOCKS)).items():
            (Path(made) / name).write_text(text, encoding="utf-8")
        command = [
            Path(uv).absolute(),
            "audit",
            "--frozen",
            "--preview-features",
            "audit-command",
            "--service-url",
            OSV,
        ]
        run = subprocess.run(command, cwd=made, capture_output=True, text=True, check=False)
    if run.returncode in (0, 1):
        print(run.stdout.strip() or run.stderr.strip())
        return run.returncode
    print(f"Nothing was looked up: {OSV} could not be asked; try again where it can.\n{run.stderr}", file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
