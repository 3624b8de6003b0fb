"""Whether values are of the kinds they are declared to be: Python does not ask, and a typo must not pass.

A declaration is a class, a union, or one of the collections in the table below; of others nothing is
asked. A word of a closed vocabulary may be given as its plain text, and becomes the word: the engine
compares words by identity.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from types import NoneType, UnionType

from postpurchase.classes import NamedTuple, fields, hint, is_dataclass
from postpurchase.errors import Fault, InvalidInput

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any, Final, TypeVar

    _Kind = TypeVar("_Kind")


def must_be(path: str, value: object, kind: type[_Kind], right: str) -> _Kind:
    """Return a value that is of that kind; raise `InvalidInput` with what would be right for any other."""
    if isinstance(value, kind):
        return value
    raise InvalidInput([_misfit(value, kind.__name__, right, path)])


def must_be_all(path: str, values: object, kind: type[_Kind], right: str) -> tuple[_Kind, ...]:
    """Return the values of a collection that are all of that kind; raise `InvalidInput` with all that are not."""
    if not isinstance(values, Iterable) or isinstance(values, str | bytes | Mapping):
        raise InvalidInput([_misfit(values, f"a collection of {kind.__name__}", right, path)])
    found = tuple(values)
    if {*map(type, found)} <= {kind}:
        return found
    faults = [
        _misfit(value, kind.__name__, right, f"{path}.{i}")
        for i, value in enumerate(found)
        if not isinstance(value, kind)
    ]
    if faults:
        raise InvalidInput(faults)
    return found


def must_be_mapping(path: str, value: object, right: str) -> None:
    """Raise `InvalidInput` for what is no mapping from texts."""
    if not isinstance(value, Mapping):
        raise InvalidInput([_misfit(value, "a mapping", right, path)])
    must_be_texts(path, tuple(value), right)


def must_be_texts(path: str, values: object, right: str) -> tuple[str, ...]:
    """Return the texts of a collection of nothing else; raise `InvalidInput` for all that are none, a lone text included."""
    return must_be_all(path, values, str, right)


def check_name(path: str, name: str) -> None:
    """Raise `InvalidInput` unless a name is a text with something in it."""
    if not name or not isinstance(name, str):
        raise InvalidInput([_misfit(name, "a name", "give a text that is not empty", path)])


def misfits(value: Any) -> Iterator[Fault]:
    """Yield a fault for every field, however deep, that is not of its declared kind.

    >>> from dataclasses import dataclass
    >>> @dataclass
    ... class Parcel:
    ...     grams: int
    ...     holds: tuple[str, ...] = ()
    >>> [str(fault) for fault in misfits(Parcel("heavy", ["kettle"]))]
    ['grams: text, not a whole number; give a whole number', 'holds: list, not a tuple; give one, as in (a, b), or (a,) for a single one']
    """
    if not _all_fit(value):
        for field in _declared(value.__class__):
            found = field.check.faults(getattr(value, field.name))
            yield from (fault.under(field.name) for fault in found)


def settled(value: object) -> list[Fault]:
    """Return all misfits of a value's fields; where there are none, let words given as text become words."""
    if _all_fit(value):
        return []
    faults = sorted(misfits(value))
    if not faults:
        _settle_fields(value)
    return faults


def check_kinds(value: object) -> None:
    """Settle a value's fields; raise `InvalidInput` for all that are not of their declared kind."""
    faults = settled(value)
    if faults:
        raise InvalidInput(faults)


def _settle_fields(value: Any) -> Any:
    for field in _declared(value.__class__):
        old = getattr(value, field.name)
        new = old if field.fits(old) else field.check.settle(old)
        if new is not old:
            object.__setattr__(value, field.name, new)  # frozen, and the same: a word equals its text
    return value


class _Check(NamedTuple):
    """Whether a value fits a declaration as it is; what is wrong with it; what it is once its texts are words."""

    fits: Callable[[Any], bool]
    faults: Callable[[Any], Iterator[Fault]]
    settle: Callable[[Any], Any] = _settle_fields


class _Declared:
    """A field, and what its values are held to, which is read when the first value comes that is not the default."""

    __slots__ = ("_check", "_default", "_kind", "name")

    def __init__(self, kind: Any, part: Any) -> None:
        self.name: str = part.name
        self._kind = kind
        self._default = part.default  # a mark that no value is where there is none
        self._check: _Check | None = None

    @property
    def check(self) -> _Check:
        """What a value is held to."""
        if self._check is None:
            self._check = _check_of(hint(self._kind, self.name))
        return self._check

    def fits(self, value: object) -> bool:
        """Say whether a value is of the declared kind."""
        return value is self._default or self.check.fits(value)


def _all_fit(value: Any) -> bool:
    return all(field.fits(getattr(value, field.name)) for field in _declared(value.__class__))


@lru_cache(maxsize=256)
def _declared(kind: Any) -> tuple[_Declared, ...]:
    if not is_dataclass(kind):
        return ()
    return tuple([_Declared(kind, part) for part in fields(kind) if part.init])


