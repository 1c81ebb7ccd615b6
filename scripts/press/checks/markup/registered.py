"""Ask a Sphinx application, which reads no document, what the extensions of a book have registered."""

from __future__ import annotations

import inspect
import io
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import CodeType
from typing import Any

from docutils.parsers.rst import Directive, directives, roles
from docutils.parsers.rst.languages import get_language
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective, docutils_namespace, patch_docutils

from press.checks.markup.kinds import Catalogue, DirectiveKind
from press.core.formats import PDF
from press.core.settings import CONFIG
from press.data.sources import Sources
from press.data.vocabulary import VOCABULARY_FOLDER, Labels
from press.notebooks.book import Book
from press.notebooks.results import Results

# Settings of Sphinx that decide what it warns of.
_SETTINGS = ("suppress_warnings", "myst_heading_anchors", "myst_heading_slug_func", "myst_all_links_external")
# What a class calls where it reads its content as text, and where it gives out labels.
_PARSES = {"nested_parse", "nested_list_parse", "block_quote", "inline_text", "parse_inline"} | {
    *("parse_content_to_nodes", "parse_text_to_nodes", "nested_parse_with_titles")
}
_LABELS = {"note_explicit_target", "anonlabels", "note_object", "note_hyperlink_target", "note_equation"}
# MyST reads these itself.
_OWN_NAMES = ("eval-rst",)


def make_catalogue(sources: Sources) -> Catalogue:
    """Return the catalogue of the book; for a process of its own, as extensions may change what they like in it."""
    with application(sources) as app:
        # The builder alone knows which values Typst takes, and tells of others when it begins.
        app.registry.create_builder(app, PDF, app.env).init()
        return _catalogue(app, sources.settings.languages)


@contextmanager
def application(sources: Sources) -> Iterator[Sphinx]:
    """Yield a Sphinx application with the settings and extensions of the book; what they register is forgotten at the end."""
    settings = sources.settings
    given = {
        "external_toc_path": "_toc.yml",
        "latex_individualpages": False,
        "templates_path": [],
        "language": settings.languages[0],
        "press_siblings": settings.languages,
        "press_book": Book(_without_data(sources), (), Results([])),
        "press_ready": None,
    }
    config, _ = get_final_config(
        user_yaml=settings.root / CONFIG, cli_config=given, sourcedir=settings.root, use_external_toc=True
    )
    with tempfile.TemporaryDirectory() as scratch, patch_docutils(None), docutils_namespace():
        warnings = io.StringIO()
        yield Sphinx(
            settings.root, None, scratch, scratch, "dummy", config, status=None, warning=warnings, freshenv=True
        )


def _without_data(sources: Sources) -> Sources:
    """Return ``sources`` with no words and statements: what is wrong with these, the checks of data tell."""
    settings = sources.settings
    without = Sources(settings, sources.chapters, sources.digests)
    vars(without).update(vocabulary=Labels({}, settings.root / VOCABULARY_FOLDER), statements={}, nouns={})
    return without


def _catalogue(app: Sphinx, languages: list[str]) -> Catalogue:
    labels = {*app.env.domaindata["std"]["labels"], *app.env.domaindata["std"]["anonlabels"]}
    return Catalogue(
        {name.lower(): _kind(directive) for name, directive in _directives(app, languages)},
        frozenset(name.lower() for name in _roles(app, languages)),
        frozenset(labels),
        _others_resolve(app),
        {name: _plain(app.config[name]) for name in _SETTINGS if name in app.config},
    )


def _plain(value: Any) -> Any:
    """Return ``value``, or the text of one that may not be pickled, such as a function."""
    return value if isinstance(value, str | int | bool | list | tuple | set | None) else str(value)


