"""Values into plain JSON trees; reading what was dumped gives the same value again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from enum import Enum
from typing import Any, Final, TypeAlias

from postpurchase.classes import default_of, is_dataclass
from postpurchase.errors import invalid
from postpurchase.events import Event, LineQuantity
from postpurchase.schema.fields import given_fields, is_required, json_name
from postpurchase.schema.single import duration_text

Json: TypeAlias = Any
"""A tree of None, bool, int, float, str, lists and dicts with names."""

WORDS: Final = (bool, int, float, str)


def dump(value: object, *, whole: bool = False) -> Json:
    """Return a value as a tree; fields that hold their default are left out unless the tree is to be `whole`.

    >>> from postpurchase.windows import DateWindow
    >>> dump({"window": DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26)), "waits": timedelta(hours=2)})
    {'window': {'earliest': '2026-10-12', 'latest': '2026-10-26'}, 'waits': 'PT2H'}
    """
    if value is None or isinstance(value, (*WORDS, date, time, timedelta)):
        return _word(value)
    if isinstance(value, Mapping):
        return {str(name): dump(inner, whole=whole) for name, inner in value.items()}
    if isinstance(value, (frozenset, set)):
        return [dump(inner, whole=whole) for inner in sorted(value)]
    if isinstance(value, (tuple, list)):
        return [dump(inner, whole=whole) for inner in value]
    return _dataclass(value, whole=whole)


def _word(value: object) -> Json:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return instant_text(value)
    if isinstance(value, time):
        return value.isoformat("seconds" if value.second else "minutes")
    if isinstance(value, timedelta):
        return duration_text(value)
    return value.isoformat() if isinstance(value, date) else value


def instant_text(value: datetime) -> str:
    """Return an aware datetime as RFC 3339, with the offset it has.

    >>> instant_text(datetime(2026, 10, 5, 13, 40, tzinfo=UTC))
    '2026-10-05T13:40:00Z'
    """
    offset = value.utcoffset() or timedelta(0)
    spelt = value if offset.seconds % 60 == 0 and offset.microseconds == 0 else value.astimezone(UTC)
    return spelt.isoformat().replace("+00:00", "Z")


def _dataclass(value: object, *, whole: bool) -> Json:
    if isinstance(value, LineQuantity) and value.qty is None:
        return value.id
    if not is_dataclass(value) or isinstance(value, type):
        raise invalid("", "a value that JSON has no word for", "give plain values")
    tree = {
        json_name(field.name): dump(getattr(value, field.name), whole=whole)
        for field in given_fields(type(value))
        if whole or is_required(field) or getattr(value, field.name) != default_of(field)
    }
    details = tree.pop("details", {}) if isinstance(value, Event) else {}
    return {**tree, **details}
