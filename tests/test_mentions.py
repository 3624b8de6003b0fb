"""What a message may mention: the shop, the order and its parcels, each thing where it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest

from postpurchase.eta import KnownRoute, Leg, LegKind, Route
from postpurchase.events import Event, LineQuantity, Money, OrderLine, Promised, Tracking
from postpurchase.ledger import Row
from postpurchase.messages import Message, compose
from postpurchase.order import replay
from postpurchase.people import Shop, ShopContact
from postpurchase.planning import plan
from postpurchase.policy import (
    Condition,
    Delays,
    Trigger,
    TriggerOn,
)
from postpurchase.profiles import CourierProfile, Profiles
from postpurchase.vocabulary import (
    Importance,
    Level,
    Milestone,
    Mode,
    Party,
    SubjectKind,
)
from postpurchase.windows import DateWindow, Slot
from tests.decisions.stories import (
    ANNA,
    BUYER,
    GIFT,
    RECEIVER,
    Story,
    at,
    happened,
    manners,
    person,
    placed,
    say,
    secured,
)
from tests.decisions.test_delays import EN, PLACED, POLICY, SENT, TIERS, TOKYO, eta, late_plan
from tests.decisions.test_delays import at as on_day

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PARCEL, MUST = SubjectKind.SHIPMENT, Importance.MUST_TELL
SLOT = Slot(date=date(2026, 10, 8), start=time(14), end=time(18))
WINDOW = DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9))
DISPATCHED = say("dispatched", after=Milestone.DISPATCHED, about=PARCEL, tells=("tracking",))


def messages(story: Story, now: str) -> tuple[Message, ...]:
    """Return the messages of a moment."""
    return compose(story.at(now))[0]


def message(story: Story | None = None, now: str = "06 09:00") -> Message:
    """Return the only message of a moment."""
    (found,) = messages(story or Story(), now)
    return found


def values(story: Story | None = None, now: str = "06 09:00") -> dict[str, Any]:
    """Return what the only message of a moment may mention."""
    return dict(message(story, now).values)


def test_what_every_message_may_mention() -> None:
    """The person, the shop, the order and its manners."""
    shop = Shop(
        name="Kumo",
        zone="UTC",
        signature="the Kumo team",
        contact=ShopContact(email="a@b.example", phone="1", url="https://b.example"),
    )
    named = replace(ANNA, buyer=replace(person(), name="Anna"))
    lines = (OrderLine(id="A", title="a kettle"), OrderLine(id="B"))
    events = (
        placed(lines=lines, gift=True, mode=Mode.BUY_ON_DEMAND, promised=Promised(courier="express")),
        secured(),
    )
    couriers = {"express": CourierProfile(name="Swift Express", names={"de": "Eilbote"})}
    policy = replace(manners(), shop=shop, profiles=Profiles(couriers=couriers))
    found = values(Story(policy=policy, events=events, customer=named))

    assert {
        "name": "Anna",
        "shop": "Kumo",
        "signature": "the Kumo team",
        "order": "o1",
        "items": ("a kettle",),
        "lines": (("a kettle", 1),),
        "courier": "Swift Express",
        "email": "a@b.example",
        "phone": "1",
        "url": "https://b.example",
        "gift": True,
        "mode": Mode.BUY_ON_DEMAND,
        "steps": (),
        "limit_days": 10,
        "today": date(2026, 10, 6),
    }.items() <= found.items()


def test_a_courier_s_key_is_no_name() -> None:
    """A courier without a name in its profile, and one without a profile, is nobody that words could name."""
    events = (placed(promised=Promised(courier="express-ru")), secured())
    unnamed = replace(manners(), profiles=Profiles(couriers={"express-ru": CourierProfile()}))

    assert [values(Story(policy=policy, events=events))["courier"] for policy in (manners(), unnamed)] == [
        None,
        None,
    ]


def test_what_is_unknown_is_plain() -> None:
    """Before the order is known there are no items, and the shop's name signs."""
    found = values(Story(events=(secured(),)))

    assert (found["items"], found["signature"], found["gift"], found["mode"]) == (
        (),
        "Kumo",
        False,
        Mode.STOCK,
    )


