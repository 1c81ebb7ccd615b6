"""Other tools that make books of notebooks, each in an environment of its own that is kept between measurements."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from synthetic import name, stock_book

PACKAGES = ("pandas>=2.2,<3", "altair>=6,<7", "ipykernel")
_PATIENCE = 900  # seconds that an installation may take


@dataclass(frozen=True)
class Peer:
    """A tool: how it is installed into the folder ``home`` (that of its programs comes back), what its book looks like, how it builds."""

    title: str
    home: str
    install: Callable[[Path], Path]
    settings: Callable[[int], dict[str, str]]
    command: Callable[[Path], list[str]]

    def book(self, folder: Path, chapters: int) -> Path:
        """A book of ``chapters`` chapters for it."""
        return stock_book(folder, chapters, settings=self.settings(chapters))


def _by_pip(*packages: str) -> Callable[[Path], Path]:
    def install(folder: Path) -> Path:
        if not (folder / "ready").is_file():
            _quietly(sys.executable, "-m", "venv", str(folder))
            uv = Path(sys.executable).with_name("uv")
            _quietly(str(uv), "pip", "install", "-q", "--python", str(folder / "bin" / "python"), *packages, *PACKAGES)
            (folder / "ready").touch()
        return folder / "bin"

    return install


def _ours(folder: Path) -> Path:
    """Jupyter Book 1 is part of the environment of this book."""
    return Path(sys.executable).parent


def _with_myst(folder: Path) -> Path:
    """The book engine of Jupyter Book 2 from npm, as it needs Node in any case, and Python for its kernels."""
    if shutil.which("npm") is None:
        raise OSError("npm is missing")
    programs = _by_pip("jupyter-server")(folder)
    if not (folder / "node_modules" / ".bin" / "myst").is_file():
        _quietly("npm", "install", "--silent", "--prefix", str(folder), "mystmd")
        (programs / "myst").symlink_to(folder / "node_modules" / ".bin" / "myst")
    return programs


def _quietly(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)


def _chapters(count: int) -> list[str]:
    return [name(number) for number in range(count)]


def _for_jupyter_book(chapters: int) -> dict[str, str]:
    contents = {"format": "jb-book", "root": "index", "chapters": [{"file": file} for file in _chapters(chapters)]}
    config = {"title": "Measured", "execute": {"execute_notebooks": "cache"}, "only_build_toc_files": True}
    return {"_config.yml": json.dumps(config), "_toc.yml": json.dumps(contents)}


def _for_myst(chapters: int) -> dict[str, str]:
    contents = [{"file": "index.md"}, *({"file": f"{file}.ipynb"} for file in _chapters(chapters))]
    project = {"title": "Measured", "toc": contents}
    return {"myst.yml": json.dumps({"version": 1, "project": project, "site": {"template": "book-theme"}})}


def _for_mkdocs(chapters: int) -> dict[str, str]:
    """MkDocs wants its pages in a folder of their own, which here is the book's; its settings stand beside the chapters."""
    nav = ["index.md", *(f"{file}.ipynb" for file in _chapters(chapters))]
    plugins = ["search", {"mkdocs-jupyter": {"execute": True}}]
    settings = {"site_name": "Measured", "theme": {"name": "material"}, "plugins": plugins, "nav": nav}
    return {"../mkdocs.yml": json.dumps({**settings, "docs_dir": "book"})}


PEERS = (
    Peer(
        "Jupyter Book 1",
        "jupyter-book-1",
        _ours,
        _for_jupyter_book,
        lambda bin: [str(bin / "jupyter-book"), "build", "-q", "."],
    ),
    Peer(
        "Jupyter Book 2 (mystmd)",
        "jupyter-book-2",
        _with_myst,
        _for_myst,
        lambda bin: [str(bin / "myst"), "build", "--html", "--execute", "--ci"],
    ),
    Peer(
        "MkDocs Material + mkdocs-jupyter",
        "mkdocs",
        _by_pip("mkdocs-material", "mkdocs-jupyter"),
        _for_mkdocs,
        lambda bin: [str(bin / "mkdocs"), "build", "-q", "-f", "../mkdocs.yml", "-d", "site"],
    ),
)
