"""Lateness in whole plans: measured against what was told, told in time, and not twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

import pytest

from postpurchase import catalogs, presets, render
from postpurchase.decisions.delays import fault_of, granted, lateness, why_late
from postpurchase.decisions.model import Because
from postpurchase.errors import InvalidInput
from postpurchase.eta import Disruption, Estimate, EstimateBasis, KnownRoute, Leg, LegKind, Model, Route
from postpurchase.events import (
    Arrival,
    Carriage,
    Contacted,
    Event,
    LineQuantity,
    OrderLine,
    Placed,
    Promised,
    Trouble,
)
from postpurchase.ledger import Row
from postpurchase.order import Order, Shipment, replay
from postpurchase.people import Customer, Reach, Recipient, Shop
from postpurchase.planning import Lived, Plan, plan, unfold
from postpurchase.policy import Delays, Policy, Tier, Touchpoint
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    EventKind,
    Party,
    Problem,
    Reason,
    Role,
    RowKind,
    ShipmentRole,
)
from postpurchase.windows import DateWindow, Instant, Slot, zone

TOKYO = zone("Asia/Tokyo")
SHOP = Shop(name="Kumo", zone="Asia/Tokyo", locale="en")
POLICY = replace(presets.buy_on_demand(SHOP), quiet_hours=())
EN = Customer(
    id="c1", buyer=Recipient(name="Aki", locale="en", channels={Channel.EMAIL: Reach(reachable=True)})
)
DELAYS = {"delay_likely", "delayed", "delayed_again", "back_on_time"}


def at(text: str) -> datetime:
    """Return a moment of October 2026 in Tokyo, as in 14T18:00."""
    return datetime.fromisoformat(f"2026-10-{text}").replace(tzinfo=TOKYO)


def dates(first: int, last: int) -> DateWindow:
    """Return a window of dates of October 2026."""
    return DateWindow(earliest=date(2026, 10, first), latest=date(2026, 10, last))


def event(kind: EventKind, when: str, **given: Any) -> Event:
    """Return an event of the order."""
    return Event(kind=kind, order="o1", at=at(when), id=f"{kind}@{when}", **given)


def eta(when: str, last: int) -> Event:
    """Return the courier's word that the parcel comes by that date."""
    return event(
        EventKind.ETA_CHANGED, when, shipment="p1", details=Trouble(window=dates(last, last)), source="acme"
    )


PLACED = event(EventKind.ORDER_PLACED, "08T10:00", details=Placed(promised=Promised(window=dates(12, 14))))
SENT = event(EventKind.HANDED_OVER, "10T09:00", shipment="p1")
TOLD = Row(
    keys=(),
    kind=RowKind.SENT,
    to=Role.BUYER,
    channel=Channel.EMAIL,
    at=at("08T10:05"),
    order="o1",
    subject="order",
    touchpoint="order_confirmed",
    tells={"order_confirmed": True, "window": dates(12, 14)},
)
TIERS = (Tier(days_late=2, offer="500 yen"), Tier(days_late=5, offer="1000 yen", fault=(Party.COURIER,)))


def lived(*events: Event, until: str, model: Model | None = None) -> Lived:
    """Return the life of an order with these events."""
    return unfold(
        [PLACED, SENT, *events], POLICY, start=at("08T10:00"), until=at(until), customer=EN, model=model
    )


def words(life: Lived) -> list[tuple[str, str, object]]:
    """Return what was said of lateness: when, what, and the window told."""
    return [
        (
            f"{message.at.astimezone(TOKYO):%dT%H:%M}",
            message.lead.touchpoint,
            message.tells.get("window"),
        )
        for message in life.messages
        if message.lead.touchpoint in DELAYS
    ]


# -- the courier's own word -----------------------------------------------------------------------


def test_a_feed_that_flaps_is_told_once() -> None:
    """T26: within what was told, silent; later, once; back for two hours only, silent; back for good, told.

    Late is measured against what was told, not against the feed's last word.
    """
    life = lived(
        eta("11T10:00", 14),
        eta("12T10:00", 15),
        eta("12T12:00", 14),
        eta("12T14:00", 15),
        eta("13T09:00", 14),
        until="13T23:00",
    )

    assert words(life) == [
        ("12T10:00", "delayed", dates(15, 15)),
        ("13T15:00", "back_on_time", dates(14, 14)),
    ]


def test_later_still_is_a_delay_again() -> None:
    """The second slip is measured against the first one's date, and has its own words."""
    life = lived(eta("12T10:00", 15), eta("13T10:00", 15), eta("14T10:00", 17), until="16T23:00")

    assert words(life) == [
        ("12T10:00", "delayed", dates(15, 15)),
        ("14T10:00", "delayed_again", dates(17, 17)),
    ]


def test_earlier_is_no_delay() -> None:
    """What comes sooner than promised is nobody's trouble."""
    assert words(lived(eta("11T10:00", 12), until="12T20:00")) == []


def test_a_courier_s_word_counts_from_when_it_came() -> None:
    """A scan hours after the courier's new date does not make the delay any younger."""
    scan = event(EventKind.ARRIVED, "12T16:00", shipment="p1")
    made = plan(replay([PLACED, SENT, eta("12T10:00", 15), scan]), POLICY, now=at("12T16:00"), customer=EN)
    (verdict,) = made.why_not("delayed", "p1")

    assert verdict.candidate.due == at("12T10:00").timestamp()


# -- a promise that passes ------------------------------------------------------------------------


def test_a_promise_that_passed_is_told_without_a_date() -> None:
    """Nobody knows better: on the first minute after the last date it is late, once, with no window."""
    assert words(lived(until="20T00:00")) == [("15T00:00", "delayed", None)]


