"""What customers typed, and who they are, is carried everywhere and shown nowhere."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, date, datetime, time
from typing import Any

import pytest

import postpurchase as pp
from postpurchase.errors import PostpurchaseError
from postpurchase.events import (
    Appointment,
    Arrival,
    Carriage,
    Change,
    Claimed,
    Contacted,
    Customs,
    Deadline,
    Event,
    Held,
    Money,
    OrderLine,
    Placed,
    Promised,
    Raw,
)
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.order import evolve, replay
from postpurchase.people import Consent, Customer, Reach, Recipient, Revocation, Shop
from postpurchase.policy import Policy
from postpurchase.presets import contact_first, retail
from postpurchase.vocabulary import Channel, EventKind, Mode, Party, Role, RowKind
from postpurchase.windows import ClosedHours, DateWindow, Slot

CANARY = "kanarie7731"
NAIVE = datetime(2026, 10, 8, 12)  # noqa: DTZ001 - what must be refused
KUMO = Shop(name="Kumo", zone="Asia/Tokyo", locale="ja")
DAY = date(2026, 10, 12)


def canary(field: str) -> str:
    """Return the token that stands in a field."""
    return f"{CANARY}-{field}"


def noon(day: int) -> datetime:
    """Return noon of a day of October 2026."""
    return datetime(2026, 10, day, 3, tzinfo=UTC)


def person(which: str) -> Recipient:
    """Return a person with a name."""
    return Recipient(
        name=canary(which),
        locale="ja",
        zone="Asia/Tokyo",
        country="JP",
        channels={channel: Reach(consent=Consent(transactional=noon(1))) for channel in Channel},
        quiet_hours=ClosedHours(start=time(22), end=time(7)),
    )


CUSTOMER = Customer(
    id=canary("customer"), buyer=person("buyer"), receiver=person("receiver"), first_purchase_at=noon(1)
)


def event(kind: EventKind, day: int, details: Any = None, **given: Any) -> Event:
    """Return an event with the vendor's own words."""
    raw = Raw(code="XX", text=canary("raw"))
    return Event(kind=kind, order="o1", at=noon(day), id=f"{kind}@{day}", details=details, raw=raw, **given)


EVENTS = (
    event(
        EventKind.ORDER_PLACED,
        5,
        Placed(
            mode=Mode.STOCK,
            lines=(
                OrderLine(id="a", title=canary("title"), window=DateWindow(earliest=DAY, latest=DAY)),
                OrderLine(id="b", title=canary("other title")),
            ),
            gates=("contact",),
            gift=True,
        ),
    ),
    event(
        EventKind.CONTACT_RECEIVED,
        6,
        Contacted(
            channel="chat",
            answers={"contact": canary("answer"), "slot": Slot(date=DAY, code="morning")},
            actor=canary("actor"),
        ),
    ),
    event(EventKind.ORDER_CONFIRMED, 7, Change(by=Party.STAFF, reason=canary("reason"))),
    event(EventKind.HANDED_OVER, 8, Carriage(place=canary("place")), shipment="p1"),
    event(EventKind.ATTEMPT_FAILED, 9, Arrival(reason=canary("why"), point=canary("door")), shipment="p1"),
    event(
        EventKind.READY_FOR_PICKUP,
        10,
        Arrival(point=canary("point"), keep_until=date(2026, 10, 17)),
        shipment="p1",
    ),
    event(EventKind.INQUIRY_RECEIVED, 11, Contacted(about="order", answers={"text": canary("inquiry")})),
    event(EventKind.CLAIM_OPENED, 12, Claimed(reason=canary("claim"))),
)
ROWS = (
    Row(
        kind=RowKind.SENT,
        at=noon(9),
        order="o1",
        by=Party.STAFF,
        to=Role.BUYER,
        channel=Channel.CALL,
        touchpoint="attempt_failed",
        answers={"slot": canary("told by phone")},
        actor=canary("staff"),
    ),
)
POLICY = contact_first(retail(KUMO))


# -- what is shown --------------------------------------------------------------------------------


def parts(thing: object, seen: set[int]) -> Iterator[object]:
    """Yield all values of ours that can be reached from a thing, itself included."""
    if id(thing) in seen:
        return
    seen.add(id(thing))
    if type(thing).__module__.startswith("postpurchase"):
        yield thing
    for inner in inside(thing):
        yield from parts(inner, seen)


