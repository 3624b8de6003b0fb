"""Time as deliveries see it: hours count by how much arrives in them, and holidays as Sundays.

A week is seven days of activity, unevenly spread. Durations measured and predicted on this clock
never end where nobody delivers. Instants are turned into wall clocks with one offset per date of UTC,
so on a day on which clocks are turned an hour may be misplaced.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date
from itertools import accumulate
from typing import Final
from zoneinfo import ZoneInfo

from postpurchase.classes import dataclass, field
from postpurchase.errors import invalid
from postpurchase.windows import Instant
from postpurchase.windows.instants import DAY, HOUR, utc_offset

HOURS: Final = 168
SUNDAY: Final = 6
FLOOR: Final = 0.5
"""Arrivals that every hour of the week is given beforehand, so that none stands still."""

_EPOCH: Final = date(1970, 1, 1)
_THURSDAY: Final = 3
_BEFORE: Final = 1_500
_AFTER: Final = 800


def day_number(day: date) -> int:
    """Return the days since 1970 of a local date."""
    return (day - _EPOCH).days


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class ActivityClock:
    """A clock that runs fast when parcels arrive and slow when none do.

    `weights` are of the 168 hours of a week from Monday midnight; any scale will do. `around` is a
    date near which times will be asked: four years before it and two years after it count hour by
    hour, further away time runs evenly.
    """

    zone: ZoneInfo
    weights: tuple[float, ...] = (1.0,) * HOURS
    holidays: frozenset[date] = frozenset()
    around: date
    _first: int = field(init=False, default=0, compare=False)
    _days: tuple[int, ...] = field(init=False, default=(), compare=False)
    _starts: tuple[float, ...] = field(init=False, default=(), compare=False)
    _offsets: tuple[int, ...] = field(init=False, default=(), compare=False)
    _hours: tuple[tuple[float, ...], ...] = field(init=False, default=(), compare=False)
    _midnights: tuple[Instant | None, ...] = field(init=False, default=(), compare=False)

    def __post_init__(self) -> None:
        if len(self.weights) != HOURS or min(self.weights) < 0 or sum(self.weights) <= 0:
            raise invalid("weights", "not the weights of a week", "give 168 numbers, not below 0")
        least = FLOOR * sum(self.weights) / 10_000
        scale = 7 / sum(weight + least for weight in self.weights)
        even = [(weight + least) * scale for weight in self.weights]
        hours = [tuple(accumulate(even[24 * n : 24 * n + 24], initial=0.0)) for n in range(7)]
        first = day_number(self.around) - _BEFORE
        resting = {day_number(day) for day in self.holidays}
        days = tuple(
            SUNDAY if day in resting else (day + _THURSDAY) % 7
            for day in range(first, first + _BEFORE + _AFTER)
        )
        put = object.__setattr__
        put(self, "_first", first)
        put(self, "_hours", tuple(hours))
        put(self, "_days", days)
        put(self, "_starts", tuple(accumulate((hours[n][24] for n in days), initial=0.0)))
        offsets = tuple(utc_offset((first + n) * DAY, self.zone) for n in range(len(days) + 1))
        put(self, "_offsets", offsets)
        around = zip((offsets[0], *offsets), offsets, offsets[1:], strict=False)
        midnights = (
            (first + n) * DAY - own if a == own == b else None for n, (a, own, b) in enumerate(around)
        )
        put(self, "_midnights", tuple(midnights))

    def at(self, t: Instant) -> float:
        """Return the days of activity that have passed at an instant, counted from some fixed one."""
        day, second = divmod(self._wall(t), DAY)
        days = self._days
        if not 0 <= day < len(days):
            beyond = day - len(days) if day >= 0 else day
            return (self._starts[-1] if day >= 0 else 0.0) + beyond + second / DAY
        hours = self._hours[days[day]]
        hour, rest = divmod(second, HOUR)
        return self._starts[day] + hours[hour] + (hours[hour + 1] - hours[hour]) * rest / HOUR

    def hour_of_week(self, t: Instant) -> int:
        """Return the hour of the week from Monday midnight, of a holiday that of a Sunday."""
        day, second = divmod(self._wall(t), DAY)
        inside = 0 <= day < len(self._days)
        weekday = self._days[day] if inside else (day + self._first + _THURSDAY) % 7
        return weekday * 24 + second // HOUR

    def _wall(self, t: Instant) -> int:
        """Return the seconds of the wall clock since the first date."""
        t -= self._first * DAY
        day, offsets = t // DAY, self._offsets
        if 0 <= day < len(offsets):
            return t + offsets[day]
        return t + offsets[0 if day < 0 else -1]

    def when(self, passed: float) -> Instant:
        """Return the instant at which so many days of activity have passed.

        >>> from postpurchase.windows import zone
        >>> clock = ActivityClock(zone=zone("Asia/Tokyo"), around=date(2026, 10, 5))
        >>> clock.when(clock.at(1791207600)) == 1791207600
        True
        """
        starts, days = self._starts, self._days
        day = bisect_right(starts, passed) - 1
        if 0 <= day < len(days):
            hours = self._hours[days[day]]
            left = passed - starts[day]
            hour = bisect_right(hours, left, 1, 24) - 1
            low = hours[hour]
            inside = int((hour + (left - low) / (hours[hour + 1] - low)) * HOUR + 0.5)
            midnight = self._midnights[day]
            return self._instant(day * DAY + inside, day) if midnight is None else midnight + inside
        left = passed - (starts[-1] if day >= 0 else 0.0)
        beyond = len(days) if day >= 0 else 0
        return self._instant(beyond * DAY + round(left * DAY), beyond)

    def _instant(self, wall: int, day: int) -> Instant:
        """Return the instant whose date has the offset that makes it this wall clock, counted from the first date."""
        offset = self._offsets[day]
        t = wall - offset + self._first * DAY
        other = self._wall(t) - (wall - offset)
        return t if other == offset else t + offset - other


def learned_clock(
    ends: Iterable[Instant], zone: ZoneInfo, around: date, holidays: frozenset[date] = frozenset()
) -> ActivityClock:
    """Return the clock of those arrivals; with few it runs evenly."""
    counts = [FLOOR] * HOURS
    even = ActivityClock(zone=zone, holidays=holidays, around=around)
    for t in ends:
        counts[even.hour_of_week(t)] += 1
    return ActivityClock(zone=zone, weights=tuple(counts), holidays=holidays, around=around)
