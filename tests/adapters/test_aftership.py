"""AfterShip's webhooks, answers and checkpoints."""

from __future__ import annotations

from typing import Any

import pytest
from tests.adapters.samples import adapted, checkpoint, codes, kinds, tracking

from postpurchase.adapters import aftership
from postpurchase.events import Arrival, Carriage, Tracking
from postpurchase.vocabulary import DeliveredHow, EventKind, TrackingPart

SCAN = checkpoint("2026-11-20T10:00:00+01:00", "InTransit_003")
BARE = {"tracking_number": "AF1", "checkpoints": [SCAN]}


@pytest.mark.parametrize(
    "body",
    [
        {"event": "tracking_update", "event_id": "e1", "msg": BARE},
        {"meta": {"code": 200}, "data": {"tracking": BARE}},
        {"meta": {"code": 200}, "data": {"trackings": [BARE]}},
        {"meta": {"code": 200}, "data": BARE},
        {"meta": {"code": 200}, "data": {"tracking_number": "AF1", "checkpoint": SCAN}},
        {"trackings": [BARE]},
        {"tracking": BARE},
        BARE,
    ],
)
def test_the_shapes(body: Any) -> None:
    """A tracking is found in a webhook, in answers of each kind, and bare; it is the same event."""
    events = adapted("aftership", body).events

    assert [event.id for event in events] == [event.id for event in adapted("aftership", BARE).events]
    assert [event.kind for event in events] == [EventKind.ARRIVED]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"meta": {"code": 404}, "data": {}}, ["data: not_tracking"]),
        ({"data": {"tracking": {"tracking_number": "AF1", "active": True}}}, ["data.tracking: not_tracking"]),
        ({"msg": []}, ["msg: wrong_shape", "msg: not_tracking"]),
        ({"data": {"trackings": []}}, []),
        ({}, ["(whole): not_tracking"]),
    ],
)
def test_what_is_no_tracking(body: Any, expected: list[str]) -> None:
    """Refusals, acknowledgements and other shapes give no parcels and say so."""
    result = adapted("aftership", body)

    assert (result.events, result.parcels, codes(result)) == ((), (), expected)


def test_the_webhook_names_its_delivery() -> None:
    """The webhook's event id tells deliveries apart, and its flag says whether the tag is new."""
    result = adapted("aftership", {**tracking(SCAN), "is_tracking_first_tag": True})

    assert result.delivery_id == "e1"
    assert [parcel.headline_is_new for parcel in result.parcels] == [True]


@pytest.mark.parametrize(
    ("tag", "subtag", "kind", "unknown"),
    [
        ("OutForDelivery", "OutForDelivery_002", "ready_for_pickup", ()),
        ("OutForDelivery", "", "out_for_delivery", ()),
        ("OutForDelivery", "OutForDelivery_099", "unclassified", ("OutForDelivery_099",)),
        ("Delivered", "Delivered_099", "delivered", ("Delivered_099",)),
        ("Exception", "Exception_019", "problem_raised", ("Exception_019",)),
        ("Teleported", "", "unclassified", ("Teleported",)),
        ("Teleported", "Teleported_001", "unclassified", ("Teleported", "Teleported_001")),
        ("Teleported", "Delivered_001", "delivered", ("Teleported",)),
        ("", "delivered_001", "delivered", ()),
    ],
)
def test_tags_and_subtags(tag: str, subtag: str, kind: str, unknown: tuple[str, ...]) -> None:
    """The subtag tells, then the tag; an unknown word is named, and never taken for a wide tag's."""
    read = aftership.reading(tag, subtag)

    assert read.meaning is not None
    assert (read.code, read.meaning.kind.value, read.unknown) == (subtag or tag, kind, unknown)


@pytest.mark.parametrize(
    ("subtag", "expected"),
    [
        ("Delivered_001", Arrival()),
        ("Delivered_002", Arrival(how=DeliveredHow.COLLECTED)),
        ("Delivered_003", Arrival()),
        ("Delivered_004", Arrival()),
        ("Delivered_005", Arrival(how=DeliveredHow.NEIGHBOUR)),
        ("AttemptFail_001", Arrival()),
        ("AttemptFail_002", Arrival(reason="not_available")),
        ("AttemptFail_003", Arrival(reason="business_closed")),
        ("Exception_003", Arrival(reason="refused")),
        ("Exception_007", Arrival(reason="incorrect_address")),
    ],
)
def test_how_and_why(subtag: str, expected: Arrival) -> None:
    """How a parcel was delivered and why an attempt failed is told as far as the code tells it."""
    meaning = aftership.SUBTAGS[subtag.casefold()]

    assert meaning is not None
    assert (meaning.details or Arrival()) == expected