def inside(thing: object) -> Iterator[object]:
    """Yield what a thing holds: entries, members, and attributes of values of ours."""
    if isinstance(thing, Mapping):
        yield from (*thing.keys(), *thing.values())
    elif isinstance(thing, (tuple, list, set, frozenset)):
        yield from thing
    elif type(thing).__module__.startswith("postpurchase"):
        slots = (name for kind in type(thing).__mro__ for name in getattr(kind, "__slots__", ()))
        yield from (getattr(thing, name, None) for name in (*slots, *getattr(thing, "__dict__", ())))


def shown_in(*things: object) -> list[str]:
    """Return the values of ours whose repr or str shows a token."""
    return [
        type(part).__name__
        for part in parts(things, set())
        if CANARY in repr(part) or CANARY in str(part) or CANARY in f"{part}"
    ]


def kinds_in(*things: object) -> set[str]:
    """Return the names of the classes of ours that can be reached."""
    return {type(part).__name__ for part in parts(things, set())}


def test_people_events_and_rows_show_nobody() -> None:
    """No value that a host makes shows a name, an id of a customer, a title, an answer, a place or a text."""
    assert shown_in(CUSTOMER, EVENTS, ROWS) == []
    assert kinds_in(CUSTOMER, EVENTS, ROWS) >= {
        "Arrival",
        "Carriage",
        "Change",
        "Claimed",
        "Contacted",
        "Customer",
        "Event",
        "OrderLine",
        "Placed",
        "Raw",
        "Recipient",
        "Row",
    }


def test_orders_plans_and_messages_show_nobody() -> None:
    """Nothing that can be reached from an order, a plan or a whole life shows what was carried through it."""
    order = replay(EVENTS)
    plan = pp.plan(order, POLICY, now=noon(12), customer=CUSTOMER, ledger=ROWS)
    lived = pp.unfold(EVENTS, POLICY, start=noon(5), until=noon(20), customer=CUSTOMER, ledger=ROWS)
    waiting = pp.unfold(EVENTS[:2], POLICY, start=noon(5), until=noon(20), customer=CUSTOMER)
    of_order = (order.shipments, order.lines, order.milestones, order.problems, order.warnings)
    reached = (order, of_order, plan, plan.verdicts, lived, waiting)

    assert shown_in(*reached) == []
    assert kinds_in(*reached) >= {
        "Action",
        "Block",
        "Candidate",
        "Line",
        "Lived",
        "Message",
        "Order",
        "Pickup",
        "Plan",
        "Shipment",
        "Situation",
        "Verdict",
    }


def test_pages_and_records_show_nobody() -> None:
    """A timeline, an answer and a dispute record carry places and answers, and their reprs show none of it."""
    plan = pp.plan(replay(EVENTS), POLICY, now=noon(12), customer=CUSTOMER, ledger=ROWS)
    catalog = pp.catalogs.default()
    timelines = [pp.text.timeline(plan, catalog, to=role) for role in Role]
    pack, record = pp.text.answer_pack(plan, catalog), pp.text.dispute_record(plan)

    assert shown_in(timelines, pack, record) == []
    assert kinds_in(timelines, pack, record) >= {
        "AnswerPack",
        "DisputeRecord",
        "Entry",
        "Evidence",
        "Timeline",
    }
    assert canary("point") in pp.text.timeline_html(timelines[0])
    assert canary("answer").encode() in pp.schema.dispute_bytes(record)


def test_no_name_is_on_a_page() -> None:
    """Neither the customer's page nor the agent's names anybody, shows a title, a reason or a staff's note."""
    plan = pp.plan(replay(EVENTS), POLICY, now=noon(12), customer=CUSTOMER, ledger=ROWS)
    catalog = pp.catalogs.default()
    page = pp.text.timeline_html(pp.text.timeline(plan, catalog)) + pp.text.answer_pack(plan, catalog).text

    assert sorted(set(re.findall(f"{CANARY}-[a-z ]+", page))) == [canary("point")]


def test_the_tokens_do_travel() -> None:
    """The life of the order carries the tokens to those who need them: else nothing was tested here."""
    lived = pp.unfold(EVENTS, POLICY, start=noon(5), until=noon(20), customer=CUSTOMER, ledger=ROWS)
    values = [value for message in lived.messages for value in (message.values, message.lead.values)]

    assert {canary(field) for field in ("buyer", "title", "other title", "point")} <= set(tokens(values))


def tokens(thing: object) -> Iterator[str]:
    """Yield the tokens in a thing."""
    if isinstance(thing, str):
        yield from (thing,) if CANARY in thing else ()
    else:
        for inner in inside(thing):
            yield from tokens(inner)


