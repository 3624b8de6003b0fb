"""Step 3: what the order's state, or the customer's wish, allows to be said at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import UNASKED, Because, Candidate, Finding
from postpurchase.order import GONE, ORDER
from postpurchase.people import Consent
from postpurchase.policy import Condition, Touchpoint
from postpurchase.vocabulary import (
    ActionKind,
    Cancellation,
    Channel,
    ContentClass,
    Direction,
    Importance,
    Level,
    Milestone,
    Outcome,
    Party,
    Payment,
    Position,
    Problem,
    Reason,
    ReturnStage,
    VerdictKind,
)
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

# On 3.11 a member looked up in its class costs five times a name; every candidate needs these.
_MUST_TELL, _NEWS, _LESS, _SKIP = Importance.MUST_TELL, Importance.NEWS, Level.LESS, VerdictKind.SKIP
_CANCELLED, _CALLS_STAFF, _STAFF = Cancellation.FULL, ActionKind.NEEDS_ATTENTION, Party.STAFF
_HANDS = ActionKind.HAND_OVER


def step_allowed(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what the order's state or the customer's wish forbids; asked once per candidate."""
    if c.allowed is UNASKED:
        c.allowed = _forbidden(judge, c)
    return c.allowed


def _forbidden(judge: Judge, c: Candidate) -> Finding | None:
    about, names = (c.subject, c.role), c.point.while_
    doubtful = judge.doubtful.get(about)
    if doubtful is None:
        doubtful = judge.doubtful[about] = _doubtful(judge, c)
    forbidden = None if doubtful.isdisjoint(names) else _failing(judge, c, doubtful)
    muted = _muted(judge, c) if c.point.importance in judge.mutable else None
    if muted is None:
        return forbidden
    known = () if forbidden is None else forbidden.reasons
    until = _regranted_at(judge, c) if muted is _REVOKED else None
    return Finding(_SKIP, known if muted in known else (*known, muted), until)


def _doubtful(judge: Judge, c: Candidate) -> frozenset[Condition]:
    """Return which conditions of the policy fail for a parcel and person, or are for each candidate to look at."""
    wanted = judge.policy.conditions
    if judge.failing is None:
        judge.failing = frozenset(
            [name for name, holds in OF_ORDER.items() if name in wanted and not holds(judge)]
        )
    own = [name for name, holds in OF_SUBJECT.items() if name in wanted and not holds(judge, c)]
    return judge.failing.union(own, OF_OCCURRENCE)


def _failing(judge: Judge, c: Candidate, doubtful: frozenset[Condition]) -> Finding | None:
    failing = [name for name in c.point.while_ if name in doubtful]
    if not OF_OCCURRENCE.keys().isdisjoint(failing):
        failing = [name for name in failing if name not in OF_OCCURRENCE or not OF_OCCURRENCE[name](judge, c)]
    return _settled(tuple(failing)) if failing else None


@lru_cache(maxsize=1_024)
def _settled(failing: tuple[Condition, ...]) -> Finding:
    return Finding(_SKIP, tuple(_FALSE[name] for name in failing))


def _muted(judge: Judge, c: Candidate) -> Because | None:
    point, situation = c.point, judge.situation
    if situation.customer.receiver is not None and c.role not in point.audience:
        return Because(Reason.NOT_ADDRESSEE)
    if point.importance is _MUST_TELL:
        return None
    if situation.level is _LESS and point.channels and not point.answers:  # what only acts is no word
        return Because(Reason.MUTED, {"by": "level"})
    if point.importance is _NEWS:
        return None
    if any(True for _ in _withdrawn(judge, c)):
        return _REVOKED
    return Because(Reason.PROBLEM_OPEN) if judge.order.problem_open else None


_REVOKED: Final = Because(Reason.MUTED, {"by": "marketing_revoked"})


def _withdrawn(judge: Judge, c: Candidate) -> Iterator[Consent]:
    """Yield the consents of which a person withdrew the one to marketing."""
    for reach in judge.knowledge(c.role).recipient.channels.values():
        if reach.consent.withdrawn(ContentClass.MARKETING, judge.now):
            yield reach.consent


def _regranted_at(judge: Judge, c: Candidate) -> Instant | None:
    """Return when consent dated ahead takes back the last withdrawal, if it does."""
    begins = [consent.begins(ContentClass.MARKETING, judge.now) for consent in _withdrawn(judge, c)]
    known = [at for at in begins if at is not None]
    return max(known) if len(known) == len(begins) else None


def _travels(judge: Judge, c: Candidate) -> bool:
    if c.subject == ORDER:
        return judge.order.rest_waits
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and parcel.outcome is Outcome.OPEN and parcel.direction is Direction.FORWARD


