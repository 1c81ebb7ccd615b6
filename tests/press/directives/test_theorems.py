"""Theorems of sphinx-proof, exercises of sphinx-exercise."""

from __future__ import annotations

import re
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
