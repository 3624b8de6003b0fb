from __future__ import annotations

import math
from random import Random

import pytest

from postpurchase.eta.tables import GRID, LEAST, MIDDLE, NEVER, Exposure, Table, life_tables

UNIFORM = Table(quantiles=tuple(10 * level for level in GRID), arrivals=1_000)


def arrived(scores: list[float], place: str = "") -> list[Exposure]:
    """Return journeys watched from their beginning that arrived at those scores."""
    return [Exposure(place, NEVER, score, arrived=True) for score in scores]


def even(count: int, width: float = 10.0) -> list[float]:
    """Return scores spread evenly."""
    return [width * (n + 0.5) / count for n in range(count)]


# -- a table --------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [0.002, 0.01, 0.255, 0.5, 0.9, 0.95, 0.9985])
def test_quantiles_and_shares_are_each_other_s_inverse(level: float) -> None:
    """Between the levels that are kept, both go along straight lines."""
    assert UNIFORM.quantile(level) == pytest.approx(10 * level)
    assert UNIFORM.share(10 * level) == pytest.approx(level)


def test_beyond_the_last_level_the_tail_goes_on() -> None:
    """Far out the share that is left falls by the same factor with every step, and never to nothing."""
    far = UNIFORM.quantile(0.9999)

    assert far > UNIFORM.quantile(0.999)
    assert UNIFORM.share(far) == pytest.approx(0.9999)
    assert UNIFORM.share(far) < UNIFORM.share(far + 0.05) < 1
    assert math.isfinite(UNIFORM.quantile(1.0))


def test_several_levels_are_the_same_as_one_by_one() -> None:
    """Below, on and above the grid, in any order."""
    levels = (0.9995, 0.001, 0.002, 0.5, 0.123, 0.999)

    assert UNIFORM.at_levels(levels) == [UNIFORM.quantile(level) for level in levels]


def test_below_the_first_level_nothing_has_arrived() -> None:
    """The quickest score kept is the quickest there is."""
    assert UNIFORM.quantile(0.0) == UNIFORM.quantiles[0]
    assert UNIFORM.share(UNIFORM.quantiles[0] - 1) == 0


# -- made of arrivals -----------------------------------------------------------------------------


def test_all_arrivals_seen_give_their_own_quantiles() -> None:
    """A thousand arrivals spread evenly over ten: the table is that, to a fiftieth."""
    table = life_tables(arrived(even(1_000)), arrived(even(1_000)))[""]

    for level in (0.05, 0.1, 0.5, 0.9, 0.95):
        assert table.quantile(level) == pytest.approx(10 * level, abs=0.05)
    assert table.arrivals == 1_000


def test_what_is_still_in_flight_counts() -> None:
    """Half of all are watched to 5 only and have not arrived: of those that passed it, arrivals tell the rest.

    Up to 5 all are at risk and half of them arrive; of the other half only one in two is watched on.
    """
    watched = arrived([n for n in even(1_000) if n < 5] + [n for n in even(1_000) if n >= 5][::2])
    cut = [Exposure("", NEVER, 5.0, arrived=False)] * 250
    table = life_tables([*watched, *cut], [*watched, *cut])[""]

    assert table.quantile(0.9) == pytest.approx(9, abs=0.1)
    naive = life_tables(watched, watched)[""]
    assert naive.quantile(0.9) == pytest.approx(8.5, abs=0.1)


def test_what_set_out_before_counts_from_when_it_is_watched() -> None:
    """Journeys first seen at 4 say nothing of the time before: the quick ones are not missed."""
    seen = [Exposure("", NEVER if n % 2 else 4.0, score, arrived=True) for n, score in enumerate(even(2_000))]
    watched = [one for one in seen if one.since < one.until]
    table = life_tables(watched, watched)[""]

    assert table.quantile(0.2) == pytest.approx(2, abs=0.1)
    assert table.quantile(0.8) == pytest.approx(8, abs=0.1)


def test_a_place_has_its_own_table_once_it_has_arrivals() -> None:
    """With ten arrivals a place is told apart, the others counting a tenth; with nine it is not."""
    near, far = arrived(even(500, 4.0), "near"), arrived(even(500), "far")
    few = arrived([9.0] * (LEAST - 1), "few")
    tables = life_tables([*near, *far, *few], [*near, *far, *few])

    assert set(tables) == {"", "near", "far"}
    assert tables["near"].quantile(0.5) < tables[""].quantile(0.5) < tables["far"].quantile(0.5)
    assert tables["near"].quantile(0.5) == pytest.approx(2, abs=0.4)


def test_the_middle_follows_the_last_days_and_the_shape_does_not() -> None:
    """Lately everything arrives 3 later: the whole table moves by nearly that, its spread stays."""
    table = life_tables(arrived(even(2_000)), arrived([n + 3 for n in even(500)]))[""]

    assert table.quantiles[MIDDLE] == pytest.approx(8, abs=0.3)
    assert table.quantile(0.9) - table.quantile(0.1) == pytest.approx(8, abs=0.1)


