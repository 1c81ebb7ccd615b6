"""Find the typefaces in packages from PyPI, so that every machine prints the same bytes."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from sphinx.errors import ConfigError

#: The package of each family, in order of preference.
PACKAGES = {
    "Noto Serif": "fontpkg_noto_serif",
    "Noto Sans": "fontpkg_noto_sans",
    "IBM Plex Mono": "fontpkg_ibm_plex_mono",
    "JetBrains Mono": "fontpkg_jetbrains_mono",
}

#: The families of the text, of headings, tables and captions, and of program text. The last ones come with Typst
#: itself: Libertinus Serif has every Kazakh letter, DejaVu Sans Mono arrows, ticks and the tenge sign.
DEFAULT_FAMILIES = {
    "serif": ["Noto Serif", "Libertinus Serif", "DejaVu Sans Mono"],
    "sans": ["Noto Sans", "Libertinus Serif", "DejaVu Sans Mono"],
    "mono": ["IBM Plex Mono", "JetBrains Mono", "DejaVu Sans Mono", "Libertinus Serif"],
}


def package_folder(package: str) -> Path | None:
    """Return the folder with the font files of an installed ``fontpkg`` package, or ``None``."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "files"
    return folder if folder.is_dir() else None


def default_folders() -> list[Path]:
    """Return the font folders of all installed packages in ``PACKAGES``."""
    return [folder for package in PACKAGES.values() if (folder := package_folder(package)) is not None]


def families(wanted: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the families for ``serif``, ``sans`` and ``mono``; known ones whose package is not installed are left out."""
    chosen = {**DEFAULT_FAMILIES, **wanted}
    return {role: [name for name in names if _is_available(name)] for role, names in chosen.items()}


def _is_available(name: str) -> bool:
    return name not in PACKAGES or package_folder(PACKAGES[name]) is not None


def folders(wanted: list[str], base: Path) -> list[Path]:
    """Return the folders that the author names, relative to ``base``, then those of the packages; raise ``ConfigError`` for a missing one."""
    own = [(base / name).resolve() for name in wanted]
    for folder in own:
        if not folder.is_dir():
            raise ConfigError(f"the font folder {folder} does not exist; correct typst_font_paths")
    return [*own, *default_folders()]
