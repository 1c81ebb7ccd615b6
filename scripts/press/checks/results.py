"""Check what chapters show of notebooks against what the notebooks published."""

from __future__ import annotations

from collections.abc import Iterator

from press.checks.check import NUMBERS, Fault, Material, Stage, check, fault_at
from press.core.errors import PressError
from press.core.reading.yaml_file import line_of
from press.core.settings import CONFIG, Settings
from press.language.quantities import UnspelledUnitError, spell
from press.notebooks.kinds import CHART
from press.notebooks.results import Results

_MOST_NEAR = 3
Use = tuple[str, str]


@check("results", NUMBERS, Stage.RESULTS)
def results(material: Material) -> Iterator[Fault]:
    """Find units that a published number cannot have, and a picture of the start page that no notebook publishes."""
    yield from unit_faults(material.results, material.settings)
    yield from start_picture_faults(material.results, material.settings)


def unit_faults(results: Results, settings: Settings) -> Iterator[Fault]:
    """Yield a fault for each published number in a unit that one of the editions has no words for."""
    for result in results:
        try:
            for language in settings.languages:
                _ = result.quantity and spell(result.quantity, language)
        except UnspelledUnitError as error:
            cell = f"{settings.book}/notebooks/{result.notebook}.ipynb: cell {result.cell}"
            yield Fault(f"{cell} publishes the number '{result.key}': {error.message}; {error.remedy}")


def start_picture_faults(results: Results, settings: Settings) -> Iterator[Fault]:
    """Yield a fault where the picture of the start page is no chart that a notebook publishes."""
    if not settings.start_picture:
        return
    try:
        results.find(settings.start_picture, CHART)
    except PressError as error:
        line = line_of(settings.root / CONFIG, "press_start_picture") or 1
        yield fault_at(CONFIG, line, f"press_start_picture: {error.message}; {error.remedy}")
