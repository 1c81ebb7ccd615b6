"""A directive is read as MyST reads it, by its own class, and what is wrong with it is told with its line."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

import pytest
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


def test_options_are_converted_by_the_class_of_the_directive() -> None:
    found = read("{image} dot.png", ":alt: A dot\n:class: One two\n:scale: 50 %")
    assert found == Read({"alt": "A dot", "class": ["one", "two"], "scale": 50}, ())


@pytest.mark.parametrize(
    ("info", "content", "line", "words"),
    [
        ("{note}", ":nmae: a\n:class: b\nWords.", 8, "'note' has no option 'nmae'; use one such as name"),
        ("{note}", ":colour: a\nWords.", 8, "'note' has no option 'colour'; it has class, name"),
        ("{image} a.png", ":alt: A\n:width: wide", 9, "the option 'width' of 'image' cannot be 'wide' ("),
        ("{image}", ":alt: A", 7, "'image' needs an argument behind its name: write {image} argument"),
        ("{highlight} a b", "", 7, "'highlight' takes 1 word behind its name at most, not 2; remove the others"),
        ("{image} a.png", ":alt: A\n\n\nWords.", 11, "'image' holds no text; end it before this text"),
        ("{note} First", ":class: b\nSecond.", 7, "text of 'note' stands on its first line and below its options"),
    ],
)
def test_what_the_class_does_not_take_is_told_at_its_line(info: str, content: str, line: int, words: str) -> None:
    kind = CATALOGUE.directives[info[1:].partition("}")[0]]
    (misuse,) = read(info, content, replace(kind, last_has_spaces=False)).misuses
    assert (misuse.line, misuse.words.startswith(words), misuse.stops) == (line, True, True)


def test_options_that_are_no_yaml_are_told_in_the_words_of_myst() -> None:
    (misuse,) = read("{note}", "---\nname: 'a\n---\nWords.").misuses
    assert misuse.words.startswith("'note': ")
    assert misuse.words.endswith("; write each option on a line of its own, as :name: value")


def test_a_block_within_a_directive_of_colons_ends_its_options() -> None:
    assert read("{note}", ":::{image} a.png\n:alt: A\n:::") == Read({}, ())


def test_any_option_may_be_right_where_it_is_not_known_which_there_are() -> None:
    assert read("{figs}", ":whatever: a", DirectiveKind("", 0, 1, True, True, None, True, True)).misuses == ()


def test_myst_gives_include_options_of_its_own() -> None:
    assert read("{include} a.md", ":heading-offset: 1").options == {"heading-offset": 1}


class Stumbling(Directive):
    """A directive of an extension with a fault in its code."""

    has_content = True

    option_spec: ClassVar = {"size": {}.__getitem__}


def test_what_the_code_of_an_extension_stumbles_over_is_a_fault_and_no_traceback() -> None:
    kind = DirectiveKind(f"{__name__}:Stumbling", 0, 0, False, True, ("size",), True, False)
    told = "'odd' cannot take its options: KeyError: '1'; correct them"
    assert read("{odd}", ":size: 1\nWords.", kind) == Read({}, (Misuse(7, told),))