def _directives(app: Sphinx, languages: list[str]) -> Iterator[tuple[str, Any]]:
    """Yield the directives by all names that they may be called by, in the languages of the editions as well."""
    own = {}
    for language in ("en", *languages):
        for alias, name in getattr(get_language(language), "directives", {}).items():
            module, attribute = directives._directive_registry.get(name, ("", ""))  # type: ignore[attr-defined]
            if module:
                own[alias] = getattr(import_module(f"docutils.parsers.rst.directives.{module}"), attribute)
    yield from own.items()
    for domain in app.env.domains.values():
        named = [(name, domain.directive(name)) for name in domain.directives]
        yield from ((f"{domain.name}:{name}", directive) for name, directive in named)
        if domain.name in ("std", app.config.primary_domain):
            yield from named
    # What is registered by name alone goes before all else.
    yield from directives._directives.items()  # type: ignore[attr-defined]
    yield from ((name, None) for name in _OWN_NAMES)


def _roles(app: Sphinx, languages: list[str]) -> Iterator[str]:
    for language in ("en", *languages):
        yield from getattr(get_language(language), "roles", {})
    yield from roles._role_registry  # type: ignore[attr-defined]
    yield from roles._roles  # type: ignore[attr-defined]
    for domain in app.env.domains.values():
        yield from (f"{domain.name}:{name}" for name in domain.roles)
        if domain.name in ("std", app.config.primary_domain):
            yield from domain.roles


def _others_resolve(app: Sphinx) -> bool:
    """Return whether anybody but Sphinx itself is asked for targets that the book has not."""
    listeners = app.events.listeners.get("missing-reference", [])
    modules = {getattr(listener.handler, "__module__", "") for listener in listeners}
    elsewhere = bool(app.config.values.get("intersphinx_mapping") and app.config.intersphinx_mapping)
    by_title = "sphinx.ext.autosectionlabel" in app.extensions
    return elsewhere or by_title or any(not module.startswith("sphinx.") for module in modules)


def _kind(directive: Any) -> DirectiveKind:
    # A domain wraps its directives in a class of its own.
    directive = directive.__mro__[1] if getattr(directive, "__name__", "") == "DirectiveAdapter" else directive
    if not (isinstance(directive, type) and issubclass(directive, Directive)):
        # What a function takes is not known.
        return DirectiveKind("", 0, 1, True, True, None, parses=True, brings_labels=True)
    called = _called(directive)
    spec = directive.option_spec
    return DirectiveKind(
        _where(directive),
        directive.required_arguments,
        directive.optional_arguments,
        directive.final_argument_whitespace,
        directive.has_content,
        tuple(sorted(spec)) if isinstance(spec, dict) else None,
        parses=not called.isdisjoint(_PARSES),
        brings_labels=not called.isdisjoint(_LABELS),
    )


def _where(directive: type[Directive]) -> str:
    """Return where the class can be found again; empty where it cannot."""
    found: Any = import_module(directive.__module__)
    for part in directive.__qualname__.split("."):
        found = getattr(found, part, None)
    return f"{directive.__module__}:{directive.__qualname__}" if found is directive else ""


def _called(directive: type[Directive]) -> set[str]:
    """Return the names that the methods of the class use, and those of the directives that it has do its work."""
    found: set[str] = set()
    seen: set[type] = {object, Directive, SphinxDirective}
    waiting: list[type] = [directive]
    while waiting:
        for base in waiting.pop().__mro__:
            if base not in seen:
                seen.add(base)
                for method in vars(base).values():
                    function = inspect.unwrap(getattr(method, "__func__", method))
                    names = _names(getattr(function, "__code__", None))
                    found |= names
                    known = [getattr(function, "__globals__", {}).get(name) for name in names]
                    waiting += [one for one in known if isinstance(one, type) and issubclass(one, Directive)]
    return found


def _names(code: CodeType | None) -> set[str]:
    if code is None:
        return set()
    inner = [_names(constant) for constant in code.co_consts if isinstance(constant, CodeType)]
    return {*code.co_names, *(name for names in inner for name in names)}
