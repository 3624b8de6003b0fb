"""Touchpoint × subject × person, each at its latest occurrence.

Several triggers: the latest reached, else the next due. Numbers are shared between milestones, so
"ten minutes after the order, or at once when bought" is one occurrence with one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta, tzinfo
from typing import Final, NamedTuple

from postpurchase.decisions.model import Candidate, Occurrence
from postpurchase.events import Event
from postpurchase.ledger import Row
from postpurchase.order import Reached, Shipment
from postpurchase.policy import Anchor, Policy, Touchpoint, Trigger, TriggerOn
from postpurchase.situation import CUSTOMER_FACING, NEXT_WORD, ORDER, Situation
from postpurchase.vocabulary import EventKind, Milestone, Role, RowKind, SubjectKind
from postpurchase.windows import Instant, TimeWindow, Window, instant, local_instant, moment, start_of_day


def seconds(duration: timedelta) -> int:
    """Return a duration in whole seconds."""
    return duration.days * 86_400 + duration.seconds


SilenceDue = Callable[[Role], Occurrence | None]


def candidates(situation: Situation, policy: Policy, silence_due: SilenceDue) -> list[Candidate]:
    """Return every candidate once, in the policy's order."""
    subjects = {
        SubjectKind.ORDER: (ORDER,),
        SubjectKind.SHIPMENT: tuple(p.subject for p in situation.parcels),
    }
    forced, reached = _forced(situation), _reached_by_customer(situation)
    return [
        _candidate(Asking(situation, policy, point, subject, role, reached), silence_due, forced)
        for point in policy.touchpoints
        for subject in subjects[point.about]
        for role in audience(situation, point)
    ]


class Asking(NamedTuple):
    """For whom and about what occurrences are looked up."""

    situation: Situation
    policy: Policy
    point: Touchpoint
    subject: str
    role: Role
    reached: Mapping[Milestone, list[Reached]]

    @property
    def parcel(self) -> Shipment | None:
        """The parcel asked about, if it is one."""
        return None if self.subject == ORDER else self.situation.order.shipment(self.subject)


def audience(situation: Situation, point: Touchpoint) -> tuple[Role, ...]:
    """Return the different people a touchpoint speaks to; without a receiver the buyer is both."""
    if situation.customer.receiver is None:
        return (Role.BUYER,)
    return point.audience


def _candidate(
    ask: Asking, silence_due: SilenceDue, forced: Mapping[tuple[str, str, Role], Row]
) -> Candidate:
    request = forced.get((ask.point.id, ask.subject, ask.role))
    found = list(occurrences(ask, silence_due))
    if request is not None:
        found.append(Occurrence(request.t, request.id, 0, TriggerOn.MILESTONE))
    occurrence = latest_or_next(found, ask.situation.now) if found else None
    anchor = ask.point.useful_to
    return Candidate(
        point=ask.point,
        subject=ask.subject,
        role=ask.role,
        occurrence=occurrence,
        order=ask.situation.order.id,
        forced=request if request and occurrence and request.id == occurrence.name else None,
        expires=_ANCHORS[anchor](ask) if anchor and occurrence else None,
    )


def _reached_by_customer(situation: Situation) -> Mapping[Milestone, list[Reached]]:
    """Group the milestones that are about the customer's own parcels, or the order."""
    found: dict[Milestone, list[Reached]] = {}
    for one in situation.order.milestones:
        if one.role is None or one.role in CUSTOMER_FACING:
            found.setdefault(one.milestone, []).append(one)
    return found


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


def occurrences(ask: Asking, silence_due: SilenceDue) -> Iterator[Occurrence]:
    """Yield every occurrence of a touchpoint that can be foreseen."""
    for trigger in ask.point.when:
        if trigger.on is TriggerOn.SILENCE:
            silence = silence_due(ask.role)
            yield from () if silence is None else (silence,)
        else:
            yield from _FINDERS[trigger.on](ask, trigger)


