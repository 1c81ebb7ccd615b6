"""The command for those who publish a book: ``release``."""

from __future__ import annotations

import click

from press.commands.common import book_root, locked_book, say, short


@click.command()
@click.pass_context
def release(ctx: click.Context) -> None:
    """Make the files of a release from the last commit, in dist, with their SHA-256."""
    from press.core.settings import CONFIG, load_settings  # noqa: PLC0415
    from press.release import make_release  # noqa: PLC0415

    root = book_root(ctx)
    with locked_book(root):
        dist = make_release(root)
    settings = load_settings(root)
    if not settings.contact and not settings.repository:
        say(f"warning: {CONFIG}: readers can report no error; set press_contact or press_repository, if one is known")
    click.secho("\nMade:", bold=True)
    for path in sorted(dist.iterdir()):
        click.echo(f"  {short(path)}  ({path.stat().st_size / 1000:.0f} kB)")
