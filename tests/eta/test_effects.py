from __future__ import annotations

import pytest

from postpurchase.eta.effects import BackFit, Effects, bins, column, decay


def back_fit(y: list[float], pull: float, start: Effects | None = None, **labels: list[str]) -> BackFit:
    """Return the fit to evenly weighted values, none of which is known yet."""
    columns = {name: column(values, str) for name, values in labels.items()}
    return BackFit(y, [1.0] * len(y), columns, dict.fromkeys(columns, pull), start)


def fitted(
    y: list[float], *, pull: float = 1e-9, rounds: int = 20, start: Effects | None = None, **labels: list[str]
) -> Effects:
    """Return the effects of evenly weighted values."""
    found = back_fit(y, pull, start, **labels)
    found.know(len(y))
    return found.fitted(rounds)


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
    """An empty history leaves the centre that was, and otherwise one of nothing."""
    start = Effects(centre=3.0, tables={})

    assert fitted([], start=start) == start
    assert fitted([]) == Effects(centre=0.0, tables={})


def test_journeys_become_known_one_after_the_other() -> None:
    """Effects go on from what fewer journeys made of them; weights twice as large are a pull half as strong."""
    y, labels = [0.0, 2.0, 4.0, 7.0], ["n", "s", "s", "n"]
    growing = back_fit(y, 2.0, to=labels)
    growing.know(2)
    early = growing.fitted(2, scale=2.0)
    growing.know(4)

    assert early == fitted(y[:2], pull=1.0, rounds=2, to=labels[:2])
    later = fitted(y, pull=2.0, rounds=1, start=early, to=labels)
    found = growing.fitted(1)
    assert found.centre == pytest.approx(later.centre)
    assert found.tables["to"] == pytest.approx(later.tables["to"])


def test_labels_of_what_is_not_known_yet_have_no_effect() -> None:
    """A label that comes with the third journey has none while two are known."""
    growing = back_fit([1.0, 3.0, 9.0], 2.0, to=["n", "n", "new"])
    growing.know(2)

    assert growing.fitted(3).tables["to"]["new"] == 0.0


def test_weights_halve_with_age() -> None:
    """At the age of the half-life a journey counts half, at twice that a quarter."""
    assert decay([0, 250, 500], 250) == [1.0, 0.5, 0.25]


def test_bins_hold_about_as_many_each() -> None:
    """A hundred even values make twenty bins of five; below and above all of them there are bins too."""
    edges = bins(float(n) for n in range(100))

    assert edges == tuple(float(n) for n in range(0, 100, 5))
    assert bins([]) == ()
    assert bins([7.0]) == (7.0,)
