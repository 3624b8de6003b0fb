"""What few arrivals say of the next one: as much as Student's distribution, and no more.

Of n arrivals the next lies beyond the last with a probability of 1 / (n + 1), whatever they are: with fewer than
nineteen no two of them hold nine in ten. So where few were seen, their scores are taken as normal, with a
middle and a spread that are themselves only guessed; one more arrival, a usual spread away, is imagined, so
that one alone or two alike are not taken for certainty. The more there are, the more they are counted instead.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from statistics import NormalDist
from typing import Final, NamedTuple

USUAL: Final = 0.6
"""How far the logarithm of a duration lies from its middle, before anything is known of it."""

USUAL_DAYS: Final = 5.0
"""The same in days, where a duration is measured against its plan."""

COUNTED: Final = 40
"""Arrivals with which counting is believed as much as Student."""

TRIFLE: Final = 0.01
"""What Student counts below which it is left out."""

MANY: Final = 100
"""From so many on, Student's distribution is taken as of so many."""

_ROUNDS: Final = 25
_HALVES: Final = 40
_CLOSE: Final = 1e-5
_FAR: Final = 6.0
_NORMAL: Final = NormalDist()


class Watched(NamedTuple):
    """A score at which something arrived, or up to which it was seen not to; and how much it counts."""

    score: float
    arrived: bool
    weight: float


class Student(NamedTuple):
    """Where the next one arrives, as few arrivals tell."""

    middle: float
    scale: float
    freedom: int

    def quantile(self, level: float) -> float:
        """Return the score below which the next one arrives with that probability."""
        return self.middle + self.scale * student(level, self.freedom)


def guess(arrivals: float) -> float:
    """Return how much Student counts beside so many arrivals.

    >>> [round(guess(n), 2) for n in (1, 10, 40, 100, 400, 4000)]
    [1.0, 0.94, 0.49, 0.13, 0.0, 0.0]
    """
    return max(0.0, (1 / (1 + (arrivals / COUNTED) ** 2) - TRIFLE) / (1 - TRIFLE))


def as_many(weights: Sequence[float]) -> float:
    """Return how many arrivals of equal weight say as much (Kish).

    >>> as_many([1.0] * 5 + [0.0] * 20)
    5.0
    """
    return sum(weights) ** 2 / sum(weight * weight for weight in weights)


def drawn(watched: Iterable[Watched], usual: float) -> Student:
    """Return what few arrivals tell; what is still under way counts once it is later than the first of them.

    It lies where the normal beyond its own score lies on average: that and the normal are found in turn.
    """
    known = list(watched)
    first = min(one.score for one in known if one.arrived)
    told = [one for one in known if one.arrived or one.score > first]
    seen = as_many([one.weight for one in told if one.arrived])
    middle, spread = _normal([(one.weight, one.score, 0.0) for one in told if one.arrived], usual)
    for _ in range(_ROUNDS if any(not one.arrived for one in told) else 0):
        before = middle
        middle, spread = _normal([_expected(one, middle, spread) for one in told], usual)
        if abs(middle - before) < _CLOSE:
            break
    return Student(middle, spread * math.sqrt(1 + 1 / seen), min(max(1, math.floor(seen + _CLOSE)), MANY))


def _normal(lying: Sequence[tuple[float, float, float]], usual: float) -> tuple[float, float]:
    """Return the middle and spread of scores, each with its weight and variance, and of one imagined arrival."""
    whole = sum(weight for weight, _, _ in lying)
    middle = sum(weight * score for weight, score, _ in lying) / whole
    squares = sum(weight * (variance + (score - middle) ** 2) for weight, score, variance in lying)
    return middle, math.sqrt(squares / whole + usual * usual / as_many([weight for weight, _, _ in lying]))


def _expected(one: Watched, middle: float, spread: float) -> tuple[float, float, float]:
    """Return the weight, mean and variance of a score: itself, or that of the normal beyond it."""
    if one.arrived:
        return one.weight, one.score, 0.0
    z = (one.score - middle) / spread
    beyond = z + 1 / z if z > _FAR else _NORMAL.pdf(z) / (0.5 * math.erfc(z / math.sqrt(2)))
    variance = spread * spread * max(1 + z * beyond - beyond * beyond, 0.0)
    return one.weight, middle + spread * beyond, variance


@lru_cache(maxsize=16_384)
def student(level: float, freedom: int) -> float:
    """Return a quantile of Student's distribution; its share within an angle is a finite sum.

    >>> [round(student(0.95, n), 3) for n in (1, 2, 5, 30)]
    [6.314, 2.92, 2.015, 1.697]
    """
    wanted, low, high = abs(2 * level - 1), 0.0, math.pi / 2
    for _ in range(_HALVES):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < wanted else (low, middle)
    found = math.sqrt(freedom) * math.tan((low + high) / 2)
    return found if level >= 0.5 else -found


def _within(angle: float, freedom: int) -> float:
    """Return the share of Student's distribution between ± √freedom · tan(angle) (Abramowitz & Stegun, 26.7.3-4)."""
    sine, cosine = math.sin(angle), math.cos(angle)
    odd = freedom % 2
    term = total = cosine if odd else 1.0
    for n in range(2 + odd, freedom - 1, 2):
        term *= cosine * cosine * (n - 1) / n
        total += term
    if freedom == 1:
        return angle / (math.pi / 2)
    return (angle + sine * total) / (math.pi / 2) if odd else sine * total
