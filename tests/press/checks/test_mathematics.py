"""Chapters in the manner of lecture notes on mathematics: no digit of a formula, a program or a label was typed into prose, and each that was is found."""

from __future__ import annotations

import pytest

from press.checks.myst.chapter import read_blocks
from press.checks.slips import slips_in
from press.checks.structure import structure_faults
from press.checks.typed_digits import digits_in

EXTENSIONS = (
    *("amsmath", "colon_fence", "deflist", "dollarmath", "html_image", "linkify", "replacements", "smartquotes"),
    *("substitution", "tasklist"),
)
HEAD = """---
jupytext:
  text_representation:
    extension: .md
    format_version: 0.13
kernelspec:
  display_name: Python 3
  name: python3
---

(dp-1)=
# Saving under Risk

"""
PIECES = (
    "Let $x_0 = 1$ and $\\beta = 0.95$, so that $\\sum_{t=0}^{\\infty} \\beta^t = 20$ where\nthe rate is $r = 5\\%$.",
    "A row of its own:\n\n$$\nV_1(x) = \\max_{0 \\le c \\le x} \\{ c^{1/2} + 0.9 V_0(x - c) \\}\n$$",
    "With a label:\n\n$$\nx_{t+1} = 2 x_t + 3\n$$ (eq-law-2)\n\nand a reference to {eq}`eq-law-2`.",
    "Several rows:\n\n\\begin{align}\nx_1 &= 10 \\\\\n\nx_2 &= 20\n\\end{align}",
    "One row:\n\n\\begin{equation*}\n1 + 1 = 2\n\\end{equation*}",
    "As a directive:\n\n```{math}\n:label: eq-3\n\nA = \\begin{bmatrix} 1 & 0 \\\\ 0 & 1 \\end{bmatrix}\n```",
    ":::{math}\n:label: eq-4\nx^2 + y^2 = 1\n:::",
    "As a role: {math}`a^2 + b^2` and {math}`\\ell_1`, from {cite:t}`stokey1989`.",
    "```{code-cell} ipython3\n---\ntags: [hide-output]\nmystnb:\n  image:\n    width: 350\n---\nx = 17  # $5\nprint(2 ** 3, f'{x:.2f}')\n```",
    "```{code-cell} ipython3\n:tags: [remove-cell]\n:linenos: 3\nT = 100\n```\n\n```python\nn = 45\n```\n\n    indented = 7",
    "```{prf:theorem} Contraction\n:label: thm-1\n\nFor $\\beta \\in (0, 1)$ there is one $v_0$ with\n\n$$\nT v_0 = v_0 + 0\n$$\n```",
    "The value is {{ rate_2 }} of {{ unit_3 }}.\n\n{{ table_4 }}",
    "- First, $T = 100$ and $\\theta = 1.5$:\n\n  $$\n  \\theta^2 = 2.25\n  $$\n\n- Second,\n  - $k_1 \\ge 0$\n  - `alpha=0.3`",
    "1. Guess $v_0$.\n2. Set $v_1 = T v_0$.\n3. Stop when $|v_1 - v_0| < 10^{-6}$.",
    "| symbol | meaning |\n|--------|---------|\n| $\\beta_1 = 0.9$ | discount |\n| `N=2` | {math}`N_0` |",
    "```{figure} _static/phase_2.png\n---\nheight: 220px\nname: fig-phase-2\n---\nThe path of $k_t$ from $k_0 = 1$\n```",
    "```{exercise-start}\n:label: ex-1\n:class: dropdown-2\n```\n\nShow that $2^{10} > 1000$.\n\n```{exercise-end}\n```",
    "Not so for $n > 2$.[^n2]\n\n[^n2]: The case $n = 1$ is in {doc}`chapter_1` and {ref}`there <dp-1>`.",
    "::::{note}\nTake $a = 3$.\n\n:::{hint}\n$$\na^2 = 9\n$$\n:::\n::::",
    '% Left out: 17 cases\n\n+++ {"slideshow": {"slide_type": "slide", "n": 2}}\n\n<!-- and 18 more -->\n\n<img src="a1.png" width="50">',
    "## 2. The Case $n = 2$\n\nValue\n: is $v_1$, as in <https://example.org/2020/1>.",
)


def page(number: int) -> str:
    """All pieces, beginning with another one on each page."""
    return HEAD + "\n\n".join([*PIECES[number:], *PIECES[:number]]) + "\n"


@pytest.mark.parametrize("number", range(len(PIECES)))
def test_no_digit_of_mathematics_is_taken_for_one_that_was_typed(number: int) -> None:
    blocks = read_blocks(page(number), EXTENSIONS)
    assert (digits_in(blocks), slips_in(blocks), structure_faults(blocks)) == ((), (), [])


@pytest.mark.parametrize("number", range(len(PIECES)))
def test_a_digit_that_was_typed_among_them_is_found_with_its_line(number: int) -> None:
    typed = "Here $x_1$ is\nequal to 2 020 or `5`."
    text = page(number)
    place = len(HEAD) if number == 0 else text.index(PIECES[0])
    spoiled = f"{text[:place]}{typed}\n\n{text[place:]}"
    line = spoiled[: spoiled.index("equal to")].count("\n") + 1
    assert digits_in(read_blocks(spoiled, EXTENSIONS)) == ((line, "2 020"),)


@pytest.mark.parametrize(
    ("text", "line", "typed"),
    [
        ("::::{note} Title\n:class: tip\n\n:::{hint}\n---\nclass: a\n---\n\nIn 17.\n:::\n::::", 9, "17"),
        ("- one\n\n  ```{note}\n  :name: n-1\n  $x_1$ and\n  17\n  ```", 6, "17"),
        ("| a | b |\n|---|---|\n| $1$ | 2 |\n| $1$ | 17 |", 3, "2"),
        ("Word.[^a]\n\n[^a]: First\n    $x_1$\n\n    and 17.", 6, "17"),
        ("1. one\n\n   > quoted 5\n\n   $$\n   5\n   $$\n\n   and 17", 9, "17"),
        ("Value\n: of $v_1$\n\n  and 17", 4, "17"),
        ("```{figure} a1.png\n---\nname: f-1\nalt: The 17 paths\n---\nCaption $x_1$\n```", 4, "17"),
        (":::{note}\n<b>x</b>\n\n<div title='17'>\n</div>\n:::", 4, "17"),
        ("```{csv-table} Title\n:header: a, b\n\n1, x\n```", 4, "1"),
    ],
)
def test_lines_are_those_of_the_file_wherever_a_digit_stands(text: str, line: int, typed: str) -> None:
    assert (line, typed) in digits_in(read_blocks(text, EXTENSIONS))
