"""Where a duration lies: a sum of effects, one for each thing known beforehand, each drawn towards zero.

What is rare is drawn strongly, what is unknown has no effect at all: backing off from a postcode to
its state costs nothing. The effects are found by ridge back-fitting: one after the other, each takes
the mean of what the others leave, weighted by age.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from itertools import repeat
from operator import mul
from typing import Final, TypeAlias, TypeVar

from postpurchase.classes import dataclass

_V = TypeVar("_V", bound=Hashable)

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


def column(values: Iterable[_V], label: Callable[[_V], Label]) -> Column:
    """Return what journeys have of one feature as numbers, in the order of their first coming, and its labels."""
    known: dict[_V, int] = {}
    codes = [known.setdefault(value, len(known)) for value in values]
    return Column(codes, list(map(label, known)))


def bins(values: Iterable[float]) -> tuple[float, ...]:
    """Return the edges of bins with about as many of the values in each.

    >>> bins([1.0, 2.0, 3.0, 4.0] * 5)
    (1.0, 2.0, 3.0, 4.0)
    """
    ordered = sorted(values)
    if not ordered:
        return ()
    return tuple(sorted({ordered[len(ordered) * n // BINS] for n in range(BINS)}))


class BackFit:
    """Effects while they are fitted, to journeys of which more and more are known.

    Each has a weight that is told beforehand; `shrinkage` is, per feature, how many journeys of weight 1
    pull a label's effect half-way to zero.
    """

    def __init__(
        self,
        y: Sequence[float],
        weights: Sequence[float],
        columns: Mapping[str, Column],
        shrinkage: Mapping[str, float],
        start: Effects | None = None,
    ) -> None:
        self.total = 0.0
        self._y, self._weights, self._columns, self._shrinkage = y, weights, columns, shrinkage
        self._centre = start.centre if start else None
        self._effects = {name: _started(name, one, start) for name, one in columns.items()}
        self._sizes = {name: [0.0] * len(one.labels) for name, one in columns.items()}
        self._rest: list[float] = []
        """By how much each known journey is off, times its weight."""

    def know(self, count: int) -> None:
        """Let the first so many journeys be known, at least as many as before."""
        begin = len(self._rest)
        y, weights = self._y[begin:count], self._weights[begin:count]
        self.total += sum(weights)
        if self._centre is None:
            self._centre = sum(map(mul, weights, y)) / self.total if self.total else 0.0
        centre = self._centre
        off = [value - centre for value in y]
        for name, one in self._columns.items():
            codes, effect = one.codes[begin:count], self._effects[name]
            _add(self._sizes[name], codes, weights)
            off = [r - effect[code] for r, code in zip(off, codes, strict=True)]
        self._rest += map(mul, weights, off)

    def fitted(self, rounds: int, scale: float = 1.0) -> Effects:
        """Return the effects after so many rounds more, all weights taken so many times as large."""
        weights = self._weights[: len(self._rest)]
        for _ in range(rounds if self.total else 0):
            self._round(weights, scale)
        tables = {
            name: dict(zip(one.labels, self._effects[name], strict=True))
            for name, one in self._columns.items()
        }
        return Effects(centre=self._centre or 0.0, tables=tables)

    def _round(self, weights: Sequence[float], scale: float) -> None:
        """Let each effect take the mean of what the others leave, drawn towards zero."""
        rest = self._rest
        step = sum(rest) / self.total
        self._centre = (self._centre or 0.0) + step
        rest = [r - w * step for r, w in zip(rest, weights, strict=True)]
        for name, one in self._columns.items():
            codes = one.codes[: len(rest)]
            old, pull = self._effects[name], self._shrinkage[name] / scale
            sums = [0.0] * len(old)
            _add(sums, codes, rest)
            new = [(s + w * e) / (w + pull) for s, w, e in zip(sums, self._sizes[name], old, strict=True)]
            moved = [b - a for a, b in zip(old, new, strict=True)]
            rest = [r - w * moved[code] for r, w, code in zip(rest, weights, codes, strict=True)]
            self._effects[name] = new
        self._rest = rest


def _add(sums: list[float], codes: Iterable[int], values: Iterable[float]) -> None:
    """Add values to the sums of their codes."""
    for code, value in zip(codes, values, strict=True):
        sums[code] += value


def _started(name: str, one: Column, start: Effects | None) -> list[float]:
    known = start.tables.get(name, {}) if start else {}
    return [known.get(label, 0.0) for label in one.labels]


def decay(ages: Iterable[float], half_life: float) -> list[float]:
    """Return weights that halve with every half-life of age."""
    return list(map(pow, repeat(0.5), (age / half_life for age in ages)))