def test_what_an_event_carries() -> None:
    """The tracking's courier and the place travel with the event, the next courier's number with the parcel."""
    scan = {
        **SCAN,
        "slug": "stadtbote",
        "city": "Wien",
        "state": "W",
        "location": "Wien, AT",
        "message": "Da",
    }
    legs = [{"slug": "stadtbote", "tracking_number": "sb 7"}, {"slug": "other"}]
    body = tracking(
        scan, slug="post", id="af1", courier_tracking_link="https://track.example/1", next_couriers=legs
    )

    result = adapted("aftership", body)

    number = Tracking(number="AF1", url="https://track.example/1")
    (told,), (parcel,) = result.events, result.parcels
    assert told.details == Carriage(place="Wien, W", courier="post", tracking=number)
    assert (parcel.vendor_id, parcel.courier, parcel.tracking) == ("af1", "post", number)
    assert parcel.legs == (("stadtbote", Tracking(number="SB7", part=TrackingPart.LAST_MILE)),)


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"city": "Wien", "location": "Wien, AT"}, "Wien"),
        ({"city": None, "location": "GUANGZHOU CN", "country_name": "China"}, "GUANGZHOU CN"),
        ({"country_name": "China"}, "China"),
        ({}, None),
    ],
)
def test_places(fields: Any, expected: str | None) -> None:
    """The place is the city, which every answer has, else what there is."""
    (told,) = adapted("aftership", tracking({**SCAN, **fields})).events

    assert getattr(told.details, "place", "") == expected


def test_expired_comes_from_the_headline() -> None:
    """That tracking expired is no checkpoint's; it is told once, as of when AfterShip looked."""
    body = tracking(SCAN, tag="Expired", subtag="Expired_001", updated_at="2026-11-21T10:00:00+00:00")
    later = tracking(SCAN, tag="Expired", subtag="Expired_001", updated_at="2026-11-22T10:00:00+00:00")

    first, second = adapted("aftership", body).events[-1], adapted("aftership", later).events[-1]

    assert (first.kind, first.id) == (EventKind.TRACKING_EXPIRED, second.id)
    assert first.at.isoformat() == "2026-11-21T10:00:00+00:00"


def test_pending_is_nothing() -> None:
    """A parcel nobody has seen yet has no events, and there is nothing odd about it."""
    result = adapted("aftership", tracking(tag="Pending", subtag="Pending_001"))

    assert (result.events, codes(result)) == ((), [])


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"latest_estimated_delivery": {"type": "specific", "datetime": "2026-11-24T12:11:11+01:00"}},
            "<DateWindow 2026-11-24/2026-11-24>",
        ),
        (
            {"latest_estimated_delivery": {"datetime_min": "2026-11-24", "datetime_max": "2026-11-26"}},
            "<DateWindow 2026-11-24/2026-11-26>",
        ),
        (
            {
                "latest_estimated_delivery": {
                    "datetime_min": "2026-11-24T14:00:00+01:00",
                    "datetime_max": "2026-11-24T16:00:00+01:00",
                }
            },
            "<TimeWindow 2026-11-24T14:00:00+01:00/2026-11-24T16:00:00+01:00>",
        ),
        (
            {
                "aftership_estimated_delivery_date": {
                    "estimated_delivery_date": "2026-11-24",
                    "estimated_delivery_date_min": "2026-11-23",
                    "estimated_delivery_date_max": "2026-11-25",
                }
            },
            "<DateWindow 2026-11-23/2026-11-25>",
        ),
        (
            {"courier_estimated_delivery_date": {"estimated_delivery_date": "2026-11-24"}},
            "<DateWindow 2026-11-24/2026-11-24>",
        ),
        ({"expected_delivery": "2026-11-24T00:00:00"}, "<DateWindow 2026-11-24/2026-11-24>"),
    ],
)
def test_estimates(fields: Any, expected: str) -> None:
    """Each field that holds an estimate is read, a range before a single time."""
    *_, told = adapted("aftership", tracking(SCAN, **fields)).events

    assert told.kind is EventKind.ETA_CHANGED
    assert repr(getattr(told.details, "window", None)) == expected
    assert told.raw is not None
    assert [told.raw.code] == list(fields)


def test_an_edd_revision_without_checkpoints() -> None:
    """A message about the estimate alone is tracking, too."""
    body = {"msg": {"tracking_number": "AF1", "expected_delivery": "2026-11-24"}}

    assert kinds(adapted("aftership", body)) == ["eta_changed"]
