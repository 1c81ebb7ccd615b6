"""A directive is read as MyST reads it, by its own class, and what is wrong with it is told with its line."""

from __future__ import annotations

from typing import ClassVar

from chapters import CATALOGUE
from docutils.parsers.rst import Directive

from press.checks.markup.kinds import DirectiveKind
from press.checks.markup.syntax import Misuse, Read, read_as_myst
from press.checks.myst.directive import read_directive


def read(info: str, content: str, kind: DirectiveKind | None = None) -> Read:
    """Read a directive that begins on line 7."""
    directive = read_directive(info, content, 7)
    assert directive is not None
    return read_as_myst(directive, kind or CATALOGUE.directives[directive.name])


def test_options_that_are_no_yaml_are_told_in_the_words_of_myst() -> None:
    (misuse,) = read("{note}", "---\nname: 'a\n---\nWords.").misuses
    assert misuse.words.startswith("'note': ")
    assert misuse.words.endswith("; write each option on a line of its own, as :name: value")


def test_a_block_within_a_directive_of_colons_ends_its_options() -> None:
    assert read("{note}", ":::{image} a.png\n:alt: A\n:::") == Read({}, ())


def test_any_option_may_be_right_where_it_is_not_known_which_there_are() -> None:
    assert read("{figs}", ":whatever: a", DirectiveKind("", 0, 1, True, True, None, True, True)).misuses == ()


class Stumbling(Directive):
    """A directive of an extension with a fault in its code."""

    has_content = True

    option_spec: ClassVar = {"size": {}.__getitem__}


def test_what_the_code_of_an_extension_stumbles_over_is_a_fault_and_no_traceback() -> None:
    kind = DirectiveKind(f"{__name__}:Stumbling", 0, 0, False, True, ("size",), True, False)
    told = "'odd' cannot take its options: KeyError: '1'; correct them"
    assert read("{odd}", ":size: 1\nWords.", kind) == Read({}, (Misuse(7, told),))
