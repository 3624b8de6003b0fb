"""How the library's dataclasses look as JSON: one shape each, drawn from its own annotations.

A shape is a TypedDict that pydantic checks field by field, followed by the dataclass's constructor,
whose invariants have the last word. So every fault of every field is found at once, and a field is
declared in one place only. What JSON says differently stands in the tables below.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from enum import Enum
from functools import cached_property, lru_cache, partial
from typing import (
    TYPE_CHECKING,
    Any,
    Final,
    NotRequired,
    Required,
    Union,
    get_args,
    get_origin,
    get_type_hints,
    is_typeddict,
)

import pydantic
from pydantic import AfterValidator, Discriminator, Tag, WithJsonSchema
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_plain_validator_function
from typing_extensions import TypedDict

from postpurchase.classes import is_dataclass
from postpurchase.errors import Fault, InvalidInput, UnknownName
from postpurchase.events import LineQuantity
from postpurchase.ledger import FactValue
from postpurchase.schema.fields import MAX_ITEMS, given_fields, is_required, json_name, python_name, spelt
from postpurchase.schema.scalars import (
    AClock,
    ACountry,
    ADate,
    ADuration,
    ALocale,
    AnInstant,
    AZone,
    Name,
    Text,
    Truth,
    Whole,
    carried,
    closed,
    noted,
    refusal,
    refused,
)
from postpurchase.schema.single import read_date, read_instant
from postpurchase.windows import DateWindow, Slot, TimeWindow

if TYPE_CHECKING:
    from dataclasses import Field

TAG: Final = "~"
"""How names begin that pydantic needs to tell shapes apart; no path shows them."""

_TYPED_DICT: Final[Any] = TypedDict  # a checker wants to know the fields beforehand

_SCALARS: Final[Mapping[object, Any]] = {
    datetime: AnInstant,
    date: ADate,
    time: AClock,
    timedelta: ADuration,
    str: Text,
    int: Whole,
    bool: Truth,
}

# Where a field's name says more than its type does.
_BY_NAME: Final[Mapping[str, Any]] = {
    "zone": AZone,
    "locale": ALocale,
    "country": ACountry,
    "order": Name,
    "id": Name,
}


@lru_cache(maxsize=256)
def shape(kind: type) -> Any:
    """Return the type of a dataclass as JSON: pydantic checks the tree, then the value is made."""
    if kind is LineQuantity:
        return _line_quantity()
    return noted(tree(kind.__name__, columns(kind), kind.__doc__), AfterValidator(partial(made, kind)))


def columns(kind: type, *but: str) -> dict[str, Any]:
    """Return, per field in JSON but for some, its type."""
    hints, wanted = get_type_hints(kind), [field for field in given_fields(kind) if field.name not in but]
    return {json_name(field.name): _column(field, hints[field.name]) for field in wanted}


def _column(field: Field[Any], hint: Any) -> Any:
    found = _named(field, hint)
    return Required[found] if is_required(field) else NotRequired[found]


def _named(field: Field[Any], hint: Any) -> Any:
    special = _BY_NAME.get(field.name)
    if special is None or (special is Name and not is_required(field)):
        return typed(hint)
    return special if hint is str else special | None if _is_optional(hint) else typed(hint)


def _is_optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def tree(name: str, columns: Mapping[str, Any], doc: str | None = None) -> Any:
    """Return the type of a JSON object with exactly these fields."""
    found = _TYPED_DICT(name, dict(columns))
    found.__pydantic_config__ = pydantic.ConfigDict(extra="forbid")
    found.__doc__ = (doc or "").partition("\n")[0]
    return found


def made(kind: Callable[..., Any], values: Mapping[str, Any]) -> Any:
    """Return the value that a checked tree stands for; its invariants' faults keep their paths."""
    arguments = {python_name(kind, name): value for name, value in values.items()}
    return attempted(partial(kind, **arguments))


def attempted(make: Callable[[], Any]) -> Any:
    """Return what is made, or raise the faults that making it found."""
    try:
        return make()
    except InvalidInput as error:
        found = [Fault(spelt(fault.path), fault.wrong, fault.right) for fault in error.faults]
    except UnknownName as error:
        found = [Fault("", f"no such {error.kind}", "give a known one")]
    raise refusal(found)


class Later:
    """A type whose checks are built when the first tree of its kind comes; its JSON Schema is drawn as ever.

    A tree seldom has all the kinds that it may have, and building all their checks takes longer than a plan.
    """

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make

    @cached_property
    def _adapter(self) -> pydantic.TypeAdapter[Any]:
        return pydantic.TypeAdapter(self._make())

    def _checked(self, tree: object) -> Any:
        return self._adapter.validate_python(tree)

    def __get_pydantic_core_schema__(self, source: Any, handler: object) -> CoreSchema:
        return no_info_plain_validator_function(self._checked)

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: Callable[[CoreSchema], dict[str, Any]]
    ) -> dict[str, Any]:
        return handler(self._adapter.core_schema)


def later(make: Callable[[], Any]) -> Any:
    """Return the type that `make` makes, its checks built when they are first needed."""
    return noted(Any, Later(make))


# -- from annotations to types --------------------------------------------------------------------


