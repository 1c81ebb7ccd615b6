"""A table that was changed on purpose is accepted: the descriptor gets its new checksum, and nothing else in it changes."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from rain_tables import RAIN, Edit, edit_descriptor

from press.core.errors import PressError
from press.data.accept import accept, restored
from press.data.validation import load_table
from press.edition.load import load_sources


def test_an_accepted_table_loads_and_the_descriptor_keeps_its_form(root: Path, edit: Edit) -> None:
    descriptor = root / "data" / "datapackage.json"
    before = descriptor.read_text()
    old = hashlib.sha256(RAIN.encode()).hexdigest()
    path = edit("187", "2")
    assert accept([path], load_sources(root)).changed == [path]
    assert load_table("rain", root).loc[1, "days"] == 2
    new = hashlib.sha256(path.read_bytes()).hexdigest()
    size = f'"bytes": {len(RAIN)}', f'"bytes": {len(RAIN) - 2}'
    assert descriptor.read_text() == before.replace(old, new).replace(*size)


def test_a_file_that_is_no_table_is_not_accepted_and_the_tables_are_named_with_their_folder(root: Path) -> None:
    with pytest.raises(PressError, match="no table") as caught:
        accept(["_config.yml"], load_sources(root))
    assert "data/rain.csv" in str(caught.value.remedy)


def test_words_for_codes_get_no_checksum_as_they_are_changed_freely(root: Path) -> None:
    words = root / "data" / "vocabulary" / "rain.csv"
    words.parent.mkdir()
    words.write_text("code,en\nwet,wet\n")
    schema = {"fields": [{"name": "code", "type": "string"}, {"name": "en", "type": "string"}]}
    described = {"name": "words", "path": "vocabulary/rain.csv", "schema": schema}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    accepted = accept([words], load_sources(root))
    assert (accepted.changed, accepted.without_checksum) == ([], [words])


def test_the_descriptor_is_as_it_was_after_a_fault_and_a_new_one_is_gone(root: Path, tmp_path: Path) -> None:
    descriptor, new = root / "data" / "datapackage.json", tmp_path / "new" / "data" / "datapackage.json"
    new.parent.mkdir(parents=True)
    before = descriptor.read_bytes()
    for path in (descriptor, new):
        with pytest.raises(KeyboardInterrupt), restored(path.parent.parent):
            path.write_bytes(b"after")
            raise KeyboardInterrupt
    assert (descriptor.read_bytes(), new.exists()) == (before, False)
