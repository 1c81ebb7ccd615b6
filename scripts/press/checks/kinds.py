"""The kinds of checks that ``press check`` knows, each of which stands alone."""

from __future__ import annotations

DATA, PARITY, WORDS, NUMBERS = "data", "parity", "words", "numbers"
KINDS = (DATA, PARITY, WORDS, NUMBERS)
