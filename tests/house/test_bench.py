"""The harness of the benchmarks measures in pairs, in turns, and says whether a goal is met."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bench import __main__ as door
from bench.paired import calls_per_sample, measure, rotations


class Stopwatch:
    """A clock that only the work itself moves, and that runs slower from round to round."""

    def __init__(self) -> None:
        self.now = 0.0
        self.drift = 1.0

    def __call__(self) -> float:
        """Return the seconds that the work has taken so far."""
        return self.now

    def work(self, seconds: float) -> Callable[[], None]:
        """Return a candidate that takes so long, by this clock."""

        def spend() -> None:
            self.now += seconds * self.drift

        return spend


def test_ratios_are_taken_within_a_round() -> None:
    """A machine that slows down between rounds changes the times and not the ratios."""
    watch = Stopwatch()

    def slow_down(_: str) -> None:
        watch.drift *= 1.5

    found = measure(
        {"ours": watch.work(0.03), "floor": watch.work(0.01)}, "floor", rounds=9, clock=watch, tell=slow_down
    )

    assert [(each.name, round(each.ratio, 6), round(each.upper_quartile, 6)) for each in found] == [
        ("ours", 3.0, 3.0),
        ("floor", 1.0, 1.0),
    ]


def test_a_sample_is_long_enough() -> None:
    """A short candidate is called until the calls together fill a sample."""
    watch = Stopwatch()

    assert calls_per_sample(watch.work(0.001), watch) == 32


def test_every_candidate_begins_in_turn() -> None:
    """The order rotates, so that nobody is always measured after the same neighbour's garbage."""
    assert list(rotations(["a", "b", "c"], 4)) == [
        ["a", "b", "c"],
        ["b", "c", "a"],
        ["c", "a", "b"],
        ["a", "b", "c"],
    ]


def test_few_rounds_are_refused() -> None:
    """Eight rounds have no quartiles worth printing."""
    with pytest.raises(ValueError, match="take at least 9"):
        measure({"floor": lambda: None}, "floor", rounds=8)


@pytest.mark.parametrize(("goal", "status"), [(4.0, 0), (2.0, 1), (None, 0)])
def test_a_missed_goal_fails(
    goal: float | None, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The door prints a table of all candidates, and fails when ours costs more than the goal."""
    watch = Stopwatch()
    benchmark = SimpleNamespace(
        CANDIDATES={"ours": watch.work(0.03), "floor": watch.work(0.01)}, FLOOR="floor", GOAL=goal
    )
    monkeypatch.setattr(door, "load", lambda _: benchmark)
    monkeypatch.setattr(door, "measure", lambda *given, tell: measure(*given, tell=tell, clock=watch))

    assert door.main(["folding"]) == status

    printed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert [name for name in printed if name in benchmark.CANDIDATES] == ["ours", "floor"]


def test_an_unknown_benchmark_is_named() -> None:
    """A name that is not in the list is refused with the list."""
    with pytest.raises(SystemExit, match="no benchmark named speed; known: folding"):
        door.load("speed")