def test_a_customer_who_wants_less_has_no_limit() -> None:
    """Where no silence is too long there is none to announce."""
    must = manners(say("news", importance=MUST))

    assert values(Story(policy=must, customer=replace(ANNA, level=Level.LESS)))["limit_days"] is None


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ([], None),
        (["handed_over"], "on_the_way"),
        (["delivered"], "delivered"),
        (["lost"], "lost"),
        (["return_started"], "returning"),
        (["delivered", "order_cancelled"], "cancelled"),
        (["return_started", "returned"], "returned"),
        (["ready_for_pickup"], "waiting"),
    ],
)
def test_how_the_order_stands(kinds: list[str], expected: str | None) -> None:
    """Words may say how an order stands where that says more than a date."""
    events = [happened(kind, f"06 08:0{n}", shipment="P1") for n, kind in enumerate(kinds)]
    policy = manners(say("asked", after=Milestone.INQUIRED))
    story = Story(policy=policy, events=(placed(), *events, happened("inquiry_received", "06 09:00")))

    assert message(story, "06 09:00").lead.values["state"] == expected


def test_a_parcel_at_the_door() -> None:
    """A parcel is out once its courier has set off with it, not before."""
    point = say("today", after=Milestone.DISPATCHED, about=SubjectKind.SHIPMENT)
    left = (placed(), happened("handed_over", "06 08:00", shipment="P1"))
    out = happened("out_for_delivery", "06 08:30", shipment="P1")
    stories = (Story(policy=manners(point), events=left), Story(policy=manners(point), events=(*left, out)))

    assert [message(story, "06 09:00").lead.values["out"] for story in stories] == [None, True]


def test_each_person_has_their_own_day() -> None:
    """What today is depends on where the message is read."""
    gift = replace(GIFT, receiver=replace(person(zone="Asia/Tokyo"), name="Ken"))
    policy = manners(say("news", audience=(BUYER, RECEIVER)))
    found = messages(Story(policy=policy, customer=gift, events=(placed(), secured("06 22:00"))), "06 22:00")

    assert [(one.values["name"], one.values["today"]) for one in found] == [
        (None, date(2026, 10, 6)),
        ("Ken", date(2026, 10, 7)),
    ]


def test_what_a_block_may_mention() -> None:
    """A parcel's number, page, counter and last day, the slot, and the windows of single lines."""
    lines = (OrderLine(id="A", title="a kettle", window=WINDOW), OrderLine(id="B", title="a cup"))
    events = (
        placed(lines=lines, promised=Promised(slot=SLOT, window=WINDOW)),
        happened(
            "handed_over",
            "05 12:00",
            shipment="P1",
            contents=(LineQuantity(id="A"), LineQuantity(id="B")),
            tracking=Tracking(number="N1", url="https://t.example/N1"),
        ),
        happened(
            "ready_for_pickup",
            "06 09:00",
            shipment="P1",
            point="the corner shop",
            keep_until=date(2026, 10, 13),
        ),
    )
    ready = say("ready", after=Milestone.READY_FOR_PICKUP, about=PARCEL)
    found = message(Story(policy=manners(ready), events=events)).lead.values

    assert {
        "window": WINDOW,
        "slot": SLOT,
        "tracking": "N1",
        "parcels": 1,
        "tracking_url": "https://t.example/N1",
        "point": "the corner shop",
        "keep_until": date(2026, 10, 13),
        "windows": (("a kettle", WINDOW), ("a cup", WINDOW)),
        "to_follow": (),
    }.items() <= found.items()


def test_what_has_still_to_leave_is_known() -> None:
    """Titles of lines that no parcel holds yet; what is cancelled or digital does not follow."""
    lines = (
        OrderLine(id="A", title="a kettle"),
        OrderLine(id="B", title="a cup"),
        OrderLine(id="C", title="a lid"),
        OrderLine(id="D", title="a recipe", mode="digital"),
    )
    events = (
        placed(lines=lines),
        happened("lines_cancelled", "05 11:00", lines=("C",)),
        happened("handed_over", "05 12:00", shipment="P1", contents=(LineQuantity(id="A"),)),
    )
    sent = say("dispatched", after=Milestone.DISPATCHED, about=PARCEL)
    found = message(Story(policy=manners(sent), events=events), "05 12:00").lead.values

    assert found["to_follow"] == ("a cup",)
    assert found["contents"] == ("a kettle",)


