"""Where a duration lies: a sum of effects, one for each thing known beforehand, each drawn towards zero.

What is rare is drawn strongly, what is unknown has no effect at all: backing off from a postcode to
its state costs nothing. The effects are found by ridge back-fitting: one after the other, each takes
the mean of what the others leave, weighted by age.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from operator import mul
from typing import Final, TypeAlias

from postpurchase.classes import dataclass

Label: TypeAlias = str
"""A value of one feature, as text: a category, or the number of a bin."""

BINS: Final = 20
UNKNOWN: Final = ""
"""The label of what is not known; it has an effect like any other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """A centre, and per feature what each of its labels adds."""

    centre: float
    tables: Mapping[str, Mapping[Label, float]]

    def of(self, labels: Mapping[str, Label]) -> float:
        """Return the sum for those labels; what is unknown adds nothing.

        >>> Effects(centre=2.0, tables={"to": {"SP": -0.5}}).of({"to": "SP", "by": "night"})
        1.5
        """
        found = self.centre
        for feature, table in self.tables.items():
            found += table.get(labels.get(feature, UNKNOWN), 0.0)
        return found


@dataclass(frozen=True, slots=True)
class Column:
    """One feature of many journeys: the number of each one's label, and the labels by number."""

    codes: Sequence[int]
    labels: Sequence[Label]


def column(labels: Iterable[Label]) -> Column:
    """Return labels as numbers, in the order of their first coming."""
    known: dict[Label, int] = {}
    codes = [known.setdefault(label, len(known)) for label in labels]
    return Column(codes, list(known))


def bins(values: Iterable[float]) -> tuple[float, ...]:
    """Return the edges of bins with about as many of the values in each.

    >>> bins([1.0, 2.0, 3.0, 4.0] * 5)
    (1.0, 2.0, 3.0, 4.0)
    """
    ordered = sorted(values)
    if not ordered:
        return ()
    return tuple(sorted({ordered[len(ordered) * n // BINS] for n in range(1, BINS)} | {ordered[0]}))


def bin_of(value: float, edges: Sequence[float]) -> Label:
    """Return the number of the bin that a value falls in, as text."""
    return str(bisect_right(edges, value))


def fit_effects(
    y: Sequence[float],
    weights: Sequence[float],
    columns: Mapping[str, Column],
    shrinkage: Mapping[str, float],
    *,
    rounds: int,
    start: Effects | None = None,
) -> Effects:
    """Return the effects that explain `y`, found in so many rounds from those of `start`.

    `shrinkage` is, per feature, how many journeys of weight 1 pull a label's effect half-way to zero.
    """
    total = sum(weights)
    if not total:
        return start or Effects(centre=0.0, tables={})
    centre = start.centre if start else sum(map(mul, weights, y)) / total
    sizes = {name: _sums(one.codes, weights, len(one.labels)) for name, one in columns.items()}
    effects = {name: _started(name, one, start) for name, one in columns.items()}
    rest = list(map(mul, weights, _rest(y, centre, columns, effects)))  # weighted, from here on
    for _ in range(rounds):
        step = sum(rest) / total
        centre += step
        rest = [r - w * step for r, w in zip(rest, weights, strict=True)]
        for name, one in columns.items():
            old, pull = effects[name], shrinkage[name]
            sums = _sums(one.codes, rest, len(old))
            new = [(s + w * e) / (w + pull) for s, w, e in zip(sums, sizes[name], old, strict=True)]
            moved = [b - a for a, b in zip(old, new, strict=True)]
            rest = [r - w * moved[code] for r, w, code in zip(rest, weights, one.codes, strict=True)]
            effects[name] = new
    return Effects(centre=centre, tables={name: _named(one, effects[name]) for name, one in columns.items()})


def _sums(codes: Sequence[int], values: Sequence[float], size: int) -> list[float]:
    sums = [0.0] * size
    for code, value in zip(codes, values, strict=True):
        sums[code] += value
    return sums


def _started(name: str, one: Column, start: Effects | None) -> list[float]:
    known = start.tables.get(name, {}) if start else {}
    return [known.get(label, 0.0) for label in one.labels]


def _rest(
    y: Sequence[float],
    centre: float,
    columns: Mapping[str, Column],
    effects: Mapping[str, Sequence[float]],
) -> list[float]:
    rest = [value - centre for value in y]
    for name, one in columns.items():
        effect = effects[name]
        rest = [r - effect[code] for r, code in zip(rest, one.codes, strict=True)]
    return rest


def _named(one: Column, effects: Sequence[float]) -> dict[Label, float]:
    return dict(zip(one.labels, effects, strict=True))


def decay(ages: Iterable[float], half_life: float) -> list[float]:
    """Return weights that halve with every half-life of age."""
    return list(map(pow, repeat(0.5), (age / half_life for age in ages)))
