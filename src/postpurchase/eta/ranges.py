"""An estimate from what was given: the courier's own date, the checkout's promise, a model, or a lead time.

The first believable source wins. A window that has passed is withheld rather than shown, and so
is an estimate of more than 21 dates: saying nothing is more honest than saying what nobody believes.
What the checkout promised is repeated however wide.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, tzinfo

from postpurchase.classes import dataclass
from postpurchase.eta.disruptions import Disruption, disturbed
from postpurchase.eta.estimates import (
    NOTHING_KNOWN,
    Estimate,
    EstimateBasis,
    Model,
    Withheld,
    check_days,
    dates_of,
    if_believable,
    withheld,
)
from postpurchase.order import CUSTOMER_FACING, Order, Shipment
from postpurchase.vocabulary import Direction, Outcome
from postpurchase.windows import DateWindow, Instant, Window, moment
from postpurchase.windows.instants import as_instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_OVER: Final = frozenset({Outcome.DELIVERED, Outcome.CANCELLED})
"""The outcomes after which something else of the order may still come."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranges:
    """How long orders take, as the shop knows it: calendar days from order to door, fewest and most.

    More than 21 dates, as (7, 28) makes them, are told to nobody; `lint` says so.
    """

    lead_days: tuple[int, int] | None = None

    def __post_init__(self) -> None:
        if self.lead_days is not None:
            check_days("lead_days", self.lead_days)


def estimate(
    order: Order,
    ranges: Ranges,
    now: Instant | datetime,
    zone: tzinfo,
    shipment: Shipment | None = None,
    model: Model | None = None,
    disruptions: tuple[Disruption, ...] = (),
) -> Estimate:
    """Return the estimate for an order, or for one of its parcels, as of `now`.

    Dates are those of `zone`. Nothing is estimated for what has arrived, is lost or travels back. The
    courier's own date counts before a slot, a slot before the model, and the model before the
    checkout's window and the shop's lead times, which say nothing of what is sent in another's place or in exchange. An order's only parcel speaks for it; of several, the
    one that the courier will bring last.
    """
    now = as_instant("now", now)
    if shipment is None and not order.is_open:
        return NOTHING_KNOWN
    parcel = only_one_to_come(order) if shipment is None else shipment
    ending = None if parcel is None else _ending(parcel)
    if ending is not None:
        return ending
    told = next(_said(order, parcel, model), None)
    if told is None:
        foreseen = next(_foreseen(order, ranges, now, zone, parcel, model), NOTHING_KNOWN)
        told = disturbed(foreseen, disruptions, order, parcel, zone)
    last = told if parcel is not None else _last_to_come(order, told, zone)
    return if_believable(last, now, zone)


def only_one_to_come(order: Order) -> Shipment | None:
    """Return the only parcel still to come, which speaks for its order, unless others are still to be packed."""
    parcel = order.only_parcel or _last_under_way(order)
    return None if parcel is None or parcel.outcome in _OVER or order.rest_waits else parcel


def _last_under_way(order: Order) -> Shipment | None:
    under_way = () if order.more_to_leave else _under_way(order)
    return under_way[0] if len(under_way) == 1 else None


def _under_way(order: Order) -> tuple[Shipment, ...]:
    """Return the parcels that are on their way to the customer, or will be."""
    return tuple(one for one in order.shipments if one.role in CUSTOMER_FACING and _ending(one) is None)


def _last_to_come(order: Order, found: Estimate, zone: tzinfo) -> Estimate:
    """Return an order's estimate, or the courier's for the parcel it will bring last, if that is later."""
    if found.window is None:
        return found
    parcels = (order.shipment(subject) for subject in order.travelling)
    windows = [one.eta for one in parcels if one is not None and one.eta is not None and _ending(one) is None]
    latest = max([found.window, *windows], key=lambda window: dates_of(window, zone)[1])
    return found if latest is found.window else _given(latest, EstimateBasis.COURIER)


def _ending(shipment: Shipment) -> Estimate | None:
    if shipment.outcome is Outcome.LOST:
        return withheld(Withheld.LOST)
    if shipment.outcome is not Outcome.OPEN:
        return NOTHING_KNOWN
    return withheld(Withheld.RETURNING) if shipment.direction is Direction.BACK else None


def _said(order: Order, shipment: Shipment | None, model: Model | None) -> Iterator[Estimate]:
    """Yield what was agreed or announced, which knows of disruptions: the courier's date, then the slot's."""
    promised = order.placed.promised if order.placed and _is_promised(order, shipment) else None
    if shipment is not None and shipment.eta is not None:
        yield _given(shipment.eta, EstimateBasis.COURIER)
    slot = promised.slot if promised else None
    if promised is not None and slot is not None and (model is not None or promised.window is None):
        yield _given(DateWindow(earliest=slot.date, latest=slot.date), EstimateBasis.PROMISED)


def _foreseen(
    order: Order,
    ranges: Ranges,
    now: Instant,
    zone: tzinfo,
    shipment: Shipment | None,
    model: Model | None,
) -> Iterator[Estimate]:
    foreseen = None if model is None else model.foresee(order, now, zone, shipment)
    if foreseen is not None:
        yield foreseen
    if not _is_promised(order, shipment):
        return
    promised = order.placed.promised if order.placed else None
    if promised is not None and promised.window is not None:
        yield _given(promised.window, EstimateBasis.PROMISED)
    lead = _from_lead_days(order, ranges, zone)
    if lead is not None:
        yield _given(lead, EstimateBasis.RANGES)


def _is_promised(order: Order, shipment: Shipment | None) -> bool:
    """Say whether the checkout's promise, or a lead time from the order on, is about what is still to come."""
    if shipment is not None or len(order.travelling) < 2:
        return shipment is None or shipment.is_promised
    under_way = [one for one in order.shipments if one.subject in order.travelling and _ending(one) is None]
    return not under_way or order.still_to_leave or any(one.is_promised for one in under_way)


def _given(window: Window, basis: EstimateBasis) -> Estimate:
    return Estimate(window=window, basis=basis)


def _from_lead_days(order: Order, ranges: Ranges, zone: tzinfo) -> DateWindow | None:
    if ranges.lead_days is None or order.placed_at is None:
        return None
    placed = moment(order.placed_at, zone).date()
    fewest, most = ranges.lead_days
    return DateWindow(earliest=placed + timedelta(days=fewest), latest=placed + timedelta(days=most))