# -- what is refused ------------------------------------------------------------------------------

BROKEN: dict[str, Callable[[], object]] = {
    "a name with a bad zone": lambda: Recipient(name=canary("name"), zone="Nowhere"),
    "a zone that is an address": lambda: Recipient(zone=f"12 {canary('street')}"),
    "a channel that is a number": lambda: Recipient(channels={canary("phone"): Reach()}),  # type: ignore[dict-item]
    "a level that is a text": lambda: Customer(id=canary("id"), level=canary("level")),  # type: ignore[arg-type]
    "a purchase at no time": lambda: Customer(id=canary("id"), first_purchase_at=NAIVE),
    "a purchase at a text": lambda: Customer(id=canary("id"), first_purchase_at=canary("when")),  # type: ignore[arg-type]
    "consent at a text": lambda: Consent(transactional=canary("when")),  # type: ignore[arg-type]
    "withdrawal at a text": lambda: Revocation(marketing=canary("when")),  # type: ignore[arg-type]
    "a line of nothing": lambda: OrderLine(id="a", qty=0, title=canary("title")),
    "money in a text": lambda: Money(minor=1, currency=canary("currency")),
    "a ship date in a text": lambda: Promised(ship_by=canary("when")),  # type: ignore[arg-type]
    "a hold until a text": lambda: Held(until=canary("when")),  # type: ignore[arg-type]
    "a deadline in a text": lambda: Deadline(deadline=canary("when")),  # type: ignore[arg-type]
    "customs by a text": lambda: Customs(required_by=canary("when")),  # type: ignore[arg-type]
    "a slot with a text as its code": lambda: Appointment(slot=Slot(date=DAY, code=canary("code") + "!")),
    "a kind that is a text": lambda: event(canary("kind"), 5),  # type: ignore[arg-type]
    "an event at a text": lambda: Event(kind=EventKind.DEPARTED, order="o1", at=canary("when")),  # type: ignore[arg-type]
    "an event at no time": lambda: Event(
        kind=EventKind.DEPARTED, order="o1", at=NAIVE, details=Carriage(place=canary("place"))
    ),
    "an event received at a text": lambda: event(EventKind.DEPARTED, 5, received_at=canary("when")),
    "details of another shape": lambda: event(EventKind.DEPARTED, 5, Arrival(point=canary("point"))),
    "details that are a text": lambda: event(EventKind.DEPARTED, 5, canary("details")),
    "a row of a kind that is a text": lambda: Row(kind=canary("kind"), at=noon(5), order="o1"),  # type: ignore[arg-type]
    "a row at no time": lambda: Row(kind=RowKind.SENT, at=NAIVE, order="o1", actor=canary("actor")),
    "a row before the first attempt": lambda: Row(
        kind=RowKind.SENT, at=noon(5), order="o1", attempt=0, answers={"slot": canary("answer")}
    ),
    "a lease until a text": lambda: Row(kind="sent", at=noon(5), order="o1", lease_until=canary("when")),  # type: ignore[arg-type]
    "an answer by a text": lambda: Ask(question="slot", answer_by=canary("when")),  # type: ignore[arg-type]
    "a promise due at a text": lambda: Pledge(kind="next_word", due=canary("when")),  # type: ignore[arg-type]
    "a policy from a text on": lambda: Policy(
        id="p", shop=KUMO, touchpoints=(), effective_from=canary("when")
    ),  # type: ignore[arg-type]
    "events of two orders": lambda: replay([*EVENTS, Event(kind=EventKind.DEPARTED, order="o2", at=noon(5))]),
    "a text among events": lambda: replay([*EVENTS, canary("event")]),  # type: ignore[list-item]
    "no events": lambda: replay([]),
    "another order's event": lambda: evolve(
        replay(EVENTS), Event(kind=EventKind.DEPARTED, order="o2", at=noon(5), raw=Raw(text=canary("raw")))
    ),
    "a plan at no time": lambda: pp.plan(replay(EVENTS), POLICY, now=NAIVE, customer=CUSTOMER, ledger=ROWS),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_no_refusal_repeats_what_was_given(broken: str) -> None:
    """Whatever is wrong, the error is ours, and neither it nor what led to it shows a token."""
    with pytest.raises(PostpurchaseError) as raised:
        BROKEN[broken]()

    assert CANARY not in "".join(traceback.format_exception(raised.value))
    assert CANARY not in repr(raised.value)
