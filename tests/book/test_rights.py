"""What the book says of its licences, of how to cite it and of where errors are reported."""

from __future__ import annotations

import json
import re
import tomllib

import jsonschema
import pytest
import yaml
from support.small_books import ROOT

from press.citation.edition_works import edition_work
from press.citation.settings import load_citation
from press.core.settings import load_settings
from press.data.descriptor import read_package

SETTINGS = load_settings(ROOT)
NO_ADDRESS = {
    "en": "There is no address yet",
    "kk": "Қате туралы хабарлайтын мекенжай әзірге жоқ",
    "ru": "Адреса, по которому о них можно сообщить, пока нет",
}
INVITATIONS = {
    "en": r"\b(?:please|to) (?:tell|write to) us\b|\bwrite to us\b|\blet us know\b|\bwe (?:ask|should like) (?:\w+ ){2,4}to tell us\b"
    r"|\bhow to respond\b|\bhear from whoever\b|\bany that a reader misses\b",
    "kk": r"\bбізге (?:\w+ ){0,2}(?:жазыңыз|айтыңыз|хабарла\w*|жазуға)|\bхабар күтеміз\b|\bоқырман (?:\w+ ){1,4}атаса\b",
    "ru": r"\b(?:сообщите|напишите|пишите|ответьте) нам\b|\bнам (?:ответить|написать|сообщить)\b|\bпросим (?:\w+ )?сообщ\w+"
    r"|\bждём\b|\bчитателю \w+ (?:\w+ )?недостаёт\b",
}


def first_line(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8").splitlines()[0]


def test_each_licence_that_is_named_has_its_text() -> None:
    book, press = (
        tomllib.loads((ROOT / name).read_text(encoding="utf-8"))["project"]
        for name in ("pyproject.toml", "scripts/pyproject.toml")
    )
    assert book["license"] == f"{press['license']} AND CC-BY-4.0"
    assert [first_line(name) for name in book["license-files"]] == [
        "BSD 3-Clause License",
        "Attribution 4.0 International",
    ]
    assert (ROOT / "scripts" / "LICENSE").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")


def test_the_citation_file_follows_the_schema_of_its_format() -> None:
    schema = json.loads((ROOT / "tests" / "standards" / "cff-1.2.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")), schema)


def test_both_parts_of_the_citation_file_say_what_the_settings_say() -> None:
    cited, citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")), load_citation(ROOT)
    work = edition_work(SETTINGS, SETTINGS.languages[0], citation, None)
    for part in (cited, cited["preferred-citation"]):
        assert (part["title"], str(part["version"])) == (work.with_subtitle(), citation.version)
        assert part.get("languages", SETTINGS.languages) == SETTINGS.languages
        assert ", ".join(part.get("keywords", ())) in ("", citation.keywords[SETTINGS.languages[0]])


def test_pages_data_and_citation_file_name_one_licence() -> None:
    (licence,) = read_package(ROOT).about["licenses"]
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert licence["name"] == cited["license"] == cited["preferred-citation"]["license"]
    assert licence["path"] == load_citation(ROOT).licence
    assert {*load_citation(ROOT).not_licensed} == {*SETTINGS.languages}


@pytest.mark.parametrize("language", SETTINGS.languages)
def test_readers_are_told_that_no_address_is_known_as_long_as_none_is(language: str) -> None:
    about = (ROOT / "book" / language / "about.md").read_text(encoding="utf-8")
    assert (NO_ADDRESS[language] in about) is not bool(SETTINGS.contact or SETTINGS.repository)
    assert re.search(r"\]\(https://creativecommons\.org/licenses/by/4\.0/\)", about)


@pytest.mark.skipif(bool(SETTINGS.contact or SETTINGS.repository), reason="there is an address to write to")
@pytest.mark.parametrize("language", SETTINGS.languages)
def test_no_chapter_invites_to_write_as_long_as_there_is_no_address(language: str) -> None:
    invitation, invited = re.compile(INVITATIONS[language], re.IGNORECASE), dict[str, list[str]]()
    for path in sorted((ROOT / "book" / language).glob("*.md")):
        # Whom the letter is for can answer it.
        if path.stem != "letter":
            words = re.sub(r"\{\w+\}`([^`<]*)(?: <[^`]*>)?`", r"\1", path.read_text(encoding="utf-8"))
            invited[path.stem] = invitation.findall(words)
    assert {page: found for page, found in invited.items() if found} == {}
