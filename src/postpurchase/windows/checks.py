"""What dates, times of day, weekdays and codes must be, whoever holds them."""

from __future__ import annotations

from datetime import date, datetime, time

from postpurchase.errors import invalid

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ALL_DAYS: Final = frozenset(range(7))
YEARS: Final = range(2000, 2201)

_FIRST: Final = frozenset("abcdefghijklmnopqrstuvwxyz")
_LATER: Final = _FIRST | frozenset("0123456789_-")
_LONGEST_CODE: Final = 32


def check_date(path: str, value: object) -> None:
    """Refuse what is not a date, a datetime included, and years outside 2000 to 2200."""
    if isinstance(value, str):
        raise invalid(path, "text, not a date", 'give a date, as in date.fromisoformat("2026-10-05")')
    if isinstance(value, datetime) or not isinstance(value, date):
        raise invalid(path, "not a date", "give a date without a time of day")
    check_year(path, value.year)


def check_year(path: str, year: int) -> None:
    """Refuse years outside 2000 to 2200."""
    if year not in YEARS:
        raise invalid(path, "outside the years 2000 to 2200", "give a year within them")


def check_instant(path: str, value: object) -> None:
    """Refuse what is not whole seconds, a datetime included."""
    if type(value) is not int:
        raise invalid(path, "not whole UTC seconds", "give an Instant: instant(...) makes one of a datetime")


def check_clock(path: str, value: object) -> None:
    """Refuse what is not a time of day, and one with a zone or a fraction of a second."""
    if not isinstance(value, time) or value.tzinfo is not None or value.microsecond:
        raise invalid(path, "not a wall-clock time in whole seconds", "give one as in 14:00, without a zone")


def check_interval(start: time | None, end: time | None) -> None:
    """Refuse an interval with one end only, or whose end is not after its start."""
    if start is None and end is None:
        return
    if start is None or end is None:
        raise invalid("end", "one of start and end is missing", "give both or neither")
    check_clock("start", start)
    check_clock("end", end)
    if end <= start:
        raise invalid("end", "not after the start", "give a later time of the same day")


def check_weekdays(weekdays: object) -> None:
    """Refuse an empty set of weekdays, and numbers outside 0 (Monday) to 6 (Sunday)."""
    if not isinstance(weekdays, frozenset) or not weekdays or not weekdays <= ALL_DAYS:
        raise invalid("weekdays", "none, or not all of a week", "give some of 0 (Monday) to 6 (Sunday)")


def check_code(code: object) -> None:
    """Refuse a code that is not a short lower-case word."""
    if not isinstance(code, str) or not _is_word(code):
        raise invalid("code", "not a lower-case word of at most 32 letters", "give a code such as morning")


def _is_word(code: str) -> bool:
    return 1 <= len(code) <= _LONGEST_CODE and code[0] in _FIRST and _LATER.issuperset(code)
