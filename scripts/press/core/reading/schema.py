"""Check what people write in YAML against a JSON Schema, and tell what is wrong in words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from jsonschema import Draft7Validator

from press.core.reading.yaml_file import Keys
from press.core.text import near_names

# Where a fault stands, and what is wrong with what remedy.
KeyedFault = tuple[Keys, str]
_REMEDY = "correct the value, or put a text in quotes"


def schema_faults(document: Any, schema: dict[str, Any], name: str = "") -> Iterator[KeyedFault]:
    """Yield what is wrong with the value of ``name`` in a file, by default with all of it: the first fault of each value.

    Beside the words of JSON Schema a ``schema`` may have ``what`` ("no address") and ``remedy``, which are told instead.
    """
    found = Draft7Validator(schema).iter_errors(document)
    # A key that is mistyped is lacking as well.
    errors = sorted(found, key=lambda error: ([*map(str, error.path)], error.validator != "additionalProperties"))
    for _, (error, *_) in groupby(errors, lambda error: list(error.path)):
        keys, below = tuple(error.path), next((key for key in reversed(error.path) if isinstance(key, str)), name)
        where = f"below '{below}'" if below else "at the top"
        if error.validator == "additionalProperties":
            known = error.schema["properties"]
            for key in (key for key in error.instance if key not in known):
                remedy = f"write {near_names(str(key), known)}, remove it, or move it to where it belongs"
                yield (*keys, str(key)), f"there is no setting '{key}' {where}; {remedy}"
        elif error.validator == "required":
            missing = next(key for key in error.validator_value if key not in error.instance)
            yield keys, f"there is no '{missing}' {where}; add it"
        elif "what" in error.schema:
            words = f"'{error.instance}' is {error.schema['what']}; {error.schema.get('remedy', _REMEDY)}"
            yield keys, f"'{'.'.join(map(str, keys)) or name}': {words}"
        # A text that is not known yet.
        elif error.instance is not None or "string" not in error.validator_value:
            yield keys, f"'{'.'.join(map(str, keys)) or name}': {error.message}; {_REMEDY}"
