"""Write the rules of all checks as a table: ``python -m press.checks.rules CONTRIBUTING.md`` puts it between the marks in that file."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from press.checks.registry import CHECKS
from press.core.extensions import load_extensions
from press.core.project import find_root

_TABLE = re.compile(r"(?<=<!-- rules of checks -->\n\n).*?(?=\n\n<!-- end of rules -->)", re.DOTALL)


def rules_table() -> str:
    """Return a table in Markdown of the checks, kind by kind."""
    kinds = dict.fromkeys(check.kind for check in CHECKS.values())
    checks = (check for kind in kinds for check in CHECKS.values() if check.kind == kind)
    rows = (f"| `{check.kind}` | `{check.name}` | {check.rule} |" for check in checks)
    return "\n".join(["| kind | check | what it finds |", "|---|---|---|", *rows])


def with_rules(text: str) -> str:
    """Return ``text`` with the table between its marks as it has to be."""
    return _TABLE.sub(lambda _: rules_table(), text)


def main() -> None:
    """Write the table into the file that the command names, for the book around it."""
    path = Path(sys.argv[1])
    load_extensions(find_root(path.resolve().parent))
    path.write_text(with_rules(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
