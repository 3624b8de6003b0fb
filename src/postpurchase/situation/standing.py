"""How an order stands, in one word, for whoever asks after it or has long heard nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import time

from postpurchase.eta.estimates import dates_of
from postpurchase.order import GONE, Shipment
from postpurchase.situation.knowledge import Knowledge
from postpurchase.situation.whole import Situation
from postpurchase.vocabulary import (
    Cancellation,
    Direction,
    Milestone,
    Outcome,
    Position,
    Problem,
    Progress,
    Supply,
)
from postpurchase.windows import DateWindow, Instant, Slot, Window, end_of_day, local_date

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

Codes = Mapping[str, tuple[time, time]]
"""The hours behind a courier's codes for its slots."""

_AT_THE_SHOP: Final = (Progress.PLACED, Progress.CONFIRMED, Progress.PREPARING)
_HERE: Final = (Position.PLANNED, Position.ANNOUNCED)
SETTLED: Final = frozenset(
    {
        "cancelled",
        "delivered",
        "refunded",
        "lost",
        "returning",
        "returned",
        "waiting",
        "address",
        "customs",
        "missed",
        "tried",
        "unavailable",
    }
)
"""The words of an order of which no day of delivery is to be told: it is over, stuck, or waits for somebody."""


def standing(situation: Situation, codes: Codes) -> str | None:
    """Return how the order stands, the weightiest first; None where nothing has happened to it yet."""
    return next((word for word, holds in _WORDS.items() if holds(situation, codes)), None)


def slot_is_over(situation: Situation, codes: Codes) -> bool:
    """Say whether the slot has passed; one whose hours nobody knows passes with its day."""
    slot = situation.slot
    if slot is None:
        return False
    return _end_of(situation, slot, codes) <= situation.now


def _end_of(situation: Situation, slot: Slot, codes: Codes) -> Instant:
    span = slot.span(situation.local, codes)
    return span[1] if span else end_of_day(slot.date, situation.local)


def is_late(situation: Situation, person: Knowledge, codes: Codes) -> bool:
    """Say whether what that person was last told of the day has passed, and nothing newer is known."""
    if situation.estimate(None).window is not None:
        return False
    told = [one for one in person.windows if _is_of_what_comes(situation, one[2])][-1:]
    return slot_is_over(situation, codes) or any(is_past(situation, window) for _, _, _, window in told)


def _is_of_what_comes(situation: Situation, subject: str) -> bool:
    """Say whether a word about that parcel, or the order, tells when what is under way comes: not in another's place."""
    coming = awaited(situation)
    return not coming or any(one.is_promised or one.subject == subject for one in coming)


def is_past(situation: Situation, window: Window) -> bool:
    """Say whether the last day of a window has passed."""
    dates = window if isinstance(window, DateWindow) else window.dates(situation.local)
    return dates.latest < local_date(situation.now, situation.local)


def awaited(situation: Situation) -> tuple[Shipment, ...]:
    """Return the parcels that have left and are still on their way to the customer."""
    return tuple(
        one
        for one in situation.parcels
        if one.outcome is Outcome.OPEN and one.direction is Direction.FORWARD and one.position not in _HERE
    )


def waiting(situation: Situation) -> Shipment | None:
    """Return the first parcel that waits to be collected."""
    return next((one for one in awaited(situation) if one.position is Position.AT_PICKUP_POINT), None)


_OF_ONE: Final = frozenset({"lost", "returning", "returned", "waiting"})
"""The words that one parcel of several may bring about."""


def is_of_several(situation: Situation, state: str | None) -> bool:
    """Say whether the word speaks of several parcels, or of one of several."""
    if state == "on_the_way":
        return len(awaited(situation)) > 1
    return state in _OF_ONE and sum(one.outcome is not Outcome.CANCELLED for one in situation.parcels) > 1


def _is_lost(situation: Situation) -> bool:
    """Say whether a parcel is gone and none was sent in its place."""
    replaced = any(not one.is_promised for one in awaited(situation))
    return not replaced and any(one.outcome in GONE for one in situation.parcels)


def _is_missed(situation: Situation, codes: Codes) -> bool:
    """Say whether a parcel did not come in its slot, and no later day was named since."""
    slot, window = situation.slot, situation.estimate(None).window
    is_at_shop = situation.order.progress in _AT_THE_SHOP
    if slot is None or not (is_at_shop or awaited(situation)) or not slot_is_over(situation, codes):
        return False
    return (
        window is None or not _ends_after(situation, window, slot) or not _named_since(situation, slot, codes)
    )


def _ends_after(situation: Situation, window: Window, slot: Slot) -> bool:
    return dates_of(window, situation.local)[1] > slot.date


def _named_since(situation: Situation, slot: Slot, codes: Codes) -> bool:
    """Say whether a day after a slot's was named: by the courier, or to anybody once the slot was over."""
    said = [one.eta for one in awaited(situation) if one.eta is not None]
    end = _end_of(situation, slot, codes)
    said += [window for person in situation.people.values() for t, _, _, window in person.windows if t >= end]
    return any(_ends_after(situation, window, slot) for window in said)


