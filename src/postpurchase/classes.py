"""Dataclasses whose methods are made when they are first called: importing one costs hardly more than a plain class.

The standard library writes and compiles six functions for every dataclass, and loads `inspect` to do so. A cold
start meets dozens of dataclasses and compares hardly any of their values, and functions that nobody called took
most of its time. Here a note stands in the place of each, and the first look-up puts the function there.

The classes behave as the standard library's, for `dataclasses.fields` and `dataclasses.replace` too, and type
checkers take them for these. Only inheritance is left out: no value of ours inherits. And `typing`, which takes as
long to load as twenty of our modules, is left to checkers: what is said to them alone stands under `if TYPE_CHECKING`, and of what
runs, `cast`, `Literal` and `Protocol` come from here.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from operator import attrgetter, eq, ge, gt, le, lt

from postpurchase.tuples import NamedTuple

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Any, Final

__all__ = [
    "Literal",
    "NamedTuple",
    "Protocol",
    "cast",
    "dataclass",
    "default_of",
    "field",
    "fields",
    "has_default",
    "hint",
    "hints",
    "is_dataclass",
    "replace",
]

_PARTS: Final = "__parts__"
_OPTIONS: Final = "__options__"
_FIELDS: Final = "__dataclass_fields__"
_PARAMS: Final = "__dataclass_params__"


# -- fields ---------------------------------------------------------------------------------------


class _Sign:
    """A value that stands for something else, and shows in signatures as what it stands for."""

    __slots__ = ("_shown",)

    def __init__(self, shown: str) -> None:
        self._shown = shown

    def __repr__(self) -> str:
        return self._shown


_NOTHING: Final = _Sign("nothing")
_ANEW: Final = _Sign("<factory>")


class _Part:
    """One field: its name, once that is known, and what was said of it in the words of `dataclasses.field`."""

    __slots__ = ("compare", "default", "default_factory", "hash", "init", "name", "repr")

    def __init__(
        self,
        *,
        default: Any = _NOTHING,
        default_factory: Any = _NOTHING,
        init: bool = True,
        repr: bool = True,
        hash: bool | None = None,
        compare: bool = True,
    ) -> None:
        self.name = ""
        self.default = default
        self.default_factory = default_factory
        self.init = init
        self.repr = repr
        self.hash = hash
        self.compare = compare

    def said(self) -> dict[str, Any]:
        """Return what `dataclasses.field` is to be told."""
        told = {name: getattr(self, name) for name in self.__slots__ if name != "name"}
        return {name: value for name, value in told.items() if value is not _NOTHING}


def _parts_in(kind: type) -> Iterator[_Part]:
    own = kind.__dict__
    for name in kind.__annotations__:
        given = own.get(name, _NOTHING)
        part = given if type(given) is _Part else _Part(default=given)
        part.name = name
        yield part


# -- classes --------------------------------------------------------------------------------------


def _dataclass(
    *,
    init: bool = True,
    repr: bool = True,
    eq: bool = True,
    order: bool = False,
    frozen: bool = False,
    slots: bool = False,
    kw_only: bool = False,
) -> Callable[[type], type]:
    """Return what makes a dataclass of a class, as `dataclasses.dataclass` does."""
    more: dict[str, object] = {
        **_STANDARD,
        **(_REPR if repr else {}),
        **(_EQ if eq else {}),
        **(_HASH if eq and frozen else {}),
        **(_ORDER if order else {}),
        **(_FROZEN if frozen else {}),
        **(_STATE if frozen and slots else {}),
        _OPTIONS: {
            "init": init,
            "repr": repr,
            "eq": eq,
            "order": order,
            "frozen": frozen,
            "kw_only": kw_only,
        },
    }

    def decorated(kind: type) -> type:
        if kind.__bases__ != (object,):
            raise TypeError(f"{kind.__name__} inherits; a dataclass of ours has no bases")
        parts = tuple(_parts_in(kind))
        positional = () if kw_only else tuple(part.name for part in parts if part.init)
        made = {"__init__": _Constructor()} if init else {}
        added = more | made | {_PARTS: parts, "__match_args__": positional}
        return _slotted(kind, parts, added) if slots else _filled(kind, parts, added)

    return decorated


def _slotted(kind: type, parts: tuple[_Part, ...], added: dict[str, object]) -> type:
    """Return the class anew: only a new one can have slots."""
    names = tuple(part.name for part in parts)
    own = {name: value for name, value in kind.__dict__.items() if name not in {*_UNSLOTTED, *names}}
    named = {"__slots__": names, "__qualname__": kind.__qualname__}
    return type(kind)(kind.__name__, kind.__bases__, added | own | named)


_UNSLOTTED: Final = ("__dict__", "__weakref__")


def _filled(kind: type, parts: tuple[_Part, ...], added: dict[str, object]) -> type:
    """Return the class itself, with its defaults and methods in it."""
    for name, value in added.items():
        if name not in kind.__dict__:
            setattr(kind, name, value)
    for part in parts:
        if part.default is not _NOTHING:
            setattr(kind, part.name, part.default)
        elif part.name in kind.__dict__:
            delattr(kind, part.name)
    return kind


# -- the constructor ------------------------------------------------------------------------------


def _init(kind: type) -> Callable[..., None]:
    """Write the constructor and compile it: of all methods, only this one may be called all the time."""
    parts, options = kind.__dict__[_PARTS], kind.__dict__[_OPTIONS]
    taken = [part for part in parts if part.init]
    known = dict(_known(kind, parts))
    star = ("*",) if taken and options["kw_only"] else ()
    body = [_put(part, known) for part in parts if part.init or has_default(part)]
    if hasattr(kind, "__post_init__"):
        body.append("self.__post_init__()")
    signature, lines = ", ".join(("self", *star, *map(_taken, taken))), "\n  ".join(body or ("pass",))
    source = f"def _({', '.join(known)}):\n def __init__({signature}):\n  {lines}\n return __init__"
    made: dict[str, Any] = {}
    exec(source, sys.modules[kind.__module__].__dict__, made)  # noqa: S102 - all names in it are those of fields
    found: Callable[..., None] = made["_"](**known)
    found.__qualname__ = f"{kind.__qualname__}.__init__"
    found.__annotations__ = {part.name: kind.__annotations__[part.name] for part in taken} | {"return": None}
    return found


def _known(kind: type, parts: Iterable[_Part]) -> Iterator[tuple[str, Any]]:
    """Yield the names that the constructor's text uses, and what they mean."""
    yield "_set", object.__setattr__
    yield "_anew", _ANEW
    for part in parts:
        if part.default is not _NOTHING:
            yield f"_value_{part.name}", part.default
        if part.default_factory is not _NOTHING:
            yield f"_make_{part.name}", part.default_factory
        if "__slots__" in kind.__dict__:
            yield f"_set_{part.name}", kind.__dict__[part.name].__set__


