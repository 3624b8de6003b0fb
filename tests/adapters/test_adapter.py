"""What all adapters have in common: identities, order, times, estimates, callers' mistakes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from tests.adapters.samples import NOW, adapted, checkpoint, codes, detail, kinds, tracker, tracking

from postpurchase.adapters import ADAPTERS, Adapted, Known, adapt
from postpurchase.errors import InvalidInput, UnknownName
from postpurchase.events import Carriage, distinct


def ids(result: Adapted) -> list[str]:
    """Return the events' ids."""
    return [event.id for event in result.events]


def times(result: Adapted) -> list[str]:
    """Return the events' instants."""
    return [event.at.astimezone(UTC).strftime("%d %H:%M") for event in result.events]


# -- the caller's part ------------------------------------------------------------------------------


def test_an_unknown_vendor() -> None:
    """A vendor without an adapter is the caller's mistake, and the known ones are named."""
    with pytest.raises(UnknownName, match="no adapter named 'pigeon'; known: aftership, easypost"):
        adapted("pigeon", {})


def test_an_unknown_zone() -> None:
    """A zone that does not exist is the caller's mistake."""
    with pytest.raises(UnknownName):
        adapted("easypost", {}, local_zone="Mars/Olympus")


def test_all_faults_at_once() -> None:
    """Every wrong argument is reported with its name."""
    wrong: Any = {"topic": 1, "headers": [], "known": "x"}
    with pytest.raises(InvalidInput) as caught:
        adapt("easypost", {}, order="", received_at=datetime(2026, 11, 22), **wrong)  # noqa: DTZ001

    assert [fault.path for fault in caught.value.faults] == [
        "order",
        "topic",
        "headers",
        "known",
        "received_at",
    ]


@pytest.mark.parametrize("vendor", ADAPTERS)
@pytest.mark.parametrize("payload", [None, 1, float("nan"), "text", [], [{}], True])
def test_a_payload_of_another_shape(vendor: str, payload: object) -> None:
    """A payload that is no object is a warning, not an error."""
    assert adapted(vendor, payload) == Adapted(warnings=adapted(vendor, []).warnings)
    assert codes(adapted(vendor, payload)) == ["(whole): not_an_object"]


def test_known_shipments() -> None:
    """The shop's own shipment ids are used, however the number is spelt."""
    body = tracking(checkpoint("2026-11-20T10:00:00+01:00", "InTransit_003"), tracking_number="af 1x")

    assert adapted("aftership", body, known=Known(shipments={"AF1X": "P7"})).events[0].shipment == "P7"
    assert adapted("aftership", body).events[0].shipment == "trk:AF1X"


def test_known_couriers() -> None:
    """The shop's own names of couriers are used, so that a vendor's do not look like a change of courier."""
    scan = checkpoint("2026-11-20T10:00:00+01:00", "InTransit_003", slug="post")
    known = Known(couriers={"POST": "Österreichische Post"})

    for body in (tracking(scan), tracking(scan, slug="Post")):
        told = adapted("aftership", body, known=known).events[0].details
        assert isinstance(told, Carriage)
        assert told.courier == "Österreichische Post"


@pytest.mark.parametrize("wrong", [{"shipments": ["1"]}, {"shipments": {"1": 1}}, {"couriers": {None: "x"}}])
def test_known_holds_names(wrong: Any) -> None:
    """What the shop calls things is text, by text."""
    with pytest.raises(InvalidInput, match="not a mapping of text to text"):
        Known(**wrong)


def test_who_takes_over_is_not_guessed() -> None:
    """A scan that a parcel was passed on names neither the courier nor the number it left behind."""
    scan = detail("2026-11-20T10:00:00Z", "in_transit", "transferred_to_destination_carrier")

    (told,) = adapted("easypost", tracker(scan, carrier="First")).events

    assert told.details == Carriage()


def test_a_parcel_without_a_number() -> None:
    """Without a number the vendor's id of the tracking names the shipment; without that, nothing does."""
    scan = detail("2026-11-20T10:00:00Z", "delivered")

    assert adapted("easypost", tracker(scan, tracking_code=None)).parcels[0].shipment == "trk:trk_1"
    nameless = adapted("easypost", tracker(scan, tracking_code=None, id=None))
    assert (nameless.parcels[0].shipment, nameless.parcels[0].tracking) == (None, None)
    assert kinds(nameless) == ["delivered"]


def test_a_header_may_name_the_delivery() -> None:
    """An adapter whose vendor names deliveries in a header takes it from there, in any case."""
    own = type(ADAPTERS["easypost"])(
        vendor="own", find=ADAPTERS["easypost"].find, delivery_header="X-Delivery"
    )

    result = own({}, order="o1", received_at=NOW, headers={"x-delivery": "d1"})

    assert result.delivery_id == "d1"


# -- identity and order -----------------------------------------------------------------------------

