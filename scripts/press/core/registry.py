"""Define registries: values by name, of press itself and of the extensions of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeVar

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """Values of one ``kind`` ("language", "check") by name: those ``of_press``, then those that extensions name with `extend`."""

    _all: ClassVar[list[Registry[Any]]] = []

    def __init__(self, kind: str, of_press: Mapping[str, T]) -> None:
        self._kind, self._own, self._values = kind, of_press, dict(of_press)
        Registry._all.append(self)

    def _loaded(self) -> dict[str, T]:
        for named in _NAMED.pop(self._kind, ()):
            module, _, name = named.partition(":")
            self._values.update(getattr(import_module(module), name))
        return self._values

    def __getitem__(self, name: str) -> T:
        return self._loaded()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._loaded())

    def __len__(self) -> int:
        return len(self._loaded())


# By kind, the mappings that extensions have named and nobody has looked into yet.
_NAMED: dict[str, list[str]] = {}


def extend(kind: str, named: str) -> None:
    """Add the values of a mapping, named as ``module:name``, to the registry of ``kind``.

    It is imported when somebody looks into the registry.
    """
    _NAMED.setdefault(kind, []).append(named)


def drop_added() -> None:
    """Remove what extensions have named, from all registries."""
    _NAMED.clear()
    for registry in Registry._all:
        registry._values = dict(registry._own)
