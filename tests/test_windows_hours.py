from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, time
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.windows import (
    ClosedHours,
    Closings,
    OpenHours,
    Schedule,
    candidate_zones,
    instant,
    utc_text,
    zone,
)

BERLIN, TOKYO, HAVANA, SANTIAGO = map(
    zone, ("Europe/Berlin", "Asia/Tokyo", "America/Havana", "America/Santiago")
)
HOUR, DAY = 3_600, 86_400
WEEK = 7 * DAY
MONDAY_TO_FRIDAY = frozenset(range(5))
NIGHT = Closings(rules=(ClosedHours(start=time(22), end=time(8)),))


def at(text: str) -> int:
    """Return the instant of an ISO text."""
    return instant(datetime.fromisoformat(text))


def clock(text: str) -> time:
    """Return the time of day of an ISO text."""
    return time.fromisoformat(text)


def closed(start: str, end: str, weekdays: Iterable[int] = range(7)) -> ClosedHours:
    """Return closed hours from texts."""
    return ClosedHours(start=clock(start), end=clock(end), weekdays=frozenset(weekdays))


def opened(opens: str, closes: str, weekdays: Iterable[int] = range(7)) -> OpenHours:
    """Return a send window from texts."""
    return OpenHours(opens=clock(opens), closes=clock(closes), weekdays=frozenset(weekdays))


def schedule(*rules: ClosedHours | OpenHours | Closings, place: str = "Europe/Berlin") -> Schedule:
    """Return the schedule of somebody whose zone is known."""
    return Schedule.of(Closings(rules=rules), (zone(place),), fallback=TOKYO)


def closing(of: Schedule, t: str) -> list[str] | None:
    """Return the closing that holds an instant, as UTC texts."""
    span = of.closing(at(t))
    return span and [utc_text(end) for end in span]


def faults(kind: type, **fields: Any) -> list[str]:
    """Return the paths and wrongs of what a construction refuses."""
    with pytest.raises(InvalidInput) as raised:
        kind(**fields)
    return [f"{fault.path}: {fault.wrong}" for fault in raised.value.faults]


NO_CLOCK = "not a wall-clock time in whole seconds"
NO_DAYS = "weekdays: none, or not all of a week"


@pytest.mark.parametrize(
    ("start", "end", "weekdays", "expected"),
    [
        (time(8), time(8), frozenset({0}), "the same as the "),
        (time(8, tzinfo=UTC), time(9), frozenset({0}), NO_CLOCK),
        (time(8), time(9, 0, 0, 1), frozenset({0}), NO_CLOCK),
        (time(8), "09:00", frozenset({0}), NO_CLOCK),
        (time(8), time(9), frozenset(), NO_DAYS),
        (time(8), time(9), frozenset({0, 7}), NO_DAYS),
        (time(8), time(9), [0], NO_DAYS),
    ],
)
def test_rules_are_checked(start: time, end: time, weekdays: frozenset[int], expected: str) -> None:
    """Neither kind of rule takes equal ends, odd times or odd weekdays."""
    assert [
        [expected in fault for fault in faults(ClosedHours, start=start, end=end, weekdays=weekdays)],
        [expected in fault for fault in faults(OpenHours, opens=start, closes=end, weekdays=weekdays)],
    ] == [[True], [True]]


def test_closed_hours_never_mean_the_whole_day() -> None:
    """Midnight to midnight is refused: nobody knows whether it is nothing or everything."""
    assert faults(ClosedHours, start=time(0), end=time(0)) == ["end: the same as the start"]


@pytest.mark.parametrize(
    "rules",
    [
        (closed("00:00", "12:00"), closed("12:00", "00:00")),
        (closed("00:00", "23:59:59"), closed("23:00", "01:00")),
        (opened("09:00", "18:00"), closed("08:00", "19:00")),
        (opened("09:00", "18:00", {6}), closed("20:00", "19:00", {5})),
        (Closings(rules=(opened("09:00", "18:00"),)), Closings(rules=(opened("18:00", "20:00"),))),
    ],
)
def test_closings_leave_an_opening(rules: tuple[Any, ...]) -> None:
    """Rules that close the whole week are refused."""
    assert faults(Closings, rules=rules) == ["rules: nothing stays open"]


