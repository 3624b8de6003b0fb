"""Cases of payloads: what is taken for granted where nothing else is known, and what is left as it was given."""

from __future__ import annotations

from typing import Any

from postpurchase.payloads import bare_case, with_payload
from postpurchase.schema import Case, load_case
from tests.text.letters import at

NOW = at("2026-11-22T10:00:00+00:00")
PARCEL: dict[str, Any] = {
    "id": "trk_1",
    "object": "Tracker",
    "tracking_code": "1Z",
    "status": "in_transit",
    "tracking_details": [{"status": "in_transit", "datetime": "2026-11-20T09:00:00Z"}],
}


def bare(*settings: str) -> Case:
    """Return the case about which nothing is known."""
    return load_case(bare_case("retail", settings, zone="UTC", locale="en"))


def test_a_bare_case_is_a_shop_and_a_buyer_of_one_place() -> None:
    """Settings change the policy; a value is JSON where it can be, else the text."""
    case = bare("max_event_age=P30D", "cadence.longest_silence.less=null")

    assert (case.shop.zone, case.customer.buyer.locale, case.events) == ("UTC", "en", ())
    assert case.policy.max_event_age.days == 30
    assert case.policy.cadence.longest_silence["less"] is None  # type: ignore[index]


def test_an_order_that_nobody_placed_was_placed_and_confirmed() -> None:
    """The day before its first scan, and a minute later, so that only news is said."""
    case, found = with_payload(bare(), "easypost", PARCEL, order=None, received_at=NOW, now=NOW)

    assert (case.events[0].kind.value, case.events[0].order) == ("order_placed", "o1")
    assert case.events[0].at == at("2026-11-19T09:00:00+00:00")
    assert [(row.touchpoint, row.at) for row in case.ledger] == [
        ("order_confirmed", at("2026-11-19T09:01:00+00:00"))
    ]
    assert (case.now, len(found.parcels)) == (NOW, 1)


def test_an_order_that_is_known_stays_as_it_is() -> None:
    """What was placed is not placed again, and the parcel belongs to it."""
    placed = {"kind": "order_placed", "order": "A-7", "at": "2026-11-18T09:00:00Z"}
    tree = {**bare_case("retail", (), zone="UTC", locale="en"), "events": [placed]}
    case, _ = with_payload(load_case(tree), "easypost", PARCEL, order=None, received_at=NOW, now=NOW)

    assert {event.order for event in case.events} == {"A-7"}
    assert [event.kind.value for event in case.events].count("order_placed") == 1
    assert case.ledger == ()


def test_without_any_scan_the_order_was_placed_the_day_before() -> None:
    """A payload that says nothing yet is of an order placed yesterday, under the name given."""
    silent = {**PARCEL, "status": "unknown", "tracking_details": []}
    case, _ = with_payload(bare(), "easypost", silent, order="B-1", received_at=NOW, now=NOW)

    assert case.events[0].order == "B-1"
    assert case.events[0].at <= at("2026-11-21T10:00:00+00:00")
