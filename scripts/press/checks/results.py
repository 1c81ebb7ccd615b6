"""Check what chapters show of notebooks against what the notebooks published."""

from __future__ import annotations

from collections.abc import Iterator

from press.checks.check import NUMBERS, Fault, Material, Stage, check
from press.core.settings import Settings
from press.language.quantities import UnspelledUnitError, spell
from press.notebooks.results import Results


@check("results", NUMBERS, Stage.RESULTS)
def results(material: Material) -> Iterator[Fault]:
    """Find units that a published number cannot have."""
    yield from unit_faults(material.results, material.settings)


def unit_faults(results: Results, settings: Settings) -> Iterator[Fault]:
    """Yield a fault for each published number in a unit that one of the editions has no words for."""
    for result in results:
        try:
            for language in settings.languages:
                _ = result.quantity and spell(result.quantity, language)
        except UnspelledUnitError as error:
            cell = f"{settings.book}/notebooks/{result.notebook}.ipynb: cell {result.cell}"
            yield Fault(f"{cell} publishes the number '{result.key}': {error.message}; {error.remedy}")