def test_a_block_about_the_order_mentions_no_counter() -> None:
    """An order has no counter, and before it is known no lines."""
    found = message(Story(events=(secured(),))).lead.values

    assert (found["point"], found["keep_until"], found["tracking_url"], found["windows"]) == (
        None,
        None,
        None,
        (),
    )


def test_a_closed_number_is_not_mentioned() -> None:
    """The page of a number that no longer counts is not given."""
    events = (
        placed(),
        happened("handed_over", "05 12:00", tracking=Tracking(number="N1", url="https://t.example/N1")),
        happened("tracking_changed", "06 08:00", tracking=Tracking(number="N2")),
        happened("attempt_failed", "06 09:00"),
    )
    failed = say("failed", after=Milestone.ATTEMPT_FAILED, about=PARCEL)

    assert message(Story(policy=manners(failed), events=events)).lead.values["tracking_url"] is None


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), None),
        ((happened("order_cancelled", "06 09:00", by=Party.CUSTOMER),), Party.CUSTOMER),
        ((happened("order_cancelled", "06 09:00"),), None),
    ],
)
def test_who_changed_the_order_may_be_said(events: tuple[Any, ...], expected: Party | None) -> None:
    """A message about a change may say by whom it was made, where that is known."""
    found = message(Story(policy=manners(say("news")), events=(placed(), secured(), *events)))

    assert found.lead.values["by"] is expected


def test_what_a_gate_asks_may_be_said() -> None:
    """A message may name the questions an order waits for."""
    policy = manners(say("news", while_=(Condition.GATE_OPEN,)))
    found = message(Story(policy=policy, events=(placed(gates=("address", "call")), secured())))

    assert found.lead.values["questions"] == ("address", "call")


def test_what_a_gate_was_told_is_not_asked_again() -> None:
    """Of the questions an order waits for, a message names those without an answer."""
    policy = manners(say("news", while_=(Condition.GATE_OPEN,)))
    told = happened("question_answered", "05 10:00", answers={"address": "yes"})
    found = message(Story(policy=policy, events=(placed(gates=("address", "call")), told, secured())))

    assert found.lead.values["questions"] == ("call",)


@pytest.mark.parametrize(
    ("events", "now", "state", "until"),
    [
        ((), "06 08:59", "gate", "08 09:00"),
        ((), "08 09:00", "gate", None),
        ((happened("question_answered", "05 10:00", answers={"call": "yes"}),), "06 09:00", "checking", None),
        ((happened("order_confirmed", "05 10:00", by=Party.STAFF),), "06 09:00", None, None),
        ((happened("order_cancelled", "05 10:00"),), "06 08:00", "cancelled", None),
    ],
)
def test_how_an_order_waits_at_its_gate(
    events: tuple[Any, ...], now: str, state: str | None, until: str | None
) -> None:
    """For the customer, until the answers no longer count, or for staff; no date is told of what waits."""
    point = say("news", after=Milestone.PLACED, while_=(), tells=("window",))
    expiry = say("expiry", while_=()), Trigger(on=TriggerOn.GATE_EXPIRY)
    policy = manners(point, replace(expiry[0], when=(expiry[1],), useful_for=None))
    start = placed(gates=("call",), promised=Promised(window=WINDOW))
    found = next(
        m for m in messages(Story(policy=policy, events=(start, *events)), now) if "news" in m.touchpoint
    )

    assert found.lead.values["state"] == state
    assert found.lead.values["gate_expires"] == (at(until) if until else None)
    assert ("window" in found.tells) is (state is None)


