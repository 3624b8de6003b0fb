"""Learning from a history: effects as of now, and the recent journeys located as they would have been.

A journey that helped to fit the effects lies closer to them than a new one will. So the journeys that
make the tables are located by fits as of moments before they ended: three within the time remembered.
Where too few ended before that, all but the first are located by a fit to those that set out before them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress
from statistics import fmean, pstdev
from typing import Final
from zoneinfo import ZoneInfo

from postpurchase.classes import replace
from postpurchase.eta.activity import ActivityClock, learned_clock
from postpurchase.eta.effects import Column, Effects, bins, column, decay, fit_effects
from postpurchase.eta.journeys import Journey, Shape, labels_of
from postpurchase.eta.learned import OFFSET, Learned, Recent, opened_at, with_recents
from postpurchase.windows import Instant, local_date
from postpurchase.windows.instants import DAY

ROUNDS: Final = 2
STEPS: Final = 3

FIRM: Final = 100
"""Arrivals from which on a fit is built upon, and logarithms are taken of what suits them best."""

CROSSED: Final = 1_000
"""Arrivals below which journeys are located by a fit to the others."""

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
    """
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
    else:
        recents = list((_as_others if len(ends) < CROSSED else _as_then)(history, known))
    effects = history.fitted(at, rounds=1 if history.effects else ROUNDS, start=history.latest(before))
    return with_recents(
        replace(model, effects=effects, seen=sum(history.weights(at, history.known(at)))), recents, at
    )


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


def _normality(days: Iterable[float], offset: float) -> float:
    """Return the likelihood of durations, as logarithm, for each, if their logarithms are normal."""
    logs = [math.log(one + offset) for one in days]
    return -math.log(max(pstdev(logs), 1e-9)) - fmean(logs)


def _end_by(journey: Journey, at: Instant) -> Instant | None:
    return journey.end if journey.end is not None and journey.end < at else None


class _History:
    """Journeys as columns, for fits as of several moments, each going on from the one before."""

    def __init__(self, model: Learned, journeys: Sequence[Journey]) -> None:
        self.model = model
        self.journeys = journeys
        self.columns: dict[str, Column] = {
            name: column(labels_of(journeys, name, model.edges, model.clock)) for name in model.shape.features
        }
        self.lasting = list(map(self._score, journeys))
        self.effects: Effects | None = None

    def _score(self, journey: Journey) -> float:
        if journey.end is None:
            return 0.0
        clock, model = self.model.clock, self.model
        return model.score(clock.at(journey.end) - clock.at(journey.start)) - model.planned(journey)

    def known(self, at: Instant) -> list[bool]:
        """Return which journeys had ended by a moment."""
        return [one.end is not None and one.end < at for one in self.journeys]

    def weights(self, at: Instant, known: Sequence[bool]) -> list[float]:
        """Return the weights of those journeys, by their age."""
        ages = ((at - one.start) / DAY for one in compress(self.journeys, known))
        return decay(ages, self.model.shape.half_life_days)

    def latest(self, before: Learned | None) -> Effects | None:
        """Return the effects to go on from."""
        return before.effects if before else self.effects

    def fitted(
        self, at: Instant, *, rounds: int, start: Effects | None, without: Iterable[int] = ()
    ) -> Effects:
        """Return the effects as of a moment, some journeys left out."""
        known = self.known(at)
        for i in without:
            known[i] = False
        columns = {
            name: Column(list(compress(one.codes, known)), one.labels) for name, one in self.columns.items()
        }
        self.effects = fit_effects(
            list(compress(self.lasting, known)),
            self.weights(at, known),
            columns,
            self.model.shape.shrinkage,
            rounds=rounds,
            start=start,
        )
        return self.effects

    def locate(self, effects: Effects, at: Instant, chosen: Iterable[int]) -> Iterator[Recent]:
        """Yield some journeys where effects put them, as known at a moment."""
        tables = [
            [effects.tables.get(name, {}).get(label, 0.0) for label in one.labels]
            for name, one in self.columns.items()
        ]
        codes = [one.codes for one in self.columns.values()]
        for i in chosen:
            found = sum(table[code[i]] for table, code in zip(tables, codes, strict=True))
            one = self.journeys[i]
            base = self.model.planned(one) + effects.centre + found
            yield Recent(one.id, one.start, _end_by(one, at), self.model.place_of(one), base)


def _as_before(before: Learned, known: Iterable[Journey], at: Instant) -> Iterator[Recent]:
    """Yield what an earlier model remembers, and where it puts what was under way or has set out since."""
    yield from (one for one in before.recents if one.end is not None)
    for one in known:
        if one.end is None or one.end >= before.at:
            yield Recent(one.id, one.start, _end_by(one, at), before.place_of(one), before.base_of(one))


def _as_others(history: _History, known: Sequence[Journey]) -> Iterator[Recent]:
    """Yield journeys where a fit to those before them puts them; the first ones, where a fit to the others does.

    What sets out next sets out later than all of them: worlds change, and neighbours in time know too much.
    """
    at = history.model.at
    ended = sorted(compress(range(len(known)), history.known(at)), key=lambda i: known[i].start)
    folds = min(FOLDS, len(ended)) if len(ended) > 1 else 0
    for n in range(folds):
        fold = ended[n * len(ended) // folds : (n + 1) * len(ended) // folds]
        out = fold if n < folds * EARLY else ended[n * len(ended) // folds :]
        effects = history.fitted(at, rounds=ROUNDS + 1, start=None, without=out)
        yield from history.locate(effects, at, fold)
    left = set(range(len(known))) - (set(ended) if folds else set())
    yield from history.locate(history.fitted(at, rounds=ROUNDS, start=None), at, sorted(left))


def _as_then(history: _History, known: Sequence[Journey]) -> Iterator[Recent]:
    """Yield the recent journeys, put where they would have been when they set out, or at least before they ended."""
    at = history.model.at
    opened = opened_at((end for one in known if (end := _end_by(one, at)) is not None), at)
    left = [i for i, one in enumerate(known) if one.end is None or one.end >= opened]
    step = (at - opened) // STEPS
    for moment in range(opened, opened + STEPS * step, step):
        if any(history.known(moment)):
            effects = history.fitted(moment, rounds=1 if history.effects else ROUNDS, start=history.effects)
            following = moment + step
            yield from history.locate(effects, at, (i for i in left if known[i].start < following))
            left = [i for i in left if known[i].start >= following]
    if left:
        yield from history.locate(history.fitted(at, rounds=ROUNDS, start=history.effects), at, left)
