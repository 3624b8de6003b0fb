"""EasyPost's envelopes, trackers and scans."""

from __future__ import annotations

from typing import Any

import pytest
from tests.adapters.samples import adapted, codes, detail, kinds, tracker

from postpurchase.adapters import easypost
from postpurchase.events import Arrival, Carriage, Tracking
from postpurchase.vocabulary import EventKind, ShipmentRole

SCAN = detail("2026-11-20T10:00:00Z", "in_transit", "arrived_at_facility")


def event(description: str, result: Any, **more: Any) -> dict[str, Any]:
    """Return an EasyPost event."""
    return {"object": "Event", "id": "evt_1", "description": description, "result": result, **more}


@pytest.mark.parametrize(
    "body",
    [
        tracker(SCAN),
        {key: value for key, value in tracker(SCAN).items() if key != "object"},
        event("tracker.updated", tracker(SCAN)),
        {"trackers": [tracker(SCAN)], "has_more": False},
        {"events": [event("tracker.updated", tracker(SCAN)), event("batch.updated", {"object": "Batch"})]},
    ],
)
def test_the_shapes(body: Any) -> None:
    """A tracker is found bare, in an event, in a list of trackers and in a list of events."""
    assert kinds(adapted("easypost", body)) == ["arrived"]


def test_the_delivery_is_the_events_id() -> None:
    """An event names its delivery; a tracker fetched by itself does not."""
    assert adapted("easypost", event("tracker.updated", tracker(SCAN))).delivery_id == "evt_1"
    assert adapted("easypost", tracker(SCAN)).delivery_id is None


@pytest.mark.parametrize(
    ("body", "topic", "expected"),
    [
        (event("batch.updated", {"object": "Batch", "id": "batch_1"}), None, ["(whole): not_tracking"]),
        (
            event("insurance.purchased", {"object": "Insurance", "tracking_code": "PP1"}),
            None,
            ["(whole): not_tracking"],
        ),
        (event("tracker.created", None), None, ["result: missing"]),
        ({"object": "Event", "id": "evt_1"}, "tracker.created", ["result: missing"]),
        ({"object": "Event", "id": "evt_1"}, None, ["(whole): not_tracking"]),
        (event("tracker.updated", "gone"), None, ["result: wrong_shape", "(whole): not_tracking"]),
        ({"events": []}, None, []),
        ({}, None, ["(whole): not_tracking"]),
    ],
)
def test_what_is_no_tracking(body: Any, topic: str | None, expected: list[str]) -> None:
    """What is about something else gives no events and says so."""
    result = adapted("easypost", body, topic=topic)

    assert (result.events, codes(result)) == ((), expected)


@pytest.mark.parametrize(
    ("description", "previous", "expected"),
    [
        ("tracker.updated", {"previous_attributes": {"status": "unknown"}}, True),
        ("tracker.updated", {"previous_attributes": {"est_delivery_date": None}}, False),
        ("tracker.created", {"previous_attributes": {}}, True),
        ("tracker.updated", {}, None),
    ],
)
def test_previous_attributes(description: str, previous: Any, expected: bool | None) -> None:
    """The headline is new where the event names the status of before, or is the first."""
    parcel, *_ = adapted("easypost", event(description, tracker(SCAN), **previous)).parcels

    assert parcel.headline_is_new is expected


@pytest.mark.parametrize(
    ("coarse", "fine", "code", "unknown"),
    [
        ("In_Transit", "Arrived_At_Facility", "In_Transit/Arrived_At_Facility", ()),
        ("in_transit", "", "in_transit", ()),
        ("in_transit", "folded", "in_transit/folded", ("folded",)),
        ("teleported", "", "teleported", ("teleported",)),
        ("teleported", "folded", "teleported/folded", ("teleported", "folded")),
        ("", "", "", ()),
    ],
)
def test_codes(coarse: str, fine: str, code: str, unknown: tuple[str, ...]) -> None:
    """A code keeps the vendor's spelling, and names the words that no table holds."""
    read = easypost.reading(coarse, fine)

    assert (read.code, read.unknown) == (code, unknown)


