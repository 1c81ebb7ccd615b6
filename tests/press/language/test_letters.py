"""Letters of several scripts, and one order for several alphabets."""

from __future__ import annotations

import re

from press.language.letters import CAPITALS, SMALL, merged


def test_capital_and_small_letters_of_each_script_are_told_apart() -> None:
    for capital, small in ("Zz", "Éé", "Ωω", "Әә", "Һһ", "Іі", "Ёё", "Ժժ"):
        assert re.fullmatch(f"[{CAPITALS}]", capital) and not re.fullmatch(f"[{CAPITALS}]", small)
        assert re.fullmatch(f"[{SMALL}]", small) and not re.fullmatch(f"[{SMALL}]", capital)
    assert not set("1-_«") & {*CAPITALS, *SMALL}


def test_a_letter_that_only_a_later_alphabet_has_follows_the_letter_before_it_there() -> None:
    assert merged(["abc", "аб", "аәб"]) == "abcаәб"
