"""Verdicts of press and of a book's own: each is drawn by its record and counted in its group, and none without one passes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.built_pages import parsed, with_class, words
from support.small_books import append, faults_of, make_editions, replace

from press.audit.kinds import KINDS, by_group
from press.audit.words import AUDIT_DOMAIN, AUDIT_LOCALE_DIR
from press.core.extensions import unload_extensions
from press.data.accept import accept
from press.language.catalogues import catalogue_path, catalogue_words

EXTENSION = '''"""A verdict on what its author has taken back."""

from press.api import extend
from press.audit.kinds import DOUBLE, OPEN, Group, Kind

KINDS = {"withdrawn": Kind("withdrawn", Group("withdrawn", OPEN), DOUBLE)}


def setup_press():
    extend("verdict", "withdrawn:KINDS")


def setup(app):
    return {"parallel_read_safe": True, "parallel_write_safe": True}
'''
WORDS = """verdict.withdrawn,taken back by the author,авторы қайтарып алған
verdicts.withdrawn,Taken back,Қайтарып алынғаны
"""
NEW = '"not-checked",\n                "withdrawn"'


def allow_withdrawn(root: Path) -> int:
    """Add a verdict to those that the table may have, and return its line."""
    descriptor = root / "data" / "datapackage.json"
    replace(descriptor, '"not-checked"', NEW)
    lines = descriptor.read_text(encoding="utf-8").splitlines()
    return 1 + next(place for place, line in enumerate(lines) if '"withdrawn"' in line)


def give_withdrawn(root: Path) -> None:
    """Give the last figure the new verdict."""
    table = root / "data" / "verdicts.csv"
    replace(table, "visitors,not-checked", "visitors,withdrawn")
    accept([table], root)


@pytest.fixture
def withdrawn(bridge: Path) -> Iterator[Path]:
    """A copy of the book, an extension of which adds a verdict that its last figure has."""
    (bridge / "extensions").mkdir()
    (bridge / "extensions" / "withdrawn.py").write_text(EXTENSION, encoding="utf-8")
    listed = "  extra_extensions: [press.extension, press.audit]\n"
    replace(bridge / "_config.yml", listed, f"{listed}  local_extensions: {{withdrawn: extensions}}\n")
    append(bridge / "data" / "vocabulary" / "words.csv", WORDS)
    allow_withdrawn(bridge)
    give_withdrawn(bridge)
    yield bridge
    unload_extensions()


def test_a_verdict_that_a_table_may_have_and_nothing_can_draw_is_told_with_its_line(bridge: Path) -> None:
    line = allow_withdrawn(bridge)
    fault, remedy = faults_of(bridge, "verdicts")
    place = f"{bridge / 'data' / 'datapackage.json'}:{line}"
    assert fault.startswith(f"{place}: the verdict 'withdrawn', which the table 'verdicts' may have, is none")
    assert "write confirmed, " in remedy and 'extend("verdict"' in remedy


def test_where_any_verdict_may_be_given_one_that_nothing_can_draw_is_told_with_its_row(bridge: Path) -> None:
    descriptor = bridge / "data" / "datapackage.json"
    package = json.loads(descriptor.read_text(encoding="utf-8"))
    (table,) = (one for one in package["resources"] if one["name"] == "verdicts")
    del table["schema"]["fields"][1]["constraints"]["enum"]
    descriptor.write_text(json.dumps(package), encoding="utf-8")
    give_withdrawn(bridge)
    fault, _ = faults_of(bridge, "verdicts")
    place = f"{bridge / 'data' / 'verdicts.csv'}:6"
    assert fault.startswith(f"{place}: the verdict 'withdrawn' on 'visitors' is none that press can draw")


def test_a_verdict_of_an_extension_has_its_line_its_group_and_a_part_in_the_sums(withdrawn: Path) -> None:
    assert [edition.faults for edition in make_editions(withdrawn, ["en", "kk"]).values()] == [[], []]
    made = withdrawn / "_build" / "press"
    (wall,) = with_class(parsed(made / "en" / "html" / "index.html"), "press-wall")
    (drawn,) = with_class(wall, "press-verdict-withdrawn")[:1]
    assert words(drawn).startswith("300,000")
    assert (drawn.get("class") or "").split()[1:] == ["press-pen-double", "press-pen-open"]
    (key,) = with_class(wall, "press-verdict-key")
    assert words(key).endswith("00 Taken back: 1") and "Could not be checked" not in words(key)
    for language, named in (("en", "Taken back: 1"), ("kk", "Қайтарып алынғаны: 1")):
        _, _, in_short = json.loads((made / language / "opening.json").read_text(encoding="utf-8"))
        assert in_short.endswith(named)
        assert sum(map(int, re.findall(r": (\d+)", in_short))) == 5


def test_the_groups_of_press_come_in_order_with_all_their_verdicts_and_words_in_each_language() -> None:
    grouped = by_group(list(KINDS))
    assert [(group.name, len(kinds)) for group, kinds in grouped.items()] == [
        ("confirmed", 1),
        ("wrong-or-in-conflict", 4),
        ("adds-up", 1),
        ("not-checked", 1),
        ("date-of", 1),
    ]
    for language in ("kk", "ru"):
        known = catalogue_words(catalogue_path(language, AUDIT_DOMAIN, AUDIT_LOCALE_DIR))
        assert [group.words for group in grouped if group.words not in known] == []
