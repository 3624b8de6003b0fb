from __future__ import annotations

import math
from dataclasses import replace
from random import Random
from statistics import fmean

import pytest
from tests.eta.worlds import DISTANCE, SHAPE, UTC, day, journeys, learned, truth

from postpurchase.errors import InvalidInput
from postpurchase.eta.arrivals import arrival
from postpurchase.eta.fitting import FIRM, fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.eta.learned import OFFSET


@pytest.mark.parametrize("to", sorted(DISTANCE))
def test_a_calm_world_is_learned(to: str) -> None:
    """After half a year of twenty journeys a day the quantiles are the true ones, to a tenth."""
    journey = Journey(id="", start=day(180.5), words={"to": to})
    found = arrival(learned(180), journey)

    assert found is not None
    for level in (0.05, 0.1, 0.5, 0.9, 0.95):
        assert (found.quantile(level) - journey.start) / 86_400 == pytest.approx(truth(to, level), rel=0.1)


def test_nothing_after_the_moment_is_looked_at() -> None:
    """What began or ended later, the future of a wrong clock included, changes nothing."""
    world = list(journeys(80))
    known = [one for one in world if one.start < day(60)]
    cut = [
        one
        if one.end is not None and one.end < day(60)
        else Journey(id=one.id, start=one.start, words=one.words)
        for one in known
    ]
    whole, partial = (fit(some, SHAPE, at=day(60), zone=UTC) for some in (world, cut))

    assert whole.effects == partial.effects
    assert whole.tables == partial.tables
    assert whole.recents == partial.recents


def test_tables_are_made_of_what_the_fit_has_not_seen() -> None:
    """With a label for nearly every journey the effects learn the past by heart, and the windows stay honest."""
    shape = Shape(words={"to": 20, "own": 0.1}, place="to")
    world = [
        Journey(id=one.id, start=one.start, end=one.end, words={**one.words, "own": str(n // 2)})
        for n, one in enumerate(journeys(200))
    ]
    model = fit([one for one in world if one.start < day(160)], shape, at=day(160), zone=UTC)
    new = [one for one in world if one.start >= day(160)]
    inside = 0
    for one in new:
        found = arrival(model, one)
        assert found is not None
        low, high = found.quantiles((0.05, 0.95))
        inside += low <= (one.end or 0) <= high

    assert inside / len(new) > 0.86


@pytest.mark.parametrize("days", [1, 3, 20, 40, 100])
def test_young_shops_are_fitted_too(days: int) -> None:
    """From the first day on there is a model, of whatever has arrived."""
    model = learned(days)

    assert model.seen <= 20 * days
    assert (model.table("near") is None) == (model.seen == 0)


def test_a_fit_upon_an_earlier_one_locates_what_is_new_by_it() -> None:
    """Journeys that set out since are put where the earlier effects put them, as they were told then."""
    world = list(journeys(120))
    before = fit(world, SHAPE, at=day(100), zone=UTC)
    after = fit(world, SHAPE, at=day(107), zone=UTC, before=before)
    new = [one for one in world if day(100) <= one.start < day(107)]
    bases = {one.id: one.base for one in after.recents}

    assert len(new) == 140
    assert all(bases[one.id] == pytest.approx(before.base_of(one)) for one in new)
    assert before.fitted_at < after.fitted_at


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 40])
def test_small_shops_hold_their_level(count: int) -> None:
    """Whatever few orders a shop has, of its windows of 90 % about nine in ten or more hold the next order."""
    rounds, inside = 60, 0
    for n in range(rounds):
        world = list(journeys(3 * count + 60, a_day=lambda _: 1.0, seed=1_000 * count + n))
        at = sorted(one.end or 0 for one in world)[count - 1] + 1
        new = next(one for one in world if one.start >= at)
        found = arrival(fit(world, SHAPE, at=at, zone=UTC), new)
        assert found is not None
        low, high = found.quantiles((0.05, 0.95))
        inside += low <= (new.end or 0) <= high

    assert inside / rounds > 0.9 - 2 * math.sqrt(0.09 / rounds)


def test_a_shop_that_sold_much_in_its_first_weeks_is_fitted_too() -> None:
    """More than a thousand arrivals, none of them a month old: all are located by the one fit there is."""
    model = fit(journeys(25, a_day=lambda _: 80.0), SHAPE, at=day(25), zone=UTC)
    found = arrival(model, Journey(id="", start=day(25), words={"to": "near"}))

    assert model.arrivals > 1_000
    assert found is not None
    assert (found.quantile(0.5) - day(25)) / 86_400 == pytest.approx(truth("near", 0.5), rel=0.15)


def test_a_fit_upon_hardly_anything_is_made_anew() -> None:
    """What was located when nothing had arrived is located again: its place was no better than none."""
    world = list(journeys(40))
    nothing = fit(world, SHAPE, at=day(1), zone=UTC)
    upon, anew = (fit(world, SHAPE, at=day(20), zone=UTC, before=before) for before in (nothing, None))

    assert nothing.arrivals < FIRM <= upon.arrivals
    assert upon.recents == anew.recents
    assert upon.effects == anew.effects


def test_logarithms_are_taken_of_what_makes_them_normal() -> None:
    """Where months are the rule and one in twenty comes the same day, weeks are added; of plain logarithms nothing."""
    rng = Random(3)
    worlds = {
        "plain": [math.exp(rng.gauss(4.0, 0.4)) for _ in range(800)],
        "at once": [0.1 if n % 20 == 0 else max(rng.gauss(90, 30), 1.0) for n in range(800)],
    }
    models = {
        name: fit(
            [Journey(id=str(n), start=day(n), end=day(n + took)) for n, took in enumerate(lasting)],
            Shape(),
            at=day(1_000),
            zone=UTC,
        )
        for name, lasting in worlds.items()
    }

    assert models["plain"].offset == OFFSET
    assert models["at once"].offset >= 32
    for one in models.values():
        assert one.days(one.score(30.0)) == pytest.approx(30)


def test_persons_are_no_feature() -> None:
    """Journeys made by hand are looked at as tables are."""
    known = [replace(one, words={"to": "erika@example.org"}) for one in journeys(4)]

    with pytest.raises(InvalidInput, match=r"shape\.words\.to: e-mail addresses"):
        fit(known, SHAPE, at=day(10), zone=UTC)


def test_with_few_arrivals_nobody_knows_which_logarithm_suits() -> None:
    """Below a hundred arrivals the usual half day is added."""
    assert fit(journeys(4), SHAPE, at=day(10), zone=UTC).offset == OFFSET


def test_windows_of_a_young_shop_are_no_wider_than_need_be() -> None:
    """After 92 days of fourteen orders each nobody was located by the first few dozen: windows are as wide as the truth."""
    world = list(journeys(92, a_day=lambda _: 14.0))
    model = fit(world, SHAPE, at=day(92), zone=UTC)
    widths = []
    for to in DISTANCE:
        found = arrival(model, Journey(id="", start=day(92.5), words={"to": to}))
        assert found is not None
        low, high = found.quantiles((0.05, 0.95))
        widths.append((high - low) / 86_400 / (truth(to, 0.95) - truth(to, 0.05)))

    assert fmean(widths) == pytest.approx(1, abs=0.1)
