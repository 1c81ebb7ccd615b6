"""How the book asks to be cited: CITATION.cff."""

from __future__ import annotations

import json

import jsonschema
import yaml
from small_books import ROOT


def test_the_citation_file_follows_the_schema_of_its_format() -> None:
    schema = json.loads((ROOT / "tests" / "standards" / "cff-1.2.0.json").read_text(encoding="utf-8"))
    jsonschema.validate(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8")), schema)
