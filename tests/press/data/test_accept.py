"""A table that was changed on purpose is accepted: the descriptor gets its new checksum, and nothing else in it changes."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from rain_tables import RAIN, Edit, edit_descriptor

from press.core.errors import PressError
from press.data.accept import accept, restored
from press.data.tables import load_table
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


def test_accepting_an_unchanged_table_changes_nothing(root: Path) -> None:
    descriptor = root / "data" / "datapackage.json"
    before = descriptor.read_bytes()
    assert accept(["data/rain.csv"], load_sources(root)).changed == []
    assert descriptor.read_bytes() == before


def test_broken_content_is_not_accepted(root: Path, edit: Edit) -> None:
    path = edit("187", "many")
    before = (root / "data" / "datapackage.json").read_bytes()
    with pytest.raises(PressError, match="a whole number"):
        accept([path], load_sources(root))
    assert (root / "data" / "datapackage.json").read_bytes() == before


def test_a_file_that_is_no_table_is_not_accepted_and_the_tables_are_named_with_their_folder(root: Path) -> None:
    with pytest.raises(PressError, match="no table") as caught:
        accept(["_config.yml"], load_sources(root))
    assert "data/rain.csv" in str(caught.value.remedy)


def test_a_table_without_a_checksum_gets_one_before_its_schema(root: Path) -> None:
    edit_descriptor(root, lambda package: package["resources"][0].pop("hash"))
    assert accept(["data/rain.csv"], load_sources(root)).changed == [root / "data" / "rain.csv"]
    rain = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))["resources"][0]
    assert rain["hash"] == f"sha256:{hashlib.sha256(RAIN.encode()).hexdigest()}"


def test_words_for_codes_get_no_checksum_as_they_are_changed_freely(root: Path) -> None:
    words = root / "data" / "vocabulary" / "rain.csv"
    words.parent.mkdir()
    words.write_text("code,en\nwet,wet\n")
    schema = {"fields": [{"name": "code", "type": "string"}, {"name": "en", "type": "string"}]}
    described = {"name": "words", "path": "vocabulary/rain.csv", "schema": schema}
    edit_descriptor(root, lambda package: package["resources"].append(described))
    accepted = accept([words], load_sources(root))
    assert (accepted.changed, accepted.without_checksum) == ([], [words])


@pytest.mark.parametrize("indent", [1, 4, "\t"])
def test_a_descriptor_with_another_indentation_keeps_it(root: Path, edit: Edit, indent: int | str) -> None:
    descriptor = root / "data" / "datapackage.json"
    content = json.loads(descriptor.read_text(encoding="utf-8"))
    descriptor.write_text(json.dumps(content, indent=indent, ensure_ascii=False), encoding="utf-8")
    before = descriptor.read_text(encoding="utf-8").splitlines()
    accept([edit("187", "188")], load_sources(root))
    after = descriptor.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [line for line in after if "sha256" in line][:1]


def test_a_descriptor_without_letters_beyond_ascii_stays_so(root: Path, edit: Edit) -> None:
    descriptor = root / "data" / "datapackage.json"
    descriptor.write_text(json.dumps(json.loads(descriptor.read_text(encoding="utf-8")), indent=2), encoding="utf-8")
    accept([edit("187", "188")], load_sources(root))
    assert (descriptor.read_text(encoding="utf-8").isascii(), "\\u0414" in descriptor.read_text(encoding="utf-8")) == (
        True,
        True,
    )


def test_files_are_as_they_were_after_a_fault_and_new_ones_are_gone(tmp_path: Path) -> None:
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"before\r\n")
    with pytest.raises(KeyboardInterrupt), restored([old, new]):
        old.write_bytes(b"after")
        new.write_bytes(b"new")
        raise KeyboardInterrupt
    assert (old.read_bytes(), new.exists()) == (b"before\r\n", False)


def test_files_are_as_they_became_where_nothing_is_wrong(tmp_path: Path) -> None:
    with restored([tmp_path / "new"]):
        (tmp_path / "new").write_bytes(b"new")
    assert (tmp_path / "new").read_bytes() == b"new"
