"""Measure candidates side by side, so that a busy machine disturbs all alike.

Absolute times drift by half within minutes on a shared machine; ratios taken within one round hardly do.
So every round times every candidate once, in an order that rotates from round to round,
in CPU time, and only the times of the same round are compared.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median, quantiles
from typing import Final, TypeAlias

Candidate: TypeAlias = Callable[[], object]
Clock: TypeAlias = Callable[[], float]
Tell: TypeAlias = Callable[[str], object]

FEWEST_ROUNDS: Final = 9
SAMPLE_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one candidate costs: seconds for each item it deals with, in each round."""

    name: str
    rounds: tuple[float, ...]

    @property
    def seconds(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    @property
    def best_seconds(self) -> float:
        """The quietest round."""
        return min(self.rounds)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio:
    """What one candidate costs in units of another, compared within each round: median and quartiles."""

    middle: float
    lower: float
    upper: float


def compare(one: Measurement, other: Measurement) -> Ratio:
    """Return what one candidate costs in units of another that was measured beside it."""
    ratios = [own / others for own, others in zip(one.rounds, other.rounds, strict=True)]
    lower, middle, upper = quantiles(ratios, n=4, method="inclusive")
    return Ratio(middle=middle, lower=lower, upper=upper)


def sample(candidate: Candidate, calls: int, clock: Clock) -> float:
    """Return the seconds that one call takes, on average over `calls`, with the collector still."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        start = clock()
        for _ in range(calls):
            candidate()
        return (clock() - start) / calls
    finally:
        if collecting:
            gc.enable()


def calls_per_sample(candidate: Candidate, clock: Clock) -> int:
    """Return how many calls fill a sample, found by doubling."""
    calls = 1
    while sample(candidate, calls, clock) * calls < SAMPLE_SECONDS:
        calls *= 2
    return calls


def rotations(names: list[str], rounds: int) -> Iterator[list[str]]:
    """Yield the names once per round, each round beginning with the next of them."""
    for turn in range(rounds):
        first = turn % len(names)
        yield names[first:] + names[:first]


def measure(
    candidates: Mapping[str, Candidate],
    *,
    items: Mapping[str, int] | None = None,
    rounds: int = 11,
    clock: Clock = time.process_time,
    tell: Tell = lambda _: None,
) -> dict[str, Measurement]:
    """Return a measurement of every candidate, by name and in their order.

    `items` says with how many items one call of a candidate deals, where that is not one.
    """
    if rounds < FEWEST_ROUNDS:
        message = f"{rounds} rounds say little; take at least {FEWEST_ROUNDS}"
        raise ValueError(message)
    calls = {name: calls_per_sample(candidate, clock) for name, candidate in candidates.items()}
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for turn, order in enumerate(rotations(list(candidates), rounds), start=1):
        tell(f"round {turn} of {rounds}")
        for name in order:
            per_call = sample(candidates[name], calls[name], clock)
            seconds[name].append(per_call / (items or {}).get(name, 1))
    return {name: Measurement(name=name, rounds=tuple(times)) for name, times in seconds.items()}
