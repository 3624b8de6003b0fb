from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from postpurchase.calendars import WorkingCalendar
from postpurchase.eta import (
    Assumption,
    EstimateBasis,
    KnownRoute,
    Leg,
    LegKind,
    Quote,
    Route,
    Withheld,
    quote,
)
from postpurchase.eta.estimates import Estimate
from postpurchase.eta.legs import LEG_ENDS
from postpurchase.events import Carriage, Event, LineQuantity, OrderLine, Placed
from postpurchase.order import replay
from postpurchase.vocabulary import EventKind, ShipmentRole
from postpurchase.windows import DateWindow, Instant, instant, utc_text, zone

TOKYO = zone("Asia/Tokyo")
PLACED = datetime(2026, 10, 5, 12, tzinfo=TOKYO)
ABROAD = Route(
    zone=TOKYO,
    legs=(
        Leg(kind=LegKind.SOURCING, days=(2, 5)),
        Leg(kind=LegKind.INTERNATIONAL, days=(3, 9)),
        Leg(kind=LegKind.HANDLING, days=(1, 3)),
        Leg(kind=LegKind.LAST_MILE, days=(1, 4)),
    ),
)


def on(kind: EventKind, days: int, shipment: str | None = None, **given: Any) -> Event:
    """Return an event, some days after the order was placed at noon."""
    return Event(
        kind=kind,
        order="o1",
        at=PLACED + timedelta(days=days),
        id=f"{kind}@{days}{shipment}",
        shipment=shipment,
        **given,
    )


def noon(days: int) -> Instant:
    """Return noon, some days after the order was placed."""
    return instant(PLACED) + days * 86_400


