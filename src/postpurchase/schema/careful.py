"""Trees into values the careful way: every part is looked at, and one error lists everything that is wrong.

What `quick` does not at once see to be right comes here, and so does every tree that is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from pydantic import ValidationError

from postpurchase.errors import Fault, InvalidInput
from postpurchase.eta import Model
from postpurchase.people import Shop
from postpurchase.schema.cases import Case, ExpectedMessage
from postpurchase.schema.faults import faults_in, refuse
from postpurchase.schema.forms import adapter
from postpurchase.schema.policies import load_policy, policy_of
from postpurchase.schema.reading import unfit
from postpurchase.schema.single import one_of

_ANY_SHOP: Final = Shop(name="any")


def load(root: str, tree: object) -> Any:
    """Return the value that a tree stands for; raises `InvalidInput` with every fault."""
    return load_case(tree) if root == "case" else _checked(root, tree)


def load_case(tree: object) -> Case:
    """Return the case that a tree stands for; raises `InvalidInput` with every fault, the policy's included."""
    values = _checked("case", tree)
    made: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, make in (("policy", lambda given: policy_of(given, values["shop"])), ("model", _a_model)):
        try:
            made[name] = make(values.get(name))
        except InvalidInput as error:
            faults += [fault.under(name) for fault in error.faults]
    if faults:
        raise refuse(faults)
    case = Case(**{**values, **made})
    strange = list(_strange(case))
    if strange:
        raise refuse(strange)
    return case


def _strange(case: Case) -> Iterator[Fault]:
    """Yield what is expected of touchpoints that the policy does not keep, and never had under another name."""
    known = {name for point in case.policy.touchpoints for name in (point.id, point.formerly) if name}
    for path, name in _expected(case):
        if name not in known:
            yield Fault(path, "no touchpoint of the policy", one_of(known, name))


def _expected(case: Case) -> Iterator[tuple[str, str]]:
    """Yield every place at which a scenario names a touchpoint, with that name."""
    for i, step in enumerate(case.steps):
        yield from _messages_of(f"steps.{i}.expect.messages", step.expect.get("messages", ()))
        for section in ("verdicts", "reasons"):
            found: Mapping[str, object] = step.expect.get(section, {})  # type: ignore[assignment]
            yield from ((f"steps.{i}.expect.{section}", name.partition("@")[0]) for name in found)
    if case.run is not None:
        yield from _messages_of("run.expect.timeline", case.run.expect.get("timeline", ()))


def _messages_of(path: str, messages: Iterable[ExpectedMessage]) -> Iterator[tuple[str, str]]:
    for i, message in enumerate(messages):
        if "touchpoint" in message:
            yield f"{path}.{i}.touchpoint", message["touchpoint"]
        yield from ((f"{path}.{i}.rides", name.partition("@")[0]) for name in message.get("rides", ()))


def _a_model(tree: object) -> Model | None:
    if tree is None:
        return None
    from postpurchase.eta.dumping import load_model  # few cases have one

    return load_model(tree)


def _checked(root: str, tree: object) -> Any:
    faults = list(unfit(tree))
    if not faults:
        try:
            return adapter(root).validate_python(tree)
        except ValidationError as error:
            faults = [*faults_in(error, adapter(root)), *_in_policy(root, tree)]
    raise refuse(faults)


def _in_policy(root: str, tree: object) -> Iterator[Fault]:
    """Yield what the policy's shape alone does not show, since a case is judged whole."""
    policy = tree.get("policy") if root == "case" and isinstance(tree, Mapping) else None
    if policy is not None:
        try:
            load_policy(policy, _ANY_SHOP)
        except InvalidInput as error:
            yield from (fault.under("policy") for fault in error.faults)
