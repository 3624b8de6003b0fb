"""The learned estimator: where journeys lie by what is known beforehand, and how they spread around it lately.

A journey's location is frozen when it sets out: its window moves as it ages and as the world does, never
because the effects were fitted anew. Tables are made from frozen locations alone, so what is promised
is calibrated on what was promised and not on what was fitted afterwards.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final, NamedTuple, TypeAlias

from postpurchase.classes import dataclass, field, replace
from postpurchase.errors import Fault, InvalidInput, invalid
from postpurchase.eta.activity import HOURS, ActivityClock
from postpurchase.eta.effects import UNKNOWN, Effects, Label
from postpurchase.eta.few import USUAL, USUAL_DAYS
from postpurchase.eta.journeys import SETTING_OUT, Anchor, Journey, Shape
from postpurchase.eta.tables import NEVER, Exposure, Place, Table, life_tables
from postpurchase.windows import Instant
from postpurchase.windows.instants import DAY, as_instant

Lookup: TypeAlias = Callable[[Label, float], float]

LONG: Final = 84 * DAY
SHORT: Final = 7 * DAY
MOST: Final = 12_000
"""Arrivals that are remembered one by one at most."""

FEW: Final = 500
"""Arrivals that make a table whose tail is counted rather than drawn; for them a shop is remembered longer."""

LONGEST: Final = 730 * DAY

OFFSET: Final = 0.5
"""Days added before the logarithm, so that what takes hours does not count as infinitely quick; at least."""

FARTHEST: Final = 3_660.0
"""Days that nothing is foreseen beyond."""

DIGITS: Final = 4
"""How many places after the point a dump keeps."""

_FARTHEST: Final = math.log(FARTHEST)


class Recent(NamedTuple):
    """A journey as it was when it set out: where to, and where it was located then."""

    id: str
    start: Instant
    end: Instant | None
    place: Place
    base: float


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Learned:
    """What was learned of one way until `at`; frozen, `updated` returns the next.

    `seen` counts arrivals, each weighted by its age when the effects were last fitted; `offset` are the days
    added before the logarithm.
    """

    shape: Shape
    at: Instant
    clock: ActivityClock
    effects: Effects
    edges: Mapping[str, tuple[float, ...]]
    recents: tuple[Recent, ...]
    tables: Mapping[Place, Table]
    seen: float
    fitted_at: Instant
    offset: float = OFFSET
    pending: Mapping[str, Recent] = field(default_factory=dict, repr=False)
    is_linear: bool = field(init=False, default=False, repr=False)
    """Whether scores are days rather than their logarithm."""
    last_arrival: Instant | None = field(init=False, default=None, repr=False)
    """When the latest of the arrivals that the tables rest on came."""
    _words: tuple[tuple[str, Lookup], ...] = field(init=False, default=(), repr=False)
    _numbers: tuple[tuple[str, tuple[float, ...], tuple[float, ...], float], ...] = field(
        init=False, default=(), repr=False
    )
    _crosses: tuple[tuple[str, str, Lookup], ...] = field(init=False, default=(), repr=False)
    _setting_out: tuple[float, ...] = field(init=False, default=(), repr=False)

    def __post_init__(self) -> None:
        tables = self.effects.tables
        put = object.__setattr__
        put(self, "last_arrival", max((one.end for one in self.recents if one.end is not None), default=None))
        put(self, "is_linear", self.shape.anchor is Anchor.DIFFERENCE)
        put(self, "_words", tuple((name, tables[name].get) for name in self.shape.words if name in tables))
        put(
            self,
            "_numbers",
            tuple(
                (name, edges, _numbered(tables[name], len(edges) + 1), tables[name].get(UNKNOWN, 0.0))
                for name, edges in self.edges.items()
                if name in tables
            ),
        )
        pairs = ((name.split("*"), tables[name].get) for name in self.shape.crosses if name in tables)
        put(self, "_crosses", tuple((one, other, get) for (one, other), get in pairs))
        put(self, "_setting_out", _numbered(tables.get(SETTING_OUT, {}), HOURS // 3))

    def __eq__(self, other: object) -> bool:
        """Tell whether both are dumped alike: ids of what has arrived and digits beyond the fourth do not count."""
        if not isinstance(other, Learned):
            return NotImplemented
        return self is other or dump_learned(self) == dump_learned(other)

    def __hash__(self) -> int:
        return hash((self.at, self.fitted_at, len(self.recents)))

    def __repr__(self) -> str:
        return f"<Learned {len(self.effects.tables)} features, {len(self.tables)} places, {len(self.recents)} recent journeys>"

    @property
    def arrivals(self) -> int:
        """How many arrivals the tables rest on."""
        return sum(one.end is not None for one in self.recents)

    def score(self, days: float) -> float:
        """Return a duration in days of activity as the effects add it up."""
        return days if self.is_linear else math.log(max(days, 0.0) + self.offset)

    def days(self, score: float) -> float:
        """Return the days of activity that a score stands for."""
        return min(score, FARTHEST) if self.is_linear else math.exp(min(score, _FARTHEST)) - self.offset

    def place_of(self, journey: Journey) -> Place:
        """Return where a journey goes, as tables know it."""
        return "" if self.shape.place is None else journey.words.get(self.shape.place, "")

    def base_of(self, journey: Journey) -> float:
        """Return where a journey is located: as frozen when it set out, else by today's effects."""
        kept = self.pending.get(journey.id)
        if kept is not None:
            return kept.base
        words, numbers = journey.words, journey.numbers
        found = self.effects.centre + self._setting_out[self.clock.hour_of_week(journey.start) // 3]
        for name, get in self._words:
            found += get(words.get(name, UNKNOWN), 0.0)
        for name, edges, steps, unknown in self._numbers:
            value = numbers.get(name)
            found += unknown if value is None else steps[bisect_right(edges, value)]
        for one, other, get in self._crosses:
            found += get(f"{words.get(one, UNKNOWN)}*{words.get(other, UNKNOWN)}", 0.0)
        return found if self.shape.anchor is Anchor.NONE else found + self.planned(journey)

    def planned(self, journey: Journey) -> float:
        """Return the score of what was planned; 0 without an anchor."""
        if self.shape.anchor is Anchor.NONE or journey.plan is None:
            return 0.0
        return self.score(self.clock.at(journey.plan) - self.clock.at(journey.start))

    def table(self, place: Place) -> Table | None:
        """Return the table of a place, or that of all; None while nothing has arrived."""
        return self.tables.get(place) or self.tables.get("")

    def updated(
        self,
        *,
        started: Iterable[Journey] = (),
        ended: Mapping[str, Instant] | None = None,
        at: Instant | datetime,
    ) -> Learned:
        """Return what is known at `at`: journeys that set out are located and frozen, arrivals are noted.

        `ended` are the ends by id, of what set out since then too; an id that nobody knows any more, as that of what
        counted as lost, is passed over. Effects and clock stay as they were fitted; tables are made anew. Raises
        `InvalidInput` for an `at` before the model's, and for ends before their start or after `at`.
        """
        at = as_instant("at", at)
        if at < self.at:
            raise invalid("at", "before the model's own", "give the same moment or a later one")
        ends = ended or {}
        kept = [
            one._replace(end=ends[one.id]) if one.end is None and one.id in ends else one
            for one in self.recents
        ]
        kept += [
            Recent(one.id, one.start, ends.get(one.id, one.end), self.place_of(one), self.base_of(one))
            for one in started
        ]
        if faults := [fault for one in kept if one.id in ends for fault in _misdated(one, at)]:
            raise InvalidInput(faults)
        return with_recents(self, kept, at)


def _misdated(one: Recent, at: Instant) -> Iterator[Fault]:
    """Yield what is wrong with the end of a journey; its id may be a person's, and is not shown."""
    if one.end is not None and one.end < one.start:
        yield Fault("ended", "an end before its start", "give the same instant or a later one")
    elif one.end is not None and one.end > at:
        yield Fault("ended", "an end after `at`", "give what has ended by then")


def _numbered(table: Mapping[Label, float], size: int) -> tuple[float, ...]:
    """Return the effects of labels that are numbers, by number."""
    return tuple(table.get(str(n), 0.0) for n in range(size))


def with_recents(model: Learned, recents: Iterable[Recent], at: Instant) -> Learned:
    """Return the model with those recent journeys, and the tables they make at `at`.

    What has not ended in twice the time that is remembered, nor in twice the longest time that anything
    took, counts as lost.
    """
    past = list(recents)
    opened = opened_at((one.end for one in past if one.end is not None), at)
    ended = [one for one in past if one.end is not None and one.end >= opened]
    longest = max((one.end - one.start for one in ended if one.end is not None), default=0)
    oldest = at - 2 * max(LONG, at - opened, longest)
    chosen = (*ended, *(one for one in past if one.end is None and one.start >= oldest))
    known = replace(model, at=at, recents=chosen, pending={one.id: one for one in chosen if one.end is None})
    tables = life_tables(
        exposures(known, at - opened),
        exposures(known, min(SHORT, at - opened)),
        USUAL_DAYS if known.is_linear else USUAL,
    )
    return replace(known, tables=tables)


def opened_at(ends: Iterable[Instant], at: Instant) -> Instant:
    """Return from when on arrivals are remembered: twelve weeks, or as long as it takes to see enough of them.

    Of more than MOST only the latest are remembered; for fewer than FEW two years are looked back.
    """
    latest = sorted(end for end in ends if end >= at - LONGEST)
    within = len(latest) - bisect_left(latest, at - LONG)
    if within > MOST:
        return latest[-MOST]
    if within >= FEW:
        return at - LONG
    return min(at - LONG, latest[-FEW] if len(latest) >= FEW else at - LONGEST)


def exposures(model: Learned, period: int) -> list[Exposure]:
    """Return the recent journeys as the last `period` seconds saw them.

    Where arrivals alone are known, the slow ones that set out lately are missing. What arrived is then counted as
    if watched from its outset: the slow ones of before stand for them.
    """
    clock, opened = model.clock, model.at - period
    watched = _is_watched(model)
    now, then = clock.at(model.at), clock.at(opened)
    found = []
    for _, start, end, place, base in model.recents:
        if start >= model.at or (end is not None and end < opened):
            continue
        began = clock.at(start)
        arrived = end is not None and end < model.at
        until = clock.at(end) if arrived and end is not None else now
        since = model.score(then - began) - base if watched and start < opened else NEVER
        found.append(Exposure(place, since, model.score(until - began) - base, arrived))
    return found


def _is_watched(model: Learned) -> bool:
    """Return whether what is under way is known: something is, or nothing set out for longer than most take."""
    lasted = sorted(one.end - one.start for one in model.recents if one.end is not None)
    if model.pending or not lasted:
        return True
    return model.at - max(one.start for one in model.recents) > lasted[len(lasted) // 2]


def dump_learned(model: Learned) -> dict[str, Any]:
    """Return what was learned of one way as a tree."""
    places = sorted({one.place for one in model.recents})
    numbers = {place: n for n, place in enumerate(places)}
    shape = model.shape
    return {
        "at": model.at,
        "fitted_at": model.fitted_at,
        "seen": round(model.seen, DIGITS),
        "offset": model.offset,
        "shape": {
            "words": dict(shape.words),
            "numbers": dict(shape.numbers),
            "crosses": dict(shape.crosses),
            "place": shape.place,
            "anchor": shape.anchor.value,
            "half_life_days": shape.half_life_days,
        },
        "clock": {
            "zone": model.clock.zone.key,
            "weights": list(model.clock.weights),
            "holidays": [day.isoformat() for day in sorted(model.clock.holidays)],
            "around": model.clock.around.isoformat(),
        },
        "centre": model.effects.centre,
        "effects": {
            name: {label: round(effect, DIGITS) for label, effect in table.items()}
            for name, table in model.effects.tables.items()
        },
        "edges": {name: list(edges) for name, edges in model.edges.items()},
        "places": places,
        "recents": [_recent(one, numbers) for one in model.recents],
    }


def _recent(one: Recent, numbers: Mapping[str, int]) -> list[Any]:
    place, base = numbers[one.place], round(one.base, DIGITS)
    return (
        [one.start, base, place, one.end] if one.end is not None else [one.start, base, place, None, one.id]
    )