SCANS = [
    detail("2026-11-19T10:00:00Z", "in_transit", "arrived_at_facility"),
    detail("2026-11-20T06:00:00Z", "out_for_delivery", "out_for_delivery"),
    detail("2026-11-20T10:00:00Z", "delivered", "arrived_at_destination"),
]


def test_the_same_scan_is_the_same_event() -> None:
    """Wording, sequence and what else a payload holds do not make another event."""
    alone = tracker({**SCANS[2], "message": "Left at door"}, id="trk_9", status="delivered")

    assert ids(adapted("easypost", alone)) == ids(adapted("easypost", tracker(*SCANS)))[2:]


@pytest.mark.parametrize(
    "change",
    [
        {"datetime": "2026-11-20T10:00:01Z"},
        {"status_detail": None},
        {"tracking_location": {"city": "Reno"}},
    ],
)
def test_another_scan_is_another_event(change: Any) -> None:
    """A different time, code or place makes another event."""
    original, changed = (adapted("easypost", tracker(scan)) for scan in (SCANS[2], {**SCANS[2], **change}))

    assert ids(original) != ids(changed)


def test_another_parcel_has_other_events() -> None:
    """The same scan of another number is another event, and so is another vendor's."""
    other = adapted("easypost", tracker(*SCANS, tracking_code="PP2"))

    assert set(ids(other)).isdisjoint(ids(adapted("easypost", tracker(*SCANS))))


def test_repeats_within_a_payload_add_nothing() -> None:
    """A scan listed twice, and a parcel listed twice, is there once."""
    twice = {"trackers": [tracker(*SCANS, SCANS[2]), tracker(*SCANS)]}

    assert ids(adapted("easypost", twice)) == ids(adapted("easypost", tracker(*SCANS)))


def test_newest_first_is_turned_round() -> None:
    """Times tell which way a list runs, and the sequence follows the time."""
    result = adapted("easypost", tracker(*reversed(SCANS)))

    assert [(event.sequence, event.kind.value) for event in result.events] == [
        (0, "arrived"),
        (1, "out_for_delivery"),
        (2, "delivered"),
    ]


def test_times_that_do_not_tell() -> None:
    """Where no times can be compared the list runs as the vendor's lists do."""
    scans = [checkpoint("2026-11-20T10:00:00", subtag) for subtag in ("InTransit_003", "InTransit_007")]

    assert kinds(adapted("aftership", tracking(*scans))) == ["arrived", "departed"]


def test_a_broken_scan_keeps_the_others_places() -> None:
    """A scan that cannot be placed is reported and leaves the others' sequence as it was."""
    result = adapted("easypost", tracker(SCANS[0], {"status": "delivered"}, SCANS[1]))

    assert [event.sequence for event in result.events] == [0, 2]
    assert codes(result) == ["tracking_details.1: bad_time"]


def test_a_scan_without_a_code() -> None:
    """A scan that says nothing but its time is kept for staff, and reported."""
    result = adapted("easypost", tracker({"datetime": "2026-11-20T10:00:00Z", "message": "?"}))

    assert (kinds(result), codes(result)) == (["unclassified"], ["tracking_details.0: missing"])


def test_a_later_wording_corrects() -> None:
    """The same scan in a later delivery replaces the earlier one and keeps when it was learned."""
    first = adapted("easypost", tracker({**SCANS[2], "message": "Deliverd"}), received_at=NOW)
    later = adapted("easypost", tracker(SCANS[2]), received_at=NOW + timedelta(hours=1))

    ((kept, learned),) = distinct([*later.events, *first.events])

    assert kept.raw is not None
    assert (kept.raw.text, learned) == ("", first.events[0].learned)


# -- times ------------------------------------------------------------------------------------------


def test_a_date_follows_the_scan_before_it() -> None:
    """A scan with a date alone stands after that day's earlier scan, not at midnight."""
    scans = [
        checkpoint("2026-11-19T10:36:00", "InfoReceived_001"),
        checkpoint("2026-11-19", "InTransit_002"),
        checkpoint("2026-11-20", "InTransit_003"),
    ]

    assert times(adapted("aftership", tracking(*scans))) == ["19 10:36", "19 10:36", "20 00:00"]


def test_nothing_happens_after_its_receipt() -> None:
    """A local time taken for UTC that lies ahead of the receipt is the receipt's; far ahead it is odd."""
    scans = [
        checkpoint("2026-11-22T20:00:00", "InTransit_002"),
        checkpoint("2026-11-25T08:00:00+09:00", "InTransit_003"),
    ]
    result = adapted("aftership", tracking(*scans))

    assert times(result) == ["22 12:00", "22 12:00"]
    assert codes(result) == ["msg.checkpoints.1: future_time"]