def _taken(part: _Part) -> str:
    if part.default_factory is not _NOTHING:
        return f"{part.name}=_anew"
    return part.name if part.default is _NOTHING else f"{part.name}=_value_{part.name}"


def _put(part: _Part, known: dict[str, Any]) -> str:
    """Return the line that gives a field its value; a slot's own setter is the quickest way past a frozen class."""
    name, value = part.name, part.name
    if not part.init:
        value = f"_value_{name}" if part.default_factory is _NOTHING else f"_make_{name}()"
    elif part.default_factory is not _NOTHING:
        value = f"_make_{name}() if {name} is _anew else {name}"
    return f"_set_{name}(self, {value})" if f"_set_{name}" in known else f"_set(self, {name!r}, {value})"


def _fill(value: Any, parts: Iterable[_Part], given: Mapping[str, Any]) -> None:
    """Give a value its fields one by one, as its constructor does once that is compiled."""
    for part in parts:
        if part.init and part.name in given:
            object.__setattr__(value, part.name, given[part.name])
        elif has_default(part):
            object.__setattr__(value, part.name, default_of(part))
    if hasattr(value, "__post_init__"):
        value.__post_init__()


def _are_all(given: Mapping[str, Any], parts: Iterable[_Part]) -> bool:
    """Say whether these are the constructor's arguments: none missing, none unknown."""
    names = {part.name: part for part in parts if part.init}
    return given.keys() <= names.keys() and all(
        name in given or has_default(part) for name, part in names.items()
    )


