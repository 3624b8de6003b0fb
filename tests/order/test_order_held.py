"""What of the parcels counts towards the whole, kept up as each parcel changes."""

from unittest.mock import patch

import pytest
from hypothesis import given, settings
from tests.order.histories import happened, names, of, order_of, placed
from tests.order.strategies import histories

from postpurchase.events import Event
from postpurchase.order import replay
from postpurchase.order.whole import Fold, Measure
from postpurchase.vocabulary import Progress

PARCELS = range(40)


@settings(max_examples=300)
@given(histories(most=12))
def test_counting_along_is_looking_at_every_parcel(told: list[Event]):
    """After whatever happened, what is kept up says the same as all parcels looked at anew."""
    keep_up = Fold.has_all

    def compared(fold: Fold, measure: Measure) -> bool:
        kept = keep_up(fold, measure)
        assert kept == fold.is_complete(measure)
        return kept

    with patch.object(Fold, "has_all", compared):
        replay(told)


@pytest.mark.parametrize("known", [True, False])
def test_many_parcels_add_up(known: bool):
    """All is delivered with the last of many parcels, whichever that is, and only then."""
    lines = [f"L{number}" for number in PARCELS]
    sent = [
        happened("handed_over", 1 + n / 100, shipment=f"P{n}", contents=of(lines[n]) if known else ())
        for n in PARCELS
    ]
    brought = [happened("delivered", 30 + n / 100, shipment=f"P{n}") for n in reversed(PARCELS)]
    events = [placed(*lines), *sent, *brought]

    assert order_of(*events[:-1]).progress is Progress.PARTLY_DELIVERED
    assert names(order_of(*events).milestones)[-1] == "all_delivered@order"


def test_a_label_that_is_void_holds_nothing():
    """What a cancelled parcel held is still to come."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1", contents=of("A")),
        happened("shipment_announced", 3, shipment="P2", contents=of("B")),
        happened("shipment_cancelled", 4, shipment="P2"),
        happened("delivered", 20, shipment="P1"),
    )

    assert order.progress is Progress.PARTLY_DELIVERED


def test_what_the_parcels_are_called():
    """The first outbound parcel is 1 whatever its own id; the others go by theirs, and so do those not travelling here."""
    order = order_of(
        placed("A", "B"),
        happened("handed_over", 2, shipment="P1"),
        happened("handed_over", 3, shipment="P2"),
        happened("handed_over", 4, shipment="R", role="return"),
    )

    assert order.travelling == ("1", "P2")
    assert order.subjects == {"P1": "1", "P2": "P2", "R": "R"}
