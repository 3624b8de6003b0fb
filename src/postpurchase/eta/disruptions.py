"""Declared disruptions: a strike, a storm, a closed road, and whose parcels it holds up."""

from __future__ import annotations

from datetime import date, tzinfo

from postpurchase.classes import dataclass, replace
from postpurchase.errors import invalid
from postpurchase.eta.estimates import Assumption, Estimate, EstimateBasis, check_days, dates_of
from postpurchase.order import Order, Shipment
from postpurchase.vocabulary import Position
from postpurchase.windows import DateWindow
from postpurchase.windows.checks import check_date

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

PAST_IT: Final = frozenset({Position.WITH_COURIER, Position.AT_PICKUP_POINT})
"""Where a parcel is past whatever holds up its way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Disruption:
    """Dates, both included, in which a courier or a region is held up, and by how many days: fewest and most.

    It holds up what was expected in those dates. Without a courier, a country or a region it is everybody's.
    """

    start: date
    end: date
    days: tuple[int, int] = (0, 3)
    courier: str | None = None
    country: str | None = None
    region: str | None = None
    name: str = ""

    def __post_init__(self) -> None:
        check_date("start", self.start)
        check_date("end", self.end)
        check_days("days", self.days)
        if self.end < self.start:
            raise invalid("end", "before the start", "give the same date or a later one")

    def concerns(self, order: Order, shipment: Shipment | None) -> bool:
        """Tell whether an order, or one of its parcels, is on a way that is held up."""
        placed = order.placed
        if placed is None or (shipment is not None and shipment.position in PAST_IT):
            return False
        courier = (shipment.courier if shipment else None) or placed.promised.courier
        pairs = (
            (self.courier, courier),
            (self.country, placed.destination.country),
            (self.region, placed.destination.region),
        )
        return all(wanted in (None, given) for wanted, given in pairs)


def disturbed(
    found: Estimate,
    disruptions: tuple[Disruption, ...],
    order: Order,
    shipment: Shipment | None,
    zone: tzinfo,
) -> Estimate:
    """Return an estimate made later by the disruptions that it meets."""
    for one in disruptions:
        if found.window is not None and one.concerns(order, shipment):
            first, last = dates_of(found.window, zone)
            if first <= one.end and one.start <= last:
                found = _held_up(found, one, first, last)
    return found


def _held_up(found: Estimate, by: Disruption, first: date, last: date) -> Estimate:
    fewest, most = by.days
    window = DateWindow(earliest=first, latest=first).shifted(fewest)
    window = replace(window, latest=DateWindow(earliest=last, latest=last).shifted(most).latest)
    promised = found.basis is EstimateBasis.PROMISED
    return replace(
        found,
        window=window,
        basis=EstimateBasis.RANGES if promised else found.basis,
        confidence=None,
        assumptions=(*found.assumptions, Assumption.DISRUPTION),
    )