def dates(first: str, last: str) -> DateWindow:
    """Return a window of dates."""
    return DateWindow(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


PLACING = on(EventKind.ORDER_PLACED, 0, details=Placed())


def foreseen(way: Route, now: Instant, *events: Event, parcel: str | None = None) -> Estimate | None:
    """Return what a known route says of an order with these events."""
    order = replay([PLACING, *events])
    shipment = None if parcel is None else order.shipment(parcel)
    return KnownRoute(route=way).foresee(order, now, TOKYO, shipment)


@pytest.mark.parametrize(
    ("events", "window", "ship_by"),
    [
        ((), ("2026-10-12", "2026-10-26"), ("2026-10-11", "2026-10-22")),
        ((on(EventKind.ITEM_SECURED, 1),), ("2026-10-11", "2026-10-22"), ("2026-10-10", "2026-10-18")),
        (
            (on(EventKind.ITEM_SECURED, 1), on(EventKind.ARRIVED_IN_COUNTRY, 12)),
            ("2026-10-19", "2026-10-24"),
            ("2026-10-18", "2026-10-20"),
        ),
        ((on(EventKind.HANDED_OVER, 13, "p1"),), ("2026-10-19", "2026-10-22"), None),
    ],
)
def test_each_leg_s_end_restarts_the_count(
    events: tuple[Event, ...], window: tuple[str, str], ship_by: tuple[str, str] | None
) -> None:
    """Only the legs that are left count, from the moment the last one ended."""
    found = foreseen(ABROAD, noon(13), *events)

    assert found is not None
    assert (found.window, found.basis) == (dates(*window), EstimateBasis.RANGES)
    assert found.ship_by == (ship_by and dates(*ship_by))


def test_when_it_should_have_left_is_not_when_it_leaves() -> None:
    """Once the last date to leave by has passed and nothing has left, nobody knows by when it will."""
    last = instant(datetime(2026, 10, 23, tzinfo=TOKYO))
    before, after = (foreseen(ABROAD, last + n) for n in (-1, 0))

    assert before is not None
    assert after is not None
    assert (before.ship_by, after.ship_by) == (dates("2026-10-11", "2026-10-22"), None)


def test_nothing_is_foreseen_before_the_order_and_at_the_door() -> None:
    """There is nothing to count from, and nothing left to count."""
    stray = replay([on(EventKind.HANDED_OVER, 1, "p1")])

    assert KnownRoute(route=ABROAD).foresee(stray, noon(2), TOKYO, None) is None
    assert foreseen(ABROAD, noon(15), on(EventKind.DELIVERED, 14, "p1")) is None


def test_one_parcel_of_two_does_not_speak_for_the_order() -> None:
    """Of an order in two parcels each has its own way; the order as a whole waits for both."""
    sent = (on(EventKind.HANDED_OVER, 2, "p1"), on(EventKind.SHIPMENT_PLANNED, 2, "p2"))
    of_first = foreseen(ABROAD, noon(3), *sent, parcel="1")
    of_order = foreseen(ABROAD, noon(3), *sent)

    assert of_first is not None
    assert of_order is not None
    assert of_first.window == dates("2026-10-08", "2026-10-11")
    assert of_order.window == dates("2026-10-12", "2026-10-26")


def test_a_parcel_that_arrived_does_not_speak_for_what_is_still_to_be_packed() -> None:
    """Of two lines one has arrived: the other is where the order stands, not at the door."""
    two = (OrderLine(id="a"), OrderLine(id="b"))
    placed = on(EventKind.ORDER_PLACED, 0, details=Placed(lines=two))
    first = (
        on(EventKind.HANDED_OVER, 2, "p1", details=Carriage(contents=(LineQuantity(id="a"),))),
        on(EventKind.DELIVERED, 4, "p1"),
    )
    route = KnownRoute(route=ABROAD)
    found = route.foresee(replay([placed, *first]), noon(5), TOKYO, None)

    assert found is not None
    assert found.window == dates("2026-10-12", "2026-10-26")
    there = (
        on(EventKind.HANDED_OVER, 4, "p2", details=Carriage(contents=(LineQuantity(id="b"),))),
        on(EventKind.DELIVERED, 5, "p2"),
    )
    assert route.foresee(replay([placed, *first, *there]), noon(6), TOKYO, None) is None


# -- the border -----------------------------------------------------------------------------------

FROM_ABROAD = Route(
    zone=TOKYO,
    legs=(
        Leg(kind=LegKind.HANDLING, days=(0, 2)),
        Leg(kind=LegKind.INTERNATIONAL, days=(2, 4)),
        Leg(kind=LegKind.CUSTOMS, days=(1, 3)),
        Leg(kind=LegKind.LAST_MILE, days=(1, 2)),
    ),
)
ENTERED = (on(EventKind.HANDED_OVER, 1, "p1"), on(EventKind.ENTERED_COUNTRY, 4, "p1"))
RELEASED = on(EventKind.CUSTOMS_RELEASED, 6, "p1")


@pytest.mark.parametrize(
    ("events", "window"),
    [
        # Entered on 10-09: customs of 1 to 3 days, the last mile of 1 or 2.
        (ENTERED, ("2026-10-11", "2026-10-14")),
        # Released on 10-11: the last mile alone is left.
        ((*ENTERED, RELEASED), ("2026-10-12", "2026-10-13")),
        # Of a parcel on its round, of which no release was heard, that of 10-12 may be the last day.
        ((*ENTERED, on(EventKind.OUT_FOR_DELIVERY, 7, "p1")), ("2026-10-12", "2026-10-14")),
        ((*ENTERED, on(EventKind.ARRIVED_IN_CITY, 7, "p1")), ("2026-10-13", "2026-10-14")),
        # What was released before is counted from its release.
        ((*ENTERED, RELEASED, on(EventKind.OUT_FOR_DELIVERY, 7, "p1")), ("2026-10-12", "2026-10-13")),
        # The release of another parcel says nothing of this one.
        ((*ENTERED, on(EventKind.CUSTOMS_RELEASED, 6, "p9")), ("2026-10-11", "2026-10-14")),
    ],
)
def test_who_is_let_go_at_the_border_is_not_waited_for(
    events: tuple[Event, ...], window: tuple[str, str]
) -> None:
    """Customs end with the release, or with whatever a courier does of which it must have come first."""
    found = foreseen(FROM_ABROAD, noon(7), *events, parcel="1")

    assert found is not None
    assert found.window == dates(*window)


@pytest.mark.parametrize(
    "events",
    [
        (on(EventKind.RECEIVED_BY_SHOP, 6),),
        (
            on(EventKind.HANDED_OVER, 1, "in1", details=Carriage(role=ShipmentRole.INBOUND)),
            on(EventKind.CUSTOMS_RELEASED, 6, "in1"),
        ),
    ],
)
def test_goods_that_come_to_the_shop_first_leave_customs_before(events: tuple[Event, ...]) -> None:
    """What the shop has, or what was released on its way there, waits for the shop and the last mile alone."""
    legs = (
        Leg(kind=LegKind.INTERNATIONAL, days=(2, 4)),
        Leg(kind=LegKind.CUSTOMS, days=(1, 3)),
        Leg(kind=LegKind.HANDLING, days=(1, 3)),
        Leg(kind=LegKind.LAST_MILE, days=(1, 2)),
    )
    found = foreseen(Route(zone=TOKYO, legs=legs), noon(7), *events)

    assert found is not None
    assert (found.ship_by, found.window) == (
        dates("2026-10-12", "2026-10-14"),
        dates("2026-10-13", "2026-10-16"),
    )


def test_every_leg_is_ended_by_something() -> None:
    """A leg that nothing ends would be waited for to the door."""
    assert {kind: bool(LEG_ENDS[kind]) for kind in LegKind} == dict.fromkeys(LegKind, True)
    assert set(LEG_ENDS) == set(LegKind)


# -- silence --------------------------------------------------------------------------------------

TO_THE_DOOR = Route(
    zone=TOKYO,
    legs=(
        Leg(kind=LegKind.HANDLING, days=(0, 0)),
        Leg(kind=LegKind.LAST_MILE, days=(1, 5)),
    ),
    scan_days=3,
)


@pytest.mark.parametrize(
    ("days", "window", "basis", "turns"),
    [
        (2, ("2026-10-06", "2026-10-10"), "ranges", 3),
        # Last scan 10-05, three days without a sign: what is left is counted from 10-08.
        (3, ("2026-10-09", "2026-10-13"), "no_scan", 6),
        (5, ("2026-10-09", "2026-10-13"), "no_scan", 6),
        (6, ("2026-10-12", "2026-10-16"), "no_scan", 9),
        (14, ("2026-10-18", "2026-10-22"), "no_scan", 15),
    ],
)
def test_a_parcel_not_heard_of_is_counted_anew(
    days: int, window: tuple[str, str], basis: str, turns: int
) -> None:
    """Every three days without a scan start what is left of the way again, and say so."""
    found = foreseen(TO_THE_DOOR, noon(days), on(EventKind.HANDED_OVER, 0, "p1"))

    assert found is not None
    assert (found.window, found.basis.value) == (dates(*window), basis)
    assert found.changes_at is not None
    assert utc_text(found.changes_at) == utc_text(noon(turns))
    assert (Assumption.NO_SCAN in found.assumptions) == (basis == "no_scan")


def test_after_long_silence_nobody_knows() -> None:
    """Three times the longest that the leg takes without a sign, and no window is told any more."""
    sent = on(EventKind.HANDED_OVER, 0, "p1")
    last = foreseen(TO_THE_DOOR, noon(15) - 1, sent)
    then = foreseen(TO_THE_DOOR, noon(15), sent)

    assert last is not None
    assert then is not None
    assert (last.withheld, then.withheld, then.window) == (None, Withheld.NO_SCAN, None)


def test_without_a_limit_a_scan_is_not_waited_for() -> None:
    """A shop that gave no days keeps its window until nobody can believe it."""
    way = Route(zone=TOKYO, legs=TO_THE_DOOR.legs)
    found = foreseen(way, noon(4), on(EventKind.HANDED_OVER, 0, "p1"))

    assert found is not None
    assert found.window == dates("2026-10-06", "2026-10-10")
    assert found.changes_at == noon(15)


# -- before the order -----------------------------------------------------------------------------


def test_a_quote_is_the_estimate_of_an_order_placed_now() -> None:
    """What is told before the order is what the same minute's order would be told."""
    found = foreseen(ABROAD, noon(0))

    assert found is not None
    assert quote(ABROAD, PLACED) == Quote(
        ship_by=found.ship_by, window=dates("2026-10-12", "2026-10-26"), basis=EstimateBasis.RANGES
    )


def test_a_quote_too_wide_to_plan_by_is_withheld() -> None:
    """More dates than anybody can plan by are not promised before the order either."""
    days = WorkingCalendar(zone=TOKYO, weekdays=frozenset(range(7)))
    way = Route(
        zone=TOKYO,
        legs=(
            Leg(kind=LegKind.HANDLING, days=(0, 1), calendar=days),
            Leg(kind=LegKind.CUSTOMS, days=(1, 30)),
        ),
    )

    assert quote(way, PLACED) == Quote(
        ship_by=dates("2026-10-05", "2026-10-06"),
        window=None,
        basis=EstimateBasis.WITHHELD,
        assumptions=(Assumption.WORKING_DAYS,),
        withheld=Withheld.TOO_WIDE,
    )
