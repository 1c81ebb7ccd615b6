"""Define registries: values by name, of press itself and of the extensions of a book."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, ClassVar, Generic, TypeVar

from press.core.errors import PressError

T = TypeVar("T")


class Registry(Mapping[str, T], Generic[T]):
    """Values of one ``kind`` ("language", "format") by name: press's ``own``, then those that extensions register, in this order.

    What an extension registers belongs to the book that names the extension (`press.core.extensions`), and is dropped
    when another book is loaded.
    """

    _all: ClassVar[list[Registry[Any]]] = []
    _named: ClassVar[dict[str, list[str]]] = {}

    def __init__(self, kind: str, own: Mapping[str, T]) -> None:
        self._kind = kind
        self._own = dict(own)
        self._added: dict[str, T] = {}
        Registry._all.append(self)

    def register(self, name: str, value: T) -> None:
        """Add ``value`` as ``name`` for an extension; raise PressError where there is one of that name."""
        if name in self:
            message = f"the {self._kind} '{name}' is registered twice"
            raise PressError(message, remedy="give one of the two another name")
        self._added[name] = value

    def _add_named(self) -> None:
        """Register the values of the mappings that extensions have named with `extend`."""
        for named in Registry._named.pop(self._kind, ()):
            for name, value in _mapping(self._kind, named).items():
                self.register(name, value)

    def __getitem__(self, name: str) -> T:
        self._add_named()
        return self._added[name] if name in self._added else self._own[name]

    def __iter__(self) -> Iterator[str]:
        self._add_named()
        yield from self._own
        yield from self._added

    def __len__(self) -> int:
        self._add_named()
        return len(self._own) + len(self._added)


def extend(kind: str, named: str) -> None:
    """Register the values of a mapping, named as ``module:name``, when the registry of ``kind`` is first looked into.

    So an extension costs no import where nobody asks for what it adds.
    """
    Registry._named.setdefault(kind, []).append(named)


def _mapping(kind: str, named: str) -> Mapping[str, Any]:
    module, _, name = named.partition(":")
    try:
        found: Mapping[str, Any] = getattr(import_module(module), name)
    except Exception as error:
        message = f"an extension adds '{named}' to the registry of '{kind}', which cannot be loaded: {type(error).__name__}: {error}"
        raise PressError(message, remedy="correct the extension: name a mapping as 'module:name'") from None
    return found


def drop_added() -> None:
    """Remove what extensions have registered or named, from all registries."""
    Registry._named.clear()
    for registry in Registry._all:
        registry._added.clear()
