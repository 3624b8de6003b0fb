"""Where an order stands on a route, and when it will arrive from there.

Each leg's end restarts the count: what was quick or slow before it no longer matters. A parcel of
which nothing is heard for long is counted anew from then, and withheld when that goes on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, tzinfo
from typing import Final, NamedTuple

from postpurchase.classes import dataclass, replace
from postpurchase.errors import checked
from postpurchase.eta.estimates import (
    Assumption,
    Estimate,
    EstimateBasis,
    Withheld,
    if_believable,
    withheld,
)
from postpurchase.eta.legs import AT_THE_DOOR, LEG_ENDS, Forecast, Route
from postpurchase.eta.ranges import only_one_to_come
from postpurchase.kinds import must_be
from postpurchase.order import ORDER, Order, Shipment
from postpurchase.order.tables import SORTS, Sort
from postpurchase.vocabulary import EventKind, Milestone, ShipmentRole, Word
from postpurchase.windows import DateWindow, Instant, end_of_day, instant
from postpurchase.windows.instants import DAY

A_ROUTE: Final = "give Route(legs=..., zone=...)"

SILENT_LEGS: Final = 3
"""After as many times the longest that a leg takes, without a sign, nobody knows."""


class Standing(NamedTuple):
    """What is left of a way, since when, and when something was last heard of it."""

    left: Route
    since: Instant
    heard: Instant
    travelling: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """What may be promised before the order: when it leaves, when it arrives, and what that rests on.

    `ship_by` are the dates between which it leaves, in the shop's zone; the `ship_by` that a checkout promises is
    the end of the last of them. A window of more than 21 dates is withheld as too wide; the rest of the quote is
    said all the same.
    """

    ship_by: DateWindow | None
    window: DateWindow | None
    basis: EstimateBasis
    confidence: float | None = None
    assumptions: tuple[Assumption, ...] = ()
    withheld: Withheld | None = None


def quote(route: Route, at: datetime) -> Quote:
    """Return what a shop that knows its legs may promise for an order placed at that moment.

    >>> from postpurchase.eta.legs import Leg, LegKind
    >>> from postpurchase.windows import zone
    >>> way = Route(zone=zone("Asia/Tokyo"), legs=(Leg(kind=LegKind.LAST_MILE, days=(7, 21)),))
    >>> quote(way, datetime.fromisoformat("2026-10-05T22:40:00+09:00")).window
    <DateWindow 2026-10-12/2026-10-26>
    """
    must_be("route", route, Route, A_ROUTE)
    t = checked("at", instant, at)
    return quoted(_told(route.forecast(t)), t, route.zone)


def quoted(found: Estimate, t: Instant, zone: tzinfo) -> Quote:
    """Return an estimate as a quote, if it is believable."""
    told = if_believable(found, t, zone)
    return Quote(
        ship_by=found.ship_by,
        window=told.window if isinstance(told.window, DateWindow) else None,
        basis=told.basis,
        confidence=told.confidence,
        assumptions=found.assumptions,
        withheld=told.withheld,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRoute:
    """A model of what a shop knows: one route for all its orders."""

    route: Route

    def __post_init__(self) -> None:
        must_be("route", self.route, Route, A_ROUTE)

    def foresee(
        self,
        order: Order,
        now: Instant,
        zone: tzinfo,  # noqa: ARG002  the legs' own calendars say where their dates are counted
        shipment: Shipment | None,
    ) -> Estimate | None:
        """Return the estimate by the legs that are left, or None where there is nothing to count from."""
        standing = stand(order, self.route, shipment)
        return None if standing is None else from_legs(standing, now)


def from_legs(standing: Standing, now: Instant) -> Estimate:
    """Return when what is left of a way ends, as of `now`."""
    left, silent = standing.left, max(0, now - standing.heard)
    patience = SILENT_LEGS * max(1, left.legs[0].days[1]) * DAY
    if standing.travelling and silent >= patience:
        return withheld(Withheld.NO_SCAN)
    turns = [standing.heard + patience] if standing.travelling else []
    start, again = standing.since, None
    if standing.travelling and left.scan_days is not None:
        step = left.scan_days * DAY
        again = silent // step
        turns.append(standing.heard + (again + 1) * step)
        start = standing.heard + again * step if again else start
    told = _told(left.forecast(start), anew=bool(again), changes_at=min(turns, default=None))
    return replace(told, ship_by=still_ahead(told.ship_by, now, left.zone))


def still_ahead(ship_by: DateWindow | None, now: Instant, zone: tzinfo) -> DateWindow | None:
    """Return when something leaves, unless all its dates have passed and it did not."""
    return None if ship_by is None or end_of_day(ship_by.latest, zone) <= now else ship_by


def _told(found: Forecast, *, anew: bool = False, changes_at: Instant | None = None) -> Estimate:
    return Estimate(
        window=found.window,
        basis=EstimateBasis.NO_SCAN if anew else EstimateBasis.RANGES,
        changes_at=changes_at,
        assumptions=(*found.assumptions, *((Assumption.NO_SCAN,) if anew else ())),
        ship_by=found.ship_by,
    )


def stand(order: Order, route: Route, shipment: Shipment | None) -> Standing | None:
    """Return where an order, or one of its parcels, stands; None before it is placed and at the door."""
    if order.placed_at is None or (shipment is None and order.first(Milestone.ALL_DELIVERED) is not None):
        return None
    seen = [*_reached(order, shipment), *_released(order, shipment)]
    heard, travelling = last_sign(order, shipment)
    for leg in reversed(route.legs):
        ends = [(at, what) for what, at in seen if what in LEG_ENDS[leg.kind]]
        if ends:
            since, what = min(ends)
            left = _on_its_round(route.after(leg.kind), what)
            return None if left is None else Standing(left, since, heard, travelling)
    return Standing(route, order.placed_at, heard, travelling)


def _on_its_round(left: Route | None, what: Word) -> Route | None:
    """Return what is left of a way; of the last mile perhaps no day, where the first that is seen is its end."""
    if left is None or what not in AT_THE_DOOR:
        return left
    return replace(left, legs=tuple(replace(leg, days=(0, leg.days[1])) for leg in left.legs))


def last_sign(order: Order, shipment: Shipment | None) -> tuple[Instant, bool]:
    """Return when something was last seen of an order's parcel, and whether it is on its way at all."""
    parcel = parcel_of(order, shipment)
    subject = None if parcel is None else parcel.subject
    first = order.travelling[0] if order.travelling else None
    seen = [
        event.t
        for event in order.events
        if event.kind in SIGNS and order.subjects.get(event.shipment or "", first) == subject
    ]
    return (max(seen), True) if seen else (order.placed_at or 0, False)


