"""Plans and lives as lines: what is said comes with its words, what is not with its reason."""

from __future__ import annotations

from typing import Any

from postpurchase.messages import Message
from postpurchase.schema import Case, load_case
from postpurchase.telling import A_WHILE, life_lines, plan_lines, spoken_in
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
    assert list(life_lines(case(), words, until=case().events[-1].at)) == [
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


def test_a_life_without_an_end_is_followed_for_a_while() -> None:
    """Nobody said until when: what the last event leads to is told too, and what comes later is not."""
    assert list(life_lines(case(), words))[-2:] == ["3 messages from 6 plans", "never called for: nothing"]
    early = list(life_lines(case(), words, until=case().events[1].at))
    assert [line for line in early if "handed_over" in line] == []
    assert A_WHILE.days == 30


def test_what_the_courier_said_in_a_run_is_heard() -> None:
    """The courier's own word comes when its time comes, and the shop then keeps silent."""
    said = {"kind": "sent", "at": "2026-10-07T12:30:00+09:00", "order": "o1", "by": "courier", "to": "buyer"}
    run = {"from": PLACED, "until": "2026-10-08T00:00:00+09:00", "expect": {}}
    row = {**said, "channel": "sms", "touchpoint": "delivered", "subject": "1"}

    assert list(life_lines(case(run={**run, "courier": [row]}), words))[-1] == "never called for: delivered"


def test_a_life_without_reasons_is_what_happens_and_what_is_said() -> None:
    """Whoever wants to read as the customer does is told nothing of what stays unsaid."""
    lines = list(life_lines(case(), words, why=False))

    assert lines[:6] == [
        "2026-10-05 22:00  order_placed",
        "  said    order_confirmed@order to buyer by email, also by sms",
        "          | news: order_confirmed",
        "          |",
        "          | bye",
        "  asked   hand_over about order_confirmed@order",
    ]
    assert lines[-1] == "3 messages"
    assert [line for line in lines if line.startswith(("  unsaid", "  next"))] == []


def test_everybody_reads_one_language() -> None:
    """The buyer does, and the receiver where there is one."""
    gift = {**CASE["customer"], "receiver": {"locale": "en"}}
    alone, both = spoken_in(case(), "ja").customer, spoken_in(case(customer=gift), "ja").customer

    assert (alone.buyer.locale, alone.receiver) == ("ja", None)
    assert (both.buyer.locale, both.receiver and both.receiver.locale) == ("ja", "ja")


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
