"""A plan with a model: the learned window, or the legs', in the message and in the case."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from postpurchase import catalogs, presets, render
from postpurchase.errors import InvalidInput
from postpurchase.eta import Journey, KnownRoute, LearnedModel, Leg, LegKind, Model, Route, Shape, fit
from postpurchase.events import Destination, Event, Placed
from postpurchase.order import replay
from postpurchase.people import Customer, Reach, Recipient, Shop
from postpurchase.planning import Plan, plan, unfold
from postpurchase.schema import dump_case, load_case
from postpurchase.schema.cases import Case
from postpurchase.testing.playing import planned
from postpurchase.vocabulary import Channel, EventKind
from postpurchase.windows import DateWindow, instant, zone

TOKYO = zone("Asia/Tokyo")
SHOP = Shop(name="Kumo", zone="Asia/Tokyo", locale="en")
POLICY = presets.buy_on_demand(SHOP)
CUSTOMER = Customer(
    id="c1", buyer=Recipient(name="Aki", locale="en", channels={Channel.EMAIL: Reach(reachable=True)})
)
PLACED = datetime(2026, 10, 5, 12, tzinfo=TOKYO)
ORDER = Event(
    kind=EventKind.ORDER_PLACED,
    order="o1",
    at=PLACED,
    id="e1",
    details=Placed(destination=Destination(country="JP", region="13")),
)
NOW = PLACED + timedelta(minutes=10)


def history() -> LearnedModel:
    """Return a shop's history of ten orders a day, each of which took ten or eleven days."""
    start = instant(PLACED) - 120 * 86_400
    journeys = [
        Journey(
            id=str(n),
            start=start + n * 8_640,
            end=start + n * 8_640 + (20 + n % 3) * 43_200,
            words={"region": "13"},
        )
        for n in range(1_200)
    ]
    shape = Shape(words={"region": 20}, place="region")
    return LearnedModel(whole=fit(journeys, shape, at=instant(PLACED), zone=TOKYO))


def made(model: Model | None) -> Plan:
    """Return the plan of the thanks, with that model."""
    return plan(replay([ORDER]), POLICY, now=NOW, customer=CUSTOMER, model=model)


def told(model: Model | None) -> object:
    """Return the window that the thanks tell."""
    (message,) = made(model).messages
    return message.tells["window"]


def test_without_a_model_the_lead_days_are_told() -> None:
    """The basis reads ranges."""
    assert told(None) == DateWindow(earliest=date(2026, 10, 12), latest=date(2026, 10, 26))
    assert made(None).decision.situation.estimate(None).basis == "ranges"


def test_with_a_history_the_learned_window_is_told_in_words() -> None:
    """Two dates instead of fifteen, and the message says them."""
    model = history()
    window = told(model)
    (message,) = made(model).messages

    assert isinstance(window, DateWindow)
    assert window.days <= 3
    assert date(2026, 10, 15) <= window.earliest <= window.latest <= date(2026, 10, 17)
    assert made(model).decision.situation.estimate(None).basis == "learned"
    assert str(window.latest.day) in render(message, catalogs.default()).text


def test_with_legs_their_window_is_told() -> None:
    """A shop that knows its legs needs no history."""
    route = Route(zone=TOKYO, legs=(Leg(kind=LegKind.LAST_MILE, days=(2, 4)),))

    assert told(KnownRoute(route=route)) == DateWindow(earliest=date(2026, 10, 7), latest=date(2026, 10, 9))


def test_a_life_is_lived_with_the_model() -> None:
    """From the first word on every plan of it foresees with the same model."""
    lived = unfold([ORDER], POLICY, start=PLACED, until=NOW, customer=CUSTOMER, model=history())

    assert lived.messages[0].tells["window"] == told(history())


def test_a_case_brings_its_model() -> None:
    """Dumped, through JSON and loaded again, the plan tells the same window."""
    case = Case(shop=SHOP, policy=POLICY, customer=CUSTOMER, events=(ORDER,), now=NOW, model=history())
    again = load_case(json.loads(json.dumps(dump_case(case))))
    found = planned(again, instant(NOW), ())

    assert found is not None
    assert found.messages[0].tells["window"] == told(history())


def test_a_bad_model_and_a_bad_policy_are_refused_together() -> None:
    """Each fault has its path in the case."""
    tree = dump_case(Case(shop=SHOP, policy=POLICY, events=(ORDER,)))
    tree["model"] = {"format": 7}
    tree["policy"] = {"preset": "buy_on_demand", "args": {"lead_days": [9, 2]}}
    with pytest.raises(InvalidInput) as raised:
        load_case(tree)

    assert {fault.path.partition(".")[0] for fault in raised.value.faults} == {"model", "policy"}


def test_asking_twice_says_the_same() -> None:
    """What a model says depends on `now` alone: asked twice it says the same."""
    model = history()

    assert told(model) == told(model)
    assert made(model).now == NOW.astimezone(UTC)
