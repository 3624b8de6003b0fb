"""What of an order's history its customer may see."""

from __future__ import annotations

import pytest
from tests.text.letters import at

from postpurchase.events import (
    Arrival,
    Carriage,
    Contacted,
    Event,
    Held,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
    Tracking,
    Trouble,
)
from postpurchase.order import Order, replay
from postpurchase.text.path import (
    STRAND,
    Strand,
    courier_at,
    goods_of,
    number_of,
    path,
    role_of,
    subject_of,
    values_of_event,
)
from postpurchase.vocabulary import DeliveredHow, EventKind, HoldReason, Problem, ShipmentRole
from postpurchase.windows import instant

KEPT_BACK = {
    *("payment_authorized", "payment_captured", "payment_failed", "payment_expired"),
    *("hold_placed", "hold_released", "paused", "resumed", "order_closed"),
    *("ship_deadline_set", "extension_requested", "extension_answered", "inspection_failed"),
    *("shipment_planned", "shipment_cancelled", "eta_changed", "tracking_expired", "tracking_resumed"),
    "unclassified",
}


def event(kind: EventKind, hour: int, details: object = None, **more: object) -> Event:
    """Return an event of one day."""
    when = at(f"2026-10-05T{hour:02}:00:00+09:00")
    return Event(kind=kind, order="o1", at=when, id=f"{kind}{hour}", details=details, **more)  # type: ignore[arg-type]


PLACED = event(EventKind.ORDER_PLACED, 1, Placed())


def shown(*events: Event, to_buyer: bool = True) -> list[str]:
    """Return the kinds of event that are shown."""
    return [one.kind.value for one in path(replay([PLACED, *events]), to_buyer=to_buyer)]


def test_every_kind_is_shown_or_kept_back() -> None:
    """No kind of event is forgotten: each has a strand, or is the shop's own business."""
    assert {kind.value for kind in EventKind} - {kind.value for kind in STRAND} == KEPT_BACK


@pytest.mark.parametrize(
    "hidden",
    [
        event(EventKind.HOLD_PLACED, 2, Held(hold="h", reason=HoldReason.FRAUD_REVIEW)),
        event(EventKind.PAUSED, 2, Contacted(actor="Mori", about="do not trust")),
        event(EventKind.ETA_CHANGED, 2, shipment="p1"),
        event(EventKind.UNCLASSIFIED, 2),
    ],
    ids=lambda one: one.kind,
)
def test_the_shops_business_is_not_shown(hidden: Event) -> None:
    """Holds, pauses, the feed's beliefs and unknown words stay inside."""
    assert shown(hidden) == ["order_placed"]


def test_a_parcel_to_the_shop_is_not_the_customers() -> None:
    """The way of the goods to the shop is not shown; the customer's parcel and a return are."""
    inbound = event(EventKind.HANDED_OVER, 2, Carriage(role=ShipmentRole.INBOUND), shipment="in")
    outbound = event(EventKind.HANDED_OVER, 3, shipment="out")
    back = event(EventKind.HANDED_OVER, 4, Carriage(role=ShipmentRole.RETURN), shipment="back")
    order = replay([PLACED, inbound, outbound, back])

    assert [one.shipment for one in path(order, to_buyer=True)] == [None, "out", "back"]
    assert role_of(order, "in") is ShipmentRole.INBOUND


def test_whoever_receives_a_gift_sees_the_parcel_alone() -> None:
    """The order, its goods and its money are the buyer's; the parcel and its appointments are both's."""
    events = (
        event(EventKind.INQUIRY_RECEIVED, 2),
        event(EventKind.ITEM_SECURED, 2),
        event(EventKind.HANDED_OVER, 3, shipment="p1"),
        event(EventKind.REFUNDED, 4),
        event(EventKind.CLAIM_OPENED, 5),
        event(EventKind.CONTACT_FAILED, 6, shipment="p1"),
    )

    assert shown(*events, to_buyer=False) == ["handed_over", "contact_failed"]


