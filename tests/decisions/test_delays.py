"""Lateness in whole plans: measured against what was told, told in time, and not twice."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from postpurchase import catalogs, presets, render
from postpurchase.decisions.delays import lateness
from postpurchase.eta import KnownRoute, Leg, LegKind, Model, Route
from postpurchase.events import Event, Placed, Promised, Trouble
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.people import Customer, Reach, Recipient, Shop
from postpurchase.planning import Lived, Plan, plan, unfold
from postpurchase.policy import Delays
from postpurchase.vocabulary import Channel, EventKind, Problem, Role, RowKind
from postpurchase.windows import DateWindow, Slot, zone

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


def test_a_delivery_in_time_ends_it() -> None:
    """Nothing is late of what has arrived."""
    life = lived(event(EventKind.DELIVERED, "14T20:00", shipment="p1"), until="20T00:00")

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
    """Where a slot is known the interval is what can be missed."""
    slot = Slot(date=date(2026, 10, 14), start=time(14), end=time(16))
    given = replace(PLACED, details=Placed(promised=Promised(window=dates(14, 14), slot=slot)))
    life = unfold([given, SENT], POLICY, start=at("08T10:00"), until=at("17T00:00"), customer=EN)

    assert words(life) == []


# -- a belief -------------------------------------------------------------------------------------

WAY = KnownRoute(
    route=Route(
        zone=TOKYO,
        legs=(Leg(kind=LegKind.HANDLING, days=(1, 2)), Leg(kind=LegKind.LAST_MILE, days=(1, 5))),
        scan_days=3,
    )
)
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
    """Nothing is heard, so nobody asks: the third day without a scan is known beforehand."""
    life = unfold(
        [replace(PLACED, details=Placed()), SENT],
        POLICY,
        start=at("10T09:30"),
        until=at("13T23:00"),
        customer=EN,
        ledger=[TOLD],
        model=WAY,
    )

    assert ("13T09:00", "delay_likely", dates(14, 18)) in words(life)


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
