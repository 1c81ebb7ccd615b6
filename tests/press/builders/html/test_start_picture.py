"""The picture of the start page, which each edition draws and the joined site reads."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from press.builders.html.start_picture import StartPicture, _file, read_start_picture, start_picture
from press.core.settings import Edition, Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path, (Edition("en", "English", "Rain"),), "rain", start_picture="rain/days")


def test_a_book_that_names_no_chart_has_no_picture_though_an_older_build_left_one(settings: Settings) -> None:
    path = _file(settings, "en")
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(["<svg/>", "Days.", "rain.html#days"]), encoding="utf-8")
    assert read_start_picture(settings, "en") == StartPicture("<svg/>", "Days.", "rain.html#days")
    assert read_start_picture(replace(settings, start_picture=""), "en") == StartPicture()


def test_an_edition_that_was_not_built_has_no_picture(settings: Settings) -> None:
    assert read_start_picture(settings, "en") == StartPicture()


def test_without_a_chart_nothing_is_drawn(settings: Settings) -> None:
    app: Any = SimpleNamespace(press=SimpleNamespace(settings=replace(settings, start_picture="")))
    assert start_picture(app) == StartPicture()
