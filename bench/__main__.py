"""Run the benchmarks and print their tables: `python -m bench [NAME ...]`.

A benchmark is a module of this package, named in BENCHMARKS, whose `prepare` returns a `Benchmark`;
it may tell what it does meanwhile.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Final, Protocol, cast

from bench.goals import Benchmark
from bench.paired import Measurement, Tell, compare, measure

BENCHMARKS: Final = ("folding", "deciding", "scaling", "rendering", "cold")


class Module(Protocol):
    """What a benchmark's module holds."""

    def prepare(self, tell: Tell) -> Benchmark:
        """Return what is to be measured."""
        ...


def load(name: str) -> Module:
    """Return the module of a benchmark that is named in BENCHMARKS."""
    if name not in BENCHMARKS:
        sys.exit(f"no benchmark named {name}; known: {', '.join(BENCHMARKS)}")
    return cast("Module", import_module(f"bench.{name}"))


def lines(found: Mapping[str, Measurement], floor: str) -> list[str]:
    """Return the table of a benchmark, a line for each candidate."""
    head = f"{'candidate':<48} {'µs':>10} {'best µs':>10} {'ratio':>9}  quartiles"
    ratios = {name: compare(each, found[floor]) for name, each in found.items()}
    return [head] + [
        f"{name:<48} {each.seconds * 1e6:>10.2f} {each.best_seconds * 1e6:>10.2f} {ratios[name].middle:>9.2f}"
        f"  {ratios[name].lower:.2f} to {ratios[name].upper:.2f}"
        for name, each in found.items()
    ]


def run(name: str) -> bool:
    """Run one benchmark, print its table, and say whether its goals are met."""
    module = load(name)
    print(f"== {name}: {(module.__doc__ or '').partition(chr(10))[0]}", flush=True)
    tell: Tell = lambda text: print(f"   {text}", flush=True)  # noqa: E731
    benchmark = module.prepare(tell)
    found = measure(benchmark.candidates, items=benchmark.items, clock=benchmark.clock, tell=tell)
    print("\n".join(lines(found, benchmark.floor)))
    verdicts = [goal.judge(found) for goal in benchmark.goals]
    for met, text in verdicts:
        print(f"goal {'met   ' if met else 'missed'}  {text}")
    return all(met for met, _ in verdicts)


def main(names: list[str]) -> int:
    """Run the benchmarks named, or all; return 1 when a goal is missed."""
    missed = [name for name in names or BENCHMARKS if not run(name)]
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
