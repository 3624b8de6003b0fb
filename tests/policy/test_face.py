"""The policy's face: what is not there is not found."""

from __future__ import annotations

import pytest

from postpurchase import policy


def test_an_unknown_name_is_not_found() -> None:
    """A name that the package does not hold is an ordinary missing attribute."""
    with pytest.raises(AttributeError, match="nothing_of_the_kind"):
        _ = policy.nothing_of_the_kind
