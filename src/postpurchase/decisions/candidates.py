"""Touchpoint × subject × person, each at its latest occurrence.

Several triggers: the latest reached, else the next due. Numbers are shared between milestones, so
"ten minutes after the order, or at once when bought" is one occurrence with one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta, tzinfo
from typing import Final

from postpurchase.decisions.model import Candidate, Occurrence
from postpurchase.ledger import Row, key_of
from postpurchase.order import Order, Reached, Shipment
from postpurchase.policy import Anchor, Touchpoint, Trigger, TriggerOn
from postpurchase.situation import CUSTOMER_FACING, ORDER, Situation
from postpurchase.vocabulary import Milestone, Role, RowKind, SubjectKind
from postpurchase.windows import DateWindow, Instant, TimeWindow, instant, local_instant, moment, start_of_day

SilenceDue = Callable[[Role], Occurrence | None]


def candidates(
    situation: Situation, touchpoints: tuple[Touchpoint, ...], silence_due: SilenceDue
) -> list[Candidate]:
    """Return every candidate once, in the policy's order."""
    subjects = {
        SubjectKind.ORDER: (ORDER,),
        SubjectKind.SHIPMENT: tuple(p.subject for p in situation.parcels),
    }
    forced = _forced(situation)
    return [
        _candidate(situation, point, subject, role, silence_due, forced)
        for point in touchpoints
        for subject in subjects[point.about]
        for role in audience(situation, point)
    ]


def audience(situation: Situation, point: Touchpoint) -> tuple[Role, ...]:
    """Return the different people a touchpoint speaks to; without a receiver the buyer is both."""
    if situation.customer.receiver is None:
        return (Role.BUYER,)
    return point.audience


def _candidate(
    situation: Situation,
    point: Touchpoint,
    subject: str,
    role: Role,
    silence_due: SilenceDue,
    forced: Mapping[tuple[str, str, Role], Row],
) -> Candidate:
    request = forced.get((point.id, subject, role))
    found = occurrences(situation, point, subject, role, silence_due)
    if request is not None:
        found.append(Occurrence(request.t, request.id, 0, TriggerOn.MILESTONE))
    occurrence = latest_or_next(found, situation.now)
    name = occurrence.name if occurrence else "1"
    return Candidate(
        point=point,
        subject=subject,
        role=role,
        occurrence=occurrence,
        key=key_of(situation.order.id, role, subject, point.key_name, name),
        forced=request if request is not None and request.id == name else None,
    )


def _forced(situation: Situation) -> Mapping[tuple[str, str, Role], Row]:
    """Find staff's latest requests to say something again."""
    wanted: dict[tuple[str, str, Role], Row] = {}
    for row in situation.rows:
        if row.kind is RowKind.REQUESTED and row.order == situation.order.id and row.touchpoint is not None:
            wanted[row.touchpoint, row.subject, row.to or Role.BUYER] = row
    return wanted


def latest_or_next(found: list[Occurrence], now: Instant) -> Occurrence | None:
    """Return the latest occurrence already due, else the next one to come."""
    reached = [one for one in found if one.due <= now]
    if reached:
        return max(reached, key=lambda one: (one.due, one.number))
    return min(found, key=lambda one: (one.due, one.number), default=None)


def occurrences(
    situation: Situation, point: Touchpoint, subject: str, role: Role, silence_due: SilenceDue
) -> list[Occurrence]:
    """Return every occurrence of a touchpoint that can be foreseen."""
    found: list[Occurrence] = []
    for trigger in point.when:
        if trigger.on is TriggerOn.SILENCE:
            silence = silence_due(role)
            found += [] if silence is None else [silence]
        else:
            found += _FINDERS[trigger.on](situation, point, trigger, subject)
    return found


def _milestones(situation: Situation, point: Touchpoint, trigger: Trigger, subject: str) -> list[Occurrence]:
    delay = int((trigger.offset + point.settle).total_seconds())
    return [
        Occurrence(
            _at_local_time(trigger, reached.at, situation.local) + delay,
            str(reached.number),
            reached.number,
            TriggerOn.MILESTONE,
            reached.at,
            reached.learned_at,
            reached.notify,
        )
        for reached in _reached(situation.order, trigger.milestone, subject)
    ]


def _reached(order: Order, milestone: Milestone | None, subject: str) -> Iterator[Reached]:
    for reached in order.milestones:
        if reached.milestone is milestone and reached.subject == subject:
            if reached.role is None or reached.role in CUSTOMER_FACING:
                yield reached


def _anchors(situation: Situation, point: Touchpoint, trigger: Trigger, subject: str) -> list[Occurrence]:
    shipment = None if subject == ORDER else situation.order.shipment(subject)
    found = _ANCHORS[trigger.anchor](situation, shipment) if trigger.anchor else None
    if found is None:
        return []
    due = _at_local_time(trigger, found + int(trigger.offset.total_seconds()), situation.local)
    return [Occurrence(due + int(point.settle.total_seconds()), "1", 1, TriggerOn.ANCHOR)]


def _at_local_time(trigger: Trigger, t: Instant, local: tzinfo) -> Instant:
    if trigger.at is None:
        return t
    return local_instant(moment(t, local).date(), trigger.at, local, later=True)


def _slot_edge(edge: int) -> Callable[[Situation, Shipment | None], Instant | None]:
    def find(situation: Situation, shipment: Shipment | None) -> Instant | None:
        slot = situation.slot()
        span = slot.span(situation.local) if slot else None
        return span[edge] if span else None

    return find


def _promised_edge(last: bool) -> Callable[[Situation, Shipment | None], Instant | None]:
    def find(situation: Situation, shipment: Shipment | None) -> Instant | None:
        window = situation.order.placed.promised.window if situation.order.placed else None
        if isinstance(window, TimeWindow):
            return instant(window.latest if last else window.earliest)
        if isinstance(window, DateWindow):
            return _edge_of_day(window.latest if last else window.earliest, situation.local, last)
        return None

    return find


def _keep_until(situation: Situation, shipment: Shipment | None) -> Instant | None:
    keep = shipment.pickup.keep_until if shipment and shipment.pickup else None
    return _edge_of_day(keep, situation.local, True) if keep else None


def _edge_of_day(day: date, local: tzinfo, last: bool) -> Instant:
    return start_of_day(day + timedelta(days=1 if last else 0), local)


_ANCHORS: Final[Mapping[Anchor, Callable[[Situation, Shipment | None], Instant | None]]] = {
    Anchor.SLOT_START: _slot_edge(0),
    Anchor.SLOT_END: _slot_edge(1),
    Anchor.PROMISED_START: _promised_edge(False),
    Anchor.PROMISED_END: _promised_edge(True),
    Anchor.KEEP_UNTIL: _keep_until,
}

_FINDERS: Final[Mapping[TriggerOn, Callable[[Situation, Touchpoint, Trigger, str], list[Occurrence]]]] = {
    TriggerOn.MILESTONE: _milestones,
    TriggerOn.ANCHOR: _anchors,
}
