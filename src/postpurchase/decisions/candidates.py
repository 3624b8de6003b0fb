"""Touchpoint × subject × person, each at its latest occurrence.

Several triggers: the latest reached, else the next due. Numbers are shared between milestones, so
"ten minutes after the order, or at once when bought" is one occurrence with one key.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, time, timedelta, tzinfo
from typing import Final, NamedTuple, TypeAlias

from postpurchase.decisions.delays import STAGES, Lateness, lateness
from postpurchase.decisions.model import Candidate, Occurrence
from postpurchase.events import Event
from postpurchase.ledger import Row
from postpurchase.order import Reached, Shipment
from postpurchase.policy import ZERO, Anchor, Policy, Touchpoint, Trigger, TriggerOn
from postpurchase.situation import CUSTOMER_FACING, NEXT_WORD, ORDER, Situation
from postpurchase.vocabulary import EventKind, Milestone, Notify, Role, RowKind, SubjectKind
from postpurchase.windows import Instant, TimeWindow, Window, instant, local_instant, moment, start_of_day


def seconds(duration: timedelta) -> int:
    """Return a duration in whole seconds."""
    return duration.days * 86_400 + duration.seconds


SilenceDue = Callable[[Role], Occurrence | None]
Place: TypeAlias = tuple[int, int, int]
"""Where a candidate stands: its touchpoint in the policy, its subject among the subjects, its role."""

ROLES: Final = tuple(Role)
_PLACE_OF: Final = {role: place for place, role in enumerate(ROLES)}
_BUYER: Final = (Role.BUYER,)

# On 3.11, looking a member up in its class runs Python code; every milestone and row needs these.
_REQUESTED, _SILENCE, _MILESTONE = RowKind.REQUESTED, TriggerOn.SILENCE, TriggerOn.MILESTONE
_INQUIRED, _OF_ORDER, _OF_PARCEL = Milestone.INQUIRED, SubjectKind.ORDER, SubjectKind.SHIPMENT


class Asking(NamedTuple):
    """For whom and about what occurrences are looked up."""

    situation: Situation
    policy: Policy
    point: Touchpoint
    subject: str
    role: Role
    late: dict[tuple[str, Role], Lateness | None]

    def lateness(self, subject: str) -> Lateness | None:
        """Return how a parcel stands to what that person was told, worked out once."""
        name = subject, self.role
        if name not in self.late:
            self.late[name] = lateness(self.situation, self.policy.delays, *name)
        return self.late[name]

    @property
    def parcel(self) -> Shipment | None:
        """The parcel asked about, if it is one."""
        return None if self.subject == ORDER else self.situation.order.shipment(self.subject)


def candidates(situation: Situation, policy: Policy, silence_due: SilenceDue) -> list[Candidate]:
    """Return the candidates that have come or are in sight, in the policy's order.

    The others have no occurrence yet; `unseen` makes them when somebody asks for their verdicts.
    """
    subjects = subjects_of(situation)
    sights = _sights(situation, policy, subjects)
    late: dict[tuple[str, Role], Lateness | None] = {}
    for place, trigger in policy.foreseen:
        point = policy.touchpoints[place]
        for number, subject in enumerate(subjects[point.about]):
            for role in audience(situation, point):
                ask = Asking(situation, policy, point, subject, role, late)
                for one in _foreseen(ask, trigger, silence_due):
                    sights.setdefault((place, number, _PLACE_OF[role]), []).append(one)
    forced = _forced(situation, policy, subjects, sights)
    return [_candidate(situation, policy, subjects, at, sights[at], forced.get(at)) for at in sorted(sights)]


def unseen(
    situation: Situation, policy: Policy, known: Mapping[tuple[str, str, Role], Candidate]
) -> Iterator[Candidate]:
    """Yield a candidate for every place in the policy, those known where they stand, the rest without occurrence."""
    subjects, order = subjects_of(situation), situation.order.id
    for point in policy.touchpoints:
        listening = audience(situation, point)
        for subject in subjects[point.about]:
            for role in situation.people:
                c = known.get((point.id, subject, role))
                if c is not None:
                    yield c
                elif role in listening:
                    yield Candidate(point=point, subject=subject, role=role, occurrence=None, order=order)


def subjects_of(situation: Situation) -> Mapping[SubjectKind, tuple[str, ...]]:
    """Return what can be spoken about: the order, and each parcel on its way to the customer."""
    return {_OF_ORDER: (ORDER,), _OF_PARCEL: situation.order.travelling}


def audience(situation: Situation, point: Touchpoint) -> tuple[Role, ...]:
    """Return the different people a touchpoint speaks to; without a receiver the buyer is both."""
    return _BUYER if situation.customer.receiver is None else point.audience


def _sights(
    situation: Situation, policy: Policy, subjects: Mapping[SubjectKind, tuple[str, ...]]
) -> dict[Place, list[Occurrence]]:
    """Find what has come by a milestone; an order-wide touchpoint hears those of every parcel."""
    found: dict[Place, list[Occurrence]] = {}
    touchpoints, listeners = policy.touchpoints, policy.listeners
    parcels = {subject: number for number, subject in enumerate(subjects[_OF_PARCEL])}
    for reached in situation.order.milestones:
        if reached.role is None or reached.role in CUSTOMER_FACING:
            for place, trigger in listeners.get(reached.milestone, ()):
                point = touchpoints[place]
                number = 0 if point.about is _OF_ORDER else parcels.get(reached.subject)
                if number is not None:
                    one = _TIMED[trigger.on](situation, policy, point, trigger, reached)
                    for role in audience(situation, point):
                        found.setdefault((place, number, _PLACE_OF[role]), []).append(one)
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
    expires = None
    if point.useful_to is not None:
        expires = _ANCHORS[point.useful_to](Asking(situation, policy, point, subject, role, {}))
    return Candidate(
        point=point,
        subject=subject,
        role=role,
        occurrence=occurrence,
        order=situation.order.id,
        forced=request if request is not None and request.id == occurrence.name else None,
        expires=expires,
        later=[one for one in found if _is_ahead(one, occurrence, situation.now)] if len(found) > 1 else (),
    )


def _is_ahead(one: Occurrence, now_is: Occurrence, now: Instant) -> bool:
    """Say whether an occurrence is still to come: a request too, once lateness that hides it was told."""
    return one.due > now or (one.number == 0 and now_is.number > 0 and now_is.on in STAGES)


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
                if subject in (each, ORDER):
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


def _foreseen(ask: Asking, trigger: Trigger, silence_due: SilenceDue) -> Iterator[Occurrence]:
    if trigger.on is _SILENCE:
        silence = silence_due(ask.role)
        return iter(() if silence is None else (silence,))
    if trigger.on in STAGES:
        return _delays(ask, trigger)
    settle = seconds(ask.point.settle)
    return (one._replace(due=one.due + settle) for one in _FINDERS[trigger.on](ask, trigger))


def _by_milestone(
    situation: Situation, policy: Policy, point: Touchpoint, trigger: Trigger, reached: Reached
) -> Occurrence:
    due = reached.at + seconds(trigger.offset)
    if trigger.at is not None:
        due = _at_local_time(trigger, due, situation.local)
    one = _of_milestone(point, reached, due, _MILESTONE)
    return one._replace(way=situation.ways.get(reached.event)) if point.answers else one


def _by_courier_term(
    situation: Situation, policy: Policy, point: Touchpoint, trigger: Trigger, reached: Reached
) -> Occurrence:
    listed = policy.profiles.courier(situation.courier_of(reached.subject)).says
    says = next((listed[name] for name in trigger.says if name in listed), None)
    due = says.term(reached.at, situation.local) if says else reached.at + seconds(trigger.offset)
    return _of_milestone(point, reached, due, TriggerOn.COURIER_TERM)


def _of_milestone(point: Touchpoint, reached: Reached, due: Instant, on: TriggerOn) -> Occurrence:
    number = 1 if point.once else reached.number
    asked = reached.milestone is _INQUIRED and not point.once
    return Occurrence(
        due + seconds(point.settle),
        reached.event[1] if asked else str(number),
        number,
        on,
        reached.at,
        reached.learned_at,
        reached.notify,
    )


def _anchors(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    found = _ANCHORS[trigger.anchor](ask) if trigger.anchor else None
    if found is not None:
        due = _at_local_time(trigger, found + seconds(trigger.offset), ask.situation.local)
        by_slot = trigger.anchor in SLOT_ANCHORS
        number = ask.situation.slots_agreed if by_slot else 1
        learned = ask.situation.slot_learned_at if by_slot else ask.situation.placed_learned_at
        yield Occurrence(due, str(number), number, TriggerOn.ANCHOR, learned=learned)


def _at_local_time(trigger: Trigger, t: Instant, local: tzinfo) -> Instant:
    if trigger.at is None:
        return t
    return local_instant(moment(t, local).date(), trigger.at, local, later=True)


SLOT_ANCHORS: Final = frozenset({Anchor.SLOT_START, Anchor.SLOT_END})
"""The anchors that move, and so are numbered, with each slot agreed."""


# -- gates, promises, anniversaries ---------------------------------------------------------------


def _gate(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    placed = _gated(ask)
    if placed is not None:
        gates = [other for other in ask.point.when if other.on is TriggerOn.GATE]
        number = 1 + sum(1 for other in gates if other.offset < trigger.offset)
        due, learned = placed.t + seconds(trigger.offset), ask.situation.order.learned_at(placed)
        yield Occurrence(
            due, f"{placed.id}+{number}", number, TriggerOn.GATE, placed.t, learned, placed.notify
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
        pause = trigger.offset + (
            ask.policy.gates.staff_deadline if trigger.on is TriggerOn.STAFF_DEADLINE else ZERO
        )
        yield Occurrence(answered + seconds(pause), placed.id, 1, trigger.on)


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


def _delays(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    """Yield what comes due by lateness; about an order, that of any of its parcels."""
    slot = None if trigger.on is TriggerOn.LATE else ask.situation.slot
    if slot is not None and trigger.on not in BROKEN:
        return  # an agreed interval has its own words
    never_before = 0 if slot is None else _end_of_day(slot.date, ask.situation.local)
    settle, grace = seconds(ask.point.settle), seconds(trigger.offset + ask.policy.delays.grace)
    for subject in ask.situation.order.travelling if ask.subject == ORDER else (ask.subject,):
        found = ask.lateness(subject)
        if found is not None:
            for one in STAGES[trigger.on](found, settle, grace):
                yield one if one.due >= never_before else one._replace(due=never_before)


BROKEN: Final = frozenset({TriggerOn.DELAYED, TriggerOn.DELAYED_AGAIN})
"""What is said of a slot's order too, once the slot's day is over."""


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
        slot = ask.situation.slot
        codes = ask.policy.profiles.courier(ask.situation.courier_of(ask.subject)).codes
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
    TriggerOn.ANCHOR: _anchors,
    TriggerOn.GATE: _gate,
    TriggerOn.GATE_EXPIRY: _gate_expiry,
    TriggerOn.GATE_ANSWERED: _gate_answered,
    TriggerOn.STAFF_DEADLINE: _gate_answered,
    TriggerOn.PROMISE: _promises,
    TriggerOn.ANNIVERSARY: _anniversaries,
}

Timed: TypeAlias = Callable[[Situation, Policy, Touchpoint, Trigger, Reached], Occurrence]
_TIMED: Final[Mapping[TriggerOn, Timed]] = {
    TriggerOn.MILESTONE: _by_milestone,
    TriggerOn.COURIER_TERM: _by_courier_term,
}
