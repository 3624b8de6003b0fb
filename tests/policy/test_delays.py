"""What a shop calls late, checked when it is made."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from postpurchase.policy import Delays, Tier
from postpurchase.vocabulary import Party


def wrong(terms: Delays | Tier) -> list[str]:
    """Return what is wrong with some terms, as texts."""
    return [f"{fault.path}: {fault.wrong}" for fault in terms.faults()]


def test_the_usual_terms_are_right() -> None:
    """One date is material, one working day the lead, no grace, no compensation."""
    usual = Delays()

    assert (usual.material, usual.lead, usual.grace, usual.compensation) == (1, 1, timedelta(0), ())
    assert wrong(usual) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"material": 0}, "material: not a number of dates"),
        ({"material": 31}, "material: not a number of dates"),
        ({"lead": -1}, "lead: not a number of working days"),
        ({"lead": 31}, "lead: not a number of working days"),
        ({"grace": timedelta(seconds=-1)}, "grace: negative"),
        ({"compensation": (Tier(days_late=0, offer="x"),)}, "compensation.0.days_late: not a number of days"),
        (
            {"compensation": (Tier(days_late=366, offer="x"),)},
            "compensation.0.days_late: not a number of days",
        ),
        ({"compensation": (Tier(days_late=1, offer=" "),)}, "compensation.0.offer: empty"),
        (
            {"compensation": (Tier(days_late=1, offer="x", fault=()),)},
            "compensation.0.fault: not whose fault a delay may be",
        ),
        (
            {"compensation": (Tier(days_late=1, offer="x", fault=(Party.STAFF,)),)},
            "compensation.0.fault: not whose fault a delay may be",
        ),
    ],
)
def test_what_cannot_be_is_refused(given: dict[str, Any], expected: str) -> None:
    """Each wrong term is named with its path."""
    assert wrong(Delays(**given)) == [expected]


@pytest.mark.parametrize(
    "given", [{"material": 30}, {"lead": 0}, {"lead": 30}, {"grace": timedelta(hours=1)}]
)
def test_the_edges_are_right(given: dict[str, Any]) -> None:
    """The least and the most are still allowed."""
    assert wrong(Delays(**given)) == []
