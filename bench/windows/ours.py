"""Our estimator in strict real time: each day it knows what had happened by that midnight, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from time import process_time

from bench.windows.data import DAY, LOCAL, Data
from bench.windows.judging import LEVELS
from postpurchase.eta import Journey, Learned, arrival, fit
from postpurchase.windows import Instant

WARM_DAYS = 180
"""Before the first day judged the model is already kept from day to day, as a shop's would be."""


@dataclass(slots=True)
class Replay:
    """What came of a replay: windows at the start, and of those still under way after some days."""

    windows: dict[str, tuple[Instant, ...]] = field(default_factory=dict)
    survivors: dict[int, dict[str, tuple[Instant, ...]]] = field(default_factory=dict)
    seconds: float = 0.0
    model: Learned | None = None


def days(data: Data, first: Instant, last: Instant, every: int) -> Iterator[tuple[Instant, Learned]]:
    """Yield each midnight with the model as of then, fitted anew every so many days."""
    by_start, by_end = _by_day(data)
    model: Learned | None = None
    for at in range(first, last, DAY):
        if model is None or (at - first) // DAY % every == 0:
            model = fit(data.journeys, data.shape, at=at, zone=LOCAL, holidays=data.holidays, before=model)
        else:
            model = model.updated(started=by_start.get(at - DAY, ()), ended=by_end.get(at - DAY, {}), at=at)
        yield at, model


def _by_day(data: Data) -> tuple[Mapping[Instant, list[Journey]], Mapping[Instant, dict[str, Instant]]]:
    starts: dict[Instant, list[Journey]] = {}
    ends: dict[Instant, dict[str, Instant]] = {}
    for one in data.journeys:
        starts.setdefault(one.start // DAY * DAY, []).append(replace(one, end=None))
        if one.end is not None:
            ends.setdefault(one.end // DAY * DAY, {})[one.id] = one.end
    return starts, ends


def replay(
    data: Data, first: Instant, last: Instant, *, every: int = 7, ages: tuple[int, ...] = ()
) -> Replay:
    """Return the windows of all journeys that set out from `first` to `last`, as they would have been told."""
    found = Replay(survivors={age: {} for age in ages})
    by_start, _ = _by_day(data)
    ends = {one.id: one.end for one in data.journeys}
    longest = max(ages, default=0) * DAY
    begun = process_time()
    start = max(first - WARM_DAYS * DAY, data.journeys[0].start // DAY * DAY + 28 * DAY)
    for at, model in days(data, start, last + longest, every):
        found.model = model
        for one in by_start.get(at, ()) if first <= at < last else ():
            told = arrival(model, one)
            if told is not None:
                found.windows[one.id] = told.quantiles(LEVELS)
        for age in ages:
            for one in by_start.get(at - age * DAY, ()) if first <= at - age * DAY < last else ():
                now, end = one.start + age * DAY, ends[one.id]
                told = arrival(model, one, now=now) if end is not None and end > now else None
                if told is not None:
                    found.survivors[age][one.id] = told.quantiles(LEVELS)
    found.seconds = process_time() - begun
    return found
