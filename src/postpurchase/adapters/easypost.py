"""EasyPost: `Event` envelopes, `Tracker` objects and lists of either.

A scan has a coarse `status` and a finer `status_detail`. Some statuses settle what happened, and
then the detail adds nothing ("delivered / arrived_at_destination"); the others leave the word to
the detail, and a detail that says nothing ("unknown", "status_update") hands it back. Details do
not overrule a settling status, because carriers leave old ones standing. Times claim UTC whenever
the place of a scan is not known well.
"""

from __future__ import annotations

from typing import Final

from postpurchase.adapters.adapted import Delivery, WarningCode
from postpurchase.adapters.adapter import Adapter
from postpurchase.adapters.meanings import (
    UNKNOWN,
    Reading,
    Table,
    attempt_failed,
    fact,
    problem,
)
from postpurchase.adapters.parcels import Estimate, Found, Headline, Parcel, Scan
from postpurchase.adapters.reading import TEXT_LIMIT, Node, web_address
from postpurchase.classes import replace
from postpurchase.vocabulary import EventKind, Problem, ShipmentRole

_K = EventKind

STATUSES: Final[Table] = {
    "unknown": None,
    "pre_transit": fact(_K.SHIPMENT_ANNOUNCED),
    "in_transit": fact(_K.DEPARTED),
    "out_for_delivery": fact(_K.OUT_FOR_DELIVERY),
    "delivered": fact(_K.DELIVERED),
    "available_for_pickup": fact(_K.READY_FOR_PICKUP),
    "return_to_sender": fact(_K.RETURN_STARTED),
    "failure": problem(Problem.OTHER),
    "cancelled": fact(_K.SHIPMENT_CANCELLED),
    "error": None,
}
"""What a status means where the detail adds nothing."""

SETTLING: Final = frozenset(
    {"pre_transit", "out_for_delivery", "delivered", "available_for_pickup", "return_to_sender", "cancelled"}
)
"""The statuses that no detail overrules."""

SILENT: Final = frozenset({"", "unknown", "status_update"})
"""The details that leave the word to the status."""

DETAILS: Final[Table] = {
    "address_correction": UNKNOWN,  # by the carrier, or asked of the customer: it does not say
    "arrived_at_destination": fact(_K.ARRIVED),
    "arrived_at_facility": fact(_K.ARRIVED),
    "arrived_at_pickup_location": fact(_K.READY_FOR_PICKUP),
    "awaiting_information": problem(Problem.DOCUMENTS),
    "cancelled": fact(_K.SHIPMENT_CANCELLED),
    "damaged": problem(Problem.DAMAGED),
    "delayed": problem(Problem.DELAYED),
    "delivery_exception": fact(_K.ATTEMPT_FAILED),
    "departed_facility": fact(_K.DEPARTED),
    "departed_origin_facility": fact(_K.DEPARTED),
    "expired": fact(_K.TRACKING_EXPIRED),
    "failure": problem(Problem.OTHER),
    "held": problem(Problem.HELD),  # by customs, for the customer, for money: it does not say
    "in_transit": fact(_K.DEPARTED),
    "label_created": fact(_K.SHIPMENT_ANNOUNCED),
    "lost": fact(_K.LOST),
    "missorted": problem(Problem.DELAYED),
    "out_for_delivery": fact(_K.OUT_FOR_DELIVERY),
    "received_at_destination_facility": fact(_K.ARRIVED_IN_CITY),
    "received_at_origin_facility": fact(_K.ACCEPTED),
    "refused": attempt_failed("refused"),
    "return": fact(_K.RETURN_STARTED),
    "status_update": None,
    "transferred_to_destination_carrier": fact(_K.PASSED_TO_COURIER),
    "transit_exception": problem(Problem.OTHER),
    "unknown": None,
    "weather_delay": problem(Problem.DELAYED),
}
"""What a detail means under a status that does not settle it."""

PLACE: Final = ("city", "state", "country")


