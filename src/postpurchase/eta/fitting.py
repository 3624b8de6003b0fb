"""Learning from a history: effects as of now, and the recent journeys located as they would have been.

A journey that helped to fit the effects lies closer to them than a new one will. So the journeys that
make the tables are located by fits as of moments before they ended: three within the time remembered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import compress
from typing import Final
from zoneinfo import ZoneInfo

from postpurchase.classes import replace
from postpurchase.eta.activity import learned_clock
from postpurchase.eta.effects import Column, Effects, bins, column, decay, fit_effects
from postpurchase.eta.journeys import Journey, Shape, labels_of
from postpurchase.eta.learned import Learned, Recent, opened_at, with_recents
from postpurchase.windows import Instant, local_date
from postpurchase.windows.instants import DAY

ROUNDS: Final = 2
STEPS: Final = 3
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
    on from where they were.
    """
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
    )
    history = _History(model, known)
    recents = list(_as_before(before, known, at) if before else _as_then(history, known))
    effects = history.fitted(at, rounds=1 if history.effects else ROUNDS, start=history.latest(before))
    return with_recents(replace(model, effects=effects, seen=sum(history.weights(at))), recents, at)


def _edges(known: Sequence[Journey], shape: Shape) -> dict[str, tuple[float, ...]]:
    return {name: bins(one.numbers[name] for one in known if name in one.numbers) for name in shape.numbers}


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

    def weights(self, at: Instant) -> list[float]:
        """Return the weights of the journeys that ended by a moment."""
        ages = ((at - one.start) / DAY for one in compress(self.journeys, self.known(at)))
        return decay(ages, self.model.shape.half_life_days)

    def latest(self, before: Learned | None) -> Effects | None:
        """Return the effects to go on from."""
        return before.effects if before else self.effects

    def fitted(self, at: Instant, *, rounds: int, start: Effects | None) -> Effects:
        """Return the effects as of a moment."""
        known = self.known(at)
        columns = {
            name: Column(list(compress(one.codes, known)), one.labels) for name, one in self.columns.items()
        }
        self.effects = fit_effects(
            list(compress(self.lasting, known)),
            self.weights(at),
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