@pytest.mark.parametrize(
    ("promised", "needed", "expected"),
    [
        (Promised(window=WINDOW), date(2026, 10, 8), date(2026, 10, 8)),
        (Promised(window=WINDOW), date(2026, 10, 9), None),
        (Promised(window=WINDOW), None, None),
        (Promised(slot=SLOT, window=WINDOW), date(2026, 10, 7), date(2026, 10, 7)),
        (Promised(slot=SLOT, window=WINDOW), date(2026, 10, 8), None),
        (Promised(), date(2026, 10, 8), None),
    ],
)
def test_a_day_that_may_be_missed_is_known(
    promised: Promised, needed: date | None, expected: date | None
) -> None:
    """The day by which it is needed is there where the slot, or else the window, ends later."""
    story = Story(
        policy=manners(say("news")), events=(placed(promised=promised, needed_by=needed), secured())
    )

    assert message(story).lead.values["needed_by"] == expected


def test_parcels_gone_or_called_off_are_not_counted() -> None:
    """Lost, cancelled and returned parcels are none that a message may count."""
    events = (
        placed(),
        *(happened("handed_over", "05 12:00", shipment=f"P{n}") for n in range(1, 5)),
        happened("lost", "05 13:00", shipment="P1"),
        happened("delivered", "05 13:00", shipment="P2"),
        happened("shipment_announced", "05 11:00", shipment="P5"),
        happened("shipment_cancelled", "05 13:00", shipment="P5"),
        secured(),
    )

    assert message(Story(policy=manners(say("news")), events=events)).lead.values["parcels"] == 3


def test_a_refund_says_its_own_amount() -> None:
    """Of several refunds the one that is told; a touchpoint of something else says none."""
    policy = manners(say("refunded", after=Milestone.REFUNDED), say("news"))
    one, two = Money(minor=100, currency="JPY"), Money(minor=250, currency="JPY")
    story = Story(
        policy=policy,
        events=(
            placed(),
            secured(),
            happened("refunded", "06 08:00", amount=one),
            happened("refunded", "06 09:00", amount=two),
        ),
    )

    def amounts(now: str) -> dict[str, object]:
        sent = message(story, now)
        return {part.touchpoint: part.values["amount"] for part in (sent.lead, *sent.riders)}

    assert amounts("06 08:30")["refunded"] == one
    assert amounts("06 09:00") == {"refunded": two, "news": None}


def test_what_is_given_for_a_delay_may_be_said() -> None:
    """The words of a delay name the offer of the largest tier reached; other words name none."""
    late = late_plan("12T12:00", SENT, eta("12T10:00", 19), delays=Delays(compensation=TIERS))
    offered = {
        part.touchpoint: part.values["compensation"]
        for one in late.messages
        for part in (one.lead, *one.riders)
    }

    assert offered.pop("offer") == "1000 yen"
    assert set(offered.values()) == {None}


def test_who_was_warned_before_is_known() -> None:
    """The second word that a delivery may be late knows of the first; a word of another kind is none."""

    def warned(days: int, now: str, rows: tuple[Row, ...] = ()) -> tuple[list[object], tuple[Row, ...]]:
        legs = (Leg(kind=LegKind.LAST_MILE, days=(1, days)),)
        believed = KnownRoute(route=Route(zone=TOKYO, legs=legs))
        made = plan(replay([PLACED]), POLICY, now=on_day(now), customer=EN, ledger=rows, model=believed)
        blocks = [block for one in made.messages for block in (one.lead, *one.riders)]
        said = tuple(one.outcome("sent", at=made.now) for one in made.messages)
        return [one.values["warned"] for one in blocks if one.touchpoint == "delay_likely"], said

    first, said = warned(11, "13T12:00")
    second, _ = warned(17, "16T12:00", said)

    assert (first, second) == ([None], [True])


