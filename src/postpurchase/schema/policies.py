"""Policies from JSON: whole, or as a preset with what is set otherwise.

A dotted path of `set` names a place in the whole policy: `cadence.longest_silence.standard`, or
`touchpoints.dispatched.wait`, where touchpoints go by id. A touchpoint set to null is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from postpurchase.errors import Fault, InvalidPolicy
from postpurchase.people import Shop
from postpurchase.policy import Policy
from postpurchase.presets import PRESETS
from postpurchase.schema.faults import faults_in, refuse
from postpurchase.schema.forms import adapter, arguments, whole_policy
from postpurchase.schema.reading import unfit
from postpurchase.schema.scalars import FAULTS
from postpurchase.schema.settings import POINT, id_of, with_settings
from postpurchase.schema.shapes import attempted, made
from postpurchase.schema.wording import under

_NUMBERED: Final = re.compile(r"^touchpoints\.(\d+)")
_POINT_ID: Final = re.compile(r"\w{1,64}")


def load_policy(tree: object, shop: Shop) -> Policy:
    """Return the policy that a tree stands for, for that shop; raises `InvalidPolicy` with every fault."""
    faults = list(unfit(tree))
    if faults:
        raise refuse(faults, InvalidPolicy)
    return policy_of(_checked(adapter("policy"), tree), shop)


def policy_of(values: Mapping[str, Any], shop: Shop) -> Policy:
    """Return the policy of a tree that has already been checked by its shape."""
    if "preset" not in values:
        return _whole(values, shop)
    policy = _preset(values["preset"], values.get("args", {}), shop)
    settings: Mapping[str, Any] = values.get("set", {})
    return _changed(policy, settings) if settings else policy


def _checked(shape: TypeAdapter[Any], tree: object, prefix: str = "") -> Any:
    try:
        return shape.validate_python(tree)
    except ValidationError as error:
        faults = [_placed(fault, prefix, tree) for fault in faults_in(error, shape, policy=True)]
    raise refuse(faults, InvalidPolicy)


def _placed(fault: Fault, prefix: str, tree: object) -> Fault:
    """Return a fault whose touchpoint goes by its id, under the prefix if there is one."""
    points = tree.get("touchpoints", ()) if isinstance(tree, Mapping) else ()
    path = _NUMBERED.sub(lambda found: f"{POINT}{_named(points, found[1])}", fault.path)
    return under(prefix, Fault(path, fault.wrong, fault.right))


def _named(points: Any, number: str) -> str:
    name = id_of(points[int(number)])
    return name if isinstance(name, str) and _POINT_ID.fullmatch(name) else number


def _whole(values: Mapping[str, Any], shop: Shop, prefix: str = "") -> Policy:
    own = {name: value for name, value in values.items() if name != "format"}
    try:
        policy: Policy = made(Policy, {**own, "shop": shop})
    except PydanticCustomError as error:
        faults = _carried(error)
    else:
        return policy
    raise refuse([under(prefix, fault) for fault in faults], InvalidPolicy)


def _carried(error: PydanticCustomError) -> Iterable[Fault]:
    found: Iterable[Fault] = (error.context or {})[FAULTS]
    return found


def _preset(name: str, given: Mapping[str, Any], shop: Shop) -> Policy:
    values = _checked(arguments(name), given, "args")
    try:
        policy: Policy = attempted(lambda: PRESETS[name](shop, **values))
    except PydanticCustomError as error:
        faults = [fault.under("args") for fault in _carried(error)]
    else:
        return policy
    raise refuse(faults, InvalidPolicy)


def _changed(policy: Policy, settings: Mapping[str, Any]) -> Policy:
    tree, faults = with_settings(policy, settings)
    faults = [fault.under("set") for fault in faults]
    try:
        changed = _whole(_checked(whole_policy(), tree, "set"), policy.shop, "set")
    except InvalidPolicy as error:
        faults += error.faults
    else:
        if not faults:
            return changed
    raise refuse(faults, InvalidPolicy)
