"""The roots of our JSON: which trees there are, the words they know, and their JSON Schemas."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from typing import Any, Final, NotRequired, Required, get_type_hints

from pydantic import Field, TypeAdapter

from postpurchase.errors import UnknownName
from postpurchase.kinds import must_be
from postpurchase.ledger import Row
from postpurchase.people import Customer, Shop
from postpurchase.policy import Policy
from postpurchase.presets import PRESETS
from postpurchase.schema.cases import CASE_FORMAT, Case, Run, Step
from postpurchase.schema.disputes import DisputeTree
from postpurchase.schema.fields import MAX_EVENTS, MAX_ITEMS, ROOTS
from postpurchase.schema.models import a_model
from postpurchase.schema.occurrences import an_event
from postpurchase.schema.plan_trees import PlanTree
from postpurchase.schema.records import AnswerPackTree, TimelineTree
from postpurchase.schema.scalars import AnInstant, closed, noted
from postpurchase.schema.settings import POLICY_FORMAT
from postpurchase.schema.shapes import chosen, columns, later, list_of, shape, tree, typed
from postpurchase.vocabulary import TOUCHPOINTS

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def a_format(number: int) -> Any:
    """Return the type of a format's number, of which there is one."""
    return Required[noted(int, Field(strict=True, ge=number, le=number))]


@lru_cache(maxsize=1)
def a_whole_policy() -> Any:
    """Return the type of a policy as JSON; its shop stands beside it."""
    return tree("Policy", {"format": a_format(POLICY_FORMAT), **columns(Policy, "shop")}, Policy.__doc__)


@lru_cache(maxsize=1)
def a_preset() -> Any:
    """Return the type of a preset with its arguments and what is set otherwise, by dotted path."""
    settings = NotRequired[noted(dict[str, Any], Field(max_length=MAX_ITEMS))]
    name = Required[closed(tuple(PRESETS), "preset")]
    return tree(
        "Preset",
        {"preset": name, "args": settings, "set": settings},
        "A ready-made policy, and what differs.",
    )


@lru_cache(maxsize=1)
def a_policy() -> Any:
    """Return the type of a policy, whole or as a preset."""
    return chosen(_policy_tag, preset=a_preset(), policy=later(a_whole_policy))


def _policy_tag(value: object) -> str:
    return "policy" if isinstance(value, Mapping) and "touchpoints" in value else "preset"


@lru_cache(maxsize=1)
def whole_policy() -> TypeAdapter[Any]:
    """Return what checks a whole policy."""
    return TypeAdapter(a_whole_policy())


@lru_cache(maxsize=32)
def arguments(preset: str) -> TypeAdapter[Any]:
    """Return what checks the arguments of a preset."""
    hints = get_type_hints(PRESETS[preset])
    names = [
        p.name for p in inspect.signature(PRESETS[preset]).parameters.values() if p.kind is p.KEYWORD_ONLY
    ]
    return TypeAdapter(tree("Arguments", {name: NotRequired[typed(hints[name])] for name in names}))


def _a_case() -> Any:
    own = {
        **columns(Case, "format", "policy", "events", "ledger", "steps", "run", "model"),
        "format": a_format(CASE_FORMAT),
        "policy": Required[a_policy()],
        "events": NotRequired[list_of(an_event(), MAX_EVENTS)],
        "ledger": NotRequired[list_of(later(partial(shape, Row)), MAX_EVENTS)],
        "steps": NotRequired[list_of(later(partial(shape, Step)), MAX_ITEMS)],
        "run": NotRequired[later(partial(shape, Run)) | None],
        "model": NotRequired[a_model() | None],
    }
    return tree("Case", own, Case.__doc__)


_ROOTS: Final[Mapping[str, Callable[[], Any]]] = {
    "answer_pack": lambda: AnswerPackTree,
    "case": _a_case,
    "customer": lambda: shape(Customer),
    "dispute": lambda: DisputeTree,
    "event": an_event,
    "instant": lambda: AnInstant,
    "events": lambda: list_of(an_event(), MAX_EVENTS),
    "plan": lambda: PlanTree,
    "policy": a_policy,
    "row": lambda: shape(Row),
    "rows": lambda: list_of(shape(Row), MAX_EVENTS),
    "shop": lambda: shape(Shop),
    "timeline": lambda: TimelineTree,
}


@lru_cache(maxsize=32)
def adapter(root: str) -> TypeAdapter[Any]:
    """Return what checks the tree of that name."""
    if root not in _ROOTS:
        raise UnknownName("schema", root, ROOTS)
    return TypeAdapter(_ROOTS[root]())


def json_schema(root: str) -> dict[str, Any]:
    """Return the JSON Schema of the tree of that name: one of `ROOTS`."""
    return {"$schema": DIALECT, **adapter(must_be("root", root, str, "give one of ROOTS")).json_schema()}


@lru_cache(maxsize=1)
def words() -> frozenset[str]:
    """Return every name of a field and every word of a closed vocabulary that our JSON knows."""
    return frozenset(TOUCHPOINTS).union(*(_words_of(json_schema(root)) for root in ROOTS))


def _words_of(part: object) -> Iterator[str]:
    if isinstance(part, Mapping):
        yield from part.get("properties", ())
        yield from (word for word in part.get("enum", ()) if isinstance(word, str))
        for inner in part.values():
            yield from _words_of(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _words_of(inner)
