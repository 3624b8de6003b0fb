"""Situation and policy into verdicts: Send, Defer, Delegate or Skip, each with all its reasons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from postpurchase.decisions.guard import tasks
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import INSTANTS, Because, Bundle, Candidate, Datum, Finding
from postpurchase.decisions.remedies import REMEDIES, Remedy
from postpurchase.decisions.steps import STEPS, first_settling
from postpurchase.decisions.together import bundles
from postpurchase.decisions.verdicts import Decision, Task, Verdict, Wake, WakeCause
from postpurchase.decisions.waking import next_wake
from postpurchase.policy import Policy
from postpurchase.situation import Situation
from postpurchase.vocabulary import Reason, VerdictKind

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
    settled: dict[int, Finding] = {}
    survivors: list[Candidate] = []
    for c in judge.candidates:
        finding = first_settling(judge, c, STEPS[:-1])
        if finding is None:
            survivors.append(c)
        else:
            settled[id(c)] = finding
    acting = [c for c in survivors if not c.point.channels]
    made, held = bundles(judge, [c for c in survivors if c.point.channels])
    settled.update(held)
    verdicts = tuple(_verdicts(judge, settled, made, acting))
    return Decision(
        situation=situation,
        policy=policy,
        verdicts=verdicts,
        bundles=tuple(made),
        tasks=tuple(tasks(judge, verdicts, made, acting)),
        wake=next_wake(judge, verdicts, made),
        judge=judge,
    )


def _verdicts(
    judge: Judge, settled: Mapping[int, Finding], made: list[Bundle], acting: list[Candidate]
) -> Iterator[Verdict]:
    leads = {id(rider): bundle.lead for bundle in made for rider in bundle.riders}
    for c in judge.candidates:
        finding = settled.get(id(c))
        if finding is not None and finding.kind is not None:
            yield Verdict(
                candidate=c,
                kind=finding.kind,
                until=finding.until,
                other=finding.owner,
                settled_by=finding.reasons,
                judge=judge,
            )
        else:
            lead = leads.get(id(c))
            yield Verdict(
                candidate=c,
                kind=VerdictKind.SEND,
                merged_into=lead.name if lead else None,
                settled_by=(_why_sent(judge, c, lead),),
                judge=judge,
            )


def _why_sent(judge: Judge, c: Candidate, lead: Candidate | None) -> Because:
    at = {"at": c.due}
    if lead is not None:
        return Because(Reason.MERGED, {"into": lead.name})
    if c.forced is not None:
        return Because(Reason.FORCED, {"by": c.forced.by, "at": c.forced.t})
    if c.retry is not None:
        return Because(Reason.RETRY, {"attempt": c.attempt})
    if c.timed_out is not None:
        return Because(Reason.TIMEOUT_PASSED, {"by": c.timed_out})
    if c.point.is_silence:
        return Because(Reason.SILENCE, at)
    return Because(Reason.ANSWER if judge.is_answer(c) else Reason.DUE, at)
