from __future__ import annotations

from datetime import date, time

import pytest
from tests.eta.worlds import SHAPE, UTC, day, learned, truth

from postpurchase.calendars import CourierCalendar, SlotOffer, WorkingCalendar
from postpurchase.eta.arrivals import Given, arrival
from postpurchase.eta.dates import shortest_run, window_of
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey

NEAR = Journey(id="", start=day(180), words={"to": "near"})


@pytest.mark.parametrize(
    ("shares", "level", "run"),
    [
        ([0.9, 1.0], 0.8, (0, 0)),
        ([0.1, 0.5, 0.9, 1.0], 0.8, (1, 2)),
        # two runs of two hold it: the later one leaves fewer late
        ([0.3, 0.6, 0.9, 1.0], 0.6, (1, 2)),
        ([0.3, 0.6, 0.9, 1.0], 0.4, (2, 3)),
        ([0.0, 0.0, 0.05, 0.9, 1.0], 0.8, (3, 3)),
        ([0.2, 0.4], 0.8, None),
        ([], 0.5, None),
    ],
)
def test_the_fewest_dates_in_a_row(shares: list[float], level: float, run: tuple[int, int] | None) -> None:
    """Dates with little in them are left out at both ends, and of equal runs the one with fewest late is taken."""
    assert shortest_run(shares, level) == run


def test_the_dates_hold_what_they_say() -> None:
    """The run for eight in ten of a known world is as long as its narrowest stretch, and holds eight in ten."""
    found = arrival(learned(180), NEAR)
    assert found is not None
    window = window_of(found, 0.8, day(180), UTC)

    assert window is not None
    assert window.earliest >= date(2025, 7, 5)
    # near: middle 3.3 days, 80 % between 2.3 and 4.9
    assert 3 <= window.days <= 4
    assert truth("near", 0.9) == pytest.approx(4.9, abs=0.1)


def test_a_window_is_moved_to_days_on_which_somebody_comes() -> None:
    """A courier that delivers on Thursdays only."""
    found = arrival(learned(180), NEAR)
    assert found is not None
    courier = CourierCalendar(
        working=WorkingCalendar(zone=UTC),
        intervals=(SlotOffer(start=time(9), end=time(12), weekdays=frozenset({3})),),
    )
    window = window_of(found, 0.8, day(180), UTC, courier)

    assert window is not None
    assert {window.earliest.weekday(), window.latest.weekday()} == {3}


def test_what_nobody_can_plan_by_has_no_window() -> None:
    """When most of it lies beyond what is looked at, no run of dates holds it."""
    nothing = fit([], SHAPE, at=day(0), zone=UTC)
    found = arrival(nothing, NEAR, given=Given(earliest=day(280), latest=day(600)))

    assert found is not None
    assert window_of(found, 0.8, day(180), UTC) is None