def test_a_local_zone() -> None:
    """Times without an offset are read in the zone the caller names."""
    scan = checkpoint("2026-11-20T10:00:00", "InTransit_002")
    result = adapted("aftership", tracking(scan), local_zone="Asia/Tokyo")

    assert (times(result), [event.time_quality.value for event in result.events]) == (["20 01:00"], ["local"])


# -- headlines and estimates ------------------------------------------------------------------------

ANNOUNCED = [detail("2026-11-19T08:00:00Z", "pre_transit", "label_created")]


@pytest.mark.parametrize(
    ("headline", "scans", "expected"),
    [
        ({"status": "delivered"}, [], ["(whole): headline_differs"]),
        ({"status": "delivered"}, SCANS[:1], ["(whole): headline_differs"]),
        ({"status": "delivered"}, SCANS, []),
        ({"status": "unknown"}, [], []),
        ({}, SCANS, []),
        ({"status": "in_transit"}, SCANS[:1], []),
        ({"status": "in_transit"}, SCANS[1:2], []),
        ({"status": "in_transit"}, ANNOUNCED, ["(whole): headline_differs"]),
        ({"status": "in_transit"}, [], ["(whole): headline_differs"]),
        ({"status": "teleported"}, SCANS, ["(whole): headline_differs", "(whole): unknown_code"]),
    ],
)
def test_a_headline_is_only_a_hint(headline: Any, scans: list[Any], expected: list[str]) -> None:
    """What only the vendor's summary says is reported for staff and makes no event."""
    result = adapted("easypost", tracker(*scans, **headline))

    assert (len(result.events), codes(result)) == (len(scans), expected)
    assert result.parcels[0].headline == headline.get("status", "")


def eta(when: str, *scans: Any, **more: Any) -> Adapted:
    """Return a tracking with an estimate, adapted."""
    return adapted("aftership", tracking(*scans, expected_delivery=when), **more)


def test_an_estimate_is_as_old_as_the_look() -> None:
    """An estimate happened when the vendor looked; when that is not told, when we heard of it."""
    body = tracking(expected_delivery="2026-11-24", updated_at="2026-11-21T08:00:00+00:00")

    assert times(adapted("aftership", body)) == ["21 08:00"]
    assert [(e.t, e.time_quality.value) for e in eta("2026-11-24").events] == [
        (int(NOW.timestamp()), "local_unknown")
    ]


def test_the_same_estimate_is_the_same_event() -> None:
    """An estimate repeated is no news; a changed one is."""
    later = {"received_at": NOW + timedelta(hours=5)}

    assert ids(eta("2026-11-24")) == ids(eta("2026-11-24", **later))
    assert ids(eta("2026-11-24")) != ids(eta("2026-11-25"))


@pytest.mark.parametrize(
    ("when", "scans", "zone", "expected"),
    [
        ("2026-11-22", [], None, []),
        ("2026-11-21", [], None, ["stale_eta"]),
        ("2026-11-22", [], "Pacific/Auckland", ["stale_eta"]),
        ("2026-11-24", [checkpoint("2026-11-20T10:00:00+01:00", "InTransit_001")], None, []),
        ("2026-11-24", [checkpoint("2026-11-20T10:00:00+01:00", "Delivered_001")], None, ["stale_eta"]),
        ("2026-11-24", [checkpoint("2026-11-20T10:00:00+01:00", "Exception_013")], None, ["stale_eta"]),
        ("2026-11-24", [checkpoint("2026-11-20T10:00:00+01:00", "Exception_010")], None, ["stale_eta"]),
        ("soon", [], None, ["bad_eta"]),
        ("1999-12-31T23:00:00-05:00", [], None, ["bad_eta"]),
    ],
)
def test_estimates_not_to_be_told(when: str, scans: list[Any], zone: str | None, expected: list[str]) -> None:
    """An estimate in the past, of a parcel that has arrived, or unreadable is reported and not told."""
    result = eta(when, *scans, local_zone=zone)

    assert ("eta_changed" in kinds(result)) == (expected == [])
    assert [warning.code.value for warning in result.warnings] == expected


def test_an_estimate_the_newest_scan_has_overtaken() -> None:
    """An estimate that ends before the newest scan is stale even if that scan lies ahead of us."""
    scans = [checkpoint("2026-11-22T11:00:00+00:00", "InTransit_001")]
    early = datetime(2026, 11, 22, 11, tzinfo=timezone(timedelta(hours=14)))

    assert codes(eta("2026-11-21", *scans, received_at=early)) == []
    assert codes(eta("2026-11-20", *scans, received_at=early)) == ["msg.expected_delivery: stale_eta"]


def test_a_range_that_ends_before_it_begins() -> None:
    """Dates in the wrong order are no window."""
    ends = {"datetime_min": "2026-11-26", "datetime_max": "2026-11-24"}
    result = adapted("aftership", tracking(latest_estimated_delivery=ends))

    assert codes(result) == ["msg.latest_estimated_delivery: bad_eta"]