def test_what_was_not_believed_is_not_shown() -> None:
    """A scan that must be another parcel's is on record, and not on the page."""
    tracking = Tracking(number="N1")
    events = (
        event(EventKind.HANDED_OVER, 2, Carriage(tracking=tracking), shipment="p1"),
        event(EventKind.ORDER_PLACED, 3, Placed()),
    )

    assert shown(*events) == ["order_placed", "handed_over"]


def order_of(*shipments: str | None) -> Order:
    """Return an order whose parcels were handed over one after the other."""
    return replay(
        [PLACED, *(event(EventKind.HANDED_OVER, 2 + i, shipment=s) for i, s in enumerate(shipments))]
    )


def test_parcels_are_counted_where_there_are_several() -> None:
    """One parcel is the parcel; of several each has its number, as the customer counts them."""
    one, two = order_of("p1"), order_of("p1", "p2")

    assert (number_of(one, "1"), number_of(two, "1"), number_of(two, "p2"), number_of(two, "order")) == (
        None,
        1,
        2,
        None,
    )


def test_an_event_is_about_a_parcel_as_we_call_it() -> None:
    """The first parcel is "1"; what names none is the only parcel's, or the order's."""
    two = order_of("p1", "p2")
    unnamed = event(EventKind.OUT_FOR_DELIVERY, 9)

    assert subject_of(two, event(EventKind.DEPARTED, 9, shipment="p1")) == "1"
    assert subject_of(two, event(EventKind.DEPARTED, 9, shipment="p9")) == "p9"
    assert subject_of(two, unnamed) == "order"
    assert subject_of(order_of("p1"), unnamed) == "1"
    assert subject_of(order_of("p1"), PLACED) == "order"


def test_only_what_the_words_may_mention_is_handed_on() -> None:
    """A place, a manner and a problem are mentioned; a reason that somebody typed never is."""
    arrival = event(EventKind.DELIVERED, 9, Arrival(how=DeliveredHow.LOCKER, reason="dog", point="Box 4"))
    trouble = event(EventKind.PROBLEM_RAISED, 9, Trouble(problem=Problem.WEATHER))

    assert values_of_event(arrival) == {"how": "locker", "point": "Box 4"}
    assert values_of_event(trouble) == {"problem": "weather"}
    assert STRAND[EventKind.PROBLEM_RAISED] is Strand.PARCEL


@pytest.mark.parametrize(
    ("kind", "named", "expected"),
    [
        (EventKind.ITEM_SECURED, ("A",), ("Tea",)),
        (EventKind.LINES_CANCELLED, ("A", "C"), ("Tea",)),
        (EventKind.ITEM_SECURED, ("A", "B", "C"), ()),
        (EventKind.ITEM_SECURED, (), ()),
        (EventKind.HANDED_OVER, ("A",), ()),
    ],
)
def test_goods_are_named_where_they_are_not_all(
    kind: EventKind, named: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Of an order of several things, those that an event is about; a parcel's goods are no affair of its path."""
    titles = (OrderLine(id="A", title="Tea"), OrderLine(id="B", title="Cup"), OrderLine(id="C"))
    order = replay([event(EventKind.ORDER_PLACED, 1, Placed(lines=titles))])

    assert goods_of(order, event(kind, 2, lines=tuple(LineQuantity(id=x) for x in named))) == expected


def test_the_courier_is_the_one_named_last_by_then() -> None:
    """Of a parcel the one that had it; of the order the only one there was, or the one that was promised."""
    placed = event(EventKind.ORDER_PLACED, 1, Placed(promised=Promised(courier="post")))
    order = replay(
        [
            placed,
            event(EventKind.HANDED_OVER, 3, Carriage(courier="swift"), shipment="1"),
            event(EventKind.HANDED_OVER, 5, Carriage(courier="snail"), shipment="2"),
            event(EventKind.DEPARTED, 6, shipment="2"),
        ]
    )

    def found(subject: str, hour: int) -> str | None:
        return courier_at(order, subject, instant(at(f"2026-10-05T{hour:02}:00:00+09:00")))

    assert (found("1", 2), found("1", 3), found("1", 9)) == ("post", "swift", "swift")
    assert (found("order", 2), found("order", 4), found("order", 5)) == ("post", "swift", None)
    assert courier_at(replay([event(EventKind.DEPARTED, 2)]), "order", 0) is None
