"""What may stand under press_citation, and how a fault in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from press.citation.settings import CitationSettings, load_citation
from press.core.caches import clear_caches
from press.core.errors import PressError


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"author": "Abay"}, "there is no setting 'author' below 'press_citation'; write authors"),
        ({"authors": "Abay"}, "'authors': 'Abay' is no list"),
        ({"authors": [{"given": "Aru"}]}, "'authors.0': '{'given': 'Aru'}' is no author"),
        ({"authors": ["Abay"]}, "'authors.0': 'Abay' is no author"),
        ({"authors": [{"familiy": "Abay", "given": "Aru"}]}, "write family"),
        ({"licence": "CC BY 4.0"}, "'licence': 'CC BY 4.0' is no address"),
        ({"version": 1.2}, "'version': '1.2' is no text"),
        ({"dataset": "Rain"}, "'dataset': 'Rain' is no section"),
        (["version"], "is no section"),
    ],
)
def test_a_wrong_setting_is_told_with_what_to_write(tmp_path: Path, given: object, told: str) -> None:
    (tmp_path / "_config.yml").write_text(
        yaml.safe_dump({"sphinx": {"config": {"press_citation": given}}}), encoding="utf-8"
    )
    with pytest.raises(PressError) as error:
        load_citation(tmp_path)
    assert told in str(error.value) and error.value.line


def test_the_version_is_that_of_the_project_unless_the_book_has_its_own(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "3.1"\n', encoding="utf-8")
    for given, version in (("title: A", "3.1"), ('sphinx: {config: {press_citation: {version: "4"}}}', "4")):
        (tmp_path / "_config.yml").write_text(given, encoding="utf-8")
        clear_caches()
        assert load_citation(tmp_path).version == version


@pytest.mark.parametrize(
    ("address", "name"),
    [
        # As Creative Commons names them: https://creativecommons.org/share-your-work/cclicenses/
        ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0"),
        ("https://creativecommons.org/licenses/by-nc-sa/3.0", "CC BY-NC-SA 3.0"),
        ("https://opendatacommons.org/licenses/by/1-0/", "https://opendatacommons.org/licenses/by/1-0/"),
        ("", ""),
    ],
)
def test_a_licence_of_creative_commons_has_its_name_and_any_other_its_address(address: str, name: str) -> None:
    assert CitationSettings(licence=address).licence_name == name
