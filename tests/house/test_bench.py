"""The harness of the benchmarks measures side by side, in turns, and says whether goals are met."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest
from bench import __main__ as door
from bench.deciding import agreeing, moments
from bench.goals import AtMost, Benchmark, Faster, Goal, Within
from bench.paired import Measurement, calls_per_sample, compare, measure, rotations
from bench.rules import RULES, chain


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
        {"ours": watch.work(0.03), "floor": watch.work(0.01)}, rounds=9, clock=watch, tell=slow_down
    )
    ratio = compare(found["ours"], found["floor"])

    assert found["ours"].seconds > found["ours"].best_seconds
    assert [round(each, 6) for each in (ratio.lower, ratio.middle, ratio.upper)] == [3.0, 3.0, 3.0]


def test_times_are_for_each_item() -> None:
    """A candidate that deals with three items in a call costs a third of the call for each."""
    watch = Stopwatch()

    found = measure({"three": watch.work(0.03)}, items={"three": 3}, rounds=9, clock=watch)

    assert round(found["three"].seconds, 6) == 0.01


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
        measure({"floor": lambda: None}, rounds=8)


@pytest.mark.parametrize(
    ("goal", "met"),
    [
        (AtMost("ours", 3, "theirs"), True),
        (AtMost("ours", 2.9, "theirs"), False),
        (Faster("theirs", 3, "ours"), True),
        (Faster("theirs", 3.1, "ours"), False),
        (Within("ours", 2, "theirs"), True),
        (Within("ours", 1.9, "theirs"), False),
    ],
)
def test_goals(goal: Goal, *, met: bool) -> None:
    """A goal compares two candidates: at most so many times, so many times faster, so much more."""
    found = {
        "ours": Measurement(name="ours", rounds=(3.0, 6.0, 9.0)),
        "theirs": Measurement(name="theirs", rounds=(1.0, 2.0, 3.0)),
    }

    assert goal.judge(found)[0] is met


@pytest.mark.parametrize(("goals", "status"), [((4.0, 5.0), 0), ((4.0, 2.0), 1), ((), 0)])
def test_a_missed_goal_fails(
    goals: tuple[float, ...],
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The door prints a table of all candidates, and fails when a goal is missed."""
    watch = Stopwatch()
    benchmark = Benchmark(
        candidates={"ours": watch.work(0.03), "floor": watch.work(0.01)},
        floor="floor",
        goals=tuple(AtMost("ours", times, "floor") for times in goals),
        clock=watch,
    )
    monkeypatch.setattr(door, "load", lambda _: SimpleNamespace(prepare=lambda tell: benchmark))

    assert door.main(["folding"]) == status

    printed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert [name for name in printed if name in benchmark.candidates] == ["ours", "floor"]


def test_an_unknown_benchmark_is_named() -> None:
    """A name that is not in the list is refused with the list."""
    with pytest.raises(SystemExit, match="no benchmark named speed; known: folding"):
        door.load("speed")


def test_every_benchmark_can_be_loaded() -> None:
    """Each name in the list is a module that prepares a benchmark."""
    assert all(callable(door.load(name).prepare) for name in door.BENCHMARKS)


def test_the_chain_by_hand_is_the_rules() -> None:
    """The floor of deciding says what the rules say, whichever one fact of an order differs."""
    plain: dict[str, bool | int] = {name: False for terms in RULES.values() for name, _, _ in terms}
    plain |= {name: 1 for name in plain if name.endswith("_age")} | {"reachable": True}
    compared = {"==": lambda a, b: a == b, ">=": lambda a, b: a >= b, "<": lambda a, b: a < b}

    for name, value in plain.items():
        facts = plain | {name: -1 if name.endswith("_age") else not value}
        matching = [
            said
            for said, terms in RULES.items()
            if all(compared[how](facts[of], to) for of, how, to in terms)
        ]
        assert chain(facts) == matching


def test_the_engine_says_what_the_chain_says() -> None:
    """In every moment of every life that deciding measures, the engine and its floor say the same."""
    lives = moments()

    assert agreeing(lives, {}) == len(lives) > 400
