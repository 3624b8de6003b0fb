from __future__ import annotations

import pytest
from tests.eta.worlds import day, journeys, learned

from postpurchase.errors import InvalidInput
from postpurchase.eta.arrivals import Arrival, arrival
from postpurchase.eta.promising import Costs, Price, Promising, plan_promise
from postpurchase.windows import Instant


def past() -> list[tuple[Arrival, Instant]]:
    """Return how the journeys of ten days were foreseen, and when they came."""
    model = learned(150)
    new = [one for one in journeys(160) if one.start >= day(150)]
    return [(found, one.end or 0) for one in new if (found := arrival(model, one)) is not None]


@pytest.mark.parametrize(
    ("late_day", "level"),
    [(1.0, 0.5), (4.0, 0.8), (9.0, 0.9), (19.0, 0.95)],
)
def test_the_newsvendor_s_level(late_day: float, level: float) -> None:
    """Where each day late costs so many times a day of caution, the level is late / (late + caution)."""
    found = plan_promise(past(), Costs(late_day=late_day, cautious_day=1.0))

    assert found.level == pytest.approx(level, abs=0.06)


def test_the_curve_shows_what_each_level_would_have_cost() -> None:
    """More caution is late less often and waits longer, and the level chosen is the cheapest of all."""
    found = plan_promise(past(), Costs(late=10, cautious_day=1.0))
    levels, costs, lates, cautions = zip(*found.curve, strict=True)

    assert list(levels) == sorted(levels)
    assert list(lates) == sorted(lates, reverse=True)
    assert list(cautions) == sorted(cautions)
    assert min(costs) == next(price.cost for price in found.curve if price.level == found.level)
    assert lates[0] == pytest.approx(0.5, abs=0.08)


def test_the_date_to_promise() -> None:
    """It is the instant by which that share of such orders arrives."""
    found = plan_promise(past(), Costs(late_day=9, cautious_day=1.0))
    ahead = past()[0][0]

    assert found.date_for(ahead) == ahead.quantile(found.level)


def test_a_promise_is_shown_in_a_line() -> None:
    """The level, and what it would have cost, missed and waited."""
    curve = (Price(0.5, 3.0, 0.5, 0.1), Price(0.8, 1.5, 0.204, 0.7))

    assert repr(Promising(level=0.8, curve=curve)) == (
        "<Promising 0.8: 1.50 an order, 0.204 late, 0.7 days of caution>"
    )


def test_what_one_order_cost() -> None:
    """Two days late cost the break and two days, three days early three days of caution."""
    costs = Costs(late=10, late_day=2, cautious_day=0.5)

    assert costs.of(day(1), day(3)) == 14
    assert costs.of(day(4), day(1)) == 1.5


def test_costs_and_a_past_are_needed() -> None:
    """Lateness that costs nothing, costs below nothing, and no past at all are refused."""
    with pytest.raises(InvalidInput) as raised:
        Costs(late=0, cautious_day=-1)
    assert str(raised.value).splitlines() == [
        "cautious_day: below 0; give a cost, in any money",
        "late: lateness costs nothing; give late or late_day",
    ]
    with pytest.raises(InvalidInput, match="past: no past orders"):
        plan_promise([], Costs(late=1, cautious_day=1))


def test_a_past_that_is_too_young_is_refused() -> None:
    """Where more than one order in fifty has not come, the quick ones alone are known."""
    some = [(found, None) if n < 3 else (found, ended) for n, (found, ended) in enumerate(past()[:100])]

    with pytest.raises(InvalidInput, match="past: 3 of 100 have not come; end it with orders placed earlier"):
        plan_promise(some, Costs(late=1, cautious_day=1))


def test_what_is_lost_is_late_at_every_level() -> None:
    """One order in fifty that never came is late, however cautious the promise."""
    some = past()[:50]
    lost = [(some[0][0], None), *some[1:]]
    found, without = (plan_promise(one, Costs(late=10, cautious_day=1)) for one in (lost, some[1:]))

    assert [price.late * 50 for price in found.curve] == pytest.approx(
        [price.late * 49 + 1 for price in without.curve]
    )


@pytest.mark.parametrize(
    ("pair", "fault"),
    [
        ((None, day(3)), "past.0: not an arrival and when it came"),
        (day(3), "past.0: not an arrival and when it came"),
        ((past()[0][0], day(0)), "past.0: ended before it began; give the arrival of the same order"),
        ((past()[0][0], "noon"), "past.0: not whole UTC seconds"),
    ],
)
def test_what_is_no_past_order_is_refused(pair: object, fault: str) -> None:
    """An arrival that nobody could foresee, half a pair and a text for an instant are refused with their place."""
    with pytest.raises(InvalidInput, match=fault):
        plan_promise([pair], Costs(late=1, cautious_day=1))  # type: ignore[list-item]


def test_costs_and_dates_of_another_kind_are_refused() -> None:
    """A text is no cost, and None no arrival."""
    with pytest.raises(InvalidInput, match="late: text, not a number"):
        Costs(late="4", cautious_day=1)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="found: None, not Arrival; give what `arrival` returned"):
        Promising(level=0.8, curve=()).date_for(None)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="costs: None, not Costs"):
        plan_promise(past(), None)  # type: ignore[arg-type]
    with pytest.raises(InvalidInput, match="past: None, not"):
        plan_promise(None, Costs(late=1, cautious_day=1))  # type: ignore[arg-type]
