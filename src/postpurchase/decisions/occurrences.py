"""What comes due by itself, whatever happens meanwhile: by an anchor, a gate, a promise, a date, or silence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, time, timedelta, tzinfo

from postpurchase.decisions.anchors import ANCHORS, Asking, seconds
from postpurchase.decisions.model import Occurrence
from postpurchase.events import Event
from postpurchase.policy import ZERO, Anchor, Listener, Policy, Touchpoint, Trigger, TriggerOn
from postpurchase.situation import DATED, NEXT_WORD, Situation
from postpurchase.vocabulary import EventKind, Role
from postpurchase.windows import Instant, instant, local_date, local_instant, moment

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

SilenceDue: TypeAlias = Callable[[Role], Occurrence | None]

_SILENCE = TriggerOn.SILENCE  # on 3.11 a member looked up in its class costs five times a name


def foreseen(ask: Asking, heard: Listener, silence_due: SilenceDue) -> Sequence[Occurrence]:
    """Return what a trigger that no milestone pulls makes due, lateness apart."""
    trigger = heard.trigger
    if trigger.on is _SILENCE:
        silence = silence_due(ask.role)
        return () if silence is None else (silence,)
    return [one._replace(due=one.due + heard.settle) for one in _FINDERS[trigger.on](ask, trigger)]


def _anchors(ask: Asking, trigger: Trigger) -> Iterator[Occurrence]:
    found = ANCHORS[trigger.anchor](ask) if trigger.anchor else None
    by_slot = trigger.anchor in SLOT_ANCHORS
    if found is not None and not (by_slot and _is_not_of_the_slot(ask)):
        due = at_local_time(trigger, found + seconds(trigger.offset), ask.situation.local)
        number = ask.situation.slots_agreed if by_slot else 1
        learned = ask.situation.slot_learned_at if by_slot else ask.situation.placed_learned_at
        name = name_of_day(ask.situation, ask.point, due) or str(number)
        yield Occurrence(due, name, number, TriggerOn.ANCHOR, learned=learned)


def name_of_day(situation: Situation, point: Touchpoint, due: Instant) -> str | None:
    """Return the name of what is said of one day, by a slot or by a round: anew for each slot agreed for that day."""
    ahead = DATED.get(point.id)
    if ahead is None:
        return None
    day = local_date(due, situation.local) + timedelta(days=ahead)
    slots = sum(1 for _, slot in situation.record.slots if slot.date == day)
    return day.isoformat() if slots <= 1 else f"{day.isoformat()}#{slots}"


def _is_not_of_the_slot(ask: Asking) -> bool:
    """Say whether a parcel was not to come in the slot: first heard of when that was over, or put off by its courier."""
    if ask.situation.put_off_of(ask.subject) is not None:
        return True
    end, since = ANCHORS[Anchor.SLOT_END](ask), ask.situation.record.known_since.get(ask.subject)
    return end is not None and since is not None and since >= end


def at_local_time(trigger: Trigger, t: Instant, local: tzinfo) -> Instant:
    """Return the trigger's own time of an instant's day, or the instant where it has none."""
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


_FINDERS: Final[Mapping[TriggerOn, Callable[[Asking, Trigger], Iterator[Occurrence]]]] = {
    TriggerOn.ANCHOR: _anchors,
    TriggerOn.GATE: _gate,
    TriggerOn.GATE_EXPIRY: _gate_expiry,
    TriggerOn.GATE_ANSWERED: _gate_answered,
    TriggerOn.STAFF_DEADLINE: _gate_answered,
    TriggerOn.PROMISE: _promises,
    TriggerOn.ANNIVERSARY: _anniversaries,
}