def test_unknown_words() -> None:
    """An unknown status is unclassified, unless a known detail tells more; both are reported."""
    result = adapted(
        "easypost",
        tracker(
            detail("2026-11-20T10:00:00Z", "teleported"),
            detail("2026-11-20T11:00:00Z", "teleported", "arrived_at_facility"),
            detail("2026-11-20T12:00:00Z", "in_transit", "folded"),
        ),
    )

    assert kinds(result) == ["unclassified", "arrived", "departed"]
    assert result.unrecognised == ("teleported", "folded")
    assert codes(result) == [f"tracking_details.{n}: unknown_code" for n in range(3)]


def test_a_scan_of_unknown_status() -> None:
    """Where a scan is called unknown something was scanned; where a tracker is, nothing happened."""
    result = adapted(
        "easypost", tracker(detail("2026-11-20T10:00:00Z", "unknown", "unknown"), status="unknown")
    )

    assert kinds(result) == ["unclassified"]
    assert (result.unrecognised, codes(result)) == ((), [])


def test_an_error_is_the_feeds() -> None:
    """A tracker and a scan in error tell nothing of the parcel, and are reported."""
    result = adapted("easypost", tracker(detail("2026-11-20T10:00:00Z", "error"), status="error"))

    assert result.events == ()
    assert codes(result) == ["(whole): feed_error", "tracking_details.0: feed_error"]


def test_what_an_event_carries() -> None:
    """Number, courier, place and words travel with the event; a return label with its role."""
    scan = {
        **SCAN,
        "message": "Arrived",
        "tracking_location": {"city": "Reno", "state": "NV", "country": "US"},
    }
    body = tracker(scan, carrier="Parcelpost", public_url="https://track.example/1", is_return=True)

    (told,) = adapted("easypost", body).events

    assert told.details == Carriage(
        role=ShipmentRole.RETURN,
        place="Reno, NV, US",
        courier="Parcelpost",
        tracking=Tracking(number="PP1", url="https://track.example/1"),
    )
    assert told.raw is not None
    assert (told.raw.code, told.raw.text) == ("in_transit/arrived_at_facility", "Arrived")
    assert (told.source, told.shipment, told.kind) == ("easypost", "trk:PP1", EventKind.ARRIVED)


def test_a_pickup_point_is_the_scans_place() -> None:
    """What is ready for pickup waits where it was scanned."""
    place = {"city": "Nice", "state": None, "country": "FR"}
    scan = detail("2026-11-20T10:00:00Z", "available_for_pickup", tracking_location=place)

    (told,) = adapted("easypost", tracker(scan)).events

    assert told.details == Arrival(point="Nice, FR", tracking=Tracking(number="PP1"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"est_delivery_date": "2026-11-24T00:00:00Z"}, "<DateWindow 2026-11-24/2026-11-24>"),
        ({"est_delivery_date": "2026-11-24T20:00:00Z"}, "<DateWindow 2026-11-24/2026-11-24>"),
        (
            {
                "est_delivery_date": "2026-11-24T03:00:00Z",
                "carrier_detail": {"est_delivery_date_local": "2026-11-23"},
            },
            "<DateWindow 2026-11-23/2026-11-23>",
        ),
    ],
)
def test_estimates(fields: Any, expected: str) -> None:
    """An estimate is a date, the courier's own local one where there is one; no hour is made of Z."""
    *_, told = adapted("easypost", tracker(SCAN, updated_at="2026-11-20T10:05:00Z", **fields)).events

    assert told.kind is EventKind.ETA_CHANGED
    assert repr(getattr(told.details, "window", None)) == expected


@pytest.mark.parametrize("field", ["created_at", "updated_at"])
def test_an_estimate_that_repeats_the_clock(field: str) -> None:
    """An estimate equal to when the tracker was made or last touched is not believed."""
    stamp = "2026-11-24T10:05:00Z"
    result = adapted("easypost", tracker(SCAN, est_delivery_date=stamp, **{field: stamp}))

    assert (kinds(result), codes(result)) == (["arrived"], ["est_delivery_date: unlikely_eta"])
