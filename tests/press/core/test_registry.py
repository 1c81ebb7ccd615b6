"""Values by name: press's own, then those of extensions, which another book has not."""

from __future__ import annotations

import pytest

from press.core.errors import PressError
from press.core.registry import Registry, drop_added, extend

SHAPES = {"square": "4", "circle": "0"}


@pytest.fixture(autouse=True)
def _no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """No registry but those of a test: what the extensions of a book have added to others stays."""
    monkeypatch.setattr(Registry, "_all", [])
    monkeypatch.setattr(Registry, "_named", {})


@pytest.fixture
def registry() -> Registry[str]:
    return Registry("shape", {"triangle": "3"})


def test_what_is_added_follows_press_s_own_in_the_order_in_which_it_was_added(registry: Registry[str]) -> None:
    registry.register("star", "5")
    extend("shape", f"{__name__}:SHAPES")
    assert list(registry.items()) == [("triangle", "3"), ("star", "5"), ("square", "4"), ("circle", "0")]


def test_every_way_to_look_in_loads_what_is_named() -> None:
    for look in (len, list, lambda registry: registry.get("square"), lambda registry: "square" in registry):
        registry = Registry("shape", {})
        extend("shape", f"{__name__}:SHAPES")
        look(registry)
        assert Registry._named == {}, look
        assert registry["circle"] == "0"


def test_what_is_named_for_one_kind_waits_for_that_kind(registry: Registry[str]) -> None:
    extend("solid", "no_module:NOTHING")
    assert list(registry) == ["triangle"]


@pytest.mark.parametrize("name", ["triangle", "star"])
def test_a_name_is_registered_once_whoever_has_it(registry: Registry[str], name: str) -> None:
    registry.register("star", "5")
    with pytest.raises(PressError, match=f"the shape '{name}' is registered twice"):
        registry.register(name, "6")
    assert dict(registry) == {"triangle": "3", "star": "5"}


def test_a_name_that_a_named_mapping_has_is_taken(registry: Registry[str]) -> None:
    extend("shape", f"{__name__}:SHAPES")
    with pytest.raises(PressError, match="the shape 'circle' is registered twice"):
        registry.register("circle", "1")


def test_what_is_unknown_is_a_key_error_as_in_any_mapping(registry: Registry[str]) -> None:
    with pytest.raises(KeyError):
        registry["star"]
    assert registry.get("star", "none") == "none"


def test_another_book_has_only_press_s_own(registry: Registry[str]) -> None:
    registry.register("star", "5")
    extend("shape", f"{__name__}:SHAPES")
    drop_added()
    assert dict(registry) == {"triangle": "3"}


@pytest.mark.parametrize("named", ["no_module:SHAPES", f"{__name__}:NONE", "no colon"])
def test_what_cannot_be_loaded_is_told_with_its_name(registry: Registry[str], named: str) -> None:
    extend("shape", named)
    with pytest.raises(PressError, match=f"an extension adds '{named}' to the registry of 'shape'") as caught:
        list(registry)
    assert caught.value.remedy
