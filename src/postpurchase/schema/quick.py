"""Trees that are plainly right into values, without pydantic: a first decision from JSON waits for no checks to be built.

A reader is drawn from a dataclass's annotations, as the careful shapes are; it returns the very value that they
would, or it is unsure and raises, and then they judge. So no reader says what is wrong. An invariant's
`InvalidInput` and a name that is not known come from the values themselves, and mean the same.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import lru_cache, partial
from typing import Any, Final, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from postpurchase.classes import hints, is_dataclass
from postpurchase.errors import InvalidInput
from postpurchase.events import SHAPE_OF, Event, LineQuantity
from postpurchase.ledger import FactValue, Row
from postpurchase.people import Customer, Shop
from postpurchase.policy import Policy
from postpurchase.presets import PRESETS
from postpurchase.schema.cases import CASE_FORMAT, Case
from postpurchase.schema.fields import MAX_EVENTS, MAX_ITEMS, given_fields, is_required, json_name
from postpurchase.schema.settings import POLICY_FORMAT, with_settings
from postpurchase.schema.single import (
    MAX_INTEGER,
    MAX_TEXT,
    read_clock,
    read_country,
    read_date,
    read_duration,
    read_instant,
    read_locale,
    read_zone,
)
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, Slot, TimeWindow

Read: TypeAlias = Callable[[Any], Any]


class Unsure(Exception):
    """A tree is not plainly right."""


class Column(NamedTuple):
    """A field: its name in Python, what reads it, and whether it has to be there."""

    name: str
    read: Read
    is_required: bool


def read(root: str, tree: object) -> Any:
    """Return the value that a tree stands for, when it is plainly right."""
    return _ROOTS[root](tree)


# -- single values --------------------------------------------------------------------------------


def _exact(kind: type) -> Read:
    def read(value: object) -> object:
        if type(value) is not kind:
            raise Unsure
        return value

    return read


def _whole(value: Any) -> int:
    if type(value) is not int or not -MAX_INTEGER <= value <= MAX_INTEGER:
        raise Unsure
    return value


def _text(value: Any) -> str:
    if type(value) is not str or len(value) > MAX_TEXT:
        raise Unsure
    return value


def _name(value: Any) -> str:
    if not _text(value):
        raise Unsure
    return _text(value)


def _word_of(kind: type[Enum]) -> Read:
    known = {str(word.value): word for word in kind}

    def read(value: object) -> Enum:
        if type(value) is not str or value not in known:
            raise Unsure
        return known[value]

    return read


def _fact(value: Any) -> FactValue:
    if type(value) is dict:
        found: FactValue = _window(value) if "earliest" in value else _read_shape(Slot, value)
        return found
    for read in (read_date, read_instant) if type(value) is str else ():
        with suppress(InvalidInput):
            return read(value)
    if value is None or type(value) in {bool, int, str}:
        word: FactValue = value
        return word
    raise Unsure


def _end(value: object) -> date | datetime:
    return read_instant(value) if type(value) is str and len(value) > len("2026-10-05") else read_date(value)


def _window(value: Any) -> DateWindow | TimeWindow:
    if type(value) is not dict or value.keys() != {"earliest", "latest"}:
        raise Unsure
    earliest, latest = _end(value["earliest"]), _end(value["latest"])
    if isinstance(earliest, datetime) and isinstance(latest, datetime):
        return TimeWindow(earliest=earliest, latest=latest)
    if isinstance(earliest, datetime) or isinstance(latest, datetime):
        raise Unsure
    return DateWindow(earliest=earliest, latest=latest)


_SINGLE: Final[Mapping[Any, Read]] = {
    datetime: read_instant,
    date: read_date,
    time: read_clock,
    timedelta: read_duration,
    str: _text,
    int: _whole,
    bool: _exact(bool),
    object: _fact,
}
_BY_NAME: Final[Mapping[str, Read]] = {
    "zone": read_zone,
    "locale": read_locale,
    "country": read_country,
    "order": _name,
    "id": _name,
}
"""As in the careful shapes: where a field's name says more than its type does."""

_UNIONS: Final[Mapping[frozenset[Any], Read]] = {
    frozenset({DateWindow, TimeWindow}): _window,
    frozenset(get_args(FactValue)) - {type(None)}: _fact,
}


# -- from annotations to readers ------------------------------------------------------------------


