"""Editions of a book on rain, to be cited."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from press.citation.edition_works import edition_work
from press.citation.record import Work
from press.citation.settings import CitationSettings
from press.core.settings import Edition, Settings

DAY = dt.date(2026, 3, 9)


def settings(base_url: str = "") -> Settings:
    """A book on rain in two languages."""
    editions = (
        Edition("en", "English", "Rain", "How it falls in the north"),
        Edition("ru", "Русский", "Дождь", "Как он идёт на севере"),
    )
    return Settings(Path("/book"), editions, "rain", base_url=base_url)


def edition(language: str, *, base_url: str = "", **known: object) -> Work:
    """The whole book, of which only what is given is known."""
    return edition_work(settings(base_url), language, CitationSettings(version="1.2", **known), DAY)  # type: ignore[arg-type]