SEEN: Final = frozenset({Sort.MOVEMENT, Sort.ROUND, Sort.DELIVERY, Sort.TURN, Sort.RETURN, Sort.LOSS})
SIGNS: Final = frozenset({EventKind.HANDED_OVER, *(kind for kind, sort in SORTS.items() if sort in SEEN)})
"""What shows that a parcel is on its way: its hand-over, and whatever a courier saw of it."""


def _reached(order: Order, shipment: Shipment | None) -> Iterator[tuple[Milestone, Instant]]:
    """Yield the milestones of a parcel and its order; of a whole order those of its only parcel, if it has only one."""
    parcel = parcel_of(order, shipment)
    subject = ORDER if parcel is None else parcel.subject
    for one in order.milestones:
        if one.subject in (ORDER, subject):
            yield one.milestone, one.at


def _released(order: Order, shipment: Shipment | None) -> Iterator[tuple[EventKind, Instant]]:
    """Yield when customs let a parcel go, or what it is packed from on its way to the shop: it is no milestone."""
    parcel = parcel_of(order, shipment)
    first = order.travelling[0] if order.travelling else None
    ours = {one.subject for one in order.shipments if one.role is ShipmentRole.INBOUND}
    ours |= set() if parcel is None else {parcel.subject}
    for event in order.events:
        if (
            event.kind is EventKind.CUSTOMS_RELEASED
            and order.subjects.get(event.shipment or "", first) in ours
        ):
            yield event.kind, event.t


def parcel_of(order: Order, shipment: Shipment | None) -> Shipment | None:
    """Return the parcel asked about; of a whole order the only one that is to come, if it has only one."""
    return only_one_to_come(order) if shipment is None else shipment
