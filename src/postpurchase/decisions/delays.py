"""Lateness, measured against what was told: likely, sure, once more, and over.

A promise is the window told last, or the checkout's; what we believe now is an estimate. A belief that
ends later than the promise makes a delay likely; the courier's own word, or the promise's end, makes
it sure. Each is one occurrence for each promise it is measured against: the message that tells a
new window makes a new promise, and so ends it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final, NamedTuple

from postpurchase.decisions.model import Occurrence
from postpurchase.eta import Estimate, EstimateBasis
from postpurchase.eta.estimates import dates_of
from postpurchase.order import ORDER, Shipment
from postpurchase.policy import TriggerOn
from postpurchase.situation import Situation
from postpurchase.vocabulary import Milestone, Outcome, Role
from postpurchase.windows import Instant, Window, local_date, start_of_day

LIKELY: Final = ("delay_likely",)
SURE: Final = ("delayed", "delayed_again")
LOOK_BACK: Final = 14
"""Days that a belief is followed back to the night on which it began."""

_ONE_DAY: Final = timedelta(days=1)


class Promise(NamedTuple):
    """A window somebody was told, when, and under which name."""

    t: Instant
    name: str
    window: Window


class Lateness(NamedTuple):
    """One parcel of one person, measured against what they were told."""

    situation: Situation
    parcel: Shipment | None
    promises: tuple[Promise, ...]
    told_sure: Instant | None
    told_any: Instant | None

    @property
    def promise(self) -> Promise:
        """The promise that binds: the latest."""
        return self.promises[-1]

    def last(self, window: Window) -> date:
        """Return the last local date of a window."""
        return dates_of(window, self.situation.local)[1]

    def is_later(self, estimate: Estimate) -> bool:
        """Tell whether an estimate ends on a later date than was promised."""
        return estimate.window is not None and self.last(estimate.window) > self.last(self.promise.window)

    def is_on_time(self, estimate: Estimate) -> bool:
        """Tell whether an estimate ends by the date that was promised first, after a later one was told."""
        first = self.last(self.promises[0].window)
        moved = self.last(self.promise.window) > first
        return moved and estimate.window is not None and self.last(estimate.window) <= first

    def since(self, holds: Callable[[Estimate], bool]) -> Instant:
        """Return since when what holds of the estimate has held: the courier's word, a night, or today's news."""
        situation, parcel = self.situation, self.parcel
        said = None if parcel is None else parcel.eta_since
        if said is not None and situation.estimate(parcel).basis is EstimateBasis.COURIER:
            return max(said, self.promise.t)
        found = news = max(self.promise.t, situation.order.newest_received)
        today = local_date(situation.now, situation.local)
        for back in range(LOOK_BACK):
            night = start_of_day(today - back * _ONE_DAY, situation.local)
            if night <= news or not holds(situation.estimate_at(night, parcel)):
                break
            found = night
        return found


def lateness(situation: Situation, subject: str, role: Role) -> Lateness | None:
    """Return how a parcel on its way stands to what its person was told; None where nothing was.

    What waits to be fetched, or could not be handed over, is not late by anybody's promise any more.
    """
    parcel = situation.order.shipment(subject)
    if parcel is not None and (parcel.outcome is not Outcome.OPEN or parcel.pickup is not None):
        return None
    if situation.order.first(Milestone.ATTEMPT_FAILED, subject) is not None:
        return None
    promises = tuple(_promises(situation, subject, role))
    if not promises:
        return None
    knows = situation.people[role]
    told = {
        kind: word.t for kind in (*LIKELY, *SURE) if (word := knows.latest_told(subject, kind)) is not None
    }
    sure = [told[kind] for kind in SURE if kind in told]
    return Lateness(situation, parcel, promises, max(sure, default=None), max(told.values(), default=None))


def _promises(situation: Situation, subject: str, role: Role) -> Iterator[Promise]:
    order = situation.order
    placed = order.first(Milestone.PLACED)
    promised = order.placed.promised.window if order.placed else None
    if placed is not None and promised is not None:
        yield Promise(placed.at, placed.event[1], promised)
    for t, name, about, window in situation.people[role].windows:
        if about in (subject, ORDER):
            yield Promise(t, name, window)


def likely(found: Lateness, grace: int) -> Iterator[Occurrence]:
    """Yield that a delay is likely: believed, by nobody's word, while the promise still stands."""
    estimate = found.situation.estimate(found.parcel)
    believed = estimate.basis not in (EstimateBasis.COURIER, EstimateBasis.PROMISED)
    if (
        believed
        and found.told_sure is None
        and found.is_later(estimate)
        and found.situation.now < _end(found)
    ):
        yield _occurrence(found, found.since(found.is_later), TriggerOn.DELAY_LIKELY)


def delayed(found: Lateness, grace: int) -> Iterator[Occurrence]:
    """Yield that it is late for the first time."""
    if found.told_sure is None:
        yield from _sure(found, grace, TriggerOn.DELAYED)


def delayed_again(found: Lateness, grace: int) -> Iterator[Occurrence]:
    """Yield that it is later than was told when it was late before."""
    if found.told_sure is not None and found.promise.t >= found.told_sure:
        yield from _sure(found, grace, TriggerOn.DELAYED_AGAIN)


def _sure(found: Lateness, grace: int, on: TriggerOn) -> Iterator[Occurrence]:
    estimate = found.situation.estimate(found.parcel)
    due = _end(found) + grace
    said = estimate.basis is EstimateBasis.COURIER or found.told_sure is not None
    if said and found.is_later(estimate):
        due = min(due, found.since(found.is_later))
    yield _occurrence(found, due, on)


def back_on_time(found: Lateness, grace: int) -> Iterator[Occurrence]:
    """Yield that what was late is expected by the date first promised after all."""
    if found.told_any is not None and found.is_on_time(found.situation.estimate(found.parcel)):
        yield _occurrence(found, found.since(found.is_on_time), TriggerOn.BACK_ON_TIME)


def _end(found: Lateness) -> Instant:
    return start_of_day(found.last(found.promise.window) + _ONE_DAY, found.situation.local)


def _occurrence(found: Lateness, due: Instant, on: TriggerOn) -> Occurrence:
    return Occurrence(due, found.promise.name, 1, on)


STAGES: Final = {
    TriggerOn.DELAY_LIKELY: likely,
    TriggerOn.DELAYED: delayed,
    TriggerOn.DELAYED_AGAIN: delayed_again,
    TriggerOn.BACK_ON_TIME: back_on_time,
}
"""What each trigger finds, by how long after a promise's end it is broken."""
