"""The imprint of the PDF: the signs that the book uses, and what else there is of it."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document
from sphinx.addnodes import start_of_file

from press.builders.title_pages import _facts
from press.core.settings import Edition, Settings
from press.directives.components import remark, remark_inline

ENGLISH, KAZAKH = Edition("en", "English", "Rain"), Edition("kk", "Қазақша", "Жаңбыр")
NUMBER = nodes.reference("", "19", refuri="%list#rain", classes=["press-number"])
LIST = start_of_file("", docname="list")
LEADS, REMARKS = "Numbers underlined with dots lead to their source.", "Remarks by the editors have a line beside them"


def context_of(*editions: Edition) -> Any:
    settings = Settings(Path(), editions, "rain")
    return SimpleNamespace(settings=settings, language="en", translate=str)


def texts(fields: list[nodes.field]) -> dict[str, str]:
    return {field[0].astext(): field[1].astext() for field in fields}


@pytest.mark.parametrize(
    ("children", "signs"),
    [
        ([], []),
        ([nodes.reference("", "a link"), nodes.inline("", "19", classes=["press-number"])], []),
        ([NUMBER], []),
        ([NUMBER, LIST], [LEADS]),
        ([remark("", nodes.paragraph("", "We asked."))], [REMARKS]),
        ([nodes.paragraph("", "", remark_inline("", "We asked."))], [REMARKS]),
        ([NUMBER, LIST, remark()], [LEADS, REMARKS]),
    ],
)
def test_the_imprint_explains_the_signs_that_the_book_has_and_no_others(
    children: list[nodes.Node], signs: list[str]
) -> None:
    book = new_document("book")
    book += [child.deepcopy() for child in children]
    app: Any = SimpleNamespace(press=context_of(ENGLISH), builder=SimpleNamespace(name="typst"))
    words = texts(_facts(app, book)).get("Signs", "")
    assert [sign for sign in (LEADS, REMARKS) if sign in words] == signs
    assert bool(words) == bool(signs)
