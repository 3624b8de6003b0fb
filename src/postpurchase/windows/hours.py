"""Quiet hours and send windows: when nobody is disturbed, and when it ends.

Rules speak of a local week. `Closings` turns them into closed spans of that week, in wall-clock
seconds since Monday 00:00; `Schedule` lays the week on the real calendar of one or several zones.
There each span becomes `[from, to)`: it begins with the earlier meaning of its start and ends
with the later meaning of its end (see `local_instant`), so that no turn of a clock wakes anybody
early. Spans that touch are one closing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from postpurchase.classes import dataclass, field
from postpurchase.errors import invalid
from postpurchase.windows.checks import ALL_DAYS, check_clock, check_weekdays
from postpurchase.windows.instants import (
    DAY,
    HOUR,
    WEEK,
    Instant,
    instant_in_range,
    local_instant,
    utc_offset,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Span: TypeAlias = tuple[int, int]
Pattern: TypeAlias = tuple[Span, ...]
"""Closed wall-clock spans of a week: the start within the week, the end at most a week later."""

_MIDNIGHT: Final = time(0)

_MONDAY: Final = date(1970, 1, 5).toordinal()
_MONDAY_UTC: Final = 4 * DAY
_UNSURE: Final = 3 * DAY
"""Nearer than this to the weeks not looked at, an end may yet move: offsets and skipped days."""

_SAMPLES: Final = range(1_704_067_200, 2_145_916_800, 28 * DAY)
"""Moments of 2024 to 2037, near enough to meet every season's clock; later years repeat those of 2037."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedHours:
    """Hours in which nothing is said; they may cross midnight.

    `weekdays` (Monday is 0) are the local days on which the closing starts.
    """

    start: time
    end: time
    weekdays: frozenset[int] = ALL_DAYS

    def __post_init__(self) -> None:
        _check_hours(("start", self.start), ("end", self.end), self.weekdays)
        if self.start == self.end:
            raise invalid("end", "the same as the start", "give another time; no rule at all closes nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenHours:
    """A send window; it may cross midnight, and from 00:00 to 00:00 it is the whole day.

    `weekdays` (Monday is 0) are the local days on which the window opens.
    """

    opens: time
    closes: time
    weekdays: frozenset[int] = ALL_DAYS

    def __post_init__(self) -> None:
        _check_hours(("opens", self.opens), ("closes", self.closes), self.weekdays)
        if self.opens == self.closes != _MIDNIGHT:
            raise invalid(
                "closes", "the same as the opening", "give another time, or 00:00 twice for a whole day"
            )


def _check_hours(start: tuple[str, time], end: tuple[str, time], weekdays: frozenset[int]) -> None:
    check_clock(*start)
    check_clock(*end)
    check_weekdays(weekdays)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closings:
    """When it is closed: inside any of the closed hours, and outside all of the send windows.

    Another `Closings` among the rules adds what it closes, its own send windows included.
    Raises `InvalidInput` for rules that leave no opening in a week.

    >>> night = ClosedHours(start=time(21), end=time(8))
    >>> office = OpenHours(opens=time(9), closes=time(18), weekdays=frozenset(range(5)))
    >>> Closings(rules=(night, office)).week()[-1]      # Friday 18:00 to Monday 09:00
    (410400, 637200)
    """

    rules: tuple[ClosedHours | OpenHours | Closings, ...] = ()

    def __post_init__(self) -> None:
        closed = self.week()
        if closed and not _uncovered(closed):
            raise invalid("rules", "nothing stays open", "leave an opening in every week")

    def also(self, other: Closings) -> Closings:
        """Return what is closed by either; raises `InvalidInput` when nothing stays open."""
        return Closings(rules=(self, other))

    def week(self) -> Pattern:
        """Return the closed wall-clock spans, in seconds since Monday 00:00; they may overlap."""
        closed: list[Span] = []
        opened: list[Span] = []
        for rule in self.rules:
            if isinstance(rule, OpenHours):
                opened += _hours(rule.opens, rule.closes, rule.weekdays)
            elif isinstance(rule, ClosedHours):
                closed += _hours(rule.start, rule.end, rule.weekdays)
            else:
                closed += rule.week()
        return (*closed, *_uncovered(opened))


Rule: TypeAlias = ClosedHours | OpenHours | Closings


def _hours(start: time, end: time, weekdays: Iterable[int]) -> list[Span]:
    opening, length = _seconds(start), (_seconds(end) - _seconds(start) - 1) % DAY + 1
    return [(day * DAY + opening, day * DAY + opening + length) for day in sorted(weekdays)]


def _seconds(clock: time) -> int:
    return clock.hour * HOUR + clock.minute * 60 + clock.second


def _merged(spans: Iterable[Span]) -> list[Span]:
    whole: list[Span] = []
    for start, end in sorted(spans):
        if whole and start <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((start, end))
    return whole


def _uncovered(week: Iterable[Span]) -> list[Span]:
    """Return what lies between the spans of a week that comes again and again."""
    again = _merged((start + turn, end + turn) for start, end in week for turn in (-WEEK, 0, WEEK))
    return [(end, start) for (_, end), (start, _) in pairwise(again) if 0 <= end < WEEK]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """The closings of one recipient: open where all of `zones` are open.

    >>> from postpurchase.windows.instants import utc_text, zone
    >>> night = Closings(rules=(ClosedHours(start=time(22), end=time(8)),))
    >>> berlin = Schedule.of(night, (zone("Europe/Berlin"),), fallback=zone("Asia/Tokyo"))
    >>> utc_text(berlin.next_open(1774737000))    # 2026-03-28 23:30, the night the clocks go forward
    '2026-03-29T06:00:00Z'
    """

    closings: Closings
    zones: tuple[ZoneInfo, ...]
    zone_unknown_fallback: bool = False
    _week: Pattern = field(init=False, repr=False, compare=False)
    _weeks: dict[int, tuple[tuple[Instant, ...], tuple[Instant, ...]]] = field(
        init=False, repr=False, compare=False, default_factory=dict
    )

    def __post_init__(self) -> None:
        object.__setattr__(self, "_week", self.closings.week())
        if not _share_an_opening(self._week, self.zones):
            raise invalid("zones", "none, or never open together", "use Schedule.of, which has a fallback")

    @classmethod
    def of(cls, closings: Closings, zones: tuple[ZoneInfo, ...], fallback: ZoneInfo) -> Schedule:
        """Return the schedule of somebody who lives in one of `zones`.

        If there is none, or if at some time of the year no moment of a week is open in all of
        them, the fallback zone's closings count alone and `zone_unknown_fallback` is true.
        """
        shared = _share_an_opening(closings.week(), zones)
        return cls(
            closings=closings, zones=zones if shared else (fallback,), zone_unknown_fallback=not shared
        )

    def closing(self, t: Instant) -> tuple[Instant, Instant] | None:
        """Return the closing `[from, to)` that holds an instant, or none when it is open."""
        number = (t - _MONDAY_UTC) // WEEK
        if number not in self._weeks:
            self._weeks[number] = _closed(self._week, self.zones, number)
        starts, ends = self._weeks[number]
        latest = bisect_right(starts, t) - 1
        if latest >= 0 and t < ends[latest]:
            return starts[latest], ends[latest]
        return None

    def is_closed(self, t: Instant) -> bool:
        """Tell whether an instant lies in a closing."""
        return self.closing(t) is not None

    def next_open(self, t: Instant) -> Instant:
        """Return the first open instant that is not before `t`."""
        closing = self.closing(t)
        return t if closing is None else closing[1]

    def latest_open(self, t: Instant) -> Instant:
        """Return `t` if it is open, else one hour before its closing starts."""
        closing = self.closing(t)
        return t if closing is None else closing[0] - HOUR


@lru_cache(maxsize=1_024)
def _share_an_opening(week: Pattern, zones: tuple[ZoneInfo, ...]) -> bool:
    if len(zones) < 2 or not week:
        return bool(zones)
    clocks = {frozenset(utc_offset(t, zone) for zone in zones) for t in _SAMPLES}
    return all(_uncovered(_in_utc(week, offsets)) for offsets in clocks)


def _in_utc(week: Pattern, offsets: Iterable[int]) -> list[Span]:
    shifted = ((offset, *divmod(start - offset, WEEK), end) for offset in offsets for start, end in week)
    return [(start, end - offset - turns * WEEK) for offset, turns, start, end in shifted]


@lru_cache(maxsize=8_192)
def _closed(
    week: Pattern, zones: tuple[ZoneInfo, ...], number: int
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the starts and the ends of the closings that touch a UTC week, each at its full length."""
    first = instant_in_range(_MONDAY_UTC + number * WEEK)
    reach = 1
    while True:
        weeks = range(number - reach - 1, number + reach + 1)
        spans = _merged(span for n in weeks for zone in zones for span in _local_week(week, zone, n))
        here = [(start, end) for start, end in spans if start < first + WEEK and first < end]
        sure_from, sure_to = first - reach * WEEK + _UNSURE, first + (reach + 1) * WEEK - _UNSURE
        if all(sure_from < start and end < sure_to for start, end in here):
            return tuple(start for start, _ in here), tuple(end for _, end in here)
        reach *= 2


@lru_cache(maxsize=8_192)
def _local_week(week: Pattern, zone: ZoneInfo, number: int) -> tuple[Span, ...]:
    spans = (
        (_at(number, start, zone, later=False), _at(number, end, zone, later=True)) for start, end in week
    )
    return tuple((start, end) for start, end in spans if start < end)


def _at(number: int, second: int, zone: ZoneInfo, *, later: bool) -> Instant:
    days, second = divmod(second, DAY)
    day = date.fromordinal(_MONDAY + 7 * number + days)
    return local_instant(day, time(second // HOUR, second // 60 % 60, second % 60), zone, later=later)
