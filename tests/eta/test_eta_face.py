"""The package of windows offers what it lists, and nothing else."""

from __future__ import annotations

import pytest

from postpurchase import eta


def test_all_that_is_listed_is_there() -> None:
    """What is imported only when asked for is found under its name."""
    assert [name for name in eta.__all__ if not hasattr(eta, name)] == []


def test_a_name_that_is_not_there_is_missed_as_in_any_module() -> None:
    """What the package does not have is said in the usual words."""
    with pytest.raises(AttributeError, match=r"module 'postpurchase\.eta' has no attribute 'guess'"):
        _ = getattr(eta, "guess")  # noqa: B009 - type checkers know that it is not there
