"""What is unknown to a registry is told as by any mapping."""

from __future__ import annotations

import pytest

from press.core.registry import Registry


def test_what_is_unknown_is_a_key_error() -> None:
    shapes = Registry("shape", {"triangle": "3"})
    assert (shapes["triangle"], shapes.get("star"), len(shapes)) == ("3", None, 1)
    with pytest.raises(KeyError):
        shapes["star"]
