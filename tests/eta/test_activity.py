from __future__ import annotations

from datetime import date, datetime
from itertools import pairwise

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta.activity import HOURS, ActivityClock, learned_clock
from postpurchase.windows import Instant, instant, zone

BERLIN = zone("Europe/Berlin")
MONDAY = date(2026, 10, 5)


def at(text: str) -> Instant:
    """Return the instant of a wall clock in Berlin."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=BERLIN))


def office_hours() -> ActivityClock:
    """Return a clock that runs on weekdays from 10 to 18 only, nearly."""
    weights = [1.0 if day < 5 and 10 <= hour < 18 else 0.0 for day in range(7) for hour in range(24)]
    return ActivityClock(
        zone=BERLIN, weights=tuple(weights), holidays=frozenset({date(2026, 10, 7)}), around=MONDAY
    )


def test_an_even_clock_is_an_ordinary_one() -> None:
    """Without weights a day is a day, in the summer and in the winter."""
    clock = ActivityClock(zone=BERLIN, around=MONDAY)

    assert clock.at(at("2026-10-08T12:00")) - clock.at(at("2026-10-05T12:00")) == pytest.approx(3)
    assert clock.at(at("2026-12-08T12:00")) - clock.at(at("2026-12-05T06:00")) == pytest.approx(3.25)


def test_time_stands_nearly_still_when_nobody_comes() -> None:
    """A night passes in a hundredth of a day, a working hour is 7 days in 40, and a holiday is a Sunday."""
    clock = office_hours()

    def passes(start: str, end: str) -> float:
        return clock.at(at(end)) - clock.at(at(start))

    assert passes("2026-10-05T18:00", "2026-10-06T10:00") < 0.02
    assert passes("2026-10-06T12:00", "2026-10-06T13:00") == pytest.approx(7 / 40, rel=0.01)
    assert passes("2026-10-07T00:00", "2026-10-08T00:00") < 0.03
    assert passes("2026-10-05T00:00", "2026-10-12T00:00") == pytest.approx(7 - 7 / 5, rel=0.01)


def test_a_week_of_activity_is_seven_days() -> None:
    """Whatever the weights, a week without holidays counts seven."""
    clock = office_hours()

    assert clock.at(at("2026-10-19T00:00")) - clock.at(at("2026-10-12T00:00")) == pytest.approx(7)


def test_a_window_does_not_end_where_nobody_comes() -> None:
    """Half a working day after Friday at 16:00 is Monday noon."""
    clock = office_hours()
    ends = clock.when(clock.at(at("2026-10-09T16:00")) + 4 * 7 / 40)

    assert abs(ends - at("2026-10-12T12:00")) < 600


@pytest.mark.parametrize(
    "text",
    [
        "2026-10-05T12:34:56",
        "2026-10-06T03:00",
        "2026-10-25T12:00",  # the day on which summer time ends
        "2027-03-28T12:00",  # and the one on which it begins
        "2027-01-01T00:00",
        "2010-06-01T12:00",  # before all dates that count hour by hour
        "2040-06-01T12:00",  # after them
    ],
)
def test_there_and_back(text: str) -> None:
    """The instant at which as much has passed as at an instant is that instant, to the second."""
    clock = office_hours()

    assert abs(clock.when(clock.at(at(text))) - at(text)) <= 1


def test_time_never_runs_backwards() -> None:
    """From quarter to quarter of an hour over three years, days of the change included, it moves on."""
    clock = office_hours()
    times = range(at("2026-01-01T00:00"), at("2027-12-31T00:00"), 3_600)
    passed = [clock.at(t) for t in times if abs(t % 86_400 - 43_200) < 36_000]

    assert all(earlier < later for earlier, later in pairwise(passed))


def test_hours_of_the_week() -> None:
    """Monday midnight is hour 0, a holiday has a Sunday's hours, far away the calendar's weekday counts."""
    clock = office_hours()

    assert [
        clock.hour_of_week(at(text)) for text in ("2026-10-05T00:30", "2026-10-07T12:00", "2050-01-01T01:00")
    ] == [
        0,
        6 * 24 + 12,
        5 * 24 + 1,
    ]


def test_a_learned_clock_follows_arrivals() -> None:
    """A thousand arrivals on Tuesdays at noon make Tuesday noon the fastest hour of the week."""
    clock = learned_clock([at("2026-10-06T12:30")] * 1_000, BERLIN, MONDAY)

    assert clock.weights.index(max(clock.weights)) == 24 + 12
    assert clock.at(at("2026-10-13T13:00")) - clock.at(at("2026-10-13T12:00")) > 6


@pytest.mark.parametrize("weights", [(1.0,), (0.0,) * HOURS, (-1.0, *(1.0,) * (HOURS - 1))])
def test_the_weights_of_a_week(weights: tuple[float, ...]) -> None:
    """Too few, all nothing, or one below nothing are refused."""
    with pytest.raises(InvalidInput, match="not the weights of a week"):
        ActivityClock(zone=BERLIN, weights=weights, around=MONDAY)
