"""Find third-party components in a release: the fonts in its PDFs, the scripts of its site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import NamedTuple

import pikepdf
import vl_convert

from press.builders.html.search.index import BUNDLE
from press.builders.typst.fonts import PACKAGES
from press.core.outputs import SHARED
from press.release.requirements import installed_version

# Fonts that are in no package of their own come with Typst.
_TYPST = "typst"


class Component(NamedTuple):
    """A third-party component: its name, where it is in the release, and the package that it comes from."""

    name: str
    where: str
    package: str


def bundled_components(site: Path) -> list[Component]:
    """Return the third-party components in the ``site``, by the files that are there."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    return [*_scripts(paths), *_typefaces(site / path for path in paths if path.endswith(".pdf"))]


def _scripts(paths: list[str]) -> Iterator[Component]:
    searched = f"*/{BUNDLE}/*"
    if any(fnmatch(path, searched) for path in paths):
        yield Component(f"Pagefind {installed_version('pagefind-bin')}, the search", searched, "pagefind-bin")
    live = f"{SHARED}/vega-*.js"
    if any(fnmatch(path, live) for path in paths):
        versions = (
            f"Vega {vl_convert.get_vega_version()}, Vega-Embed {vl_convert.get_vega_embed_version()} and Vega-Lite"
        )
        yield Component(f"{versions}, the live charts", live, "vl-convert-python")


def _typefaces(pdfs: Iterable[Path]) -> list[Component]:
    packages = {family.replace(" ", ""): (family, package.replace("_", "-")) for family, package in PACKAGES.items()}
    found = set()
    for name in {name for pdf in pdfs for name in embedded_fonts(pdf)}:
        family, package = next((known for start, known in packages.items() if name.startswith(start)), (name, _TYPST))
        found.add(Component(f"the typeface {family}", "*.pdf", package))
    return sorted(found)


def embedded_fonts(pdf: Path) -> set[str]:
    """Return the names of the fonts embedded in ``pdf``, without the prefixes that mark subsets."""
    with pikepdf.open(pdf) as document:
        descriptors = (one for one in document.objects if isinstance(one, pikepdf.Dictionary) and "/FontName" in one)
        return {str(one.FontName).lstrip("/").partition("+")[2] or str(one.FontName).lstrip("/") for one in descriptors}
