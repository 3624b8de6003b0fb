"""Who the parcels of a history are: asked of the whole history before it is folded.

A parcel's role is the first one stated. The first outbound parcel that anybody named, by when its name
was learned, is the order's parcel "1", and keeps that subject for ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from postpurchase.classes import NamedTuple
from postpurchase.events import Carriage, Event
from postpurchase.order.model import FIRST_SHIPMENT, ORDER, Identity
from postpurchase.order.tables import RECYCLED_BEFORE, SLACK
from postpurchase.vocabulary import EventKind, ShipmentRole
from postpurchase.windows import Instant

_ESCAPE = "#"
_PLACED, _OUTBOUND = EventKind.ORDER_PLACED, ShipmentRole.OUTBOUND


class Roster(NamedTuple):
    """Which role was stated of each parcel, which outbound one is the first, and how the order was placed."""

    stated: Mapping[str, ShipmentRole | None]
    first: str | None
    placing: Event | None

    @property
    def has_one_parcel(self) -> bool:
        """Whether nobody named a parcel besides the first outbound one."""
        return len(self.stated) == (self.first is not None)

    def role(self, name: str) -> ShipmentRole:
        """Return a parcel's role."""
        return self.stated.get(name) or _OUTBOUND

    def subject(self, name: str) -> str:
        """Return what milestones and keys call a parcel; no two parcels share it, nor one with the order."""
        if name == self.first:
            return FIRST_SHIPMENT
        return _ESCAPE + name if name in {FIRST_SHIPMENT, ORDER} or name[0] == _ESCAPE else name

    def is_too_early(self, event: Event) -> bool:
        """Return whether a parcel's fact lies so long before the order that it is not about this one."""
        if self.placing is None:
            return False
        return event.t + SLACK[event.time_quality] < self.placing.t - RECYCLED_BEFORE


def roster_of(history: Sequence[Event], earlier: Mapping[Identity, Instant]) -> Roster:
    """Return who the parcels of a history are; events in order, each once."""
    stated: dict[str, ShipmentRole | None] = {}
    for event in history:
        name = event.shipment
        if name and stated.get(name) is None:
            details = event.details
            role = details.role if type(details) is Carriage else None
            stated[name] = ShipmentRole(role) if role else None
    outbound = [name for name, role in stated.items() if role is None or role is _OUTBOUND]
    if len(outbound) > 1:
        outbound = [_first_learned(history, earlier, outbound)]
    return Roster(stated, outbound[0] if outbound else None, _placing(history))


def _first_learned(history: Sequence[Event], earlier: Mapping[Identity, Instant], names: list[str]) -> str:
    learned: dict[str, tuple[Instant, int]] = {}
    wanted = frozenset(names)
    for place, event in enumerate(history):
        name = event.shipment
        if name is not None and name in wanted:
            at = earlier.get(event.identity, event.learned), place
            learned[name] = min(at, learned.get(name, at))
    return min(
        learned, key=learned.__getitem__
    )  # of one instant, by the events that told of them: later news renames none


def _placing(history: Sequence[Event]) -> Event | None:
    if history[0].kind is _PLACED:
        return history[0]
    return next((event for event in history if event.kind is _PLACED), None)