@pytest.mark.parametrize(
    ("rules", "expected"),
    [
        ((), ()),
        ((opened("00:00", "00:00"),), ()),
        ((closed("22:00", "08:00", {6}),), ((6 * DAY + 22 * HOUR, 7 * DAY + 8 * HOUR),)),
        ((closed("13:00", "14:00", {0, 2}),), ((46_800, 50_400), (219_600, 223_200))),
        ((opened("00:00", "00:00", MONDAY_TO_FRIDAY),), ((5 * DAY, 7 * DAY),)),
        ((opened("09:00", "18:00", {0}),), ((18 * HOUR, WEEK + 9 * HOUR),)),
        # crossing midnight, across the end of the week, and into its own beginning
        ((opened("22:00", "02:00", {6}),), ((2 * HOUR, 6 * DAY + 22 * HOUR),)),
        ((opened("22:00", "02:00", {6}), opened("01:00", "03:00", {0})), ((3 * HOUR, 6 * DAY + 22 * HOUR),)),
        # windows that meet are one, and windows add up
        ((opened("09:00", "12:00", {0}), opened("12:00", "18:00", {0})), ((18 * HOUR, WEEK + 9 * HOUR),)),
        (
            (opened("09:00", "18:00", {0}), opened("10:00", "12:00", {3})),
            ((18 * HOUR, 3 * DAY + 10 * HOUR), (3 * DAY + 12 * HOUR, WEEK + 9 * HOUR)),
        ),
        # closed hours come on top
        (
            (opened("09:00", "18:00", {0}), closed("12:00", "13:00", {0})),
            ((12 * HOUR, 13 * HOUR), (18 * HOUR, WEEK + 9 * HOUR)),
        ),
    ],
)
def test_closings_have_a_week(rules: tuple[Any, ...], expected: tuple[Any, ...]) -> None:
    """Closed hours count as they are, send windows by what lies outside all of them."""
    assert Closings(rules=rules).week() == expected


def test_closings_add_up() -> None:
    """What either closes is closed by both together, even where each has its own send windows."""
    shop = Closings(rules=(opened("09:00", "18:00"),))
    customer = Closings(rules=(opened("12:00", "20:00"),))
    both = Schedule.of(shop.also(customer), (TOKYO,), TOKYO)

    assert closing(both, "2026-10-05T08:00:00+09:00") == ["2026-10-04T09:00:00Z", "2026-10-05T03:00:00Z"]


