"""A policy as a tree, and what is set otherwise in one by dotted paths."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from postpurchase.errors import Fault
from postpurchase.kinds import must_be
from postpurchase.policy import Policy, without
from postpurchase.schema.dumping import Json, dump

POLICY_FORMAT: Final = 0
POINT: Final = "touchpoints."


def dump_policy(policy: Policy) -> Json:
    """Return a policy as a whole tree, without its shop; nothing is left out, so that no default can change it."""
    tree = dump(must_be("policy", policy, Policy, "give a Policy, as presets make them"), whole=True)
    del tree["shop"]
    return {"format": POLICY_FORMAT, **tree}


def with_settings(policy: Policy, settings: Mapping[str, object]) -> tuple[Json, list[Fault]]:
    """Return a policy as a tree in which something is set otherwise, and what cannot be set."""
    gone = [path.removeprefix(POINT) for path, value in settings.items() if _removes(path, value)]
    unknown = [name for name in gone if policy.touchpoint(name) is None]
    faults = [Fault(f"{POINT}{name}", "no such touchpoint", "leave it out") for name in unknown]
    tree = dump_policy(without(policy, *gone))
    for path, value in settings.items():
        if not _removes(path, value):
            faults += _set(tree, path, value)
    return tree, faults


def _removes(path: str, value: object) -> bool:
    return value is None and path.startswith(POINT) and path.count(".") == 1


def _set(tree: Json, path: str, value: object) -> Iterator[Fault]:
    """Put a value at a dotted path, or yield why it cannot stand there."""
    *outer, last = path.split(".")
    place = tree
    for name in outer:
        place = _inside(place, name)
    if isinstance(place, dict):
        place[last] = value
    elif isinstance(place, list) and isinstance(value, Mapping):
        place[:] = [*(item for item in place if id_of(item) != last), {**value, "id": last}]
    else:
        yield Fault(path, "no such place", "name a field, or a touchpoint by its id")


def _inside(place: Json, name: str) -> Json:
    """Return what a name leads to: a field, made where there is none yet, or a touchpoint by its id."""
    if isinstance(place, dict):
        if place.get(name) is None:
            place[name] = {}
        return place[name]
    items = place if isinstance(place, list) else []
    return next((item for item in items if id_of(item) == name), None)


def id_of(item: object) -> str | None:
    """Return the id that a tree names, where it is one that may."""
    return item.get("id") if isinstance(item, Mapping) else None
