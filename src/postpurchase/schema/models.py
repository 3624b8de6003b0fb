"""How a model looks in a case: a route, which people write by hand, beside what `dump_model` wrote of a history."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from pydantic import WithJsonSchema

from postpurchase.eta.dumping import FORMAT, OF_CALENDARS, OF_COURIERS, OF_INTERVALS, OF_LEGS, OF_PEAKS, WAYS
from postpurchase.eta.estimates import LONGEST_LEG
from postpurchase.eta.legs import LegKind
from postpurchase.schema.scalars import noted

_TEXT: Final = {"type": "string"}
_DATE: Final = {"type": "string", "format": "date"}
_CLOCK: Final = {"type": ["string", "null"], "description": "A time of day, as in 14:00."}
_ZONE: Final = {"type": "string", "description": "An IANA zone, as in Asia/Tokyo."}
_WEEKDAYS: Final = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": 6},
    "description": "0 is Monday.",
}
_DAYS: Final = {
    "type": "array",
    "items": {"type": "integer", "minimum": 0, "maximum": LONGEST_LEG},
    "minItems": 2,
    "maxItems": 2,
    "description": "Fewest and most.",
}
_KIND: Final = {"type": "string", "enum": [kind.value for kind in LegKind]}


def _list(items: Mapping[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _object(names: tuple[str, ...], *parts: Mapping[str, Any], needs: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema of an object with exactly these fields, in the sequence of their names."""
    properties = dict(zip(names, parts, strict=True))
    return {
        "type": "object",
        "properties": properties,
        "required": list(needs),
        "additionalProperties": False,
    }


_CALENDAR: Final = _object(OF_CALENDARS, _ZONE, _WEEKDAYS, _CLOCK, _list(_DATE), needs=("zone",))
_INTERVAL: Final = _object(OF_INTERVALS, _CLOCK, _CLOCK, {"type": ["string", "null"]}, _WEEKDAYS, needs=())
_COURIER: Final = _object(OF_COURIERS, _CALENDAR, _list(_INTERVAL), needs=("working",))
_LEG: Final = _object(OF_LEGS, _KIND, _DAYS, {"anyOf": [_CALENDAR, {"type": "null"}]}, needs=("kind", "days"))
_PEAK: Final = _object(
    OF_PEAKS, _DATE, _DATE, _DAYS, _list(_KIND), _TEXT, needs=("start", "end", "days", "legs")
)
_ROUTE: Final = {
    "type": "object",
    "description": "What the shop knows of its legs.",
    "properties": {
        "zone": _ZONE,
        "legs": {**_list(_LEG), "minItems": 1},
        "peaks": _list(_PEAK),
        "courier": {"anyOf": [_COURIER, {"type": "null"}]},
        "scan_days": {"type": ["integer", "null"], "minimum": 1, "maximum": LONGEST_LEG},
    },
    "required": ["zone", "legs"],
    "additionalProperties": False,
}
_LEARNED: Final = {"type": "object", "description": "What dump_model wrote of a history."}
MODEL: Final[Mapping[str, Any]] = {
    "title": "Model",
    "type": "object",
    "description": "What the shop's legs or its history say of arrivals.",
    "properties": {
        "format": {"const": FORMAT},
        "level": {"type": "number", "minimum": 0.5, "maximum": 0.99},
        "route": _ROUTE,
        **dict.fromkeys(WAYS, _LEARNED),
    },
    "required": ["format"],
    "additionalProperties": False,
}
"""The JSON Schema of a model; what stands in one is read by `load_model`, which says what is wrong with it."""


def a_model() -> Any:
    """Return the type of a model in a case."""
    return noted(Any, WithJsonSchema(dict(MODEL)))
