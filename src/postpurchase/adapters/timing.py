"""When scans happened and when a parcel is expected, as far as a vendor's times can be believed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from postpurchase.adapters.adapted import Delivery, WarningCode
from postpurchase.adapters.parcels import Estimate, Scan
from postpurchase.adapters.reading import ReadTime, read_time
from postpurchase.classes import dataclass
from postpurchase.errors import InvalidInput
from postpurchase.vocabulary import COMPARABLE_QUALITIES, TimeQuality
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window, instant, span_of

_WIDEST_ZONE: Final = 14 * 3_600
"""A time may lie so far ahead and still be a local time taken for UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimedScan:
    """A scan with its place in the vendor's order, oldest first, and its time."""

    scan: Scan
    sequence: int
    read: ReadTime
    at: datetime


def in_order(scans: Sequence[Scan], delivery: Delivery, *, ascending: bool) -> list[TimedScan]:
    """Return the scans whose time can be read, oldest first.

    The vendor's order stands, turned round where its first and last comparable times say so.
    """
    read = [(n, scan, _time_of(scan, delivery)) for n, scan in enumerate(scans)]
    timed = [(n, scan, time) for n, scan, time in read if time is not None]
    if not _ascend([time for _, _, time in timed], ascending):
        timed = [(len(scans) - 1 - n, scan, time) for n, scan, time in reversed(timed)]
    return list(_settled(timed, delivery.received_at))


def _time_of(scan: Scan, delivery: Delivery) -> ReadTime | None:
    read = read_time(scan.when, zone=delivery.zone, received_at=delivery.received_at)
    if read is None:
        scan.node.warn(WarningCode.BAD_TIME)
    elif read.t > instant(delivery.received_at) + _WIDEST_ZONE:
        scan.node.warn(WarningCode.FUTURE_TIME)
    return read


def _ascend(times: Iterable[ReadTime], otherwise: bool) -> bool:  # noqa: FBT001
    comparable = [time.t for time in times if time.quality in COMPARABLE_QUALITIES]
    if not comparable or comparable[0] == comparable[-1]:
        return otherwise
    return comparable[0] < comparable[-1]


def _settled(timed: Iterable[tuple[int, Scan, ReadTime]], received_at: datetime) -> Iterable[TimedScan]:
    """Place what has only a date after the scan before it on that date, and nothing after its receipt."""
    before: ReadTime | None = None
    for n, scan, read in timed:
        at = read.at
        if before and read.quality is TimeQuality.DATE_ONLY and read.written == before.written:
            at = max(at, before.at, key=instant)
        yield TimedScan(scan=scan, sequence=n, read=read, at=min(at, received_at, key=instant))
        before = read


def window_of(estimate: Estimate, delivery: Delivery) -> Window | None:
    """Return the window that an estimate speaks of, or none where it cannot be read.

    Only two different times with real offsets make a window of hours. A claimed UTC, midnight above
    all, is a local date written with a clock, and a single time is a guess at the day.
    """
    ends = [
        read_time(text, zone=delivery.zone, received_at=delivery.received_at)
        for text in (estimate.earliest, estimate.latest)
    ]
    if None in ends:
        return None
    first, last = (end for end in ends if end is not None)
    try:
        if first.quality is last.quality is TimeQuality.OFFSET and first.t < last.t:
            return TimeWindow(earliest=first.at, latest=last.at)
        return DateWindow(earliest=first.written, latest=last.written)
    except InvalidInput:
        return None


def is_stale(window: Window, newest: Instant, delivery: Delivery) -> bool:
    """Tell whether a window ends before the newest scan, or before the delivery was received."""
    _, end = span_of(window, delivery.zone or UTC)
    return end <= max(newest, instant(delivery.received_at))
