"""From a vendor's parcels to events: what all vendors have in common.

- An event's id is made of vendor, number, code, time and place as written. The wording of a scan and
  whatever we conclude from it stay outside, so the same scan in a later delivery is the same event,
  and a corrected one replaces it.
- The scans are the evidence. A vendor's headline has no time of its own, and told without scans it
  would make every old parcel look fresh: it is a hint for staff, except for what no scan ever says.
- An estimate in the past, one of a parcel whose way has ended, and one that only repeats when the
  vendor last looked are reported, never told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Final

from postpurchase.adapters.adapted import (
    Adapted,
    AdapterWarning,
    Delivery,
    Known,
    ParcelRef,
    WarningCode,
    compact,
)
from postpurchase.adapters.meanings import Meaning
from postpurchase.adapters.parcels import Found, Parcel, Scan
from postpurchase.adapters.reading import Node, read_time
from postpurchase.adapters.timing import TimedScan, in_order, is_stale, window_of
from postpurchase.classes import dataclass, replace
from postpurchase.digests import digest
from postpurchase.events import SHAPE_OF, Arrival, Carriage, Details, Event, Raw, Trouble
from postpurchase.vocabulary import EventKind, TimeQuality
from postpurchase.windows import instant

ENDED: Final = frozenset(
    {
        EventKind.DELIVERED,
        EventKind.RETURN_STARTED,
        EventKind.RETURNED,
        EventKind.LOST,
        EventKind.DESTROYED,
        EventKind.SHIPMENT_CANCELLED,
    }
)
"""The kinds after which an estimate, if there is one, is not of what the customer awaits."""

NEVER_SCANNED: Final = frozenset({EventKind.TRACKING_EXPIRED})
"""The kinds that only a headline tells: they are about our knowledge, not about the parcel."""

UNMOVED: Final = frozenset({EventKind.SHIPMENT_ANNOUNCED, EventKind.UNCLASSIFIED})
"""The kinds of scan that do not bear out a headline of "in transit", whose kind is `departed`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Adapter:
    """How one vendor's payloads become events; calling it with a payload adapts that.

    `find` reads the vendor's shapes and must not raise on any JSON value. `ascending` is how the
    vendor lists scans where their times do not tell, `delivery_header` a header that names a delivery.
    """

    vendor: str
    find: Callable[[Node, Delivery], Found]
    ascending: bool = True
    delivery_header: str = ""

    def __call__(
        self,
        payload: object,
        *,
        order: str,
        received_at: datetime,
        topic: str | None = None,
        headers: Mapping[str, str] | None = None,
        local_zone: str | None = None,
        known: Known | None = None,
    ) -> Adapted:
        """Return a payload as events; see `postpurchase.adapters.adapt`."""
        delivery = Delivery.of(
            order=order,
            received_at=received_at,
            topic=topic,
            headers=headers,
            local_zone=local_zone,
            known=known,
        )
        warnings: list[AdapterWarning] = []
        node = Node(payload, warnings)
        if not isinstance(payload, Mapping):
            node.warn(WarningCode.NOT_AN_OBJECT)
            return Adapted(warnings=tuple(warnings))
        return self._adapted(self.find(node, delivery), delivery, warnings)

    def _adapted(self, found: Found, delivery: Delivery, warnings: list[AdapterWarning]) -> Adapted:
        tellers = [_Teller(adapter=self, parcel=parcel, delivery=delivery) for parcel in found.parcels]
        events: dict[str, Event] = {}
        for teller in tellers:
            for event in teller.events():
                events.setdefault(event.id, event)
        unrecognised = [word for teller in tellers for word in teller.unknown_words()]
        return Adapted(
            events=tuple(events.values()),
            parcels=tuple(teller.ref() for teller in tellers),
            warnings=tuple(dict.fromkeys(warnings)),
            unrecognised=tuple(dict.fromkeys(unrecognised)),
            delivery_id=found.delivery_id or delivery.headers.get(self.delivery_header.casefold()),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """One parcel of one delivery, told as events."""

    adapter: Adapter
    parcel: Parcel
    delivery: Delivery

    @property
    def shipment(self) -> str | None:
        key = self.parcel.key
        return self.delivery.known.shipments.get(compact(key)) or (f"trk:{key}" if key else None)

    def courier(self, name: str) -> str | None:
        return self.delivery.known.couriers.get(name.casefold(), name) or None

    def ref(self) -> ParcelRef:
        parcel = self.parcel
        return ParcelRef(
            shipment=self.shipment,
            vendor_id=parcel.vendor_id,
            courier=self.courier(parcel.courier),
            role=parcel.role,
            tracking=parcel.tracking,
            legs=parcel.legs,
            headline=parcel.headline.reading.code,
            headline_is_new=parcel.headline.is_new,
        )

    def unknown_words(self) -> Iterator[str]:
        """Yield the vendor's words that no table holds, and report where they stand."""
        parcel = self.parcel
        readings = [(scan.node, scan.reading) for scan in parcel.scans]
        for node, reading in [*readings, (parcel.node, parcel.headline.reading)]:
            if reading.unknown:
                node.warn(WarningCode.UNKNOWN_CODE)
            yield from reading.unknown

    def events(self) -> Iterator[Event]:
        """Yield the scans, oldest first, then what the headline adds, then the estimate."""
        timed = in_order(self.parcel.scans, self.delivery, ascending=self.adapter.ascending)
        scanned = [event for scan in timed for event in self._scanned(scan)]
        yield from scanned
        yield from self._headlined(scanned)
        yield from self._estimated(scanned)

    def _scanned(self, timed: TimedScan) -> Iterator[Event]:
        scan = timed.scan
        if not scan.reading.code:
            scan.node.warn(WarningCode.MISSING)
        if scan.reading.meaning:
            yield self._event(
                scan.reading.meaning,
                raw=Raw(code=scan.reading.code, text=scan.text),
                identity=(scan.reading.code, scan.when, scan.place),
                at=timed.at,
                quality=timed.read.quality,
                sequence=timed.sequence,
                scan=scan,
            )

    def _headlined(self, scanned: Sequence[Event]) -> Iterator[Event]:
        headline = self.parcel.headline.reading
        if headline.meaning is None or not headline.code:
            return
        if headline.meaning.kind in NEVER_SCANNED:
            yield self._summary(headline.meaning, headline.code, identity=("headline", headline.code))
        elif not _bears_out({event.kind for event in scanned}, headline.meaning.kind):
            self.parcel.node.warn(WarningCode.HEADLINE_DIFFERS)

    def _estimated(self, scanned: Sequence[Event]) -> Iterator[Event]:
        estimate = self.parcel.estimate
        if estimate is None:
            return
        window = window_of(estimate, self.delivery)
        if window is None:
            estimate.node.warn(WarningCode.BAD_ETA)
            return
        newest = max((event.t for event in scanned), default=0)
        has_ended = any(event.kind in ENDED for event in scanned)
        if has_ended or is_stale(window, newest, self.delivery):
            estimate.node.warn(WarningCode.STALE_ETA)
        elif estimate.latest in estimate.looked_at:
            estimate.node.warn(WarningCode.UNLIKELY_ETA)
        else:
            meaning = Meaning(EventKind.ETA_CHANGED, Trouble(window=window))
            field = estimate.node.path.rpartition(".")[2]
            yield self._summary(meaning, field, identity=("estimate", estimate.earliest, estimate.latest))

    def _summary(self, meaning: Meaning, code: str, *, identity: tuple[str, ...]) -> Event:
        """What a vendor says of a parcel as a whole became so, at the latest, when the vendor looked."""
        received_at = self.delivery.received_at
        read = read_time(self.parcel.headline.at, zone=self.delivery.zone, received_at=received_at)
        return self._event(
            meaning,
            raw=Raw(code=code),
            identity=identity,
            at=min(read.at, received_at, key=instant) if read else received_at,
            quality=read.quality if read else TimeQuality.LOCAL_UNKNOWN,
            sequence=len(self.parcel.scans),
        )

    def _event(
        self,
        meaning: Meaning,
        *,
        raw: Raw,
        identity: tuple[str, ...],
        at: datetime,
        quality: TimeQuality,
        sequence: int,
        scan: Scan | None = None,
    ) -> Event:
        return Event(
            kind=meaning.kind,
            order=self.delivery.order,
            at=at,
            received_at=self.delivery.received_at,
            time_quality=quality,
            source=self.adapter.vendor,
            id=digest(self.adapter.vendor, self.parcel.key, *identity),
            sequence=sequence,
            shipment=self.shipment,
            raw=raw,
            details=self._details(meaning, scan),
        )

    def _details(self, meaning: Meaning, scan: Scan | None) -> Details:
        given = meaning.details or SHAPE_OF[meaning.kind]()
        place = (scan.place if scan else "") or None
        if isinstance(given, Carriage):
            carriage = replace(given, role=self.parcel.role, place=place)
            if meaning.kind is EventKind.PASSED_TO_COURIER:
                return carriage  # to whom, and under which number, is not what we know
            courier = self.courier(self.parcel.courier or (scan.courier if scan else ""))
            return replace(carriage, courier=courier, tracking=self.parcel.tracking)
        if isinstance(given, Arrival):
            point = place if meaning.kind is EventKind.READY_FOR_PICKUP else None
            return replace(given, point=point, tracking=self.parcel.tracking)
        return given


def _bears_out(scanned: set[EventKind], headline: EventKind) -> bool:
    return headline in scanned or (headline is EventKind.DEPARTED and not scanned <= UNMOVED)
