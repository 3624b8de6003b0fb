"""One full plan, every verdict explained, beside engines that only match.

Ours folds eight events, judges fifteen touchpoints with all their reasons, composes what is said and
finds the next wake-up. The others are given flat facts, already worked out, and say which of fifteen
rules match: no time, no ledger, no caps, no reasons.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import islice
from typing import Final

from bench.goals import Benchmark, Faster, Goal
from bench.lives import Moment, life
from bench.paired import Candidate, Tell
from bench.peers import CEDAR, CHAIN, JSON_LOGIC, RULE_ENGINE, ZEN, Matcher, installed
from bench.rules import RULES, Facts, chain, facts
from postpurchase.planning import Plan
from postpurchase.vocabulary import Reason, VerdictKind

EXPLAINED: Final = "plan, every verdict explained"
PLAN: Final = "plan, nobody asks why"
TIMES: Final[Mapping[str, float]] = {JSON_LOGIC: 5, ZEN: 12, RULE_ENGINE: 15, CEDAR: 60}
"""How many times faster than each of them a full, explained plan is meant to be."""

MOMENTS: Final = 16
EVENTS: Final = 8
LIVES: Final = 40


def prepare(tell: Tell) -> Benchmark:
    """Check that all say the same of the same orders, and return them all."""
    matchers = installed(tell)
    lives = moments()
    tell(f"{agreeing(lives, matchers)} moments, all {len(matchers)} matchers and ours agree")
    chosen = list(islice((moment for moment in lives if len(moment.events) == EVENTS), MOMENTS))
    known = [facts(moment.plan()) for moment in chosen]
    candidates: dict[str, Candidate] = {
        EXPLAINED: lambda: [explain(moment.plan()) for moment in chosen],
        PLAN: lambda: [moment.plan() for moment in chosen],
        **{name: _over(known, match) for name, match in matchers.items()},
    }
    return Benchmark(
        candidates=candidates,
        floor=CHAIN,
        goals=tuple(_goals(matchers)),
        items=dict.fromkeys(candidates, len(chosen)),
    )


def moments() -> list[Moment]:
    """Return every moment of all the lives."""
    return [moment for seed in range(LIVES) for moment in life(seed)]


def explain(plan: Plan) -> list[object]:
    """Read every reason of every verdict."""
    return [verdict.reasons for verdict in plan.verdicts]


def _over(known: list[dict[str, bool | int]], match: Matcher) -> Candidate:
    return lambda: [match(each) for each in known]


def _goals(matchers: Mapping[str, Matcher]) -> Iterable[Goal]:
    return (Faster(EXPLAINED, times, name) for name, times in TIMES.items() if name in matchers)


def agreeing(moments: list[Moment], matchers: Mapping[str, Callable[[Facts], list[str]]]) -> int:
    """Return how many moments were compared; raise where anybody says something else."""
    for moment in moments:
        plan = moment.plan()
        known = facts(plan)
        expected = sorted(chain(known))
        answers = {name: sorted(match(known)) for name, match in matchers.items()}
        answers["ours"] = sorted(_said(plan, expected))
        for name, answer in answers.items():
            if answer != expected:
                raise AssertionError(f"{name} says {answer} at {moment.now}, the chain {expected}")
    return len(moments)


def _said(plan: Plan, expected: list[str]) -> list[str]:
    """Return what a plan says of what there is a rule for; what only rides along, and could not go by itself, matches none."""
    return [
        verdict.candidate.point.id
        for verdict in plan.verdicts
        if verdict.kind is VerdictKind.SEND
        and verdict.candidate.point.id in RULES
        and (verdict.reason.code is not Reason.MERGED or verdict.candidate.point.id in expected)
    ]
