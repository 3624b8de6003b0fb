from __future__ import annotations

from itertools import pairwise

import pytest
from tests.eta.worlds import SHAPE, UTC, day, journeys, learned, truth

from postpurchase.eta.arrivals import Arrival, Given, arrival, doubt
from postpurchase.eta.fitting import fit
from postpurchase.eta.journeys import Journey, Shape
from postpurchase.windows import moment

NEAR = Journey(id="", start=day(180), words={"to": "near"})
RANGES = Given(earliest=day(187), latest=day(201))
DAY = 86_400


def days(found: Arrival, level: float) -> float:
    """Return a quantile in days since the journey set out."""
    return (found.quantile(level) - NEAR.start) / DAY


def some(found: Arrival | None) -> Arrival:
    """Return what was found."""
    assert found is not None
    return found


def test_an_arrival_is_shown_in_a_line() -> None:
    """Its middle, and the instants between which eight in ten arrive."""
    found = some(arrival(learned(180), NEAR))
    shown = [moment(found.quantile(level)).isoformat() for level in (0.5, 0.1, 0.9)]

    assert repr(found) == "<Arrival {}, eight in ten from {} to {}>".format(*shown)


# -- elapsed time ---------------------------------------------------------------------------------


def test_what_has_not_arrived_yet_arrives_later() -> None:
    """Of journeys that are still under way at their middle, the quantiles are those of the later half."""
    found = some(arrival(learned(180), NEAR))
    now = found.quantile(0.5)
    left = found.given(now)

    assert left.passed == pytest.approx(0.5, abs=0.01)
    for level in (0.1, 0.5, 0.9):
        assert days(left, level) == pytest.approx(truth("near", 0.5 + level / 2), rel=0.1)
    assert left.share(now) == pytest.approx(0, abs=1e-3)
    assert left.share(left.quantile(0.3)) == pytest.approx(0.3, abs=0.01)


def test_waiting_only_ever_moves_a_window_on() -> None:
    """From hour to hour the last quantiles rise; long after any arrival there is still one to come."""
    found = some(arrival(learned(180), NEAR))
    ends = [found.given(NEAR.start + n * 7_200).quantile(0.9) for n in range(1, 200)]

    assert all(earlier <= later for earlier, later in pairwise(ends))
    assert found.given(day(400)).quantile(0.5) >= day(400)


def test_before_it_sets_out_nothing_has_passed() -> None:
    """An order of tomorrow has all its time before it, and none of it is over twice."""
    model = learned(180)
    found = some(arrival(model, NEAR))

    assert some(arrival(model, NEAR, now=NEAR.start - 5)) == found
    assert some(arrival(model, NEAR, now=day(182))) == found.given(day(182))
    assert found.given(day(182)).given(day(181)).passed == found.given(day(182)).passed


def test_a_sure_end_is_sure() -> None:
    """Where all like it have ended, the share is the whole."""
    found = some(arrival(learned(180), NEAR))
    over = Arrival(model=found.model, start=found.start, base=found.base, table=found.table, passed=1.0)

    assert over.share(day(181)) == 1.0


# -- the shop's own ranges ------------------------------------------------------------------------


def test_without_history_the_ranges_rule() -> None:
    """Fewest and most days hold eight in ten of what is to come, and the middle lies between."""
    nothing = fit([], SHAPE, at=day(180), zone=UTC)
    found = some(arrival(nothing, NEAR, given=RANGES))

    assert days(found, 0.1) == pytest.approx(7, abs=0.01)
    assert days(found, 0.9) == pytest.approx(21, abs=0.01)
    assert 11 < days(found, 0.5) < 13
    assert found.share(day(187)) == pytest.approx(0.1, abs=1e-6)
    assert arrival(nothing, NEAR) is None


