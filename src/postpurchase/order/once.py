"""A property computed when first read, for values of which a reader looks at little."""

from __future__ import annotations

__all__ = ["once"]

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from collections.abc import Callable
    from functools import cached_property as once
    from typing import Any
else:

    class once:  # noqa: N801 - reads as a decorator
        """A property that is computed when first read and then kept in the instance's dict.

        On 3.11 `functools.cached_property` takes a lock, which costs more than most of these views.
        """

        def __init__(self, compute: Callable[[Any], Any]) -> None:
            self.compute = compute
            self.name = compute.__name__
            self.__doc__ = compute.__doc__

        def __get__(self, instance: Any, owner: type) -> Any:
            """Compute the value, so that the next reading finds it without coming here."""
            if instance is None:
                return self
            value = instance.__dict__[self.name] = self.compute(instance)
            return value
