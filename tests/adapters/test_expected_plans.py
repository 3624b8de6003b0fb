"""Every payload planned: an old parcel says nothing, a fresh one says one thing once.

The expectations are the `plan_a` and `plan_b` columns of `expected.toml`, written by hand before any
adapter or engine existed; its header states the setting that this module builds.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import postpurchase as pp
from postpurchase.adapters import adapt
from postpurchase.events import OrderLine, Placed
from postpurchase.ledger import Row, key_of
from postpurchase.people import Reach
from postpurchase.policy import on
from postpurchase.presets import touchpoints as t
from postpurchase.vocabulary import Channel, EventKind, Importance, Milestone, Role, RowKind, VerdictKind

EXPECTED = tomllib.loads((Path(__file__).parent / "expected.toml").read_text(encoding="utf-8"))
SETTING = EXPECTED["setting"]
HOUR = timedelta(hours=1)

ENTERED_COUNTRY = replace(
    t.ARRIVED_IN_CITY, id="entered_country", when=(on(Milestone.ENTERED_COUNTRY),), supersedes=()
)
POINTS = {
    point.id: point
    for point in (
        t.ORDER_CONFIRMED,
        t.DISPATCHED,
        ENTERED_COUNTRY,
        t.ARRIVED_IN_CITY,
        t.ARRIVING_TODAY,
        t.ATTEMPT_FAILED,
        t.READY_FOR_PICKUP,
        t.DELIVERED,
        t.RETURN_STARTED,
        t.RETURNED,
        t.LOST_REMEDY,
    )
}


def policy() -> pp.Policy:
    """Return the policy "parcel" of the setting: news only, each touchpoint superseding those before it."""
    names = SETTING["touchpoints"]
    points = tuple(
        replace(
            POINTS[name],
            importance=Importance.NEWS,
            urgent=False,
            channels=(Channel.EMAIL,),
            also=(),
            useful_for=None,
            supersedes=tuple(names[1:i]),
        )
        for i, name in enumerate(names)
    )
    return pp.Policy(id="parcel", shop=pp.Shop(name="Probe", zone="America/New_York"), touchpoints=points)


CASES = [
    pytest.param(payload, parcel, id=f"{payload['file']}#{parcel['index']}")
    for payload in EXPECTED["payload"]
    for parcel in payload.get("parcel", ())
]
WITHOUT = [payload["file"] for payload in EXPECTED["payload"] if payload["kind"] == "no_tracking"]


def at(text: str) -> datetime:
    """Return an instant of the table; a wall time without a zone stands for UTC."""
    value = datetime.fromisoformat(text)
    return value if value.tzinfo else value.replace(tzinfo=UTC)


def read(shared: Path, file: str) -> object:
    """Return a payload's tree."""
    return json.loads((shared / "payloads" / file).read_text(encoding="utf-8"))


def scans(shared: Path, payload: dict, parcel: dict, now: datetime) -> list[pp.Event]:
    """Return the events of one parcel of a payload, all received at `now`."""
    adapted = adapt(payload["vendor"], read(shared, payload["file"]), order="o1", received_at=now)
    wanted = adapted.parcels[parcel["index"]].shipment
    return [event for event in adapted.events if event.shipment == wanted]


def start(parcel: dict) -> datetime:
    """Return when the order was placed: a day before the first fact."""
    first = min((at(fact["at"]) for fact in parcel["facts"]), default=at(parcel["base"]))
    return first - timedelta(hours=SETTING["placed_before_first_fact_hours"])


def placed(parcel: dict) -> pp.Event:
    """Return the order's own event."""
    details = Placed(lines=(OrderLine(id="L1"),))
    return pp.Event(kind=EventKind.ORDER_PLACED, order="o1", at=start(parcel), id="placed", details=details)


def confirmation(parcel: dict) -> Row:
    """Return the row that says the order was confirmed."""
    minutes = timedelta(minutes=SETTING["confirmation_row_after_placed_minutes"])
    return Row(
        kind=RowKind.SENT,
        at=start(parcel) + minutes,
        order="o1",
        to=Role.BUYER,
        channel=Channel.EMAIL,
        touchpoint="order_confirmed",
        keys=(key_of("o1", Role.BUYER, "order", "order_confirmed", "1"),),
    )


