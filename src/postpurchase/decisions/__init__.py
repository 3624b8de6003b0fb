"""Situation and policy into verdicts: Send, Defer, Delegate or Skip, each with all its reasons."""

from __future__ import annotations

from postpurchase.decisions.guard import tasks
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import INSTANTS, Because, Bundle, Candidate, Datum, Unsaid
from postpurchase.decisions.remedies import REMEDIES, Remedy
from postpurchase.decisions.steps import STEPS, first_settling
from postpurchase.decisions.together import bundles
from postpurchase.decisions.verdicts import Decision, Task, Verdict, Wake, WakeCause
from postpurchase.decisions.waking import next_wake
from postpurchase.policy import Policy
from postpurchase.situation import Situation

__all__ = [
    "INSTANTS",
    "REMEDIES",
    "Because",
    "Bundle",
    "Candidate",
    "Datum",
    "Decision",
    "Judge",
    "Remedy",
    "Task",
    "Verdict",
    "Wake",
    "WakeCause",
    "decide",
]


def decide(situation: Situation, policy: Policy) -> Decision:
    """Judge every candidate of the policy in this situation: exactly one verdict each."""
    judge = Judge(situation, policy)
    unsaid: list[Unsaid] = []
    survivors: list[Candidate] = []
    for c in judge.candidates:
        finding = first_settling(judge, c, STEPS[:-1])
        if finding is None:
            survivors.append(c)
        else:
            unsaid.append((c, finding))
    acting = [c for c in survivors if not c.point.channels]
    made, held = bundles(judge, [c for c in survivors if c.point.channels])
    unsaid += held
    return Decision(
        judge,
        unsaid,
        tuple(made),
        acting,
        tuple(tasks(judge, unsaid, made, acting)),
        next_wake(judge, unsaid, made),
    )