@pytest.mark.parametrize(
    ("of", "event", "expected"),
    [
        # T19: the nights in which the clocks change
        (schedule(NIGHT), "2026-03-28T23:30:00+01:00", "2026-03-29T06:00:00Z"),
        (schedule(NIGHT), "2026-10-25T00:30:00+00:00", "2026-10-25T07:00:00Z"),
        (schedule(NIGHT), "2026-06-10T00:10:00+02:00", "2026-06-10T06:00:00Z"),
        (schedule(closed("22:00", "02:30")), "2026-10-24T23:00:00+02:00", "2026-10-25T01:30:00Z"),
        (schedule(closed("22:00", "02:30")), "2026-10-25T00:45:00+00:00", "2026-10-25T01:30:00Z"),
        (schedule(closed("22:00", "02:30")), "2026-03-28T23:00:00+01:00", "2026-03-29T01:30:00Z"),
        # closed from the earlier meaning of a start
        (schedule(closed("02:30", "06:00")), "2026-10-25T02:30:00+02:00", "2026-10-25T05:00:00Z"),
        (schedule(closed("02:30", "06:00")), "2026-03-29T01:00:00+00:00", "2026-03-29T04:00:00Z"),
        # open already
        (schedule(NIGHT), "2026-06-10T08:00:00+02:00", "2026-06-10T06:00:00Z"),
        (schedule(NIGHT), "2026-06-10T21:59:59+02:00", "2026-06-10T19:59:59Z"),
        (schedule(), "2026-06-10T00:10:00+02:00", "2026-06-09T22:10:00Z"),
        # a weekend, a week, and a night that runs into it
        (
            schedule(opened("09:00", "18:00", MONDAY_TO_FRIDAY)),
            "2026-10-09T18:00:00+02:00",
            "2026-10-12T07:00:00Z",
        ),
        (schedule(opened("09:00", "18:00", {0})), "2026-10-06T12:00:00+02:00", "2026-10-12T07:00:00Z"),
        (schedule(NIGHT, closed("08:00", "10:00", {6})), "2026-10-10T23:00:00+02:00", "2026-10-11T08:00:00Z"),
    ],
)
def test_next_open_is_when_the_closing_ends(of: Schedule, event: str, expected: str) -> None:
    """A closed instant waits for the end of its closing, an open one for nothing."""
    assert utc_text(of.next_open(at(event))) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2026-10-05T23:00:00+02:00", "2026-10-05T19:00:00Z"),
        ("2026-10-06T07:59:59+02:00", "2026-10-05T19:00:00Z"),
        ("2026-10-05T22:00:00+02:00", "2026-10-05T19:00:00Z"),
        ("2026-10-05T21:59:59+02:00", "2026-10-05T19:59:59Z"),
        ("2026-10-06T08:00:00+02:00", "2026-10-06T06:00:00Z"),
    ],
)
def test_latest_open_is_an_hour_before_the_closing(event: str, expected: str) -> None:
    """What is due while it is closed is due one hour before it closes."""
    assert utc_text(schedule(NIGHT).latest_open(at(event))) == expected


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("2026-10-09T17:59:59+02:00", None),
        ("2026-10-09T18:00:00+02:00", ["2026-10-09T16:00:00Z", "2026-10-12T07:00:00Z"]),
        ("2026-10-12T08:59:59+02:00", ["2026-10-09T16:00:00Z", "2026-10-12T07:00:00Z"]),
        ("2026-10-12T09:00:00+02:00", None),
    ],
)
def test_spans_that_touch_are_one_closing(event: str, expected: list[str] | None) -> None:
    """Quiet hours and a weekend merge into one closing, in which all instants agree."""
    of = schedule(closed("21:00", "08:00"), opened("09:00", "18:00", MONDAY_TO_FRIDAY))

    assert (closing(of, event), of.is_closed(at(event))) == (expected, expected is not None)


@pytest.mark.parametrize("event", ["2026-11-01T04:30:00+00:00", "2026-11-01T05:30:00+00:00"])
def test_a_window_of_whole_days_has_no_crack_at_midnight(event: str) -> None:
    """Where midnight comes twice, days that are open throughout stay open between the two."""
    of = schedule(opened("00:00", "00:00", {5, 6}), place="America/Havana")

    assert closing(of, event) is None


def test_a_closing_may_lose_its_whole_hour() -> None:
    """Closed hours that a change of the clock leaves no second of close nothing on that day."""
    of = schedule(closed("23:30", "00:00"), closed("02:30", "03:00"))

    assert closing(of, "2026-03-29T01:00:00+00:00") is None


@pytest.mark.parametrize("hours", [-6, -1, 0, 1, 150])
def test_a_closing_is_the_same_from_every_week_it_touches(hours: int) -> None:
    """A closing of nearly a week is found whole from both of the weeks in which it lies."""
    of = schedule(opened("12:00", "13:00", {3}), place="Asia/Tokyo")
    inside = at("2026-10-11T12:00:00+09:00") + hours * HOUR // 2

    assert of.closing(inside) == (at("2026-10-08T13:00:00+09:00"), at("2026-10-15T12:00:00+09:00"))


