"""Plans and lives as lines: what is said comes with its words, what is not with its reason."""

from __future__ import annotations

from typing import Any

from postpurchase.messages import Message
from postpurchase.schema import Case, load_case
from postpurchase.telling import life_lines, plan_lines
from postpurchase.testing import planned
from postpurchase.windows import instant

PLACED, HANDED = "2026-10-05T22:00:00+09:00", "2026-10-06T22:30:00+09:00"
CONSENT = {"consent": {"transactional": "2026-01-01T00:00:00Z"}}
POLICY: dict[str, Any] = {
    "format": 0,
    "id": "tiny",
    "touchpoints": [
        {
            "id": "order_confirmed",
            "when": [{"on": "milestone", "milestone": "placed"}],
            "answers": True,
            "acts": ["hand_over"],
            "channels": ["email"],
            "also": ["sms"],
        },
        {
            "id": "dispatched",
            "when": [{"on": "milestone", "milestone": "dispatched"}],
            "about": "shipment",
            "while": [],
            "channels": ["email"],
        },
        {
            "id": "delivered",
            "when": [{"on": "milestone", "milestone": "delivered"}],
            "about": "shipment",
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
        "buyer": {"zone": "Asia/Tokyo", "locale": "en", "channels": {"email": {}, "sms": CONSENT}},
    },
    "events": [
        {"kind": "order_placed", "order": "o1", "at": PLACED, "promised": {"courier": "express"}},
        {"kind": "payment_captured", "order": "o1", "at": "2026-10-06T12:00:00+09:00"},
        {"kind": "handed_over", "order": "o1", "at": HANDED, "shipment": "1"},
        {"kind": "delivered", "order": "o1", "at": "2026-10-07T12:00:00+09:00", "shipment": "1"},
    ],
}


def words(message: Message) -> str:
    """Return two lines for any message."""
    return f"news: {message.touchpoint}\n\nbye"


def case(**change: Any) -> Case:
    """Return the case with some parts changed."""
    return load_case({**CASE, **change})


def test_a_life_is_told_as_it_goes() -> None:
    """Each moment says what happened, what is said, asked and left unsaid, and when to ask again."""
    assert list(life_lines(case(), words)) == [
        "2026-10-05 22:00  order_placed",
        "  said    order_confirmed@order to buyer by email, also by sms",
        "          | news: order_confirmed",
        "          |",
        "          | bye",
        "  asked   hand_over about order_confirmed@order",
        "  next    ask again when something happens",
        "",
        "2026-10-06 12:00  payment_captured",
        "  unsaid  no touchpoint of this policy speaks of it",
        "  next    ask again when something happens",
        "",
        "2026-10-06 22:30  handed_over",
        "  unsaid  dispatched@1: defer until 2026-10-07 08:00, quiet_hours",
        "  next    ask again at 2026-10-07 08:00 (open:dispatched@1), or when something happens",
        "",
        "2026-10-07 08:00  time has passed",
        "  said    dispatched@1 to buyer by email",
        "          | news: dispatched",
        "          |",
        "          | bye",
        "  next    ask again when something happens",
        "",
        "2026-10-07 12:00  delivered",
        "  unsaid  delivered@1: delegate to courier until 2026-10-07 13:30, assigned",
        "  next    ask again at 2026-10-07 13:30 (until:delivered@1), or when something happens",
        "",
        "2 messages from 5 plans",
        "never called for: delivered",
    ]


def test_a_life_goes_on_until_its_run_ends() -> None:
    """With a run the life goes on after the last event: the shop speaks where the courier stayed silent."""
    run = {"from": PLACED, "until": "2026-10-08T00:00:00+09:00", "expect": {}}
    lines = list(life_lines(case(run=run), words))

    assert lines[-9:] == [
        "2026-10-07 13:30  time has passed",
        "  said    delivered@1 to buyer by email",
        "          | news: delivered",
        "          |",
        "          | bye",
        "  next    ask again when something happens",
        "",
        "3 messages from 6 plans",
        "never called for: nothing",
    ]


def test_riders_show_with_their_message() -> None:
    """A message that carries another names it."""
    handed = {"kind": "handed_over", "order": "o1", "at": PLACED, "shipment": "1"}

    assert list(life_lines(case(events=[CASE["events"][0], handed]), words))[:2] == [
        "2026-10-05 22:00  order_placed, handed_over",
        "  said    order_confirmed@order, with dispatched@1 to buyer by email, also by sms",
    ]


def test_a_plan_is_its_messages_and_the_explanation() -> None:
    """First what is said in its words, then why."""
    given = case()
    made = planned(given, instant(given.events[0].at), ())
    assert made is not None

    assert list(plan_lines(made, words, lambda plan: f"policy {plan.policy.id}\nbecause")) == [
        "order_confirmed@order to buyer by email, also by sms",
        "    | news: order_confirmed",
        "    |",
        "    | bye",
        "",
        "policy tiny",
        "because",
    ]


def test_a_plan_without_messages_is_the_explanation() -> None:
    """When nothing is said, why is all there is to tell."""
    given = case(events=[{"kind": "payment_captured", "order": "o1", "at": PLACED}])
    made = planned(given, instant(given.events[0].at), ())
    assert made is not None

    assert list(plan_lines(made, words, lambda _: "because")) == ["because"]