def _is_out(situation: Situation) -> bool:
    """Say whether the only parcel is at the courier's who set off with it today."""
    alone = awaited(situation)
    if len(alone) != 1 or alone[0].position is not Position.WITH_COURIER:
        return False
    today = local_date(situation.now, situation.local)
    return any(local_date(one, situation.local) == today for one in _set_off(situation, alone[0].subject))


def _set_off(situation: Situation, subject: str) -> Iterator[int]:
    for one in situation.order.milestones:
        if one.milestone is Milestone.OUT_FOR_DELIVERY and one.subject == subject:
            yield one.at


def names_no_day(situation: Situation, state: str | None) -> bool:
    """Say whether no day of delivery is to be told: it is settled, or comes today anyway."""
    if state in SETTLED:
        return True
    return state == "out" and situation.slot is None and not _is_today(situation)


def _is_today(situation: Situation) -> bool:
    window, today = situation.estimate(None).window, local_date(situation.now, situation.local)
    return window is not None and dates_of(window, situation.local) == (today, today)


def _was_tried(situation: Situation) -> bool:
    """Say whether the only parcel could not be handed over, and its courier has named no day since."""
    alone = awaited(situation)
    if len(alone) != 1:
        return False
    tried = [
        one.at
        for one in situation.order.milestones
        if one.milestone is Milestone.ATTEMPT_FAILED and one.subject == alone[0].subject
    ]
    return bool(tried) and (alone[0].eta_since or 0) <= tried[-1]


def _is_at(*positions: Position) -> Callable[[Situation, Codes], bool]:
    """Return whether the only parcel on its way is at one of those."""

    def holds(situation: Situation, codes: Codes) -> bool:
        alone = awaited(situation)
        return len(alone) == 1 and alone[0].position in positions

    return holds


def _is_stuck_for(*problems: Problem) -> Callable[[Situation, Codes], bool]:
    """Return whether the only parcel on its way has one of those problems."""

    def holds(situation: Situation, codes: Codes) -> bool:
        alone = awaited(situation)
        return len(alone) == 1 and any(one.problem in problems for one in alone[0].problems)

    return holds


def _all_at(*stages: Supply) -> Callable[[Situation, Codes], bool]:
    """Return whether all goods have come to one of those stages."""

    def holds(situation: Situation, codes: Codes) -> bool:
        found = [stage for line in situation.order.lines for stage, units in line.stages.items() if units]
        return bool(found) and all(stage in stages for stage in found)

    return holds


def _any_at(*stages: Supply) -> Callable[[Situation, Codes], bool]:
    """Return whether any of the goods is at one of those stages."""

    def holds(situation: Situation, codes: Codes) -> bool:
        return any(line.stages.get(stage) for line in situation.order.lines for stage in stages)

    return holds


_BOUGHT: Final = (Supply.SECURED, Supply.INBOUND, Supply.IN_COUNTRY, Supply.RECEIVED, Supply.INSPECTED)
_ALL_READY: Final = _all_at(Supply.READY)
_WORDS: Final[Mapping[str, Callable[[Situation, Codes], bool]]] = {
    "cancelled": lambda s, codes: s.order.cancellation is Cancellation.FULL,
    "delivered": lambda s, codes: s.order.first(Milestone.ALL_DELIVERED) is not None,
    "refunded": lambda s, codes: s.order.is_paid_back and not awaited(s),
    "lost": lambda s, codes: _is_lost(s),
    "returning": lambda s, codes: any(
        one.direction is Direction.BACK and one.outcome is Outcome.OPEN for one in s.parcels
    ),
    "returned": lambda s, codes: not awaited(s) and any(one.outcome is Outcome.RETURNED for one in s.parcels),
    "waiting": lambda s, codes: waiting(s) is not None,
    "address": _is_stuck_for(Problem.ADDRESS),
    "customs": _is_stuck_for(Problem.CUSTOMS_HOLD, Problem.DUTY_DUE, Problem.DOCUMENTS),
    "missed": _is_missed,
    "out": lambda s, codes: _is_out(s),
    "tried": lambda s, codes: s.slot is None and _was_tried(s),
    "in_city": _is_at(Position.IN_CITY),
    "in_country": _is_at(Position.ENTERED_COUNTRY),
    "on_the_way": lambda s, codes: bool(awaited(s)),
    "partly": lambda s, codes: s.order.progress is Progress.PARTLY_DELIVERED,
    "unavailable": _any_at(Supply.UNAVAILABLE),
    "ready": lambda s, codes: s.order.first(Milestone.READY) is not None and _ALL_READY(s, codes),
    "made": _all_at(Supply.PRODUCED),
    "making": _any_at(Supply.IN_PRODUCTION),
    "secured": _all_at(*_BOUGHT),
}