def test_a_date_that_was_missing_is_told_once_it_is_known() -> None:
    """Late without a date; then the courier names one, and the next day a later one: each is told, none twice."""
    life = lived(eta("17T10:00", 20), eta("17T15:00", 20), eta("18T10:00", 22), until="21T00:00")
    late = [message for message in life.messages if message.lead.touchpoint in DELAYS]
    subjects = [render(message, catalogs.default()).subject for message in late]

    assert words(life) == [
        ("15T00:00", "delayed", None),
        ("17T10:00", "delayed", dates(20, 20)),
        ("18T10:00", "delayed_again", dates(22, 22)),
    ]
    assert subjects == [
        "Your delivery is delayed (order o1)",
        "A new date for your delivery (order o1)",
        "Your delivery is delayed again (order o1)",
    ]


def only(*names: str) -> Policy:
    """Return the policy with those touchpoints alone, and without silences."""
    kept = (point for point in POLICY.touchpoints if point.id in names)
    return replace(
        POLICY,
        touchpoints=tuple(replace(point, supersedes=(), rides_with=()) for point in kept),
        cadence=replace(POLICY.cadence, longest_silence={}),
    )


FIRST_TOLD = (replace(PLACED, details=Placed()), SENT, eta("10T09:00", 14))
"""A parcel leaves, and its courier names the 14th: nobody was promised anything before."""


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        (only("dispatched", "delayed"), ("15T00:00", "due:delayed@1")),
        (only("dispatched"), None),
    ],
)
def test_a_window_told_now_is_waited_for_till_its_end(
    policy: Policy, expected: tuple[str, str] | None
) -> None:
    """Before anybody knows the promise, the plan that makes it wakes when it would be broken, if that matters."""
    made = plan(replay(FIRST_TOLD), policy, now=at("10T09:00"), customer=EN)
    wake = None if made.wake_at is None else (f"{made.wake_at.astimezone(TOKYO):%dT%H:%M}", made.wake_for)

    assert [message.tells["window"] for message in made.messages] == [dates(14, 14)]
    assert wake == expected


def test_a_window_told_in_time_needs_no_second_look() -> None:
    """Only what stays unsaid of lateness is measured anew right after a window was told."""
    made = plan(replay([PLACED, SENT]), POLICY, now=at("10T09:00"), customer=EN)

    assert [message.tells["window"] for message in made.messages] == [dates(12, 14)]
    assert made.wake_at is not None
    assert made.wake_at > at("10T09:01")


def test_a_promise_is_back_where_it_was_first() -> None:
    """On time is the end promised first, not the later one told since."""
    told = replace(
        TOLD,
        touchpoint="delayed",
        subject="1",
        tells={"delayed": True, "window": dates(16, 16)},
        at=at("11T10:00"),
    )

    def reason(end: int) -> object:
        made = plan(
            replay([PLACED, SENT, eta("12T10:00", end)]),
            POLICY,
            now=at("12T20:00"),
            customer=EN,
            ledger=[told],
        )
        return made.why_not("back_on_time", "p1")[0].kind

    assert [str(reason(end)) for end in (14, 15)] == ["send", "skip"]


def test_what_was_never_moved_is_not_back_on_time() -> None:
    """The same end told twice is no later one, and its being kept is no news."""
    told = replace(TOLD, tells={"order_confirmed": True, "window": dates(13, 14)})
    made = plan(
        replay([PLACED, SENT, eta("11T10:00", 14)]), POLICY, now=at("12T10:00"), customer=EN, ledger=[told]
    )
    (verdict,) = made.why_not("back_on_time", "p1")

    assert verdict.reason.code is Reason.NOT_YET


def test_a_delivery_in_time_ends_it() -> None:
    """Nothing is late of what has arrived."""
    life = lived(event(EventKind.DELIVERED, "14T20:00", shipment="p1"), until="20T00:00")

    assert words(life) == []


# -- the rest of an order -------------------------------------------------------------------------

TWO = (OrderLine(id="A", title="Cup"), OrderLine(id="B", title="Tea"))
PARTED = (
    replace(PLACED, details=replace(PLACED.details, lines=TWO)),
    replace(SENT, details=Carriage(contents=(LineQuantity(id="A"),))),
    event(EventKind.DELIVERED, "12T15:00", shipment="p1"),
)
"""One of two lines has come, and the other never left."""
REST_LEAVES = event(
    EventKind.HANDED_OVER, "16T12:00", shipment="p2", details=Carriage(contents=(LineQuantity(id="B"),))
)


def test_what_never_left_is_late_when_the_rest_has_come() -> None:
    """A promise covers the whole order: its breach is told of what is missing, and staff are called; once."""
    life = unfold([*PARTED, REST_LEAVES], POLICY, start=at("08T10:00"), until=at("19T00:00"), customer=EN)
    late = [message for message in life.messages if message.lead.touchpoint in DELAYS]
    called = [action.about for action in life.actions if action.kind is ActionKind.NEEDS_ATTENTION]

    assert words(life) == [("15T00:00", "delayed", None)]
    assert [message.lead.subject for message in late] == ["order"]
    assert "Still to come:\n- Tea" in render(late[0], catalogs.default()).text
    assert called == ["never_left@order"]


