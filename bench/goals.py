"""What a benchmark aims at, and a benchmark itself: candidates, a floor to print ratios to, and goals."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from bench.paired import Candidate, Clock, Measurement, compare


class Goal(Protocol):
    """Something that either is met or is not."""

    def judge(self, found: Mapping[str, Measurement]) -> tuple[bool, str]:
        """Return whether the goal is met, and what it says."""
        ...


@dataclass(frozen=True, slots=True)
class AtMost:
    """A candidate costs at most so many times what another one does."""

    of: str
    times: float
    beside: str

    def judge(self, found: Mapping[str, Measurement]) -> tuple[bool, str]:
        """Compare the two."""
        ratio = compare(found[self.of], found[self.beside]).middle
        return ratio <= self.times, f"{self.of}: at most {self.times:g} x {self.beside}; {ratio:.2f} x"


@dataclass(frozen=True, slots=True)
class Faster:
    """A candidate is so many times faster than another one."""

    of: str
    times: float
    than: str

    def judge(self, found: Mapping[str, Measurement]) -> tuple[bool, str]:
        """Compare the two."""
        ratio = compare(found[self.than], found[self.of]).middle
        return ratio >= self.times, f"{self.of}: {self.times:g} x faster than {self.than}; {ratio:.2f} x"


@dataclass(frozen=True, slots=True)
class Within:
    """A candidate's best round takes at most so many seconds more than another's."""

    of: str
    seconds: float
    over: str

    def judge(self, found: Mapping[str, Measurement]) -> tuple[bool, str]:
        """Compare the two."""
        more = found[self.of].best_seconds - found[self.over].best_seconds
        goal, taken = f"{self.seconds * 1e3:g} ms", f"{more * 1e3:.1f} ms"
        return more <= self.seconds, f"{self.of}: at most {goal} over {self.over}; {taken}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """Candidates to be measured side by side, ours first, and the floor to which their ratios are printed.

    `items` says with how many items one call of a candidate deals, where that is not one; times are
    printed for each item. `clock` is the CPU time of whoever does the work.
    """

    candidates: Mapping[str, Candidate]
    floor: str
    goals: tuple[Goal, ...] = ()
    items: Mapping[str, int] = field(default_factory=dict)
    clock: Clock = time.process_time
