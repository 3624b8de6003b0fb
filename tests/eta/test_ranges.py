from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta import (
    Estimate,
    EstimateBasis,
    KnownRoute,
    Leg,
    LegKind,
    Ranges,
    Route,
    Withheld,
    estimate,
)
from postpurchase.eta.estimates import MAX_DATES, NOTHING_KNOWN
from postpurchase.events import Carriage, Event, Placed, Promised, Trouble
from postpurchase.order import Order, Shipment, replay
from postpurchase.vocabulary import EventKind, ShipmentRole
from postpurchase.windows import DateWindow, Slot, TimeWindow, Window, instant, utc_text, zone

TOKYO = zone("Asia/Tokyo")
BERLIN = zone("Europe/Berlin")
LINE_ISLANDS = zone("Pacific/Kiritimati")
PLACED = datetime(2026, 10, 5, 22, 40, tzinfo=TOKYO)
NOW = instant(PLACED) + 60
WEEKS = Ranges(lead_days=(7, 21))


def dates(first: str, last: str) -> DateWindow:
    """Return a window of dates."""
    return DateWindow(earliest=date.fromisoformat(first), latest=date.fromisoformat(last))


def event(kind: EventKind, hours: int, **given: Any) -> Event:
    """Return an event of the order, some hours after it was placed."""
    return Event(kind=kind, order="o1", at=PLACED + timedelta(hours=hours), id=f"{kind}@{hours}", **given)


def placed(**promised: Any) -> Event:
    """Return the placing of an order with that promise."""
    return event(EventKind.ORDER_PLACED, 0, details=Placed(promised=Promised(**promised)))


def travelling(window: Window | None, *more: Event) -> tuple[Order, Shipment]:
    """Return an order with one parcel on its way, for which the courier gives that window."""
    order = replay(
        [
            placed(window=dates("2026-10-12", "2026-10-14")),
            event(EventKind.HANDED_OVER, 1, shipment="p1"),
            event(EventKind.ETA_CHANGED, 2, shipment="p1", details=Trouble(window=window)),
            *more,
        ]
    )
    return order, order.shipments[0]


def told(estimate: Estimate) -> tuple[object, str, str | None]:
    """Return what an estimate says, readably."""
    changes = None if estimate.changes_at is None else utc_text(estimate.changes_at)
    return estimate.window, estimate.basis.value, changes


# -- ranges ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("lead_days", [(-1, 3), (3, 2), (0, 366)])
def test_a_range_runs_from_fewest_to_most(lead_days: tuple[int, int]) -> None:
    """Days before the order, most before fewest, and more than a year are refused."""
    with pytest.raises(InvalidInput) as raised:
        Ranges(lead_days=lead_days)

    assert str(raised.value) == "lead_days: not a range of days; give fewest and most, as in [7, 21]"


@pytest.mark.parametrize("lead_days", [None, (0, 0), (7, 21), (365, 365)])
def test_a_range_may_be_narrow_wide_or_absent(lead_days: tuple[int, int] | None) -> None:
    """The same day, a year, and no idea are all ranges."""
    assert Ranges(lead_days=lead_days).lead_days == lead_days


# -- what an estimate rests on --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("promised", "ranges", "expected"),
    [
        ({}, Ranges(), (None, "none", None)),
        ({}, WEEKS, (dates("2026-10-12", "2026-10-26"), "ranges", "2026-10-26T15:00:00Z")),
        (
            {"slot": Slot(date=date(2026, 10, 9), start=time(14), end=time(16))},
            WEEKS,
            (dates("2026-10-09", "2026-10-09"), "promised", "2026-10-09T15:00:00Z"),
        ),
        (
            {
                "slot": Slot(date=date(2026, 10, 9), code="morning"),
                "window": dates("2026-10-08", "2026-10-10"),
            },
            WEEKS,
            (dates("2026-10-08", "2026-10-10"), "promised", "2026-10-10T15:00:00Z"),
        ),
    ],
)
def test_the_first_source_that_knows_counts(
    promised: dict[str, Any], ranges: Ranges, expected: tuple[object, str, str | None]
) -> None:
    """A promised window comes before a promised slot, and a promise before lead times."""
    assert told(estimate(replay([placed(**promised)]), ranges, NOW, TOKYO)) == expected