def test_what_is_under_way_speaks_for_the_rest() -> None:
    """While a parcel travels it is the one that is late; what was told of it once it had left was told of it alone."""
    came = event(EventKind.DELIVERED, "16T15:00", shipment="p1")
    life = unfold(
        [*PARTED[:2], eta("14T10:00", 16), came],
        POLICY,
        start=at("08T10:00"),
        until=at("20T00:00"),
        customer=EN,
    )
    late = [message.lead.name for message in life.messages if message.lead.touchpoint in DELAYS]

    assert words(life) == [("14T10:00", "delayed", dates(16, 16)), ("16T15:00", "delayed", None)]
    assert late == ["delayed@1", "delayed@order"]


@pytest.mark.parametrize(
    ("window", "expected"),
    [
        (dates(18, 20), [("21T00:00", "delayed", None)]),
        (dates(9, 9), [("12T15:00", "delayed", dates(12, 14)), ("15T00:00", "delayed_again", None)]),
    ],
)
def test_a_line_is_promised_its_own_day(window: DateWindow, expected: object) -> None:
    """The rest is late when the latest window of its lines is over: the order's binds those that have none of their own."""
    lines = (TWO[0], replace(TWO[1], window=window))
    parted = (replace(PLACED, details=replace(PLACED.details, lines=lines)), *PARTED[1:])

    assert words(unfold(parted, POLICY, start=at("08T10:00"), until=at("25T00:00"), customer=EN)) == expected


def test_what_was_perhaps_told_of_a_parcel_promises_nothing_of_the_rest() -> None:
    """A word of unknown fate about the only parcel there was is about the order only where it says so."""
    perhaps = Row(
        kind=RowKind.UNKNOWN,
        at=at("11T10:00"),
        order="o1",
        subject="p1",
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="reassurance",
        tells={"window": dates(12, 13)},
    )
    of_order = replace(perhaps, subject="order")

    def bound(row: Row) -> object:
        made = plan(replay(PARTED), POLICY, now=at("12T16:00"), customer=EN, ledger=[row])
        found = lateness(made.decision.situation, Delays(), "order", Role.BUYER)
        return found and found.promise.window

    assert bound(perhaps) == dates(12, 14)
    assert bound(of_order) == dates(12, 13)


@pytest.mark.parametrize("kind", [EventKind.READY_FOR_PICKUP, EventKind.ATTEMPT_FAILED])
def test_a_parcel_that_waits_for_its_recipient_does_not_speak_for_the_rest(kind: EventKind) -> None:
    """What waits to be collected is late by nobody's promise any more; what never left is."""
    life = unfold(
        [*PARTED[:2], event(kind, "12T15:00", shipment="p1")],
        POLICY,
        start=at("08T10:00"),
        until=at("17T00:00"),
        customer=EN,
    )

    assert words(life) == [("15T00:00", "delayed", None)]
    assert [message.lead.name for message in life.messages if message.lead.touchpoint in DELAYS] == [
        "delayed@order"
    ]


def test_a_delivery_in_part_leaves_the_rest_to_come() -> None:
    """Of a parcel that came in part, what the courier did not bring is still owed."""
    part = event(
        EventKind.DELIVERED,
        "12T15:00",
        shipment="p1",
        details=Arrival(partial=True),
        lines=(LineQuantity(id="A"),),
    )
    whole = (
        PARTED[0],
        replace(SENT, details=Carriage(contents=(LineQuantity(id="A"), LineQuantity(id="B")))),
    )
    life = unfold([*whole, part], POLICY, start=at("08T10:00"), until=at("17T00:00"), customer=EN)

    assert words(life) == [("15T00:00", "delayed", None)]


@pytest.mark.parametrize(("held", "late"), [((), "15T00:00"), (("A",), "13T00:00")])
def test_windows_of_lines_alone_are_promises_too(held: tuple[str, ...], late: str) -> None:
    """Where the checkout dated only the lines, an order is promised by the latest of them, a parcel by those it holds."""
    lines = (replace(TWO[0], window=dates(11, 12)), replace(TWO[1], window=dates(13, 14)))
    contents = Carriage(contents=tuple(LineQuantity(id=name) for name in held))
    events = [
        replace(PLACED, details=Placed(lines=lines)),
        *([replace(SENT, details=contents)] if held else []),
    ]
    policy = replace(presets.retail(SHOP), quiet_hours=())
    life = unfold(events, policy, start=at("08T10:00"), until=at("16T00:00"), customer=EN)

    assert words(life) == [(late, "delayed", None)]


def test_what_has_not_left_is_not_back_on_time() -> None:
    """A parcel that was late, and is not, has its own good news; of what it does not hold nobody was told."""
    came = event(EventKind.DELIVERED, "13T15:00", shipment="p1")
    told = (eta("11T09:00", 16), eta("11T18:00", 13))
    life = unfold([*PARTED[:2], *told, came], POLICY, start=at("08T10:00"), until=at("14T23:00"), customer=EN)
    late = [message.lead.name for message in life.messages if message.lead.touchpoint in DELAYS]

    assert late == ["delayed@1", "back_on_time@1"]


def test_a_rest_nobody_promised_is_not_late() -> None:
    """What was told of one parcel alone promises nothing of what it does not hold."""
    parted = (replace(PLACED, details=Placed(lines=TWO)), PARTED[1], eta("10T10:00", 12), PARTED[2])
    life = unfold(parted, POLICY, start=at("08T10:00"), until=at("25T00:00"), customer=EN)

    assert words(life) == []


@pytest.mark.parametrize(
    "kind", [EventKind.READY_FOR_PICKUP, EventKind.ATTEMPT_FAILED, EventKind.LOST, EventKind.RETURN_STARTED]
)
def test_what_waits_for_its_recipient_or_never_comes_is_not_late(kind: EventKind) -> None:
    """Each of these has its own words."""
    assert words(lived(event(kind, "14T20:00", shipment="p1"), until="17T00:00")) == []


