"""Commands that make the book, ``build``, ``serve`` and ``clean``, or the bundle of press itself: ``assets``."""

from __future__ import annotations

import click

from press.commands.common import book_root, say, short


@click.command()
@click.option("--why", is_flag=True, help="Tell why each notebook and each edition is made again.")
@click.option(
    "--only",
    type=click.Choice(["pages"]),
    help="Make no PDFs and EPUBs; those of the last whole build stay as they are.",
)
@click.pass_context
def build(ctx: click.Context, why: bool, only: str | None) -> None:
    """Run what changed and build the site, with the book in all its formats."""
    from press.core.jobs import timed  # noqa: PLC0415
    from press.make.book import build_book  # noqa: PLC0415

    with timed("all done", say):
        site = build_book(book_root(ctx), say, say if why else None, only_pages=only == "pages")
    click.secho("\nMade:", bold=True)
    click.echo(f"  site  {short(site.folder / 'index.html')}")
    for file in site.files:
        path = site.folder / file.path
        if not path.is_file():
            click.echo(f"  {file.format.kind:4}  {short(path)} is not made: its link on pages leads nowhere")
            continue
        click.echo(f"  {file.format.kind:4}  {short(path)}  ({path.stat().st_size / 1000:.0f} kB)")
    click.echo("\nOpen the first in a browser, or run `make serve` and look at http://127.0.0.1:8000")


@click.command()
@click.option("--port", default=8000, show_default=True)
@click.pass_context
def serve(ctx: click.Context, port: int) -> None:
    """Build, show the site on http://127.0.0.1:PORT, and make its pages again whenever a source changes."""
    from press.make.serve import serve_book  # noqa: PLC0415

    serve_book(book_root(ctx), port, say)


@click.command()
@click.pass_context
def clean(ctx: click.Context) -> None:
    """Remove everything that was made."""
    from press.make.lock import clear  # noqa: PLC0415

    clear(book_root(ctx), say)


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