def reading(status: str, detail: str) -> Reading:
    """Return what a status and its detail mean together.

    >>> reading("in_transit", "arrived_at_facility").meaning.kind.value
    'arrived'
    """
    coarse, fine = status.casefold(), detail.casefold()
    words = [(status, coarse in STATUSES or not coarse), (detail, fine in DETAILS or not fine)]
    if coarse in SETTLING or fine in SILENT or fine not in DETAILS:
        meaning = STATUSES.get(coarse, UNKNOWN)
    else:
        meaning = DETAILS[fine]
    code = f"{status}/{detail}" if detail else status
    return Reading(code=code, meaning=meaning, unknown=tuple(word for word, known in words if not known))


def find(payload: Node, delivery: Delivery) -> Found:
    """Return the parcels of an EasyPost payload, in its order."""
    envelopes = payload.objects("events") if payload.has("events") else [payload]
    parcels = [parcel for envelope in envelopes for parcel in _enclosed(envelope, delivery.topic)]
    is_event = payload.text("object") == "Event"
    return Found(parcels=tuple(parcels), delivery_id=payload.text("id") if is_event else "")


def _enclosed(envelope: Node, topic: str) -> list[Parcel]:
    topic = envelope.text("description") or topic
    result = envelope.object("result")
    if _is_tracker(envelope):
        return [_parcel(envelope)]
    if _is_tracker(result):
        return [_parcel(result, is_new=_is_new(envelope, topic))]
    if envelope.has("trackers"):
        return [_parcel(tracker) for tracker in envelope.objects("trackers")]
    if topic.startswith("tracker.") and not envelope.has("result"):
        result.warn(WarningCode.MISSING)
    else:
        envelope.warn(WarningCode.NOT_TRACKING)
    return []


def _is_tracker(node: Node) -> bool:
    named = node.text("object")
    return named == "Tracker" or (not named and node.has("tracking_code", "tracking_details"))


def _is_new(event: Node, topic: str) -> bool | None:
    """Tell whether an event is about the status: it then names the status of before."""
    if not event.has("previous_attributes"):
        return None
    return event.object("previous_attributes").has("status") or topic == "tracker.created"


def _parcel(tracker: Node, *, is_new: bool | None = None) -> Parcel:
    return Parcel(
        node=tracker,
        number=tracker.text("tracking_code"),
        vendor_id=tracker.text("id"),
        courier=tracker.text("carrier"),
        headline=Headline(reading=_read(tracker), at=tracker.text("updated_at"), is_new=is_new),
        scans=tuple(_scan(detail) for detail in tracker.objects("tracking_details")),
        estimate=_estimate(tracker),
        url=web_address(tracker.text("public_url", limit=TEXT_LIMIT)),
        role=ShipmentRole.RETURN if tracker.flag("is_return") else None,
    )


def _read(node: Node) -> Reading:
    if node.text("status").casefold() == "error":
        node.warn(WarningCode.FEED_ERROR)
    return reading(node.text("status"), node.text("status_detail"))


def _scan(detail: Node) -> Scan:
    read = _read(detail)
    if detail.text("status").casefold() == "unknown" and read.meaning is None:
        read = replace(read, meaning=UNKNOWN)  # somebody scanned it, whatever it was
    location = detail.object("tracking_location")
    return Scan(
        node=detail,
        reading=read,
        when=detail.text("datetime"),
        place=", ".join(filter(None, (location.text(field) for field in PLACE))),
        text=detail.text("message", limit=TEXT_LIMIT),
    )


def _estimate(tracker: Node) -> Estimate | None:
    """The courier's own local date where EasyPost passes it on, else its date under a claimed UTC."""
    details = tracker.object("carrier_detail")
    for node, field in ((details, "est_delivery_date_local"), (tracker, "est_delivery_date")):
        if text := node.text(field):
            looked_at = (tracker.text("created_at"), tracker.text("updated_at"))
            return Estimate(node=node.child(field), earliest=text, latest=text, looked_at=looked_at)
    return None


ADAPTER: Final = Adapter(vendor="easypost", find=find)
