"""Registries: what press knows by name, and what the extensions of a book add to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, Generic, TypeVar

from press.core.errors import PressError

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """Values of one ``kind`` ("language", "format") by name: press's ``own``, then those that extensions register, in this order.

    What an extension registers belongs to the book that names the extension (`press.core.extensions`), and is dropped
    when another book is loaded.
    """

    _all: ClassVar[list[Registry[Any]]] = []

    def __init__(self, kind: str, own: Mapping[str, T]) -> None:
        self._kind = kind
        self._own = dict(own)
        self._added: dict[str, T] = {}
        Registry._all.append(self)

    def register(self, name: str, value: T) -> None:
        """Add ``value`` as ``name`` for an extension; raise PressError where there is one of that name."""
        if name in self:
            raise PressError(
                f"the {self._kind} '{name}' is registered twice", remedy="give one of the two another name"
            )
        self._added[name] = value

    def __getitem__(self, name: str) -> T:
        return self._added[name] if name in self._added else self._own[name]

    def __iter__(self) -> Iterator[str]:
        yield from self._own
        yield from self._added

    def __len__(self) -> int:
        return len(self._own) + len(self._added)


def drop_added() -> None:
    """Drop what extensions have registered, in all registries."""
    for registry in Registry._all:
        registry._added.clear()
