"""Roles and directives say what they are for."""

from __future__ import annotations

from apart import run_apart
from small_books import BOOKS, ROOT

from press.checks.markup.registered import application
from press.docs.markup import option_help, press_directives, press_roles
from press.docs.settings import press_settings
from press.docs.snippets import load_snippets
from press.edition.load import load_sources


def test_everything_that_press_registers_says_what_it_is_for_and_has_a_snippet() -> None:
    assert run_apart(undocumented) == []


def undocumented() -> list[str]:
    """What lacks words, a snippet or something to say on an option."""
    snippets = load_snippets(BOOKS / "reference")
    with application(load_sources(ROOT)) as app:
        made = {**press_roles(), **press_directives()}
        options = {name: getattr(found, "option_spec", None) or {} for name, found in made.items()}
        return [
            *(name for name in made if name not in snippets),
            *(name for name, found in made.items() if not (found.__doc__ or "").split(".")[0]),
            *(
                f"{name}: {option}"
                for name in made
                for option in options[name]
                if option not in option_help(made[name])
            ),
            *(name for name, setting in press_settings(app.config).items() if not setting.description),
        ]
