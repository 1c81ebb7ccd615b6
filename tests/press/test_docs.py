"""The pages for those who work on press and on the book: where they lead, what they name, and the index of decisions."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.anchors import anchors_plugin
from support.small_books import ROOT

from press.checks.prose import Passage, label_passage
from press.checks.style import broken_rules, read_rules
from press.core.settings import load_settings

DECISIONS = ROOT / "docs" / "decisions"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
RECORDS = sorted(DECISIONS.glob("0*.md"))
# What an example for developers is called, which nobody has added.
EXAMPLE = "profiles/de.py"
# What these rules forbid is right here: press prints; titles and entries of lists have colons of their own.
OF_CHAPTERS = ("printed-for-given", "two-colons")
RULES = [rule for rule in read_rules(load_settings(ROOT), "en") if rule.name not in OF_CHAPTERS]
# Docstrings follow the rules of style too once this has *PRESS.rglob("*.py").
IN_ENGLISH = sorted({*PAGES} - {*ROOT.glob("docs/write.*.md")})
# Files whose comments may name a decision.
KINDS = ("py", "js", "css", "json", "yml", "typ", "md", "txt")
INDEX = (DECISIONS / "README.md").read_text(encoding="utf-8")


@cache
def tokens(path: Path) -> list[Token]:
    """What CommonMark, with tables and with GitHub's ids of headings, makes of the page."""
    parser = MarkdownIt("commonmark").enable("table").use(anchors_plugin, max_level=6)
    return [
        part for token in parser.parse(path.read_text(encoding="utf-8")) for part in (token, *(token.children or ()))
    ]


def targets(path: Path) -> list[str]:
    """Where the links and pictures of the page lead within the repository."""
    found = (str(token.attrs.get("href", token.attrs.get("src", ""))) for token in tokens(path))
    return [unquote(target) for target in found if target and not re.match(r"[a-z]+:", target)]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    dead = []
    for target in targets(page):
        file, _, anchor = target.partition("#")
        path = (page.parent / file).resolve() if file else page
        if not path.exists() or (anchor and anchor not in {token.attrs.get("id") for token in tokens(path)}):
            dead.append(target)
    assert dead == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_files_and_modules_of_the_repository_that_a_page_names_are_there(page: Path) -> None:
    named = {token.content for token in tokens(page) if token.type == "code_inline"}
    files = {text for text in named if re.fullmatch(r"(?:docs|scripts/press|tests)/[\w/-]*(?:\.\w+|/)", text)}
    inside = {f"scripts/{text}" for text in named if re.fullmatch(r"press/[\w/]+\.\w+", text)}
    modules = {text for text in named if re.fullmatch(r"press(?:\.[a-z_]+)+", text)}
    lost = {file for file in files | inside if not (ROOT / file).exists()} | {
        text for text in modules if not is_there(text)
    }
    assert [file for file in sorted(lost) if EXAMPLE not in file] == []


def is_there(named: str) -> bool:
    """Tell whether ``named`` is a package or module of press, or stands for something in a module."""
    path = ROOT / "scripts" / named.replace(".", "/")
    return path.is_dir() or path.with_suffix(".py").is_file() or path.parent.with_suffix(".py").is_file()


def parts(path: Path) -> list[tuple[str, list[str]]]:
    """Tags of the headings of the page, each with the commands, examples and links below it, sorted, as languages order words in their own way."""
    found = [("", list[str]())]
    for token in tokens(path):
        if token.type == "heading_open":
            found.append((token.tag, []))
        elif token.type in ("code_inline", "code_block", "fence"):
            found[-1][1].append(token.content)
        elif token.type == "link_open" and not str(token.attrs["href"]).startswith("write"):
            found[-1][1].append(str(token.attrs["href"]))
    return [(tag, sorted(contents)) for tag, contents in found]


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_page_for_writers_has_the_same_sections_commands_and_links_in_each_language(language: str) -> None:
    assert parts(ROOT / "docs" / f"write.{language}.md") == parts(ROOT / "docs" / "write.md")


def passages(path: Path) -> Iterator[Passage]:
    """The paragraphs of a page, or the docstrings of a module, without code, and without words in italics, which are examples."""
    if path.suffix == ".py":
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and (words := ast.get_docstring(node)):
                yield label_passage(re.sub(r"``.+?``|`.+?`", " ", words), node.body[0].lineno, name(path))
    for token in tokens(path) if path.suffix == ".md" else ():
        words, italics = "", 0
        for part in token.children or ():
            italics += part.nesting if part.tag == "em" else 0
            words += part.content if part.type == "text" and not italics else " "
        yield label_passage(words, token.map[0] + 1 if token.map else 1, name(path))


@pytest.mark.parametrize("path", IN_ENGLISH, ids=name)
def test_words_follow_the_rules_of_style_of_the_english_edition(path: Path) -> None:
    assert [fault for passage in passages(path) for fault in broken_rules(passage, RULES, "en")] == []


def test_the_index_lists_each_decision_with_its_title() -> None:
    listed = re.findall(r"^- (\d{4}) \[(.+?)\]\((.+?)\)$", INDEX, re.MULTILINE)
    titles = [path.read_text(encoding="utf-8").partition("\n")[0] for path in RECORDS]
    assert sorted(f"# {number}: {title}" for number, title, _ in listed) == titles
    assert sorted(file for _, _, file in listed) == [path.name for path in RECORDS]


def test_each_decision_that_code_or_a_page_names_is_there() -> None:
    named = re.compile(r"\bdecisions?[/ ](\d{4}[\w-]*)")
    folders = ("scripts/press", "tests", "book", "docs", ".github")
    files = [file for folder in folders for kind in KINDS for file in (ROOT / folder).rglob(f"*.{kind}")]
    records = {path.stem for path in RECORDS} | {path.stem[:4] for path in RECORDS}
    lost = {
        (name(file), found)
        for file in {*files, *PAGES}
        for found in named.findall(file.read_text(encoding="utf-8"))
        if found not in records
    }
    assert lost == set()


ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PRESS = ROOT / "scripts" / "press"


def test_the_page_on_architecture_names_modules_that_are_there() -> None:
    named = re.findall(r"`((?:\w+)(?:\.\w+)+)`", ARCHITECTURE.replace("`press.", "`"))
    within = {name for name in named if (PRESS / name.partition(".")[0]).is_dir()}
    assert within
    assert [name for name in sorted(within) if not is_there(f"press.{name}")] == []


def test_the_page_on_architecture_lists_every_package_in_its_layer() -> None:
    drawn = re.findall(r"^ +\d+   (.+?) {2,}(?![ │])", ARCHITECTURE, re.MULTILINE)
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    assert [re.sub(r"\s*│\s*", " | ", layer).strip() for layer in drawn] == layers


def test_the_page_on_extensions_lists_every_registry() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in sorted(PRESS.rglob("*.py")))
    kinds = re.findall(r'Registry(?:\[.+\])?\(\s*"([a-zA-Z ]+)"', code)
    assert len(kinds) >= 7
    page = (ROOT / "docs" / "reference" / "extensions.md").read_text(encoding="utf-8")
    assert [kind for kind in kinds if f'| "{kind}" |' not in page] == []
