"""Values of a chart in sentences."""

from __future__ import annotations

import pytest

from press.charts.values import trend
from press.language.catalogues import get_translation


@pytest.mark.parametrize(
    ("values", "phrase"),
    [
        ([1, 2, 2, 5], "increases throughout"),
        ([1, 3, 2], "increases with fluctuations"),
        ([9, 4, 1], "decreases throughout"),
        ([9, 1, 4], "decreases with fluctuations"),
        ([3, 3], "does not change"),
        ([3, 8, 3], "ends where it began"),
        ([18, 28, 14, 21], "varies without a lasting direction"),
    ],
)
def test_the_course_of_values_is_named(values: list[float], phrase: str) -> None:
    assert trend(values) == phrase
    assert all(get_translation(language, strict=True)(phrase) != phrase for language in ("kk", "ru"))
