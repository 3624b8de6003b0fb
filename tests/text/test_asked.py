"""What the doors of the words ask of what they are given."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace

import pytest

from postpurchase.catalogs import default
from postpurchase.errors import InvalidInput
from postpurchase.people import Shop
from postpurchase.presets import retail
from postpurchase.text.asked import catalog_of, if_given, plan_of, policy_of, tag_of


def test_what_is_asked_for_is_given_back() -> None:
    """The right thing comes through as it is."""
    catalog, policy = default(), retail(Shop(name="Kumo"))
    plan = SimpleNamespace(decision=SimpleNamespace(situation=SimpleNamespace(local=None)))

    assert (catalog_of(catalog), policy_of(policy), plan_of(plan)) == (catalog, policy, plan)
    assert (if_given(tag_of, "ja"), if_given(tag_of, None)) == ("ja", None)


@pytest.mark.parametrize(
    ("check", "value", "fault"),
    [
        (plan_of, None, "plan: not a plan; give what plan(…) returns"),
        (plan_of, SimpleNamespace(decision=None), "plan: not a plan; give what plan(…) returns"),
        (catalog_of, {}, "catalog: dict, not Catalog; give a Catalog, as catalogs.default() returns"),
        (policy_of, "retail", "policy: text, not Policy; give a Policy, as presets make them"),
        (tag_of, 5, "locale: a whole number, not str; give the tag of a language, as in ja or pt-BR"),
    ],
)
def test_anything_else_is_refused(check: Callable[[object], object], value: object, fault: str) -> None:
    """The fault says which argument it was, of what kind it is, and what would be right."""
    with pytest.raises(InvalidInput) as raised:
        check(value)

    assert str(raised.value) == fault