def _milestones(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    for reached in _reached(ask, trigger.milestone):
        due = _at_local_time(trigger, reached.at + seconds(trigger.offset), ask.situation.local)
        yield _of_milestone(reached, due + seconds(ask.point.settle), TriggerOn.MILESTONE)


def _courier_terms(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    says = ask.policy.profiles.courier(ask.situation.courier).says.get(trigger.says or "")
    for reached in _reached(ask, trigger.milestone):
        due = says.term(reached.at, ask.situation.local) if says else reached.at + seconds(trigger.offset)
        yield _of_milestone(reached, due, TriggerOn.COURIER_TERM)


def _of_milestone(reached: Reached, due: Instant, on: TriggerOn) -> Occurrence:
    number = reached.number
    return Occurrence(due, str(number), number, on, reached.at, reached.learned_at, reached.notify)


def _reached(ask: Asking, milestone: Milestone | None) -> list[Reached]:
    """Return the milestones of the subject; an order-wide touchpoint hears those of every parcel."""
    found = ask.reached.get(milestone, ()) if milestone else ()
    return [one for one in found if ask.subject in (ORDER, one.subject)]


def _anchors(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    found = _ANCHORS[trigger.anchor](ask) if trigger.anchor else None
    if found is not None:
        due = _at_local_time(trigger, found + seconds(trigger.offset), ask.situation.local)
        yield Occurrence(due + seconds(ask.point.settle), "1", 1, TriggerOn.ANCHOR)


def _at_local_time(trigger: Trigger, t: Instant, local: tzinfo) -> Instant:
    if trigger.at is None:
        return t
    return local_instant(moment(t, local).date(), trigger.at, local, later=True)


# -- gates, promises, anniversaries ---------------------------------------------------------------


def _gate(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    placed = _gated(ask)
    if placed is not None:
        number = 1 + sum(1 for other in ask.point.when if other.offset < trigger.offset)
        due = placed.t + seconds(trigger.offset)
        yield Occurrence(
            due, f"{placed.id}+{number}", number, TriggerOn.GATE, placed.t, placed.learned, placed.notify
        )


def _gate_expiry(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    placed, answered = _gated(ask), ask.situation.answered_at(needed_answers(ask.situation, ask.policy))
    if placed is not None:
        due = placed.t + seconds(ask.policy.gates.expires_after)
        if answered is None or answered > due:
            yield Occurrence(due, placed.id, 1, TriggerOn.GATE_EXPIRY)


def _gate_answered(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    placed, answered = _gated(ask), ask.situation.answered_at(needed_answers(ask.situation, ask.policy))
    if placed is not None and answered is not None:
        yield Occurrence(answered + seconds(trigger.offset), placed.id, 1, TriggerOn.GATE_ANSWERED)


def needed_answers(situation: Situation, policy: Policy) -> tuple[str, ...]:
    """Return the questions an order's gate waits for."""
    return policy.gates.required(situation.order.placed.gates) if situation.order.placed else ()


def _gated(ask: Asking) -> Event | None:
    order = ask.situation.order
    if order.placed is None or not order.placed.gates:
        return None
    return next(event for event in order.events if event.kind is EventKind.ORDER_PLACED)


def _promises(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    """Yield the breach of each promise told and not kept: a fact of its own name keeps it."""
    for row, pledge in ask.situation.pledges(ask.role):
        if pledge.kind != NEXT_WORD and ask.situation.order.is_open:
            yield Occurrence(
                instant(pledge.due) + seconds(trigger.offset), f"{row.id}:{pledge.kind}", 1, TriggerOn.PROMISE
            )


def _anniversaries(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    first = ask.situation.customer.first_purchase_at
    if first is None:
        return
    local = ask.situation.local
    began, today = first.astimezone(local), moment(ask.situation.now, local).date()
    for year in (today.year - 1, today.year, today.year + 1):
        if year > began.year:
            day = years_after(began.date(), year - began.year)
            due = local_instant(day, trigger.at or time(10), local, later=True)
            yield Occurrence(due, day.isoformat(), 1, TriggerOn.ANNIVERSARY)


def years_after(day: date, years: int) -> date:
    """Return the same day some years on; 29 February becomes the 28th where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


# -- anchors --------------------------------------------------------------------------------------


def _slot_edge(edge: int) -> Callable[[Asking], Instant | None]:
    def find(ask: Asking) -> Instant | None:
        slot = ask.situation.slot()
        codes = ask.policy.profiles.courier(ask.situation.courier).codes
        span = slot.span(ask.situation.local, codes) if slot else None
        return span[edge] if span else None

    return find


def _promised_start(ask: Asking) -> Instant | None:
    window = promised_window(ask)
    if isinstance(window, TimeWindow):
        return instant(window.earliest)
    return start_of_day(window.earliest, ask.situation.local) if window else None


def _promised_end(ask: Asking) -> Instant | None:
    window = promised_window(ask)
    if isinstance(window, TimeWindow):
        return instant(window.latest)
    return _end_of_day(window.latest, ask.situation.local) if window else None


def promised_window(ask: Asking) -> Window | None:
    """Return the window the checkout promised."""
    placed = ask.situation.order.placed
    return placed.promised.window if placed else None


def _keep_until(ask: Asking) -> Instant | None:
    parcel = ask.parcel
    keep = parcel.pickup.keep_until if parcel and parcel.pickup else None
    return _end_of_day(keep, ask.situation.local) if keep else None


def _end_of_day(day: date, local: tzinfo) -> Instant:
    return start_of_day(day + timedelta(days=1), local)


_ANCHORS: Final[Mapping[Anchor, Callable[[Asking], Instant | None]]] = {
    Anchor.SLOT_START: _slot_edge(0),
    Anchor.SLOT_END: _slot_edge(1),
    Anchor.PROMISED_START: _promised_start,
    Anchor.PROMISED_END: _promised_end,
    Anchor.KEEP_UNTIL: _keep_until,
}

_FINDERS: Final[Mapping[TriggerOn, Callable[[Asking, Trigger], Iterator[Occurrence]]]] = {
    TriggerOn.MILESTONE: _milestones,
    TriggerOn.ANCHOR: _anchors,
    TriggerOn.COURIER_TERM: _courier_terms,
    TriggerOn.GATE: _gate,
    TriggerOn.GATE_EXPIRY: _gate_expiry,
    TriggerOn.GATE_ANSWERED: _gate_answered,
    TriggerOn.PROMISE: _promises,
    TriggerOn.ANNIVERSARY: _anniversaries,
}
