"""Plans as JSON: every field of the contract, instants in UTC, and a shape that is published."""

from __future__ import annotations

import json
from typing import Any

import tzdata
from pydantic import TypeAdapter

from postpurchase.order import replay
from postpurchase.planning import Plan, plan
from postpurchase.schema import dump_plan, json_schema, load_case
from postpurchase.schema.forms import adapter

PLACED = "2026-10-05T22:00:00+09:00"
WINDOW = {"earliest": "2026-10-12", "latest": "2026-10-26"}
POLICY: dict[str, Any] = {
    "format": 0,
    "id": "tiny",
    "touchpoints": [
        {
            "id": "order_confirmed",
            "when": [{"on": "milestone", "milestone": "placed", "offset": "PT1M"}],
            "answers": True,
            "importance": "must_tell",
            "tells": ["window"],
            "asks": {"question": "slot", "default": "none"},
            "promises": [{"kind": "next_word", "within": "P2D"}],
            "acts": ["hand_over"],
            "channels": ["email"],
            "also": ["sms"],
        },
        {"id": "item_secured", "when": [{"on": "milestone", "milestone": "secured"}], "channels": ["email"]},
        {
            "id": "delivered",
            "when": [{"on": "milestone", "milestone": "delivered"}],
            "about": "shipment",
            "while": [],
            "channels": ["email"],
        },
        {
            "id": "refunded",
            "when": [{"on": "milestone", "milestone": "refunded"}],
            "while": [],
            "channels": ["email"],
        },
    ],
    "responsibility": [{"owner": "courier", "touchpoint": "delivered"}],
    "profiles": {"couriers": {"express": {"says": {"delivered": {"within": "PT1H"}}}}},
}
CASE: dict[str, Any] = {
    "format": 1,
    "shop": {"name": "Kumo", "zone": "Asia/Tokyo"},
    "policy": POLICY,
    "customer": {
        "id": "c1",
        "buyer": {
            "zone": "Asia/Tokyo",
            "locale": "en",
            "channels": {"email": {}, "sms": {"consent": {"transactional": "2026-01-01T00:00:00Z"}}},
        },
    },
    "events": [
        {
            "kind": "order_placed",
            "order": "o1",
            "at": PLACED,
            "promised": {"courier": "express", "window": WINDOW},
        },
        {"kind": "item_secured", "order": "o1", "at": "2026-10-05T22:01:00+09:00", "lines": []},
    ],
    "now": "2026-10-05T22:01:00+09:00",
}


def made(**change: Any) -> Plan:
    """Return the plan of the case with some parts changed."""
    case = load_case({**CASE, **change})
    assert case.now is not None
    return plan(replay(case.events), case.policy, now=case.now, customer=case.customer, ledger=case.ledger)


def test_a_plan_has_every_field_of_the_contract() -> None:
    """The tree holds what hosts rely on, under the contract's names."""
    tree: Any = dump_plan(made())

    assert list(tree) == [
        *("format", "order", "now", "policy", "tzdata", "messages", "verdicts", "actions"),
        *("promises", "questions", "estimates", "wake_at", "wake_for", "warnings"),
    ]
    assert tree["format"] == 1
    assert tree["now"] == "2026-10-05T13:01:00Z"
    assert tree["policy"] == {"id": "tiny", "digest": made().policy.digest}
    assert tree["tzdata"] == tzdata.IANA_VERSION
    assert tree["warnings"] == []


def test_a_message_tells_asks_and_promises() -> None:
    """A message says to whom, by which channels, which facts, questions and promises, under which keys."""
    (message,) = dump_plan(made())["messages"]

    assert [len(key) for key in message.pop("keys")] == [32, 32]  # type: ignore[misc]  # the rest is compared whole
    assert message == {
        "touchpoint": "order_confirmed",
        "rides": ["item_secured@order"],
        "subject": "order",
        "to": "buyer",
        "channel": "email",
        "also": ["sms"],
        "importance": "must_tell",
        "urgent": False,
        "tells": {"order_confirmed": True, "window": WINDOW, "item_secured": True},
        "asks": [{"question": "slot", "default": "none", "answer_by": "2026-10-06T12:00:00+09:00"}],
        "promises": [{"kind": "next_word", "due": "2026-10-07T13:01:00Z", "value": None}],
        "locale": "en",
    }


def test_a_plan_says_what_it_believes() -> None:
    """Window, basis, confidence, assumptions and why it is withheld stand there for the order and its parcels."""
    whole = {
        "window": WINDOW,
        "basis": "promised",
        "confidence": None,
        "assumptions": [],
        "withheld": None,
        "ship_by": None,
        "changes_at": "2026-10-26T15:00:00Z",
    }

    assert dump_plan(made())["estimates"] == [{"subject": "order", **whole}, {"subject": "1", **whole}]


