from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from postpurchase.decisions.holding import HOLDING, deadline_of, is_held
from postpurchase.ledger import Row
from postpurchase.people import Recipient
from postpurchase.policy import Condition, Rule, Touchpoint
from postpurchase.profiles import CourierProfile, MarketplaceProfile, Profiles, Says
from postpurchase.vocabulary import ActionKind, Importance, Milestone, Party, Reason, Role, SubjectKind
from postpurchase.windows import ClosedHours
from tests.decisions.stories import (
    ANNA,
    BUYER,
    GIFT,
    RECEIVER,
    SMS,
    Story,
    at,
    clock,
    happened,
    manners,
    placed,
    row,
    say,
    secured,
    t,
)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MUST = Importance.MUST_TELL
PARCEL = SubjectKind.SHIPMENT
NEWS = say("news", importance=MUST)
HAND_OVER = say("news", acts=(ActionKind.HAND_OVER,))
ALARM = ["needs_attention news@order"]


def done(story: Story, now: str) -> Story:
    """Return the story after its tasks of a moment were done."""
    decision = story.at(now)
    rows = [Row(kind="sent", at=at(now), order="o1", keys=(task.key,)) for task in decision.tasks]  # type: ignore[arg-type]
    return story.and_then(*rows)


# -- acts -----------------------------------------------------------------------------------------


def test_an_act_goes_with_its_message() -> None:
    """What is to be done is done when its message goes, and once."""
    story = Story(policy=manners(HAND_OVER))
    (task,) = story.at("06 09:00").tasks

    assert (task.kind, task.subject, task.about, task.role) == (
        ActionKind.HAND_OVER,
        "order",
        "news@order",
        BUYER,
    )
    assert story.tasks("06 08:00") == []
    assert done(story, "06 09:00").tasks("06 09:00") == []


def test_a_rider_acts_too() -> None:
    """Riding in another's message is going, for acts as for words."""
    story = Story(policy=manners(say("lead", importance=MUST), HAND_OVER))

    assert story.messages("06 09:00") == ["lead@order + news@order by email"]
    assert story.tasks("06 09:00") == ["hand_over news@order"]


def test_an_act_may_go_alone() -> None:
    """A touchpoint without channels only acts, once for each of its occurrences."""
    again = say("news", after=Milestone.ATTEMPT_FAILED, about=PARCEL, channels=(), acts=(ActionKind.CALL,))
    story = Story(policy=manners(again), events=(placed(), happened("attempt_failed", "06 09:00")))
    second = done(story, "06 09:00").and_then(happened("attempt_failed", "07 09:00"))

    assert [
        one.tasks(now) for one, now in ((story, "06 09:00"), (second, "06 23:00"), (second, "07 09:00"))
    ] == [
        ["call news@1"],
        [],
        ["call news@1"],
    ]


def test_each_person_has_their_own_acts() -> None:
    """On a gift an act for both people is two tasks."""
    story = Story(policy=manners(replace(HAND_OVER, audience=(BUYER, RECEIVER))), customer=GIFT)

    assert [task.role for task in story.at("06 09:00").tasks] == [Role.BUYER, Role.RECEIVER]


# -- deadlines ------------------------------------------------------------------------------------

NOBODY_THERE = replace(ANNA, buyer=Recipient(zone="UTC"))
UNREACHED = Story(policy=manners(NEWS), customer=NOBODY_THERE)


@pytest.mark.parametrize(("now", "expected"), [("06 20:59:59", []), ("06 21:00", ALARM), ("07 21:00", ALARM)])
def test_staff_hear_what_could_not_be_told(now: str, expected: list[str]) -> None:
    """Twelve hours after a must-tell came due, in that second, staff are called if nobody could be told."""
    assert UNREACHED.tasks(now) == expected


@pytest.mark.parametrize(
    ("now", "expected"), [("06 20:59:59", []), ("06 21:00", [t("06 21:00")]), ("07 21:00", [t("06 21:00")])]
)
def test_a_verdict_names_the_deadline_that_has_passed(now: str, expected: list[int]) -> None:
    """From that second on, the verdict's reasons name the deadline beside what holds it."""
    reasons = UNREACHED.verdict("news", now).reasons

    assert [
        because.data["deadline"] for because in reasons if because.code is Reason.DEADLINE_REACHED
    ] == expected
    assert reasons[0].code is Reason.NO_CHANNEL


def test_no_deadline_passes_for_what_is_not_due() -> None:
    """What has not come due has no deadline, and what was sent kept it."""
    early = replace(UNREACHED, events=(placed(),)).verdict("news", "09 09:00")
    told = Story(policy=manners(NEWS)).after("news", "sent", "06 09:00").verdict("news", "09 09:00")

    assert Reason.DEADLINE_REACHED not in {because.code for one in (early, told) for because in one.reasons}


def test_staff_hear_it_once() -> None:
    """Called once, staff are not called again for the same occurrence."""
    assert done(UNREACHED, "06 21:00").tasks("06 21:01") == []


def test_only_must_tells_call() -> None:
    """News that reaches nobody is a pity, and no more."""
    assert replace(UNREACHED, policy=manners(say("news"))).tasks("08 09:00") == []