@pytest.mark.parametrize(("latest", "expected"), [(10, True), (9, None)], ids=["later", "as told"])
def test_a_window_that_moved_is_known_to_have_moved(latest: int, expected: bool | None) -> None:
    """A word about a parcel whose window ends later than was told says so; a word that tells no window does not."""
    parcel = {"after": Milestone.DISPATCHED, "about": SubjectKind.SHIPMENT}
    policy = manners(say("window", tells=("window",), **parcel), say("number", tells=("tracking",), **parcel))
    events = (
        placed(promised=Promised(window=DateWindow(earliest=date(2026, 10, 8), latest=date(2026, 10, 9)))),
        happened(
            "eta_changed",
            "06 08:00",
            shipment="P1",
            window=DateWindow(earliest=date(2026, 10, 9), latest=date(2026, 10, latest)),
        ),
        happened("handed_over", "06 09:00", shipment="P1"),
    )
    (found,) = compose(Story(policy=policy, events=events).at("06 09:00"))[0]

    assert {part.touchpoint: part.values["put_off"] for part in (found.lead, *found.riders)} == {
        "window": expected,
        "number": None,
    }


LOST = say("lost", after=Milestone.LOST, about=PARCEL)
GOODS = placed(lines=(OrderLine(id="A"), OrderLine(id="B")))


def _sent(shipment: str, when: str, *lines: str, **more: Any) -> Event:
    contents = tuple(LineQuantity(id=one) for one in lines)
    return happened("handed_over", when, shipment=shipment, contents=contents, **more)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ((), None),
        ((_sent("P2", "08 09:00", "A"),), "anew"),
        ((_sent("P2", "08 09:00", "A", role="replacement"),), "anew"),
        ((_sent("P2", "08 09:00", role="replacement"),), "anew"),
        ((_sent("P2", "08 09:00", "B"),), None),
        ((_sent("P2", "08 09:00", "B", role="replacement"),), None),
        ((_sent("P2", "08 09:00", "A"), happened("lost", "08 10:00", shipment="P2")), None),
        ((happened("refunded", "08 09:00", lines=("A",)),), "refunded"),
        ((happened("refunded", "08 09:00", lines=("B",)),), None),
        ((happened("refunded", "08 09:00"),), None),
    ],
)
def test_what_was_done_about_a_loss(events: tuple[Event, ...], expected: str | None) -> None:
    """Of what was lost it is said that it was sent anew, or paid back by name: then nobody is asked to choose."""
    told = (GOODS, _sent("P1", "06 09:00", "A"), happened("lost", "07 23:00", shipment="P1"), *events)
    story = Story(policy=manners(LOST), events=told)
    found = [one.lead.values["remedy"] for one in messages(story, "08 11:00") if one.lead.subject == "1"]

    assert found == [expected]


_BACK = (
    happened("return_started", "07 10:00", shipment="P1"),
    happened("returned", "07 11:00", shipment="P1"),
)


@pytest.mark.parametrize(
    ("became", "sent", "expected"),
    [
        ((happened("lost", "07 10:00", shipment="P1"),), {}, "lost"),
        ((happened("lost", "07 10:00", shipment="P1"),), {"role": "replacement"}, "lost"),
        (_BACK, {}, "returned"),
        ((happened("delivered", "07 10:00", shipment="P1"),), {"role": "replacement"}, "delivered"),
        ((happened("delivered", "07 10:00", shipment="P1"),), {}, None),
        ((), {"role": "replacement"}, None),
        ((), {}, None),
    ],
)
def test_in_whose_place_a_parcel_is_sent(
    became: tuple[Event, ...], sent: dict[str, Any], expected: str | None
) -> None:
    """Of what is sent once more it is said what became of the first; of what stands for nothing, nothing."""
    first = (GOODS, _sent("P1", "06 09:00", "A", "B", "C"), *became)
    story = Story(policy=manners(DISPATCHED), events=(*first, _sent("P2", "08 09:00", "A", **sent)))
    blocks = [block for one in messages(story, "08 09:00") for block in (one.lead, *one.riders)]
    found = [block.values["instead_of"] for block in blocks if block.subject == "P2"]

    assert found == [expected]


def test_nothing_was_lost() -> None:
    """What is under way needs no remedy."""
    (message,) = messages(
        Story(policy=manners(DISPATCHED), events=(GOODS, _sent("P1", "06 09:00"))), "06 09:00"
    )

    assert message.lead.values["remedy"] is None
