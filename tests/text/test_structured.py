"""JSON-LD: what the message says, for machines, and nothing more."""

from __future__ import annotations

from datetime import date, time

import pytest
from tests.text.letters import WINDOW, at, block, letter

from postpurchase.events import Money
from postpurchase.text import json_ld
from postpurchase.vocabulary import TOUCHPOINTS, Role
from postpurchase.windows import DateWindow, Slot, TimeWindow

URL = "https://courier.example/JD1"


def test_an_order_is_mapped() -> None:
    """Merchant, number, state, items and price, as schema.org names them."""
    (order,) = json_ld(letter("order_confirmed", total=Money(minor=1980, currency="JPY")))

    assert order == {
        "@context": "https://schema.org",
        "@type": "Order",
        "merchant": {"@type": "Organization", "name": "Atelier Kumo"},
        "orderNumber": "A-1042",
        "orderStatus": "https://schema.org/OrderProcessing",
        "acceptedOffer": [{"@type": "Offer", "itemOffered": {"@type": "Product", "name": "Silk scarf"}}],
        "priceCurrency": "JPY",
        "price": "1980",
    }


def test_each_parcel_is_mapped() -> None:
    """Number, link, courier, contents and dates of every parcel that the message tells of."""
    first = block("dispatched", {"window": WINDOW, "tracking": "JD1"}, subject="1", tracking_url=URL)
    second = block("dispatched", {"tracking": "JD2"}, subject="2")
    silent = block("sms_offer")
    order, *parcels = json_ld(letter(first, second, silent, courier="DHL"))

    assert order["orderStatus"] == "https://schema.org/OrderInTransit"
    assert parcels[0] == {
        "@context": "https://schema.org",
        "@type": "ParcelDelivery",
        "partOfOrder": {
            "@type": "Order",
            "merchant": {"@type": "Organization", "name": "Atelier Kumo"},
            "orderNumber": "A-1042",
        },
        "carrier": {"@type": "Organization", "name": "DHL"},
        "itemShipped": [{"@type": "Product", "name": "Silk scarf"}],
        "expectedArrivalFrom": "2026-10-12",
        "expectedArrivalUntil": "2026-10-26",
        "trackingNumber": "JD1",
        "trackingUrl": URL,
    }
    assert [parcel.get("trackingNumber") for parcel in parcels] == ["JD1", "JD2"]


@pytest.mark.parametrize(
    ("fact", "expected"),
    [
        (
            {"slot": Slot(date=date(2026, 10, 12), start=time(14), end=time(16)), "window": WINDOW},
            ("2026-10-12T14:00:00+09:00", "2026-10-12T16:00:00+09:00"),
        ),
        ({"slot": Slot(date=date(2026, 10, 12), code="morning")}, ("2026-10-12", "2026-10-12")),
        (
            {
                "window": TimeWindow(
                    earliest=at("2026-10-12T08:00:00+09:00"), latest=at("2026-10-12T12:00:00+09:00")
                )
            },
            ("2026-10-12T08:00:00+09:00", "2026-10-12T12:00:00+09:00"),
        ),
        (
            {"window": DateWindow(earliest=date(2026, 12, 28), latest=date(2027, 1, 4))},
            ("2026-12-28", "2027-01-04"),
        ),
    ],
)
def test_dates_are_as_exact_as_they_are_told(fact: dict[str, object], expected: tuple[str, str]) -> None:
    """The slot before the window; hours with the offset of the recipient's zone, named or given."""
    for zone in ({}, {"zone": "Asia/Tokyo"}):
        _, parcel = json_ld(letter(block("dispatched", fact), **zone))  # type: ignore[arg-type]

        assert (parcel["expectedArrivalFrom"], parcel["expectedArrivalUntil"]) == expected


def test_a_clock_without_a_zone_is_left_out() -> None:
    """Better no hours than wrong ones."""
    slot = Slot(date=date(2026, 10, 12), start=time(14), end=time(16))
    _, parcel = json_ld(letter(block("dispatched", {"slot": slot}), zone=None))

    assert parcel["expectedArrivalFrom"] == "2026-10-12"


def test_a_receiver_of_a_gift_learns_nothing_from_it() -> None:
    """Neither items nor price, in any touchpoint."""
    for touchpoint in TOUCHPOINTS:
        message = letter(
            block(touchpoint, {"tracking": "JD1"}, total=Money(minor=1, currency="EUR")), to=Role.RECEIVER
        )
        text = str(json_ld(message))

        assert ("Silk" in text, "price" in text) == (False, False)


def test_what_the_message_does_not_tell_is_not_there() -> None:
    """A number that the message only knows stays out, and so does a link to nowhere."""
    knows = block("dispatched", {"window": WINDOW}, subject="1", tracking="JD1", tracking_url=URL)
    unsafe = block("dispatched", {"tracking": "JD1"}, tracking_url="javascript:alert(1)")

    assert "trackingNumber" not in str(json_ld(letter(knows)))
    assert "trackingUrl" not in str(json_ld(letter(unsafe)))
    assert len(json_ld(letter(knows), hosts=["kumo.example"])) == 2
    assert "acceptedOffer" not in json_ld(letter("refunded", items=None))[0]


@pytest.mark.parametrize(
    ("minor", "currency", "expected"),
    [(1980, "JPY", "1980"), (1980, "EUR", "19.80"), (5, "EUR", "0.05"), (1500, "KWD", "1.500")],
)
def test_prices_are_in_whole_units(minor: int, currency: str, expected: str) -> None:
    """As many digits after the point as the currency has."""
    (order,) = json_ld(letter("refunded", total=Money(minor=minor, currency=currency)))

    assert (order["price"], order["priceCurrency"]) == (expected, currency)
