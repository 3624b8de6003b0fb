"""What the doors of the words ask of what they are given, before anything looks inside."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from postpurchase.errors import Fault, InvalidInput
from postpurchase.kinds import must_be

if TYPE_CHECKING:
    from postpurchase.policy import Policy
    from postpurchase.text.catalog import Catalog

_Plan = TypeVar("_Plan")
_Given = TypeVar("_Given")


def plan_of(value: _Plan) -> _Plan:
    """Return what holds the decision of a plan; raise `InvalidInput` for anything else."""
    if hasattr(getattr(getattr(value, "decision", None), "situation", None), "local"):
        return value
    raise InvalidInput([Fault("plan", "not a plan", "give what plan(…) returns")])


def catalog_of(value: Catalog) -> Catalog:
    """Return a catalog; raise `InvalidInput` for anything else."""
    from postpurchase.text.catalog import Catalog

    return must_be("catalog", value, Catalog, "give a Catalog, as catalogs.default() returns")


def policy_of(value: Policy) -> Policy:
    """Return a policy; raise `InvalidInput` for anything else."""
    from postpurchase.policy import Policy

    return must_be("policy", value, Policy, "give a Policy, as presets make them")


def tag_of(value: str, path: str = "locale") -> str:
    """Return the tag of a language; raise `InvalidInput` for what is no text."""
    return must_be(path, value, str, "give the tag of a language, as in ja or pt-BR")


def text_of(path: str, value: str) -> str:
    """Return a text; raise `InvalidInput` for what is none."""
    return must_be(path, value, str, "give a text")


def if_given(check: Callable[[_Given], _Given], value: _Given | None) -> _Given | None:
    """Return what a check makes of a value, None of what was left out."""
    return None if value is None else check(value)
