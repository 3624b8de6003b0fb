"""Step 10 and the acts that go with a send: what the host or its staff must do, each once."""

from __future__ import annotations

from collections.abc import Iterator

from postpurchase.decisions.delays import OFFER, granted
from postpurchase.decisions.holding import unsaid_too_long
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Bundle, Candidate, Unsaid
from postpurchase.decisions.verdicts import Task
from postpurchase.ledger import key_of
from postpurchase.situation import ORDER
from postpurchase.vocabulary import ActionKind, Role


def tasks(judge: Judge, unsaid: list[Unsaid], made: list[Bundle], acting: list[Candidate]) -> Iterator[Task]:
    """Yield the acts of what is sent, and a call for attention for every must-tell left unsaid too long."""
    sent = [c for bundle in made for c in bundle.parts] + acting
    for c in sent:
        for act in c.point.acts:
            yield from _once(judge, act, c)
        if c.is_hopeless:
            yield from _once(judge, ActionKind.NEEDS_ATTENTION, c)
    for c, finding in unsaid:
        if unsaid_too_long(judge, c, finding):
            yield from _once(judge, ActionKind.NEEDS_ATTENTION, c)


def _once(judge: Judge, act: ActionKind, c: Candidate) -> Iterator[Task]:
    if act is ActionKind.GRANT_OFFER:
        yield from _grant(judge, c)
        return
    key = c.key_to(act)
    if key not in judge.situation.states:
        yield Task(kind=act, subject=c.subject, key=key, about=c.name, role=c.role)


def _grant(judge: Judge, c: Candidate) -> Iterator[Task]:
    """Yield the order's one offer, whatever it is for and whoever is told of it."""
    key = key_of(judge.order.id, Role.BUYER, ORDER, ActionKind.GRANT_OFFER, OFFER)
    data = granted(judge.situation, judge.policy.delays, c.role)
    if data and key not in judge.situation.states:
        kind = ActionKind.GRANT_OFFER
        yield Task(kind=kind, subject=ORDER, key=key, about=c.name, role=Role.BUYER, data=data)
