"""Values stay what they are: every dataclass below the command line is frozen, slotted and built by name."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, get_type_hints

import postpurchase

LOOKED_AT_LAZILY = {"Order", "Knowledge", "Record", "Situation"}
"""Keep what was looked at in their dict, and so have no slots."""

THEMSELVES = {"Catalog", "Knowledge", "Learned", "Plan", "Record", "Situation", "Verdict"}
"""Hold so much that each equals only itself."""

OWN_EQUALITY = {"TimeWindow"}
"""Is equal to what lasts as long, written in whatever zone."""

BY_PLACE = {"AdapterWarning", "Column", "Fault", "Meaning", "Order", "Remark", "_Refused"}
"""Are short enough to be read by place; an order is made by `replay` alone."""


def values() -> Iterator[type]:
    """Yield every dataclass of the package."""
    for found in pkgutil.walk_packages(postpurchase.__path__, "postpurchase."):
        if not found.name.endswith("__main__"):
            for one in vars(importlib.import_module(found.name)).values():
                if isinstance(one, type) and is_dataclass(one) and one.__module__ == found.name:
                    yield one


def those(holds: Callable[[Any], bool]) -> set[str]:
    """Return the names of the dataclasses of which something holds."""
    return {one.__name__ for one in values() if holds(one)}


def test_no_value_can_be_changed() -> None:
    """Nobody changes a value once it was made."""
    assert those(lambda one: not one.__dataclass_params__.frozen) == set()


def test_no_value_takes_a_name_it_does_not_have() -> None:
    """A value holds its fields and nothing else."""
    assert those(lambda one: "__slots__" not in vars(one)) == LOOKED_AT_LAZILY


def test_values_are_compared_by_what_they_hold() -> None:
    """Two values of the same content are equal."""
    assert those(lambda one: not one.__dataclass_params__.eq) == THEMSELVES | OWN_EQUALITY


def test_values_are_built_by_name() -> None:
    """No field of a value is given by its place."""
    assert those(lambda one: any(f.init and not f.kw_only for f in fields(one))) == BY_PLACE


def test_what_values_are_declared_to_be_can_be_read() -> None:
    """`typing.get_type_hints` reads every dataclass, though its module leaves `typing` to checkers."""
    assert {
        one.__name__ for one in values() if get_type_hints(one).keys() < {field.name for field in fields(one)}
    } == set()
