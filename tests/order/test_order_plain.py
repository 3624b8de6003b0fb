"""The plain beginning of a history: how far it reaches, and that the rules would say the same of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.order.histories import happened, number, of, order_of, placed, steps
from tests.order.strategies import DETAILS, START, STEPS

from postpurchase.events import SHAPE_OF, Event, Promised
from postpurchase.order import Order
from postpurchase.order.folding import fold
from postpurchase.order.plain import OWN, ROAD, begin
from postpurchase.order.shipments import Parcel
from postpurchase.vocabulary import DeliveredHow, EventKind, Outcome, Position, ShipmentRole

K = EventKind

ON_THE_ROAD = (
    K.SHIPMENT_PLANNED,
    K.SHIPMENT_ANNOUNCED,
    K.HANDED_OVER,
    K.ACCEPTED,
    K.DEPARTED,
    K.ARRIVED,
    K.LEFT_COUNTRY,
    K.ENTERED_COUNTRY,
    K.ARRIVED_IN_CITY,
    K.OUT_FOR_DELIVERY,
    K.DELIVERED,
)
OFF_THE_ROAD = (
    K.ATTEMPT_FAILED,
    K.RETURN_STARTED,
    K.ETA_CHANGED,
    K.PROBLEM_RAISED,
    K.REFUNDED,
    K.ITEM_SECURED,
)


@st.composite
def smooth(draw: st.DrawFn) -> list[Event]:
    """Draw a history that is plain for a while, most often in kind and sometimes in its details."""
    at = START
    events = []
    kinds = st.sampled_from(ON_THE_ROAD) | st.sampled_from((*ON_THE_ROAD, *OWN, *OFF_THE_ROAD))
    for place in range(draw(st.integers(2, 9))):
        kind = draw(kinds) if place else K.ORDER_PLACED
        at += timedelta(seconds=draw(st.sampled_from(STEPS)))
        details: Any = draw(DETAILS[SHAPE_OF[kind]]) if draw(st.integers(0, 3)) == 0 else None
        names = (None, "P1") if draw(st.integers(0, 9)) else ("P2", "")
        events.append(
            Event(
                kind=kind,
                order="o1",
                at=at,
                id=f"{place:02}",
                shipment=draw(st.sampled_from(names)),
                lines=of("A") if draw(st.booleans()) else (),
                details=details,
            )
        )
    return events


VIEWS = [name for name, value in vars(Order).items() if not name.startswith("_") and not callable(value)]


def by_rules_alone(events: list[Event], patience: int) -> Order:
    """Return the order of a history of which nothing was taken to be plain."""
    order = Order(tuple(events), {}, patience)
    vars(order)["_fold"] = fold(events, (), {}, patience)
    return order


def agree(events: list[Event]) -> None:
    """Hold an order, with all that it and its parcels know, beside the one that the rules make."""
    order, other = Order(tuple(events), {}, 43_200), by_rules_alone(events, 43_200)

    assert {name: getattr(order, name) for name in VIEWS} == {name: getattr(other, name) for name in VIEWS}
    assert [state(parcel) for parcel in order._fold.parcels] == [state(p) for p in other._fold.parcels]


@settings(max_examples=1_000)
@given(smooth())
def test_a_plain_fact_does_what_the_rules_say(events: list[Event]):
    """However far a history is plain, and whatever comes after, the order is the one that the rules make."""
    agree(events)


@pytest.mark.parametrize(
    "told",
    [
        (("out_for_delivery", 1), ("out_for_delivery", 2), ("delivered", 30)),
        (("shipment_announced", 1), ("accepted", 2), ("shipment_announced", 3)),
        (("handed_over", 1), ("entered_country", 2), ("entered_country", 3)),
        (("out_for_delivery", 1), ("entered_country", 2)),
    ],
)
def test_a_plain_fact_that_comes_late_or_twice_does_so_too(told: tuple[tuple[str, int], ...]):
    """What was passed already, or was said before."""
    agree(steps(("order_placed", 0), *told))


def state(parcel: Parcel) -> dict[str, object]:
    """Return all that a parcel knows of itself, said or left at its beginning."""
    fields = {name: value for name, value in vars(Parcel).items() if not name.startswith("_")}
    return {name: getattr(parcel, name) for name in fields if not callable(fields[name])}


PLAIN = placed("A", promised=Promised(courier="posta"))
LEFT = happened("handed_over", 1, shipment="P1", courier="posta", tracking=number("ONE"))


@pytest.mark.parametrize(
    ("events", "far"),
    [
        ([LEFT], 0),
        ([PLAIN, LEFT], 2),
        ([PLAIN, PLAIN], 1),
        ([PLAIN, LEFT, happened("departed", 2, shipment="P2")], 2),
        ([PLAIN, happened("departed", 2, shipment="")], 1),
        ([PLAIN, LEFT, happened("departed", 2, courier="kurier")], 2),
        ([PLAIN, LEFT, happened("departed", 2, tracking=number("TWO"))], 2),
        ([PLAIN, LEFT, happened("departed", 2, tracking=number("ONE"))], 3),
        ([PLAIN, happened("departed", 2, tracking=number("ONE", "first_mile"))], 1),
        ([PLAIN, happened("departed", 2, contents=of("A"))], 1),
        ([PLAIN, happened("departed", 2, role=ShipmentRole.RETURN)], 1),
        ([PLAIN, happened("departed", 2, role=ShipmentRole.OUTBOUND)], 2),
        ([placed("A"), LEFT, happened("delivered", 2, how=DeliveredHow.LEFT)], 3),
        ([PLAIN, LEFT, happened("delivered", 2, partial=True)], 2),
        ([PLAIN, LEFT, *steps(("delivered", 2), ("delivered", 3))], 3),
        ([PLAIN, *steps(("shipment_announced", 1), ("out_for_delivery", 2))], 2),
        ([PLAIN, *steps(("out_for_delivery", 1), ("departed", 2), ("out_for_delivery", 3))], 4),
        ([PLAIN, *steps(("out_for_delivery", 1), ("out_for_delivery", 2))], 2),
        ([PLAIN, *steps(("out_for_delivery", 1), ("arrived_in_city", 2))], 2),
        ([PLAIN, *steps(("payment_captured", 1), ("attempt_failed", 2))], 2),
    ],
    ids=range(20),
)
def test_a_history_is_plain_until_a_fact_needs_a_rule(events: list[Event], far: int):
    """Another parcel, courier, number or stretch, goods named or missing, and what hangs on times end it."""
    assert len(begin(events)) == far


def test_a_plain_history_is_known_when_it_was_read():
    """Of a plain history nothing is folded again before somebody looks at more than where it led."""
    order = order_of(PLAIN, LEFT, happened("delivered", 2))

    assert "_fold" not in vars(order)
    assert order._taken[-1].stage[:2] == (Position.HANDED_OVER, Outcome.DELIVERED)
    assert order.shipments[0].outcome is Outcome.DELIVERED
    assert "_fold" in vars(order)


def test_the_road_begins_with_the_placing():
    """No history is plain that begins otherwise, and every stage of the road knows the order's own facts."""
    (first,) = ROAD.values()

    assert list(ROAD) == [K.ORDER_PLACED]
    assert set(OWN) < set(first.steps)


def test_a_step_is_shown_by_where_it_leads():
    """The road runs in circles, and is never shown whole."""
    (first,) = ROAD.values()

    assert repr(first) == "<Step to planned open>"
    assert repr(first.stage) == "<Stage planned open>"
