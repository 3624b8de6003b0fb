"""Nobody is woken: closings against a clock that is read minute by minute.

The oracle knows no rule for doubled and missing hours. It reads the wall clock at every minute
around a change and applies, per local date, what is written down for quiet hours from s to e:

* It closes at the first minute at which the wall clock has reached s of that date. If s comes
  twice, that is its first coming; if s is skipped, the minute of the skip.
* It opens after the last minute at which the wall clock shows e of that date (of the next date,
  if e is not after s). If e comes twice, that is its second coming.
* If e is skipped, it opens as long after the skip as e lies behind the wall clock's last
  minute before it: with 02:00 to 03:00 skipped, 02:30 opens at 03:30.
* What several dates or several rules close adds up.

So more is closed than the wall clock alone says, on days of a change only, and never less.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest

from postpurchase.windows import ClosedHours, Closings, Schedule

MINUTE, HOUR, DAY = 60, 3_600, 86_400
MINUTES_OF_A_DAY = 1_440
ENOUGH = 1_000
"""Fewer cases in which something is closed would prove nothing."""

FIRST = int(datetime(2026, 1, 1, tzinfo=UTC).timestamp())
END = int(datetime(2038, 1, 1, tzinfo=UTC).timestamp())
AROUND = 36 * HOUR
MARGIN = 3 * DAY

WINDOWS = (
    ("22:00", "08:00"),
    ("21:00", "08:00"),
    ("22:00", "02:30"),
    ("00:00", "06:00"),
    ("23:30", "00:10"),
    ("02:30", "07:00"),  # begins inside what is skipped or doubled
    ("02:15", "02:45"),  # lies inside it
)


@cache
def offset(zone: ZoneInfo, t: int) -> int:
    """Return the seconds by which the zone's clock is ahead of UTC."""
    shown = datetime.fromtimestamp(t, zone).utcoffset()
    assert shown is not None
    return int(shown.total_seconds())


def changes(zone: ZoneInfo) -> Iterator[int]:
    """Yield each instant of 2026 to 2037 at which the zone's clock is turned."""
    for day in range(FIRST, END, DAY):
        early, late = day, day + DAY
        if offset(zone, early) != offset(zone, late):
            while late - early > 1:
                middle = (early + late) // 2
                early, late = (
                    (middle, late) if offset(zone, middle) == offset(zone, early) else (early, middle)
                )
            yield late


def clocks() -> list[ZoneInfo]:
    """Return every zone of the time zone database, of those with the same data one."""
    database = files("tzdata")
    names = database.joinpath("zones").read_text(encoding="utf-8").split()
    distinct = {database.joinpath("zoneinfo", *name.split("/")).read_bytes(): name for name in names}
    return [ZoneInfo(name) for name in distinct.values()]


@pytest.fixture(scope="module")
def turns() -> dict[tuple[int, int, int], tuple[ZoneInfo, int]]:
    """Return one zone and instant for every distinct change of a clock.

    Changes are equal when the offsets before and after and the time of day are: the wall clock
    then reads the same for days around, and quiet hours that hold on every day cannot tell
    them apart.
    """
    distinct: dict[tuple[int, int, int], tuple[ZoneInfo, int]] = {}
    for zone in clocks():
        for t in changes(zone):
            distinct.setdefault((offset(zone, t - 1), offset(zone, t), t % DAY), (zone, t))
        offset.cache_clear()
    return distinct


