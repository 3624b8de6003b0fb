from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

import pytest

from postpurchase.calendars import CourierCalendar, SlotOffer, WorkingCalendar
from postpurchase.errors import InvalidInput
from postpurchase.eta import Assumption, Leg, LegKind, Peak, Route
from postpurchase.windows import DateWindow, Instant, instant, zone

BERLIN = zone("Europe/Berlin")
TOKYO = zone("Asia/Tokyo")
SHOP = WorkingCalendar(zone=BERLIN, cutoff=time(14))
COURIER = WorkingCalendar(zone=BERLIN, weekdays=frozenset(range(6)))
RETAIL = Route(
    zone=BERLIN,
    legs=(
        Leg(kind=LegKind.HANDLING, days=(0, 1), calendar=SHOP),
        Leg(kind=LegKind.LAST_MILE, days=(1, 2), calendar=COURIER),
    ),
)


def at(text: str) -> Instant:
    """Return the instant of a wall clock in Berlin."""
    return instant(datetime.fromisoformat(text).replace(tzinfo=BERLIN))


def dates(first: str, last: str) -> DateWindow:
    """Return a window of dates."""
    return DateWindow(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


# -- what is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (
            lambda: Leg(kind=LegKind.HANDLING, days=(3, 2)),
            "days: not a range of days; give fewest and most, as in [7, 21]",
        ),
        (lambda: Route(zone=BERLIN, legs=()), "legs: no leg at all; give at least one"),
        (
            lambda: Route(zone=BERLIN, legs=RETAIL.legs * 2, scan_days=0),
            (
                "scan_days: not a number of days; give 1 to 365, or leave it out\n"
                "legs: handling named twice; give each leg once\n"
                "legs: last_mile named twice; give each leg once"
            ),
        ),
        (
            lambda: peak("2026-12-24", "2026-12-01"),
            "end: before the start; give the same date or a later one",
        ),
        (lambda: peak("2026-12-01", "2026-12-24", legs=()), "legs: no leg takes longer; name at least one"),
        (
            lambda: Leg(kind="lastmile", days=(1, 2)),  # type: ignore[arg-type]
            "kind: not a known word; give one of sourcing, handling, international, customs, domestic, last_mile",
        ),
        (
            lambda: Leg(kind=LegKind.HANDLING, days=(1, 2), calendar=CourierCalendar(working=SHOP)),  # type: ignore[arg-type]
            "calendar: CourierCalendar, not WorkingCalendar or None; give WorkingCalendar or None",
        ),
        (
            lambda: peak("2026-12-01", "2026-12-24", legs=("lastmile",)),  # type: ignore[arg-type]
            "legs: not a known word; give one of sourcing, handling, international, customs, domestic, last_mile",
        ),
        (
            lambda: Route(zone="Europe/Berlin", legs=RETAIL.legs),  # type: ignore[arg-type]
            "zone: text, not ZoneInfo; give one, as zone('Europe/Berlin') of postpurchase.windows makes it",
        ),
        (
            lambda: Route(zone=BERLIN, legs=RETAIL.legs[0]),  # type: ignore[arg-type]
            "legs: Leg, not a collection of Leg; give legs, as in (Leg(...), Leg(...))",
        ),
        (
            lambda: Route(zone=BERLIN, legs=RETAIL.legs, courier=SHOP),  # type: ignore[arg-type]
            "courier: WorkingCalendar, not CourierCalendar; give CourierCalendar(working=...)",
        ),
        (
            lambda: Route(zone=BERLIN, legs=RETAIL.legs, scan_days="3"),  # type: ignore[arg-type]
            "scan_days: not a number of days; give 1 to 365, or leave it out",
        ),
        (
            lambda: Route(
                zone=BERLIN,
                legs=RETAIL.legs,
                peaks=(peak("2026-12-01", "2026-12-24", legs=(LegKind.CUSTOMS,)),),
            ),
            "peaks.0.legs: no leg of this way takes longer; name some of handling, last_mile",
        ),
    ],
)
def test_a_way_that_cannot_be_is_refused(make: Any, fault: str) -> None:
    """Backward ranges, an empty way, a leg twice, a peak that ends first or slows nothing."""
    with pytest.raises(InvalidInput) as raised:
        make()

    assert str(raised.value) == fault


