"""Define the command ``press``. Each command imports what it needs when it runs, so that ``press --help`` is fast."""

from __future__ import annotations

import gc
import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from press.core.errors import PressError, fault_message, machine_fault
from press.core.jobs import THRESHOLDS
from press.core.project import find_root, locked


class PlainErrors(click.Group):
    """A command group that reports bad input in plain words and exits with 1, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            return super().invoke(ctx)
        except Exception as error:
            # Where nobody reads on, as in ``press build | head``, click ends quietly.
            if isinstance(error, click.ClickException | click.Abort | click.exceptions.Exit | BrokenPipeError):
                raise
            expected = error if isinstance(error, PressError) else machine_fault(error)
            how = "." if expected else " by a fault of press itself."
            if expected and ctx.invoked_subcommand in ("build", "serve"):
                how += " The last finished site is as it was."
            click.secho(f"\nStopped{how}", fg="red", bold=True, err=True)
            # Paths as seen from the working directory.
            here = rf"(?<!\S){re.escape(f'{Path.cwd()}/')}"
            click.echo(re.sub(here, "", str(expected or fault_message(error))), err=True)
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


def book_root(ctx: click.Context) -> Path:
    """Return the folder of the book that the command was given for."""
    return find_root(ctx.obj or Path.cwd())


def say(line: str) -> None:
    """Print a line on what is being done."""
    click.echo(f"  {line}")


def short(path: Path) -> Path:
    """Return a path as seen from the working directory, where it is below it."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


@main.command()
@click.option(
    "--only",
    type=click.Choice(["pages"]),
    help="Make no PDFs and EPUBs; those of the last whole build stay as they are.",
)
@click.pass_context
def build(ctx: click.Context, only: str | None) -> None:
    """Run what changed and build the site, with the book in all its formats."""
    from press.core.formats import book_files  # noqa: PLC0415
    from press.core.jobs import timed  # noqa: PLC0415
    from press.core.settings import load_settings  # noqa: PLC0415
    from press.make.book import build_book  # noqa: PLC0415

    with timed("all done", say):
        site = build_book(book_root(ctx), say, only_pages=only == "pages")
    settings = load_settings(book_root(ctx))
    files = [file for language in settings.languages for file in book_files(settings, language)]
    made = [site / place for place in sorted(file.path for file in files)]
    click.secho("\nMade:", bold=True)
    for path in (site / "index.html", *(path for path in made if path.exists())):
        click.echo(f"  {short(path)}")
    click.echo("\nOpen the first in a browser, or run `press serve` and look at http://127.0.0.1:8000")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--title", default="", help="Title in all languages, to be translated in _config.yml; by default one in each."
)
@click.option(
    "--languages",
    default="",
    help="Languages of the book, their tags with commas, the default one first; by default all.",
)
def new(folder: Path, title: str, languages: str) -> None:
    """Write a small complete book into FOLDER, to be made one's own."""
    from press.make.new import new_book  # noqa: PLC0415

    tags = dict.fromkeys(tag.strip() for tag in languages.split(",")) if languages else ()
    new_book(folder.resolve(), list(tags), " ".join(title.split()))
    say(f"a new book is in {short(folder.resolve())}; its README.md tells how it is built")


@main.command()
@click.argument("names", nargs=-1, metavar="[KIND|CHECK]...")
@click.option("--list", "listed", is_flag=True, help="List all checks with their kinds and rules instead.")
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], listed: bool) -> None:
    """Check without building: data, chapters, words; by default all of these.

    \b
    data      tables, bibliography, notebooks and catalogues can be read and are as described
    chapters  every edition has every chapter; Sphinx reads each without a warning, and block by block the editions use the same numbers,
              citations, labels and embeds; every number says what it is, no digit is typed, no word mixes alphabets or breaks a rule of style
    words     labels and catalogues have no word that mixes alphabets or is of another language, and no message is untranslated

    A check can be run alone by its name, such as typed-digits.

    `press check links` is run by this name alone: it reads the chapters, asks every address in them and in the table of addresses whether
    it is still there, slowly, and keeps the answers of those in the table. It ends with 1 where a page is gone or has moved since.
    """  # noqa: D301  click takes the backspace itself for "leave the lines as they are"
    from press.checks.registry import rules  # noqa: PLC0415
    from press.core.extensions import load_extensions  # noqa: PLC0415
    from press.make.checking import check_book  # noqa: PLC0415

    root = book_root(ctx)
    if listed:
        load_extensions(root)
        for kind, name, rule in rules():
            click.echo(f"| `{kind}` | `{name}` | {rule} |")
        click.echo("| `chapters` | `sphinx` | whatever Sphinx, MyST and the extensions of the book warn of |")
        return
    of_links = names == ("links",)
    with locked(root, say):
        has_notes = check_book(root, ("sphinx",) if of_links else names, say)
    if of_links:
        _check_links(ctx, root)
    say("nothing else is wrong" if has_notes else "nothing is wrong")


