"""Scores of windows, and whether a difference between two methods is more than chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random
from typing import Final, TypeAlias

from postpurchase.eta import Journey
from postpurchase.eta.judging import Honesty, Told, honesty, score
from postpurchase.windows import Instant, zone

LEVELS: Final = (0.05, 0.1, 0.5, 0.9, 0.95)
WEEK: Final = 604_800
ROUNDS: Final = 1_000
_PAIRS: Final = {0.8: (1, 3), 0.9: (0, 4)}

Windows: TypeAlias = Mapping[str, tuple[Instant, ...]]
"""By journey, the instants of LEVELS."""


def judged(journeys: Sequence[Journey], windows: Windows, level: float, place: str | None) -> Honesty:
    """Return how honest a method was about the journeys it was asked about."""
    return honesty(told(journeys, windows, level, place), zone("UTC"))


def told(journeys: Sequence[Journey], windows: Windows, level: float, place: str | None) -> list[Told]:
    """Return a method's windows of one level."""
    low, high = _PAIRS[level]
    return [
        Told(
            at=one.start,
            ended=one.end or 0,
            earliest=min(windows[one.id][low], windows[one.id][high]),
            latest=max(windows[one.id][low], windows[one.id][high]),
            level=level,
            place=one.words.get(place or "", ""),
        )
        for one in journeys
        if one.id in windows
    ]


def line(name: str, journeys: Sequence[Journey], windows: Windows, place: str | None) -> str:
    """Return one row of the table: both levels, and where it was worst."""
    some, most = (judged(journeys, windows, level, place) for level in (0.8, 0.9))
    pairs = (
        f"{some.whole.coverage:.3f}/{most.whole.coverage:.3f}",
        f"{some.whole.width:.1f}/{most.whole.width:.1f}",
        f"{some.whole.interval_score:.2f}/{most.whole.interval_score:.2f}",
        f"{_worst(some.months, some.worst_month)}/{_worst(most.months, most.worst_month)}",
        _worst(most.places, most.worst_place),
    )
    return f"{name:<44} {pairs[0]:>11} {pairs[1]:>10} {pairs[2]:>12} {pairs[3]:>11} {pairs[4]:>6}"


HEAD: Final = f"{'method':<44} {'held 80/90':>11} {'days 80/90':>10} {'score 80/90':>12} {'worst month':>11} {'place':>6}"


def _worst(scores: Mapping[str, object], name: str | None) -> str:
    found = scores.get(name or "")
    return "–" if found is None else f"{getattr(found, 'coverage', 0):.3f}"


def difference(
    journeys: Sequence[Journey], ours: Windows, theirs: Windows, level: float, seed: int = 1
) -> tuple[float, float, float]:
    """Return by how much our interval score is lower, in days, with the 95 % interval of a bootstrap.

    Whole weeks of orders are drawn, the same for both: orders of a week share their weather.
    """
    weeks: dict[int, list[float]] = {}
    both = [one for one in journeys if one.id in ours and one.id in theirs]
    for one in both:
        mine, other = (score(told([one], windows, level, None)).interval_score for windows in (ours, theirs))
        weeks.setdefault(one.start // WEEK, []).append(other - mine)
    blocks = [(sum(some), len(some)) for some in weeks.values()]
    rng = Random(seed)
    drawn = sorted(_mean(rng.choices(blocks, k=len(blocks))) for _ in range(ROUNDS))
    return _mean(blocks), drawn[ROUNDS // 40], drawn[-ROUNDS // 40]


def _mean(blocks: Sequence[tuple[float, int]]) -> float:
    return sum(total for total, _ in blocks) / sum(count for _, count in blocks)