def test_what_nobody_promised_cannot_be_late() -> None:
    """An order without any window told has nothing to be measured against."""
    bare = replace(PLACED, details=Placed())
    policy = replace(presets.shared_with_courier(SHOP), quiet_hours=())
    life = unfold([bare, SENT], policy, start=at("08T10:00"), until=at("30T00:00"), customer=EN)

    assert words(life) == []


def test_an_agreed_slot_has_its_own_words() -> None:
    """Where a slot is known the interval is what can be missed, and the day only once it is over."""
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    given = replace(PLACED, details=Placed(promised=Promised(window=dates(14, 14), slot=slot)))
    life = unfold([given, SENT], POLICY, start=at("08T10:00"), until=at("17T00:00"), customer=EN)

    assert words(life) == [("15T00:00", "delayed", None)]


@pytest.mark.parametrize(
    ("first", "told"),
    [(17, ("12T10:00", dates(17, 17))), (14, ("15T00:00", dates(14, 17)))],
)
def test_a_slot_s_day_is_not_late_before_the_courier_says_so(
    first: int, told: tuple[str, DateWindow]
) -> None:
    """A courier's later day is told at once; dates that hold the slot's own, once it has passed."""
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    given = replace(PLACED, details=Placed(promised=Promised(window=dates(12, 12), slot=slot)))
    word = replace(eta("12T10:00", 17), details=Trouble(window=dates(first, 17)))
    life = unfold([given, SENT, word], POLICY, start=at("08T10:00"), until=at("16T00:00"), customer=EN)

    when, window = told
    assert words(life) == [(when, "delayed", window)]


@pytest.mark.parametrize(("tried", "told"), [("13T10:00", ["15T00:00"]), ("14T15:00", [])])
def test_an_attempt_before_its_slot_ends_no_promise(tried: str, told: list[str]) -> None:
    """Whoever came before the agreed hour is still expected then; whoever came within it kept the promise."""
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    given = replace(PLACED, details=Placed(promised=Promised(window=dates(14, 14), slot=slot)))
    story = [given, SENT, event(EventKind.ATTEMPT_FAILED, tried, shipment="p1")]
    life = unfold(story, POLICY, start=at("08T10:00"), until=at("17T00:00"), customer=EN)

    assert [when for when, _, _ in words(life)] == told


def test_a_day_told_after_an_attempt_is_a_promise() -> None:
    """The courier came, so what was promised before is kept; what is told since can break again."""
    asked = event(EventKind.INQUIRY_RECEIVED, "12T13:00", details=Contacted(channel=Channel.EMAIL))
    story = [event(EventKind.ATTEMPT_FAILED, "12T10:00", shipment="p1"), eta("12T12:00", 15)]

    assert words(lived(*story, until="20T00:00")) == []
    assert words(lived(*story, asked, until="20T00:00")) == [("16T00:00", "delayed", None)]


# -- a belief -------------------------------------------------------------------------------------

WAY = KnownRoute(
    route=Route(
        zone=TOKYO,
        legs=(Leg(kind=LegKind.HANDLING, days=(1, 2)), Leg(kind=LegKind.LAST_MILE, days=(1, 5))),
        scan_days=3,
    )
)


def planned(now: str, *events: Event, model: Model | None = WAY) -> Plan:
    """Return the plan of an order whose thanks told 12 to 14 October."""
    scanned = replace(SENT, at=at("10T09:00"), received_at=None)
    order = replay([replace(PLACED, details=Placed()), scanned, *events])
    return plan(order, POLICY, now=at(now), customer=EN, ledger=[TOLD], model=model)


def test_a_delay_is_told_before_the_promise_breaks() -> None:
    """T27: told the 14th, last scan on the 10th, three days of silence: on the 13th the window is widened."""
    (message,) = [m for m in planned("13T09:00").messages if m.lead.touchpoint in DELAYS]

    assert message.lead.touchpoint == "delay_likely"
    assert message.tells["window"] == dates(14, 18)
    assert planned("13T09:00").decision.situation.estimate(None).basis == "no_scan"


def test_a_plan_wakes_when_its_estimate_turns() -> None:
    """Nothing is heard, so nobody asks: the third day without a scan is known beforehand, and settles.

    The dispatch had told the 15th, so that the last working day before is the 14th.
    """
    life = unfold(
        [replace(PLACED, details=Placed()), SENT],
        POLICY,
        start=at("10T09:30"),
        until=at("13T23:00"),
        customer=EN,
        ledger=[TOLD],
        model=WAY,
    )

    assert ("13T15:00", "delay_likely", dates(14, 18)) in words(life)


@pytest.mark.parametrize(("material", "again"), [(1, True), (2, False)])
def test_a_parcel_that_outlasts_what_is_told_now_is_looked_at_again(material: int, *, again: bool) -> None:
    """The order's thanks tell the 15th, and a parcel without a scan for three days is believed to come on the 16th."""
    late = replace(SENT, at=at("08T11:00"))
    other = event(EventKind.SHIPMENT_PLANNED, "08T11:00", shipment="p2")
    policy = replace(POLICY, delays=Delays(material=material))
    order = replay([replace(PLACED, details=Placed()), late, other])
    made = plan(order, policy, now=at("11T11:00"), customer=EN, model=WAY)

    assert made.wake is not None
    assert dates(10, 15) in [message.tells.get("window") for message in made.messages]
    assert (made.wake.at == int(at("11T11:00:01").timestamp())) is again


