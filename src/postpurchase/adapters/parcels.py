"""A vendor's parcel as written: what every vendor's module yields, before anything is concluded."""

from __future__ import annotations

from postpurchase.adapters.adapted import compact
from postpurchase.adapters.meanings import Reading
from postpurchase.adapters.reading import Node
from postpurchase.classes import dataclass
from postpurchase.events import Tracking
from postpurchase.vocabulary import ShipmentRole


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One line of a vendor's list, with what its code means."""

    node: Node
    reading: Reading
    when: str
    place: str = ""
    text: str = ""
    courier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A vendor's summary of a parcel; `is_new` says whether the vendor calls it a change."""

    reading: Reading
    at: str = ""
    is_new: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """When a vendor thinks a parcel arrives; `looked_at` are the times it must not merely repeat."""

    node: Node
    earliest: str
    latest: str
    looked_at: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parcel:
    """A parcel with its scans in the vendor's order; `legs` are other couriers' numbers of it."""

    node: Node
    number: str
    vendor_id: str
    courier: str
    headline: Headline
    scans: tuple[Scan, ...] = ()
    estimate: Estimate | None = None
    url: str | None = None
    role: ShipmentRole | None = None
    legs: tuple[tuple[str, Tracking], ...] = ()

    @property
    def key(self) -> str:
        """What tells this parcel from others: its number, else the vendor's id of the tracking."""
        return compact(self.number) or self.vendor_id

    @property
    def tracking(self) -> Tracking | None:
        """The tracking number, if there is one."""
        return Tracking(number=compact(self.number), url=self.url) if self.number else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a vendor's module found in a payload."""

    parcels: tuple[Parcel, ...]
    delivery_id: str = ""
