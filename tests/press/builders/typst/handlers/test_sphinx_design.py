"""Parts that extensions add: cards, grids, tabs, theorems, exercises."""

from __future__ import annotations

from printing import Printer  # type: ignore[import-not-found]


def test_a_card_has_title_header_footer_and_link(printed: Printer) -> None:
    card = "::::{card} Title\n:link: https://example.org\n\n```{card-header}\nHead\n```\nBody\n```{card-footer}\nFoot\n```\n::::\n"
    book = printed({"index.md": f"# T\n\n{card}"}, extensions=["sphinx_design"])

    assert book.warnings == ""
    assert "#card[" in book.source
    assert "Head Title Body Foot" in book.words()
    assert '#link("https://example.org")' in book.source


def test_the_items_of_a_grid_follow_one_another(printed: Printer) -> None:
    grid = ":::::{grid} 1 2 2 2\n::::{grid-item-card} One\nFirst\n::::\n::::{grid-item}\nSecond\n::::\n:::::\n"

    assert "One First Second" in printed({"index.md": f"# T\n\n{grid}"}, extensions=["sphinx_design"]).words()


def test_tabs_follow_one_another_under_their_labels(printed: Printer) -> None:
    tabs = "::::{tab-set}\n:::{tab-item} Shell\nIn shell.\n:::\n:::{tab-item} Python\nIn Python.\n:::\n::::\n"
    book = printed({"index.md": f"# T\n\n{tabs}"}, extensions=["sphinx_design"])

    assert "Shell In shell. Python In Python." in book.words()
    assert "#tab(title: [Shell])" in book.source


def test_theorems_and_proofs_carry_kind_number_and_title(printed: Printer) -> None:
    text = ":::{prf:theorem} Of letters\n:label: th\n\nTrue.\n:::\n\n:::{prf:proof}\nBy {prf:ref}`th`.\n:::\n"
    book = printed({"index.md": f"# T\n\n{text}"}, extensions=["sphinx_proof"])

    assert "Theorem 1 (Of letters) True." in book.words()
    assert "Proof. By Theorem 1." in book.words()


def test_exercises_and_solutions_name_each_other(printed: Printer) -> None:
    text = "```{exercise} A question\n:label: q\n\nHow many?\n```\n\n```{solution} q\n\nMany.\n```\n"
    words = printed({"index.md": f"# T\n\n{text}"}, extensions=["sphinx_exercise"]).words()

    assert "Exercise 1 (A question) How many?" in words
    assert "Solution to Exercise 1 (A question) Many." in words


def test_the_kinds_of_theorems_are_words_of_the_books_language(printed: Printer) -> None:
    text = ":::{prf:definition} Хат\n:label: d\n\nАнық.\n:::\n"
    book = printed({"index.md": f"# T\n\n{text}"}, extensions=["sphinx_proof"], language="kk")

    assert "Анықтама 1 (Хат)" in book.words()


def test_boxes_of_other_kinds_become_titled_text(printed: Printer) -> None:
    text = (
        "# T\n\n:::{dropdown} Open me\nInside\n:::\n\n:::{card} Card\nText of card\n:::\n\n"
        "::::{tab-set}\n:::{tab-item} One\nFirst\n:::\n::::\n\n:::{sidebar} Side\nBeside\n:::\n\n{bdg-primary}`badge`"
    )
    book = printed({"index.md": text}, extensions=["sphinx_design"])

    assert "Open me Inside Card Text of card One First Side Beside badge" in book.words()
    assert book.warnings == ""


def test_what_only_a_screen_has_a_use_for_is_left_out(printed: Printer) -> None:
    text = "# T\n\nA {fas}`pencil`b.\n\n```{todolist}\n```"
    book = printed({"index.md": text}, extensions=["sphinx_design", "sphinx.ext.todo"])

    assert book.body == "A b."
    assert book.warnings == ""
