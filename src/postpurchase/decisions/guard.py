"""Step 10 and the acts that go with a send: what the host or its staff must do, each once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from postpurchase.decisions.candidates import seconds
from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Bundle, Candidate, Finding, Unsaid
from postpurchase.decisions.steps import first_settling, step_news
from postpurchase.decisions.together import must_tell
from postpurchase.decisions.verdicts import Task
from postpurchase.ledger import key_of
from postpurchase.vocabulary import ActionKind, Reason, VerdictKind
from postpurchase.windows import Instant


def tasks(judge: Judge, unsaid: list[Unsaid], made: list[Bundle], acting: list[Candidate]) -> Iterator[Task]:
    """Yield the acts of what is sent, and a call for attention for every must-tell left unsaid too long."""
    sent = [c for bundle in made for c in bundle.parts] + acting
    for c in sent:
        for act in c.point.acts:
            yield from _once(judge, act, c)
        if c.is_hopeless:
            yield from _once(judge, ActionKind.NEEDS_ATTENTION, c)
    for c, finding in unsaid:
        if _unsaid_too_long(judge, c, finding):
            yield from _once(judge, ActionKind.NEEDS_ATTENTION, c)


def _once(judge: Judge, act: ActionKind, c: Candidate) -> Iterator[Task]:
    name = c.occurrence.name if c.occurrence else "1"
    key = key_of(judge.order.id, c.role, c.subject, f"{act}:{c.point.key_name}", name)
    if key not in judge.situation.states:
        yield Task(kind=act, subject=c.subject, key=key, about=c.name, role=c.role)


HOLDING: Final = frozenset(
    {
        Reason.IN_FLIGHT,
        Reason.UNKNOWN_OUTCOME,
        Reason.MISSING_FACT,
        Reason.ASSIGNED,
        Reason.FORBIDDEN,
        Reason.NO_CHANNEL,
        Reason.EXPIRES_FIRST,
    }
)
"""The settling reasons under which a must-tell may stay unsaid past its deadline."""


def _unsaid_too_long(judge: Judge, c: Candidate, finding: Finding) -> bool:
    if c.is_hopeless or finding.reasons[0].code is Reason.UNKNOWN_OUTCOME:
        return True
    if not must_tell(c) or not is_held(judge, c, finding):
        return False
    deadline = deadline_of(judge, c)
    return deadline is not None and judge.now >= deadline


def is_held(judge: Judge, c: Candidate, finding: Finding) -> bool:
    """Say whether a finding keeps back something that ought to be said.

    What is merely stale ought to have been said if it is still so and its recipient does not know.
    """
    code = finding.reasons[0].code
    if code is Reason.STALE_EVENT:
        merely = all(because.code is code for because in finding.reasons)
        return merely and first_settling(judge, c, (step_allowed, step_news)) is None
    return finding.kind is VerdictKind.DEFER or code in HOLDING


def deadline_of(judge: Judge, c: Candidate) -> Instant | None:
    """Return by when a must-tell has to be told; never after it stops being useful."""
    if c.due is None:
        return None
    term = judge.policy.must_tell_deadline if c.point.deadline is None else c.point.deadline
    deadline = c.due + seconds(term)
    return deadline if c.useful_until is None else min(deadline, c.useful_until)
