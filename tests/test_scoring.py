from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from postpurchase.events import Event, Promised
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.planning import unfold
from postpurchase.policy import Anchor, Condition, Policy, Rule, around
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.schema import load_case
from postpurchase.scoring import Card, scorecard
from postpurchase.vocabulary import TOUCHPOINTS, ActionKind, Basis, Milestone, Party, SubjectKind
from postpurchase.windows import Slot
from tests.decisions.stories import ANNA, at, happened, manners, placed, row, say, secured

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PARCEL = SubjectKind.SHIPMENT
NEWS = say("news")
TODAY = say(
    "arriving_today",
    when=(around(Anchor.SLOT_START, at=time(8)),),
    about=PARCEL,
    while_=(Condition.PARCEL_TRAVELS,),
)
FAILED = say("attempt_failed", after=Milestone.ATTEMPT_FAILED, about=PARCEL)
SAYS = {
    "news": Says(within=HOUR),
    "arriving_today": Says(by=time(10)),
    "attempt_failed": Says(within=HOUR),
    "act": Says(within=HOUR),
}
PROMISED = Promised(courier="express", slot=Slot(date=date(2026, 10, 8), start=time(14), end=time(18)))
ORDERED = placed(promised=PROMISED)


def sharing(*points: Any, **known: Any) -> Policy:
    """Return a policy under which a courier says what its profile lists."""
    names = {point.id for point in points or (say(),)}.union(TOUCHPOINTS)
    says = {name: term for name, term in known.pop("says", SAYS).items() if name in names}
    express = CourierProfile(says=says)
    known.setdefault("responsibility", (Rule(owner=Party.COURIER),))
    return manners(*points, profiles=Profiles(couriers={"express": express}), **known)


def said(touchpoint: str, when: str, **known: Any) -> Row:
    """Return the row of a word of the courier's."""
    return row(touchpoint, when, by="courier", **known)


def card(policy: Policy, *what: Event | Row, now: str = "12 09:00") -> Card:
    """Return the only card of a story about one order."""
    events = [one for one in what if isinstance(one, Event)]
    rows = [one for one in what if isinstance(one, Row)]
    (found,) = scorecard([replay(events)], policy, ledger=rows, now=at(now))
    return found


def counts(found: Card) -> tuple[int, int, int, int, int]:
    """Return what a card counts: expected, on time, late, silent, duplicated."""
    return found.expected, found.on_time, found.late, found.silent, found.duplicated


# -- what is expected -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], (1, 0, 0, 1, 0)),
        ([said("news", "06 09:30")], (1, 1, 0, 0, 0)),
        ([said("news", "06 10:00")], (1, 1, 0, 0, 0)),
        ([said("news", "06 10:00:01")], (1, 0, 1, 0, 0)),
        ([said("news", "06 08:00")], (1, 1, 0, 0, 0)),
        ([said("news", "06 09:30", subject="1")], (1, 0, 0, 1, 0)),
        ([said("news", "06 09:30", observed=False)], (1, 0, 0, 1, 0)),
        ([said("news", "06 09:30", kind="failed")], (1, 0, 0, 1, 0)),
        ([said("other", "06 09:30")], (1, 0, 0, 1, 0)),
        ([row("news", "06 09:30")], (1, 0, 0, 1, 0)),
        ([said("news", "13 09:00")], (1, 0, 0, 1, 0)),
        ([said(None, "06 09:30", tells={"news": True})], (1, 0, 0, 1, 0)),  # type: ignore[arg-type]
    ],
)
def test_on_time_late_or_silent(rows: list[Row], expected: tuple[int, ...]) -> None:
    """A word observed by its term is on time, one after it late; assumed, failed or another's word is none."""
    assert counts(card(sharing(NEWS), ORDERED, secured(), *rows)) == expected


@pytest.mark.parametrize(
    ("policy", "now"),
    [
        (sharing(NEWS), "06 10:00"),
        (sharing(NEWS), "06 08:00"),
        (sharing(NEWS, says={}), "12 09:00"),
        (sharing(NEWS, responsibility=()), "12 09:00"),
        (sharing(NEWS, responsibility=(Rule(owner=Party.NOBODY),)), "12 09:00"),
        (sharing(say("act", channels=(), acts=(ActionKind.CALL,))), "12 09:00"),
    ],
)
def test_what_is_not_expected(policy: Policy, now: str) -> None:
    """Not before its time has passed, not what its profile does not list, nor what is the shop's or nobody's."""
    assert counts(card(policy, ORDERED, secured(), now=now)) == (0, 0, 0, 0, 0)


def test_what_is_not_due_is_not_expected() -> None:
    """A day that has not come is not held against anybody."""
    assert counts(card(sharing(TODAY), ORDERED, now="07 09:00")) == (0, 0, 0, 0, 0)


def test_an_assumed_word_is_expected_to_be_seen() -> None:
    """A courier of whom words are only assumed is silent until one is seen."""
    assumed = sharing(NEWS, says={"news": Says(within=HOUR, basis=Basis.ASSUMED)})

    assert counts(card(assumed, ORDERED, secured())) == (1, 0, 0, 1, 0)


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], (1, 0, 0, 1, 0)),
        ([happened("delivered", "07 15:00")], (0, 0, 0, 0, 0)),
        ([happened("delivered", "08 09:59")], (0, 0, 0, 0, 0)),
        ([happened("delivered", "08 10:00:01")], (1, 0, 0, 1, 0)),
        ([happened("delivered", "08 10:00:01"), said("arriving_today", "08 09:00")], (1, 1, 0, 0, 0)),
        ([happened("delivered", "08 09:59"), said("arriving_today", "08 09:00")], (1, 1, 0, 0, 0)),
    ],
)
def test_nobody_need_say_what_is_over(events: list[Any], expected: tuple[int, ...]) -> None:
    """Of a parcel that came before its day, or before the term, no word of its coming is expected; one said counts."""
    assert counts(card(sharing(TODAY), ORDERED, *events)) == expected


