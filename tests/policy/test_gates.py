from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from postpurchase.policy import Gates


@pytest.mark.parametrize(
    ("answers", "reasons", "expected"),
    [
        ({}, (), ()),
        ({}, ("contact",), ("contact",)),
        ({"contact": ("phone", "slot")}, ("contact",), ("phone", "slot")),
        (
            {"contact": ("phone", "slot"), "size": ("size", "phone")},
            ("contact", "size"),
            ("phone", "slot", "size"),
        ),
        ({"contact": ("phone",)}, ("size", "contact", "size"), ("size", "phone")),
        ({"contact": ()}, ("contact",), ()),
    ],
)
def test_each_reason_needs_its_answers(
    answers: dict[str, tuple[str, ...]], reasons: tuple[str, ...], expected: tuple[str, ...]
) -> None:
    """Reasons need the questions the policy names for them, else one of their own name; each is asked once."""
    assert Gates(answers=answers).required(reasons) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, []),
        ({"expires_after": timedelta(0)}, ["expires_after: not positive; give a duration above 0"]),
        (
            {"expires_after": timedelta(days=-1), "staff_deadline": timedelta(0)},
            [
                "expires_after: not positive; give a duration above 0",
                "staff_deadline: not positive; give a duration above 0",
            ],
        ),
    ],
)
def test_a_gate_waits_for_a_while(given: dict[str, Any], expected: list[str]) -> None:
    """Customers and staff both get some time."""
    assert [str(fault) for fault in Gates(**given).faults()] == expected
