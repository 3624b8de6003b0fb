"""Every value that words may mention is explained, and nothing that is none."""

from __future__ import annotations

from postpurchase.text.checking import IN_ELEMENTS
from postpurchase.text.meanings import ELEMENTS, MEANINGS
from postpurchase.text.values import ALWAYS, SOMETIMES


def test_every_value_is_explained() -> None:
    """The page of values lists what `check` lets a line mention."""
    assert MEANINGS.keys() == ALWAYS | SOMETIMES


def test_what_a_repeated_line_may_mention_is_explained() -> None:
    """So does its list of what each element of a list has."""
    assert ELEMENTS.keys() == IN_ELEMENTS
