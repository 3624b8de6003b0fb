"""Law 15: windows on streams that drift, jump, stop, grow, shrink and are heard of late."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import fmean

import pytest

from postpurchase.eta import Journey, Told, honesty
from postpurchase.eta.arrivals import arrival
from tests.eta.worlds import UTC, day, journeys, streamed, truth

FROM, UNTIL = 120, 260
LEVEL = 0.9
TOLERANCE = 0.03
WIDER = 1.25
"""How many times as wide as the windows of whoever knows the world's true distribution."""

ENOUGH = 1_000
LOW, HIGH = (1 - LEVEL) / 2, (1 + LEVEL) / 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One way in which a world changes: how much later things come, how many there are, when they are heard of."""

    later: Callable[[float], float] = lambda _: 0.0
    a_day: Callable[[float], float] = lambda _: 14.0
    outage: tuple[float, float] | None = None
    heard_after_days: int = 0


FAMILIES = {
    "calm": Family(),
    "drift": Family(later=lambda t: 0.4 * t / UNTIL),
    "season": Family(later=lambda t: 0.15 * math.sin(2 * math.pi * t / 90)),
    "jump": Family(later=lambda t: 0.25 if t >= 190 else 0.0),
    "outage": Family(outage=(190.0, 192.0)),
    "growth": Family(a_day=lambda t: 4 + 20 * t / UNTIL),
    "shrinkage": Family(a_day=lambda t: 24 - 20 * t / UNTIL),
    "late scans": Family(later=lambda t: 0.2 * t / UNTIL, heard_after_days=3),
}


def world(family: Family, seed: int) -> list[Journey]:
    """Return a family's journeys; what would arrive in its outage arrives on the day after it."""
    made = journeys(UNTIL, a_day=family.a_day, later=family.later, seed=seed)
    return [replace(one, end=after_outage(family, one.end or 0)) for one in made]


def after_outage(family: Family, end: int) -> int:
    """Return the end, postponed to the day after the outage that it lies in."""
    if family.outage is None or not day(family.outage[0]) <= end < day(family.outage[1]):
        return end
    return day(family.outage[1]) + end % 36_000


def told(family: Family, seed: int) -> list[Told]:
    """Return each journey's window as it was told when it set out, by what was known by then."""
    everything = world(family, seed)
    late = family.heard_after_days
    found = []
    for today, model in streamed(everything, FROM - late - 28, UNTIL - late):
        for one in everything:
            if today >= FROM - late and day(today + late) <= one.start < day(today + late + 1):
                ahead = arrival(model, one)
                window = ahead.quantiles((LOW, HIGH)) if ahead else (None, None)
                found.append(
                    Told(
                        at=one.start,
                        ended=one.end or 0,
                        earliest=window[0],
                        latest=window[1],
                        level=LEVEL,
                        place=one.words["to"],
                    )
                )
    return found


def oracle_width(family: Family, windows: list[Told]) -> float:
    """Return how wide the windows of whoever knows the truth would be, in days."""
    starts = [((one.at - day(0)) / 86_400, one.place) for one in windows]
    return fmean(
        truth(to, HIGH, family.later(start)) - truth(to, LOW, family.later(start)) for start, to in starts
    )


@pytest.mark.law(15)
@pytest.mark.parametrize("name", FAMILIES)
def test_windows_hold_what_they_claim(name: str) -> None:
    """On every stated family of drifting and delayed streams the windows cover what they claim, within the stated
    tolerance, and withheld windows are counted and reported.
    """
    family = FAMILIES[name]
    windows = told(family, seed=15)
    found = honesty(windows, UTC).whole

    assert found.windows + found.withheld == len(windows)
    assert found.windows >= ENOUGH
    assert found.withheld == 0
    assert found.coverage == pytest.approx(LEVEL, abs=TOLERANCE)
    assert found.width <= WIDER * oracle_width(family, windows)
