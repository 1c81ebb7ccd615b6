"""Commands for those who publish a book, and those who doubt what was published: ``release`` and ``verify``."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from press.commands.common import book_root, locked_book, say, short


@click.command()
@click.pass_context
def release(ctx: click.Context) -> None:
    """Make all files of a release from the last commit, in dist: anyone who makes them again has the same bytes."""
    from press.core.jobs import timed  # noqa: PLC0415
    from press.release.make import make_release  # noqa: PLC0415

    root = book_root(ctx)
    with locked_book(root), timed("all done", say):
        dist = make_release(root, say)
    click.secho("\nMade:", bold=True)
    for path in sorted(dist.iterdir()):
        click.echo(f"  {short(path)}  ({path.stat().st_size / 1000:.0f} kB)")


@click.command()
@click.argument("dist", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--files", "only_files", is_flag=True, help="Compare the files with the manifest alone, and make nothing."
)
@click.pass_context
def verify(ctx: click.Context, dist: Path, only_files: bool) -> None:
    """Prove a release: DIST is its folder or its manifest.json.

    Its files are compared with the manifest; then the commit that the manifest names is made again, in a clean copy, and all bytes are compared.
    Ends with 1 where anything differs, and says what and why.
    """
    from press.release.verify import verify as verify_release  # noqa: PLC0415

    root = book_root(ctx)
    with locked_book(root):
        comparison = verify_release(root, dist, say, rebuild=not only_files)
    for heading, lines in (
        ("Not as the manifest says:", comparison.files),
        ("Other than what the commit gives:", comparison.bytes),
    ):
        if lines:
            click.secho(f"\n{heading}", fg="red", bold=True)
            click.echo("\n".join(f"  {line}" for line in lines))
    if not comparison.is_proved:
        sys.exit(1)
    what = "every file is as the manifest says" if only_files else f"commit {comparison.commit} gives these bytes"
    click.secho(f"\nProved: {what}.", fg="green", bold=True)
