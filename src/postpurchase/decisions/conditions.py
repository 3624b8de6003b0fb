"""Step 3: what the order's state, or the customer's wish, allows to be said at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import UNASKED, Because, Candidate, Finding
from postpurchase.policy import Condition
from postpurchase.vocabulary import (
    Cancellation,
    Channel,
    ContentClass,
    Direction,
    Importance,
    Level,
    Milestone,
    Outcome,
    Payment,
    Position,
    Problem,
    Reason,
    ReturnStage,
    Supply,
    VerdictKind,
)

# On 3.11 a member looked up in its class costs five times a name; every candidate needs these.
_MUST_TELL, _NEWS, _LESS, _SKIP = Importance.MUST_TELL, Importance.NEWS, Level.LESS, VerdictKind.SKIP


def step_allowed(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what the order's state or the customer's wish forbids; asked once per candidate."""
    if c.allowed is UNASKED:
        c.allowed = _forbidden(judge, c)
    return c.allowed


def _forbidden(judge: Judge, c: Candidate) -> Finding | None:
    reasons = _failing(judge, c)
    muted = _muted(judge, c)
    if muted is not None and muted not in reasons:
        reasons = (*reasons, muted)
    return Finding(_SKIP, reasons) if reasons else None


def _failing(judge: Judge, c: Candidate) -> tuple[Because, ...]:
    """Say which conditions fail; those about the whole order are looked at once."""
    names, failing = c.point.while_, judge.failing
    if failing is None:
        failing = judge.failing = _failing_of_order(judge, c)
    if _OF_ITS_OWN.isdisjoint(names):
        return () if failing.keys().isdisjoint(names) else tuple([failing[n] for n in names if n in failing])
    looks = [_look(judge, c, name) if name in _OF_ITS_OWN else failing.get(name) for name in names]
    return tuple([because for because in looks if because is not None])


def _look(judge: Judge, c: Candidate, name: Condition) -> Because | None:
    if name not in _OF_PARCEL:
        return CONDITIONS[name](judge, c)
    seen, about = judge.of_parcels, (name, c.subject)
    if about not in seen:
        seen[about] = CONDITIONS[name](judge, c)
    return seen[about]


def _failing_of_order(judge: Judge, c: Candidate) -> Mapping[Condition, Because]:
    """Return what fails of the policy's conditions about the whole order; any candidate may ask."""
    names = judge.policy.conditions - _OF_ITS_OWN
    looks = [(name, CONDITIONS[name](judge, c)) for name in names]
    return {name: because for name, because in looks if because is not None}


_OF_PARCEL: Final = frozenset(
    {Condition.PARCEL_TRAVELS, Condition.PARCEL_LOST, Condition.NOT_CONTESTED, Condition.WITH_COURIER}
)
"""The conditions that look at the candidate's parcel alone."""

_OF_ITS_OWN: Final = _OF_PARCEL | {
    Condition.NO_APPOINTMENT,
    Condition.NO_SMS_CONSENT,
    Condition.NOT_TRIED_SINCE,
    Condition.ASKED_AGAIN,
}
"""The conditions that look at the candidate's own parcel, person or occurrence."""


def _muted(judge: Judge, c: Candidate) -> Because | None:
    point, situation = c.point, judge.situation
    if situation.customer.receiver is not None and c.role not in point.audience:
        return Because(Reason.NOT_ADDRESSEE)
    if point.importance is _MUST_TELL:
        return None
    if situation.level is _LESS and not point.answers:
        return Because(Reason.MUTED, {"by": "level"})
    if point.importance is _NEWS:
        return None
    channels = judge.knowledge(c.role).recipient.channels.values()
    if any(reach.consent.withdrawn(ContentClass.MARKETING, judge.now) for reach in channels):
        return Because(Reason.MUTED, {"by": "marketing_revoked"})
    return Because(Reason.PROBLEM_OPEN) if judge.order.problem_open else None


Holds = Callable[["Judge", Candidate], bool]


def _unless(holds: Holds, code: Reason) -> Callable[[Judge, Candidate], Because | None]:
    false = Because(code)
    return lambda judge, c: None if holds(judge, c) else false


def _needs(name: Condition, holds: Holds) -> tuple[Condition, Callable[[Judge, Candidate], Because | None]]:
    false = Because(Reason.CONDITION_FALSE, {"condition": name})
    return name, lambda judge, c: None if holds(judge, c) else false


