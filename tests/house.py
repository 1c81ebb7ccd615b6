"""Figures of the house that press is: `make house` prints them, and after them whether the contracts are kept.

Circles are counted by all imports that stand in the code, those for types alone and those within functions included.
"""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).parents[1]
SCRIPTS = ROOT / "scripts"
Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def modules(folder: Path) -> dict[str, ast.Module]:
    """Return the code of each module in the package ``folder`` by the module's full name."""
    paths = {path: path.relative_to(folder.parent).with_suffix("").parts for path in sorted(folder.rglob("*.py"))}
    return {
        ".".join(parts).removesuffix(".__init__"): ast.parse(path.read_text(encoding="utf-8"))
        for path, parts in paths.items()
    }


def imports(code: ast.Module, known: Mapping[str, ast.Module]) -> Iterator[str]:
    """Yield the modules among ``known`` that ``code`` imports anywhere."""
    for node in ast.walk(code):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from (name if name in known else node.module for name in names if {name, node.module} & known.keys())


def reached(start: str, arrows: Mapping[str, set[str]]) -> set[str]:
    """Return all to which one comes from ``start`` along ``arrows``."""
    found: set[str] = set()
    waiting = [start]
    while waiting:
        new = arrows[waiting.pop()] - found
        found |= new
        waiting += new
    return found


def circles(arrows: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the groups of modules of which each leads to each other."""
    leads = {name: reached(name, arrows) for name in arrows}
    groups = {tuple(sorted(other for other in leads[name] if name in leads[other])) for name in arrows}
    return [list(group) for group in sorted(groups) if len(group) > 1]


def functions(code: ast.Module) -> Iterator[Function]:
    """Yield the functions and methods in ``code``."""
    yield from (node for node in ast.walk(code) if isinstance(node, Function))


def length(function: Function) -> int:
    """Return the number of lines of ``function`` with its signature and docstring."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def lines(code: ast.Module) -> int:
    """Return the line on which ``code`` ends."""
    return max((getattr(node, "end_lineno", 0) or 0 for node in code.body), default=0)


def spread(values: list[int]) -> str:
    """Return median, ninetieth percentile and greatest of ``values`` in words."""
    return f"median {median(values):.0f}, 90th percentile {quantiles(values, n=10)[-1]:.0f}, greatest {max(values)}"


def figures(folder: Path) -> Iterator[str]:
    """Yield the figures of the package in ``folder``, a line each."""
    code = modules(folder)
    packages = {name for name in code if any(other.startswith(f"{name}.") for other in code)}
    own = {name: tree for name, tree in code.items() if name not in packages}
    inside = Counter(name.rpartition(".")[0] for name in own)
    largest, count = inside.most_common(1)[0]
    yield f"modules             {len(own)} in {len(packages)} packages, at most {count} in one ({largest})"
    yield f"lines of a module   {spread([lines(tree) for tree in own.values()])}"
    yield f"under 40 lines      {sum(lines(tree) < 40 for tree in own.values())} modules"
    yield f"lines of a function {spread([length(f) for tree in own.values() for f in functions(tree)])}"
    arrows = {name: set(imports(tree, code)) - {name} for name, tree in code.items()}
    found = circles(arrows)
    yield f"imports             {sum(map(len, arrows.values()))}, {len(found)} circles"
    yield from (f"  circle: {', '.join(group)}" for group in found)


if __name__ == "__main__":
    print("\n".join(figures(SCRIPTS / "press")))
