"""Children of both kinds."""

from __future__ import annotations

import pytest

from press.core import jobs


@pytest.fixture(params=["forked", "fresh"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Children of both kinds."""
    monkeypatch.setitem(jobs._FORKING, "safe", request.param == "forked")


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forked children, whatever other tests have started in this process: nothing here can wait for it."""
    monkeypatch.setitem(jobs._FORKING, "safe", True)
