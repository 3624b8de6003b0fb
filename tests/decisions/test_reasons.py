from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from postpurchase.decisions import Because, Verdict
from postpurchase.decisions.reasons import all_reasons
from postpurchase.decisions.steps import STEPS, step_current, step_pending
from postpurchase.order import replay
from postpurchase.planning import plan
from postpurchase.policy import Cap, Rule
from postpurchase.profiles import MarketplaceProfile, Profiles
from postpurchase.vocabulary import Milestone, Party
from tests.decisions.stories import SMS, Story, manners, placed, row, say
from tests.reference.stories import story

DAY = timedelta(days=1)


def one_by_one(verdict: Verdict) -> list[Because]:
    """Return what each step says of what is out of sight, asked one after the other of this verdict alone."""
    found = list(verdict.settled_by)
    for step in STEPS:
        finding = None if step in (step_pending, step_current) else step(verdict.judge, verdict.candidate)
        if finding is not None:
            found += [because for because in finding.reasons if because not in found]
    return found


def test_what_is_left_out_would_say_nothing() -> None:
    """Of what has not come, all steps together say what those say that are asked, over many stories."""
    compared = 0
    for one in map(story, range(300)):
        now = max(event.at for event in one.events)
        made = plan(replay(one.events), one.policy, now=now, customer=one.customer, ledger=one.rows)
        for verdict in made.verdicts:
            if verdict.candidate.occurrence is None:
                said = all_reasons(verdict.judge, verdict.candidate, verdict.settled_by)
                assert list(said) == one_by_one(verdict), (one.seed, verdict)
                compared += len(said)
    assert compared > 2_000


UNSEEN = say("news", after=Milestone.DISPATCHED, requires=("tracking",), channels=(SMS,))


def test_every_step_may_speak_of_what_has_not_come() -> None:
    """It is known already, a fact is missing, the marketplace forbids it, and nothing reaches the customer."""
    forbids = Profiles(marketplaces={"mall": MarketplaceProfile(forbids=("news",))})
    told = Story(
        policy=manners(UNSEEN, profiles=forbids),
        events=(placed(sales_channel="mall"),),
        rows=(row("news", "05 10:00"),),
    )

    assert told.reasons("news", "06 09:00") == ["not_yet", "already_told", "missing_fact", "forbidden"]


def test_what_has_not_come_may_be_known_by_its_former_name() -> None:
    """Of a touchpoint that was renamed, what was told under the old name is told."""
    renamed = replace(UNSEEN, formerly="bulletin", requires=(), channels=UNSEEN.channels)
    told = Story(policy=manners(renamed), events=(placed(),), rows=(row("bulletin", "05 10:00"),))

    assert "already_told" in told.reasons("news", "06 09:00")


def test_somebody_else_may_be_to_say_it() -> None:
    """What a rule gives to somebody else is theirs before it has come."""
    policy = manners(UNSEEN, responsibility=(Rule(owner=Party.NOBODY),))

    assert Story(policy=policy, events=(placed(),)).reasons("news", "06 09:00") == [
        "not_yet",
        "missing_fact",
        "assigned",
    ]


def test_what_leaves_alike_is_kept_by_the_same() -> None:
    """Two words of one manner meet the same cap; one that was tried before stands apart, and counts itself out."""
    policy = manners(
        say("one", after=Milestone.DISPATCHED),
        say("two", after=Milestone.DELIVERED),
        caps=(Cap(limit=1, span=DAY),),
    )
    known = Story(policy=policy, events=(placed(),), rows=(row("x", "06 08:00"),))
    tried = Story(policy=policy, events=(placed(),)).after("one", "reserved", "06 08:00")

    assert [known.reasons(name, "06 09:00") for name in ("one", "two")] == [["not_yet", "cap"]] * 2
    assert [tried.reasons(name, "06 09:00") for name in ("one", "two")] == [["not_yet"], ["not_yet", "cap"]]