def _travels(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and parcel.outcome is Outcome.OPEN and parcel.direction is Direction.FORWARD


def _lost(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and parcel.outcome is Outcome.LOST


def _uncontested(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    if parcel is None or parcel.outcome is not Outcome.DELIVERED:
        return False
    return all(found.problem is not Problem.CONTESTED for found in parcel.problems)


def _unarranged(judge: Judge, c: Candidate) -> bool:
    if judge.situation.slot is not None:
        return False
    return judge.knowledge(c.role).latest_told(c.subject, "appointment_agreed") is None


def _without_sms(judge: Judge, c: Candidate) -> bool:
    reach = judge.knowledge(c.role).recipient.channels.get(Channel.SMS)
    content = ContentClass.TRANSACTIONAL
    return reach is None or not (
        reach.consent.given(content, judge.now) or reach.consent.withdrawn(content, judge.now)
    )


def _with_courier(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and parcel.position is Position.WITH_COURIER


def _untried(judge: Judge, c: Candidate) -> bool:
    """Say whether no attempt has failed since what the candidate tells of: what came after it is new again."""
    failed, one = judge.order.reached(Milestone.ATTEMPT_FAILED, c.subject), c.occurrence
    return failed is None or one is None or failed.at < (one.due if one.born is None else one.born)


def _asked_again(judge: Judge, c: Candidate) -> bool:
    """Say whether the last word before the customer asked was an answer already: this one, or what it supersedes."""
    if c.occurrence is None or c.occurrence.born is None:
        return True
    points = (c.point, *filter(None, map(judge.policy.touchpoint, c.point.supersedes)))
    answers = {name for point in points for name in (point.id, point.formerly)}
    return any(
        judge.situation.content_of(row).touchpoint in answers
        for row in judge.knowledge(c.role).heard_last_before(c.occurrence.born)
    )


def _lacks_goods(judge: Judge) -> bool:
    """Say whether something that could not be got is still wanted; of no line in particular, nobody can tell."""
    lines = judge.order.lines
    return not lines or any(line.stages.get(Supply.UNAVAILABLE) for line in lines)


_NOT_COMING_BACK: Final = (None, ReturnStage.DECLINED)

CONDITIONS: Final[Mapping[Condition, Callable[[Judge, Candidate], Because | None]]] = {
    Condition.NOT_CANCELLED: _unless(
        lambda judge, c: judge.order.cancellation is not Cancellation.FULL, Reason.ORDER_CANCELLED
    ),
    Condition.NO_GATE: _unless(lambda judge, c: not judge.gate_waits, Reason.GATE_OPEN),
    Condition.NO_PROBLEM: _unless(lambda judge, c: not judge.order.problem_open, Reason.PROBLEM_OPEN),
    Condition.NOT_PAUSED: _unless(lambda judge, c: not judge.order.paused, Reason.PAUSED),
    **dict(
        (
            _needs(Condition.CANCELLED, lambda judge, c: judge.order.cancellation is Cancellation.FULL),
            _needs(Condition.OPEN, lambda judge, c: judge.order.is_open),
            _needs(Condition.STILL_TO_LEAVE, lambda judge, c: judge.order.still_to_leave),
            _needs(Condition.PARCEL_TRAVELS, _travels),
            _needs(Condition.PARCEL_LOST, _lost),
            _needs(Condition.NOT_CONTESTED, _uncontested),
            _needs(Condition.NOT_REFUNDED, lambda judge, c: judge.order.payment is not Payment.REFUNDED),
            _needs(Condition.GATE_OPEN, lambda judge, c: judge.gate_waits),
            _needs(Condition.GATE_UNANSWERED, lambda judge, c: judge.gate_answered_at is None),
            _needs(Condition.NO_APPOINTMENT, _unarranged),
            _needs(Condition.NO_SMS_CONSENT, _without_sms),
            _needs(Condition.WITH_COURIER, _with_courier),
            _needs(Condition.NOT_TRIED_SINCE, _untried),
            _needs(Condition.ASKED_AGAIN, _asked_again),
            _needs(Condition.NO_RETURN, lambda judge, c: judge.order.return_state in _NOT_COMING_BACK),
            _needs(Condition.STILL_UNAVAILABLE, lambda judge, c: _lacks_goods(judge)),
            _needs(Condition.ONE_PARCEL, lambda judge, c: len(judge.situation.parcels) <= 1),
            _needs(Condition.SEVERAL_PARCELS, lambda judge, c: len(judge.situation.parcels) > 1),
            _needs(Condition.SLOT_KNOWN, lambda judge, c: judge.situation.slot is not None),
            _needs(Condition.NO_SLOT, lambda judge, c: judge.situation.slot is None),
        )
    ),
}