@lru_cache(maxsize=256)
def reader(hint: Any) -> Read:
    """Return what reads trees of one of the library's annotations."""
    if hint in _SINGLE:
        return _SINGLE[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return _word_of(hint)
    if hint is LineQuantity:
        return _quantity
    if isinstance(hint, type) and is_dataclass(hint):
        return partial(_read_shape, hint)
    return _GENERICS[get_origin(hint)](get_args(hint))


def _optional(read: Read) -> Read:
    return lambda value: None if value is None else read(value)


def _union(members: tuple[Any, ...]) -> Read:
    present = frozenset(members) - {type(None)}
    read = _UNIONS[present] if present in _UNIONS else reader(*present)
    return _optional(read) if len(present) < len(members) else read


def _list_of(read: Read, most: int) -> Read:
    def read_all(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) > most:
            raise Unsure
        return tuple(map(read, value))

    return read_all


def _sequence(members: tuple[Any, ...]) -> Read:
    if members[-1] is Ellipsis:
        return _list_of(reader(members[0]), MAX_ITEMS)
    readers = tuple(map(reader, members))

    def read_each(value: Any) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(readers):
            raise Unsure
        return tuple(read(part) for read, part in zip(readers, value, strict=True))

    return read_each


def _set(members: tuple[Any, ...]) -> Read:
    read_all = _list_of(reader(members[0]), MAX_ITEMS)
    return lambda value: frozenset(read_all(value))


def _mapping(members: tuple[Any, ...]) -> Read:
    read_name, read_value = map(reader, members)

    def read_all(value: Any) -> dict[Any, Any]:
        if type(value) is not dict or len(value) > MAX_ITEMS:
            raise Unsure
        return {read_name(name): read_value(inner) for name, inner in value.items()}

    return read_all


_GENERICS: Final[Mapping[Any, Callable[[tuple[Any, ...]], Read]]] = {
    Union: _union,
    types.UnionType: _union,
    tuple: _sequence,
    frozenset: _set,
    Mapping: _mapping,
}


# -- dataclasses ----------------------------------------------------------------------------------


@lru_cache(maxsize=256)
def _columns(kind: type, *but: str) -> Mapping[str, Column]:
    """Return the fields of a dataclass but for some, by their names in JSON; drawn when the first tree comes."""
    declared = hints(kind)
    return {
        json_name(field.name): Column(field.name, _column(field, declared[field.name]), is_required(field))
        for field in given_fields(kind)
        if field.name not in but
    }


def _column(field: Any, hint: Any) -> Read:
    special = _BY_NAME.get(field.name)
    if special is None or (special is _name and not is_required(field)):
        return reader(hint)
    if hint is str:
        return special
    return _optional(special) if type(None) in get_args(hint) else reader(hint)


def _arguments(columns: Mapping[str, Column], tree: Any) -> dict[str, Any]:
    """Return what a constructor is to be given, none missing and none too many."""
    if type(tree) is not dict or not tree.keys() <= columns.keys():
        raise Unsure
    if any(column.is_required and name not in tree for name, column in columns.items()):
        raise Unsure
    return {columns[name].name: columns[name].read(value) for name, value in tree.items()}


def _read_shape(kind: type, tree: Any) -> Any:
    return kind(**_arguments(_columns(kind), tree))


def _quantity(tree: Any) -> LineQuantity:
    found: LineQuantity = (
        LineQuantity(id=_name(tree)) if type(tree) is str else _read_shape(LineQuantity, tree)
    )
    return found


# -- events ---------------------------------------------------------------------------------------


@lru_cache(maxsize=16)
def _occurrence(detail: Any) -> tuple[Mapping[str, Column], Mapping[str, Column]]:
    """Return the fields that belong to an event itself, and those of its details, which go before."""
    own = _columns(detail)
    common = _columns(Event, "details")
    return {name: column for name, column in common.items() if name not in own}, own


def _event(tree: Any) -> Event:
    kind = tree.get("kind") if type(tree) is dict else None
    if type(kind) is not str or kind not in SHAPE_OF:
        raise Unsure
    detail: Any = SHAPE_OF[EventKind(kind)]
    common, own = _occurrence(detail)
    said = {name: value for name, value in tree.items() if name in own}
    arguments = _arguments(common, {name: value for name, value in tree.items() if name not in own})
    return Event(**arguments, details=detail(**_arguments(own, said)))


# -- policies and cases ---------------------------------------------------------------------------


def policy(tree: Any, shop: Shop) -> Policy:
    """Return the policy that a tree stands for, when it is plainly right."""
    if type(tree) is not dict or "touchpoints" in tree:
        return _a_whole_policy(tree, shop)
    name, settings = tree.get("preset"), tree.get("set", {})
    if type(name) is not str or name not in PRESETS or not tree.keys() <= {"preset", "args", "set"}:
        raise Unsure
    if type(settings) is not dict or len(settings) > MAX_ITEMS:
        raise Unsure
    made = PRESETS[name](shop, **_arguments(_parameters(name), tree.get("args", {})))
    if not settings:
        return made
    changed, faults = with_settings(made, settings)
    if faults:
        raise Unsure
    return _a_whole_policy(changed, shop)


def _a_whole_policy(tree: Any, shop: Shop) -> Policy:
    own = _without_format(tree, POLICY_FORMAT)
    return Policy(**_arguments(_columns(Policy, "shop"), own), shop=shop)


def _without_format(tree: Any, number: int) -> dict[str, Any]:
    if type(tree) is not dict or type(tree.get("format")) is not int or tree["format"] != number:
        raise Unsure
    return {name: value for name, value in tree.items() if name != "format"}


@lru_cache(maxsize=16)
def _parameters(preset: str) -> Mapping[str, Column]:
    make = PRESETS[preset]
    declared = get_type_hints(make)
    return {
        name: Column(name, reader(declared[name]), is_required=False) for name in make.__kwdefaults__ or ()
    }


def _case(tree: Any) -> Case:
    own = _without_format(tree, CASE_FORMAT)
    given = own.pop("policy", None)
    if "steps" in own or "run" in own or "model" in own:
        raise Unsure  # a scenario's expectations, or a shop's history
    lists = {name: _LISTS[name](own.pop(name)) for name in _LISTS if name in own}
    values = _arguments(_columns(Case, "format", "policy", "events", "ledger", "steps", "run", "model"), own)
    return Case(**values, **lists, policy=policy(given, values["shop"]))


_LISTS: Final[Mapping[str, Read]] = {
    "events": _list_of(_event, MAX_EVENTS),
    "ledger": _list_of(partial(_read_shape, Row), MAX_EVENTS),
}
_ROOTS: Final[Mapping[str, Read]] = {
    "case": _case,
    "customer": partial(_read_shape, Customer),
    "event": _event,
    "events": _LISTS["events"],
    "instant": read_instant,
    "row": partial(_read_shape, Row),
    "rows": _LISTS["ledger"],
    "shop": partial(_read_shape, Shop),
}
