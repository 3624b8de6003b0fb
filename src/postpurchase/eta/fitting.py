"""Learning from a history: effects as of now, and the recent journeys located as they would have been.

A journey that helped to fit the effects lies closer to them than a new one will. So the journeys that
make the tables are located by fits as of moments before they ended: three within the time remembered.
Where too few ended before that, all but the first are located by a fit to those that set out before them.
"""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import pairwise
from statistics import fmean
from typing import Final
from zoneinfo import ZoneInfo

from postpurchase.classes import replace
from postpurchase.errors import Fault, InvalidInput
from postpurchase.eta.activity import ActivityClock, learned_clock
from postpurchase.eta.effects import BackFit, Column, Effects, bins, decay
from postpurchase.eta.journeys import Journey, Shape, columns_of
from postpurchase.eta.learned import OFFSET, Learned, Recent, opened_at, with_recents
from postpurchase.eta.persons import A_FEATURE, ADDRESSES, is_address, named_in
from postpurchase.windows import Instant, local_date
from postpurchase.windows.instants import DAY

ROUNDS: Final = 2
STEPS: Final = 3

FIRM: Final = 100
"""Arrivals from which on a fit is built upon, and logarithms are taken of what suits them best."""

KNOWN_THEN: Final = 300
"""Arrivals before the time remembered below which journeys are located by a fit to the others."""

FOLDS: Final = 10
EARLY: Final = 1 / 3
"""The share of arrivals that have too few before them to be located by these."""

OFFSETS: Final = tuple(OFFSET * 2**n for n in range(9))
SAMPLE: Final = 2_000
CLEARLY: Final = 0.02
"""How much likelier, as logarithm, each journey must be for logarithms of other than the usual sums."""
NOTHING: Final = Effects(centre=0.0, tables={})


def fit(
    journeys: Iterable[Journey],
    shape: Shape,
    *,
    at: Instant,
    zone: ZoneInfo,
    holidays: frozenset[date] = frozenset(),
    before: Learned | None = None,
) -> Learned:
    """Return what is learned of those journeys until `at`; what lies after it is not looked at.

    Fitted anew upon an earlier model, journeys that it located keep their location, and effects go
    on from where they were. A model of fewer than FIRM arrivals is not built upon.
    Raises `InvalidInput` for features that name persons.
    """
    journeys = list(journeys)
    if faults := list(_persons(journeys, shape)):
        raise InvalidInput(faults)
    before = before if before is not None and before.arrivals >= FIRM else None
    known = [one for one in journeys if one.start < at]
    ends = [one.end for one in known if one.end is not None and one.end < at]
    clock = learned_clock(ends, zone, local_date(at, zone), holidays)
    model = Learned(
        shape=shape,
        at=at,
        clock=clock,
        effects=before.effects if before else NOTHING,
        edges=before.edges if before else _edges(known, shape),
        recents=(),
        tables={},
        seen=0.0,
        fitted_at=at,
        offset=before.offset if before else OFFSET,
    )
    if before is None and not model.is_linear:
        model = replace(model, offset=_suiting(clock, known, at))
    history = _History(model, known)
    if before is not None:
        recents = list(_as_before(before, known, at))
        effects = history.fitted(range(len(known)), ROUNDS, start=before.effects)
    else:
        opened = opened_at(ends, at)
        known_then = sum(end < opened for end in ends)
        recents, effects = (_as_others if known_then < KNOWN_THEN else _as_then)(history)
    return with_recents(replace(model, effects=effects, seen=sum(history.weights)), recents, at)


def _persons(journeys: Sequence[Journey], shape: Shape) -> Iterator[Fault]:
    """Yield the features whose words are those of persons; one address among them is one too many here."""
    for name in shape.words:
        counts = Counter(one.words[name] for one in journeys if name in one.words)
        found = ADDRESSES if any(map(is_address, counts)) else named_in(counts)
        if found is not None:
            yield Fault(f"shape.words.{name}", found, A_FEATURE)


def _edges(known: Sequence[Journey], shape: Shape) -> dict[str, tuple[float, ...]]:
    return {name: bins(one.numbers[name] for one in known if name in one.numbers) for name in shape.numbers}


