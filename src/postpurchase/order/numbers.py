"""Tracking numbers: as what a fact counts that came by one, and which stretch of the way it covers."""

from __future__ import annotations

from postpurchase.events import Arrival, Carriage, Event, Tracking
from postpurchase.order.shipments import Parcel
from postpurchase.vocabulary import EventKind, TrackingPart, WarningKind

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

K = EventKind

NUMBERED: Final = (Carriage, Arrival)
"""The shapes of detail that may name the number by which a fact came."""


def kind_by_number(parcel: Parcel, event: Event, tracking: Tracking, *, is_scan: bool) -> EventKind | None:
    """Return as what a fact counts that came by a number; None if it moves nothing.

    The number that a parcel is passed on with is its last mile, and the one before its first.
    """
    known = parcel.ref(tracking.number)
    if known is not None and known.until is not None and event.t > known.until:
        parcel.warn(WarningKind.CLOSED_NUMBER, event)
        return None
    if event.kind is K.PASSED_TO_COURIER:
        return _pass_number(parcel, event, tracking) if known is None else event.kind
    if known is None:
        parcel.add_ref(tracking, event, tracking.part)
    part = known.part if known is not None else tracking.part
    if is_scan and part == TrackingPart.FIRST_MILE:
        return _first_mile(parcel, event.kind)
    parcel.last_mile_seen = parcel.last_mile_seen or (is_scan and part == TrackingPart.LAST_MILE)
    return event.kind


def _pass_number(parcel: Parcel, event: Event, tracking: Tracking) -> EventKind:
    whole, first, last = TrackingPart.WHOLE, TrackingPart.FIRST_MILE, TrackingPart.LAST_MILE
    parcel.refs = tuple(ref._replace(part=first) if ref.part is whole else ref for ref in parcel.refs)
    parcel.add_ref(tracking, event, last if tracking.part == whole else tracking.part)
    return event.kind


def _first_mile(parcel: Parcel, kind: EventKind) -> EventKind | None:
    if parcel.last_mile_seen:
        return None
    return K.PASSED_TO_COURIER if kind is K.DELIVERED else kind