def peak(
    start: str, end: str, days: tuple[int, int] = (1, 3), legs: tuple[LegKind, ...] = (LegKind.LAST_MILE,)
) -> Peak:
    """Return dates in which some legs take longer."""
    return Peak(start=date.fromisoformat(start), end=date.fromisoformat(end), days=days, legs=frozenset(legs))


def test_words_may_be_given_as_texts() -> None:
    """A leg named by its text is that leg, for its ends as for its peaks."""
    way = Route(
        zone=BERLIN,
        legs=(Leg(kind="handling", days=(1, 1)), Leg(kind="last_mile", days=(1, 2))),  # type: ignore[arg-type]
        peaks=(peak("2026-10-01", "2026-10-31", legs=("last_mile",)),),  # type: ignore[arg-type]
    )
    found = way.forecast(at("2026-10-07T10:00:00"))

    assert (found.ship_by, found.window) == (
        dates("2026-10-08", "2026-10-08"),
        dates("2026-10-10", "2026-10-13"),
    )
    assert way.after(LegKind.HANDLING) == Route(zone=BERLIN, legs=way.legs[1:], peaks=way.peaks)


def test_what_is_left_of_a_way_has_the_peaks_of_its_legs_alone() -> None:
    """A peak of the shop says nothing of the road."""
    shop = Route(
        zone=BERLIN, legs=RETAIL.legs, peaks=(peak("2026-12-01", "2026-12-24", legs=(LegKind.HANDLING,)),)
    )

    assert shop.after(LegKind.HANDLING) == Route(zone=BERLIN, legs=RETAIL.legs[1:])


# -- from order to door ---------------------------------------------------------------------------


def test_about_a_week_to_three_falls_out_of_its_legs() -> None:
    """Bought abroad, shipped in, cleared, inspected, sent on: the days of the legs add up to 7 to 21."""
    days = {
        LegKind.SOURCING: (2, 5),
        LegKind.INTERNATIONAL: (3, 8),
        LegKind.CUSTOMS: (0, 3),
        LegKind.HANDLING: (1, 2),
        LegKind.DOMESTIC: (1, 2),
        LegKind.LAST_MILE: (0, 1),
    }
    way = Route(zone=TOKYO, legs=tuple(Leg(kind=kind, days=range_) for kind, range_ in days.items()))
    found = way.forecast(instant(datetime.fromisoformat("2026-10-05T22:40:00+09:00")))

    assert way.lead_days == (7, 21)
    assert found.window == dates("2026-10-12", "2026-10-26")
    assert found.ship_by == dates("2026-10-11", "2026-10-23")
    assert found.assumptions == ()


@pytest.mark.parametrize(
    ("ordered", "ship_by", "window"),
    [
        # Wednesday before the cut-off: leaves today or tomorrow.
        ("2026-10-07T13:59:59", ("2026-10-07", "2026-10-08"), ("2026-10-08", "2026-10-10")),
        # From the cut-off on it counts as Thursday's.
        ("2026-10-07T14:00:00", ("2026-10-08", "2026-10-09"), ("2026-10-09", "2026-10-12")),
        # Friday afternoon counts as Monday's; the courier delivers on Saturdays, the shop does not send.
        ("2026-10-09T15:00:00", ("2026-10-12", "2026-10-13"), ("2026-10-13", "2026-10-15")),
    ],
)
def test_a_cut_off_and_two_calendars(ordered: str, ship_by: tuple[str, str], window: tuple[str, str]) -> None:
    """Handling goes by the shop's days and cut-off, the last mile by the courier's, Saturdays included."""
    found = RETAIL.forecast(at(ordered))

    assert (found.ship_by, found.window) == (dates(*ship_by), dates(*window))
    assert found.assumptions == (Assumption.CUT_OFF, Assumption.WORKING_DAYS)


