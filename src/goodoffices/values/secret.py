"""A value told in confidence: it hides itself wherever it is printed, and is read only where that is meant."""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar

__all__ = ["Secret"]

T = TypeVar("T")


class Secret(Generic[T]):
    """Holds a value; `reveal` gives it. It shows as `<confidential>`, and cannot be pickled, iterated or formatted."""

    __slots__ = ("_value",)

    def __init__(self, value: T) -> None:
        self._value = value

    def reveal(self) -> T:
        """The value, for one who may see it."""
        return self._value

    def __repr__(self) -> str:
        return "<confidential>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self._value == other._value

    def __hash__(self) -> int:
        return hash(Secret)

    def __reduce__(self) -> NoReturn:
        raise TypeError("what is confidential is not written out")
