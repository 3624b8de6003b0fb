"""Folding events to an order: the same set of events gives the same order, whatever came first.

`replay` is one pass over the events in order, one look into a table for each, and an immutable `Order`
at the end. What its readers see is made from the fold when they first look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from postpurchase.errors import Fault, InvalidInput, invalid
from postpurchase.events import Event, distinct
from postpurchase.kinds import must_be, must_be_all
from postpurchase.order.history import Order
from postpurchase.order.model import Identity
from postpurchase.windows import Instant, instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

CONTESTED_AFTER: Final = timedelta(hours=12)
"""How much later than a delivery a movement contradicts it.

Real feeds hold both: a depot scan that is true and, by mixed zones, 3 h 33 later than the delivery;
and one 22 h 20 later after a delivery that never was.
"""

_ZERO: Final = timedelta(0)
_SECOND: Final = timedelta(seconds=1)
_NOTHING_EARLIER: Final[Mapping[Identity, Instant]] = {}


def replay(
    events: Iterable[Event],
    *,
    known_by: datetime | None = None,
    contested_after: timedelta = CONTESTED_AFTER,
) -> Order:
    """Return the order that a set of events amounts to; their sequence and repeats do not matter.

    `known_by` asks what was known then: it leaves out what was received later. Raises `InvalidInput`
    for events of several orders, and where there is none.

    >>> from postpurchase.vocabulary import EventKind
    >>> at = datetime.fromisoformat
    >>> placed = Event(kind=EventKind.ORDER_PLACED, order="o1", at=at("2026-10-05T22:40:00+09:00"))
    >>> handed = Event(kind=EventKind.HANDED_OVER, order="o1", at=at("2026-10-19T14:00:00+09:00"))
    >>> replay([handed, placed])
    <Order o1 dispatched: 2 events, 1 shipment, 2 milestones>
    >>> replay([handed, placed], known_by=at("2026-10-06T00:00:00Z"))
    <Order o1 placed: 1 event, 1 shipment, 1 milestone>
    """
    copies = _listed(events)
    if known_by is not None:
        copies = _received_by(copies, known_by)
    return Order(*_history(copies, _NOTHING_EARLIER), _seconds(contested_after))


def evolve(order: Order, event: Event) -> Order:
    """Return the order with one event more; all of it is folded anew, for the event may be an old one.

    Long streams are for `replay`, which folds once.
    """
    must_be("order", order, Order, "give what replay(events) returns")
    copies = _listed((*order.events, must_be("event", event, Event, "give an Event")))
    return Order(*_history(copies, order.learned_earlier), order.patience)


def _history(
    copies: Sequence[Event], earlier: Mapping[Identity, Instant]
) -> tuple[tuple[Event, ...], Mapping[Identity, Instant]]:
    """Return each event once and in order, and when those were learned that came earlier in another copy."""
    if _is_history(copies):
        return tuple(copies), earlier
    _check(copies)
    learned: dict[Identity, Instant] = {}
    pairs = distinct(copies)
    for event, first in pairs:
        known = min(first, earlier.get(event.identity, first))
        if known != event.learned:
            learned[event.identity] = known
    return tuple(event for event, _ in pairs), learned


def _is_history(copies: Sequence[Event]) -> bool:
    """Return whether events of one order stand in order already and once each, as they mostly do."""
    before = -1
    order = copies[0].order if copies and isinstance(copies[0], Event) else None
    seen = set()
    for event in copies:
        if type(event) is not Event or event.t <= before or event.order != order:
            return False
        before = event.t
        seen.add(event.id)
    return 0 < len(seen) == len(copies)


def _check(copies: Sequence[object]) -> None:
    events = must_be_all("events", copies, Event, "give instances of Event")
    if not events:
        raise invalid("events", "empty", "give the events of one order, at least one")
    faults = [
        Fault(f"events.{i}.order", "not the order of events.0", "give the events of one order")
        for i, event in enumerate(events)
        if event.order != events[0].order
    ]
    if faults:
        raise InvalidInput(faults)


def _listed(events: Iterable[Event]) -> list[Event]:
    try:
        return list(events)
    except TypeError:
        raise invalid("events", "not a collection of events", "give a list of Event") from None


def _received_by(copies: list[Event], known_by: datetime) -> list[Event]:
    """Return the copies received by then; other rules see none of the later ones."""
    _check(copies)
    try:
        t = instant(known_by)
    except InvalidInput as error:
        raise InvalidInput(fault.under("known_by") for fault in error.faults) from None
    known = [event for event in copies if event.learned <= t]
    if not known:
        raise invalid("known_by", "before anything of this order was known", "give a later instant")
    return known


def _seconds(span: object) -> int:
    if not isinstance(span, timedelta) or span < _ZERO:
        raise invalid("contested_after", "not a duration of at least 0", "give a timedelta, as 12 hours")
    return span // _SECOND