def test_a_place_without_late_arrivals_moves_with_all() -> None:
    """Where nothing of its own came lately, a place keeps its distance from the others."""
    near, far = arrived(even(500, 4.0), "near"), arrived(even(500), "far")
    still = life_tables([*near, *far], [])
    lately = life_tables([*near, *far], arrived([n + 2 for n in even(1_000)]))
    moved = {place: lately[place].quantiles[MIDDLE] - still[place].quantiles[MIDDLE] for place in still}

    assert len(set(moved.values())) == 1 or max(moved.values()) - min(moved.values()) < 1e-9
    assert moved[""] > 1


def test_a_week_without_arrivals_does_not_move_the_middle_out_of_sight() -> None:
    """While everything stands still nobody knows how much later: the middle goes to the late end, no further."""
    stuck = [Exposure("", 0.0, 9.9, arrived=False)] * 300
    table = life_tables(arrived(even(2_000)), stuck)[""]

    assert table.quantiles[MIDDLE] == pytest.approx(9, abs=0.1)


def test_a_week_without_departures_moves_nothing() -> None:
    """When a shop was closed, only stragglers are watched lately: that they are late is no news."""
    usual = arrived(even(2_000))
    stragglers = [Exposure("", 8.0, 8 + n / 50, arrived=True) for n in range(1, 100)]
    table = life_tables([*usual, *stragglers], stragglers)[""]

    assert table.quantiles[MIDDLE] == pytest.approx(5, abs=0.2)


def test_without_arrivals_there_is_no_table() -> None:
    """What has only set out says nothing yet."""
    assert life_tables([], []) == {}
    assert life_tables([Exposure("", NEVER, 1.0, arrived=False)], []) == {}


def test_one_arrival_makes_a_table_all_the_same() -> None:
    """The next lies around it as Student's distribution of one degree says, 0.6 · √2 away at the quartile."""
    table = life_tables(arrived([2.0]), [])[""]

    assert table.quantile(0.5) == pytest.approx(2.0)
    assert table.quantile(0.75) == pytest.approx(2.85, abs=0.01)
    assert table.quantile(0.1) == pytest.approx(2 - 0.849 * 3.078, abs=0.01)
    assert table.guessed == pytest.approx(1, abs=0.001)


def test_few_arrivals_and_some_under_way_reach_further() -> None:
    """Three that are late already move the last quantiles on, and the table is in order."""
    few = life_tables(arrived([1.0, 2.0, 3.0]), [])[""]
    late = life_tables([*arrived([1.0, 2.0, 3.0]), *[Exposure("", NEVER, 4.0, arrived=False)] * 3], [])[""]

    assert list(late.quantiles) == sorted(late.quantiles)
    assert late.quantile(0.5) > 3.5 > few.quantile(0.5)
    assert late.quantile(0.95) > few.quantile(0.95) > 3.0


@pytest.mark.parametrize("count", [1, 2, 3, 5, 10, 20, 40, 100, 400])
def test_few_arrivals_hold_their_level(count: int) -> None:
    """Whatever the spread, nine in ten windows of so many arrivals hold the next one, up to the luck of the draw."""
    rng, rounds = Random(count), 400 if count < 100 else 100
    inside = 0
    for n in range(rounds):
        spread = (0.3, 0.6)[n % 2]
        scores = [rng.gauss(2.0, spread) for _ in range(count + 1)]
        table = life_tables(arrived(scores[1:]), [])[""]
        inside += table.quantile(0.05) <= scores[0] <= table.quantile(0.95)

    assert inside / rounds > 0.9 - 2 * math.sqrt(0.09 / rounds)


def test_what_is_guessed_fades_with_arrivals() -> None:
    """One is all guess, five hundred are counted; and a place of few has more to guess than the whole."""
    guessed = [life_tables(arrived(even(n)), [])[""].guessed for n in (1, 5, 20, 40, 100, 500)]
    tables = life_tables([*arrived(even(60), "one"), *arrived(even(12), "other")], [])

    assert guessed == sorted(guessed, reverse=True)
    assert guessed[0] > 0.99
    assert guessed[-1] == 0
    assert tables["other"].guessed > tables[""].guessed > 0


def test_a_tail_is_drawn_where_nobody_was_watched_so_far() -> None:
    """Of a steep end with a tenth still under way, the last levels lie beyond all arrivals."""
    rng = Random(1)
    scores = [rng.expovariate(1.0) for _ in range(2_000)]
    cut = [Exposure("", NEVER, min(score, 2.0), arrived=score < 2.0) for score in scores]
    table = life_tables(cut, cut)[""]

    assert table.quantile(0.95) == pytest.approx(3.0, rel=0.15)
    assert table.quantile(0.99) == pytest.approx(4.6, rel=0.15)


@pytest.mark.parametrize("slow", [0.01, 0.03])
def test_a_few_slow_ones_are_counted_as_long_as_enough_are_at_risk(slow: float) -> None:
    """Of 20,000 a few take far longer: what is left where only they are is within three deviations of what was seen."""
    rng = Random(5)
    scores = [2 + rng.expovariate(1.0) if rng.random() < slow else rng.random() for _ in range(20_000)]
    table = life_tables(arrived(scores), [])[""]

    for score in (1.5, 2.5, 3.5):
        left = sum(one > score for one in scores)
        assert (1 - table.share(score)) * len(scores) == pytest.approx(left, abs=3 * math.sqrt(left))
