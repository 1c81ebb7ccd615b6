"""Theorems of sphinx-proof, exercises of sphinx-exercise."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from support.built_pages import parsed, with_class, words
from support.small_books import append, faults_of, make_editions, replace

# By sphinx-proof and sphinx-exercise: a theorem, its proof, a definition without a number, an exercise and its solution.
THEOREMS = """
:::{prf:theorem} DNA
:label: thm-one
:::
:::{prf:proof}
{prf:ref}`thm-one`.
:::
:::{prf:definition} DNA
:nonumber:
:::
:::{exercise} DNA
:label: ex-one
:::
:::{solution} ex-one
:::
"""
TITLES = {
    "en": ["Theorem 1 (DNA)", "Definition (DNA)", "Exercise 1 (DNA)", "Solution to Exercise 1 (DNA)"],
    "kk": ["Теорема 1 (DNA)", "Анықтама (DNA)", "Жаттығу 1 (DNA)", "Шешуі: Жаттығу 1 (DNA)"],
    "ru": ["Теорема 1 (DNA)", "Определение (DNA)", "Упражнение 1 (DNA)", "Решение: Упражнение 1 (DNA)"],
}
PROOF = {"en": "Proof. Theorem 1.", "kk": "Дәлелдеу. Теорема 1.", "ru": "Доказательство. Теорема 1."}


def test_theorems_and_exercises_have_names_and_numbers_in_each_language_on_pages_and_in_print(
    book: Callable[[str], Path],
) -> None:
    root = book("orchard")
    # A book may name them in any order.
    replace(root / "_config.yml", "[press.extension]", "[sphinx_proof, press.extension, sphinx_exercise]")
    for language in TITLES:
        append(root / f"book/{language}/harvest.md", THEOREMS)
    assert faults_of(root, "alphabets") == []
    made = [*make_editions(root, TITLES).values(), *make_editions(root, TITLES, "typst").values()]
    assert [fault for edition in made for fault in edition.faults] == []
    for language, titles in TITLES.items():
        tree = parsed(root / f"_build/press/{language}/html/harvest.html")
        assert [words(found) for found in with_class(tree, "admonition-title")] == titles
        assert words(with_class(tree, "proof")[1]) == PROOF[language]
        (file,) = (root / f"_build/press/{language}/typst").glob(f"*.{language}.typ")
        source = re.sub(r"#link\(label\([^)]*\)\)\[(.*?)\];", r"\1", file.read_text("utf-8").replace("\xad", ""))
        assert [title for title in titles if f"#admonition(title: [{title}]" in source] == titles
        assert PROOF[language] in source


FOLDED = """
:::{exercise} DNA
:label: ex-folded
:class: dropdown
RNA
:::
:::{note}
:class: toggle, toggle-shown
RNA
:::
:::{toggle}
RNA
:::
"""


def test_answers_that_are_folded_open_by_their_title_without_a_script_and_are_whole_in_print(
    book: Callable[[str], Path],
) -> None:
    root = book("orchard")
    replace(root / "_config.yml", "[press.extension]", "[sphinx_exercise, sphinx_togglebutton, press.extension]")
    append(root / "book/ru/harvest.md", FOLDED)
    made = [make_editions(root, ["ru"], format_name)["ru"] for format_name in ("html", "epub", "typst")]
    assert [edition.faults for edition in made] == [[], [], []]
    (epub,) = (root / "_build/press/ru/epub").glob("*.epub")
    with zipfile.ZipFile(epub) as packed:
        (name,) = (name for name in packed.namelist() if name.endswith("harvest.xhtml"))
        packed.extract(name, root)
    for page in (root / "_build/press/ru/html/harvest.html", root / name):
        folded = with_class(parsed(page), "admonition")
        assert [(block.tag.rpartition("}")[2], words(block[0]), "open" in block.attrib) for block in folded] == [
            ("details", "Упражнение 1 (DNA)", False),
            ("details", "Примечание", True),
            ("details", "Показать", False),
        ]
        assert [block[0].tag.rpartition("}")[2] for block in folded] == ["summary"] * 3
        assert [words(block).endswith("RNA") for block in folded] == [True] * 3
    (file,) = (root / "_build/press/ru/typst").glob("*.ru.typ")
    source = file.read_text("utf-8").replace("\xad", "")
    assert source.count("RNA") == 3
    assert "#admonition(title: [Упражнение 1 (DNA)])[" in source and "Показать" not in source
