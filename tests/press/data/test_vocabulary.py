"""The vocabulary: words for codes in every language, and plain words about what is missing."""

from pathlib import Path

import pytest

from press.core.errors import PressError
from press.data.vocabulary import Labels, load_vocabulary

LANGUAGES = ["en", "kk"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The vocabulary of a book in two languages, in two files."""
    folder = tmp_path / "data" / "vocabulary"
    folder.mkdir(parents=True)
    (folder / "terms.csv").write_text("code,en,kk\nrain,Rain,Жаңбыр\nsnow,Snow,Қар\n", encoding="utf-8")
    (folder / "units.csv").write_text('code,en,kk\nmm,"mm, in a year","мм, бір жылда"\n', encoding="utf-8")
    return folder


def load(folder: Path) -> Labels:
    return load_vocabulary(folder.parents[1], LANGUAGES)


def refusal(folder: Path) -> PressError:
    with pytest.raises(PressError) as caught:
        load(folder)
    assert caught.value.remedy
    return caught.value


def test_a_missing_label_is_told_with_code_language_folder_and_remedy(folder: Path) -> None:
    with pytest.raises(PressError) as caught:
        load(folder).label("rein", "kk")
    error = caught.value
    assert "'rein' in 'kk'" in error.message
    assert error.file == folder
    assert "data/vocabulary/ (code,en,kk):\n    rein,,\n" in str(error.remedy)


def test_a_code_in_two_files_is_told_with_both_places(folder: Path) -> None:
    path = folder / "units.csv"
    path.write_text("code,en,kk\nsnow,mm,мм\n", encoding="utf-8")
    error = refusal(folder)
    assert (error.file, error.line) == (path, 2)
    assert "data/vocabulary/terms.csv:3" in error.message


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("code,en,kk\nmm,mm,\n", 2, "'kk' is empty for the code 'mm'"),
        ("code,en,kk\n,mm,мм\n", 2, "'code' is empty"),
        ("code,en,kk\ncm,cm,см\nmm,mm, in a year,мм\n", 3, "4 cells for 3 columns"),
        ("code,en,kk,de\nmm,mm,мм,mm\n", 1, "unknown column 'de'"),
        ("code,en\nmm,mm\n", 1, "no column 'kk'"),
        ('code,en,kk\ncm,"c\nm",см\nmm,mm,\n', 4, "'kk' is empty for the code 'mm'"),
        ("", 1, "no column 'code'"),
        ("code,en,kk,kk\nmm,mm,мм,мм\n", 1, "twice"),
    ],
)
def test_a_broken_file_is_told_with_its_line(folder: Path, text: str, line: int, told: str) -> None:
    path = folder / "units.csv"
    path.write_text(text, encoding="utf-8")
    error = refusal(folder)
    assert (error.file, error.line) == (path, line)
    assert told in error.message
