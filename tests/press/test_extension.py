"""What press registers with Sphinx besides its parts, whose order `test_registered` holds."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
from sphinx.errors import ExtensionError

from press.extension import setup


def test_a_fault_in_an_extension_of_the_book_is_one_that_sphinx_tells_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text(
        "sphinx:\n  extra_extensions: [press.extension, no_such_extension]\n", encoding="utf-8"
    )
    with pytest.raises(ExtensionError, match=r"_config\.yml:2: the extension no_such_extension cannot be loaded"):
        setup(SimpleNamespace(srcdir=tmp_path))  # type: ignore[arg-type]
