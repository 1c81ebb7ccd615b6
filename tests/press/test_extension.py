"""What press registers with Sphinx besides its parts, whose order `test_registered` holds."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pymupdf
import pytest
from sphinx.errors import ExtensionError

from press.extension import SvgToPdf, setup

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.mark.threads
def test_a_picture_is_a_pdf_of_its_size_for_builders_that_print(tmp_path: Path) -> None:
    (tmp_path / "rain.svg").write_text(SVG, encoding="utf-8")
    SvgToPdf.convert(SvgToPdf, str(tmp_path / "rain.svg"), str(tmp_path / "rain.pdf"))  # type: ignore[arg-type]
    (page,) = pymupdf.open(tmp_path / "rain.pdf")
    assert page.rect.width / page.rect.height == pytest.approx(2)


def test_a_fault_in_an_extension_of_the_book_is_one_that_sphinx_tells_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        "sphinx:\n  extra_extensions: [press.extension, no_such_extension]\n", encoding="utf-8"
    )
    with pytest.raises(ExtensionError, match=r"_config\.yml:2: the extension no_such_extension cannot be loaded"):
        setup(SimpleNamespace(srcdir=tmp_path))  # type: ignore[arg-type]