# -- the other methods ----------------------------------------------------------------------------


def _repr(kind: type) -> Callable[[Any], str]:
    names = [part.name for part in kind.__dict__[_PARTS] if part.repr]

    def __repr__(self: Any) -> str:  # noqa: N807
        shown = ", ".join([f"{name}={getattr(self, name)!r}" for name in names])
        return f"{type(self).__qualname__}({shown})"

    return __repr__


def _values(parts: Iterable[_Part]) -> Callable[[Any], tuple[Any, ...]]:
    """Return what takes the values of some fields out of an object."""
    names = [part.name for part in parts]
    return (
        attrgetter(*names) if len(names) > 1 else lambda self: tuple([getattr(self, name) for name in names])
    )


def _compared(name: str, compare: Callable[[Any, Any], bool]) -> _Later:
    def make(kind: type) -> Callable[[Any, Any], bool]:
        values = _values(part for part in kind.__dict__[_PARTS] if part.compare)

        def method(self: Any, other: Any) -> Any:
            if other.__class__ is not self.__class__:
                return NotImplemented
            return compare(values(self), values(other))

        method.__name__, method.__qualname__ = name, f"{kind.__qualname__}.{name}"
        return method

    return _Later(name, make)


def _hash(kind: type) -> Callable[[Any], int]:
    parts = kind.__dict__[_PARTS]
    values = _values(part for part in parts if (part.compare if part.hash is None else part.hash))

    def __hash__(self: Any) -> int:  # noqa: N807
        return hash(values(self))

    return __hash__


def _refuse_to_set(self: Any, name: str, value: object) -> None:
    raise _frozen(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: Any, name: str) -> None:
    raise _frozen(f"cannot delete field {name!r}")


def _frozen(wrong: str) -> Exception:
    from dataclasses import FrozenInstanceError

    return FrozenInstanceError(wrong)


def _state(self: Any) -> list[Any]:
    return [getattr(self, part.name) for part in type(self).__parts__]


def _restore(self: Any, state: list[Any]) -> None:
    for part, value in zip(type(self).__parts__, state, strict=True):
        object.__setattr__(self, part.name, value)


# -- as the standard library sees it --------------------------------------------------------------


def _standard_fields(kind: type) -> Any:
    options = kind.__dict__[_OPTIONS]
    return getattr(_twin(kind, init=False, repr=False, eq=False, kw_only=options["kw_only"]), _FIELDS)


def _standard_params(kind: type) -> Any:
    return getattr(_twin(kind, **kind.__dict__[_OPTIONS]), _PARAMS)


def _twin(kind: type, **options: bool) -> type:
    """Return a dataclass of the standard library's with the same fields, and the methods asked for."""
    import dataclasses

    said = {part.name: dataclasses.field(**part.said()) for part in kind.__dict__[_PARTS]}
    about = {"__module__": kind.__module__, "__annotations__": kind.__annotations__, "__doc__": kind.__name__}
    return dataclasses.dataclass(**options)(type(kind.__name__, (), about | said))


# -- which class has which methods ----------------------------------------------------------------


class _Later:
    """What stands for a method or a list of fields until it is first looked up, and then puts it in its place."""

    __slots__ = ("_make", "_name")

    def __init__(self, name: str, make: Callable[[type], Any]) -> None:
        self._name = name
        self._make = make

    def __get__(self, instance: object, owner: type) -> Any:
        # as of 3.14, inspect.signature looks methods up with the class in the place of a value
        kinds = instance.__mro__ if isinstance(instance, type) else owner.__mro__
        home = next(base for base in kinds if _PARTS in base.__dict__)
        made = self._make(home)
        setattr(home, self._name, made)
        bind = getattr(made, "__get__", None)
        return made if bind is None else bind(instance, owner)


