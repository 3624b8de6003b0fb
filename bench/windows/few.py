"""Windows of small shops: how often they hold when n orders have arrived, and no range is given."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from random import Random
from typing import Final

from bench.windows.data import DAY, LOCAL, Data
from postpurchase.eta import Journey, Shape, arrival, fit
from postpurchase.windows import Instant

COUNTS: Final = (1, 2, 3, 5, 10, 20, 40, 100, 400)
LEVELS: Final = (0.05, 0.1, 0.9, 0.95)
SHAPE: Final = Shape(words={"region": 20.0}, place="region")
_FIRST: Final = 20_000 * DAY
_MIDDLES: Final = {"near": 1.6, "far": 2.3, "farther": 2.6}

History = tuple[list[Journey], Instant, Journey]
"""What is known, the moment, and the order that is placed next."""


def made_up(count: int, rng: Random, lasting: Callable[[Random], float]) -> History:
    """Return a shop that sells one a day to three regions, once so many have arrived."""
    journeys = []
    for n in range(20 * count + 200):
        region = rng.choice(sorted(_MIDDLES))
        start = _FIRST + n * DAY + rng.randrange(DAY)
        end = start + round(math.exp(_MIDDLES[region]) * lasting(rng) * DAY)
        journeys.append(Journey(id=str(n), start=start, end=end, words={"region": region}))
        at = sorted(one.end or 0 for one in journeys)[count - 1] + 1 if n >= count - 1 else start
        if start > at:
            return journeys[:-1], at, journeys[-1]
    raise AssertionError


def lane(
    data: Data, count: int, rng: Random, *, among: str = "c_state", lanes: Sequence[str]
) -> History | None:
    """Return a real lane at a random moment, its last orders until so many had arrived."""
    name = rng.choice(lanes)
    own = [one for one in data.journeys if one.words[among] == name]
    asked = own[rng.randrange(len(own))]
    known = [one for one in own if one.start < asked.start]
    ends = sorted((one.end, one.start) for one in known if one.end is not None and one.end < asked.start)
    if len(ends) < count:
        return None
    opened = min(start for _, start in ends[-count:])
    some = {one.id for one in known if one.end is not None and one.end >= ends[-count][0]}
    return [one for one in known if one.start >= opened and one.id in some], asked.start, asked


WORLDS: Final[dict[str, Callable[[Random], float]]] = {
    "logarithms normal, 0.3": lambda rng: rng.lognormvariate(0, 0.3),
    "logarithms normal, 0.6": lambda rng: rng.lognormvariate(0, 0.6),
    "gamma of shape 4": lambda rng: rng.gammavariate(4, 0.25),
    "one in twenty thrice as long": lambda rng: (
        rng.lognormvariate(0, 0.3) * (3 if rng.random() < 0.05 else 1)
    ),
}


def held(histories: Iterator[History | None], shape: Shape) -> str:
    """Return how many of the next orders came within their 80 % and 90 % windows, and how wide these were."""
    inside, width, asked = [0, 0], [0.0, 0.0], 0
    for history in histories:
        if history is None:
            continue
        known, at, new = history
        found = arrival(fit(known, shape, at=at, zone=LOCAL), new)
        if found is None or new.end is None:
            continue
        asked += 1
        a, b, c, d = found.quantiles(LEVELS)
        for n, (low, high) in enumerate(((b, c), (a, d))):
            inside[n] += low <= new.end <= high
            width[n] += math.log(max(high - new.start, 1) / max(low - new.start, 3600))
    if not asked:
        return "–"
    return f"{inside[0] / asked:.3f}/{inside[1] / asked:.3f} ×{math.exp(width[0] / asked):.1f} ({asked})"


def table(data: Data, rounds: int = 300) -> Iterator[str]:
    """Yield a table: by number of arrivals and world, the share that held 80/90, and its last day over its first."""
    shape = Shape(words={"c_state": 20.0, "s_state": 20.0}, place="c_state")
    states = sorted({one.words["c_state"] for one in data.journeys})
    yield "\n== how often windows of few arrivals hold the next order, 80/90 (× the last of its days over the first)"
    for count in COUNTS:
        cells = [
            f"{name}: {held((made_up(count, Random(f'{name}{count}{n}'), lasting) for n in range(rounds)), SHAPE)}"
            for name, lasting in WORLDS.items()
        ]
        real = held((lane(data, count, Random(f"{count}{n}"), lanes=states) for n in range(rounds)), shape)
        yield f"{count:>4}  {'  '.join([*cells, f'olist, to one state: {real}'])}"
