"""Events as JSON: one flat object, its fields those of every event and those of its kind's detail."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Final, Required

from pydantic import AfterValidator, BeforeValidator, TypeAdapter, ValidationError

from postpurchase.errors import Fault
from postpurchase.events import SHAPE_OF, Details, Event
from postpurchase.schema.fields import given_fields, json_name
from postpurchase.schema.scalars import closed, noted, refusal, refused
from postpurchase.schema.shapes import attempted, chosen, columns, later, made, tree
from postpurchase.schema.single import one_of
from postpurchase.schema.wording import told, without_tags

DETAIL_FIELDS: Final[Mapping[type[Details], tuple[str, ...]]] = {
    detail: tuple(field.name for field in given_fields(detail)) for detail in dict.fromkeys(SHAPE_OF.values())
}
"""The fields that each shape of detail adds to an event."""


@lru_cache(maxsize=1)
def an_event() -> Any:
    """Return the type of an event as JSON: one shape for each shape of detail, chosen by its kind."""
    flat = {detail.__name__: later(partial(_flat, detail)) for detail in DETAIL_FIELDS}
    return noted(chosen(lambda tree: SHAPE_OF[tree["kind"]].__name__, **flat), BeforeValidator(_with_a_kind))


def _flat(detail: type[Details]) -> Any:
    common = columns(Event, "kind", "details")
    kinds = tuple(kind.value for kind, shape in SHAPE_OF.items() if shape is detail)
    kind = {"kind": Required[closed(kinds, "kind of event")]}
    flat = tree(detail.__name__, {**kind, **common, **columns(detail)}, detail.__doc__)
    return noted(flat, AfterValidator(partial(_made, detail)))


def _made(detail: type[Details], values: Mapping[str, Any]) -> Event:
    own = {json_name(name) for name in DETAIL_FIELDS[detail]}
    details = made(detail, {name: value for name, value in values.items() if name in own})
    common = {name: value for name, value in values.items() if name not in own}
    event: Event = attempted(lambda: Event(**common, details=details))
    return event


def _with_a_kind(value: object) -> object:
    if not isinstance(value, Mapping):
        raise refused("not an object", "give names and values in braces")
    kind = value.get("kind")
    if not isinstance(kind, str) or kind not in SHAPE_OF:
        wrong = "not a known kind of event" if "kind" in value else "missing"
        raise refusal([Fault("kind", wrong, one_of(SHAPE_OF, kind)), *_faults_of_any_kind(value)])
    return value


def _faults_of_any_kind(value: Mapping[object, object]) -> Iterator[Fault]:
    """Yield what is wrong with the fields that events of all kinds have."""
    names = _of_any_kind()
    own = {name: inner for name, inner in value.items() if name in names}
    try:
        _any_kind().validate_python(own)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False):
            path = without_tags(found["loc"])
            if found["type"] != "extra_forbidden":  # whose name may be anything
                yield from told(found["type"], found.get("ctx", {}), path, ".".join(map(str, path)))


@lru_cache(maxsize=1)
def _of_any_kind() -> Mapping[str, Any]:
    return columns(Event, "kind", "details")


@lru_cache(maxsize=1)
def _any_kind() -> TypeAdapter[Any]:
    return TypeAdapter(tree("Event", _of_any_kind()))
