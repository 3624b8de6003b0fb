"""Random histories of one order, drawn from the edges that the machine's rules define.

Times differ by nothing, a second, twelve hours give or take a second, a day give or take one: uniform
times would hardly ever meet. Names, numbers and lines are few, so that they do.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st

from postpurchase.events import (
    SHAPE_OF,
    Appointment,
    Arrival,
    Carriage,
    Change,
    Claimed,
    Contacted,
    Customs,
    Deadline,
    Details,
    Event,
    Funds,
    Held,
    LineQuantity,
    Money,
    OrderLine,
    Placed,
    Promised,
    Sourced,
    Tracking,
    Trouble,
)
from postpurchase.order.tables import SORTS
from postpurchase.vocabulary import (
    DeliveredHow,
    EventKind,
    HoldReason,
    Level,
    Mode,
    Notify,
    Party,
    Problem,
    ShipmentRole,
    TimeQuality,
    TrackingPart,
)

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
HALF_DAY, DAY = 43_200, 86_400
STEPS = (0, 0, 1, 3_600, HALF_DAY - 1, HALF_DAY, HALF_DAY + 1, DAY - 1, DAY, DAY + 1, 3 * DAY)

LINES = (
    (OrderLine(id="A"),),
    (OrderLine(id="A", qty=3), OrderLine(id="B")),
    (OrderLine(id="A"), OrderLine(id="B", mode=Mode.DIGITAL), OrderLine(id="C", mode=Mode.PRE_ORDER)),
    (),
)
quantities = st.lists(
    st.builds(LineQuantity, id=st.sampled_from("ABCX"), qty=st.sampled_from((None, 0, 1, 2, 5))), max_size=2
).map(tuple)
numbers = st.none() | st.builds(
    Tracking, number=st.sampled_from(("ONE", "TWO")), part=st.sampled_from(list(TrackingPart))
)
couriers = st.sampled_from((None, "posta", "kurier", " Posta"))
amounts = st.none() | st.builds(Money, minor=st.sampled_from((0, 990, 1_980)), currency=st.just("JPY"))
dates = st.none() | st.sampled_from((START, START + timedelta(days=18)))

DETAILS: dict[type[Details], st.SearchStrategy[Details]] = {
    Placed: st.builds(
        Placed,
        mode=st.sampled_from(list(Mode)),
        lines=st.sampled_from(LINES),
        promised=st.builds(Promised, courier=couriers),
        gates=st.sampled_from(((), ("contact",))),
        total=amounts,
    ),
    Change: st.builds(Change, by=st.sampled_from((None, Party.STAFF, Party.CUSTOMER))),
    Funds: st.builds(Funds, amount=amounts, number=st.sampled_from((None, 1, 2))),
    Held: st.builds(
        Held, hold=st.sampled_from(("", "h1")), reason=st.sampled_from(list(HoldReason)), until=dates
    ),
    Contacted: st.builds(Contacted, level=st.none() | st.sampled_from(list(Level))),
    Deadline: st.builds(Deadline, deadline=dates, answer=st.sampled_from((None, "accepted", "countered"))),
    Sourced: st.just(Sourced()),
    Carriage: st.builds(
        Carriage,
        role=st.sampled_from((None, None, None, *ShipmentRole)),
        contents=quantities,
        courier=couriers,
        tracking=numbers,
    ),
    Customs: st.builds(Customs, required_by=dates),
    Appointment: st.builds(Appointment, attempt=st.sampled_from((None, 1, 2))),
    Arrival: st.builds(
        Arrival,
        reason=st.sampled_from((None, "refused")),
        how=st.none() | st.sampled_from(list(DeliveredHow)),
        partial=st.booleans(),
        attempt=st.sampled_from((None, None, 1, 2)),
        tracking=numbers,
    ),
    Trouble: st.builds(
        Trouble,
        problem=st.none() | st.sampled_from(list(Problem)),
        action_by=st.sampled_from((None, Party.CUSTOMER, Party.SHOP)),
        tracking=numbers,
        courier=couriers,
    ),
    Claimed: st.just(Claimed()),
}

kinds = st.sampled_from(sorted(SORTS)) | st.sampled_from(list(EventKind))


@st.composite
def histories(draw: st.DrawFn, *, fewest: int = 3, most: int = 8, plain: bool = False) -> list[Event]:
    """Draw a history in its order, most often with the placing somewhere; ids are all its own.

    A plain one begins with the placing, tells everything when it happens, and names no parcel's role
    late: what is known of it at a time is a prefix of it.
    """
    at = START
    events = []
    for place in range(draw(st.integers(fewest, most))):
        at += timedelta(seconds=draw(st.sampled_from(STEPS)))
        kind = EventKind.ORDER_PLACED if place == 0 and (plain or draw(st.booleans())) else draw(kinds)
        details = draw(DETAILS[SHAPE_OF[kind]])
        events.append(
            Event(
                kind=kind,
                order="o1",
                at=at,
                received_at=at if plain else at + timedelta(seconds=draw(st.sampled_from(STEPS))),
                source="shop" if plain else draw(st.sampled_from(("shop", "posta"))),
                id=f"{place:02}",
                sequence=place if plain else draw(st.sampled_from((0, 0, 1))),
                shipment=draw(st.sampled_from((None, "P1", "P1", "P2", "1"))),
                lines=draw(quantities) if draw(st.booleans()) else (),
                notify=draw(st.sampled_from(list(Notify))),
                time_quality=draw(st.sampled_from((TimeQuality.OFFSET, TimeQuality.OFFSET, *TimeQuality))),
                details=replace(details, role=None) if plain and isinstance(details, Carriage) else details,
            )
        )
    return events


@st.composite
def copies(draw: st.DrawFn, events: list[Event]) -> list[Event]:
    """Draw what a feed makes of a history: any sequence, repeats, and other copies of the same events."""
    told = list(events)
    for _ in range(draw(st.integers(1, 4))):
        event = draw(st.sampled_from(events))
        later = timedelta(seconds=draw(st.sampled_from((0, 1, DAY))))
        changed = replace(event, received_at=(event.received_at or event.at) + later)
        told.append(draw(st.sampled_from((event, changed, replace(changed, details=event.details)))))
    return draw(st.permutations(told))
