"""Macros are expanded as TeX and MathJax do it."""

from __future__ import annotations

import pytest

from press.builders.formulas.macros import Macro, expand_macros, macros_of

MACROS = macros_of({"tex": {"macros": {"RR": r"\mathbb{R}", "pair": ["(#1, #2)", 2], "twice": r"\RR \RR"}}})


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\RR^n", r"{\mathbb{R}}^n"),
        (r"\pair{a}{\frac{b}{c}}", r"(a, \frac{b}{c})"),
        (r"\pair ab", "(a, b)"),
        (r"\pair \alpha{b}", r"(\alpha, b)"),
        (r"\pair{\pair ab}c", "((a, b), c)"),
        (r"\RRR", r"\RRR"),
        (r"\twice", r"{{\mathbb{R}} {\mathbb{R}}}"),
        (r"2*\RR*x", r"2*{\mathbb{R}}*x"),
        (r"\pair{\}}{\\}", r"(\}, \\)"),
        (r"\pair{#2}{\#2}", r"(#2, \#2)"),
    ],
)
def test_macros_are_expanded_with_their_arguments(latex: str, expected: str) -> None:
    assert expand_macros(latex, MACROS) == expected


def test_a_hash_with_a_backslash_is_no_argument() -> None:
    assert expand_macros(r"\item{x}", {"item": Macro(r"\#1 is #1", 1)}) == r"\#1 is x"


def test_a_macro_that_calls_itself_ends() -> None:
    assert "loop" in expand_macros(r"\loop", {"loop": Macro(r"\loop")})


@pytest.mark.parametrize(
    ("latex", "expected"),
    [
        (r"\newcommand{\sq}[1]{#1^2}\sq{x}", "x^2"),
        (r"\newcommand\a{b}\a", "{b}"),
        (r"\newcommand{\a}{b}\renewcommand*{\a}{c}\a", "{c}"),
    ],
)
def test_a_formula_may_define_its_own(latex: str, expected: str) -> None:
    assert expand_macros(latex, {"a": Macro("of the book")}) == expected


@pytest.mark.parametrize("definition", ["", r"\newcommand{\norm}[2][2]{\|#2\|_#1}"])
def test_the_first_argument_may_have_a_default(definition: str) -> None:
    macros = {} if definition else macros_of({"TeX": {"Macros": {r"\norm": [r"\|#2\|_#1", 2, "2"]}}})

    assert expand_macros(rf"{definition}\norm{{x}}", macros) == r"\|x\|_2"
    assert expand_macros(rf"{definition}\norm[\infty]{{x}}", macros) == r"\|x\|_\infty"


def test_a_default_may_be_written_in_yaml_as_a_number() -> None:
    assert expand_macros(r"\norm{x}", macros_of({"tex": {"macros": {"norm": [r"\|#2\|_#1", 2, 2]}}})) == r"\|x\|_2"


@pytest.mark.parametrize("config", [{}, {"tex": {}}, {"tex": None, "TeX": {"Macros": {}}}, {"loader": {"load": []}}])
def test_a_configuration_may_have_no_macros(config: dict[str, object]) -> None:
    assert macros_of(config) == {}
