"""A published table is a data resource in codes, with the types of Table Schema."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd

from press.core.text import Json
from press.notebooks.publish import data_resource

FRAME = pd.DataFrame(
    {
        "city": ["Almaty", None],
        "days": pd.array([12, None], dtype="Int64"),
        "share": [0.5, np.nan],
        "wet": [True, False],
        "since": [1915.0, np.nan],
        "kind": pd.Categorical(["dry", None]),
    }
)


def resource(**facts: object) -> Json:
    given: dict[str, object] = {"units": {}, "digits": {}, "literal": (), "quantities": {}, "years": (), **facts}
    return data_resource("rain", FRAME, **given)  # type: ignore[arg-type]


def test_columns_have_the_types_of_table_schema_and_missing_values_are_null() -> None:
    found = resource(years={"since"})
    assert {field["name"]: field["type"] for field in found["schema"]["fields"]} == {
        "city": "string",
        "days": "integer",
        "share": "number",
        "wet": "boolean",
        "since": "year",
        "kind": "string",
    }
    assert found["data"] == [
        {"city": "Almaty", "days": 12, "share": 0.5, "wet": True, "since": 1915, "kind": "dry"},
        dict.fromkeys(FRAME.columns) | {"wet": False},
    ]
    # Nothing of NumPy is left, of which JSON knows nothing.
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_what_an_author_says_of_a_column_is_in_its_field_and_a_year_has_no_unit_beside() -> None:
    found = resource(
        units={"days": "day", "since": "year"},
        digits={"share": 2},
        literal=["city"],
        quantities={"share": ("unit", "scale")},
        years={"since"},
    )
    assert found["schema"]["fields"] == [
        {"name": "city", "type": "string", "literal": True},
        {"name": "days", "type": "integer", "unit": "day"},
        {"name": "share", "type": "number", "digits": 2, "quantity": ["unit", "scale"]},
        {"name": "wet", "type": "boolean"},
        {"name": "since", "type": "year"},
        {"name": "kind", "type": "string"},
    ]
