"""One Sphinx run in a process of its own: ``python -m press.sphinx_run ROOT LANGUAGE BUILDER``.

Prints the warnings of the run and nothing else, and exits with 1 if there were any.
"""

from __future__ import annotations

import re
import sys
from io import StringIO
from pathlib import Path

from press.settings import Settings, load_settings
from press.site import edition_output, pdf_name

# Colours and the name of the type, which say nothing to an editor.
_NOISE = re.compile(r"\x1b\[[0-9;]*m")


def run(root: Path, language: str, builder: str) -> list[str]:
    """Build the edition in ``language`` with ``builder``; return what Sphinx warned of, a paragraph each."""
    from jupyter_book.sphinx import build_sphinx  # noqa: PLC0415  slow to import, and only needed here

    settings = load_settings(root)
    errors, sys.stderr = sys.stderr, StringIO()
    try:
        outcome = build_sphinx(
            root,
            edition_output(settings, language, builder),
            noconfig=True,
            path_config=root / "_config.yml",
            doctreedir=settings.build / "press" / language / "doctrees",
            confoverrides=overrides(settings, language),
            builder=builder,
            quiet=True,
        )
        text = sys.stderr.getvalue()
    finally:
        sys.stderr = errors
    warnings = [line for line in _NOISE.sub("", text).splitlines() if line.strip()]
    if outcome and not warnings:
        warnings = [str(outcome)]
    return warnings


def overrides(settings: Settings, language: str) -> dict[str, object]:
    """The configuration values by which one edition differs from a plain ``jupyter-book build``."""
    edition = settings.edition(language)
    return {
        "external_toc_path": "_toc.yml",
        "latex_individualpages": False,
        "language": language,
        "press_siblings": settings.languages,
        "press_downloads": [{"label": "The book as PDF", "path": f"pdf/{pdf_name(settings, language)}.pdf"}],
        "typst_file_name": pdf_name(settings, language),
        "typst_title": edition.title,
        "typst_subtitle": edition.subtitle,
        "typst_exclude": [f"{settings.book}/notebooks/*"],
        "typst_base_url": f"{settings.base_url.rstrip('/')}/{language}/" if settings.base_url else "",
    }


def main(argv: list[str]) -> int:
    """Run as a program."""
    root, language, builder = argv
    warnings = run(Path(root), language, builder)
    print("\n".join(warnings), file=sys.stderr)
    return 1 if warnings else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