def _check_of(hint: Any) -> _Check:
    origin: object = getattr(hint, "__origin__", None)
    inner: tuple[Any, ...] = getattr(hint, "__args__", ())
    if isinstance(hint, UnionType) or str(origin) == "typing.Union":
        return _either(tuple(map(_check_of, inner)), hint)
    if origin is tuple:
        return _fixed(tuple(map(_check_of, inner))) if Ellipsis not in inner else _tuple(_check_of(inner[0]))
    if origin in _COLLECTIONS:
        return _COLLECTIONS[origin](tuple(map(_check_of, inner)))
    if not isinstance(hint, type) or hint is object:
        return _Check(lambda value: True, lambda value: iter(()))
    return _of_words(hint) if issubclass(hint, StrEnum) else _of_class(hint)


def _of_words(kind: type[StrEnum]) -> _Check:
    words = frozenset(kind)

    def faults(value: object) -> Iterator[Fault]:
        if not isinstance(value, str) or value not in words:
            yield Fault("", "not a known word", f"give one of {', '.join(kind)}")

    return _Check(lambda value: type(value) is kind, faults, kind)


def _of_class(kind: type) -> _Check:
    no_truth = kind in (int, float)
    kinds = (int, float) if kind is float else kind

    def is_kind(value: object) -> bool:
        return isinstance(value, kinds) and not (no_truth and isinstance(value, bool))

    def faults(value: object) -> Iterator[Fault]:
        if is_kind(value):
            yield from misfits(value)
        else:
            yield _misfit(value, _named(kind), f"give {_named(kind)}")

    return _Check(lambda value: is_kind(value) and _all_fit(value), faults)


def _either(checks: tuple[_Check, ...], hint: object) -> _Check:
    def fits(value: object) -> bool:
        return any(check.fits(value) for check in checks)

    def faults(value: object) -> Iterator[Fault]:
        found = [list(check.faults(value)) for check in checks]
        if all(found):
            deepest = max(found, key=lambda faults: len(faults[0].path))
            yield from deepest if deepest[0].path else [_misfit(value, _union(hint), f"give {_union(hint)}")]

    def settle(value: object) -> object:
        return next(check for check in checks if not list(check.faults(value))).settle(value)

    return _Check(fits, faults, settle)


def _tuple(of: _Check) -> _Check:
    def fits(value: object) -> bool:
        return isinstance(value, tuple) and all(map(of.fits, value))

    def faults(value: object) -> Iterator[Fault]:
        if not isinstance(value, tuple):
            yield _misfit(value, "a tuple", "give one, as in (a, b), or (a,) for a single one")
            return
        for i, item in enumerate(value):
            yield from (fault.under(str(i)) for fault in of.faults(item))

    return _Check(fits, faults, lambda value: tuple(map(of.settle, value)))


def _fixed(parts: tuple[_Check, ...]) -> _Check:
    """Return what a tuple of so many parts is held to, each to its own declaration."""
    wanted = f"a tuple of {len(parts)}"

    def is_so_long(value: object) -> bool:
        return isinstance(value, tuple) and len(value) == len(parts)

    def fits(value: Any) -> bool:
        return is_so_long(value) and all(part.fits(item) for part, item in zip(parts, value, strict=True))

    def faults(value: Any) -> Iterator[Fault]:
        if not is_so_long(value):
            yield _misfit(value, wanted, f"give {len(parts)} values")
            return
        for i, (part, item) in enumerate(zip(parts, value, strict=True)):
            yield from (fault.under(str(i)) for fault in part.faults(item))

    def settle(value: tuple[object, ...]) -> object:
        return tuple(part.settle(item) for part, item in zip(parts, value, strict=True))

    return _Check(fits, faults, settle)


def _frozenset(checks: tuple[_Check, ...]) -> _Check:
    def fits(value: object) -> bool:
        return isinstance(value, frozenset) and all(map(checks[0].fits, value))

    def faults(value: object) -> Iterator[Fault]:
        if not isinstance(value, frozenset):
            yield _misfit(value, "a frozenset", "give one, as in frozenset({a, b})")
            return
        for item in value:
            yield from checks[0].faults(item)

    return _Check(fits, faults, lambda value: frozenset(map(checks[0].settle, value)))


def _mapping(checks: tuple[_Check, ...]) -> _Check:
    names, items = checks

    def fits(value: object) -> bool:
        return (
            isinstance(value, Mapping)
            and all(map(names.fits, value))
            and all(map(items.fits, value.values()))
        )

    def faults(value: object) -> Iterator[Fault]:
        if not isinstance(value, Mapping):
            yield _misfit(value, "a mapping", "give one, as in {name: value}")
            return
        for name, item in value.items():
            wrong = list(names.faults(name))
            yield from wrong or (fault.under(str(name)) for fault in items.faults(item))

    def settle(value: Mapping[object, object]) -> object:
        return {names.settle(name): items.settle(item) for name, item in value.items()}

    return _Check(fits, faults, settle)


_COLLECTIONS: Final[Mapping[object, Callable[[tuple[_Check, ...]], _Check]]] = {
    frozenset: _frozenset,
    Mapping: _mapping,
}


def _misfit(value: object, wanted: str, right: str, path: str = "") -> Fault:
    """Return the fault of a value of another kind; its kind is shown, never the value."""
    return Fault(path, f"{_named(type(value))}, not {wanted}", right)


def _named(kind: type) -> str:
    return {
        NoneType: "None",
        str: "text",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
    }.get(kind, kind.__name__)


def _union(hint: object) -> str:
    parts: tuple[Any, ...] = getattr(hint, "__args__", ())
    return " or ".join(_named(getattr(part, "__origin__", part)) for part in parts)