def test_the_courier_s_own_date_comes_first() -> None:
    """For a parcel the courier's window counts, and so it does for the order that it is all of."""
    order, parcel = travelling(dates("2026-10-13", "2026-10-13"))
    expected = dates("2026-10-13", "2026-10-13"), "courier", "2026-10-13T15:00:00Z"

    assert told(estimate(order, WEEKS, NOW, TOKYO, parcel)) == expected
    assert told(estimate(order, WEEKS, NOW, TOKYO)) == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("2026-10-13", "2026-10-13", (dates("2026-10-12", "2026-10-14"), "promised")),
        ("2026-10-13", "2026-10-15", (dates("2026-10-15", "2026-10-15"), "courier")),
        ("2026-10-16", "2026-10-15", (dates("2026-10-16", "2026-10-16"), "courier")),
    ],
)
def test_of_several_parcels_the_last_to_come_counts(first: str, second: str, expected: object) -> None:
    """An order comes when its last parcel does: by the courier's date, where that is later than was promised."""
    more = (
        event(EventKind.HANDED_OVER, 3, shipment="p2"),
        event(EventKind.ETA_CHANGED, 4, shipment="p2", details=Trouble(window=dates(second, second))),
    )
    order, _ = travelling(dates(first, first), *more)

    assert told(estimate(order, WEEKS, NOW, TOKYO))[:2] == expected


def test_a_parcel_that_comes_no_more_has_no_date() -> None:
    """A parcel that turned back does not count, and the last one under way speaks for its order.

    Of several under way, where nothing was promised, no parcel's date is that of all.
    """
    more = (
        event(EventKind.HANDED_OVER, 3, shipment="p2"),
        event(
            EventKind.ETA_CHANGED, 4, shipment="p2", details=Trouble(window=dates("2026-10-16", "2026-10-16"))
        ),
    )
    back = event(EventKind.RETURN_STARTED, 5, shipment="p2")
    order, _ = travelling(dates("2026-10-13", "2026-10-13"), *more, back)
    nothing_promised = replay([placed(), *order.events[1:-1]])

    assert told(estimate(order, WEEKS, NOW, TOKYO))[:2] == (dates("2026-10-13", "2026-10-13"), "courier")
    assert estimate(nothing_promised, Ranges(), NOW, TOKYO) == NOTHING_KNOWN


def test_what_a_model_withholds_of_several_parcels_is_withheld() -> None:
    """Where the model has no window for the whole, no parcel's date stands in for it."""
    order, _ = travelling(dates("2026-10-13", "2026-10-13"), event(EventKind.HANDED_OVER, 3, shipment="p2"))

    class Silent:
        """A model that says nothing of anything."""

        def foresee(self, order: Order, now: int, zone: tzinfo, shipment: Shipment | None) -> Estimate:  # noqa: ARG002
            """Withhold."""
            return Estimate(window=None, basis=EstimateBasis.WITHHELD, withheld=Withheld.NO_SCAN)

    assert estimate(order, WEEKS, NOW, TOKYO, model=Silent()).withheld is Withheld.NO_SCAN


@pytest.mark.parametrize(
    ("kind", "basis"),
    [
        ("lost", "withheld"),
        ("return_started", "withheld"),
        ("destroyed", "none"),
        ("shipment_cancelled", "promised"),
    ],
)
def test_an_orders_only_parcel_speaks_for_it(kind: str, basis: str) -> None:
    """While the order's only parcel is lost or comes back, nobody names a date; a void label says nothing."""
    order, _ = travelling(None, event(EventKind(kind), 5, shipment="p1"))

    assert estimate(order, WEEKS, NOW, TOKYO).basis == basis