def _lost(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and parcel.outcome in GONE


def _loss_told(judge: Judge, c: Candidate) -> bool:
    """Say whether a person was told of a parcel's loss since it was last found before, whatever was told after."""
    return _was_told(judge, c, Condition.LOSS_TOLD)


def _cancellation_told(judge: Judge, c: Candidate) -> bool:
    """Say whether a person was told that the order is cancelled, since it was last reopened before."""
    return _was_told(judge, c, Condition.CANCELLATION_TOLD)


def _handed_before(judge: Judge, c: Candidate) -> bool:
    """Say whether the courier had been handed what was known when what the candidate tells of was learned."""
    learned = c.occurrence.learned if c.occurrence is not None else None
    handed = [
        judge.states.get(other.key_to(_HANDS)) for other in judge.candidates if _HANDS in other.point.acts
    ]
    return learned is not None and any(row is not None and row.t < learned for row in handed)


AFTER_TOLD: Final[Mapping[Condition, tuple[str, Milestone]]] = {
    Condition.LOSS_TOLD: ("lost_remedy", Milestone.FOUND),
    Condition.CANCELLATION_TOLD: ("order_cancelled", Milestone.REOPENED),
}
"""The conditions that hold once somebody was told something: what, and what undoes it."""


def _was_told(judge: Judge, c: Candidate, condition: Condition) -> bool:
    touchpoint, undone = AFTER_TOLD[condition]
    told, one = judge.knowledge(c.role).latest_told(c.subject, touchpoint), c.occurrence
    before = judge.order.reached(undone, c.subject, one.number - 1) if one is not None else None
    return told is not None and (before is None or before.at <= told.t)


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


def _address_is_open(judge: Judge, c: Candidate) -> bool:
    parcel = judge.order.shipment(c.subject)
    return parcel is not None and any(one.problem is Problem.ADDRESS for one in parcel.problems)


def _not_to_collect(judge: Judge, c: Candidate) -> bool:
    """Say whether a courier is still to bring it: who fetches a parcel awaits nobody."""
    parcel = judge.order.shipment(c.subject)
    return parcel is None or parcel.position is not Position.AT_PICKUP_POINT


def _comes_last(judge: Judge, c: Candidate) -> bool:
    """Say whether no other parcel was to come any more when one came, and they did not all come: else they are told of together."""
    others = [one for one in judge.situation.parcels if one.subject != c.subject]
    one, order = c.occurrence, judge.order
    if not others or one is None or one.born is None:
        return not others
    if order.first(Milestone.ALL_DELIVERED) is not None or any(p.outcome is Outcome.OPEN for p in others):
        return False
    ends = [m.at for m in order.milestones if m.milestone in _ENDS and m.subject != c.subject]
    return all(at <= one.born for at in ends)


_ENDS: Final = frozenset({Milestone.DELIVERED, Milestone.RETURNED, Milestone.LOST})


def _untried(judge: Judge, c: Candidate) -> bool:
    """Say whether nothing came in the way since what the candidate tells of: no attempt failed, no address was in doubt."""
    one = c.occurrence
    since = None if one is None else one.due if one.born is None else one.born
    found = [judge.order.reached(milestone, c.subject) for milestone in _IN_THE_WAY]
    return since is None or all(reached is None or reached.at < since for reached in found)


_IN_THE_WAY: Final = (Milestone.ATTEMPT_FAILED, Milestone.ADDRESS_PROBLEM)


def _asked_again(judge: Judge, c: Candidate) -> bool:
    """Say whether the customer was answered before they asked, and no person has taken it up since.

    An answer is what this one supersedes: it says that a person replies to whoever asks again, whatever else
    was written in between. The very last word may also have been this one.
    """
    if c.occurrence is None or c.occurrence.born is None:
        return True
    answers = tuple(filter(None, map(judge.policy.touchpoint, c.point.supersedes)))
    asked = c.occurrence.born
    return _heard_last(judge, c, asked, (c.point, *answers)) or _waits_for_a_person(judge, c, asked, answers)


def _waits_for_a_person(judge: Judge, c: Candidate, asked: Instant, answers: Iterable[Touchpoint]) -> bool:
    """Say whether one of those was heard after the last word of staff, or that staff take care of it."""
    answering, calling = _names(answers), _names(_calling(judge))
    answered, taken_up = -1, -1
    for row in judge.knowledge(c.role).heard_before(asked):
        name = judge.situation.content_of(row).touchpoint
        if name in answering:
            answered = max(answered, row.t)
        elif row.by is _STAFF or name in calling:
            taken_up = max(taken_up, row.t)
    return answered >= 0 and answered >= taken_up


def _calling(judge: Judge) -> Iterator[Touchpoint]:
    """Yield the touchpoints that say that a person takes care of it: those that call staff."""
    return (one for one in judge.policy.touchpoints if one.channels and _CALLS_STAFF in one.acts)


def _is_with_a_person(judge: Judge, c: Candidate) -> bool:
    """Say whether the last word before the customer asked was that a person takes care of it: one that calls staff."""
    if c.occurrence is None or c.occurrence.born is None:
        return False
    return _heard_last(judge, c, c.occurrence.born, _calling(judge))


def _heard_last(judge: Judge, c: Candidate, before: Instant, points: Iterable[Touchpoint]) -> bool:
    """Say whether the last word its recipient heard before an instant was one of those, under whatever name."""
    names = _names(points)
    return any(
        judge.situation.content_of(row).touchpoint in names
        for row in judge.knowledge(c.role).heard_last_before(before)
    )


def _names(points: Iterable[Touchpoint]) -> frozenset[str]:
    return frozenset([name for point in points for name in (point.id, point.formerly) if name])


_NOT_COMING_BACK: Final = (None, ReturnStage.DECLINED)

OF_ORDER: Final[Mapping[Condition, Callable[[Judge], bool]]] = {
    Condition.NOT_CANCELLED: lambda judge: judge.order.cancellation is not _CANCELLED,
    Condition.NO_GATE: lambda judge: not judge.gate_waits,
    Condition.NO_PROBLEM: lambda judge: not judge.order.problem_open,
    Condition.NOT_PAUSED: lambda judge: not judge.order.paused,
    Condition.CANCELLED: lambda judge: judge.order.cancellation is _CANCELLED,
    Condition.OPEN: lambda judge: judge.order.is_open,
    Condition.STILL_TO_LEAVE: lambda judge: judge.order.still_to_leave,
    Condition.NOT_REFUNDED: lambda judge: judge.order.payment is not Payment.REFUNDED,
    Condition.GATE_OPEN: lambda judge: judge.gate_waits,
    Condition.GATE_UNANSWERED: lambda judge: judge.gate_answered_at is None,
    Condition.NO_RETURN: lambda judge: judge.order.return_state in _NOT_COMING_BACK,
    Condition.STILL_UNAVAILABLE: lambda judge: judge.order.lacks_goods,
    Condition.ONE_PARCEL: lambda judge: len(judge.situation.parcels) <= 1,
    Condition.SEVERAL_PARCELS: lambda judge: len(judge.situation.parcels) > 1,
    Condition.SLOT_KNOWN: lambda judge: judge.situation.slot is not None,
    Condition.NO_SLOT: lambda judge: judge.situation.slot is None,
}
"""What has to hold of the whole order."""

Holds: TypeAlias = Callable[[Judge, Candidate], bool]

OF_SUBJECT: Final[Mapping[Condition, Holds]] = {
    Condition.PARCEL_TRAVELS: _travels,
    Condition.PARCEL_LOST: _lost,
    Condition.NOT_CONTESTED: _uncontested,
    Condition.NO_APPOINTMENT: _unarranged,
    Condition.NO_SMS_CONSENT: _without_sms,
    Condition.WITH_COURIER: _with_courier,
    Condition.ADDRESS_OPEN: _address_is_open,
    Condition.NOT_AT_PICKUP_POINT: _not_to_collect,
    Condition.AT_PICKUP_POINT: lambda judge, c: not _not_to_collect(judge, c),
}
"""What has to hold of the candidate's parcel and person."""

OF_OCCURRENCE: Final[Mapping[Condition, Holds]] = {
    Condition.LOSS_TOLD: _loss_told,
    Condition.CANCELLATION_TOLD: _cancellation_told,
    Condition.HANDED_BEFORE: _handed_before,
    Condition.NOT_TRIED_SINCE: _untried,
    Condition.COMES_LAST: _comes_last,
    Condition.ASKED_AGAIN: _asked_again,
    Condition.NOT_WITH_A_PERSON: lambda judge, c: not _is_with_a_person(judge, c),
    Condition.WITH_A_PERSON: _is_with_a_person,
}
"""What has to hold of the candidate's own occurrence."""

_FALSE: Final[Mapping[Condition, Because]] = {
    name: Because(Reason.CONDITION_FALSE, {"condition": name}) for name in Condition
} | {
    Condition.NOT_CANCELLED: Because(Reason.ORDER_CANCELLED),
    Condition.NO_GATE: Because(Reason.GATE_OPEN),
    Condition.NO_PROBLEM: Because(Reason.PROBLEM_OPEN),
    Condition.NOT_PAUSED: Because(Reason.PAUSED),
}
"""What is said where a condition does not hold."""
