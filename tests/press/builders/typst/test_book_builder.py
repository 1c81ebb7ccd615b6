"""Images are copied beside the source, and addresses on the site found."""

from __future__ import annotations

from pathlib import Path

from printing import Printer  # type: ignore[import-not-found]


def test_two_images_of_one_name_do_not_replace_each_other(printed: Printer, tmp_path: Path) -> None:
    other = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="5" height="5"/></svg>'
    book = printed({"index.md": "# T\n\n![a](chart.svg)\n\n![b](x/chart.svg)", "x/chart.svg": other})

    assert (book.folder / "images" / "chart-1.svg").read_text() == other
