"""Files of rules of style that cannot be read are told with the line, and once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from press.cli import main
from press.core.errors import PressError
from press.make.checking import check_book

RULE = "very:\n  extends: existence\n  message: never\n  tokens:\n    - very\n"


UNREAD = {
    "no YAML": ("very: [", 1, "malformed YAML"),
    "no rules": ("- very\n", 1, "the file is no mapping"),
    "a name alone": ("very:\n", 1, "'very': 'None' is no rule"),
    "a name that YAML takes for no text": (f"# Rules\nyes:{RULE[5:]}  link: ''\n", 1, "'link': '' is no text"),
    "a rule twice": (RULE + RULE, 6, "the key 'very' stands here twice"),
    "an unknown kind": (RULE.replace("existence", "existance"), 2, "'extends': 'existance' is no kind of rule"),
    "several kinds": (RULE.replace("existence", "[existence]"), 2, "is no kind of rule"),
    "no kind": (RULE.replace("  extends: existence\n", ""), 1, "there is no 'extends' below 'very'"),
    "an unknown key": (RULE.replace("tokens", "token"), 4, "there is no setting 'token' below 'very'; write tokens"),
    "no words": (RULE.partition("  tokens")[0], 1, "there is no 'tokens' below 'very'"),
    "no message": (RULE.replace("  message: never\n", ""), 1, "there is no 'message' below 'very'"),
    "a bad expression": (
        RULE.replace("- very", "- fine\n    - (very"),
        6,
        "'(very' is no regular expression: missing )",
    ),
    "a bad expression for a swap": (
        "x:\n  extends: substitution\n  message: never\n  swap:\n    a: b\n    c[: d\n",
        6,
        "'c[' is no regular expression",
    ),
    "expressions that do not go together": (RULE.replace("- very", "- (?P<a>b)\n    - (?P<a>c)"), 4, "redefinition"),
    "a bad sign": ("x:\n  extends: occurrence\n  message: never\n  token: '*'\n  max: 1\n", 4, "'*' is no regular"),
    "a word instead of a list": (RULE.replace("\n    - very", " very"), 4, "'tokens': 'very' is no list"),
    "a number for a word": (RULE.replace("- very", "- 7"), 5, "'tokens.0': '7' is no text"),
    "a word instead of a number": (
        "x:\n  extends: occurrence\n  message: never\n  token: a\n  max: one\n",
        5,
        "'max': 'one' is no whole number",
    ),
    "an unknown scope": (RULE + "  scope: footnote\n", 6, "'scope': 'footnote' is no scope"),
    "too many places for words": (RULE.replace(": never", ": '%s and %s'"), 3, "the message has 2 places for words"),
}


@pytest.mark.parametrize(("rules", "line", "words"), UNREAD.values(), ids=UNREAD)
def test_a_file_of_rules_that_cannot_be_read_is_told_with_its_line(
    orchard: Path, rules: str, line: int, words: str
) -> None:
    (orchard / "book" / "style" / "en.yml").write_text(rules, encoding="utf-8")
    with pytest.raises(PressError) as told:
        check_book(orchard, ["sources"])
    message = str(told.value)
    assert message.count(f"style/en.yml:{line}: ") == message.count("en.yml") == 1
    assert words in message


@pytest.mark.parametrize("names", [(), ("sources",)])
def test_it_is_told_once_and_by_every_check_that_needs_it(orchard: Path, names: tuple[str, ...]) -> None:
    (orchard / "book" / "style" / "en.yml").write_text("very:\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["--root", str(orchard), "check", *names])
    assert run.exit_code == 1
    assert run.output.count("style/en.yml:1: 'very': 'None' is no rule") == run.output.count("en.yml") == 1
    assert "Traceback" not in run.output


def test_a_file_of_rules_for_no_edition_is_told(orchard: Path) -> None:
    (orchard / "book" / "style" / "de.yml").write_text(RULE, encoding="utf-8")
    with pytest.raises(PressError) as told:
        check_book(orchard, ["sources"])
    fault, remedy = str(told.value).splitlines()
    assert fault.endswith("style/de.yml: this is no file of rules that press reads")
    assert remedy == "  What to do: name it one of en.yml, kk.yml, ru.yml"
