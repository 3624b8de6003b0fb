"""Measure candidates against a floor, so that a busy machine disturbs both alike.

Absolute times drift by half within minutes on a shared machine; ratios taken within one round hardly do.
So every round times every candidate once, in an order that rotates from round to round,
in CPU time, and only the ratios of the same round are compared.
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

FEWEST_ROUNDS: Final = 9
SAMPLE_SECONDS: Final = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What one candidate costs: seconds per call, and the ratio to the floor with its quartiles."""

    name: str
    seconds: float
    best_seconds: float
    ratio: float
    lower_quartile: float
    upper_quartile: float


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
    floor: str,
    *,
    rounds: int = 11,
    clock: Clock = time.process_time,
    tell: Callable[[str], object] = lambda _: None,
) -> list[Measurement]:
    """Return a measurement of every candidate, in their order; the floor's own ratio is 1."""
    if rounds < FEWEST_ROUNDS:
        message = f"{rounds} rounds say little; take at least {FEWEST_ROUNDS}"
        raise ValueError(message)
    calls = {name: calls_per_sample(candidate, clock) for name, candidate in candidates.items()}
    seconds: dict[str, list[float]] = {name: [] for name in candidates}
    for turn, order in enumerate(rotations(list(candidates), rounds), start=1):
        tell(f"round {turn} of {rounds}")
        for name in order:
            seconds[name].append(sample(candidates[name], calls[name], clock))
    return [_measurement(name, times, seconds[floor]) for name, times in seconds.items()]


def _measurement(name: str, times: list[float], floor_times: list[float]) -> Measurement:
    ratios = [own / floor for own, floor in zip(times, floor_times, strict=True)]
    lower, middle, upper = quantiles(ratios, n=4, method="inclusive")
    return Measurement(
        name=name,
        seconds=median(times),
        best_seconds=min(times),
        ratio=middle,
        lower_quartile=lower,
        upper_quartile=upper,
    )