def test_a_holiday_on_the_day_of_the_order_is_said() -> None:
    """What is ordered on a holiday begins the day after: that rests on the holiday as much as one on the way does."""
    shop = replace(SHOP, holidays=frozenset({date(2026, 10, 7)}))
    way = Route(zone=BERLIN, legs=(Leg(kind=LegKind.HANDLING, days=(0, 0), calendar=shop),))

    assert way.forecast(at("2026-10-07T10:00:00")).assumptions == (
        Assumption.CUT_OFF,
        Assumption.HOLIDAYS,
        Assumption.WORKING_DAYS,
    )
    assert Assumption.HOLIDAYS not in way.forecast(at("2026-10-08T10:00:00")).assumptions


def test_the_cut_off_counts_where_the_work_is_done() -> None:
    """What is still afternoon in Berlin is after hours in Tokyo."""
    tokyo = WorkingCalendar(zone=TOKYO, cutoff=time(17))
    way = Route(zone=BERLIN, legs=(Leg(kind=LegKind.HANDLING, days=(0, 0), calendar=tokyo),))

    assert [way.forecast(at(f"2026-10-07T{hour}")).window for hour in ("09:59:59", "10:00:00")] == [
        dates("2026-10-07", "2026-10-07"),
        dates("2026-10-08", "2026-10-08"),
    ]


def test_a_holiday_is_waited_out_and_said() -> None:
    """Over Christmas three dates and a Sunday are not worked; an estimate that met them says so."""
    resting = WorkingCalendar(
        zone=BERLIN, holidays=frozenset({date(2026, 12, 24), date(2026, 12, 25), date(2026, 12, 28)})
    )
    way = Route(zone=BERLIN, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 2), calendar=resting),))
    found = way.forecast(at("2026-12-23T10:00:00"))

    assert found.window == dates("2026-12-29", "2026-12-30")
    assert found.assumptions == (Assumption.WORKING_DAYS, Assumption.HOLIDAYS)


@pytest.mark.parametrize(
    ("ordered", "window", "said"),
    [
        ("2026-11-26T10:00:00", ("2026-11-28", "2026-11-29"), ()),
        # Leaves before the peak on the quick path, may still travel in it on the slow one.
        ("2026-11-29T10:00:00", ("2026-12-01", "2026-12-05"), (Assumption.PEAK,)),
        ("2026-12-01T10:00:00", ("2026-12-04", "2026-12-07"), (Assumption.PEAK,)),
        ("2026-12-25T10:00:00", ("2026-12-27", "2026-12-28"), ()),
    ],
)
def test_a_declared_peak_takes_longer_and_is_said(
    ordered: str, window: tuple[str, str], said: tuple[Assumption, ...]
) -> None:
    """The fewest days are added to what surely begins within the dates, the most to what may touch them."""
    way = Route(
        zone=BERLIN,
        legs=(Leg(kind=LegKind.LAST_MILE, days=(2, 3)),),
        peaks=(peak("2026-12-01", "2026-12-24"),),
    )
    found = way.forecast(at(ordered))

    assert (found.window, found.assumptions) == (dates(*window), said)


def test_a_window_ends_on_days_on_which_the_courier_comes() -> None:
    """Both ends are moved to dates on which an interval is really offered."""
    offered = CourierCalendar(
        working=COURIER,
        intervals=(SlotOffer(start=time(9), end=time(12), weekdays=frozenset({1, 3})),),
    )
    way = Route(zone=BERLIN, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 2)),), courier=offered)
    found = way.forecast(at("2026-10-07T10:00:00"))

    assert (found.window, found.ship_by) == (dates("2026-10-08", "2026-10-13"), None)
    assert found.assumptions == (Assumption.COURIER_DAYS,)


# -- what is left ---------------------------------------------------------------------------------


def test_what_is_left_after_a_leg() -> None:
    """The legs behind the one that ended, and nothing at the door."""
    left = RETAIL.after(LegKind.HANDLING)

    assert left is not None
    assert left.lead_days == (1, 2)
    assert left.after(LegKind.LAST_MILE) is None


def test_a_route_is_shown_in_a_line() -> None:
    """Its legs and their days; calendars are left out, and peaks counted."""
    assert repr(RETAIL) == "<Route handling 0-1, last_mile 1-2 days, Europe/Berlin>"
    busy = replace(RETAIL, peaks=(peak("2026-12-01", "2026-12-24"),))
    assert repr(busy) == "<Route handling 0-1, last_mile 1-2 days, Europe/Berlin, 1 peaks>"
