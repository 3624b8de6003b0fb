"""What an adapter is told, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Final

from postpurchase.errors import Fault, InvalidInput
from postpurchase.events import Event, Tracking
from postpurchase.vocabulary import ShipmentRole, Word
from postpurchase.windows import instant, zone


class WarningCode(Word):
    """What an adapter found odd in a payload; nothing here stops it."""

    NOT_AN_OBJECT = "not_an_object"
    NOT_TRACKING = "not_tracking"
    WRONG_SHAPE = "wrong_shape"
    MISSING = "missing"
    BAD_TIME = "bad_time"
    FUTURE_TIME = "future_time"
    UNKNOWN_CODE = "unknown_code"
    FEED_ERROR = "feed_error"
    HEADLINE_DIFFERS = "headline_differs"
    BAD_ETA = "bad_eta"
    STALE_ETA = "stale_eta"
    UNLIKELY_ETA = "unlikely_eta"
    TOO_MANY = "too_many"


@dataclass(frozen=True, slots=True)
class AdapterWarning:
    """Something odd in a payload: a code, and the path to it; never the value found there.

    >>> print(AdapterWarning(WarningCode.BAD_TIME, "tracking_details.4.datetime"))
    tracking_details.4.datetime: bad_time
    """

    code: WarningCode
    path: str = ""

    def __str__(self) -> str:
        return f"{self.path or '(whole)'}: {self.code}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ParcelRef:
    """A parcel that a payload speaks of.

    `shipment` is the id its events carry: the one the caller knows for the number, else `trk:` and
    the number, else `trk:` and the vendor's id of the tracking. The number comes first because two
    vendors, and a tracking that is created anew, share it. `legs` are other couriers' numbers of the
    same parcel, `headline` is the vendor's summary of it in the vendor's word, and `headline_is_new`
    says whether the vendor calls that a change.
    """

    shipment: str | None
    vendor_id: str = ""
    courier: str | None = None
    role: ShipmentRole | None = None
    tracking: Tracking | None = None
    legs: tuple[tuple[str, Tracking], ...] = ()
    headline: str = ""
    headline_is_new: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapted:
    """A payload as events.

    `warnings` is what was odd, `unrecognised` the vendor's words that no table holds, and
    `delivery_id` what the vendor calls this delivery, for deduplication before anything else.
    """

    events: tuple[Event, ...] = ()
    parcels: tuple[ParcelRef, ...] = ()
    warnings: tuple[AdapterWarning, ...] = ()
    unrecognised: tuple[str, ...] = ()
    delivery_id: str | None = None


_NOTHING: Final[Mapping[str, str]] = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery of a payload: what its receiver knows beside the payload itself.

    `known` gives the shop's own shipment ids by tracking number, `zone` is where times without
    an offset are read. Raises `InvalidInput` and `UnknownName` for what the caller got wrong.
    """

    order: str
    received_at: datetime
    topic: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)
    zone: tzinfo | None = None
    known: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    @classmethod
    def of(
        cls,
        *,
        order: str,
        received_at: datetime,
        topic: str | None,
        headers: Mapping[str, str] | None,
        local_zone: str | None,
        known: Mapping[str, str] | None,
    ) -> Delivery:
        """Return a delivery made of a caller's arguments, all faults of which are reported at once."""
        faults = list(_faults(order, topic, headers=headers, known=known))
        try:
            instant(received_at)
        except InvalidInput as error:
            faults += [fault.under("received_at") for fault in error.faults]
        if faults:
            raise InvalidInput(faults)
        return cls(
            order=order,
            received_at=received_at,
            topic=topic or "",
            headers={str(name).casefold(): str(value) for name, value in (headers or {}).items()},
            zone=zone(local_zone) if local_zone is not None else None,
            known={compact(str(number)): str(shipment) for number, shipment in (known or {}).items()},
        )


def _faults(order: object, topic: object, **mappings: object) -> list[Fault]:
    faults = []
    if not isinstance(order, str) or not order:
        faults.append(Fault("order", "not a name", "give the order's id"))
    if topic is not None and not isinstance(topic, str):
        faults.append(Fault("topic", "not text", "give the topic's name, or None"))
    for path, value in mappings.items():
        if value is not None and not isinstance(value, Mapping):
            faults.append(Fault(path, "not a mapping", "give names and values, or None"))
    return faults


def compact(number: str) -> str:
    """Return a tracking number as couriers compare it: no spaces, capital letters.

    >>> compact("ra 223 547 577 ru")
    'RA223547577RU'
    """
    return "".join(number.split()).upper()
