"""Explain why two releases of one commit differ, as far as their manifests show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from press.release.manifest import Manifest


def reasons(release: Manifest, again: Manifest) -> Iterator[str]:
    """Yield, in plain words, each input of ``release`` that differs from that of ``again``, made from its commit."""
    if release.lock != again.lock:
        yield "the release was made with another lock: its requirements.txt is not that of the commit"
    yield from _versions("package", release.tools, again.tools)
    if release.press["version"] != again.press["version"]:
        yield f"the release was made by press {release.press['version']}, the commit has {again.press['version']}"
    elif release.press != again.press:
        yield "the release was made by a press whose files are not those of the commit"
    for said, then, now in (
        ("book", release.book, again.book),
        ("version", release.version, again.version),
        ("date", release.date, again.date),
        ("address of the site", release.address, again.address),
    ):
        if then != now:
            yield f"the manifest gives as {said} '{then}', the commit '{now}'"


def _versions(kind: str, then: Mapping[str, str], now: Mapping[str, str]) -> Iterator[str]:
    for name in sorted({*then, *now}):
        if then.get(name) != now.get(name):
            yield f"the {kind} {name}: {then.get(name) or 'none'} in the release, {now.get(name) or 'none'} here"
