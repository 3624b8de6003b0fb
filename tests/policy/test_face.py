"""The policy's face: what is not there is not found."""

from __future__ import annotations

import pytest

from postpurchase import policy
from postpurchase.policy import linting


def test_an_unknown_name_is_not_found() -> None:
    """A name that the package does not hold is an ordinary missing attribute."""
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = policy.nothing_of_the_kind


def test_what_a_decision_needs_not_is_found_when_asked_for() -> None:
    """Linting is loaded by its name on the face alone."""
    assert policy.lint is linting.lint