@pytest.mark.parametrize(
    ("known", "expected"),
    [
        ({}, "06 21:00"),
        ({"deadline": HOUR}, "06 10:00"),
        ({"useful_for": 2 * HOUR}, "06 11:00"),
        ({"useful_for": 20 * HOUR}, "06 21:00"),
        ({"useful_for": 20 * HOUR, "deadline": 15 * HOUR}, "07 00:00"),
    ],
)
def test_a_deadline_is_never_after_its_use(known: dict[str, Any], expected: str) -> None:
    """A touchpoint has its own deadline or the policy's, and neither is later than its use."""
    verdict = Story(policy=manners(replace(NEWS, **known))).verdict("news", "06 09:00")

    assert clock(deadline_of(verdict.judge, verdict.candidate)) == expected


def test_what_has_not_come_has_no_deadline() -> None:
    """Before it is known when it is due, it cannot be late."""
    verdict = Story(policy=manners(NEWS), events=(placed(),)).verdict("news", "06 09:00")

    assert deadline_of(verdict.judge, verdict.candidate) is None
    assert verdict.judge.candidates == []


def held(point: Touchpoint = NEWS, *more: Touchpoint, **known: Any) -> Story:
    """Return a story of a must-tell under some manners."""
    return Story(policy=manners(point, *more, **known))


EXPRESS = Profiles(couriers={"express": CourierProfile(says={"news": Says(within=DAY)})})
BAZAAR = Profiles(marketplaces={"bazaar": MarketplaceProfile(forbids=("news",))})


@pytest.mark.parametrize(
    ("story", "now"),
    [
        (held().after("news", "reserved", "06 20:59"), "06 21:00"),
        (held(replace(NEWS, channels=(SMS,))).after("news", "unknown", "06 09:00", channel=SMS), "06 09:00"),
        (held(replace(NEWS, requires=("tracking",))), "06 21:00"),
        (
            replace(
                held(responsibility=(Rule(owner=Party.COURIER),), profiles=EXPRESS),
                events=(happened("handed_over", "05 10:00", courier="express"), secured()),
            ),
            "06 21:00",
        ),
        (held(responsibility=(Rule(owner=Party.NOBODY),)), "06 21:00"),
        (replace(held(profiles=BAZAAR), events=(placed(sales_channel="bazaar"), secured())), "06 21:00"),
        (held().after("news", "failed", "06 20:59:30"), "06 21:00"),
        (
            replace(
                held(
                    replace(NEWS, useful_for=13 * HOUR),
                    quiet_hours=(ClosedHours(start=at("06 09:00").time(), end=at("06 23:00").time()),),
                ),
                events=(placed(), secured("06 09:00")),
            ),
            "06 21:00",
        ),
        (replace(held(), events=(placed(), secured(learned="10 09:00"))), "10 09:00"),
        (held(replace(NEWS, useful_for=HOUR)), "06 10:00"),
    ],
)
def test_all_that_may_hold_a_must_tell(story: Story, now: str) -> None:
    """In flight, unknown, missing a fact, another's, forbidden, unreachable, waiting, too late: staff are called."""
    assert story.tasks(now) == ALARM


@pytest.mark.parametrize(
    "story",
    [
        held().after("news", "sent", "06 09:00"),
        held().after("news", "abandoned", "06 09:00"),
        held(replace(NEWS, while_=(Condition.CANCELLED,))),
        Story(policy=manners(NEWS), rows=(row("news", "05 10:00", by="courier"),)),
        held(effective_from=at("06 09:01")),
        held(NEWS, say("better", supersedes=("news",))),
        replace(held(), events=(placed(), secured(notify="never"))),
    ],
)
def test_what_need_not_be_said_calls_nobody(story: Story) -> None:
    """Said, given up, not true, known, before the policy, superseded, or meant for nobody: nothing to be done."""
    assert story.tasks("08 09:00") == []


@pytest.mark.parametrize(
    "story",
    [
        held(replace(NEWS, useful_for=HOUR, while_=(Condition.CANCELLED,))),
        replace(held(replace(NEWS, useful_for=HOUR)), rows=(row("news", "06 09:30", by="courier"),)),
        held(replace(NEWS, useful_for=HOUR), say("better", supersedes=("news",))),
        replace(held(replace(NEWS, useful_for=HOUR)), events=(placed(), secured(notify="never"))),
    ],
)
def test_what_is_stale_and_over_calls_nobody(story: Story) -> None:
    """A reminder that is out of use calls nobody if it is untrue, known, superseded or for nobody by then."""
    assert story.outcome("news", "06 10:00") == "skip:stale_event"
    assert story.tasks("06 10:00") == []


def test_what_holds_is_said() -> None:
    """A deferral holds, and so do the reasons listed; a fact that is known does not."""
    verdict = UNREACHED.verdict("news", "06 09:00")
    (pair,) = UNREACHED.at("06 09:00").unsaid

    assert verdict.reason.code in HOLDING
    assert is_held(verdict.judge, *pair) is True
    known = Story(policy=manners(NEWS), rows=(row("news", "05 10:00"),)).at("06 09:00")
    assert [is_held(known.judge, *one) for one in known.unsaid] == [False]
