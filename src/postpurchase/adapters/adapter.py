"""From a vendor's parcels to events: what all vendors have in common.

- An event's id is made of vendor, number, code, time and place as written. The wording of a scan and
  whatever we conclude from it stay outside, so the same scan in a later delivery is the same event,
  and a corrected one replaces it.
- The scans are the evidence. A vendor's headline speaks only where there are none, except that
  tracking expired: no scan ever says so.
- An estimate in the past, one that only repeats when the vendor last looked, and one of a parcel whose
  way has ended are reported, never told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from postpurchase.adapters.adapted import Adapted, AdapterWarning, Delivery, ParcelRef, WarningCode, compact
from postpurchase.adapters.meanings import Meaning
from postpurchase.adapters.parcels import Found, Parcel
from postpurchase.adapters.reading import Node, read_time
from postpurchase.adapters.timing import TimedScan, in_order, is_stale, window_of
from postpurchase.digests import digest
from postpurchase.events import SHAPE_OF, Arrival, Carriage, Details, Event, Raw, Trouble
from postpurchase.vocabulary import EventKind, TimeQuality

ENDED: Final = frozenset(
    {
        EventKind.DELIVERED,
        EventKind.RETURNED,
        EventKind.LOST,
        EventKind.DESTROYED,
        EventKind.SHIPMENT_CANCELLED,
    }
)
"""The kinds after which nothing is awaited."""

NEVER_SCANNED: Final = frozenset({EventKind.TRACKING_EXPIRED})
"""The kinds that only a headline tells: they are about our knowledge, not about the parcel."""


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
        known: Mapping[str, str] | None = None,
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
class _Told:
    """What an event is made of beside its meaning: what was written, and when that was."""

    code: str
    identity: tuple[str, ...]
    at: datetime
    quality: TimeQuality
    sequence: int
    place: str = ""
    text: str = ""
    courier: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Teller:
    """One parcel of one delivery, told as events."""

    adapter: Adapter
    parcel: Parcel
    delivery: Delivery

    @property
    def shipment(self) -> str | None:
        key = self.parcel.key
        return self.delivery.known.get(compact(key)) or (f"trk:{key}" if key else None)

    def ref(self) -> ParcelRef:
        parcel = self.parcel
        return ParcelRef(
            shipment=self.shipment,
            vendor_id=parcel.vendor_id,
            courier=parcel.courier or None,
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
        """Yield the scans, then what the headline adds, then the estimate."""
        timed = in_order(self.parcel.scans, self.delivery, ascending=self.adapter.ascending)
        scanned = [event for scan in timed for event in self._scanned(scan)]
        yield from scanned
        yield from self._headlined(scanned)
        yield from self._estimated(scanned)

    def _scanned(self, timed: TimedScan) -> Iterator[Event]:
        scan = timed.scan
        if not scan.reading.code:
            scan.node.warn(WarningCode.MISSING)
        told = _Told(
            code=scan.reading.code,
            identity=(scan.reading.code, scan.when, scan.place),
            at=timed.at,
            quality=timed.read.quality,
            sequence=timed.sequence,
            place=scan.place,
            text=scan.text,
            courier=scan.courier,
        )
        return self._told(scan.reading.meanings, told)

    def _headlined(self, scanned: Sequence[Event]) -> Iterator[Event]:
        reading = self.parcel.headline.reading
        seen = {event.kind for event in scanned}
        kept = [meaning for meaning in reading.meanings if not scanned or meaning.kind in NEVER_SCANNED]
        if kept and not scanned:
            self.parcel.node.warn(WarningCode.HEADER_ONLY)
        elif not kept and reading.meanings and not reading.kinds & seen:
            self.parcel.node.warn(WarningCode.HEADER_DIFFERS)
        return self._told(kept, self._summary(reading.code, ("headline", reading.code)))

    def _estimated(self, scanned: Sequence[Event]) -> Iterator[Event]:
        estimate = self.parcel.estimate
        if estimate is None:
            return
        window = window_of(estimate, self.delivery)
        if window is None:
            estimate.node.warn(WarningCode.BAD_ETA)
            return
        newest = max((event.t for event in scanned), default=0)
        if self._has_ended(scanned) or is_stale(window, estimate, newest, self.delivery):
            estimate.node.warn(WarningCode.STALE_ETA)
            return
        field = estimate.node.path.rpartition(".")[2]
        told = self._summary(field, ("estimate", estimate.earliest, estimate.latest))
        yield from self._told([Meaning(EventKind.ETA_CHANGED, Trouble(window=window))], told)

    def _has_ended(self, scanned: Sequence[Event]) -> bool:
        last = max(scanned, key=lambda event: event.position, default=None)
        kinds = self.parcel.headline.reading.kinds | ({last.kind} if last else set())
        return not kinds.isdisjoint(ENDED)

    def _summary(self, code: str, identity: tuple[str, ...]) -> _Told:
        """What the vendor says of the whole parcel happened, at the latest, when it was last looked at."""
        received_at = self.delivery.received_at
        read = read_time(self.parcel.headline.at, zone=self.delivery.zone, received_at=received_at)
        return _Told(
            code=code,
            identity=identity,
            at=min(read.at, received_at) if read else received_at,
            quality=read.quality if read else TimeQuality.LOCAL_UNKNOWN,
            sequence=len(self.parcel.scans),
        )

    def _told(self, meanings: Sequence[Meaning], told: _Told) -> Iterator[Event]:
        identity = digest(self.adapter.vendor, self.parcel.key, *told.identity)
        for n, meaning in enumerate(meanings):
            yield Event(
                kind=meaning.kind,
                order=self.delivery.order,
                at=told.at,
                received_at=self.delivery.received_at,
                time_quality=told.quality,
                source=self.adapter.vendor,
                id=f"{identity}.{n}" if n else identity,
                sequence=told.sequence,
                shipment=self.shipment,
                raw=Raw(code=told.code, text=told.text),
                details=self._details(meaning, told),
            )

    def _details(self, meaning: Meaning, told: _Told) -> Details:
        given = meaning.details or SHAPE_OF[meaning.kind]()
        if SHAPE_OF[meaning.kind] is Carriage:
            return Carriage(
                role=self.parcel.role,
                place=told.place or None,
                courier=told.courier or self.parcel.courier or None,
                tracking=self.parcel.tracking,
            )
        if meaning.kind is EventKind.READY_FOR_PICKUP:
            return Arrival(point=told.place or None)
        return given
