from __future__ import annotations

import math
from random import Random
from statistics import NormalDist

import pytest

from postpurchase.eta.few import MANY, Watched, as_many, drawn, guess, student


@pytest.mark.parametrize(
    ("level", "freedom", "found"),
    [
        (0.9, 1, 3.078),
        (0.95, 1, 6.314),
        (0.95, 2, 2.920),
        (0.95, 3, 2.353),
        (0.975, 4, 2.776),
        (0.95, 10, 1.812),
        (0.95, 30, 1.697),
        (0.995, 7, 3.499),
    ],
)
def test_student_s_quantiles_are_those_of_the_printed_tables(
    level: float, freedom: int, found: float
) -> None:
    """Odd and even degrees of freedom, on either side."""
    assert student(level, freedom) == pytest.approx(found, abs=6e-4)
    assert student(1 - level, freedom) == pytest.approx(-found, abs=6e-4)


def test_two_arrivals_by_hand() -> None:
    """At 1 and 3: the middle is 2, the spread √(1 + 0.36 / 2), widened by √1.5 for the middle being guessed."""
    found = drawn([Watched(1.0, True, 1.0), Watched(3.0, True, 1.0)], 0.6)

    assert found.middle == 2
    assert found.scale == pytest.approx(math.sqrt(1.18 * 1.5))
    assert found.freedom == 2
    assert found.quantile(0.9) == pytest.approx(2 + 1.3304 * 1.8856, abs=1e-3)


def test_a_tenth_of_an_arrival_counts_a_tenth() -> None:
    """One whole and ten of a tenth are as many as four halves by Kish; the middle is theirs by weight."""
    found = drawn([Watched(1.0, True, 1.0), *[Watched(2.0, True, 0.1)] * 10], 0.6)

    assert as_many([1.0, *[0.1] * 10]) == pytest.approx(4 / 1.1)
    assert found.middle == pytest.approx(1.5)
    assert found.freedom == 3


def test_what_is_under_way_and_early_says_nothing() -> None:
    """A parcel that set out an hour ago is not known to be slow."""
    some = [Watched(1.0, True, 1.0), Watched(2.0, True, 1.0)]

    assert drawn([*some, *[Watched(0.5, False, 1.0)] * 50], 0.6) == drawn(some, 0.6)


def test_the_cut_half_is_found_again() -> None:
    """Of a thousand normal scores the later half is seen to its middle only: middle and spread are the true ones."""
    rng = Random(1)
    scores = [rng.gauss(5.0, 2.0) for _ in range(1_000)]
    cut = [Watched(min(score, 5.0), score < 5.0, 1.0) for score in scores]
    found = drawn(cut, 0.6)

    assert found.middle == pytest.approx(5, abs=0.4)
    assert found.scale == pytest.approx(2, abs=0.3)
    assert found.freedom == MANY


def test_what_is_late_beyond_measure_is_taken_as_it_is() -> None:
    """Ten spreads late: numbers stay finite, and the spread grows with it."""
    found = drawn([*[Watched(1.0, True, 1.0)] * 40, Watched(30.0, False, 1.0)], 0.1)

    assert math.isfinite(found.scale)
    assert found.quantile(0.99) > 5


def test_many_are_as_the_normal() -> None:
    """A hundred and more lie as the normal says, to a twentieth."""
    assert student(0.9, MANY) == pytest.approx(NormalDist().inv_cdf(0.9), abs=0.05)
    assert guess(4_000) == 0