class _Constructor(_Later):
    """What stands for a constructor: it gives the first few values their fields itself, and is compiled for more.

    A cold start makes a single value of most classes, and compiling takes as long as some forty values made so.
    """

    __slots__ = ("_left",)

    def __init__(self) -> None:
        super().__init__("__init__", _init)
        self._left = 4

    def __get__(self, instance: object, owner: type) -> Any:
        if self._left <= 0 or instance is None or isinstance(instance, type):  # below 0 where threads met
            return super().__get__(instance, owner)
        self._left -= 1
        compiled = super().__get__

        def first(*args: Any, **given: Any) -> None:
            parts = owner.__parts__  # type: ignore[attr-defined]
            if args or not _are_all(given, parts):
                compiled(instance, owner)(*args, **given)
            else:
                _fill(instance, parts, given)

        return first


_REPR: Final = {"__repr__": _Later("__repr__", _repr)}
_EQ: Final = {"__eq__": _compared("__eq__", eq)}
_HASH: Final = {"__hash__": _Later("__hash__", _hash)}
_ORDER: Final = {
    name: _compared(name, compare)
    for name, compare in (("__lt__", lt), ("__le__", le), ("__gt__", gt), ("__ge__", ge))
}
_FROZEN: Final = {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
_STATE: Final = {"__getstate__": _state, "__setstate__": _restore}
_STANDARD: Final = {_FIELDS: _Later(_FIELDS, _standard_fields), _PARAMS: _Later(_PARAMS, _standard_params)}


# -- the public face ------------------------------------------------------------------------------


def _fields(kind: Any) -> tuple[Any, ...]:
    """Return the fields of a dataclass or of its values, whoever made it."""
    home = kind if isinstance(kind, type) else type(kind)
    if _PARTS not in home.__dict__:
        import dataclasses

        return dataclasses.fields(home)
    own: tuple[_Part, ...] = home.__dict__[_PARTS]
    return own


def _is_dataclass(kind: Any) -> bool:
    """Say whether something is a dataclass or a value of one, whoever made it."""
    home = kind if isinstance(kind, type) else type(kind)
    return _PARTS in home.__dict__ or hasattr(home, _FIELDS)


def has_default(part: Any) -> bool:
    """Say whether a field of a dataclass, whoever made it, need not be given."""
    nothing = _nothing(part)
    return part.default is not nothing or part.default_factory is not nothing


def default_of(part: Any) -> Any:
    """Return the value that a field has where none is given, made anew where it has to be; only for one that has any."""
    return part.default if part.default_factory is _nothing(part) else part.default_factory()


def _nothing(part: Any) -> object:
    if type(part) is _Part:
        return _NOTHING
    from dataclasses import MISSING

    return MISSING


def hints(kind: Any) -> dict[str, Any]:
    """Return what the fields of a dataclass are declared to be, as `typing.get_type_hints` does in three times the time."""
    if _PARTS not in kind.__dict__:
        from typing import get_type_hints

        return get_type_hints(kind)
    return {name: hint(kind, name) for name in kind.__annotations__}


def hint(kind: Any, name: str) -> Any:
    """Return what one field of a dataclass is declared to be."""
    if _PARTS not in kind.__dict__:
        return hints(kind)[name]
    return _meant(kind.__module__, kind.__annotations__[name])


@lru_cache(maxsize=1024)
def _meant(module: str, text: str) -> Any:
    known = sys.modules[module].__dict__
    return known[text] if text in known else eval(text, known)  # noqa: S307 - the text is our own source


def _replace(value: Any, /, **changes: Any) -> Any:
    """Return a value like this one but for the changes, as `dataclasses.replace` does."""
    kept = {
        part.name: getattr(value, part.name)
        for part in _fields(value)
        if part.init and part.name not in changes
    }
    return type(value)(**kept, **changes)


class _Literal:
    """What stands for one of some texts: a text."""

    def __class_getitem__(cls, _texts: object) -> type[str]:
        return str


def _cast(_kind: object, value: Any) -> Any:
    return value


if TYPE_CHECKING:
    from dataclasses import dataclass, field, fields, is_dataclass, replace
    from typing import Literal, Protocol, cast
else:
    Literal, Protocol, cast = _Literal, object, _cast
    dataclass, field, fields, is_dataclass, replace = _dataclass, _Part, _fields, _is_dataclass, _replace
