from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from postpurchase.errors import InvalidInput
from postpurchase.eta.activity import ActivityClock
from postpurchase.eta.journeys import SETTING_OUT, Journey, Shape, columns_of
from postpurchase.windows import zone

CLOCK = ActivityClock(zone=zone("UTC"), around=date(2026, 10, 5))


def test_a_journey_does_not_end_before_it_begins() -> None:
    """It may end in the second in which it begins."""
    assert Journey(id="a", start=5, end=5).end == 5
    with pytest.raises(InvalidInput, match="end: before the start"):
        Journey(id="a", start=5, end=4)


def test_a_journey_shows_nothing_personal() -> None:
    """Neither its id nor its features are in its repr."""
    shown = repr(Journey(id="secret-1", start=5, words={"to": "secret-2"}, numbers={"kg": 77.5}))

    assert "secret" not in shown
    assert "77.5" not in shown


@pytest.mark.parametrize(
    ("given", "faults"),
    [
        ({"words": {"to": 0}}, ["to: a shrinkage not above 0; give how many journeys, as in 20"]),
        ({"place": "to"}, ["place: not one of the words; name a word"]),
        ({"half_life_days": 0}, ["half_life_days: not above 0; give days, as in 250"]),
        (
            {"words": {"to": 1}, "crosses": {"to*from": 1, "to": 1}},
            [
                "crosses.to*from: not two of the words; give two words, as in from*to",
                "crosses.to: not two of the words; give two words, as in from*to",
            ],
        ),
    ],
)
def test_a_shape_that_cannot_be_fitted_is_refused(given: dict[str, Any], faults: list[str]) -> None:
    """Every fault at once, with its path."""
    with pytest.raises(InvalidInput) as raised:
        Shape(**given)

    assert str(raised.value).splitlines() == faults


@pytest.mark.parametrize(
    ("feature", "labels"),
    [
        ("to", ["s", "", "s"]),
        ("from*to", ["n*s", "*", "*s"]),
        ("kg", ["1", "", "0"]),
        (SETTING_OUT, ["25", "0", "32"]),
    ],
)
def test_labels(feature: str, labels: list[str]) -> None:
    """Words as they are, pairs with a star, numbers by their bin, the start by weekday and three hours."""
    monday = 1_791_158_400
    journeys = [
        Journey(
            id="a", start=monday + 75 * 3_600 + 3_599, words={"from": "n", "to": "s"}, numbers={"kg": 3.0}
        ),
        Journey(id="b", start=monday),
        Journey(id="c", start=monday + 96 * 3_600, words={"to": "s"}, numbers={"kg": 0.5}),
    ]

    shape = Shape(words={"from": 1, "to": 1}, numbers={"kg": 1}, crosses={"from*to": 1})
    found = columns_of(journeys, shape, {"kg": (1.0, 5.0)}, CLOCK)

    assert list(found) == ["from", "to", "kg", "from*to", SETTING_OUT]
    assert [found[feature].labels[code] for code in found[feature].codes] == labels
