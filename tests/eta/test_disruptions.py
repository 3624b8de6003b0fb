"""Declared disruptions: whose parcels they hold up, and by how much."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta import Disruption, Ranges, estimate
from postpurchase.events import Carriage, Destination, Event, Placed, Promised, Trouble
from postpurchase.order import Order, replay
from postpurchase.vocabulary import EventKind
from postpurchase.windows import DateWindow, instant, zone

MOSCOW = zone("Europe/Moscow")
NOW = instant(datetime.fromisoformat("2026-11-17T12:00:00+03:00"))
PERM = Placed(
    promised=Promised(
        window=DateWindow(earliest=date(2026, 11, 19), latest=date(2026, 11, 20)), courier="express"
    ),
    destination=Destination(country="RU", region="Perm"),
)


def at(kind: EventKind, hour: int, **given: Any) -> Event:
    """Return an event of 16 November."""
    when = datetime.fromisoformat(f"2026-11-16T{hour:02d}:00:00+03:00")
    return Event(kind=kind, order="o1", at=when, id=f"{kind}{hour}", **given)


def order(*events: Event) -> Order:
    """Return an order to Perm with those events of its parcel."""
    return replay([at(EventKind.ORDER_PLACED, 8, details=PERM), *events])


def expected(found: Order, *storms: Disruption) -> tuple[str, str, str]:
    """Return the first and last date expected, and on what basis."""
    told = estimate(found, Ranges(), NOW, MOSCOW, found.shipment("1"), None, storms)
    assert isinstance(told.window, DateWindow)
    return f"{told.window.earliest:%d}", f"{told.window.latest:%d}", told.basis.value


def storm(first: int = 19, last: int = 20, **given: Any) -> Disruption:
    """Return a disruption between two dates of November, by one to three days."""
    return Disruption(start=date(2026, 11, first), end=date(2026, 11, last), days=(1, 3), **given)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"courier": "express"},
        {"country": "RU"},
        {"region": "Perm"},
        {"first": 20, "last": 25},
        {"first": 1, "last": 19},
    ],
)
def test_what_it_meets_is_later(given: dict[str, Any]) -> None:
    """Its courier's, its region's, or everybody's parcels expected in its dates."""
    assert expected(order(), storm(**given)) == ("20", "23", "ranges")


@pytest.mark.parametrize(
    "given",
    [
        {"courier": "post"},
        {"country": "KZ"},
        {"region": "Omsk"},
        {"first": 21, "last": 25},
        {"first": 1, "last": 18},
    ],
)
def test_what_it_does_not_meet_is_left_alone(given: dict[str, Any]) -> None:
    """Another courier, another place, other dates."""
    assert expected(order(), storm(**given)) == ("19", "20", "promised")


def test_a_parcel_on_its_last_round_is_past_it() -> None:
    """What the courier carries to the door is held up by nothing declared."""
    assert expected(order(at(EventKind.OUT_FOR_DELIVERY, 9, shipment="1")), storm()) == (
        "19",
        "20",
        "promised",
    )


def test_a_parcel_that_came_in_vain_is_not_past_it() -> None:
    """Its next round may be held up as any other."""
    round_ = at(EventKind.OUT_FOR_DELIVERY, 9, shipment="1")

    assert expected(order(round_, at(EventKind.ATTEMPT_FAILED, 11, shipment="1")), storm()) == (
        "20",
        "23",
        "ranges",
    )


def test_the_parcel_s_own_courier_counts() -> None:
    """A parcel handed to somebody else than promised is in that courier's care."""
    sent = at(EventKind.HANDED_OVER, 9, shipment="1", details=Carriage(courier="post"))

    assert expected(order(sent), storm(courier="express")) == ("19", "20", "promised")
    assert expected(order(sent), storm(courier="post")) == ("20", "23", "ranges")


def test_the_courier_s_own_word_knows_of_it() -> None:
    """Nothing is added to a date that the courier gave."""
    window = DateWindow(earliest=date(2026, 11, 19), latest=date(2026, 11, 19))
    said = at(EventKind.ETA_CHANGED, 9, shipment="1", details=Trouble(window=window))

    assert expected(order(said), storm()) == ("19", "19", "courier")


def test_two_disruptions_add_up() -> None:
    """The second meets what the first has made of the window; lead times keep their basis."""
    assert expected(order(), storm(), storm(first=23, last=23)) == ("21", "26", "ranges")


def test_nothing_placed_is_held_up_by_nothing() -> None:
    """Before an order is placed nobody knows where it goes."""
    known = replay([at(EventKind.HANDED_OVER, 9, shipment="1")])

    assert storm().concerns(known, None) is False


def test_it_ends_after_it_starts() -> None:
    """Dates the wrong way round, and days that are no range, are refused."""
    with pytest.raises(InvalidInput, match="end: before the start"):
        storm(first=20, last=19)
    with pytest.raises(InvalidInput, match="days: not a range of days"):
        Disruption(start=date(2026, 11, 19), end=date(2026, 11, 19), days=(3, 1))
