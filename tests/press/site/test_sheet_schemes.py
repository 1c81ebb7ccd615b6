"""Colours for pages without scripts: rules that wait for the attribute of a script hold by what the system prefers."""

from __future__ import annotations

import pytest

from press.site.css.rules import rules_of
from press.site.css.sheet import scheme_rules


def test_each_rule_for_light_or_dark_holds_where_the_system_prefers_it_and_no_script_has_chosen() -> None:
    sheet = 'html[data-theme=light]{--ink:#111}html[data-theme="dark"] .note{color:#eee}p{margin:0}'
    assert scheme_rules(rules_of(sheet)) == (
        "@media (prefers-color-scheme:light){html:not([data-mode]){--ink:#111}}"
        "@media (prefers-color-scheme:dark){html:not([data-mode]) .note{color:#eee}}"
    )


def test_of_several_selectors_those_without_a_scheme_are_left_to_the_sheet_itself() -> None:
    sheet = "html[data-theme=dark] a,b,html[data-theme=light] a{color:red}"
    assert scheme_rules(rules_of(sheet)) == (
        "@media (prefers-color-scheme:dark){html:not([data-mode]) a{color:red}}"
        "@media (prefers-color-scheme:light){html:not([data-mode]) a{color:red}}"
    )


def test_a_condition_around_a_rule_stays_around_it() -> None:
    sheet = "@media print{p{margin:0}html[data-theme=dark] p{margin:1px}}"
    assert scheme_rules(rules_of(sheet)) == (
        "@media print{@media (prefers-color-scheme:dark){html:not([data-mode]) p{margin:1px}}}"
    )


@pytest.mark.parametrize("sheet", ["p{color:red}", "html[data-theme]{--font:serif}", '@import "other.css";'])
def test_a_sheet_without_schemes_needs_no_second_one(sheet: str) -> None:
    assert scheme_rules(rules_of(sheet)) == ""
