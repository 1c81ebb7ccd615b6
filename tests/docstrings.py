"""Find docstrings of press that do not begin as the field's do: `make house` prints them, and `make test` stops at the first.

Ruff (D, google) sees whether a docstring is there and well formed, and knows some nouns (D401). Here the first word of each function has to
be a verb in the imperative that says what code does; properties too. What a program neither tells nor says nor asks is not in the list: a function returns
whether something is so. Classes and modules may begin with the name of the thing, but with no question.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

_VERBS = """
    accept acquire add adjust align allow answer append apply assemble assign attach balance begin bind break bring build bundle cache call capture change
    check choose clean clear close collect combine compare compile compress compute connect continue convert copy correct count create cut
    decline decode decorate define delete depart describe detect digest disable divide draw drop emit encode end enter escape estimate exclude execute
    exit expand extend extract fill filter find finish fold follow forget fork format freeze gather generate get group guess handle hide
    highlight hyphenate ignore import include index initialise insert install interpret invalidate iterate join kill label lay leave limit link
    list listen load localise locate lock log look make map mark match measure merge mount move name narrow normalise note number omit open order
    override pack parse pass place point prepare print prove publish push put raise read rebuild receive record reduce refresh refuse register
    release reload remember remove rename render replace report request require reserve reset resolve restore retain retry return reuse rewrite
    round run save scale schedule search select send serve set shift shorten show shrink skip sort spell split stamp start stop store strip submit
    subtract suspend swap switch take test trace track transform translate truncate try turn typeset undo unfold unpack unwrap update use
    validate visit wait walk warn watch widen wrap write yield
"""
VERBS = frozenset(_VERBS.split())
QUESTIONS = re.compile(r"(?:What|Where|Whether|Who|Whose|How|That|Which|Why|When)\b")
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def faults(folder: Path) -> Iterator[str]:
    """Yield ``file:line`` and the first words of each docstring in ``folder`` that begins in another way."""
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, Documented) and (text := ast.get_docstring(node)) and not begins_well(node, text):
                yield f"{path}:{getattr(node, 'lineno', 1)}: {text.splitlines()[0][:90]}"


def begins_well(node: Documented, docstring: str) -> bool:
    """Return whether the first word of a ``docstring`` fits what it documents."""
    if isinstance(node, ast.Module | ast.ClassDef):
        return not QUESTIONS.match(docstring)
    return docstring.split(maxsplit=1)[0].rstrip(",:;.").lower() in VERBS and docstring[0].isupper()


if __name__ == "__main__":
    print(*faults(Path(__file__).parents[1] / "scripts" / "press"), sep="\n")
