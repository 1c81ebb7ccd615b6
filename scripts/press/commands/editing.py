"""Commands for those who edit chapters, data and notebooks: ``check``, ``accept`` and ``notebooks``."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import click

from press.commands.common import book_root, locked_book, say

LINKS = "links"


@click.command()
@click.argument("names", nargs=-1, metavar="[KIND|CHECK]...")
@click.option("--list", "listed", is_flag=True, help="List all checks with their kinds and rules instead.")
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], listed: bool) -> None:
    """Check without building: data, chapters, words, numbers; by default all of these.

    \b
    data      tables, bibliography, notebooks and catalogues can be read and are as described
    chapters  every edition has every chapter; Sphinx reads each without a warning, and block by block the editions use the same numbers,
              citations, labels and embeds; no digit is typed, no word mixes alphabets or breaks a rule of style
    words     labels and catalogues have no word that mixes alphabets or is of another language, and no message is untranslated
    numbers   every number has words for its unit, and says what it is

    A check can be run alone by its name, such as typed-digits.

    `press check links` is run by this name alone: it asks every address in the table of addresses whether it is still there, slowly, and
    keeps what they answer in the table. It ends with 1 where a page is gone or has moved since.
    """  # noqa: D301  click takes the backspace itself for "leave the lines as they are"
    if LINKS in names:
        _check_links(ctx, names)
        return
    from press.checks.registry import CHECKS, collected, runs_notebooks  # noqa: PLC0415
    from press.core.extensions import load_extensions  # noqa: PLC0415
    from press.make.checking import check_book  # noqa: PLC0415
    from press.notebooks.execute import Reporter  # noqa: PLC0415

    root = book_root(ctx)
    if listed:
        load_extensions(root)
        for each in CHECKS.values():
            click.echo(f"| `{each.kind}` | `{each.name}` | {each.rule} |")
        for name, rule in collected().items():
            click.echo(f"| `chapters` | `{name}` | {rule} |")
        click.echo("| `chapters` | `sphinx` | whatever Sphinx, MyST and the extensions of the book warn of |")
        return
    with locked_book(root) if runs_notebooks(names) else nullcontext():
        check_book(root, names, Reporter(say))
    say("nothing is wrong")


def _check_links(ctx: click.Context, names: tuple[str, ...]) -> None:
    import datetime as dt  # noqa: PLC0415

    from press.checks.links import Answer, try_addresses  # noqa: PLC0415

    if len(names) > 1:
        raise click.UsageError(f"'{LINKS}' is run alone: press check {LINKS}")
    root = book_root(ctx)

    def print_answer(address: str, answer: Answer) -> None:
        say(f"{answer.answer:8} {address}")

    tried = try_addresses(root, dt.date.today(), print_answer, lambda: locked_book(root))
    for line in tried.lines:
        say(line)
    ctx.exit(1 if tried.has_news else 0)


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def accept(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Accept new or changed data FILES: draft the descriptions of new ones, check them, and record their checksums in datapackage.json."""
    from press.commands.accepting import accept_files  # noqa: PLC0415

    root = book_root(ctx)
    with locked_book(root):
        accept_files(root, [file.resolve() for file in files])


@click.command()
@click.pass_context
def notebooks(ctx: click.Context) -> None:
    """Run the notebooks that changed and store their outputs in them, as `make test` expects them."""
    from press.edition.load import load_sources  # noqa: PLC0415
    from press.notebooks.execute import Reporter  # noqa: PLC0415
    from press.notebooks.run import executed_notebooks, save_outputs  # noqa: PLC0415

    root = book_root(ctx)
    with locked_book(root):
        sources = load_sources(root)
        executed = executed_notebooks(sources, Reporter(say))
        changed = save_outputs(executed)
    say(f"stored: {', '.join(path.name for path in changed) or 'nothing new'}")