def buyer(zone: str) -> pp.Customer:
    """Return the buyer of the setting: reachable by e-mail only."""
    return pp.Customer(id="c1", buyer=pp.Recipient(locale="en", zone=zone, channels={Channel.EMAIL: Reach()}))


def sendings(
    events: list[pp.Event], rows: list[Row], customer: pp.Customer, now: datetime
) -> Iterator[tuple[datetime, pp.Plan]]:
    """Yield the plan at `now`, and those at its wake-ups of the next two days; record what is sent."""
    until, order, rules = now + 48 * HOUR, pp.replay(events), policy()
    moment: datetime | None = now
    while moment is not None and moment <= until:
        plan = pp.plan(order, rules, now=moment, customer=customer, ledger=rows)
        yield moment, plan
        rows += [message.outcome(RowKind.SENT, at=moment) for message in plan.messages]
        moment = plan.wake_at


@pytest.mark.parametrize("file", WITHOUT)
def test_what_is_no_tracking_says_nothing(shared: Path, file: str) -> None:
    """A payload without a parcel gives no event, and no error."""
    vendor = file.partition("/")[0]

    adapted = adapt(vendor, read(shared, file), order="o1", received_at=datetime(2026, 1, 1, tzinfo=UTC))

    assert adapted.events == ()


@pytest.mark.parametrize(("payload", "parcel"), CASES)
@pytest.mark.parametrize("column", ["plan_a", "plan_b"])
def test_the_table_of_expectations(shared: Path, payload: dict, parcel: dict, column: str) -> None:
    """What is sent, when, and why not, is as the table says; asking again, or the same parcel twice, adds nothing."""
    expected = parcel[column]
    now = at(expected["now"])
    customer, rows = buyer(payload["zone"]), [confirmation(parcel)]
    events = [placed(parcel), *scans(shared, payload, parcel, now)]

    plans = list(sendings(events, rows, customer, now))

    sent = [(moment, message) for moment, plan in plans for message in plan.messages]
    assert len(sent) == expected["sent"]
    for moment, message in sent:
        assert message.touchpoint == expected["touchpoint"]
        assert moment == at(expected["at"])
        assert not message.rides
    for touchpoint, code in expected.get("skips", {}).items():
        (verdict,) = plans[0][1].why_not(touchpoint)
        assert verdict.kind is not VerdictKind.SEND
        assert verdict.reason.code == code, touchpoint
    again = [*events, *scans(shared, payload, parcel, now), *scans(shared, payload, parcel, now + HOUR)]
    assert pp.replay(again).milestones == pp.replay(events).milestones
    assert next(plan.messages for _, plan in sendings(again, rows, customer, now + 48 * HOUR)) == ()


@pytest.mark.parametrize(("payload", "parcel"), CASES)
def test_a_stale_window_is_never_shown(shared: Path, payload: dict, parcel: dict) -> None:
    """Where the table forbids an estimate, no fact `window` is known of the parcel."""
    shown = 0
    for column, show in (("plan_a", "show_a"), ("plan_b", "show_b")):
        now = at(parcel[column]["now"])
        order = pp.replay([placed(parcel), *scans(shared, payload, parcel, now)])
        plan = pp.plan(
            order, policy(), now=now, customer=buyer(payload["zone"]), ledger=[confirmation(parcel)]
        )
        if parcel["eta"].get(show) == "never":
            shown += "window" in plan.decision.situation.facts("1")

    assert shown == 0


@pytest.mark.parametrize(("payload", "parcel"), CASES)
def test_the_fold(shared: Path, payload: dict, parcel: dict) -> None:
    """Position, outcome, direction and tracking health are as the table says, with no clock asked."""
    order = pp.replay([placed(parcel), *scans(shared, payload, parcel, at(parcel["plan_a"]["now"]))])
    (found,) = order.shipments

    assert (found.position, found.outcome, found.direction, found.health) == (
        parcel["position"],
        parcel["outcome"],
        parcel["direction"],
        parcel["health"],
    )
    assert len(found.problems) == parcel["problems_open"]
