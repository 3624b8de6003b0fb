"""Touchpoint × subject × person, each at its latest occurrence.

Several triggers: the latest reached, else the next due. Numbers are shared between milestones, so
"ten minutes after the order, or at once when bought" is one occurrence with one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from postpurchase.decisions.anchors import ANCHORS, Asking
from postpurchase.decisions.delays import STAGES, Measured, speakers
from postpurchase.decisions.model import Candidate, Occurrence
from postpurchase.decisions.occurrences import SilenceDue, at_local_time, foreseen, name_of_day
from postpurchase.ledger import Row
from postpurchase.order import Reached
from postpurchase.policy import Listener, Policy, Touchpoint, TriggerOn
from postpurchase.situation import CUSTOMER_FACING, CUSTOMER_WIDE, DATED, ORDER, Situation
from postpurchase.vocabulary import Channel, Milestone, Notify, Role, RowKind, SubjectKind
from postpurchase.windows import Instant, end_of_day, local_date

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

Place: TypeAlias = tuple[int, int, int]
"""Where a candidate stands: its touchpoint in the policy, its subject among the subjects, its role."""

_OF_A_DAY: Final = frozenset(DATED) - CUSTOMER_WIDE
"""What is said of "today" or "tomorrow" is not said on another day."""

ROLES: Final = tuple(Role)
_PLACE_OF: Final = {role: place for place, role in enumerate(ROLES)}
_BUYER: Final = (Role.BUYER,)

# On 3.11 a member looked up in its class costs five times a name; every milestone and row needs these.
_REQUESTED, _MILESTONE, _TERM = RowKind.REQUESTED, TriggerOn.MILESTONE, TriggerOn.COURIER_TERM
_INQUIRED, _OF_ORDER, _OF_PARCEL = Milestone.INQUIRED, SubjectKind.ORDER, SubjectKind.SHIPMENT


def candidates(
    situation: Situation, policy: Policy, measured: Measured, silence_due: SilenceDue
) -> list[Candidate]:
    """Return the candidates that have come or are in sight, in the policy's order.

    The others have no occurrence yet; `unseen` makes them when somebody asks for their verdicts.
    """
    subjects = subjects_of(situation)
    sights = _sights(situation, policy, subjects)
    for heard in policy.foreseen:
        roles = audience(situation, heard.point)
        for number, subject in enumerate(subjects[heard.point.about]):
            for role in roles if speaks_of(heard.point, subject) else ():
                if heard.trigger.on in STAGES:
                    ones = measured.coming(heard, subject, role)
                else:
                    ask = Asking(situation, policy, heard.point, subject, role)
                    ones = foreseen(ask, heard, silence_due)
                if ones:
                    sights.setdefault((heard.place, number, _PLACE_OF[role]), []).extend(ones)
    forced = _forced(situation, policy, subjects, sights)
    return [_candidate(situation, policy, subjects, at, sights[at], forced.get(at)) for at in sorted(sights)]


def unseen(
    situation: Situation, policy: Policy, known: Mapping[tuple[str, str, Role], Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for every place in the policy, those known where they stand, the rest without occurrence."""
    subjects, order = subjects_of(situation), situation.order.id
    in_sight = {name for name, _, _ in known}
    alone = situation.customer.receiver is None
    for point in policy.touchpoints:
        listening = _BUYER if alone else point.audience
        is_known = point.id in in_sight
        for subject in [one for one in subjects[point.about] if speaks_of(point, one)]:
            for role in situation.people:
                c = known.get((point.id, subject, role)) if is_known else None
                if c is not None:
                    yield c
                elif role in listening:
                    yield Candidate(point, subject, role, order, None)


def subjects_of(situation: Situation) -> Mapping[SubjectKind, tuple[str, ...]]:
    """Return what can be spoken about: the order, and each parcel on its way to the customer, and the rest that may be late."""
    return {_OF_ORDER: (ORDER,), _OF_PARCEL: speakers(situation.order)}


def speaks_of(point: Touchpoint, subject: str) -> bool:
    """Say whether a touchpoint speaks of a subject: what is said of parcels is said of an order's rest where it is late."""
    return subject != ORDER or point.about is _OF_ORDER or point.is_of_lateness


def audience(situation: Situation, point: Touchpoint) -> tuple[Role, ...]:
    """Return the different people a touchpoint speaks to; without a receiver the buyer is both."""
    return _BUYER if situation.customer.receiver is None else point.audience


def _sights(
    situation: Situation, policy: Policy, subjects: Mapping[SubjectKind, tuple[str, ...]]
) -> dict[Place, list[Occurrence]]:
    """Find what has come by a milestone; an order-wide touchpoint hears those of every parcel."""
    found: dict[Place, list[Occurrence]] = {}
    parcels = {subject: number for number, subject in enumerate(situation.order.travelling)}
    for reached in situation.order.milestones:
        if reached.role is None or reached.role in CUSTOMER_FACING:
            for heard in policy.listeners.get(reached.milestone, ()):
                point = heard.point
                number = 0 if point.about is _OF_ORDER else parcels.get(reached.subject)
                if number is not None:
                    one = _TIMED[heard.trigger.on](situation, policy, heard, reached)
                    for role in audience(situation, point):
                        found.setdefault((heard.place, number, _PLACE_OF[role]), []).append(one)
    return found


