"""The targets for speed, what was reached before they were set, and how they are printed beside what is reached now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Target:
    """What is measured, what it was ``before``, and the ``most`` that it may be; none where it is only told."""

    what: str
    before: str
    unit: str
    most: float | None = None


TARGETS = {
    "short": Target("served sentence, page in the browser: a short chapter", "2.8", "s", 0.7),
    "longest": Target("served sentence, page in the browser: the longest page of a chapter", "4", "s", 1.8),
    "files": Target("served sentence, with PDF and EPUB", "5.1", "s", 3),
    "row": Target("served row, from `accept` done: the language in the browser", "15.8", "s", 6),
    "rows": Target("served row, from `accept` done: all three languages", "15.8", "s", 11),
    "accepted row": Target("  from the save, `accept` included: the language in the browser", "27", "s"),
    "accepted rows": Target("  from the save, `accept` included: all three languages", "27", "s"),
    "sentence": Target("one sentence, press build from nothing warm, by the clock", "11.2", "s", 6.5),
    "stock": Target("make book, cold, beside Jupyter Book 1, three editions: processor", "0.44-0.51", "times", 0.40),
    "stock clock": Target("  by the clock", "", "times"),
    "made up": Target("made-up book, cold, a language, beside Jupyter Book 1: processor", "0.23-0.26", "times", 0.20),
    "made up clock": Target("  by the clock", "", "times"),
    "memory": Target("memory at 300 chapters (--chapters 300)", "3.7", "GB", 2.2),
    "nothing": Target("nothing changed, this book", "0.14", "s", 0.14),
    "help": Target("press --help", "0.06", "s", 0.06),
    "test": Target("make test, two quiet cores (by hand: `time make test`)", "16", "min", 11),
}


def print_targets(reached: Mapping[str, float]) -> None:
    """Print all targets with what was ``reached`` of them, and which of these are met."""
    print(f"\n{'target':<70}{'before':>10}{'reached':>10}{'at most':>10}")
    for name, target in TARGETS.items():
        print(_line(target, reached.get(name)), flush=True)


def _line(target: Target, value: float | None) -> str:
    most = "" if target.most is None else f"{target.most:.2f}"
    shown = "-" if value is None else f"{value:.2f}"
    verdict = ""
    if value is None:
        verdict = "not measured"
    elif target.most is not None:
        verdict = "met" if round(value, 2) <= target.most else "NOT met"
    return f"{target.what:<70}{target.before:>10}{shown:>10}{most:>10} {target.unit:<6}{verdict}"
