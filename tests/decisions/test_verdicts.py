from __future__ import annotations

from datetime import timedelta

import pytest

from postpurchase.decisions import INSTANTS, REMEDIES, Because, Decision, Judge, Remedy, decide
from postpurchase.events import Promised
from postpurchase.order import replay
from postpurchase.planning import plan
from postpurchase.policy import SILENCE, Cap, Rule, on
from postpurchase.profiles import CourierProfile, Profiles, Says
from postpurchase.situation import observe
from postpurchase.vocabulary import (
    ActionKind,
    Importance,
    Milestone,
    Party,
    Reason,
    Role,
    SubjectKind,
    VerdictKind,
)
from tests.decisions.stories import (
    ANNA,
    BUYER,
    GIFT,
    Story,
    happened,
    manners,
    names,
    placed,
    row,
    say,
    secured,
    t,
)
from tests.reference.stories import story

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MUST = Importance.MUST_TELL
COURIER = Profiles(couriers={"express": CourierProfile(says={"news": Says(within=HOUR)})})
SHARED = manners(
    say("news"),
    say("act", channels=(), acts=(ActionKind.CALL,)),
    responsibility=(Rule(owner=Party.COURIER),),
    profiles=COURIER,
)
BY_COURIER = Story(policy=SHARED, events=(placed(promised=Promised(courier="express")),))


# -- one verdict each -----------------------------------------------------------------------------


def test_every_candidate_has_one_verdict() -> None:
    """Sent, riding, held, acting, not yet in sight: each has exactly one verdict, in the policy's order."""
    policy = manners(
        say("unseen", after=Milestone.DISPATCHED),
        say("act", channels=(), acts=(ActionKind.CALL,)),
        say("rider"),
        say("lead", importance=MUST),
        say("later", when=(on(Milestone.SECURED, HOUR),)),
        say("parcel", about=SubjectKind.SHIPMENT),
    )
    verdicts = Story(policy=policy).at("06 09:00").verdicts

    assert [(one.name, one.kind, one.reason.code) for one in verdicts] == [
        ("unseen@order", VerdictKind.SKIP, Reason.NOT_YET),
        ("act@order", VerdictKind.SEND, Reason.DUE),
        ("rider@order", VerdictKind.SEND, Reason.MERGED),
        ("lead@order", VerdictKind.SEND, Reason.DUE),
        ("later@order", VerdictKind.SKIP, Reason.NOT_YET),
        ("parcel@1", VerdictKind.SKIP, Reason.NOT_YET),
    ]


def test_each_person_has_a_verdict() -> None:
    """On a gift each person a touchpoint speaks to has their own verdict."""
    policy = manners(say("news", audience=GIFT.roles))

    assert [
        one.candidate.role for one in Story(policy=policy, customer=GIFT).at("06 09:00").verdicts
    ] == list(Role)


def test_verdicts_are_made_once() -> None:
    """Asked twice, a decision answers with the same verdicts."""
    decision = Story().at("06 09:00")

    assert decision.verdicts is decision.verdicts


def test_a_decision_knows_what_it_was_made_of() -> None:
    """It keeps the situation and the policy it was made of."""
    policy = manners()
    situation = observe(
        replay([placed()]),
        ranges=policy.ranges,
        shop=policy.shop,
        ledger=(),
        customer=ANNA,
        now=t("05 09:00"),
    )
    decision: Decision = decide(situation, policy)

    assert decision.situation is situation
    assert decision.policy is policy
    assert isinstance(decision.judge, Judge)
    assert (decision.bundles, decision.tasks, decision.wake, decision.unsaid, decision.acting) == (
        (),
        (),
        None,
        [],
        [],
    )


# -- why it is said -------------------------------------------------------------------------------


def test_what_is_due_says_since_when() -> None:
    """The reason for a message is that it is due, and since when."""
    assert Story().verdict("news", "06 12:00").settled_by == (Because(Reason.DUE, {"at": t("06 09:00")}),)


def test_a_rider_says_with_whom() -> None:
    """What rides names the touchpoint whose message carries it."""
    verdict = Story(policy=manners(say("lead", importance=MUST), say("news"))).verdict("news", "06 09:00")

    assert verdict.settled_by == (Because(Reason.MERGED, {"into": "lead@order"}),)
    assert verdict.merged_into == "lead@order"


def test_a_forced_word_says_by_whom() -> None:
    """What staff asked for names their part, not their name."""
    asked = row("news", "06 12:00", kind="requested", by="staff", actor="ann")

    assert Story(rows=(asked,)).verdict("news", "06 12:00").settled_by == (
        Because(Reason.FORCED, {"by": Party.STAFF, "at": t("06 12:00")}),
    )


def test_a_retry_says_which() -> None:
    """What is tried again counts the tries."""
    story = Story().after("news", "unknown", "06 09:00")

    assert story.verdict("news", "06 09:01").settled_by == (Because(Reason.RETRY, {"attempt": 2}),)


