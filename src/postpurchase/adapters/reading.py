"""Reading what vendors send: fields of any shape, and times of any honesty.

Nothing here raises on what a vendor wrote: a field of the wrong shape is an absent field and a
warning, a time that cannot be read is no time.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import Final

from postpurchase.adapters.adapted import AdapterWarning, WarningCode
from postpurchase.classes import dataclass
from postpurchase.vocabulary import TimeQuality
from postpurchase.windows import Instant, instant, local_instant, moment

WORD_LIMIT: Final = 120
TEXT_LIMIT: Final = 1_000
LIST_LIMIT: Final = 1_000
_LARGEST_NUMBER: Final = 10**40


class Node:
    """A place in a payload: what stands there, and where to report what is odd about it.

    >>> node = Node({"carrier": "USPS ", "weight": {}}, [])
    >>> node.text("carrier"), node.text("weight"), node.text("absent")
    ('USPS', '', '')
    >>> node.warnings
    [AdapterWarning(code=<WarningCode.WRONG_SHAPE: 'wrong_shape'>, path='weight')]
    """

    __slots__ = ("path", "value", "warnings")

    def __init__(self, value: object, warnings: list[AdapterWarning], path: str = "") -> None:
        self.value = value
        self.warnings = warnings
        self.path = path

    def child(self, key: str) -> Node:
        """Return what stands under a key; nothing does where this is no object."""
        value = self.value.get(key) if isinstance(self.value, Mapping) else None
        return Node(None if value == "null" else value, self.warnings, f"{self.path}.{key}".lstrip("."))

    def has(self, *keys: str) -> bool:
        """Tell whether this is an object with something under one of the keys."""
        return any(self.child(key).value is not None for key in keys)

    def text(self, *keys: str, limit: int = WORD_LIMIT) -> str:
        """Return the first text or whole number under the keys as one clean line, else nothing."""
        found = (self.child(key).line(limit) for key in keys)
        return next(filter(None, found), "")

    def line(self, limit: int) -> str:
        """Return what stands here as one clean line of at most `limit` characters."""
        if isinstance(self.value, str):
            return cleaned(self.value, limit)
        if isinstance(self.value, int) and not isinstance(self.value, bool) and _is_short(self.value):
            return str(self.value)
        if self.value is not None:
            self.warn(WarningCode.WRONG_SHAPE)
        return ""

    def flag(self, key: str) -> bool | None:
        """Return the truth value under a key, which may be spelt as text, else none."""
        child = self.child(key)
        value = child.value.casefold() if isinstance(child.value, str) else child.value
        if value is not None and value not in ("true", "false", True, False):
            child.warn(WarningCode.WRONG_SHAPE)
            return None
        return None if value is None else value in ("true", True)

    def object(self, key: str) -> Node:
        """Return the object under a key; anything else is reported and taken as empty."""
        child = self.child(key)
        if child.value is not None and not isinstance(child.value, Mapping):
            child.warn(WarningCode.WRONG_SHAPE)
        return child if isinstance(child.value, Mapping) else Node({}, self.warnings, child.path)

    def objects(self, key: str) -> list[Node]:
        """Return the objects of the list under a key; of a longer list the first thousand."""
        child = self.child(key)
        items = child.value if isinstance(child.value, list | tuple) else ()
        if child.value is not None and not isinstance(child.value, list | tuple):
            child.warn(WarningCode.WRONG_SHAPE)
        if len(items) > LIST_LIMIT:
            child.warn(WarningCode.TOO_MANY)
        nodes = [Node(item, self.warnings, f"{child.path}.{n}") for n, item in enumerate(items[:LIST_LIMIT])]
        return [node for node in nodes if node.is_object()]

    def is_object(self) -> bool:
        """Tell whether an object stands here, and report it where none does."""
        if not isinstance(self.value, Mapping):
            self.warn(WarningCode.WRONG_SHAPE)
            return False
        return True

    def warn(self, code: WarningCode) -> None:
        """Report that something is odd here."""
        self.warnings.append(AdapterWarning(code, self.path))


def _is_short(number: int) -> bool:
    return -_LARGEST_NUMBER < number < _LARGEST_NUMBER


def cleaned(text: str, limit: int) -> str:
    r"""Return text on one line without control characters, at most `limit` characters long.

    >>> cleaned(" DELIVERED\n\x07 at  door ", 100)
    'DELIVERED at door'
    """
    shown = "".join(c if c.isprintable() else " " for c in text[: 4 * limit])
    return " ".join(shown.split())[:limit].rstrip()


def web_address(text: str) -> str | None:
    """Return text that is an address a customer may be sent to, else none.

    >>> web_address("https://track.example/1"), web_address("javascript:alert(1)")
    ('https://track.example/1', None)
    """
    return text if _ADDRESS.fullmatch(text) else None


_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\\]{1,990}")

# -- times ----------------------------------------------------------------------------------------

_STAMP: Final = re.compile(
    r"(?P<year>\d{4})[-/](?P<month>\d\d?)[-/](?P<day>\d\d?)"
    r"(?:[T ](?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,12})?)?"
    r" ?(?P<mark>Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)?)?",
    re.ASCII | re.IGNORECASE,
)
_YEARLESS: Final = re.compile(
    r"(?P<month>\d\d?)[-/月](?P<day>\d\d?)日?(?: (?P<hour>\d\d?):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?",
    re.ASCII,
)
_OFFSET: Final = re.compile(r"(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)?", re.ASCII)
_MIDNIGHT: Final = time(0)
_ONE_DAY: Final = timedelta(days=1)
_YEARS_TO_A_LEAP_DAY: Final = 9


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadTime:
    """A time as read: the moment taken for it, how far that is to be trusted, the date as written."""

    at: datetime
    quality: TimeQuality
    written: date

    @property
    def t(self) -> Instant:
        """The moment, in UTC seconds."""
        return instant(self.at)


def read_time(text: str, *, zone: tzinfo | None, received_at: datetime) -> ReadTime | None:
    """Return the time that a text tells, or none.

    A time without an offset is read in `zone`, or in UTC with the quality `local_unknown`. `Z` is
    a claim. A midnight that names no place is a date in disguise. A year that is not told is the
    latest that does not lie in the future of `received_at` (and a day, for the zones).

    >>> from datetime import datetime, UTC
    >>> now = datetime(2027, 1, 2, tzinfo=UTC)
    >>> for text in "2026-12-31T18:48:00+0900", "2026-12-31T18:48:00.1234567Z", "12月31日 18:48":
    ...     read = read_time(text, zone=None, received_at=now)
    ...     print(read.at.isoformat(), read.quality)
    2026-12-31T18:48:00+09:00 offset
    2026-12-31T18:48:00+00:00 utc_claimed
    2026-12-31T18:48:00+00:00 yearless
    """
    full, short = _STAMP.fullmatch(text), _YEARLESS.fullmatch(text)
    try:
        if full:
            return _dated(full, zone)
        return _yearless(short, zone, received_at) if short else None
    except ValueError:  # InvalidInput, for the years outside 2000 to 2200, is one too
        return None


def _day(year: int, parts: re.Match[str]) -> date:
    return date(year, int(parts["month"]), int(parts["day"]))


def _clock(parts: re.Match[str]) -> time | None:
    if parts["hour"] is None:
        return None
    return time(int(parts["hour"]), int(parts["minute"]), int(parts["second"] or 0))


def _dated(parts: re.Match[str], zone: tzinfo | None) -> ReadTime:
    day, clock, mark = _day(int(parts["year"]), parts), _clock(parts), parts["mark"] or ""
    if offset := _OFFSET.fullmatch(mark):
        at = datetime.combine(day, clock or _MIDNIGHT, _zone_of(offset))
        return _read(at, TimeQuality.OFFSET, day)
    at = _local(day, clock, UTC if mark else zone or UTC)
    return _read(at, _quality(clock, mark, zone), day)


def _read(at: datetime, quality: TimeQuality, written: date) -> ReadTime:
    instant(at)
    return ReadTime(at=at, quality=quality, written=written)


def _local(day: date, clock: time | None, place: tzinfo) -> datetime:
    instant(datetime.combine(day, _MIDNIGHT, UTC))  # before arithmetic on year 1 overflows
    return moment(local_instant(day, clock or _MIDNIGHT, place, later=False), place)


def _zone_of(offset: re.Match[str]) -> timezone:
    ahead = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    return timezone(ahead if offset["sign"] == "+" else -ahead)


def _quality(clock: time | None, mark: str, zone: tzinfo | None) -> TimeQuality:
    if clock is None or clock == _MIDNIGHT:
        return TimeQuality.DATE_ONLY
    if mark:
        return TimeQuality.UTC_CLAIMED
    return TimeQuality.LOCAL if zone else TimeQuality.LOCAL_UNKNOWN


def _yearless(parts: re.Match[str], zone: tzinfo | None, received_at: datetime) -> ReadTime | None:
    place = zone or UTC
    bound = received_at.astimezone(place).date() + _ONE_DAY
    for year in range(bound.year, bound.year - _YEARS_TO_A_LEAP_DAY, -1):
        try:
            day = _day(year, parts)
        except ValueError:
            continue
        if day <= bound:
            return _read(_local(day, _clock(parts), place), TimeQuality.YEARLESS, day)
    return None
