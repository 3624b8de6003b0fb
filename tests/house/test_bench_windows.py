"""The benchmark of windows scores by hand, draws whole weeks, and lets nobody see the future."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bench.windows.data import Data
from bench.windows.judging import difference, judged, line
from bench.windows.ours import replay
from tests.eta.worlds import SHAPE, day, journeys

from postpurchase.eta import Journey

DAY = 86_400


def windows(some: list[Journey], late: float = 0.0) -> dict[str, tuple[int, ...]]:
    """Return windows of 2 and 4 days around the true end, moved by some days."""
    return {
        one.id: tuple((one.end or 0) + round((late + n) * DAY) for n in (-2, -1, 0, 1, 2)) for one in some
    }


def test_a_difference_by_hand() -> None:
    """Windows that are 2 days off miss by 1 at 80 % and by none at 90 %: 10 days of score, and nothing."""
    some = list(journeys(60))

    assert difference(some, windows(some), windows(some, late=2), 0.8) == pytest.approx(
        (10, 10, 10), abs=0.01
    )
    assert difference(some, windows(some), windows(some, late=2), 0.9) == pytest.approx((0, 0, 0), abs=0.01)
    assert judged(some, windows(some), 0.8, "to").whole.width == pytest.approx(2)


def test_a_row_of_the_table() -> None:
    """Both levels, and where it was worst, in columns."""
    some = list(journeys(60))

    assert line("exact", some, windows(some), "to").split() == [
        "exact", "1.000/1.000", "2.0/4.0", "2.00/4.00", "1.000/1.000", "1.000",
    ]  # fmt: skip


def test_a_replay_does_not_see_the_future() -> None:
    """What happens after a journey has set out does not move the window it was told."""
    world = [one for one in journeys(120) if one.end is not None]
    data = Data(name="made up", journeys=tuple(world), shape=SHAPE)
    changed = tuple(replace(one, end=one.start + 30 * DAY) if one.start >= day(110) else one for one in world)
    was, is_ = (
        replay(replace(data, journeys=some), day(100), day(112), ages=(3,))
        for some in (data.journeys, changed)
    )

    assert was.windows == is_.windows
    asked = [one for one in world if day(100) <= one.start < day(112)]
    assert set(was.windows) == {one.id for one in asked}
    assert judged(asked, was.windows, 0.8, "to").whole.coverage == pytest.approx(0.8, abs=0.08)
    assert 0 < len(was.survivors[3]) < len(asked)