def _check_links(ctx: click.Context, root: Path) -> None:
    import datetime as dt  # noqa: PLC0415

    from press.checks.links import try_addresses  # noqa: PLC0415

    lines, has_news = try_addresses(root, dt.date.today(), say, lambda: locked(root, say))
    for line in lines:
        say(line)
    ctx.exit(1 if has_news else 0)


@main.command()
@click.argument("languages", nargs=-1)
@click.pass_context
def status(ctx: click.Context, languages: tuple[str, ...]) -> None:
    """Tell what the translations lack, and what has changed since they were accepted; by default in all LANGUAGES."""
    from press.checks.in_step import status  # noqa: PLC0415
    from press.core.settings import load_settings  # noqa: PLC0415

    for line in status(load_settings(book_root(ctx)), languages):
        click.echo(line)


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path))
@click.pass_context
def accept(ctx: click.Context, files: tuple[Path, ...]) -> None:
    """Accept new or changed FILES.

    \b
    tables        draft the descriptions of new ones, check them, and record their checksums in datapackage.json
    translations  note that each chapter, such as book/kk/rain.md, says what its original says
    _toc.yml      note the order of the chapters
    """  # noqa: D301
    from press.checks.in_step import accept_chapter, accept_contents  # noqa: PLC0415
    from press.core.settings import load_settings  # noqa: PLC0415
    from press.data.accept import accept  # noqa: PLC0415
    from press.data.descriptor import DESCRIPTOR  # noqa: PLC0415
    from press.edition.chapters import TOC  # noqa: PLC0415

    root = book_root(ctx)
    tables = [file.resolve() for file in files if file.suffix != ".md" and file.name != TOC]
    if TOC in [file.name for file in files]:
        say(accept_contents(load_settings(root)))
    for file in (file for file in files if file.suffix == ".md"):
        say(accept_chapter(load_settings(root), file.resolve()))
    if not tables:
        return
    with locked(root, say):
        changed, drafted = accept(tables, root)
    for path in changed:
        say(f"accepted {short(path)}")
    if not changed:
        say("nothing to accept: the checksums already agree")
    if drafted:
        say(f"drafted in {DESCRIPTOR}: {', '.join(drafted)}; what remains:")
        say(f"  write in {DESCRIPTOR} what each TODO asks for")
        say("  see there whether types, key and licence are right, and give columns their unit and codes (enum)")
        say("  then: .venv/bin/press check data, which lists the words that are needed")


@main.command()
@click.pass_context
def notebooks(ctx: click.Context) -> None:
    """Run the notebooks that changed and store their outputs in them, as `make test` expects them."""
    from press.edition.chapters import load_sources  # noqa: PLC0415
    from press.notebooks.run import run_book, save_outputs  # noqa: PLC0415

    root = book_root(ctx)
    with locked(root, say):
        changed = save_outputs(run_book(load_sources(root), say).notebooks)
    say(f"stored: {', '.join(path.name for path in changed) or 'nothing new'}")


@main.command()
@click.option("--port", default=8000, show_default=True)
@click.option(
    "--pdf", is_flag=True, help="Show the pages of the PDF as well, at http://127.0.0.1:PORT/paper/ and the language."
)
@click.pass_context
def serve(ctx: click.Context, port: int, pdf: bool) -> None:
    """Build, show the site on http://127.0.0.1:PORT, and make its pages again whenever a source changes."""
    from press.make.serve import serve_book  # noqa: PLC0415

    serve_book(book_root(ctx), port, say, is_printed=pdf)


@main.command()
@click.pass_context
def release(ctx: click.Context) -> None:
    """Make the files of a release from the last commit, in dist, with their SHA-256."""
    from press.core.settings import CONFIG, load_settings  # noqa: PLC0415
    from press.release import make_release  # noqa: PLC0415

    root = book_root(ctx)
    with locked(root, say):
        dist = make_release(root)
    settings = load_settings(root)
    if not settings.contact and not settings.repository:
        say(f"warning: {CONFIG}: readers can report no error; set press_contact or press_repository, if one is known")
    click.secho("\nMade:", bold=True)
    for path in sorted(dist.iterdir()):
        click.echo(f"  {short(path)}  ({path.stat().st_size / 1000:.0f} kB)")


@main.command()
def assets() -> None:
    """Bundle the styles and scripts of press itself, for those who have changed them."""
    from press.builders.html.assets import write_bundle  # noqa: PLC0415

    write_bundle()
    say("styles and scripts are bundled")


def run() -> None:
    """Run the command ``press``, and end its process at once: to tear down what was imported takes a quarter of a second."""
    gc.set_threshold(*THRESHOLDS)
    try:
        main()
    except SystemExit as end:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(end.code if isinstance(end.code, int) else end.code is not None)


if __name__ == "__main__":
    run()
