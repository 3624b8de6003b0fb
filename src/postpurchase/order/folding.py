"""From a history to an order's state: its plain beginning from one table, and what comes after from the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, cast

from postpurchase.events import Arrival, Carriage, Event, Placed
from postpurchase.order.model import Identity
from postpurchase.order.plain import OWN, Step, entries
from postpurchase.order.roster import roster_of
from postpurchase.order.rules import CAREFUL_RULES, RULES, Rule
from postpurchase.order.shipments import Parcel
from postpurchase.order.tables import RESPONSES
from postpurchase.order.tally import Journal
from postpurchase.order.whole import Fold
from postpurchase.vocabulary import EventKind, Milestone, TrackingHealth
from postpurchase.windows import Instant

_PLACED: Final = EventKind.ORDER_PLACED
_DELIVERED: Final = EventKind.DELIVERED
_UNSEEN: Final = frozenset({EventKind.SHIPMENT_PLANNED, EventKind.HANDED_OVER})
_PROVED_BY: Final = {
    Milestone.DISPATCHED: "left_by",
    Milestone.OUT_FOR_DELIVERY: "round_by",
    Milestone.DELIVERED: "delivered_by",
}


def fold(
    history: Sequence[Event], taken: Sequence[Step], earlier: Mapping[Identity, Instant], patience: int
) -> Fold:
    """Return the order folded from its events, each once and in order; `taken` is what the plain ones do.

    Where others stand beside the first parcel, or something is known before the order was placed, no
    fact is plain, and each goes to the careful rules.
    """
    roster = roster_of(history, earlier)
    order = Fold(roster, Journal(patience))
    if not taken or not roster.has_one_parcel:
        return _follow(CAREFUL_RULES, order, history)
    _stand(order, history, taken)
    return _follow(RULES, order, history[len(taken) :])


def _follow(rules: Mapping[EventKind, Rule], order: Fold, history: Iterable[Event]) -> Fold:
    for event in history:
        rules[event.kind](order, event)
    return order


def _stand(order: Fold, history: Sequence[Event], taken: Sequence[Step]) -> None:
    """Let an order stand where its plain facts brought it."""
    parcel, journal = order.parcels[0], order.journal
    for event, step in zip(history, taken):  # noqa: B905 - the rest of the history is not plain
        if event.kind in OWN:
            RULES[event.kind](order, event)
        elif event.kind is _PLACED:
            order.place(event, cast("Placed", event.details))
        else:
            _carry(parcel, event, step)
    stage = taken[-1].stage
    parcel.position, parcel.outcome, parcel.answers = stage.position, stage.outcome, RESPONSES[stage.outcome]
    journal.entries[:] = entries(history, taken)


def _carry(parcel: Parcel, event: Event, step: Step) -> None:
    """Note what is known of a parcel beside where it is."""
    if event.details is not step.bare:
        _note(parcel, event)
    if event.kind not in _UNSEEN:
        parcel.health = TrackingHealth.LIVE
    for _, milestone, _ in step.marks:
        if milestone in _PROVED_BY:
            setattr(parcel, _PROVED_BY[milestone], event)


def _note(parcel: Parcel, event: Event) -> None:
    """Take over what the details of a plain fact say, which is the first word of each."""
    details = cast("Carriage | Arrival", event.details)
    if details.tracking is not None and not parcel.refs:
        parcel.add_ref(details.tracking, event, details.tracking.part)
    if type(details) is Carriage:
        parcel.courier = parcel.courier if details.courier is None else details.courier
    elif event.kind is _DELIVERED:
        parcel.how, parcel.brought = cast("Arrival", details).how, event.lines
