"""Citations in text: by author and year, in the words of the edition."""

from __future__ import annotations

from pathlib import Path

import pytest
from cited_works import paragraphs


# APA 7, 8.17: "and" in sentences, "&" in brackets; et al. from three authors on. GOST R 7.0.5-2008, 7.4: commas in brackets.
# What stands behind Latin names is Latin, as the standard describes a work in its own language.
@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Naím (2013); Abay and Isa (2021a); Bek et al. (2020); Baim et al. (2001)."),
        ("kk", "Naím (2013); Абай және Иса (2021\u0430); Bek et al. (2020); Баим және т.б. (2001)."),
        ("ru", "Naím (2013); Абай и Иса (2021\u0430); Bek et al. (2020); Баим и др. (2001)."),
    ],
)
def test_works_are_named_in_a_sentence(site: dict[str, Path], language: str, sentence: str) -> None:
    assert sentence in paragraphs(site[language] / "index.html")


@pytest.mark.parametrize(
    ("language", "citation"),
    [
        ("en", "(Abay & Isa, 2021a; Abay & Isa, 2021b); (Bek et al., 2020); (example.kz, n.d.)"),
        ("kk", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, жылы белгісіз)"),
        ("ru", "(Абай, Иса, 2021\u0430; Абай, Иса, 2021б); (Bek et al., 2020); (example.kz, б. г.)"),
    ],
)
def test_works_are_cited_in_brackets(site: dict[str, Path], language: str, citation: str) -> None:
    assert any(citation in text for text in paragraphs(site[language] / "index.html"))


def test_the_other_roles_print_their_part(site: dict[str, Path]) -> None:
    expected = "2021b; Abay and Isa; Bek, Ali, and Kim (2020); (see Naím, 2013, 12)."
    assert expected in paragraphs(site["en"] / "index.html")
