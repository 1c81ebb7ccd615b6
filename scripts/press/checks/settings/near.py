"""Say what an unknown key may have been meant to be."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def meant(key: str, known: Iterable[str], otherwise: str = "correct its name or remove it") -> str:
    """Return "did you mean" with the nearest of the ``known`` keys; what to do ``otherwise``, where none is near."""
    names = sorted(known)
    near = get_close_matches(key, names, n=2, cutoff=0.75)
    if near:
        return f"did you mean {' or '.join(near)}?"
    return f"write one of {', '.join(names)}" if 0 < len(names) <= _FEW else otherwise


# So many names can be listed in a message.
_FEW = 12
