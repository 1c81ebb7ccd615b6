"""A table that was changed on purpose is accepted: the descriptor gets its new checksum, and nothing else in it changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from support.rain_tables import RAIN, edit_descriptor, edit_rain

from press.core.errors import PressError
from press.data.accept import accept
from press.data.validation import load_table


def test_an_accepted_table_loads_and_the_descriptor_keeps_its_form(root: Path) -> None:
    descriptor = root / "data" / "datapackage.json"
    before = descriptor.read_text()
    old = hashlib.sha256(RAIN.encode()).hexdigest()
    path = edit_rain(root, "187", "2")
    assert accept([path], root) == ([path], [])
    assert load_table("rain", root).loc[1, "days"] == 2
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    size = f'"bytes": {len(RAIN)}', f'"bytes": {len(RAIN) - 2}'
    assert descriptor.read_text() == before.replace(old, new).replace(*size)


def test_a_file_that_is_no_table_is_not_accepted_and_the_tables_are_named_with_their_folder(root: Path) -> None:
    with pytest.raises(PressError, match="no table") as caught:
        accept([Path("_config.yml")], root)
    assert "data/rain.csv" in str(caught.value.remedy)


def test_words_for_codes_get_no_checksum_as_they_are_changed_freely(root: Path) -> None:
    words = root / "data" / "vocabulary" / "rain.csv"
    words.parent.mkdir()
    words.write_text("code,en\nwet,wet\n")
    schema = {"fields": [{"name": "code", "type": "string"}, {"name": "en", "type": "string"}]}
    described = {"name": "words", "path": "vocabulary/rain.csv", "schema": schema}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    assert accept([words], root) == ([], [])