def test_stepping_in_says_for_whom() -> None:
    """What the shop says in another's place names whom it waited for."""
    story = BY_COURIER.and_then(secured())

    assert story.verdict("news", "06 10:30").settled_by == (
        Because(Reason.TIMEOUT_PASSED, {"by": Party.COURIER}),
    )


def test_silence_and_answers_say_so() -> None:
    """Reassurance is said for silence, an answer for what the customer did."""
    thanks = manners(say("thanks", after=Milestone.PLACED, answers=True))
    still = manners(say("still", when=(SILENCE,)))

    assert Story(policy=thanks, events=(placed(),)).verdict("thanks", "05 09:00").settled_by == (
        Because(Reason.ANSWER, {"at": t("05 09:00")}),
    )
    assert Story(policy=still, events=(placed(),)).verdict("still", "15 09:00").settled_by == (
        Because(Reason.SILENCE, {"at": t("15 09:00")}),
    )


def test_instants_go_by_known_names() -> None:
    """Where a reason's data holds an instant, its name says so."""
    said = Story(policy=manners(say("news", useful_for=HOUR)), rows=(row("thanks", "05 10:00"),))
    reasons = said.verdict("news", "06 12:00").reasons

    assert {
        name for because in reasons for name, value in because.data.items() if value == t("06 10:00")
    } <= INSTANTS


# -- who says it ----------------------------------------------------------------------------------


def test_who_will_say_it() -> None:
    """What has not come names who will say it; what nobody says, no one."""
    assert BY_COURIER.verdict("news", "05 09:00").owner is Party.COURIER
    assert BY_COURIER.verdict("act", "05 09:00").owner is None
    assert Story(events=(placed(),)).verdict("news", "05 09:00").owner is Party.SHOP


def test_who_says_it_now() -> None:
    """What is delegated names its owner and until when; what is sent, or known, names nobody."""
    story = BY_COURIER.and_then(secured())

    assert story.verdict("news", "06 09:00").owner is Party.COURIER
    assert story.outcome("news", "06 09:00") == "delegate:assigned until 06 10:30"
    assert story.verdict("news", "06 10:30").owner is None
    assert Story().after("news", "sent", "06 09:00").verdict("news", "06 09:00").owner is None


# -- reasons and remedies -------------------------------------------------------------------------


def test_the_settling_reason_comes_first() -> None:
    """Every reason is said once, the one that settled it first."""
    story = Story(
        policy=manners(say("must", importance=MUST), say("news"), caps=(Cap(limit=1, span=DAY),)),
        rows=(row("x", "06 08:00"),),
    )
    verdict = story.verdict("news", "06 09:00")

    assert [because.code for because in verdict.reasons] == [Reason.MERGED, Reason.CAP]
    assert verdict.reason is verdict.settled_by[0]


def test_what_is_shared_is_what_each_would_find() -> None:
    """Candidates share what they have in common; asked alone of a decision of its own, each gives the same reasons."""
    compared = 0
    for one in map(story, range(150)):
        order, now = replay(one.events), max(event.at for event in one.events)
        whole = plan(order, one.policy, now=now, customer=one.customer, ledger=one.rows).decision
        together = [verdict.reasons for verdict in whole.verdicts]
        for number, reasons in enumerate(together):
            alone = decide(whole.situation, one.policy).verdicts[number]
            assert alone.reasons == reasons, (one.seed, alone)
            assert all(because not in reasons[:i] for i, because in enumerate(reasons)), (one.seed, alone)
            compared += len(reasons)
    assert compared > 1_000


@pytest.mark.parametrize(
    ("story", "expected"),
    [
        (Story(), ()),
        (Story(events=(placed(),)), (Remedy.TIME, Remedy.EVENT)),
        (Story().after("news", "sent", "06 09:00"), (Remedy.STAFF,)),
        (Story(rows=(row("news", "05 10:00"),)), (Remedy.NEW_VALUE, Remedy.STAFF)),
    ],
)
def test_what_would_change_it(story: Story, expected: tuple[Remedy, ...]) -> None:
    """What is not said names what would change that, each remedy once; what is sent needs none."""
    assert story.verdict("news", "06 09:00").would_change == expected


def test_remedies_of_several_reasons() -> None:
    """Each remedy of what settled it is named once."""
    policy = manners(say("news", useful_for=HOUR), say("better", supersedes=("news",)))
    verdict = Story(policy=policy).verdict("news", "06 10:00")

    assert verdict.would_change == (*REMEDIES[Reason.STALE_EVENT], *REMEDIES[Reason.SUPERSEDED])


def test_a_verdict_is_shown_in_a_line() -> None:
    """A verdict shows itself, its person's role and why."""
    assert repr(Story().verdict("news", "06 09:00")) == "<send news@order to buyer: due>"
    assert names([Story().verdict("news", "06 09:00", BUYER)]) == ["news@order"]


def test_an_unseen_touchpoint_is_judged_when_asked() -> None:
    """What nothing made due is no candidate of the decision until somebody asks for its verdict."""
    decision = Story(events=(placed(), happened("paused", "05 10:00"))).at("05 12:00")

    assert decision.judge.candidates == []
    assert names(decision.verdicts) == ["news@order"]
