"""From a history to an order's state: its plain beginning from one table, and what comes after from the rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from postpurchase.classes import cast
from postpurchase.events import Arrival, Carriage, Event
from postpurchase.order.model import Identity
from postpurchase.order.plain import Step, entries
from postpurchase.order.roster import Roster, roster_of
from postpurchase.order.rules import CAREFUL_RULES, RULES, Rule
from postpurchase.order.shipments import Parcel
from postpurchase.order.tables import RESPONSES
from postpurchase.order.tally import Journal
from postpurchase.order.whole import Fold
from postpurchase.vocabulary import EventKind, TrackingHealth
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_DELIVERED: Final = EventKind.DELIVERED
_LIVE: Final = TrackingHealth.LIVE


def fold(
    history: Sequence[Event], taken: Sequence[Step], earlier: Mapping[Identity, Instant], patience: int
) -> Fold:
    """Return the order folded from its events, each once and in order; `taken` is what the plain ones do.

    Where others stand beside the first parcel, or something is known before the order was placed, no
    fact is plain, and each goes to the careful rules.
    """
    roster = roster_of(history, earlier) if len(taken) < len(history) else _roster(history)
    order = Fold(roster, Journal(patience))
    if not taken or not roster.has_one_parcel:
        return _follow(CAREFUL_RULES, order, history)
    _stand(order, history, taken)
    return _follow(RULES, order, history[len(taken) :])


def _roster(history: Sequence[Event]) -> Roster:
    """Return who the parcels of a wholly plain history are: one at most, on its way to the customer."""
    name = next((event.shipment for event in history if event.shipment), None)
    return Roster({name: None} if name else {}, name, history[0])


def _follow(rules: Mapping[EventKind, Rule], order: Fold, history: Iterable[Event]) -> Fold:
    for event in history:
        rules[event.kind](order, event)
    return order


def _stand(order: Fold, history: Sequence[Event], taken: Sequence[Step]) -> None:
    """Let an order stand where its plain facts brought it."""
    parcel = order.parcels[0]
    for event, step in zip(history, taken):  # noqa: B905 - the rest of the history is not plain
        if step.bare is None:
            RULES[event.kind](order, event)
            continue
        for name in step.proves:
            setattr(parcel, name, event)
        if event.details is not step.bare:
            _note(parcel, event)
        if step.is_seen:
            parcel.health = _LIVE
    stage = taken[-1].stage
    parcel.position, parcel.outcome, parcel.answers = stage.position, stage.outcome, RESPONSES[stage.outcome]
    order.journal.entries[:] = entries(history, taken)


def _note(parcel: Parcel, event: Event) -> None:
    """Take over what the details of a plain fact say, which is the first word of each."""
    details = cast("Carriage | Arrival", event.details)
    if details.tracking is not None and not parcel.refs:
        parcel.add_ref(details.tracking, event, details.tracking.part)
    if type(details) is Carriage:
        parcel.courier = parcel.courier if details.courier is None else details.courier
    elif event.kind is _DELIVERED:
        parcel.how, parcel.brought = cast("Arrival", details).how, event.lines
