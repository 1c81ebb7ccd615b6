"""The command ``press``: build, check, serve, and the few things an editor does to data and notebooks."""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import click

from press.core.errors import PressError, told_fault


class PlainErrors(click.Group):
    """A group whose commands tell bad input in plain words and exit with 1, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except PressError as error:
            click.secho("\nStopped. The last finished site is as it was.", fg="red", bold=True, err=True)
            click.echo(str(error), err=True)
            sys.exit(1)
        except Exception as error:
            if isinstance(error, click.ClickException | click.Abort | click.exceptions.Exit):
                raise
            click.secho("\nStopped by a fault of press itself, or of the machine.", fg="red", bold=True, err=True)
            click.echo(told_fault(error), err=True)
            sys.exit(1)


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


def _root(ctx: click.Context) -> Path:
    from press.core.project import find_root  # noqa: PLC0415

    return find_root(ctx.obj or Path.cwd())


def _locked(root: Path) -> AbstractContextManager[None]:
    from press.build.lock import locked  # noqa: PLC0415

    return locked(root, _say)


# Commands import what they need when they run, so that `press --help` answers at once.


@main.command()
@click.option("--why", is_flag=True, help="Tell why each notebook, and each edition in each format, is made again.")
@click.pass_context
def build(ctx: click.Context, why: bool) -> None:
    """Run what changed and build the site, with the book in all its formats."""
    from press.build.book import build_book  # noqa: PLC0415
    from press.core.jobs import timed  # noqa: PLC0415

    with timed("all done", _say):
        site = build_book(_root(ctx), _say, _say if why else None)
    click.secho("\nMade:", bold=True)
    click.echo(f"  site  {_short(site.folder / 'index.html')}")
    for file in site.files:
        path = site.folder / file.path
        click.echo(f"  {file.format.kind:4}  {_short(path)}  ({path.stat().st_size / 1000:.0f} kB)")
    click.echo("\nOpen the first in a browser, or run `make serve` and look at http://127.0.0.1:8000")


@main.command()
@click.argument("names", nargs=-1, metavar="[KIND|CHECK]...")
@click.option("--list", "listed", is_flag=True, help="List all checks with their kinds and rules instead.")
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], listed: bool) -> None:
    """Check without building: data, chapters, parity of the editions, words, numbers; by default all of these.

    \b
    data      tables, bibliography, notebooks and catalogues can be read and are as described
    chapters  every edition has every chapter, and none has a slip of Markdown
    parity    block by block the editions use the same numbers, citations, labels and embeds
    words     no word mixes alphabets
    numbers   every digit in prose comes from a role, and every role names what is there

    A check can be run alone by its name, such as typed-digits.
    """
    from press.checks.registry import runs_notebooks  # noqa: PLC0415
    from press.checks.rules import rules_table  # noqa: PLC0415
    from press.checks.run import check_book  # noqa: PLC0415
    from press.core.extensions import load_extensions  # noqa: PLC0415

    root = _root(ctx)
    if listed:
        load_extensions(root)
        click.echo(rules_table())
        return
    with _locked(root) if runs_notebooks(names) else nullcontext():
        checked = check_book(root, names, lambda name, seconds: _say(f"ran {name}  {seconds:.1f} s"))
    for line in checked.lines:
        _say(line)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def accept(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Accept changed data FILES: check them and write their new checksums into datapackage.json."""
    from press.data.accept import accept as accept_files  # noqa: PLC0415
    from press.edition.load import load_sources  # noqa: PLC0415

    root = _root(ctx)
    with _locked(root):
        accepted = accept_files([file.resolve() for file in files], load_sources(root))
    for path in accepted.changed:
        _say(f"accepted {_short(path)}")
    for path in accepted.without_checksum:
        _say(f"{_short(path)} is valid; no checksum of it is kept, so that there is nothing to accept")
    if not accepted.changed and not accepted.without_checksum:
        _say("nothing to accept: the checksums already agree")


@main.command()
@click.pass_context
def notebooks(ctx: click.Context) -> None:
    """Run the notebooks that changed and store their outputs in them, as `make test` expects them."""
    from press.edition.load import load_sources  # noqa: PLC0415
    from press.notebooks.run import executed_notebooks, save_outputs  # noqa: PLC0415

    root = _root(ctx)
    with _locked(root):
        sources = load_sources(root)
        executed = executed_notebooks(sources, lambda name, seconds: _say(f"ran {name}  {seconds:.1f} s"))
        changed = save_outputs(executed)
    _say(f"stored: {', '.join(path.name for path in changed) or 'nothing new'}")


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Build, show the site on http://127.0.0.1:PORT, and build again whenever a source changes."""
    from press.build.serve import serve_book  # noqa: PLC0415

    serve_book(_root(ctx), port, _say)


@main.command()
@click.option("--check", "only_check", is_flag=True, help="Tell whether that is to be done, and write nothing.")
def assets(only_check: bool) -> None:
    """Bundle the styles and scripts of press itself, for those who have changed them."""
    from press.builders.html.assets import check_bundle, write_bundle  # noqa: PLC0415

    if only_check:
        check_bundle()
    else:
        write_bundle()
    _say("styles and scripts are bundled")


@main.command()
@click.pass_context
def clean(ctx: click.Context) -> None:
    """Remove everything that was made."""
    from press.build.lock import clear  # noqa: PLC0415

    clear(_root(ctx), _say)


def _say(line: str) -> None:
    click.echo(f"  {line}")


def _short(path: Path) -> Path:
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


if __name__ == "__main__":
    main()