def test_a_model_is_named_as_what_an_estimate_rests_on() -> None:
    """Of a route nobody measured a confidence; a window too wide is withheld, and says so."""
    leg = {"kind": "handling", "days": [0, 30], "calendar": None}
    route = {"zone": "Asia/Tokyo", "legs": [leg], "courier": None, "peaks": [], "scan_days": None}
    case = load_case(
        {**CASE, "events": CASE["events"][:1], "model": {"format": 1, "level": 0.8, "route": route}}
    )
    assert case.now is not None
    found = plan(replay(case.events), case.policy, now=case.now, customer=case.customer, model=case.model)

    (whole, _) = dump_plan(found)["estimates"]

    assert (whole["basis"], whole["withheld"], whole["window"]) == ("withheld", "too_wide", None)


def test_a_verdict_has_its_reasons() -> None:
    """Every verdict names what it is about, why, until when, and what would change it."""
    verdicts = {verdict["touchpoint"]: verdict for verdict in dump_plan(made())["verdicts"]}

    assert verdicts["item_secured"]["verdict"] == "send"
    assert verdicts["item_secured"]["merged_into"] == "order_confirmed@order"
    assert verdicts["refunded"] == {
        "touchpoint": "refunded",
        "subject": "order",
        "to": "buyer",
        "verdict": "skip",
        "until": None,
        "owner": "shop",
        "merged_into": None,
        "reasons": [{"code": "not_yet"}, {"code": "quiet_hours", "until": "2026-10-05T23:00:00Z"}],
        "would_change": ["time", "event"],
    }


def test_instants_among_reasons_are_text() -> None:
    """Where a reason's data is an instant, it is one in JSON too; other numbers stay numbers."""
    delivered = {"kind": "delivered", "order": "o1", "at": PLACED, "shipment": "1"}
    early = made(now=PLACED, events=[CASE["events"][0], delivered])
    verdicts = {verdict["touchpoint"]: verdict for verdict in dump_plan(early)["verdicts"]}

    assert verdicts["order_confirmed"]["reasons"][0] == {"code": "not_yet", "due": "2026-10-05T13:01:00Z"}
    assert verdicts["order_confirmed"]["until"] == "2026-10-05T13:01:00Z"
    assert verdicts["delivered"]["verdict"] == "delegate"
    assert verdicts["delivered"]["owner"] == "courier"
    assert dump_plan(early)["wake_at"] == "2026-10-05T13:01:00Z"
    assert dump_plan(early)["wake_for"] == "due:order_confirmed@order"


def test_an_action_is_named_and_keyed() -> None:
    """What staff are asked to do carries its key and its data."""
    (action,) = dump_plan(made())["actions"]

    assert len(action["key"]) == 32
    assert {name: value for name, value in action.items() if name != "key"} == {
        "kind": "hand_over",
        "at": "2026-10-05T13:01:00Z",
        "order": "o1",
        "subject": "order",
        "about": "order_confirmed@order",
        "data": {"phone": False, "address_ok": False},
    }


def test_open_promises_and_questions_stand_in_the_plan() -> None:
    """What was promised and asked, and is still open, stays visible."""
    row = {
        "kind": "sent",
        "order": "o1",
        "to": "buyer",
        "at": "2026-10-05T22:00:30+09:00",
        "asks": [{"question": "slot"}],
        "promises": [{"kind": "window", "due": "2026-10-26T22:00:00+09:00", "value": WINDOW}],
    }
    tree = dump_plan(made(ledger=[row]))

    assert tree["questions"] == [{"question": "slot", "default": None, "answer_by": None}]
    assert tree["promises"] == [{"kind": "window", "due": "2026-10-26T22:00:00+09:00", "value": WINDOW}]


def test_nothing_ahead_is_null() -> None:
    """A plan that waits for nothing but news has no wake-up."""
    tree = dump_plan(made(events=[{"kind": "payment_captured", "order": "o1", "at": PLACED}]))

    assert (tree["wake_at"], tree["wake_for"], tree["messages"]) == (None, None, [])


def test_plans_have_the_published_shape() -> None:
    """A dumped plan passes the shape whose schema is published, and is the same after a way through text."""
    tree = dump_plan(made())
    reader: TypeAdapter[Any] = adapter("plan")

    assert reader.validate_python(json.loads(json.dumps(tree)), strict=True) == tree
    assert set(json_schema("plan")["required"]) == set(tree)