@pytest.mark.parametrize(("said_at", "again"), [("12T10:00", True), ("12T09:00", False)])
def test_of_two_windows_told_in_one_second_the_earlier_end_counts(said_at: str, *, again: bool) -> None:
    """The thanks told the 14th in the second in which a delay until the 20th is told: it is late again at once."""
    said = replace(TOLD, at=at(said_at))
    order = replay([PLACED, SENT, eta("12T08:00", 20)])
    made = plan(order, POLICY, now=at("12T10:00"), customer=EN, ledger=[said])

    assert [message.touchpoint for message in made.messages] == ["delayed"]
    assert made.wake is not None
    assert (made.wake.at == int(at("12T10:00:01").timestamp())) is again


@pytest.mark.parametrize("now", ["13T10:00", "13T23:59", "14T00:30", "14T12:00"])
def test_a_belief_that_turned_within_a_day_is_of_that_hour(now: str) -> None:
    """Three days after the scan of the 10th at 9: told the 15th, settled for six hours, whenever it is asked."""
    scanned = replace(SENT, at=at("10T09:00"), received_at=None)
    order = replay([replace(PLACED, details=Placed()), scanned])
    told = replace(TOLD, tells={"order_confirmed": True, "window": dates(12, 15)})
    made = plan(order, POLICY, now=at(now), customer=EN, ledger=[told], model=WAY)
    due = {
        verdict.candidate.due
        for verdict in made.decision.verdicts
        if verdict.candidate.point.id == "delay_likely"
    }

    assert due == {int(at("13T15:00").timestamp())}


@pytest.mark.parametrize(("now", "due"), [("13T10:00", "13T06:00"), ("14T12:00", "14T00:00")])
def test_a_belief_that_turned_unannounced_is_of_its_day(now: str, due: str) -> None:
    """A model that thinks again at nine without having said so: of that midnight on the day, then of the next."""

    class Moody:
        def foresee(self, _order: Order, now: Instant, _zone: tzinfo, _parcel: Shipment | None) -> Estimate:
            last = 18 if now >= int(at("13T09:00").timestamp()) else 15
            return Estimate(window=dates(12, last), basis=EstimateBasis.LEARNED)

    told = replace(TOLD, tells={"order_confirmed": True, "window": dates(12, 15)})
    order = replay([replace(PLACED, details=Placed()), replace(SENT, at=at("10T09:00"), received_at=None)])
    made = plan(order, POLICY, now=at(now), customer=EN, ledger=[told], model=Moody())
    found = {
        verdict.candidate.due
        for verdict in made.decision.verdicts
        if verdict.candidate.point.id == "delay_likely"
    }

    assert found == {int(at(due).timestamp())}


def test_a_stronger_state_is_told_alone() -> None:
    """With a problem open, what may happen is not said beside what has happened."""
    broken = event(
        EventKind.PROBLEM_RAISED, "12T08:00", shipment="p1", details=Trouble(problem=Problem.DAMAGED)
    )

    assert DELAYS & {m.lead.touchpoint for m in planned("15T09:30", broken).messages} <= {"delayed"}
    assert not DELAYS & {m.lead.touchpoint for m in planned("13T09:30", broken).messages}


def test_a_belief_that_came_with_today_s_news_is_of_today() -> None:
    """An order sent late is believed late from its hand-over on, not from the midnight before."""
    order = replay([replace(PLACED, details=Placed()), replace(SENT, at=at("12T11:00"))])
    made = plan(order, POLICY, now=at("12T12:00"), customer=EN, ledger=[TOLD], model=WAY)
    (verdict,) = made.why_not("delay_likely")

    assert (verdict.kind, verdict.reason.code) == ("skip", "settling")
    assert verdict.candidate.due == int(at("12T17:00").timestamp())


def test_a_belief_is_followed_back_to_the_night_it_began() -> None:
    """A plan that comes days late says since when it was believed, as every plan between would have."""
    model = KnownRoute(
        route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 20)),), scan_days=None)
    )
    early = replace(TOLD, tells={"order_confirmed": True, "window": dates(12, 27)})
    order = replay([replace(PLACED, details=Placed())])
    made = plan(order, POLICY, now=at("26T12:00"), customer=EN, ledger=[early], model=model)
    (verdict,) = made.why_not("delay_likely")

    assert verdict.candidate.due == int(at("13T06:00").timestamp())


def test_what_was_told_to_nobody_is_no_promise() -> None:
    """A word that failed told nothing, and a word about another order is not about this one."""
    rows = [replace(TOLD, kind=RowKind.FAILED), replace(TOLD, order="o2")]
    order = replay([replace(PLACED, details=Placed()), SENT])
    made = plan(order, POLICY, now=at("13T09:00"), customer=EN, ledger=rows, model=WAY)

    assert lateness(made.decision.situation, Delays(), "1", Role.BUYER) is None
    assert lateness(made.decision.situation, Delays(), "no parcel", Role.BUYER) is None


# -- in words -------------------------------------------------------------------------------------


@pytest.mark.parametrize("locale", ["en", "ja", "ru"])
def test_every_stage_has_its_words(locale: str) -> None:
    """In three languages, with a date and without, and none of them says what another says."""
    customer = replace(EN, buyer=replace(EN.buyer, locale=locale))
    stories = {
        "delayed": (eta("12T10:00", 15),),
        "delayed_again": (eta("12T10:00", 15), eta("13T10:00", 17)),
        "back_on_time": (eta("12T10:00", 15), eta("13T09:00", 14)),
        "delay_likely": (),
    }
    said = {}
    for name, events in stories.items():
        life = unfold(
            [PLACED, SENT, *events],
            POLICY,
            start=at("08T10:00"),
            until=at("13T20:00"),
            customer=customer,
            model=WAY if name == "delay_likely" else None,
        )
        found = [m for m in life.messages if m.lead.touchpoint == name]
        said[name] = render(found[-1], catalogs.default()).text
    late = unfold(
        [PLACED, SENT],
        POLICY,
        start=at("08T10:00"),
        until=at("15T00:00") + timedelta(hours=1),
        customer=customer,
    )
    said["late"] = render(late.messages[-1], catalogs.default()).text

    assert len(set(said.values())) == 5
    assert all("15" in said[name] for name in ("delayed",))
    assert "17" in said["delayed_again"]


