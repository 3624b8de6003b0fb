"""AfterShip: webhooks, and the answers to queries for one tracking, for many, for the last checkpoint.

A checkpoint has one of nine coarse tags and a finer subtag. The subtag means what it means to
AfterShip alone: others reuse its very names for other things. New subtags appear within the tags, so
an unknown one is reported and taken as its tag; only "out for delivery" is too wide for that, since
AfterShip also files parcels ready for pickup under it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from postpurchase.adapters.adapted import Delivery, WarningCode, compact
from postpurchase.adapters.adapter import Adapter
from postpurchase.adapters.meanings import (
    UNKNOWN,
    Reading,
    Table,
    attempt_failed,
    delivered,
    fact,
    problem,
)
from postpurchase.adapters.parcels import Estimate, Found, Headline, Parcel, Scan
from postpurchase.adapters.reading import TEXT_LIMIT, Node, web_address
from postpurchase.events import Tracking
from postpurchase.vocabulary import DeliveredHow, EventKind, Problem, TrackingPart

_K = EventKind

TAGS: Final[Table] = {
    "pending": None,
    "inforeceived": fact(_K.SHIPMENT_ANNOUNCED),
    "intransit": fact(_K.DEPARTED),
    "outfordelivery": fact(_K.OUT_FOR_DELIVERY),
    "attemptfail": fact(_K.ATTEMPT_FAILED),
    "delivered": fact(_K.DELIVERED),
    "availableforpickup": fact(_K.READY_FOR_PICKUP),
    "exception": problem(Problem.OTHER),
    "expired": fact(_K.TRACKING_EXPIRED),
}
"""What a tag means where there is no subtag, or an unknown one."""

WIDE: Final = frozenset({"outfordelivery"})
"""The tags too wide to stand for an unknown subtag."""

SUBTAGS: Final[Table] = {
    "pending_001": None,
    "inforeceived_001": fact(_K.SHIPMENT_ANNOUNCED),
    "intransit_001": fact(_K.DEPARTED),
    "intransit_002": fact(_K.ACCEPTED),
    "intransit_003": fact(_K.ARRIVED),
    "intransit_004": fact(_K.ENTERED_COUNTRY),
    "intransit_005": fact(_K.CUSTOMS_RELEASED),
    "intransit_006": fact(_K.CUSTOMS_STARTED),
    "intransit_007": fact(_K.DEPARTED),
    "intransit_008": fact(_K.PROBLEM_RESOLVED),
    "intransit_009": fact(_K.REDIRECTED),
    "outfordelivery_001": fact(_K.OUT_FOR_DELIVERY),
    "outfordelivery_002": fact(_K.READY_FOR_PICKUP),
    "outfordelivery_003": fact(_K.APPOINTMENT_NEEDED),  # contacted; nothing agreed that we know of
    "outfordelivery_004": fact(_K.APPOINTMENT_AGREED),
    "attemptfail_001": fact(_K.ATTEMPT_FAILED),
    "attemptfail_002": attempt_failed("not_available"),
    "attemptfail_003": attempt_failed("business_closed"),
    "delivered_001": fact(_K.DELIVERED),
    "delivered_002": delivered(DeliveredHow.COLLECTED),
    "delivered_003": fact(_K.DELIVERED),  # signed for, or paid for on delivery:
    "delivered_004": fact(_K.DELIVERED),  # at that door, by whom the courier does not tell
    "delivered_005": delivered(DeliveredHow.NEIGHBOUR),
    "availableforpickup_001": fact(_K.READY_FOR_PICKUP),
    "exception_001": problem(Problem.OTHER),  # known, and of unknown meaning: for staff
    "exception_002": problem(Problem.ADDRESS),
    "exception_003": attempt_failed("refused"),
    "exception_004": fact(_K.CUSTOMS_HELD),
    "exception_005": problem(Problem.DELAYED),
    "exception_006": fact(_K.DUTY_DUE),
    "exception_007": attempt_failed("incorrect_address"),
    "exception_008": fact(_K.PICKUP_EXPIRED),
    "exception_009": problem(Problem.OTHER),
    "exception_010": fact(_K.RETURN_STARTED),
    "exception_011": fact(_K.RETURNED),
    "exception_012": problem(Problem.DAMAGED),
    "exception_013": fact(_K.LOST),
    "exception_016": problem(Problem.DELAYED),
    "exception_017": problem(Problem.DELAYED),
    "exception_018": problem(Problem.DOCUMENTS),
    "expired_001": fact(_K.TRACKING_EXPIRED),
}

ESTIMATES: Final = (
    "latest_estimated_delivery",
    "courier_estimated_delivery_date",
    "aftership_estimated_delivery_date",
)
"""The objects that hold an estimate, the one AfterShip itself would show first."""

ESTIMATE_ENDS: Final = (
    ("datetime_min", "datetime_max"),
    ("estimated_delivery_date_min", "estimated_delivery_date_max"),
    ("datetime", "datetime"),
    ("estimated_delivery_date", "estimated_delivery_date"),
)
"""The fields of such an object: a range before a single time."""

TELLING: Final = ("checkpoints", "checkpoint", "tag", "subtag", "expected_delivery", *ESTIMATES)
"""The fields one of which a tracking has; a mere acknowledgement names the number and has none."""


def reading(tag: str, subtag: str) -> Reading:
    """Return what a tag and a subtag mean together.

    >>> reading("OutForDelivery", "OutForDelivery_002").meaning.kind.value
    'ready_for_pickup'
    >>> reading("InTransit", "InTransit_099").unknown
    ('InTransit_099',)
    """
    coarse, fine = tag.casefold(), subtag.casefold()
    unknown = [tag] if tag and coarse not in TAGS else []
    if fine in SUBTAGS:
        return Reading(code=subtag, meaning=SUBTAGS[fine], unknown=tuple(unknown))
    if fine:
        unknown.append(subtag)
    meaning = UNKNOWN if fine and coarse in WIDE else TAGS.get(coarse, UNKNOWN)
    return Reading(code=subtag or tag, meaning=meaning, unknown=tuple(unknown))


def find(payload: Node, _delivery: Delivery) -> Found:
    """Return the parcels of an AfterShip payload, in its order."""
    envelope = next((key for key in ("msg", "data") if payload.has(key)), None)
    body = payload.object(envelope) if envelope else payload
    is_new = payload.flag("is_tracking_first_tag")
    parcels = [_parcel(tracking, is_new=is_new) for tracking in _trackings(body)]
    return Found(parcels=tuple(parcels), delivery_id=payload.text("event_id"))


def _trackings(body: Node) -> list[Node]:
    if body.has("trackings"):
        return body.objects("trackings")
    tracking = body.object("tracking") if body.has("tracking") else body
    if tracking.has(*TELLING):
        return [tracking]
    tracking.warn(WarningCode.NOT_TRACKING)
    return []


def _parcel(tracking: Node, *, is_new: bool | None) -> Parcel:
    single = [tracking.object("checkpoint")] if tracking.has("checkpoint") else []
    return Parcel(
        node=tracking,
        number=tracking.text("tracking_number"),
        vendor_id=tracking.text("id"),
        courier=tracking.text("slug"),
        headline=Headline(
            reading=reading(tracking.text("tag"), tracking.text("subtag")),
            at=tracking.text("last_updated_at", "updated_at"),
            is_new=is_new,
        ),
        scans=tuple(_scan(checkpoint) for checkpoint in [*tracking.objects("checkpoints"), *single]),
        estimate=_estimate(tracking),
        url=web_address(tracking.text("courier_tracking_link", limit=TEXT_LIMIT)),
        legs=tuple(_legs(tracking)),
    )


def _scan(checkpoint: Node) -> Scan:
    area = [checkpoint.text("city"), checkpoint.text("state")]
    return Scan(
        node=checkpoint,
        reading=reading(checkpoint.text("tag"), checkpoint.text("subtag")),
        when=checkpoint.text("checkpoint_time"),
        # only some answers have `location`, so where city and state tell the same it stays out
        place=", ".join(filter(None, area)) if area[0] else checkpoint.text("location", "country_name"),
        text=checkpoint.text("message", limit=TEXT_LIMIT),
        courier=checkpoint.text("slug"),
    )


def _estimate(tracking: Node) -> Estimate | None:
    looked_at = tuple(tracking.text(field) for field in ("created_at", "updated_at", "last_updated_at"))
    for holder in (tracking.object(field) for field in ESTIMATES):
        for ends in ESTIMATE_ENDS:
            earliest, latest = (holder.text(end) for end in ends)
            if earliest and latest:
                return Estimate(node=holder, earliest=earliest, latest=latest, looked_at=looked_at)
    if text := tracking.text("expected_delivery"):
        node = tracking.child("expected_delivery")
        return Estimate(node=node, earliest=text, latest=text, looked_at=looked_at)
    return None


def _legs(tracking: Node) -> Iterator[tuple[str, Tracking]]:
    for leg in tracking.objects("next_couriers"):
        if number := leg.text("tracking_number"):
            yield leg.text("slug"), Tracking(number=compact(number), part=TrackingPart.LAST_MILE)


ADAPTER: Final = Adapter(vendor="aftership", find=find)
