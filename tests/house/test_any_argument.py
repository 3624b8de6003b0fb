"""Whatever is given to a public name, only our own errors come out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import EnumMeta
from types import ModuleType
from typing import Any, Final

import pytest
from tests.text.orders import BAG_ENDS, bag

import postpurchase as pp
from postpurchase import adapters, catalogs, presets, schema, text
from postpurchase.demonstration import demo_case
from postpurchase.errors import PostpurchaseError
from postpurchase.planning import unfold
from postpurchase.vocabulary import Milestone, Mode, Role

Call = tuple[Callable[..., object], dict[str, Any]]

CASE: Final = demo_case()
STARTS: Final = min(event.at for event in CASE.events)
LIFE: Final = unfold(CASE.events, CASE.policy, start=STARTS, until=BAG_ENDS, customer=CASE.customer)
ORDER: Final = pp.replay(CASE.events)
PLAN: Final = bag()
WORDS: Final = catalogs.default()
MESSAGE: Final = LIFE.messages[0]
CONTENT: Final = text.render(MESSAGE, WORDS)
TIMELINE: Final = text.timeline(PLAN, WORDS)
PACK: Final = text.answer_pack(PLAN, WORDS)
RECORD: Final = text.dispute_record(PLAN)
DATES: Final = pp.DateWindow(earliest=date(2026, 1, 1), latest=date(2026, 1, 2))
TIMES: Final = pp.TimeWindow(earliest=STARTS, latest=BAG_ENDS)
SLOT: Final = pp.Slot(date=date(2026, 1, 1), start=time(14), end=time(16))


class _Odd:
    """Nothing that anybody expects."""


WILD: Final[tuple[object, ...]] = (
    *(None, True, -1, 10**30, float("nan"), "", "no\0such", "\ud800", b"\xff", _Odd(), int),
    *([], [None], {}, {"a": None}, {1: 2}, (), ("a",), {3}),
    *(datetime(2026, 1, 1), date(2026, 1, 1), timedelta(days=-1)),  # noqa: DTZ001 - what must be refused
    *(datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)),
)

DOORS: Final[dict[str, Call]] = {
    "evolve": (pp.evolve, {"order": ORDER, "event": CASE.events[-1]}),
    "explain": (pp.explain, {"plan": PLAN, "locale": "en"}),
    "lint": (pp.lint, {"policy": CASE.policy}),
    "outline": (pp.outline, {"policy": CASE.policy, "mode": Mode.STOCK, "service": None}),
    "plan": (
        pp.plan,
        {
            "order": ORDER,
            "policy": CASE.policy,
            "now": BAG_ENDS,
            "customer": None,
            "ledger": (),
            "model": None,
        },
    ),
    "render": (pp.render, {"message": MESSAGE, "catalog": WORDS, "channel": None, "hosts": None}),
    "replay": (
        pp.replay,
        {"events": CASE.events, "known_by": None, "contested_after": timedelta(hours=12)},
    ),
    "scorecard": (
        pp.scorecard,
        {"orders": [ORDER], "policy": CASE.policy, "ledger": (), "now": BAG_ENDS, "customer": None},
    ),
    "unfold": (
        pp.unfold,
        {
            "events": CASE.events,
            "policy": CASE.policy,
            "start": STARTS,
            "until": BAG_ENDS,
            "customer": None,
            "ledger": (),
            "model": None,
        },
    ),
    "adapters.adapt": (
        adapters.adapt,
        {
            "vendor": "easypost",
            "payload": {},
            "order": "o1",
            "received_at": BAG_ENDS,
            "topic": None,
            "headers": None,
            "local_zone": None,
            "known": None,
        },
    ),
    "catalogs.default": (catalogs.default, {}),
    "presets.buy_on_demand": (
        presets.buy_on_demand,
        {"shop": CASE.shop, "lead_days": (7, 21), "delays": False},
    ),
    "presets.contact_first": (presets.contact_first, {"base": CASE.policy}),
    "presets.preset": (presets.preset, {"name": "retail", "shop": CASE.shop, "lead_days": None}),
    "presets.proactive": (presets.proactive, {"shop": CASE.shop, "lead_days": None, "delays": False}),
    "presets.retail": (presets.retail, {"shop": CASE.shop, "lead_days": None}),
    "presets.shared_with_courier": (
        presets.shared_with_courier,
        {"shop": CASE.shop, "lead_days": None, "delays": False},
    ),
    "schema.check_dispute": (schema.check_dispute, {"tree": schema.dump_dispute(RECORD)}),
    "schema.dispute_bytes": (schema.dispute_bytes, {"record": RECORD}),
    "schema.dump_answer_pack": (schema.dump_answer_pack, {"pack": PACK}),
    "schema.dump_case": (schema.dump_case, {"case": CASE}),
    "schema.dump_customer": (schema.dump_customer, {"customer": CASE.customer}),
    "schema.dump_dispute": (schema.dump_dispute, {"record": RECORD}),
    "schema.dump_event": (schema.dump_event, {"event": CASE.events[0]}),
    "schema.dump_plan": (schema.dump_plan, {"plan": PLAN}),
    "schema.dump_policy": (schema.dump_policy, {"policy": CASE.policy}),
    "schema.dump_row": (schema.dump_row, {"row": LIFE.rows[0]}),
    "schema.dump_timeline": (schema.dump_timeline, {"timeline": TIMELINE}),
    "schema.json_schema": (schema.json_schema, {"root": "case"}),
    "schema.load_case": (schema.load_case, {"tree": schema.dump_case(CASE)}),
    "schema.load_customer": (schema.load_customer, {"tree": schema.dump_customer(CASE.customer)}),
    "schema.load_event": (schema.load_event, {"tree": schema.dump_event(CASE.events[0])}),
    "schema.load_events": (schema.load_events, {"trees": []}),
    "schema.load_instant": (schema.load_instant, {"text": "2026-01-01T00:00:00Z"}),
    "schema.load_policy": (
        schema.load_policy,
        {"tree": schema.dump_policy(CASE.policy), "shop": CASE.shop},
    ),
    "schema.load_row": (schema.load_row, {"tree": schema.dump_row(LIFE.rows[0])}),
    "schema.load_rows": (schema.load_rows, {"trees": []}),
    "schema.load_shop": (schema.load_shop, {"tree": {"name": "Kumo"}}),
    "schema.loads": (schema.loads, {"text": "{}", "format": "json"}),
    "text.answer_pack": (text.answer_pack, {"plan": PLAN, "catalog": WORDS, "locale": "en"}),
    "text.check": (text.check, {"catalog": WORDS, "policy": CASE.policy, "locales": ["en"]}),
    "text.dispute_record": (text.dispute_record, {"plan": PLAN}),
    "text.email_message": (
        text.email_message,
        {
            "content": CONTENT,
            "key": "k",
            "sender": "a@shop.example",
            "to": "b@mail.example",
            "sender_name": None,
            "to_name": None,
            "reply_to": None,
            "json_ld": (),
        },
    ),
    "text.explain": (text.explain, {"plan": PLAN, "locale": "ja"}),
    "text.import_template": (text.import_template, {"text": "#USER#", "names": {}, "subject": None}),
    "text.json_ld": (text.json_ld, {"message": MESSAGE, "hosts": None}),
    "text.public_text": (
        text.public_text,
        {
            "policy": CASE.policy,
            "catalog": WORDS,
            "locale": None,
            "mode": Mode.STOCK,
            "service": None,
        },
    ),
    "text.render": (text.render, {"message": MESSAGE, "catalog": WORDS}),
    "text.sms": (text.sms, {"text": "Hello"}),
    "text.timeline": (
        text.timeline,
        {"plan": PLAN, "catalog": WORDS, "to": Role.BUYER, "locale": None},
    ),
    "text.timeline_html": (text.timeline_html, {"timeline": TIMELINE, "styled": True}),
}
"""Every public function, and one good call of it."""

METHODS: Final[dict[str, Call]] = {
    "Customer.recipient": (CASE.customer.recipient, {"role": Role.BUYER}),
    "DateWindow.shifted": (DATES.shifted, {"days": 1}),
    "DateWindow.span": (DATES.span, {"zone": UTC}),
    "Message.outcome": (
        MESSAGE.outcome,
        {"kind": "sent", "at": BAG_ENDS, "lease_until": None, "digest": None},
    ),
    "Order.first": (ORDER.first, {"milestone": Milestone.DISPATCHED, "subject": None}),
    "Order.learned_at": (ORDER.learned_at, {"event": CASE.events[0]}),
    "Order.reached": (
        ORDER.reached,
        {"milestone": Milestone.DISPATCHED, "subject": None, "number": None},
    ),
    "Order.shipment": (ORDER.shipment, {"subject": "1"}),
    "Plan.why_not": (PLAN.why_not, {"touchpoint": "dispatched", "subject": None}),
    "Policy.speaker": (
        CASE.policy.speaker,
        {"touchpoint": "dispatched", "channel": "email", "regime": "later"},
    ),
    "Policy.touchpoint": (CASE.policy.touchpoint, {"id": "dispatched"}),
    "Slot.span": (SLOT.span, {"zone": UTC, "codes": {}}),
    "TimeWindow.dates": (TIMES.dates, {"zone": UTC}),
    "TimeWindow.shifted": (TIMES.shifted, {"seconds": 1}),
    "text.Catalog.choose": (
        WORDS.choose,
        {"asked": "en", "touchpoints": ["dispatched"], "channel": "email"},
    ),
    "text.Catalog.merged": (WORDS.merged, {"overrides": {}, "default": None}),
    "text.Catalog.words": (WORDS.words, {"locale": "en"}),
    "text.CatalogRenderer.render": (text.CatalogRenderer(catalog=WORDS).render, {"message": MESSAGE}),
}
"""Every public method that takes something, and one good call of it."""

GIVEN: Final[tuple[object, ...]] = (
    *(DATES, SLOT, TIMES, CASE.customer, CASE.customer.buyer, CASE.events[0], CASE.policy, LIFE.rows[0]),
    *(CASE.shop, CASE.shop.contact, pp.Reach(), CONTENT, CASE, WORDS, text.CatalogRenderer(catalog=WORDS)),
    *(adapters.ADAPTERS["easypost"], adapters.Known(), adapters.Delivery(order="o1", received_at=BAG_ENDS)),
)
"""One good value of every public class that callers make."""

COME_OUT: Final = frozenset(
    {
        *("Action", "Message", "Order", "Plan", "adapters.Adapted", "adapters.AdapterWarning"),
        *("adapters.ParcelRef", "schema.Run", "schema.Step", "text.AnswerPack", "text.DisputeRecord"),
        *("text.Entry", "text.Imported", "text.PublicText", "text.Timeline", "text.Renderer", "text.Sms"),
    }
)
"""The public classes that the library makes and callers read: nobody checks them a second time."""


def face() -> Iterator[tuple[str, Any]]:
    """Yield every public name with what it is."""
    for name in pp.__all__:
        thing = getattr(pp, name)
        if isinstance(thing, ModuleType):
            yield from ((f"{name}.{inner}", getattr(thing, inner)) for inner in thing.__all__)
        else:
            yield name, thing


def raised_by(call: Callable[..., object], given: dict[str, Any]) -> str | None:
    """Return what a call raises that is not ours: its argument's kind and the error's, None where all is well."""
    try:
        repr(call(**given))
    except PostpurchaseError as error:
        return None if str(error) else "an error that says nothing"
    except Exception as error:  # noqa: BLE001 - whatever it is, it is a finding
        return f"{type(error).__name__}: {error}"
    return None


def findings(call: Callable[..., object], given: dict[str, Any]) -> list[str]:
    """Return what comes out of a call, one argument at a time exchanged for something wild."""
    return [
        f"{name}={type(wild).__name__}: {found}"
        for name in given
        for wild in WILD
        if (found := raised_by(call, {**given, name: wild})) is not None
    ]


def test_every_public_name_is_looked_at() -> None:
    """Functions are doors, classes are made by callers or come out; errors and words are neither."""
    made = {type(value).__name__ for value in GIVEN}
    functions = {name for name, thing in face() if inspect.isroutine(thing)}
    classes = {
        name
        for name, thing in face()
        if inspect.isclass(thing)
        and not isinstance(thing, EnumMeta)
        and not issubclass(thing, BaseException)
        and thing.__name__ not in made
    }

    assert functions == set(DOORS)
    assert classes == COME_OUT


@pytest.mark.parametrize("name", [*DOORS, *METHODS])
def test_a_door_raises_nothing_but_our_errors(name: str) -> None:
    """A good call works; with anything else in any place of it, it works or raises one of ours."""
    call, given = {**DOORS, **METHODS}[name]
    call(**given)

    assert findings(call, given) == []


@pytest.mark.parametrize("value", GIVEN, ids=lambda value: type(value).__name__)
def test_a_class_raises_nothing_but_our_errors(value: Any) -> None:
    """A value with anything in any of its fields is one that can be shown, or is refused by one of ours."""
    assert is_dataclass(value)
    given = {field.name: getattr(value, field.name) for field in fields(value) if field.init}

    assert findings(type(value), given) == []


@pytest.mark.parametrize("wild", WILD, ids=lambda wild: type(wild).__name__)
def test_what_is_let_in_can_be_planned_with(wild: object) -> None:
    """An event, a row, a customer and a policy that were taken with something wild in them lead to a plan."""
    seen = []
    for value in (CASE.events[-1], LIFE.rows[0], CASE.customer, CASE.policy):
        given = {field.name: getattr(value, field.name) for field in fields(value) if field.init}
        seen += [raised_by(_planned, {"of": type(value), "given": {**given, name: wild}}) for name in given]

    assert set(seen) == {None}
    assert len(seen) > 50


def _planned(of: Any, given: dict[str, Any]) -> str:
    value = of(**given)
    events = (CASE.events[0], value) if isinstance(value, pp.Event) else CASE.events
    plan = pp.plan(
        pp.replay(events),
        value if isinstance(value, pp.Policy) else CASE.policy,
        now=BAG_ENDS,
        customer=value if isinstance(value, pp.Customer) else CASE.customer,
        ledger=[value] if isinstance(value, pp.Row) else (),
    )
    return pp.explain(plan)
