"""The service worker of a site: it knows the release by the files that it is made of."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from press.site.publish import write_service_worker


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in {"index.html": "start", "en/жаңбыр.html": "rain", ".nojekyll": ""}.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def worker(site: Path, slug: str = "rain") -> dict[str, object]:
    """The constants of the worker, as a browser reads them."""
    write_service_worker(site, slug)
    text = (site / "worker.js").read_text(encoding="utf-8")
    assert "{{" not in text
    return {name: json.loads(value) for name, value in re.findall(r"const (RELEASE|FILES|PREFIX) = (.*);\n", text)}


def test_caches_are_named_after_the_book_so_that_another_on_the_same_host_keeps_its_own(site: Path) -> None:
    constants = worker(site, 'rain "2"')
    assert constants["PREFIX"] == 'rain "2"-'
    assert str(constants["RELEASE"]).startswith('rain "2"-')