def _candidate(
    situation: Situation,
    policy: Policy,
    subjects: Mapping[SubjectKind, tuple[str, ...]],
    place: Place,
    found: list[Occurrence],
    request: Row | None,
) -> Candidate:
    point = policy.touchpoints[place[0]]
    subject, role = subjects[point.about][place[1]], ROLES[place[2]]
    occurrence = latest_or_next(found, situation.now)
    c = Candidate(point, subject, role, situation.order.id, occurrence)
    if point.useful_to is not None:
        c.expires = ANCHORS[point.useful_to](Asking(situation, policy, point, subject, role))
    if point.id in _OF_A_DAY:
        over = end_of_day(local_date(occurrence.due, situation.local), situation.local)
        c.expires = over if c.expires is None else min(over, c.expires)
    if request is not None and request.id == occurrence.name:
        c.forced = request
    if len(found) > 1:
        c.later = [one for one in found if _is_ahead(one, occurrence, situation.now)]
    return c


def _is_ahead(one: Occurrence, now_is: Occurrence, now: Instant) -> bool:
    """Say whether an occurrence is still to come: a request too, once lateness that hides it was told."""
    return one.due > now or (one.number == 0 and now_is.on in STAGES)


def _forced(
    situation: Situation,
    policy: Policy,
    subjects: Mapping[SubjectKind, tuple[str, ...]],
    sights: dict[Place, list[Occurrence]],
) -> Mapping[Place, Row]:
    """Add staff's latest requests to say something again, each an occurrence of its own.

    What is asked of the order and said of parcels is asked of each of them.
    """
    wanted: dict[Place, Row] = {}
    for row in [row for row in situation.rows if row.kind is _REQUESTED]:
        place = policy.place_of(row.touchpoint or "")
        if place is not None and row.order == situation.order.id:
            about = subjects[policy.touchpoints[place].about]
            to = row.to or Role.BUYER
            role = to if to in situation.people else Role.BUYER
            subject = situation.subject_of(row)
            for number, each in enumerate(about):
                if subject in (each, ORDER) and speaks_of(policy.touchpoints[place], each):
                    wanted[place, number, ROLES.index(role)] = row
    for at, row in wanted.items():
        sights.setdefault(at, []).append(Occurrence(row.t, row.id, 0, TriggerOn.MILESTONE))
    return wanted


def latest_or_next(found: list[Occurrence], now: Instant) -> Occurrence:
    """Return the latest occurrence already due, else the next one to come; what is muted mutes no other of its name."""
    if len(found) == 1:
        return found[0]
    reached = [one for one in found if one.due <= now]
    if reached:
        latest = max(reached, key=_recency)
        if latest.notify is Notify.AUTO:
            return latest
        return max((one for one in reached if one.name == latest.name), key=_audible)
    return min(found, key=lambda one: (one.due, one.number))


def _recency(one: Occurrence) -> tuple[Instant, int]:
    return one.due, one.number


def _audible(one: Occurrence) -> tuple[bool, Instant, int]:
    return one.notify is Notify.AUTO, *_recency(one)


def _by_milestone(situation: Situation, policy: Policy, heard: Listener, reached: Reached) -> Occurrence:
    due = reached.at + heard.offset
    if heard.trigger.at is not None:
        due = at_local_time(heard.trigger, due, situation.local)
    way = situation.ways.get(reached.event) if heard.point.answers else None
    return _of_milestone(situation, heard, reached, due, _MILESTONE, way)


def _by_courier_term(situation: Situation, policy: Policy, heard: Listener, reached: Reached) -> Occurrence:
    listed = policy.profiles.courier(situation.courier_of(reached.subject)).says
    says = next((listed[name] for name in heard.trigger.says if name in listed), None)
    due = says.term(reached.at, situation.local) if says else reached.at + heard.offset
    return _of_milestone(situation, heard, reached, due, _TERM, None)


def _of_milestone(
    situation: Situation, heard: Listener, reached: Reached, due: Instant, on: TriggerOn, way: Channel | None
) -> Occurrence:
    number = 1 if heard.point.once else reached.number
    asked = reached.milestone is _INQUIRED and not heard.point.once
    name = name_of_day(situation, heard.point, due) or (reached.event[1] if asked else str(number))
    return Occurrence(
        due + heard.settle, name, number, on, reached.at, reached.learned_at, reached.notify, way
    )


Timed: TypeAlias = Callable[[Situation, Policy, Listener, Reached], Occurrence]
_TIMED: Final[Mapping[TriggerOn, Timed]] = {
    TriggerOn.MILESTONE: _by_milestone,
    TriggerOn.COURIER_TERM: _by_courier_term,
}