def test_a_window_of_another_parcel_is_no_promise_of_this_one() -> None:
    """Told of the second parcel, nothing was promised of the first."""
    second = event(EventKind.HANDED_OVER, "10T10:00", shipment="p2")
    order = replay([replace(PLACED, details=Placed()), SENT, second])
    rows = [replace(TOLD, subject="p2", touchpoint="dispatched", tells={"window": dates(12, 14)})]
    found = plan(order, POLICY, now=at("11T09:00"), customer=EN, ledger=rows).decision.situation

    assert lateness(found, Delays(), "1", Role.BUYER) is None
    assert lateness(found, Delays(), "p2", Role.BUYER) is not None


def test_what_is_sent_in_another_s_place_was_promised_by_nobody() -> None:
    """A replacement is measured against what was told of it, or of the order since: not before, nor at the checkout."""
    instead = event(
        EventKind.HANDED_OVER, "10T10:00", shipment="p2", details=Carriage(role=ShipmentRole.REPLACEMENT)
    )
    order = replay([PLACED, SENT, instead])
    own = replace(TOLD, subject="p2", touchpoint="dispatched", tells={"window": dates(15, 16)})
    asked = replace(TOLD, at=at("10T12:00"), touchpoint="inquiry_answered", tells={"window": dates(17, 17)})

    def promised(*ledger: Row) -> list[object]:
        made = plan(order, POLICY, now=at("11T09:00"), customer=EN, ledger=ledger)
        found = lateness(made.decision.situation, Delays(), "p2", Role.BUYER)
        return [] if found is None else [one.window for one in found.promises]

    assert promised(TOLD) == []
    assert promised(own) == [dates(15, 16)]
    assert promised(TOLD, asked) == [dates(17, 17)]


# -- terms, tiers, disruptions --------------------------------------------------------------------


USUAL = Delays()


def late_plan(
    now: str, *events: Event, delays: Delays = USUAL, rows: tuple[Row, ...] = (), **given: Any
) -> Plan:
    """Return the plan of an order promised for 12 to 14 October, under other terms."""
    policy = replace(POLICY, delays=delays, **given)
    return plan(replay([PLACED, *events]), policy, now=at(now), customer=EN, ledger=rows)


def granted_by(made: Plan) -> list[dict[str, object]]:
    """Return what a plan grants."""
    return [dict(action.data) for action in made.actions if action.kind == "grant_offer"]


@pytest.mark.parametrize("days", [1, 2])
def test_a_slip_that_is_not_material_is_none(days: int) -> None:
    """One or two dates later where three count: not in sight, and why."""
    believed = KnownRoute(route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 6 + days)),)))
    policy = replace(POLICY, delays=Delays(material=3))
    made = plan(replay([PLACED]), policy, now=at("09T10:00"), customer=EN, model=believed)
    (verdict,) = made.why_not("delay_likely")

    assert (verdict.reason.code, dict(verdict.reason.data)) == (
        "immaterial",
        {"days": days, "material": 3},
    )


def test_a_belief_that_is_withheld_says_so() -> None:
    """Too many dates to plan by: no delay is in sight, because nobody believes any date."""
    vague = KnownRoute(route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 40)),)))
    made = plan(replay([PLACED]), POLICY, now=at("09T10:00"), customer=EN, model=vague)
    (verdict,) = made.why_not("delay_likely")

    assert (verdict.reason.code, verdict.reason.data["withheld"]) == ("not_believable", "too_wide")
    assert [because.code for because in verdict.reasons].count("not_believable") == 2


def test_only_a_likely_delay_says_why_none_is_in_sight() -> None:
    """What else has not come, a dispatch say, has not come, whatever is believed of its date."""
    vague = KnownRoute(route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 40)),)))
    made = plan(replay([PLACED]), POLICY, now=at("09T10:00"), customer=EN, model=vague)

    assert {verdict.reason.code for verdict in made.why_not("dispatched")} == {"not_yet"}


def test_nothing_is_in_sight_where_nothing_was_promised_or_a_slot_was_agreed() -> None:
    """Without a promise, and with a slot, a quiet `not_yet`."""
    bare = plan(replay([replace(PLACED, details=Placed())]), POLICY, now=at("08T10:01"), customer=EN)
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    fixed = replace(PLACED, details=Placed(promised=Promised(window=dates(14, 14), slot=slot)))
    agreed = plan(replay([fixed]), POLICY, now=at("08T10:01"), customer=EN)

    for made in (bare, agreed):
        (verdict,) = made.why_not("delay_likely")
        assert verdict.reason.code == "not_yet"


def test_why_a_delay_is_told() -> None:
    """Before the promise's end it is at risk, from that second on broken, each with its dates."""
    risky = late_plan("12T12:00", SENT, eta("12T10:00", 16), rows=(TOLD,)).why_not("delayed")[0].reason
    broken = late_plan("15T00:00", SENT, rows=(TOLD,)).why_not("delayed")[0].reason

    assert (risky.code, risky.data) == (
        "promise_at_risk",
        {"promised": date(2026, 10, 14), "expected": date(2026, 10, 16)},
    )
    assert (broken.code, broken.data) == ("promise_broken", {"promised": date(2026, 10, 14)})


