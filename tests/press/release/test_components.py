"""What others made is found in a release by its files: fonts within PDFs, scripts of the site."""

from __future__ import annotations

from pathlib import Path

import pikepdf

from press.builders.html.search.index import BUNDLE
from press.release.components import bundled_components, embedded_fonts


def write_pdf(path: Path, *fonts: str) -> None:
    """A PDF whose font descriptors have these names."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with pikepdf.new() as document:
        document.add_blank_page()
        descriptors = [
            pikepdf.Dictionary(Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name(f"/{name}")) for name in fonts
        ]
        document.Root.Fonts = pikepdf.Array([document.make_indirect(each) for each in descriptors])
        document.save(path)


def test_fonts_are_named_without_the_letters_that_mark_a_subset(tmp_path: Path) -> None:
    # PDF 32000-1, 9.6.4: six capitals and a plus sign before the name.
    write_pdf(tmp_path / "a.pdf", "ABCDEF+NotoSans-Bold", "GHIJKL+NotoSans-Bold", "LibertinusSerif-Regular")
    assert embedded_fonts(tmp_path / "a.pdf") == {"NotoSans-Bold", "LibertinusSerif-Regular"}


def test_a_typeface_is_told_once_with_the_package_that_it_is_from_or_typst(tmp_path: Path) -> None:
    write_pdf(tmp_path / "en" / "a.pdf", "ABCDEF+NotoSans-Bold", "ABCDEF+NotoSans-Italic", "ABCDEF+NotoSerif")
    write_pdf(tmp_path / "ru" / "a.pdf", "ABCDEF+NotoSans-Bold", "ABCDEF+DejaVuSansMono")
    assert [(part.name, part.package) for part in bundled_components(tmp_path)] == [
        ("the typeface DejaVuSansMono", "typst"),
        ("the typeface Noto Sans", "fontpkg-noto-sans"),
        ("the typeface Noto Serif", "fontpkg-noto-serif"),
    ]


def test_scripts_of_others_are_told_only_where_the_site_has_them(tmp_path: Path) -> None:
    assert bundled_components(tmp_path) == []
    for name in (f"en/{BUNDLE}/pagefind.js", "shared/vega-1a2b.js"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).touch()
    assert [(part.package, part.where) for part in bundled_components(tmp_path)] == [
        ("pagefind-bin", f"*/{BUNDLE}/*"),
        ("vl-convert-python", "shared/vega-*.js"),
    ]
