from __future__ import annotations

from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from tests.eta.worlds import FIRST, UTC, journeys

from postpurchase.errors import InvalidInput
from postpurchase.eta import Leg, LegKind, Route
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.model import LearnedModel
from postpurchase.eta.votes import COUNTS, Vote, outvoting
from postpurchase.windows import moment

ROUTE = Route(zone=UTC, legs=(Leg(kind=LegKind.LAST_MILE, days=(12, 20)),))
AT: datetime = moment(FIRST + 180 * 86_400, UTC)


def votes(counts: tuple[int, ...] = COUNTS) -> tuple[Vote, ...]:
    """Return the way from ranges of 12 to 20 days to a history that says about 3."""
    near = [one for one in journeys(180) if one.words["to"] == "near"]
    return outvoting(
        LearnedModel(
            whole=fit(near, Shape(words={"to": 20}), at=FIRST + 180 * 86_400, zone=UTC), route=ROUTE
        ),
        AT,
        words={"to": "near"},
        counts=counts,
    )


def test_none_says_what_the_ranges_say_and_four_thousand_what_the_data_say() -> None:
    """By hand: from the 12th day to the end of the 20th; and the dates of exp(1.2 ± 0.3 · 1.2816) = 2.3 to 4.9 days."""
    first, last = votes((0, 4_000))

    assert first.ranges == 1
    assert (first.earliest, first.middle, first.latest) == (12, 16.5, 21)
    assert last.ranges < 0.001
    assert last.earliest == pytest.approx(2, abs=0.01)
    assert last.middle == pytest.approx(3.32, rel=0.1)
    assert last.latest == pytest.approx(5, abs=0.01)


def test_forty_are_ruled_by_the_ranges() -> None:
    """The first date lies hardly a day from where the ranges put it."""
    none, forty = votes((0, 40))

    assert forty.ranges > 0.95
    assert none.earliest - forty.earliest < 1


def test_the_way_between_is_smooth_and_never_turns_back() -> None:
    """From order to order both ends move towards the data's, by less than a hundredth of the whole way."""
    way = votes(tuple(range(4_001)))

    for name in ("earliest", "middle", "latest"):
        places = [getattr(one, name) for one in way]
        steps = [earlier - later for earlier, later in pairwise(places)]
        assert min(steps) >= 0
        assert max(steps) < (places[0] - places[-1]) / 100


def test_without_both_there_is_nothing_to_outvote() -> None:
    """Ranges alone, a history alone, and one in which nothing has arrived are refused."""
    world = list(journeys(20))
    shape = Shape(words={"to": 20})
    learned = fit(world, shape, at=FIRST + 20 * 86_400, zone=UTC)
    empty = fit([Journey(id="1", start=FIRST)], shape, at=FIRST + 1, zone=UTC)
    for model in (
        LearnedModel(route=ROUTE),
        LearnedModel(whole=learned),
        LearnedModel(whole=empty, route=ROUTE),
    ):
        with pytest.raises(InvalidInput, match="give a model of both"):
            outvoting(model, AT + timedelta(days=1))


def test_fewer_than_none_are_refused() -> None:
    """A number of arrivals is 0 or more, and a number."""
    for wrong in (-1, float("nan")):
        with pytest.raises(InvalidInput, match="give how many arrivals"):
            votes((wrong,))  # type: ignore[arg-type]


def test_no_end_lies_before_the_order() -> None:
    """What arrives on the day of the order arrives after it, whatever the hour."""
    at_once = Route(zone=UTC, legs=(Leg(kind=LegKind.LAST_MILE, days=(0, 1)),))
    near = [one for one in journeys(180) if one.words["to"] == "near"]
    whole = fit(near, Shape(words={"to": 20}), at=FIRST + 180 * 86_400, zone=UTC)
    (none,) = outvoting(LearnedModel(whole=whole, route=at_once), AT + timedelta(hours=18), counts=(0,))

    assert (none.earliest, none.latest) == (0, 1.25)
