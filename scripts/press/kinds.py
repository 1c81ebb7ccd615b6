"""The kinds of checks that ``press check`` knows, each of which stands alone."""

DATA, PARITY, WORDS, NUMBERS = "data", "parity", "words", "numbers"
KINDS = (DATA, PARITY, WORDS, NUMBERS)
