"""Headers for hosts: they agree with one another, and allow what pages need."""

from __future__ import annotations

import re

import pytest
from support.small_books import ROOT

from press.builders.html.policy import policy_tag

FOLDER = ROOT / "docs" / "hosting"
FILES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.iterdir())}
VERSIONED = re.compile(r"/shared/[^/]*[.-][0-9a-f]{8,}\.(css|js|svg)$")
OTHERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)


def directives(text: str) -> dict[str, set[str]]:
    named = (directive.split() for directive in text.split(";"))
    return {name: set(sources) for name, *sources in named}


def policies(name: str) -> list[str]:
    return re.findall(r"default-src [^\"\n]*", FILES[name])


@pytest.mark.parametrize("name", FILES)
def test_the_policy_of_a_host_allows_what_the_policy_of_a_page_allows(name: str) -> None:
    of_host = directives(policies(name)[0])
    # The last attribute of the element.
    of_page = directives(policy_tag(["run()"], ["p{}"]).split('"')[3])
    of_host.setdefault("style-src-attr", of_host["style-src"])
    for directive, sources in of_page.items():
        plain = {source for source in sources if not source.startswith("'sha256-")}
        assert plain <= of_host[directive] | {"'none'"}, directive
        assert plain == sources or "'unsafe-inline'" in of_host[directive], directive
    assert of_host.keys() - of_page.keys() == {"frame-ancestors"}
    assert of_host["frame-ancestors"] == {"'none'"}


def test_all_hosts_say_the_same() -> None:
    assert set(FILES) == {"Caddyfile", "_headers", "nginx.conf"}
    assert len({policies(name)[0] for name in FILES}) == 1
    assert policies("nginx.conf")[1:] == policies("Caddyfile")[1:]
    for text in FILES.values():
        assert all(re.search(rf"{header}:? {value}", text) for header, value in OTHERS)


def test_only_names_with_a_checksum_are_kept_for_good() -> None:
    for name in ("nginx.conf", "Caddyfile"):
        assert VERSIONED.pattern in FILES[name]
        assert "no-cache" in FILES[name]
    assert "immutable" not in FILES["_headers"]
    kept = ("/shared/press.6942cd8e85.css", "/hearing/shared/table.7a4a6c93ff.js", "/shared/icon.9e0dd85f28.svg")
    assert all(VERSIONED.search(path) for path in kept)
    anew = ("/shared/hearing-state-data.zip", "/worker.js", "/en/index.html", "/en/pagefind/pagefind.js")
    assert not any(VERSIONED.search(path) for path in anew)
