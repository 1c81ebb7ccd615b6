"""What ``_config.yml`` says to press, read once and checked."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from press.errors import PressError

CONFIG = "_config.yml"
# Where the site will be published is known to the machine that publishes it, rather than to the book.
BASE_URL_VARIABLE = "PRESS_BASE_URL"


@dataclass(frozen=True)
class Edition:
    """The book in one language: its tag, that language's own name, the book's title and subtitle in it."""

    language: str
    name: str
    title: str
    subtitle: str = ""


@dataclass(frozen=True)
class Settings:
    """Where the parts of a book stand (paths relative to ``root``) and which editions it has.

    ``names`` are the names with a digit in them ("COVID-19") that may stand in prose as they are.
    """

    root: Path
    editions: tuple[Edition, ...]
    slug: str
    book: str = "book"
    base_url: str = ""
    names: tuple[str, ...] = ()
    icon: str = ""

    @property
    def languages(self) -> list[str]:
        """Language tags in the order in which editions are offered; the first is the default."""
        return [edition.language for edition in self.editions]

    def edition(self, language: str) -> Edition:
        """The edition in ``language``; a PressError where there is none."""
        for edition in self.editions:
            if edition.language == language:
                return edition
        raise PressError(
            f"the book has no edition in '{language}', only in {', '.join(self.languages)}",
            file=self.root / CONFIG,
            remedy="add it under sphinx: config: press_editions",
        )

    @property
    def notebooks(self) -> list[Path]:
        """The book's notebooks, by name."""
        return sorted((self.root / self.book / "notebooks").glob("*.ipynb"))

    @property
    def build(self) -> Path:
        """The folder of all that is made."""
        return self.root / "_build"


def load_settings(root: Path) -> Settings:
    """Read the press settings of the book at ``root``; a PressError names file, line and remedy."""
    path = root / CONFIG
    document = load_yaml(path)
    config = _section(_section(document, "sphinx"), "config")
    html = _section(document, "html")
    return settings_from_config(
        root, {"html_baseurl": html.get("baseurl"), "html_favicon": html.get("favicon"), **config}
    )


def _section(mapping: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = mapping.get(key)
    return value if isinstance(value, Mapping) else {}


def settings_from_config(root: Path, config: Mapping[str, Any]) -> Settings:
    """Settings from Sphinx configuration values (``press_editions``, ``press_slug``, ``html_baseurl``)."""
    editions = config.get("press_editions")
    if not isinstance(editions, Mapping) or not editions:
        raise PressError(
            "press_editions is missing or empty",
            file=root / CONFIG,
            remedy="list each language under sphinx: config: press_editions, with name and title",
        )
    return Settings(
        root=root,
        editions=tuple(_edition(root, language, entry) for language, entry in editions.items()),
        slug=str(config.get("press_slug") or "book"),
        names=tuple(map(str, config.get("press_names") or ())),
        icon=Path(str(config.get("html_favicon") or "")).name,
        base_url=os.environ.get(BASE_URL_VARIABLE) or str(config.get("html_baseurl") or ""),
    )


def _edition(root: Path, language: Any, entry: Any) -> Edition:
    for key in ("name", "title"):
        if not isinstance(entry, Mapping) or not isinstance(entry.get(key), str):
            raise PressError(
                f"the edition '{language}' under press_editions has no {key}",
                file=root / CONFIG,
                remedy=f"write '{key}:' below '{language}:' (quote the language 'no' if you mean Norwegian)",
            )
    return Edition(str(language), entry["name"], entry["title"], str(entry.get("subtitle", "")))


def load_yaml(path: Path) -> dict[str, Any]:
    """The mapping in a YAML file; malformed YAML is a PressError with the line."""
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise PressError("the file is missing", file=path, remedy="restore it from version control") from None
    except UnicodeDecodeError as error:
        raise PressError(f"not UTF-8 at byte {error.start}", file=path, remedy="save it as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise PressError(
            f"malformed YAML: {error.problem}",
            file=path,
            line=line,
            remedy="check indentation, colons and quotes on this line and the one before",
        ) from None
    if not isinstance(data, dict):
        raise PressError(
            "the file is no mapping of keys to values", file=path, line=1, remedy="write 'key: value' lines"
        )
    return data