def test_a_promise_is_broken_after_the_grace() -> None:
    """Six hours of grace: nothing at midnight, told at six."""
    terms = Delays(grace=timedelta(hours=6))

    assert late_plan("15T05:59", SENT, delays=terms).why_not("delayed")[0].kind == "skip"
    assert late_plan("15T06:00", SENT, delays=terms).why_not("delayed")[0].kind == "send"


@pytest.mark.parametrize(
    ("now", "last", "expected"),
    [
        ("12T12:00", 15, []),
        ("12T12:00", 16, [{"offer": "500 yen", "days_late": 2, "fault": "courier"}]),
        ("12T12:00", 19, [{"offer": "1000 yen", "days_late": 5, "fault": "courier"}]),
        ("16T00:00", 12, [{"offer": "500 yen", "days_late": 2, "fault": "courier"}]),
        ("15T23:59", 12, []),
    ],
)
def test_the_largest_tier_reached_is_granted(now: str, last: int, expected: object) -> None:
    """By the courier's word at once, by the calendar when the day begins; the message names what is given."""
    made = late_plan(now, SENT, eta("12T10:00", last), delays=Delays(compensation=TIERS))

    assert granted_by(made) == expected
    assert [
        m.values["compensation"]
        for p in made.messages
        for m in (p.lead, *p.riders)
        if m.touchpoint == "offer"
    ] == [one["offer"] for one in granted_by(made)]


def test_an_offer_is_granted_once() -> None:
    """What was granted is not granted again, however late it gets."""
    first = late_plan("12T12:00", SENT, eta("12T10:00", 16), delays=Delays(compensation=TIERS))
    rows = tuple(
        [m.outcome("sent", at=at("12T12:00")) for m in first.messages]
        + [a.outcome(at=at("12T12:00")) for a in first.actions]
    )
    later = late_plan("20T12:00", SENT, eta("12T10:00", 16), delays=Delays(compensation=TIERS), rows=rows)

    assert len(granted_by(first)) == 1
    assert granted_by(later) == []


STORM = Disruption(start=date(2026, 10, 13), end=date(2026, 10, 14), days=(1, 3))
ADDRESS = event(EventKind.PROBLEM_RAISED, "11T10:00", shipment="p1", details=Trouble(problem=Problem.ADDRESS))


@pytest.mark.parametrize(
    ("events", "storms", "expected"),
    [
        ((), (), "shop"),
        ((SENT,), (), "courier"),
        ((SENT, ADDRESS), (), "customer"),
        ((SENT,), (STORM,), "nobody"),
    ],
)
def test_whose_fault_it_is(events: tuple[Event, ...], storms: tuple[Disruption, ...], expected: str) -> None:
    """The shop's, then the courier's; the customer's where the address is in question, nobody's in a storm."""
    made = late_plan("13T12:00", *events, disruptions=storms)
    found = lateness(made.decision.situation, Delays(), "1", Role.BUYER)

    assert found is not None
    assert fault_of(found) == expected


def test_a_fault_that_no_tier_answers_for_is_not_compensated() -> None:
    """A tier for what the shop did gives nothing for what the courier did."""
    tiers = (Tier(days_late=1, offer="x", fault=(Party.SHOP,)),)

    assert granted_by(late_plan("16T12:00", SENT, delays=Delays(compensation=tiers))) == []


def test_a_disruption_is_told_in_place_of_a_likely_delay() -> None:
    """Declared, it makes a told promise late: in its own words, at once."""
    said = [
        m.lead.touchpoint for m in late_plan("12T12:00", SENT, disruptions=(STORM,), rows=(TOLD,)).messages
    ]

    assert [name for name in said if name in ("disrupted", *DELAYS)] == ["disrupted"]


def test_a_disruption_settles_as_the_shop_says() -> None:
    """Where it is to settle for two hours, it is told two hours after it makes the promise late."""
    due = [
        late_plan("12T12:00", SENT, disruptions=(STORM,), rows=(TOLD,), touchpoints=settling(hours))
        .why_not("disrupted")[0]
        .candidate.due
        for hours in (0, 2)
    ]

    assert due[0] is not None
    assert due[1] == due[0] + 2 * 3600


def settling(hours: int) -> tuple[Touchpoint, ...]:
    """Return the shop's touchpoints, where word of a disruption settles for some hours."""
    return tuple(
        replace(point, settle=timedelta(hours=hours)) if point.id == "disrupted" else point
        for point in POLICY.touchpoints
    )


@pytest.mark.parametrize(("last", "expected"), [(14, "13"), (12, "09"), (11, "09")])
def test_a_belief_settles_only_until_the_lead(last: int, expected: str) -> None:
    """The working day before Wednesday is Tuesday, before Monday and before Sunday it is Friday."""
    told = replace(PLACED, details=Placed(promised=Promised(window=dates(10, last))))
    way = KnownRoute(route=Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(1, 20)),)))
    policy = replace(
        POLICY,
        touchpoints=tuple(
            replace(point, settle=timedelta(days=30)) if point.id == "delay_likely" else point
            for point in POLICY.touchpoints
        ),
    )
    made = plan(replay([told]), policy, now=at("08T12:00"), customer=EN, model=way)
    due = made.why_not("delay_likely")[0].candidate.due

    assert due == int(at(f"{expected}T00:00").timestamp())


