"""`:date` `:time` `:datetime` of the default registry (Draft in LDML 48), and date patterns for our own.

An aware time is shown in the zone of the option `timeZone`, else of the rendering, else in
its own; a naive time and a date are shown as they are. The conversion is done here, before
Babel sees the value, because Babel takes a naive time for UTC and ignores the zone of
`format_date`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, tzinfo
from functools import partial

from postpurchase.classes import cast
from postpurchase.text.mf2.calls import Call, Function, Piece, Resolved, Rules, read_options
from postpurchase.text.mf2.conventions import conventions, moments
from postpurchase.text.mf2.locales import babel_locale, direction

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    import typing

Moment: typing.TypeAlias = date | datetime | time

_LITERAL: typing.Final = (
    r"(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,3})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)

LENGTHS: typing.Final = frozenset(["long", "medium", "short"])
FIELDS: typing.Final = frozenset(
    ["weekday", "day-weekday", "month-day", "month-day-weekday", "year-month-day", "year-month-day-weekday"]
)
_PRECISIONS: typing.Final = frozenset(["hour", "minute", "second"])


def _zone(value: object) -> tzinfo | str | None:
    from zoneinfo import ZoneInfo

    if isinstance(value, tzinfo):
        return value
    if not isinstance(value, str):
        return None
    try:
        return value if value == "input" else ZoneInfo(value)
    except (LookupError, ValueError, OSError):
        return None


def _twelve_hours(value: object) -> str | None:
    """Read `hour12`; the answer is a word because False is not None but is easily taken for it."""
    return (
        {"true": "yes", "false": "no", True: "yes", False: "no"}.get(value)
        if isinstance(value, (str, bool))
        else None
    )


_OVERRIDES: typing.Final[Rules] = {"timeZone": _zone, "calendar": frozenset(["gregory", "iso8601"])}
_CLOCK: typing.Final[Rules] = {**_OVERRIDES, "hour12": _twelve_hours}
_ZONE_STYLE: typing.Final[Rules] = {"timeZoneStyle": frozenset(["long", "short"])}

RULES: typing.Final[dict[str, Rules]] = {
    "date": {"fields": FIELDS, "length": LENGTHS, **_OVERRIDES},
    "time": {"precision": _PRECISIONS, **_ZONE_STYLE, **_CLOCK},
    "datetime": {
        "dateFields": FIELDS,
        "dateLength": LENGTHS,
        "timePrecision": _PRECISIONS,
        **_ZONE_STYLE,
        **_CLOCK,
    },
}


def moment_of(value: object) -> Moment | None:
    """Read a date, a time or both: Python's own types or an ISO 8601 literal."""
    if isinstance(value, (date, time)):
        return value
    if not isinstance(value, str) or not re.fullmatch(_LITERAL, value):
        return None
    try:
        return datetime.fromisoformat(value) if "T" in value else date.fromisoformat(value)
    except ValueError:
        return None


def show_date(call: Call) -> Resolved:
    """Format the date of a date or a datetime."""
    return _resolved(call, "date", date)


def show_time(call: Call) -> Resolved:
    """Format the time of a time, a datetime or (midnight) a date."""
    return _resolved(call, "time", (date, time))


def show_datetime(call: Call) -> Resolved:
    """Format the date and the time of a datetime or (midnight) a date."""
    return _resolved(call, "datetime", date)


def _resolved(call: Call, name: str, accepts: type | tuple[type, ...]) -> Resolved:
    operand = call.operand
    value = None if operand is None else moment_of(operand.value)
    if operand is None or not isinstance(value, accepts):
        return call.refuse("bad-operand")
    own = read_options(call, RULES[name])
    inherited = {key: kept for key, kept in operand.options.items() if key in _CLOCK}
    options: dict[str, object] = {**inherited, **own}
    local = in_zone(call, cast("Moment", value), options.get("timeZone"))
    return Resolved(
        kind="datetime",
        value=value,
        options=options,
        write=partial(_WRITERS[name], local, options, call.locale),
        direction=direction(call.locale),
    )


def in_zone(call: Call, value: Moment, wanted: object = None) -> Moment:
    """Return the moment as the clock shows it in the wanted zone, else in the call's."""
    aware = isinstance(value, datetime) and value.tzinfo is not None
    if wanted == "input":
        if not aware:
            call.note("bad-operand")
        return value
    zone = wanted if isinstance(wanted, tzinfo) else call.zone
    return value.astimezone(zone) if aware and zone and isinstance(value, datetime) else value


# Writing

_TIMES: typing.Final = {"hour": ("H", "h"), "minute": ("Hm", "hm"), "second": ("Hms", "hms")}


def apply_pattern(pattern: str, value: Moment, tag: str) -> str:
    """Write the moment, already in its zone, by a CLDR pattern."""
    names = conventions(tag).names
    if names:
        return moments.written(pattern, value, names)
    from babel.dates import parse_pattern

    return str(parse_pattern(pattern).apply(value, babel_locale(tag)))


def _date_text(value: Moment, options: Mapping[str, object], tag: str, prefix: str = "") -> str:
    fields_key, length_key = ("dateFields", "dateLength") if prefix else ("fields", "length")
    fields, length = options.get(fields_key, "year-month-day"), options.get(length_key, "medium")
    return apply_pattern(conventions(tag).dates[str(fields)][str(length)], value, tag)


def _time_text(value: Moment, options: Mapping[str, object], tag: str, precision: str) -> str:
    known = conventions(tag)
    twelve = {"yes": True, "no": False}.get(str(options.get("hour12")), known.twelve)
    skeleton = _TIMES[str(options.get(precision, "minute"))][twelve]
    text = apply_pattern(known.times[skeleton], _with_clock(value), tag)
    zone = _zone_text(value, options.get("timeZoneStyle"), tag)
    return f"{text} {zone}" if zone else text


def _with_clock(value: Moment) -> datetime | time:
    return value if isinstance(value, (datetime, time)) else time(0)


def _zone_text(value: Moment, style: object, tag: str) -> str:
    if style is None or not isinstance(value, datetime) or value.tzinfo is None:
        return ""
    from babel.dates import get_timezone_name

    return get_timezone_name(value, "long" if style == "long" else "short", locale=babel_locale(tag))


def _write_date(value: Moment, options: Mapping[str, object], tag: str) -> list[Piece]:
    return [("date", _date_text(value, options, tag))]


def _write_time(value: Moment, options: Mapping[str, object], tag: str) -> list[Piece]:
    return [("time", _time_text(value, options, tag, "precision"))]


def _write_datetime(value: Moment, options: Mapping[str, object], tag: str) -> list[Piece]:
    glue = conventions(tag).moments[str(options.get("dateLength", "medium"))]
    parts = {
        "{0}": ("time", _time_text(value, options, tag, "timePrecision")),
        "{1}": ("date", _date_text(value, options, tag, "date")),
    }
    tokens = (token for token in re.split(r"(\{[01]\})", glue) if token)
    return [parts.get(token, ("literal", token)) for token in tokens]


_WRITERS: typing.Final = {"date": _write_date, "time": _write_time, "datetime": _write_datetime}

FUNCTIONS: typing.Final[Mapping[str, Function]] = {
    "date": show_date,
    "time": show_time,
    "datetime": show_datetime,
}