def typed(hint: Any) -> Any:
    """Return the type pydantic checks for one of the library's annotations."""
    if hint in _SCALARS:
        return _SCALARS[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return closed(hint, _noun(hint.__name__))
    if is_dataclass(hint) and isinstance(hint, type):
        return shape(hint)
    if is_typeddict(hint):
        return _expected(hint)
    return _GENERICS[get_origin(hint) or hint](get_args(hint))


def _noun(name: str) -> str:
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


@lru_cache(maxsize=64)
def _expected(hint: Any) -> Any:
    required = hint.__required_keys__
    return tree(
        hint.__name__,
        {
            json_name(name): Required[typed(inner)] if name in required else NotRequired[typed(inner)]
            for name, inner in get_type_hints(hint).items()
        },
        hint.__doc__,
    )


def _union(members: tuple[Any, ...]) -> Any:
    present = frozenset(members) - {type(None)}
    found = _UNIONS[present]() if present in _UNIONS else typed(*present)
    return found | None if len(present) < len(members) else found


def _sequence(members: tuple[Any, ...]) -> Any:
    if members[-1] is Ellipsis:
        return list_of(typed(members[0]), MAX_ITEMS)
    return _made_of(tuple, *map(typed, members))


def _set(members: tuple[Any, ...]) -> Any:
    return noted(_made_of(frozenset, typed(members[0])), pydantic.Field(max_length=MAX_ITEMS))


def _mapping(members: tuple[Any, ...]) -> Any:
    return noted(_made_of(dict, *map(typed, members)), pydantic.Field(max_length=MAX_ITEMS))


def list_of(kind: Any, most: int) -> Any:
    """Return the type of a list of at most so many."""
    return noted(_made_of(tuple, kind, ...), pydantic.Field(max_length=most))


def _made_of(container: Any, *parts: Any) -> Any:
    return container[parts]


def _anything(_: tuple[Any, ...]) -> Any:
    return a_fact()


_GENERICS: Final[Mapping[Any, Callable[[tuple[Any, ...]], Any]]] = {
    Union: _union,
    types.UnionType: _union,
    tuple: _sequence,
    frozenset: _set,
    Mapping: _mapping,
    object: _anything,
}


# -- what JSON says in its own way ----------------------------------------------------------------


def _line_quantity() -> Any:
    part = tree("LineQuantity", columns(LineQuantity), LineQuantity.__doc__)
    alone = AfterValidator(lambda name: LineQuantity(id=name))
    return chosen(
        _quantity_tag,
        id=noted(Name, alone),
        part=noted(part, AfterValidator(partial(made, LineQuantity))),
    )


def chosen(choose: Callable[[Any], str], **kinds: Any) -> Any:
    """Return the type that is one of several; `choose` says which, by name, from the tree alone."""
    tagged = tuple(noted(kind, Tag(f"{TAG}{name}")) for name, kind in kinds.items())
    return noted(_made_of(Union, *tagged), Discriminator(lambda tree: f"{TAG}{choose(tree)}"))


def _quantity_tag(value: object) -> str:
    return "id" if isinstance(value, str) else "part"


def _read_end(value: object) -> date | datetime:
    timed = isinstance(value, datetime) or (isinstance(value, str) and len(value) > len("2026-10-05"))
    return read_instant(value) if timed else read_date(value)


def _window(values: Mapping[str, Any]) -> DateWindow | TimeWindow:
    earliest_is_timed, latest_is_timed = (isinstance(values[end], datetime) for end in ("earliest", "latest"))
    if earliest_is_timed is not latest_is_timed:
        raise refused("not of one kind with the earliest end", "give two dates or two instants", "latest")
    window: DateWindow | TimeWindow = made(TimeWindow if latest_is_timed else DateWindow, values)
    return window


_AN_END: Final = noted(
    Any,
    carried(_read_end),
    WithJsonSchema({"type": "string", "description": "A date or an instant."}),
)


@lru_cache(maxsize=1)
def a_window() -> Any:
    """Return the type of a window of either kind."""
    ends = {"earliest": Required[_AN_END], "latest": Required[_AN_END]}
    return noted(tree("Window", ends, "When something arrives."), AfterValidator(_window))


def _read_word(value: object) -> FactValue:
    """Return a fact that is one word; text that looks like a date or an instant is one."""
    if value is None or isinstance(value, (bool, int)):
        return value
    for read in (read_date, read_instant):
        with suppress(InvalidInput):
            return read(value)
    if isinstance(value, str):
        return value
    raise refused("not a fact", "give a truth, number, text, date, instant, window or slot")


def _fact_tag(value: object) -> str:
    names = value if isinstance(value, Mapping) else ()
    return next((kind for name, kind in _FACT_BY_FIELD.items() if name in names), "word")


_FACT_BY_FIELD: Final[Mapping[str, str]] = {"earliest": "window", "latest": "window", "date": "slot"}


@lru_cache(maxsize=1)
def a_fact() -> Any:
    """Return the type of what can be told: a word, a window or a slot."""
    shown = WithJsonSchema({"type": ["null", "boolean", "integer", "string"]})
    word = noted(Any, carried(_read_word), shown)
    return chosen(_fact_tag, word=word, window=a_window(), slot=shape(Slot))


_UNIONS: Final[Mapping[frozenset[Any], Callable[[], Any]]] = {
    frozenset({DateWindow, TimeWindow}): a_window,
    frozenset(get_args(FactValue)) - {type(None)}: a_fact,
}