def test_history_outvotes_the_ranges_smoothly() -> None:
    """Forty orders are ruled by the ranges, four thousand by their data, and on the way nothing jumps."""
    world = list(journeys(230))
    seen = []
    for count in (0, 40, 150, 300, 600, 1_200, 4_000):
        part = world[:count]
        at = max([day(1), *[(one.end or 0) + 1 for one in part]])
        model = fit(part, SHAPE, at=at, zone=UTC)
        start = Journey(id="", start=at, words={"to": "near"})
        found = some(arrival(model, start, given=Given(earliest=at + 7 * DAY, latest=at + 21 * DAY)))
        seen.append((found.quantile(0.9) - at) / DAY)

    assert seen[0] == pytest.approx(21, abs=0.1)
    assert seen[1] == pytest.approx(21, rel=0.05)
    assert seen[-1] == pytest.approx(truth("near", 0.9), rel=0.1)
    assert seen == sorted(seen, reverse=True)
    assert [round(doubt(count), 2) for count in (40, 300, 4_000)] == [0.98, 0.5, 0.0]


def test_blended_quantiles_and_shares_are_each_other_s_inverse() -> None:
    """Half ranges, half history, and waiting on top."""
    model = learned(16)
    start = Journey(id="", start=day(16), words={"to": "near"})
    found = some(arrival(model, start, given=Given(earliest=day(23), latest=day(37))))

    assert 0.3 < found.weight < 0.8
    for level in (0.05, 0.5, 0.95):
        assert found.share(found.quantile(level)) == pytest.approx(level, abs=0.003)
    left = found.given(day(26))
    assert left.share(left.quantile(0.5)) == pytest.approx(0.5, abs=0.003)
    assert left.quantile(0.01) >= day(26)


def test_a_declared_peak_is_waited_for_on_top_of_history() -> None:
    """What no history shows yet is added: the fewest days to the quickest, the most to the slowest."""
    model = learned(250)
    start = Journey(id="", start=day(250), words={"to": "near"})
    ranges = Given(earliest=day(252), latest=day(256))
    calm = some(arrival(model, start, given=ranges))
    slowed = some(
        arrival(
            model, start, given=Given(earliest=ranges.earliest, latest=ranges.latest, wait=(DAY, 3 * DAY))
        )
    )

    assert slowed.quantile(0.1) - calm.quantile(0.1) == pytest.approx(1.2 * DAY, abs=60)
    assert slowed.quantile(0.9) - calm.quantile(0.9) == pytest.approx(2.8 * DAY, abs=60)
    assert slowed.quantiles((0.1, 0.9)) == (slowed.quantile(0.1), slowed.quantile(0.9))
    assert slowed.share(day(252)) < calm.share(day(252))


def test_several_levels_at_once_are_the_same_levels() -> None:
    """The quick way for many levels is the slow way for one."""
    found = some(arrival(learned(180), NEAR)).given(day(182))

    assert found.quantiles((0.1, 0.5, 0.9)) == tuple(found.quantile(level) for level in (0.1, 0.5, 0.9))


def test_an_unknown_place_has_the_table_of_all() -> None:
    """Where nothing ever went, the whole shop's history counts, and no effect of its own."""
    found = some(arrival(learned(180), Journey(id="", start=day(180), words={"to": "nowhere"})))

    assert truth("near", 0.5) < days(found, 0.5) < truth("farther", 0.5)
    assert found.table is found.model.tables[""]


def test_what_is_planned_needs_no_place() -> None:
    """A shape without a place calibrates all journeys alike."""
    model = fit(journeys(60), Shape(words={"to": 20}), at=day(60), zone=UTC)

    assert set(model.tables) == {""}


def test_of_what_nobody_has_seen_nothing_has_ended() -> None:
    """By history alone, where there is none."""
    nothing = some(arrival(fit([], SHAPE, at=day(180), zone=UTC), NEAR, given=RANGES)).learned

    assert nothing.share_at(400.0) == 0
    assert nothing.share(day(400)) == 0
    assert nothing.learned is nothing