@pytest.mark.parametrize("when", ["09T10:00", "08T10:00"], ids=["later", "at the same instant"])
@pytest.mark.parametrize(("last", "expected"), [(13, 13), (16, 14)])
def test_what_was_perhaps_promised_binds_if_it_ends_earlier(last: int, expected: int, when: str) -> None:
    """A window of unknown fate that is no older counts only where it is the stricter one."""
    maybe = Row(
        kind=RowKind.UNKNOWN,
        at=at(when),
        order="o1",
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="reassurance",
        tells={"window": dates(12, last)},
    )
    made = late_plan("10T12:00", rows=(maybe,))
    found = lateness(made.decision.situation, Delays(), "1", Role.BUYER)

    assert found is not None
    assert found.promise.window == dates(12, expected)


@pytest.mark.parametrize("ends", [(14, 16), (16, 14)])
def test_of_two_windows_told_at_one_instant_the_one_that_ends_first_binds(ends: tuple[int, int]) -> None:
    """Whichever of the two rows comes first in the ledger."""
    rows = tuple(
        replace(TOLD, keys=(key,), tells={"window": dates(12, end)})
        for key, end in zip(("o1:a", "o1:b"), ends, strict=True)
    )
    made = plan(
        replay([replace(PLACED, details=Placed())]), POLICY, now=at("09T10:00"), customer=EN, ledger=rows
    )
    found = lateness(made.decision.situation, Delays(), "1", Role.BUYER)

    assert found is not None
    assert [promise.window for promise in found.promises] == [dates(12, 16), dates(12, 14)]
    assert found.promise.window == dates(12, 14)


def test_what_is_no_model_is_refused() -> None:
    """Something that foresees nothing is named."""
    nothing: Any = "a model"
    with pytest.raises(InvalidInput, match=r"^model: str, not a model"):
        plan(replay([PLACED]), POLICY, now=at("09T10:00"), customer=EN, model=nothing)


def test_what_is_tried_again_tells_what_it_told() -> None:
    """The courier's date has changed since; the message that may have gone says what it said."""
    first = late_plan("12T12:00", SENT, eta("12T10:00", 16), rows=(TOLD,))
    rows = (TOLD, *(m.outcome("unknown", at=at("12T12:00")) for m in first.messages))
    again = late_plan("12T13:00", SENT, eta("12T10:00", 16), eta("12T12:30", 17), rows=rows)
    (message,) = [m for m in again.messages if m.lead.touchpoint == "delayed"]

    assert message.attempt == 2
    assert message.lead.tells["window"] == dates(16, 16)
    assert message.lead.values["window"] == dates(16, 16)


def test_what_is_not_late_grants_nothing() -> None:
    """An offer that staff ask for before any tier is reached is no action: there is nothing to grant."""
    asked = Row(kind=RowKind.REQUESTED, at=at("11T10:00"), order="o1", by=Party.STAFF, touchpoint="offer")
    terms = Delays(compensation=TIERS)
    made = late_plan("11T10:00", SENT, delays=terms, rows=(asked,))

    assert granted(made.decision.situation, terms, Role.BUYER) == {}
    assert granted_by(made) == []


def test_without_a_measure_a_promise_is_at_risk() -> None:
    """Where nothing is left to measure against, the mildest reason stands."""
    assert why_late(None) == Because(Reason.PROMISE_AT_RISK)


# -- what never leaves ----------------------------------------------------------------------------

AGREED = Contacted(slot=Slot(date=date(2026, 10, 16), start=time(9), end=time(12)))


@pytest.mark.parametrize(
    ("events", "called"),
    [
        ((PLACED,), ["15T00:00"]),
        ((PLACED, eta("13T09:00", 20)), ["15T00:00"]),
        ((PLACED, event(EventKind.DELIVERY_REQUESTED, "12T09:00", details=AGREED)), ["17T00:00"]),
        ((PLACED, SENT), []),
        (PARTED, ["15T00:00"]),
        (PARTED[:2], ["15T00:00"]),
        ((*PARTED[:2], replace(REST_LEAVES, at=at("14T12:00"))), []),
        ((PLACED, event(EventKind.ORDER_CANCELLED, "11T09:00")), []),
    ],
)
def test_staff_are_called_once_for_what_never_left(events: tuple[Event, ...], called: list[str]) -> None:
    """What was promised first, until the 14th, is over: whatever was told since, somebody looks, and nobody twice.

    A customer who chose a slot on the 16th waits for that. What one parcel under way does not hold has not left.
    """
    life = unfold(events, POLICY, start=at("08T10:00"), until=at("31T23:00"), customer=EN)

    assert [
        f"{one.at.astimezone(TOKYO):%dT%H:%M}" for one in life.actions if one.about == "never_left@order"
    ] == called


def test_staff_are_called_after_what_settles() -> None:
    """Where that is to settle for two hours, they are called two hours after the grace."""
    points = tuple(
        replace(point, settle=timedelta(hours=2)) if point.id == "never_left" else point
        for point in POLICY.touchpoints
    )
    due = late_plan("09T00:00", delays=Delays(grace=timedelta(hours=1)), touchpoints=points)
    (verdict,) = due.why_not("never_left")

    assert verdict.candidate.due == int(at("15T03:00").timestamp())


def test_a_slot_does_not_keep_staff_from_being_called() -> None:
    """An agreed interval has words of its own for the customer; that nothing left is for staff all the same."""
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    agreed = event(
        EventKind.ORDER_PLACED, "08T10:00", details=Placed(promised=Promised(window=dates(12, 14), slot=slot))
    )
    life = unfold([agreed], POLICY, start=at("08T10:00"), until=at("31T23:00"), customer=EN)

    assert [f"{one.at.astimezone(TOKYO):%dT%H:%M}" for one in life.actions if "never" in one.about] == [
        "15T00:00"
    ]