def _suiting(clock: ActivityClock, known: Sequence[Journey], at: Instant) -> float:
    """Return the days to add to durations so that their logarithms are nearest to normal (Box and Cox, 1964).

    What takes weeks as a rule, and now and then an hour, is no hundred times as quick for that.
    """
    ended = [(one.start, one.end) for one in known if one.end is not None and one.end < at]
    if len(ended) < FIRM:
        return OFFSET
    days = [clock.at(end) - clock.at(start) for start, end in ended[:: len(ended) // SAMPLE + 1]]
    usual = _normality(days, OFFSET) + CLEARLY
    likely = {offset: _normality(days, offset) for offset in OFFSETS}
    best = max(likely, key=lambda offset: likely[offset])
    return best if likely[best] > usual else OFFSET


def _normality(days: Sequence[float], offset: float) -> float:
    """Return the likelihood of durations, as logarithm, for each, if their logarithms are normal."""
    logs = [math.log(one + offset) for one in days]
    middle = fmean(logs)
    spread = math.sqrt(fmean([(one - middle) ** 2 for one in logs]))
    return -math.log(max(spread, 1e-9)) - middle


def _end_by(journey: Journey, at: Instant) -> Instant | None:
    return journey.end if journey.end is not None and journey.end < at else None


class _History:
    """Journeys as columns, for fits to some of those that had ended by the model's moment.

    What has not counts nothing: its weight is 0.
    """

    def __init__(self, model: Learned, journeys: Sequence[Journey]) -> None:
        self.model = model
        self.journeys = journeys
        self.columns = columns_of(journeys, model.shape, model.edges, model.clock)
        self.ends = [_end_by(one, model.at) for one in journeys]
        ages = ((model.at - one.start) / DAY for one in journeys)
        weights = decay(ages, model.shape.half_life_days)
        self.weights = [0.0 if end is None else w for w, end in zip(weights, self.ends, strict=True)]
        self.scores = [
            0.0 if end is None else self._score(one, end)
            for one, end in zip(journeys, self.ends, strict=True)
        ]

    def _score(self, journey: Journey, end: Instant) -> float:
        clock, model = self.model.clock, self.model
        return model.score(clock.at(end) - clock.at(journey.start)) - model.planned(journey)

    def back_fit(self, chosen: Sequence[int], start: Effects | None = None) -> BackFit:
        """Return the fit to some journeys, in that order."""
        columns = {
            name: Column([one.codes[i] for i in chosen], one.labels) for name, one in self.columns.items()
        }
        y, weights = [self.scores[i] for i in chosen], [self.weights[i] for i in chosen]
        return BackFit(y, weights, columns, self.model.shape.shrinkage, start)

    def fitted(self, chosen: Sequence[int], rounds: int, start: Effects | None = None) -> Effects:
        """Return the effects after so many rounds."""
        found = self.back_fit(chosen, start)
        found.know(len(chosen))
        return found.fitted(rounds)

    def ended(self, by: Sequence[Instant]) -> list[int]:
        """Return which journeys had ended, by some instants of each."""
        return sorted((i for i, end in enumerate(self.ends) if end is not None), key=by.__getitem__)

    def locate(self, effects: Effects, chosen: Sequence[int]) -> Iterator[Recent]:
        """Yield some journeys where effects put them."""
        found = [0.0] * len(chosen)
        for name, column in self.columns.items():
            table, codes = [effects.tables[name][label] for label in column.labels], column.codes
            found = [f + table[codes[i]] for f, i in zip(found, chosen, strict=True)]
        for i, effect in zip(chosen, found, strict=True):
            one = self.journeys[i]
            base = self.model.planned(one) + effects.centre + effect
            yield Recent(one.id, one.start, self.ends[i], self.model.place_of(one), base)


def _as_before(before: Learned, known: Iterable[Journey], at: Instant) -> Iterator[Recent]:
    """Yield what an earlier model remembers, and where it puts what was under way or has set out since."""
    yield from (one for one in before.recents if one.end is not None)
    for one in known:
        if one.end is None or one.end >= before.at:
            yield Recent(one.id, one.start, _end_by(one, at), before.place_of(one), before.base_of(one))


def _as_others(history: _History) -> tuple[list[Recent], Effects]:
    """Return journeys where a fit to those before them puts them; the first ones, where a fit to the others does.

    What sets out next sets out later than all of them: worlds change, and neighbours in time know too much.
    """
    found: list[Recent] = []
    ended = history.ended([one.start for one in history.journeys])
    folds = min(FOLDS, len(ended)) if len(ended) > 1 else 0
    for n in range(folds):
        first, last = n * len(ended) // folds, (n + 1) * len(ended) // folds
        others = ended[:first] + (ended[last:] if n < folds * EARLY else [])
        found += history.locate(history.fitted(others, ROUNDS + 1), ended[first:last])
    fit_to_all = history.back_fit(ended)
    fit_to_all.know(len(ended))
    left = set(range(len(history.journeys))) - (set(ended) if folds else set())
    found += history.locate(fit_to_all.fitted(ROUNDS), sorted(left))
    return found, fit_to_all.fitted(1)


def _as_then(history: _History) -> tuple[list[Recent], Effects]:
    """Return the recent journeys, put where they would have been when they set out, or at least before they ended."""
    at, known, ends = history.model.at, history.journeys, history.ends
    ended = history.ended([end or 0 for end in ends])
    moments = [end for i in ended if (end := ends[i]) is not None]
    opened = opened_at(moments, at)
    left = [i for i, end in enumerate(ends) if end is None or end >= opened]
    growing, rounds, found = history.back_fit(ended), ROUNDS, list[Recent]()
    edges = [opened + n * (at - opened) // STEPS for n in range(STEPS)]
    for moment, following in pairwise((*edges, at + 1)):
        growing.know(bisect_left(moments, moment))
        younger = 0.5 ** ((moment - at) / DAY / history.model.shape.half_life_days)
        effects, rounds = growing.fitted(rounds, younger), 1
        found += history.locate(effects, [i for i in left if known[i].start < following])
        left = [i for i in left if known[i].start >= following]
    growing.know(len(ended))
    return found, growing.fitted(rounds)