@pytest.mark.parametrize(
    ("lost", "also", "expected"),
    [
        ((), (), (True, True, False)),
        (("p1",), (), (False, False, False)),
        (("p1",), ("p3",), (True, False, False)),
    ],
)
@pytest.mark.parametrize("promise", ["window", "slot", "lead"])
def test_what_is_sent_in_anothers_place_was_not_promised(
    lost: tuple[str, ...], also: tuple[str, ...], expected: tuple[bool, ...], promise: str
) -> None:
    """The checkout's promise is about what was ordered, while anything of it is still to come, and no replacement."""
    window = dates("2026-10-12", "2026-10-14")
    given = {
        "window": {"window": window},
        "slot": {"slot": Slot(date=window.latest, code="morning")},
        "lead": {},
    }[promise]
    sent = Carriage(role=ShipmentRole.REPLACEMENT)
    order = replay(
        [
            placed(**given),
            *(event(EventKind.HANDED_OVER, 1, shipment=name) for name in ("p1", *also)),
            event(EventKind.HANDED_OVER, 5, shipment="p2", details=sent),
            *(event(EventKind.LOST, 6, shipment=name) for name in lost),
        ]
    )
    ranges = Ranges(lead_days=(7, 9)) if promise == "lead" else Ranges()
    named = {one.id: one for one in order.shipments}
    found = [estimate(order, ranges, NOW, TOKYO, one) for one in (None, named["p1"], named["p2"])]

    assert tuple(one.window is not None for one in found) == expected


def test_a_parcel_without_a_courier_s_date_has_the_order_s() -> None:
    """As long as the courier gives no window, the promise holds for the parcel."""
    order, parcel = travelling(None)

    assert estimate(order, WEEKS, NOW, TOKYO, parcel) == estimate(order, WEEKS, NOW, TOKYO)


def test_an_order_that_nobody_placed_has_no_lead_time() -> None:
    """Where only a scan is known, there is nothing to count days from."""
    order = replay([event(EventKind.HANDED_OVER, 1, shipment="p1")])

    assert estimate(order, WEEKS, NOW, TOKYO) == NOTHING_KNOWN


def test_lead_days_are_counted_in_the_zone_asked_for() -> None:
    """The day of an order is the recipient's day."""
    order = replay([placed()])

    assert [estimate(order, WEEKS, NOW, local).window for local in (UTC, LINE_ISLANDS)] == [
        dates("2026-10-12", "2026-10-26"),
        dates("2026-10-13", "2026-10-27"),
    ]


# -- when nothing is said -------------------------------------------------------------------------


@pytest.mark.parametrize("kind", [EventKind.ORDER_CANCELLED, EventKind.ORDER_CLOSED])
def test_a_closed_order_is_not_expected(kind: EventKind) -> None:
    """Nothing arrives of an order that is cancelled or closed."""
    assert estimate(replay([placed(), event(kind, 1)]), WEEKS, NOW, TOKYO) == NOTHING_KNOWN


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        (EventKind.DELIVERED, None),
        (EventKind.LOST, Withheld.LOST),
        (EventKind.RETURN_STARTED, Withheld.RETURNING),
        (EventKind.RETURNED, None),
    ],
)
def test_a_parcel_that_does_not_come_is_not_expected(kind: EventKind, reason: Withheld | None) -> None:
    """What has arrived, is lost or travels back has no window, whatever the courier said before."""
    order, parcel = travelling(dates("2026-10-13", "2026-10-13"), event(kind, 30, shipment="p1"))
    found = estimate(order, WEEKS, NOW, TOKYO, parcel)

    assert (found.window, found.withheld) == (None, reason)


