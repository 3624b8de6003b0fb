from __future__ import annotations

import pytest

from postpurchase.eta.effects import Effects, bin_of, bins, column, decay, fit_effects


def fitted(
    y: list[float], *, pull: float = 1e-9, rounds: int = 20, start: Effects | None = None, **labels: list[str]
) -> Effects:
    """Return the effects of evenly weighted values."""
    columns = {name: column(values) for name, values in labels.items()}
    return fit_effects(y, [1.0] * len(y), columns, dict.fromkeys(columns, pull), rounds=rounds, start=start)


def test_effects_add_up() -> None:
    """Of a table that is a sum of two effects, both are found; all four cells come out right."""
    found = fitted([1.0, 2.0, 4.0, 5.0], to=["n", "n", "s", "s"], by=["x", "y", "x", "y"])

    assert [found.of({"to": to, "by": by}) for to, by in ("nx", "ny", "sx", "sy")] == pytest.approx(
        [1, 2, 4, 5]
    )
    assert found.centre == pytest.approx(3)


def test_what_is_rare_is_drawn_to_the_centre() -> None:
    """With a shrinkage of 2, one journey moves its label's effect a third of the way, four two thirds."""
    found = fitted([0.0] * 8 + [3.0], pull=2, rounds=1, to=["n"] * 8 + ["s"])

    # centre 1/3; the only one of "s" lies 8/3 above it, drawn to a third: 8/9
    assert found.tables["to"]["s"] == pytest.approx(8 / 9)
    assert found.tables["to"]["n"] == pytest.approx(-1 / 3 * 8 / 10)


def test_what_is_unknown_adds_nothing() -> None:
    """A label never seen backs off to the rest, a feature that is not given counts as not known."""
    found = Effects(centre=2.0, tables={"to": {"s": 1.0}, "by": {"": 0.25, "x": 5.0}})

    assert found.of({"to": "z", "by": "z"}) == 2.0
    assert found.of({"to": "s"}) == 3.25


def test_a_fit_goes_on_from_the_last_one() -> None:
    """Started at the solution, one round stays there; a label gone from the history is forgotten."""
    start = Effects(centre=3.0, tables={"to": {"n": -1.5, "s": 1.5, "gone": 9.0}})
    found = fitted([1.5, 1.5, 4.5, 4.5], rounds=1, start=start, to=["n", "n", "s", "s"])

    assert found.centre == pytest.approx(3)
    assert found.tables["to"] == pytest.approx({"n": -1.5, "s": 1.5})


def test_without_any_journey_nothing_changes() -> None:
    """An empty history leaves what was, and otherwise a centre of nothing."""
    start = Effects(centre=3.0, tables={})

    assert fit_effects([], [], {}, {}, rounds=3, start=start) is start
    assert fit_effects([], [], {}, {}, rounds=3).centre == 0.0


def test_weights_halve_with_age() -> None:
    """At the age of the half-life a journey counts half, at twice that a quarter."""
    assert decay([0, 250, 500], 250) == [1.0, 0.5, 0.25]


def test_bins_hold_about_as_many_each() -> None:
    """A hundred even values make twenty bins of five; below and above all of them there are bins too."""
    edges = bins(float(n) for n in range(100))

    assert edges == tuple(float(n) for n in range(0, 100, 5))
    assert [bin_of(value, edges) for value in (-1.0, 0.0, 4.9, 5.0, 1_000.0)] == ["0", "1", "1", "2", "20"]
    assert bins([]) == ()
    assert bin_of(3.0, ()) == "0"