def wall_minutes(zone: ZoneInfo, start: int, end: int) -> list[int]:
    """Return what the wall clock shows at every minute, as minutes since 1970 of its own."""
    return [(t + offset(zone, t)) // MINUTE for t in range(start, end, MINUTE)]


def opening(wall: list[int], shown: dict[int, int], end: int) -> int:
    """Return the index of the minute at which a closing ends whose end the wall clock may skip."""
    if end in shown:
        return shown[end]
    skip = next(i for i in range(1, len(wall)) if wall[i - 1] < end < wall[i])
    return skip + (end - wall[skip - 1] - 1)


def closed_minutes(wall: list[int], *rules: tuple[int, int]) -> list[bool]:
    """Return for every minute whether any rule, as (s, e) in minutes of the day, closes it."""
    last_shown = {minute: i for i, minute in enumerate(wall)}
    closed = [False] * len(wall)
    for start, end in rules:
        for day in range(wall[0] // MINUTES_OF_A_DAY + 1, wall[-1] // MINUTES_OF_A_DAY - 1):
            close = day * MINUTES_OF_A_DAY + start
            open_ = day * MINUTES_OF_A_DAY + end + (MINUTES_OF_A_DAY if end <= start else 0)
            closes_at = next(i for i, minute in enumerate(wall) if minute >= close)
            for i in range(closes_at, opening(wall, last_shown, open_)):
                closed[i] = True
    return closed


def minute_of_day(text: str) -> int:
    """Return the minutes since midnight of a time."""
    clock = time.fromisoformat(text)
    return clock.hour * 60 + clock.minute


def quiet(*windows: tuple[str, str]) -> Closings:
    """Return closings of every day from texts."""
    return Closings(
        rules=tuple(
            ClosedHours(start=time.fromisoformat(start), end=time.fromisoformat(end))
            for start, end in windows
        )
    )


def inside(minute: int, start: int, end: int) -> bool:
    """Tell whether a wall-clock minute lies in quiet hours, by the clock's face alone."""
    face = minute % MINUTES_OF_A_DAY
    return start <= face < end if start < end else face >= start or face < end


@pytest.mark.parametrize("windows", [*((window,) for window in WINDOWS), WINDOWS[2:4], WINDOWS[4:6]])
def test_closings_are_what_the_wall_clock_says(
    turns: dict[tuple[int, int, int], tuple[ZoneInfo, int]], windows: tuple[tuple[str, str], ...]
) -> None:
    """Around every change of every clock the next open minute is the oracle's: neither early nor late."""
    rules = [(minute_of_day(start), minute_of_day(end)) for start, end in windows]
    seen: Counter[str] = Counter()
    wrong = []
    for zone, turn in turns.values():
        schedule = Schedule(closings=quiet(*windows), zones=(zone,))
        start = turn - turn % MINUTE - AROUND
        wall = wall_minutes(zone, start - MARGIN, start + 2 * AROUND + MARGIN)
        closed = closed_minutes(wall, *rules)
        next_open = len(wall)
        first, last = MARGIN // MINUTE, (MARGIN + 2 * AROUND) // MINUTE
        for i in range(len(wall) - 1, first - 1, -1):
            next_open = next_open if closed[i] else i
            if i > last:
                continue
            t = start - MARGIN + i * MINUTE
            actual = schedule.next_open(t)
            seen["closed" if closed[i] else "open"] += 1
            if actual != start - MARGIN + next_open * MINUTE or any(
                inside(wall[next_open], *rule) for rule in rules
            ):
                wrong.append((zone.key, t, actual))

    assert (wrong[:5], min(seen.values()) >= ENOUGH) == ([], True), seen


def test_many_kinds_of_change_are_tried(turns: dict[tuple[int, int, int], tuple[ZoneInfo, int]]) -> None:
    """Clocks go forward and back, by whole and half hours, at night and at midnight."""
    steps = Counter(after - before for before, after, _ in turns)

    assert {HOUR, -HOUR, HOUR // 2, -HOUR // 2} <= set(steps)
    assert len(turns) > 50


@pytest.mark.parametrize("window", WINDOWS)
def test_a_closing_is_one_and_the_same_for_all_its_minutes(
    turns: dict[tuple[int, int, int], tuple[ZoneInfo, int]], window: tuple[str, str]
) -> None:
    """Asking again at the end of a closing changes nothing, and nobody inside it gets another answer."""
    seen, wrong = 0, []
    for zone, turn in turns.values():
        schedule = Schedule(closings=quiet(window), zones=(zone,))
        for t in range(turn - AROUND, turn + AROUND, 2 * MINUTE + 1):
            closing = schedule.closing(t)
            if closing is None:
                continue
            start, end = closing
            seen += 1
            agreeing = {schedule.closing(x) for x in (start, (start + end) // 2, end - 1)}
            outside = (schedule.closing(start - 1), schedule.closing(end))
            if not start <= t < end or agreeing != {closing} or outside != (None, None):
                wrong.append((zone.key, t))

    assert (wrong[:5], seen >= ENOUGH) == ([], True)


LENGTHS = (1, 59, 60, 720, 721, 1_439)


def test_every_start_and_every_end_closes_what_it_says() -> None:
    """On a clock that is never turned, windows of every start and every end close just their minutes.

    All 1,440 by 1,439 windows would take minutes; with these six lengths every minute of the day
    starts six windows and ends six, and each is asked at both its edges and in its middle.
    """
    zone = ZoneInfo("Etc/GMT-9")
    midnight = int(datetime(2026, 10, 5, tzinfo=zone).timestamp())
    seen, wrong = 0, []
    for start in range(MINUTES_OF_A_DAY):
        for length in LENGTHS:
            end = (start + length) % MINUTES_OF_A_DAY
            rule = ClosedHours(start=time(*divmod(start, 60)), end=time(*divmod(end, 60)))
            schedule = Schedule(closings=Closings(rules=(rule,)), zones=(zone,))
            opens, closes = midnight + start * MINUTE, midnight + (start + length) * MINUTE
            expected = [None, (opens, closes), (opens, closes), (opens, closes), None]
            asked = (opens - 1, opens, (opens + closes) // 2, closes - 1, closes)
            seen += 1
            if [schedule.closing(t) for t in asked] != expected:
                wrong.append((start, end))

    assert (wrong[:5], seen) == ([], MINUTES_OF_A_DAY * len(LENGTHS))


PLACES = (
    ("Europe/Lisbon", "Atlantic/Azores"),
    ("America/New_York", "America/Phoenix", "Pacific/Honolulu"),
    ("Australia/Sydney", "Australia/Lord_Howe", "Australia/Perth"),
    ("Africa/Casablanca", "Europe/Madrid"),
)


@pytest.mark.parametrize("places", PLACES)
def test_open_means_open_for_every_candidate(places: tuple[str, ...]) -> None:
    """An instant is closed for somebody of several zones exactly when it is closed in any of them."""
    zones = tuple(map(ZoneInfo, places))
    night = quiet(("21:00", "08:00"))
    together = Schedule.of(night, zones, fallback=ZoneInfo("Asia/Tokyo"))
    apart = [Schedule(closings=night, zones=(zone,)) for zone in zones]
    weeks = [t for zone in zones for t in changes(zone) if t < FIRST + 500 * DAY]
    asked = sorted({t for turn in weeks for t in range(turn - AROUND, turn + AROUND, 10 * MINUTE)})

    assert together.zone_unknown_fallback is False
    assert [together.is_closed(t) for t in asked] == [any(one.is_closed(t) for one in apart) for t in asked]
    assert len(asked) >= ENOUGH


def test_weekdays_are_those_on_which_the_closing_starts() -> None:
    """For every set of weekdays, a night is closed exactly when the day on which it began is in the set."""
    zone = ZoneInfo("Europe/Berlin")
    evenings = [
        datetime.combine(date(2026, 3, 20) + timedelta(days=n), time(23, 30), zone) for n in range(220)
    ]
    seen, wrong = 0, []
    for bits in range(1, 128):
        weekdays = frozenset(day for day in range(7) if bits >> day & 1)
        rule = ClosedHours(start=time(22), end=time(8), weekdays=weekdays)
        schedule = Schedule(closings=Closings(rules=(rule,)), zones=(zone,))
        for evening in evenings:
            t = int(evening.timestamp())
            seen += 1
            expected = evening.weekday() in weekdays
            if [schedule.is_closed(t), schedule.is_closed(t + 6 * HOUR)] != [expected] * 2:
                wrong.append((bits, t))

    assert (wrong[:5], seen >= ENOUGH) == ([], True)
