"""Show the parts of a served book as they are made: a page when it is written, an edition when it is finished."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from press.core.children.work import Job, Outcome
from press.core.errors import PressError
from press.core.formats import PAGES
from press.core.outputs import SHARED
from press.core.settings import Settings
from press.make.plan import CHECKED, INDEXED, Plan
from press.make.prepared import WrittenPage
from press.site.block_parity import prove_blocks
from press.site.joined import join_all, join_book_file, join_edition, join_index, join_page, join_shared


@dataclass
class Showing:
    """Joins what is made of ``planned`` into the served site, once the sources are checked, and calls ``shown`` each time."""

    settings: Settings
    planned: Plan
    shown: Callable[[], None]
    _checked: bool = field(init=False)
    _later: list[Callable[[], None]] = field(default_factory=list, init=False)

    def __post_init__(self) -> None:
        self._checked = self.planned.checked

    def heard(self, job: Job, said: Any) -> None:
        """Show a page that was written, unless its blocks differ from those of other editions, which may be about to be rewritten."""
        if isinstance(said, WrittenPage) and self._blocks_agree():
            self._when_checked(lambda: join_page(self.settings, said.language, said.page))

    def finished(self, job: Job, outcome: Outcome) -> None:
        """Show the output of a job, and nothing of others, which may be at work."""
        name: Any = job.name
        if name == CHECKED:
            self._checked = True
            for show in self._later:
                show()
            if self._later:
                self.shown()
        elif name == INDEXED:
            # Where it may not be shown yet, it is with all else in the end.
            if self._checked and self._blocks_agree():
                for language in self.settings.languages:
                    join_index(self.settings, language)
        elif name == (SHARED,):
            self._when_checked(lambda: join_shared(self.settings))
        elif name[1] != PAGES:
            self._when_checked(lambda: join_book_file(self.settings, *name))
        elif self._blocks_agree():
            self._when_checked(lambda: join_edition(self.settings, name[0]))

    def show_all(self) -> None:
        """Show everything, after all jobs; raise PressError where the editions do not have the same blocks."""
        join_all(self.settings)
        self.shown()

    def _when_checked(self, show: Callable[[], None]) -> None:
        if not self._checked:
            self._later.append(show)
            return
        show()
        self.shown()

    def _blocks_agree(self) -> bool:
        try:
            prove_blocks(self.settings)
        except PressError:
            return False
        return True