def test_a_silence_before_the_order_was_known_counts() -> None:
    """What was due before the order was placed is judged as of its placing."""
    late = placed("08 12:00", promised=PROMISED)

    assert counts(card(sharing(TODAY), late)) == (1, 0, 0, 1, 0)


# -- several times, several parcels ---------------------------------------------------------------

TWICE = (happened("attempt_failed", "06 09:00"), happened("attempt_failed", "07 09:00"))


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([said("attempt_failed", "06 09:30")], (1, 0, 0, 1, 0)),
        ([said("attempt_failed", "06 09:30"), said("attempt_failed", "07 09:30")], (1, 1, 0, 0, 0)),
        ([said("attempt_failed", "07 09:30"), said("attempt_failed", "07 09:40")], (1, 1, 0, 0, 1)),
    ],
)
def test_the_second_time_is_another(rows: list[Row], expected: tuple[int, ...]) -> None:
    """A word about the first attempt is none about the second, and a second word about it is no repetition."""
    assert counts(card(sharing(FAILED), ORDERED, *TWICE, *rows)) == expected


def test_each_parcel_by_itself() -> None:
    """Two parcels are two words: neither is on time for the other, nor a repetition of it."""
    parcels = [happened("attempt_failed", "06 09:00", shipment=name) for name in ("P1", "P2")]
    rows = [
        said("attempt_failed", "06 09:30", subject="P1"),
        said("attempt_failed", "06 10:30", subject="P2"),
    ]

    assert counts(card(sharing(FAILED), ORDERED, *parcels, *rows)) == (2, 1, 1, 0, 0)


def test_a_day_is_an_occasion() -> None:
    """Said on two days, "it comes today" is no repetition; said twice on one, it is."""
    first, again, next_day = (said("arriving_today", when) for when in ("08 09:00", "08 09:30", "09 09:00"))

    assert counts(card(sharing(TODAY), ORDERED, first, next_day)) == (1, 1, 0, 0, 0)
    assert counts(card(sharing(TODAY), ORDERED, first, again)) == (1, 1, 0, 0, 1)


def test_only_the_courier_is_on_the_card() -> None:
    """What the shop repeats is not the courier's doing; what the courier repeats is, whoever said it first."""
    shop, courier = row("news", "06 09:20"), said("news", "06 09:30")
    later = row("news", "06 09:40")

    assert counts(card(sharing(NEWS), ORDERED, secured(), courier, later)) == (1, 1, 0, 0, 0)
    assert counts(card(sharing(NEWS), ORDERED, secured(), shop, courier)) == (1, 1, 0, 0, 1)


def test_a_word_of_the_order_repeats_one_of_its_parcel() -> None:
    """Where one names the parcel and the other only the order, the second is a repetition."""
    words = [row("attempt_failed", "06 09:20", subject="1"), said("attempt_failed", "06 09:30")]

    assert card(sharing(FAILED), ORDERED, TWICE[0], *words).duplicated == 1


def test_words_of_other_policies_repeat_too() -> None:
    """A touchpoint that the policy does not keep may be said twice all the same."""
    words = [said("dispatched", "06 09:20"), said("dispatched", "06 09:30")]

    assert card(sharing(NEWS), ORDERED, *words) == Card(courier="express", duplicated=1)


# -- several orders -------------------------------------------------------------------------------


def test_a_card_per_courier() -> None:
    """Orders of one courier add up, cards come by name, and an unknown courier has one too."""

    def order(id: str, promised: Promised) -> Any:
        return replay(replace(event, order=id) for event in (placed(promised=promised), secured()))

    orders = [order("o1", PROMISED), order("o2", PROMISED), order("o3", Promised())]
    found = scorecard(
        orders, sharing(NEWS), ledger=[said("news", "06 09:30")], now=at("12 09:00"), customer=ANNA
    )

    assert found == (
        Card(courier="express", expected=2, on_time=1, silent=1),
        Card(courier="unknown"),
    )
    assert scorecard([], sharing(NEWS), ledger=[], now=at("12 09:00")) == ()


# -- the story of the next-day kettle -------------------------------------------------------------


def told(case: Any) -> Iterable[Row]:
    """Return everything said in a case: what others said, and what the shop says when it is lived."""
    run = case.run
    done = unfold(
        case.events, case.policy, start=run.start, until=run.until, customer=case.customer, ledger=run.courier
    )
    return [*run.courier, *done.rows]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("story-b", Card(courier="express", expected=2, on_time=1, late=1)),
        ("story-b-courier-late", Card(courier="express", expected=2, late=2, duplicated=1)),
    ],
)
def test_the_courier_of_story_b(name: str, expected: Card, shared: Path) -> None:
    """The SMS of the day is on time, or a minute after the shop's; the call an hour before is late, as in the story."""
    case = load_case(json.loads((shared / "cases" / f"{name}.json").read_text(encoding="utf-8")))
    now = datetime.fromisoformat("2026-11-30T00:00:00+03:00")

    assert scorecard(
        [replay(case.events)], case.policy, ledger=told(case), now=now, customer=case.customer
    ) == (expected,)
