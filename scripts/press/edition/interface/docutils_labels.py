"""Register the languages of press with docutils: translated labels, directive and role names in English."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType

from docutils.languages import en as english
from docutils.parsers.rst import languages as rst_languages
from docutils.parsers.rst.languages import en as english_rst
from docutils.utils import smartquotes

from press.language.catalogues import catalogue_words, get_translation
from press.language.registry import profile_of


def register_labels(language: str) -> None:
    """Register ``language`` with docutils, as far as press has a profile and a catalogue for it; English is unchanged."""
    if marks := profile_of(language).quotation_marks:
        smartquotes.smartchars.quotes[language] = "".join(marks)
    if not catalogue_words(language, "docutils"):
        return
    # Docutils imports the module of a language; its cache, ``get_language.cache``, is out of reach while Sphinx patches that function.
    for module in (label_module(language), name_module(language)):
        sys.modules[module.__name__] = module


def label_module(language: str) -> ModuleType:
    """Return a docutils language module: labels of admonitions and bibliographic fields."""
    translate = get_translation(language, domain="docutils")
    module = ModuleType(f"docutils.languages.{language}", "Labels of docutils.")
    labels = {name: translate(text) for name, text in english.labels.items()}
    own_fields = {labels[name].lower(): name for name in english.bibliographic_fields.values()}
    module.__dict__.update(
        labels=labels,
        bibliographic_fields={**english.bibliographic_fields, **own_fields},
        author_separators=english.author_separators,
    )
    return module


def name_module(language: str) -> ModuleType:
    """Return a docutils module of directive and role names: the English ones and those of the language."""
    name = f"{rst_languages.__name__}.{language}"
    known = import_module(name) if find_spec(name) else None
    module = ModuleType(name, "Names of directives and roles.")
    module.__spec__ = ModuleSpec(name, None)
    module.__dict__.update(
        directives={**english_rst.directives, **getattr(known, "directives", {})},
        roles={**english_rst.roles, **getattr(known, "roles", {})},
    )
    return module
