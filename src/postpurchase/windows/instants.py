"""Whole UTC seconds, and the wall clocks that show them.

Inside the engine a moment is an `Instant`: an `int` of UTC seconds, on which arithmetic is exact.
Wall clocks appear only at the edges: aware datetimes come in and go out, and local times of day
become instants through one function, `local_instant`, which decides what a doubled and what a
missing hour mean.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

from postpurchase.errors import UnknownName, checked, invalid

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Instant: TypeAlias = int

HOUR: Final = 3_600
DAY: Final = 86_400
WEEK: Final = 604_800

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_SECOND: Final = timedelta(seconds=1)
_ONE_DAY: Final = timedelta(days=1)
_MIDNIGHT: Final = time(0)
_WIDEST_OFFSET: Final = timedelta(hours=18)
_FIRST: Final = (datetime(2000, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
_END: Final = (datetime(2201, 1, 1, tzinfo=UTC) - _EPOCH) // _SECOND
_CENTURY: Final = 36_525 * DAY

_CAPITALS: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_OF_ZONES: Final = frozenset("abcdefghijklmnopqrstuvwxyz0123456789_+-") | _CAPITALS
_MOST_PARTS, _LONGEST_PART = 3, 32


def instant(value: datetime) -> Instant:
    """Return the whole UTC second of an aware datetime; a fraction is dropped.

    Raises `InvalidInput` for a naive one, an offset beyond 18 hours, and years outside 2000 to 2200.

    >>> instant(datetime.fromisoformat("2026-10-05T22:40:00.9+09:00"))
    1791207600
    """
    if type(value) is not datetime or value.tzinfo is not UTC:
        _check_offset(value)
    t: Instant = (value - _EPOCH) // _SECOND
    if not _FIRST <= t < _END:
        raise invalid("", "outside the years 2000 to 2200", "give an instant within them")
    return t


def as_instant(path: str, value: Instant | datetime) -> Instant:
    """Return whole UTC seconds as they are, and an aware datetime as those; the fault of anything else names its path."""
    return value if type(value) is int else checked(path, instant, value)  # type: ignore[arg-type]


def _check_offset(value: object) -> None:
    offset = value.utcoffset() if isinstance(value, datetime) else None
    if offset is None:
        raise invalid("", "not an aware datetime", "give an offset, as in 2026-10-05T22:40:00+09:00")
    if abs(offset) > _WIDEST_OFFSET:
        raise invalid("", "an offset beyond 18 hours", "give the offset of a real zone")


def moment(t: Instant, zone: tzinfo = UTC) -> datetime:
    """Return an instant as an aware datetime of a zone.

    >>> moment(1791207600, ZoneInfo("Asia/Tokyo")).isoformat()
    '2026-10-05T22:40:00+09:00'
    """
    return datetime.fromtimestamp(instant_in_range(t), zone)


def instant_in_range(t: Instant) -> Instant:
    """Return an instant that was computed, unless it lies a century outside the years 2000 to 2200."""
    if not _FIRST - _CENTURY <= t < _END + _CENTURY:
        raise invalid("", "more than a century outside the years 2000 to 2200", "give a nearer instant")
    return t


def utc_text(t: Instant) -> str:
    """Return an instant as RFC 3339 text in UTC.

    >>> utc_text(1791207600)
    '2026-10-05T13:40:00Z'
    """
    return f"{moment(t).replace(tzinfo=None).isoformat()}Z"


def zone(name: str) -> ZoneInfo:
    """Return the time zone of an IANA name; raise `UnknownName`, whatever is wrong with it.

    >>> zone("Asia/Tokyo").key
    'Asia/Tokyo'
    """
    return _loaded(_text(name))


def _text(name: object) -> str:
    return name if isinstance(name, str) else ""


@lru_cache(maxsize=1_024)
def _loaded(name: str) -> ZoneInfo:
    if not _is_shaped_like_a_zone(name):
        raise UnknownName("zone", "(not shaped like a zone)")
    try:
        return ZoneInfo(name)
    except (OSError, LookupError, ValueError) as error:
        raise UnknownName("zone", name) from error


def _is_shaped_like_a_zone(name: str) -> bool:
    """Let names of the IANA database in alone: its files also lie beside tables, `localtime` and `right/`."""
    parts = name.split("/")
    return len(parts) <= _MOST_PARTS and all(
        part[:1] in _CAPITALS and len(part) <= _LONGEST_PART and _OF_ZONES.issuperset(part) for part in parts
    )


def local_instant(day: date, clock: time, zone: tzinfo, *, later: bool) -> Instant:
    """Return the instant at which a zone's wall clock shows a date and a time.

    A time that comes twice means its first or, `later`, its second coming. A time that is skipped
    means the instant of the skip or, `later`, as long after it as the time lies in what is skipped.

    >>> berlin = zone("Europe/Berlin")
    >>> [utc_text(local_instant(date(2026, 3, 29), time(2, 30), berlin, later=x)) for x in (False, True)]
    ['2026-03-29T01:00:00Z', '2026-03-29T01:30:00Z']
    >>> [utc_text(local_instant(date(2026, 10, 25), time(2, 30), berlin, later=x)) for x in (False, True)]
    ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']
    """
    wall = datetime.combine(day, clock, zone)
    first: Instant = (wall.replace(fold=0) - _EPOCH) // _SECOND
    second: Instant = (wall.replace(fold=1) - _EPOCH) // _SECOND
    if later or first == second:
        return max(first, second)
    return first if first < second else _skip_between(second, first, zone)


def _skip_between(before: Instant, after: Instant, zone: tzinfo) -> Instant:
    seconds = range(before, after)
    return before + bisect_left(seconds, utc_offset(after, zone), key=lambda t: utc_offset(t, zone))


def utc_offset(t: Instant, zone: tzinfo) -> int:
    """Return by how many seconds a zone's clock is ahead of UTC at an instant."""
    offset = zone.utcoffset(datetime.fromtimestamp(t, zone))
    return 0 if offset is None else offset // _SECOND


@lru_cache(maxsize=4_096)
def start_of_day(day: date, zone: tzinfo) -> Instant:
    """Return the first instant of a local date, which need not be a midnight.

    >>> utc_text(start_of_day(date(2026, 9, 6), zone("America/Santiago")))
    '2026-09-06T04:00:00Z'
    """
    return local_instant(day, _MIDNIGHT, zone, later=False)


def end_of_day(day: date, zone: tzinfo) -> Instant:
    """Return the first instant after a local date: that of the next one.

    >>> utc_text(end_of_day(date(2026, 9, 5), zone("America/Santiago")))
    '2026-09-06T04:00:00Z'
    """
    return start_of_day(day + _ONE_DAY, zone)


def local_date(t: Instant, zone: tzinfo) -> date:
    """Return the date that a zone's calendar shows at an instant.

    >>> local_date(1791207600, zone("Asia/Tokyo")), local_date(1791216000, zone("Asia/Tokyo"))
    (datetime.date(2026, 10, 5), datetime.date(2026, 10, 6))
    """
    return moment(t, zone).date()
