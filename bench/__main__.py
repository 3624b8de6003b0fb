"""Run the benchmarks and print their tables: `python -m bench [NAME ...]`.

A benchmark is a module of this package, named in BENCHMARKS, with three names:
CANDIDATES, a call for each name, ours first; FLOOR, the candidate the others are measured against;
and GOAL, the most that ours may cost in floors, or None.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from bench.paired import Candidate, Measurement, measure

BENCHMARKS: Final = ("folding",)


class Benchmark(Protocol):
    """What a benchmark's module holds."""

    CANDIDATES: Mapping[str, Candidate]
    FLOOR: str
    GOAL: float | None


def load(name: str) -> Benchmark:
    """Return the module of a benchmark that is named in BENCHMARKS."""
    if name not in BENCHMARKS:
        sys.exit(f"no benchmark named {name}; known: {', '.join(BENCHMARKS)}")
    return cast("Benchmark", import_module(f"bench.{name}"))


def lines(measurements: Iterable[Measurement]) -> list[str]:
    """Return the table of a benchmark, a line for each candidate."""
    head = f"{'candidate':<44} {'µs':>10} {'best µs':>10} {'ratio':>8}  quartiles"
    return [head] + [
        f"{each.name:<44} {each.seconds * 1e6:>10.2f} {each.best_seconds * 1e6:>10.2f} {each.ratio:>8.2f}"
        f"  {each.lower_quartile:.2f} to {each.upper_quartile:.2f}"
        for each in measurements
    ]


def run(name: str) -> bool:
    """Run one benchmark, print its table, and say whether its goal is met."""
    benchmark = load(name)
    print(f"== {name}: {(benchmark.__doc__ or '').partition(chr(10))[0]}", flush=True)
    measurements = measure(
        benchmark.CANDIDATES, benchmark.FLOOR, tell=lambda text: print(f"   {text}", flush=True)
    )
    print("\n".join(lines(measurements)))
    if benchmark.GOAL is None:
        return True
    ours = measurements[0]
    met = ours.ratio <= benchmark.GOAL
    print(
        f"goal: at most {benchmark.GOAL:g} x {benchmark.FLOOR}; {'met' if met else 'missed'} at {ours.ratio:.2f} x"
    )
    return met


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; return 1 when a goal is missed."""
    missed = [name for name in names or BENCHMARKS if not run(name)]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
