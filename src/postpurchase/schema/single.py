"""The single values of our JSON: instants, dates, times of day, durations, zones, tags and codes.

Each reader takes what JSON or TOML give and returns the value, or raises `InvalidInput` with a fault that
repeats nothing of what it was given. Of closed vocabularies what is allowed is shown.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, Final, TypeAlias

from postpurchase.errors import UnknownName, invalid
from postpurchase.windows import instant, zone
from postpurchase.windows.checks import check_clock, check_date

Path: TypeAlias = tuple[str | int, ...]
"""Where something stands in a tree: names and places."""

MAX_TEXT: Final = 4_096
MAX_INTEGER: Final = 2**53
LONGEST: Final = timedelta(days=3_660)

_HANDFUL: Final = 6
_INSTANT: Final = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d\d:\d\d)?")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
CLOCK: Final = re.compile(r"\d\d:\d\d(?::\d\d)?")
_DURATION: Final = re.compile(
    r"(?P<sign>-?)P(?=.)(?:(?P<weeks>\d{1,4})W)?(?:(?P<days>\d{1,5})D)?"
    r"(?:T(?=.)(?:(?P<hours>\d{1,6})H)?(?:(?P<minutes>\d{1,8})M)?(?:(?P<seconds>\d{1,9}(?:\.\d{1,6})?)S)?)?"
)
_LOCALE: Final = re.compile(r"[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_COUNTRY: Final = re.compile(r"[A-Z]{2}")

AN_INSTANT: Final = "give an instant with its offset, as in 2026-10-05T22:40:00+09:00"
A_DATE: Final = "give a date, as in 2026-10-05"
A_CLOCK: Final = "give a time of day, as in 21:00"
A_DURATION: Final = "give an ISO 8601 duration, as in P5D or PT30M"


def one_of(allowed: Iterable[str], given: object = "") -> str:
    """Return the words that are right, nearest to the given one first, cut to a handful.

    >>> one_of(["email", "sms", "push"], "emial")
    'give email, push or sms'
    >>> one_of([])
    'leave it out'
    """
    words = sorted(allowed)
    if not words:
        return "leave it out"
    from difflib import get_close_matches  # only a fault needs it

    near = get_close_matches(given, words, n=_HANDFUL) if isinstance(given, str) else []
    shown = [*near, *(word for word in words if word not in near)]
    if len(shown) > _HANDFUL:
        return f"give {', '.join(shown[:_HANDFUL])} or another of {len(shown)}"
    return f"give {' or '.join(filter(None, [', '.join(shown[:-1]), shown[-1]]))}"


def read_instant(value: object) -> datetime:
    """Return an aware datetime of the years 2000 to 2200."""
    found = _parsed(_INSTANT, datetime.fromisoformat, value, "not an instant", AN_INSTANT)
    if not isinstance(found, datetime):
        raise invalid("", "not an instant", AN_INSTANT)
    if found.tzinfo is None:
        raise invalid("", "an instant without offset", AN_INSTANT)
    instant(found)
    return found


def read_date(value: object) -> date:
    """Return a date of the years 2000 to 2200."""
    found: date = _parsed(_DATE, date.fromisoformat, value, "not a date", A_DATE)
    check_date("", found)
    return found


def read_clock(value: object) -> time:
    """Return a time of day in whole seconds, without a zone."""
    found: time = _parsed(CLOCK, time.fromisoformat, value, "not a time of day", A_CLOCK)
    check_clock("", found)
    return found


def read_duration(value: object) -> timedelta:
    """Return a duration of at most ten years, either way.

    >>> read_duration("P1DT30M"), read_duration("-P2D")
    (datetime.timedelta(days=1, seconds=1800), datetime.timedelta(days=-2))
    """
    found = _parsed(_DURATION, _summed, value, "not a duration", A_DURATION)
    if not isinstance(found, timedelta):
        raise invalid("", "not a duration", A_DURATION)
    if abs(found) > LONGEST:
        raise invalid("", "longer than ten years", "give a shorter duration")
    return found


def _parsed(pattern: re.Pattern[str], read: Callable[[str], Any], value: Any, wrong: str, right: str) -> Any:
    if not isinstance(value, str):
        return value
    try:
        found = read(value) if pattern.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        raise invalid("", wrong, right)
    return found


def _summed(text: str) -> timedelta | None:
    found = _DURATION.fullmatch(text)
    parts = {name: float(n) for name, n in found.groupdict().items() if n and name != "sign"} if found else {}
    return timedelta(**parts) * (-1 if text.startswith("-") else 1) if parts else None


def duration_text(value: timedelta) -> str:
    """Return a duration as ISO 8601.

    >>> duration_text(timedelta(days=1, minutes=30)), duration_text(timedelta(0)), duration_text(timedelta(days=-2))
    ('P1DT30M', 'PT0S', '-P2D')
    """
    if value < timedelta(0):
        return f"-{duration_text(-value)}"
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06}" if value.microseconds else ""
    exact = f"{seconds}{fraction}".rstrip("0") if fraction else str(seconds)
    clock = [(hours, "H"), (minutes, "M"), (exact if exact != "0" else 0, "S")]
    late = "".join(f"{n}{unit}" for n, unit in clock if n)
    early = f"{value.days}D" if value.days else ""
    return f"P{early}T{late}" if late else f"P{early or 'T0S'}"


def read_zone(value: object) -> str:
    """Return the name of a zone that the time-zone data knows."""
    if not isinstance(value, str):
        raise invalid("", "not a zone", "give an IANA name, as in Europe/Berlin")
    try:
        return zone(value).key
    except UnknownName:
        pass
    raise invalid("", "not a zone of the time-zone data", "give an IANA name, as in Europe/Berlin")


def _shaped(pattern: re.Pattern[str], wrong: str, right: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        if isinstance(value, str) and pattern.fullmatch(value):
            return value
        raise invalid("", wrong, right)

    return read


read_locale: Final = _shaped(_LOCALE, "not a BCP 47 tag", "give one such as ja or pt-BR")
read_country: Final = _shaped(_COUNTRY, "not a country code", "give two capital letters, as in JP")
