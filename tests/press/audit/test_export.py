"""All that is judged, as one file for all languages."""

from __future__ import annotations

import json
from pathlib import Path


def test_one_file_has_each_verdict_in_all_languages(site_with_problems: Path) -> None:
    whole = json.loads((site_with_problems / "figures.json").read_text(encoding="utf-8"))
    cost = whole["figures"]["cost"]
    assert (cost["value"], cost["unit"], cost["scale"], cost["verdict"]) == (
        1.5,
        "dollars",
        "million",
        "contradicts-record",
    )
    assert cost["right"]["likely"] is True and cost["evidence"][0]["address"].startswith("https://www.example.com")
    said = {
        language: (texts["written"], texts["right"], texts["correction"]) for language, texts in cost["texts"].items()
    }
    assert {key: [" ".join(one.split()) for one in texts] for key, texts in said.items()} == {
        "en": [
            "1.5 million US dollars",
            "1.8 million US dollars?",
            "The bridge cost 1.8 million US dollars, see The figures, checked.",
        ],
        "kk": [
            "1,5 млн АҚШ доллары",
            "1,8 млн АҚШ доллары?",
            "Көпірдің құны – 1,8 млн АҚШ доллары, қараңыз: Тексерілген сандар.",
        ],
    }
    assert all((site_with_problems / texts["page"]).is_file() for texts in cost["texts"].values())
