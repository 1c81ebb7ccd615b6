"""A book with two tables, one pointing to the other, which tests of tables break, and what is told of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from press.core.errors import PressError
from press.data.validation import load_table
from support.small_books import replace

COUNTRIES = "code,name\nkz,Kazakhstan\nee,Estonia\n"
RAIN = (
    "city,country,climate,days,mm,since,checked,read_on\n"
    "Almaty,kz,wet,120,684.5,1915,true,2020-01-31\n"
    "Tallinn,ee,wet,187,,1920,false,2020-02-29\n"
    "Aktau,kz,dry,40,150.25,,true,\n"
)
RAIN_SCHEMA: dict[str, Any] = {
    "fields": [
        {"name": "city", "type": "string", "constraints": {"required": True, "unique": True}},
        {
            "name": "country",
            "type": "string",
            "title": "Country code",
            "constraints": {"pattern": "^[a-z]+$"},
        },
        {"name": "climate", "type": "string", "constraints": {"enum": ["dry", "wet"]}},
        {"name": "days", "type": "integer", "unit": "day", "constraints": {"minimum": 0, "maximum": 366}},
        {"name": "mm", "type": "number", "title": "Rain in a year"},
        {"name": "since", "type": "year"},
        {"name": "checked", "type": "boolean"},
        {"name": "read_on", "type": "date"},
    ],
    "primaryKey": "city",
    "foreignKeys": [{"fields": ["country"], "reference": {"resource": "countries", "fields": ["code"]}}],
}
COUNTRIES_SCHEMA = {"fields": [{"name": "code", "type": "string"}, {"name": "name", "type": "string"}]}


def resource(name: str, text: str, schema: dict[str, Any]) -> dict[str, Any]:
    raw = text.encode()
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "licenses": [{"name": "CC0-1.0"}],
        "sources": [{"title": "a yearbook, page 3"}],
        "citation": ["yearbook2020"],
        "schema": schema,
    }


CONFIG = "sphinx: {extra_extensions: [press.extension], config: {press_editions: {en: {name: E, title: T}}}}\nbibtex_bibfiles: [references.bib]\n"


def write_rain_book(root: Path) -> Path:
    """Write the two tables with their descriptions into ``root``."""
    data = root / "data"
    data.mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG)
    (data / "rain.csv").write_text(RAIN)
    (data / "countries.csv").write_text(COUNTRIES)
    resources = [resource("rain", RAIN, RAIN_SCHEMA), resource("countries", COUNTRIES, COUNTRIES_SCHEMA)]
    text = json.dumps({"name": "weather", "title": "Дождь", "resources": resources}, indent=2, ensure_ascii=False)
    (data / "datapackage.json").write_text(text + "\n", encoding="utf-8")
    return root


def edit_rain(root: Path, old: str, new: str) -> Path:
    """Replace text in the table of rain."""
    path = root / "data" / "rain.csv"
    replace(path, old, new)
    return path


def edit_descriptor(root: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    path = root / "data" / "datapackage.json"
    descriptor = json.loads(path.read_text(encoding="utf-8"))
    change(descriptor)
    path.write_text(json.dumps(descriptor, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return path


def point_to_cities(root: Path) -> None:
    """Have the table of rain of the weather book point to a table of its cities."""
    cities = {"name": "cities", "path": "cities.csv", "schema": {"fields": [{"name": "name", "type": "string"}]}}
    key = {"fields": ["city"], "reference": {"resource": "cities", "fields": ["name"]}}
    edit_descriptor(root, lambda package: package["resources"].append(cities))
    edit_descriptor(root, lambda package: schema_of(package).update(foreignKeys=[key]))
    (root / "data" / "cities.csv").write_text("name\nnorth\nsouth\n", encoding="utf-8")


def schema_of(package: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = package["resources"][0]["schema"]
    return found


def refusal(root: Path, name: str = "rain") -> PressError:
    with pytest.raises(PressError) as caught:
        load_table(name, root)
    assert caught.value.remedy
    return caught.value
