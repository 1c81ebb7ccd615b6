"""Commands for those who change press itself: ``assets``."""

from __future__ import annotations

import click

from press.commands.common import say


@click.command()
@click.option("--check", "only_check", is_flag=True, help="Tell whether that is to be done, and write nothing.")
def assets(only_check: bool) -> None:
    """Bundle the styles and scripts of press itself, for those who have changed them."""
    from press.builders.html.assets import check_bundle, write_bundle  # noqa: PLC0415

    if only_check:
        check_bundle()
    else:
        write_bundle()
    say("styles and scripts are bundled")
