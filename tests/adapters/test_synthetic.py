"""Whole payloads of what the public samples lack: returns, lockers, customs, broken and unknown scans."""

from __future__ import annotations

import pytest
from tests.adapters.samples import FILES, codes, from_file, kinds

from postpurchase.events import Arrival
from postpurchase.vocabulary import EventKind, ShipmentRole

EXPECTED = {
    "aftership__customs_hold": (
        (
            "accepted entered_country customs_started customs_held problem_raised duty_due"
            " problem_resolved customs_released eta_changed"
        ),
        [],
        [],
    ),
    "aftership__estimate_revised": ("departed eta_changed", [], []),
    "aftership__locker": ("out_for_delivery attempt_failed ready_for_pickup delivered", [], []),
    "aftership__newest_first": ("shipment_announced arrived departed out_for_delivery delivered", [], []),
    "aftership__unknown_status": (
        "accepted departed unclassified unclassified",
        [
            "msg.checkpoints.1: unknown_code",
            "msg.checkpoints.2: unknown_code",
            "msg.checkpoints.3: unknown_code",
            "msg: unknown_code",
        ],
        ["InTransit_099", "OutForDelivery_099", "Teleported", "Teleported_001"],
    ),
    "aftership__zoneless": (
        "accepted arrived out_for_delivery",
        ["data.tracking.expected_delivery: stale_eta"],
        [],
    ),
    "easypost__locker": (
        "departed attempt_failed ready_for_pickup eta_changed return_started departed",
        [],
        [],
    ),
    "easypost__one_broken_of_nine": (
        "shipment_announced accepted departed arrived departed arrived out_for_delivery delivered",
        ["tracking_details.4: bad_time"],
        [],
    ),
    "easypost__return_to_sender": (
        "shipment_announced accepted arrived_in_city out_for_delivery attempt_failed return_started delivered",
        [],
        [],
    ),
}


def test_every_file_is_expected() -> None:
    """No payload lies here unread."""
    assert sorted(EXPECTED) == FILES


@pytest.mark.parametrize("name", FILES)
def test_the_facts(name: str) -> None:
    """Each payload gives the events, the warnings and the unknown words that it was made for."""
    result = from_file(name)

    assert (" ".join(kinds(result)), codes(result), list(result.unrecognised)) == EXPECTED[name]


def test_a_locker_is_told_apart_from_the_door() -> None:
    """Waiting names its place, and a collection is the recipient's own act."""
    ready, collected = from_file("aftership__locker").events[2:]

    assert isinstance(ready.details, Arrival)
    assert isinstance(collected.details, Arrival)
    assert (ready.details.point, collected.details.how) == ("Wien", "collected")


def test_several_parcels_are_several_shipments() -> None:
    """Each parcel of a list has its own shipment, and the one that comes back its role."""
    result = from_file("easypost__locker")

    assert {event.shipment for event in result.events} == {"trk:PP200", "trk:PP201"}
    assert [parcel.role for parcel in result.parcels] == [None, ShipmentRole.RETURN]


def test_the_order_within_one_minute_is_the_vendors() -> None:
    """Two scans of one minute keep the vendor's order, turned round with the list."""
    events = from_file("aftership__newest_first").events

    assert sorted(events, key=lambda event: event.position) == list(events)


def test_a_zone_makes_local_times_comparable() -> None:
    """Without a zone the day's times are unsure; with it they are that zone's."""
    unsure = from_file("aftership__zoneless").events
    sure = from_file("aftership__zoneless", local_zone="Asia/Tokyo").events

    assert [event.time_quality.value for event in unsure] == ["local_unknown", "date_only", "local_unknown"]
    assert [event.time_quality.value for event in sure] == ["local", "date_only", "local"]
    assert [event.id for event in sure] == [event.id for event in unsure]
    assert [b.t - a.t for a, b in zip(sure, unsure, strict=True)] == [9 * 3600] * 3


def test_hours_with_real_offsets_stay_hours() -> None:
    """A revised estimate with two offset times is a window of hours."""
    *_, told = from_file("aftership__estimate_revised").events

    assert told.kind is EventKind.ETA_CHANGED
    assert "T14:00:00-05:00" in repr(told.details)
