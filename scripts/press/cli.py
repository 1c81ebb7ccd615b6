"""Define the command ``press`` from the commands in ``commands``."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from press.commands import editing, making, releasing
from press.core.errors import PressError, machine_fault, told_fault
from press.core.project import build_folder, find_root

# The exit code of a program that was ended by SIGINT, as shells report it.
_INTERRUPTED = 130


class PlainErrors(click.Group):
    """A command group that reports bad input in plain words and exits with 1, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt as stopped:
            # Running jobs have been ended by now, with their child processes.
            what = f" while this was at work: {stopped}" if str(stopped) else ""
            click.secho(f"\nStopped from the keyboard{what}.", fg="red", bold=True, err=True)
            click.echo("The last finished site is as it was.", err=True)
            sys.exit(_INTERRUPTED)
        except Exception as error:
            # Where nobody reads on, as in ``press build | head``, click ends quietly.
            if isinstance(error, click.ClickException | click.Abort | click.exceptions.Exit | BrokenPipeError):
                raise
            told = error if isinstance(error, PressError) else machine_fault(error)
            how = ". The last finished site is as it was." if told else " by a fault of press itself."
            click.secho(f"\nStopped{how}", fg="red", bold=True, err=True)
            click.echo(str(told or told_fault(error, _folder(ctx))), err=True)
            sys.exit(1)


def _folder(ctx: click.Context) -> Path | None:
    """Return the build folder of the book that the command is for; None where there is no book."""
    with suppress(PressError):
        return build_folder(find_root(ctx.obj))
    return None


@click.group(cls=PlainErrors, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=None,
    help="Folder of the book; by default the nearest one with a _config.yml.",
)
@click.pass_context
def main(ctx: click.Context, root: Path | None) -> None:
    """Print one computation as a book in several languages."""
    ctx.obj = root


for command in (
    making.build,
    editing.check,
    editing.accept,
    editing.notebooks,
    making.serve,
    releasing.release,
    making.assets,
    making.clean,
):
    main.add_command(command)


if __name__ == "__main__":
    main()
