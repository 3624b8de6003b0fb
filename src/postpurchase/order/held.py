"""What of an order's parcels counts towards the whole, kept up as each parcel changes.

Looking at every parcel after every event would cost the square of their number. So the units held of
each line are counted up and down as parcels change, and with them the lines still short of their
live units; only when the lines themselves change is everything counted anew.
"""

from __future__ import annotations

from collections.abc import Callable

from postpurchase.order.lines import Contents, Goods, Item
from postpurchase.order.model import CUSTOMER_FACING, GONE
from postpurchase.order.shipments import Parcel
from postpurchase.vocabulary import Mode, Outcome, ShipmentRole

_VOID = Outcome.CANCELLED  # on 3.11 a member looked up in its class costs five times a name
NOT_COMING = GONE | {Outcome.RETURNED}
"""The ends of a parcel that never reached its customer."""


def is_carrying(parcel: Parcel) -> bool:
    """Say whether a parcel is on its way to the customer, its label not void."""
    return parcel.role in CUSTOMER_FACING and parcel.outcome is not _VOID


class Held:
    """What counts by one measure: how many parcels, how many of unknown contents, and the units of each line."""

    def __init__(self, measure: Callable[[Parcel], Contents | None]) -> None:
        self.measure = measure
        self.parts: set[str] = set()
        self.counted: dict[str, Contents] = {}
        self.blank = 0
        self.awaited: set[str] = set()
        self.missed: set[str] = set()
        self.units: dict[str, int] = {}
        self.wholes: dict[str, int] = {}
        self.needed: dict[str, Item] = {}
        self.short: set[str] = set()
        self.edition = -1

    def note(self, parcel: Parcel) -> None:
        """Take in how a parcel stands by now."""
        carries = is_carrying(parcel)
        (self.missed.add if carries and parcel.outcome in NOT_COMING else self.missed.discard)(parcel.subject)
        if carries and parcel.role is ShipmentRole.OUTBOUND and not parcel.further:
            self.parts.add(parcel.subject)
        else:
            self.parts.discard(parcel.subject)
        new, old = self.measure(parcel) if carries else None, self.counted.get(parcel.subject)
        waits = carries and parcel.further and not parcel.made_up and new is None
        (self.awaited.add if waits else self.awaited.discard)(parcel.subject)
        if new != old:
            self._put(old, -1)
            self._put(new, +1)
            if new is None:
                del self.counted[parcel.subject]
            else:
                self.counted[parcel.subject] = new

    def _put(self, contents: Contents | None, sign: int) -> None:
        if contents is None:
            return
        self.blank += 0 if contents else sign
        for line in contents:
            counts = self.wholes if line.qty is None else self.units
            counts[line.id] = counts.get(line.id, 0) + sign * (1 if line.qty is None else line.qty)
            if line.id in self.needed:
                self._measure(line.id)

    def _measure(self, name: str) -> None:
        covered = self.wholes.get(name, 0) > 0 or self.units.get(name, 0) >= self.needed[name].live
        (self.short.discard if covered else self.short.add)(name)

    def is_complete(self, goods: Goods) -> bool:
        """Say whether what counts covers all live units; as `Fold.is_complete` does by looking at every parcel."""
        if self.awaited:
            return False
        if not self.counted or self.blank or not goods.items:
            return 0 < len(self.parts) <= len(self.counted)
        if self.edition != goods.edition:
            self._count_anew(goods)
        return bool(self.needed) and not self.short

    def _count_anew(self, goods: Goods) -> None:
        self.edition = goods.edition
        self.needed = {
            name: item for name, item in goods.items.items() if item.live and item.mode is not Mode.DIGITAL
        }
        self.short = set()
        for name in self.needed:
            self._measure(name)