def test_a_closing_may_outlast_a_week() -> None:
    """An opening that falls into the skipped hour is lost, and the closing runs on to the next week's."""
    of = schedule(opened("02:15", "02:45", {6}))

    assert closing(of, "2026-03-27T12:00:00+00:00") == ["2026-03-22T01:45:00Z", "2026-04-05T00:15:00Z"]


def test_several_zones_are_open_together() -> None:
    """Somebody who lives in one of several zones is written to where all of them are awake."""
    zones = tuple(map(zone, candidate_zones("US")))
    of = Schedule.of(NIGHT, zones, fallback=TOKYO)

    assert (of.zones, of.zone_unknown_fallback, closing(of, "2026-07-01T12:00:00+00:00")) == (
        zones,
        False,
        ["2026-07-01T02:00:00Z", "2026-07-01T18:00:00Z"],  # 22:00 in New York to 08:00 in Honolulu
    )


@pytest.mark.parametrize(
    "zones",
    [
        (),
        tuple(map(zone, ("Europe/London", "Asia/Tokyo", "America/Los_Angeles"))),
        tuple(map(zone, candidate_zones("AQ"))),
    ],
)
def test_zones_that_are_never_open_together_fall_back(zones: tuple[Any, ...]) -> None:
    """Without a shared opening, or a candidate, the fallback zone counts alone, and it is said."""
    of = Schedule.of(NIGHT, zones, fallback=TOKYO)

    assert (of, closing(of, "2026-07-01T00:00:00+09:00")) == (
        Schedule(closings=NIGHT, zones=(TOKYO,), zone_unknown_fallback=True),
        ["2026-06-30T13:00:00Z", "2026-06-30T23:00:00Z"],
    )


def test_zones_fall_back_when_one_season_has_no_opening() -> None:
    """An opening that two zones share in winter only is none."""
    noon = Closings(rules=(opened("12:00", "13:00"),))
    zones = (zone("Europe/Paris"), zone("Africa/Lagos"))  # one clock in winter, two in summer

    assert [
        Schedule.of(noon, them, TOKYO).zone_unknown_fallback for them in (zones, zones[:1], zones[1:])
    ] == [
        True,
        False,
        False,
    ]


def test_nothing_closed_is_open_everywhere() -> None:
    """Without closings the candidates do not matter, and nothing falls back unless there are none."""
    zones = tuple(map(zone, candidate_zones("AQ")))

    assert [Schedule.of(Closings(), them, TOKYO).zone_unknown_fallback for them in (zones, ())] == [
        False,
        True,
    ]


@pytest.mark.parametrize("zones", [(), tuple(map(zone, candidate_zones("AQ")))])
def test_a_schedule_has_an_opening(zones: tuple[Any, ...]) -> None:
    """A schedule made by hand is held to what `Schedule.of` sees to."""
    assert faults(Schedule, closings=NIGHT, zones=zones) == ["zones: none, or never open together"]


@pytest.mark.parametrize("t", [-(10**30), -(10**11), 10**11, 10**30])
def test_a_schedule_refuses_what_no_sum_of_instants_reaches(t: int) -> None:
    """A number of seconds far outside the accepted years is our error, not an overflow."""
    with pytest.raises(InvalidInput):
        schedule(NIGHT).closing(t)


@pytest.mark.parametrize("year", [2000, 2100, 2200])
def test_a_schedule_serves_two_centuries(year: int) -> None:
    """The accepted years all have their nights."""
    midnight = datetime(year, 1, 1, tzinfo=UTC)

    assert schedule(NIGHT, place="UTC").next_open(instant(midnight)) == instant(midnight) + 8 * HOUR


def test_a_schedule_travels() -> None:
    """A schedule survives pickling and replacement, and still answers."""
    of = schedule(NIGHT)
    copies = (pickle.loads(pickle.dumps(of)), replace(of, zones=(BERLIN,)))  # noqa: S301 - our own bytes
    t = at("2026-10-05T23:00:00+02:00")

    assert [(copy, copy.closing(t)) for copy in copies] == [(of, of.closing(t))] * 2