@pytest.mark.parametrize(
    ("window", "local", "ends"),
    [
        (dates("2026-10-12", "2026-10-14"), TOKYO, "2026-10-14T15:00:00Z"),
        (dates("2026-10-20", "2026-10-25"), BERLIN, "2026-10-25T23:00:00Z"),
        (
            TimeWindow(
                earliest=datetime.fromisoformat("2026-10-12T14:00:00+09:00"),
                latest=datetime.fromisoformat("2026-10-12T18:00:00+09:00"),
            ),
            TOKYO,
            "2026-10-12T15:00:00Z",
        ),
        (
            TimeWindow(
                earliest=datetime.fromisoformat("2026-10-12T14:00:00+09:00"),
                latest=datetime.fromisoformat("2026-10-12T18:00:00+09:00"),
            ),
            LINE_ISLANDS,
            "2026-10-12T10:00:00Z",
        ),
    ],
)
def test_a_window_is_believed_to_the_end_of_its_last_day(window: Window, local: Any, ends: str) -> None:
    """Up to the last second of its last local date a window stands; then it is withheld for good."""
    order = replay([placed(window=window)])
    end = instant(datetime.fromisoformat(ends))

    assert told(estimate(order, WEEKS, end - 1, local)) == (window, "promised", ends)
    assert told(estimate(order, WEEKS, end, local)) == (None, "withheld", None)


@pytest.mark.parametrize(("days", "expected"), [(MAX_DATES, "ranges"), (MAX_DATES + 1, "withheld")])
def test_a_window_too_wide_is_withheld(days: int, expected: str) -> None:
    """Twenty-one dates can be told; one more says nothing that anybody could plan by."""
    order = replay([placed()])
    found = estimate(order, Ranges(lead_days=(1, days)), NOW, TOKYO)

    assert (found.basis.value, found.window is None) == (expected, expected == "withheld")


def test_a_promise_is_repeated_however_wide() -> None:
    """Made to order within forty days, said the checkout: that is what the customer bought, and no estimate."""
    window = dates("2026-10-12", "2026-11-20")
    order = replay([placed(window=window)])

    assert estimate(order, WEEKS, NOW, TOKYO).window == window


def test_what_is_not_believable_does_not_fall_back() -> None:
    """A courier's date that has passed is withheld; no older and weaker source takes its place."""
    order, parcel = travelling(dates("2026-10-06", "2026-10-06"))
    now = instant(datetime.fromisoformat("2026-10-07T00:00:00+09:00"))

    assert estimate(order, WEEKS, now, TOKYO, parcel) == Estimate(
        window=None, basis=EstimateBasis.WITHHELD, withheld=Withheld.PASSED
    )
    assert estimate(order, WEEKS, now, TOKYO).withheld is Withheld.PASSED


# -- with a model ---------------------------------------------------------------------------------

WAY = KnownRoute(route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(2, 3)),)))


@pytest.mark.parametrize(
    ("promised", "expected"),
    [
        ({}, (dates("2026-10-07", "2026-10-08"), "ranges")),
        ({"window": dates("2026-10-12", "2026-10-14")}, (dates("2026-10-07", "2026-10-08"), "ranges")),
        (
            {"slot": Slot(date=date(2026, 10, 9), start=time(14), end=time(16))},
            (dates("2026-10-09", "2026-10-09"), "promised"),
        ),
        (
            {
                "slot": Slot(date=date(2026, 10, 9), start=time(14), end=time(16)),
                "window": dates("2026-10-12", "2026-10-14"),
            },
            (dates("2026-10-09", "2026-10-09"), "promised"),
        ),
    ],
)
def test_a_model_comes_after_a_slot_and_before_a_promised_window(
    promised: dict[str, Any], expected: tuple[object, str]
) -> None:
    """A slot was chosen for that date; a window at checkout was only the belief of then."""
    found = estimate(replay([placed(**promised)]), WEEKS, NOW, TOKYO, model=WAY)

    assert (found.window, found.basis.value) == expected


def test_a_model_that_knows_nothing_leaves_it_to_the_promise() -> None:
    """A parcel that nobody ordered has no start on a route; the courier's date still counts."""
    order = replay([event(EventKind.HANDED_OVER, 1, shipment="p1")])

    assert estimate(order, WEEKS, NOW, TOKYO, model=WAY) == NOTHING_KNOWN


def test_a_courier_s_date_comes_before_a_model() -> None:
    """Who carries the parcel knows best."""
    order, parcel = travelling(dates("2026-10-13", "2026-10-13"))

    assert estimate(order, WEEKS, NOW, TOKYO, parcel, WAY).basis is EstimateBasis.COURIER
