"""A property computed when first read, for values of which a reader looks at little."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

_T = TypeVar("_T")


class once(Generic[_T]):  # noqa: N801 - reads as a decorator
    """A property that is computed when first read and then kept in the instance's dict.

    On 3.11 `functools.cached_property` takes a lock, which costs more than most of these views.
    """

    def __init__(self, compute: Callable[[Any], _T]) -> None:
        self.compute = compute
        self.name = compute.__name__
        self.__doc__ = compute.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: object, owner: type) -> _T: ...
    def __get__(self, instance: object | None, owner: type) -> Self | _T:
        """Compute the value, so that the next reading finds it without coming here."""
        if instance is None:
            return self
        value = instance.__dict__[self.name] = self.compute(instance)
        return value
