"""The fixture that prints small books."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.printing import CHART, Printed, Printer, run_sphinx  # type: ignore[import-not-found]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder: it prints in the process of the tests, which keeps the typefaces that it has loaded."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.threads)


@pytest.fixture
def printed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Printer:
    """Prints a book from its documents (name to text) and configuration values; Python files serve as extensions."""

    def build(documents: dict[str, str | bytes], **config: Any) -> Printed:
        source = tmp_path / "source"
        source.mkdir(exist_ok=True)
        monkeypatch.syspath_prepend(source)
        (source / "chart.svg").write_text(CHART, encoding="utf-8")
        for name, content in documents.items():
            path = source / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return run_sphinx(source, tmp_path / "out", config)

    return build
