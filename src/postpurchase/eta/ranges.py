"""An estimate from what was given: the courier's own date, the checkout's promise, or a lead time in days.

The first believable source wins. A window that has passed is withheld rather than shown, and so
is one wider than `MAX_DATES`: saying nothing is more honest than saying what nobody believes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta, tzinfo
from typing import Final

from postpurchase.errors import invalid
from postpurchase.order import Order, Shipment
from postpurchase.vocabulary import Direction, Outcome, Word
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window, moment, start_of_day

MAX_DATES: Final = 21


class EstimateBasis(Word):
    """What an estimate rests on."""

    COURIER = "courier"
    PROMISED = "promised"
    RANGES = "ranges"
    WITHHELD = "withheld"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """How long orders take, as the shop knows it: calendar days from order to door, fewest and most."""

    lead_days: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.lead_days is not None and not 0 <= self.lead_days[0] <= self.lead_days[1] <= 365:
            raise invalid("lead_days", "not a range of days", "give fewest and most, as in [7, 21]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """What we believe now: a window or none, what it rests on, and when that changes by itself."""

    window: Window | None
    basis: EstimateBasis
    changes_at: Instant | None = None


NOTHING_KNOWN: Final = Estimate(window=None, basis=EstimateBasis.NONE)


def estimate(
    order: Order, ranges: Ranges, now: Instant, zone: tzinfo, shipment: Shipment | None = None
) -> Estimate:
    """Return the window for an order, or for one of its parcels, as of `now`.

    Dates are those of `zone`. Nothing is estimated for what has arrived, is lost or travels back.
    """
    if _has_ended(order, shipment):
        return NOTHING_KNOWN
    for basis, window in _sources(order, ranges, zone, shipment):
        if window is not None:
            return _if_believable(window, basis, now, zone)
    return NOTHING_KNOWN


def _has_ended(order: Order, shipment: Shipment | None) -> bool:
    if shipment is None:
        return not order.is_open
    return shipment.outcome is not Outcome.OPEN or shipment.direction is Direction.BACK


def _sources(
    order: Order, ranges: Ranges, zone: tzinfo, shipment: Shipment | None
) -> tuple[tuple[EstimateBasis, Window | None], ...]:
    promised = order.placed.promised if order.placed else None
    slot = promised.slot if promised else None
    return (
        (EstimateBasis.COURIER, shipment.eta if shipment else None),
        (EstimateBasis.PROMISED, promised.window if promised else None),
        (EstimateBasis.PROMISED, DateWindow(earliest=slot.date, latest=slot.date) if slot else None),
        (EstimateBasis.RANGES, _from_ranges(order, ranges, zone)),
    )


def _from_ranges(order: Order, ranges: Ranges, zone: tzinfo) -> DateWindow | None:
    if ranges.lead_days is None or order.placed_at is None:
        return None
    placed = moment(order.placed_at, zone).date()
    fewest, most = ranges.lead_days
    return DateWindow(earliest=placed + timedelta(days=fewest), latest=placed + timedelta(days=most))


def _if_believable(window: Window, basis: EstimateBasis, now: Instant, zone: tzinfo) -> Estimate:
    first, last = _dates(window, zone)
    ends = start_of_day(last + timedelta(days=1), zone)
    if now >= ends or (last - first).days >= MAX_DATES:
        return Estimate(window=None, basis=EstimateBasis.WITHHELD)
    return Estimate(window=window, basis=basis, changes_at=ends)


def _dates(window: Window, zone: tzinfo) -> tuple[date, date]:
    if isinstance(window, TimeWindow):
        return window.earliest.astimezone(zone).date(), window.latest.astimezone(zone).date()
    return window.earliest, window.latest
