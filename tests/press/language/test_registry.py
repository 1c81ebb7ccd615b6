"""What is true of one language stands in its profile: nothing else in press names a language by its tag."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from press.core.digests import press_files
from press.core.resources import press_folder
from press.language.registry import LANGUAGES

PRESS = press_folder()
PROFILES = PRESS / "language" / "profiles"
TAG = re.compile(rf"(?<![\w.])(?:{'|'.join(LANGUAGES)})(?![\w])")
DOCUMENTED = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def texts(tree: ast.Module) -> Iterator[str]:
    """Yield the texts and names of arguments in the code, without docstrings."""
    documented = (node.body[0] for node in ast.walk(tree) if isinstance(node, DOCUMENTED) and node.body)
    docstrings = {id(first.value) for first in documented if isinstance(first, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node.value
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg


def tags(path: Path) -> set[str]:
    """Return the tags that a module names."""
    return {tag for text in texts(ast.parse(path.read_text(encoding="utf-8"))) for tag in TAG.findall(text)}


def test_no_module_names_a_language_but_its_profile() -> None:
    modules = [path for path in press_files("*.py") if PROFILES not in path.parents]
    named = {path.relative_to(PRESS).as_posix(): tags(path) for path in modules}
    assert {name: found for name, found in named.items() if found} == {}


def test_no_script_style_or_template_names_a_language() -> None:
    files = [path for kind in ("*.js", "*.css", "*.html") for path in press_files(kind)]
    # What is bundled is made of the others.
    made = PRESS / "builders" / "html" / "bundle"
    own = [path for path in files if not {PRESS / "language", made} & {*path.parents}]
    quoted = re.compile(rf"""["'(=](?:{"|".join(LANGUAGES)})["')]""")
    assert len(own) > 20
    assert [path for path in own if TAG.search(path.stem) or quoted.search(path.read_text(encoding="utf-8"))] == []
