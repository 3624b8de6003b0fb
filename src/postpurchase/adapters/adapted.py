"""What an adapter is told, and what it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, tzinfo
from types import MappingProxyType
from typing import Final

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault, InvalidInput, invalid
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


def compact(number: str) -> str:
    """Return a tracking number as couriers compare it: no spaces, capital letters.

    >>> compact("ra 223 547 577 ru")
    'RA223547577RU'
    """
    return "".join(number.split()).upper()


_NOTHING: Final[Mapping[str, str]] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the shop itself calls things: shipments by tracking number, couriers by the vendor's names.

    Numbers are compared without spaces, and neither minds capitals. A courier under another name than
    the order's events give it would look like a change of courier.

    >>> Known(shipments={"ra 22": "P1"}, couriers={"DHLExpress": "dhl"}).shipments["RA22"]
    'P1'
    """

    shipments: Mapping[str, str] = field(default_factory=lambda: _NOTHING)
    couriers: Mapping[str, str] = field(default_factory=lambda: _NOTHING)

    def __post_init__(self) -> None:
        object.__setattr__(self, "shipments", _names("shipments", self.shipments, compact))
        object.__setattr__(self, "couriers", _names("couriers", self.couriers, str.casefold))


def _names(path: str, names: Mapping[str, str], fold: Callable[[str], str]) -> Mapping[str, str]:
    if not _is_text_by_text(names):
        raise invalid(path, "not a mapping of text to text", "give your names by the vendor's")
    return MappingProxyType({fold(theirs): ours for theirs, ours in names.items()})


def _is_text_by_text(names: object) -> bool:
    return isinstance(names, Mapping) and all(
        isinstance(word, str) for pair in names.items() for word in pair
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One delivery of a payload: what its receiver knows beside the payload itself.

    `zone` is where times without an offset are read.
    """

    order: str
    received_at: datetime
    topic: str = ""
    headers: Mapping[str, str] = field(default_factory=lambda: _NOTHING, repr=False)
    zone: tzinfo | None = None
    known: Known = Known()

    @classmethod
    def of(
        cls,
        *,
        order: str,
        received_at: datetime,
        topic: str | None,
        headers: Mapping[str, str] | None,
        local_zone: str | None,
        known: Known | None,
    ) -> Delivery:
        """Return a delivery made of a caller's arguments.

        Raises `InvalidInput` with all of their faults, and `UnknownName` for a zone there is none of.
        """
        faults = [*_faults(order, topic, headers, known), *_faults_of_time(received_at)]
        if faults:
            raise InvalidInput(faults)
        return cls(
            order=order,
            received_at=received_at,
            topic=topic or "",
            headers={str(name).casefold(): str(value) for name, value in (headers or {}).items()},
            zone=zone(local_zone) if local_zone is not None else None,
            known=known or Known(),
        )


def _faults(order: object, topic: object, headers: object, known: object) -> Iterator[Fault]:
    if not isinstance(order, str) or not order:
        yield Fault("order", "not a name", "give the order's id")
    if not isinstance(topic, str | None):
        yield Fault("topic", "not text", "give the topic's name, or None")
    if not isinstance(headers, Mapping | None):
        yield Fault("headers", "not a mapping", "give names and values, or None")
    if not isinstance(known, Known | None):
        yield Fault("known", "not a Known", "give one, or None")


def _faults_of_time(received_at: datetime) -> list[Fault]:
    try:
        instant(received_at)
    except InvalidInput as error:
        return [fault.under("received_at") for fault in error.faults]
    return []
