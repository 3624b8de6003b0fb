"""The demo is computed: change the story, and what is said changes with it."""

from __future__ import annotations

from datetime import datetime

import pytest

from postpurchase.demonstration import EVENTS, demo_case
from postpurchase.errors import InvalidInput
from postpurchase.planning import Lived, unfold
from postpurchase.schema import Case
from postpurchase.testing import planned
from postpurchase.windows import instant

at = datetime.fromisoformat


def lived(case: Case) -> Lived:
    """Return the whole life of a case."""
    assert case.run is not None
    return unfold(
        case.events, case.policy, start=case.run.start, until=case.run.until, customer=case.customer
    )


def told(case: Case) -> list[tuple[str, str]]:
    """Return (moment in Tokyo, touchpoint with its riders) of every message."""
    return [
        (
            message.at.astimezone(at("2026-10-05T22:40:00+09:00").tzinfo).strftime("%m-%d %H:%M"),
            " + ".join([message.touchpoint, *message.rides]),
        )
        for message in lived(case).messages
    ]


def wake(case: Case, now: str) -> datetime | None:
    """Return when to ask again, as planned at a moment after all that was sent until then."""
    moment = instant(at(now))
    made = planned(case, moment, [row for row in lived(case).rows if row.t < moment])
    assert made is not None
    return made.wake_at


def test_the_story_is_the_contracts() -> None:
    """The demo lives the story of the personal shopper to the minute; this market allows asking for feedback."""
    assert told(demo_case()) == [
        ("10-05 22:50", "order_confirmed"),
        ("10-08 15:00", "item_secured"),
        ("10-18 11:00", "delivery_planned"),
        ("10-19 14:00", "dispatched"),
        ("10-22 10:30", "feedback_request"),
    ]


def test_what_did_not_happen_is_not_said() -> None:
    """Deleting the purchase removes its message, and the silence is broken by a reassurance instead."""
    assert told(demo_case(without=["item_secured"])) == [
        ("10-05 22:50", "order_confirmed"),
        ("10-15 20:00", "reassurance"),
        ("10-18 11:00", "delivery_planned"),
        ("10-19 14:00", "dispatched"),
        ("10-22 10:30", "feedback_request"),
    ]


@pytest.mark.parametrize("secured_at", ["22:45", "2026-10-05T22:45:00+09:00"])
def test_two_words_at_once_are_one_message(secured_at: str) -> None:
    """Bought within ten minutes, the good news rides in the thanks."""
    assert told(demo_case(secured_at=secured_at))[:2] == [
        ("10-05 22:45", "order_confirmed + item_secured@order"),
        ("10-15 20:00", "reassurance"),
    ]


def test_the_wake_up_moves_with_the_zone() -> None:
    """The end of the longest silence keeps out of the buyer's own night."""
    after = "2026-10-05T22:50:00+09:00"

    assert wake(demo_case(), after) == at("2026-10-15T20:00:00+09:00")
    assert wake(demo_case(zone="Europe/Berlin"), after) == at("2026-10-15T15:50:00+02:00")


def test_the_buyer_reads_what_was_asked_for() -> None:
    """The locale is the buyer's, for every message."""
    assert {message.locale for message in lived(demo_case(locale="ru")).messages} == {"ru"}
    assert {message.locale for message in lived(demo_case()).messages} == {"ja"}


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"without": ["parcel"]}, "without: no such event in the story; give "),
        (
            {"secured_at": "soon"},
            "secured_at: neither a time of day nor an instant; give one, as in 22:45 or 2026-10-05T22:45:00+09:00",
        ),
        (
            {"secured_at": "25:99"},
            "secured_at: neither a time of day nor an instant; give one, as in 22:45 or 2026-10-05T22:45:00+09:00",
        ),
        ({"zone": "Mars"}, "customer.buyer.zone: not a zone of the time-zone data; give an IANA name"),
        ({"locale": "?"}, "customer.buyer.locale: not a BCP 47 tag; give one such as ja or pt-BR"),
    ],
)
def test_a_wrong_change_is_refused(change: dict[str, object], fault: str) -> None:
    """What the story cannot be is bad input."""
    with pytest.raises(InvalidInput) as caught:
        demo_case(**change)  # type: ignore[arg-type]

    assert str(caught.value).startswith(fault)


def test_every_event_can_be_left_out() -> None:
    """Each event but the order itself may be missing, and the story still has its first word."""
    for kind in EVENTS:
        if kind != "order_placed":
            assert told(demo_case(without=[kind]))[0][1].startswith("order_confirmed")
