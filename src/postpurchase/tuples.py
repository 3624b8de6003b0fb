"""Tuples with named places, as `typing.NamedTuple` makes them, in a tenth of the time.

The standard library writes the constructor of each as text and compiles it, and makes the four other methods anew.
Here the methods are shared, and a constructor is a template's with other names in it: nothing is compiled.
"""

from __future__ import annotations

from collections import _tuplegetter, namedtuple  # type: ignore[attr-defined]
from types import FunctionType

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Any, Final

__all__ = ["NamedTuple"]

_new: Final[Callable[..., Any]] = tuple.__new__


# fmt: off
_CONSTRUCTORS: Final[tuple[Any, ...]] = (
    lambda _cls: _new(_cls, ()),
    lambda _cls, a: _new(_cls, (a,)),
    lambda _cls, a, b: _new(_cls, (a, b)),
    lambda _cls, a, b, c: _new(_cls, (a, b, c)),
    lambda _cls, a, b, c, d: _new(_cls, (a, b, c, d)),
    lambda _cls, a, b, c, d, e: _new(_cls, (a, b, c, d, e)),
    lambda _cls, a, b, c, d, e, f: _new(_cls, (a, b, c, d, e, f)),
    lambda _cls, a, b, c, d, e, f, g: _new(_cls, (a, b, c, d, e, f, g)),
    lambda _cls, a, b, c, d, e, f, g, h: _new(_cls, (a, b, c, d, e, f, g, h)),
)
# fmt: on
"""The constructors of a tuple of so many places; what a place is called is a name in its code and no more."""


def _constructor(name: str, places: tuple[str, ...], defaults: tuple[Any, ...]) -> Any:
    if len(places) >= len(_CONSTRUCTORS):
        return namedtuple(name, places, defaults=defaults).__new__  # noqa: PYI024 - it is what makes them
    template = _CONSTRUCTORS[len(places)]
    code = template.__code__.replace(
        co_varnames=("_cls", *places), co_name="__new__", co_qualname=f"{name}.__new__"
    )
    return FunctionType(code, template.__globals__, "__new__", defaults or None)


# -- what all of them do --------------------------------------------------------------------------


def _make(cls: Any, values: Iterable[Any]) -> Any:
    """Make one of as many values as it has places."""
    made = _new(cls, values)
    if len(made) != len(cls._fields):
        raise TypeError(f"Expected {len(cls._fields)} arguments, got {len(made)}")
    return made


def _replace(self: Any, /, **changes: Any) -> Any:
    """Return one like this but for the changes."""
    made = self._make(map(changes.pop, self._fields, self))
    if changes:
        raise ValueError(f"Got unexpected field names: {[*changes]!r}")
    return made


def _asdict(self: Any) -> dict[str, Any]:
    """Return the values by the names of their places."""
    return dict(zip(self._fields, self, strict=True))


def _repr(self: Any) -> str:
    shown = ", ".join([f"{name}={value!r}" for name, value in zip(self._fields, self, strict=True)])
    return f"{type(self).__name__}({shown})"


def _arguments(self: Any) -> tuple[Any, ...]:
    return tuple(self)


_SHARED: Final[dict[str, Any]] = {
    "__slots__": (),
    "_make": classmethod(_make),
    "_replace": _replace,
    "__replace__": _replace,
    "_asdict": _asdict,
    "__repr__": _repr,
    "__getnewargs__": _arguments,
}


class _Named(type):
    """What makes a tuple with named places of a class, and reads no declarations."""

    def __new__(metacls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:
        if not bases:
            return super().__new__(metacls, name, bases, body)
        declared = body.get("__annotations__", {})
        places = (*declared,)
        given = {place: body[place] for place in places if place in body}
        own = {place: _tuplegetter(at, f"Alias for field number {at}") for at, place in enumerate(places)}
        made = _constructor(name, places, (*given.values(),))
        made.__annotations__ = declared
        named = {"_fields": places, "_field_defaults": given, "__match_args__": places, "__new__": made}
        return type(name, (tuple,), {**_SHARED, **body, **named, **own})


class _NamedTuple(metaclass=_Named):
    """What a class of tuples names as its base; it is none of theirs."""


if TYPE_CHECKING:
    from typing import NamedTuple
else:
    NamedTuple = _NamedTuple
