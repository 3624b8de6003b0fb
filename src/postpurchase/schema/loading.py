"""Trees into values: cases, customers, events and ledger rows; one error lists everything that is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any, Final

from pydantic import ValidationError

from postpurchase.classes import replace
from postpurchase.errors import Fault, InvalidInput
from postpurchase.eta import Model
from postpurchase.events import Event
from postpurchase.kinds import must_be
from postpurchase.ledger import Row
from postpurchase.people import Customer, Shop
from postpurchase.schema.cases import CASE_FORMAT, Case, ExpectedMessage
from postpurchase.schema.disputes import broken_links
from postpurchase.schema.dumping import Json, dump
from postpurchase.schema.faults import faults_in, refuse
from postpurchase.schema.forms import adapter
from postpurchase.schema.policies import dump_policy, load_policy, policy_of
from postpurchase.schema.reading import unfit
from postpurchase.schema.scalars import one_of

_ANY_SHOP: Final = Shop(name="any")


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


def load_customer(tree: object) -> Customer:
    """Return the customer that a tree stands for."""
    customer: Customer = _checked("customer", tree)
    return customer


def load_shop(tree: object) -> Shop:
    """Return the shop that a tree stands for."""
    shop: Shop = _checked("shop", tree)
    return shop


def load_event(tree: object) -> Event:
    """Return the event that a tree stands for."""
    event: Event = _checked("event", tree)
    return event


def load_events(trees: object) -> tuple[Event, ...]:
    """Return the events that a list of trees stands for, at most 10,000."""
    events: tuple[Event, ...] = _checked("events", trees)
    return events


def load_row(tree: object) -> Row:
    """Return the ledger row that a tree stands for."""
    row: Row = _checked("row", tree)
    return row


def load_rows(trees: object) -> tuple[Row, ...]:
    """Return the ledger rows that a list of trees stands for, at most 10,000."""
    rows: tuple[Row, ...] = _checked("rows", trees)
    return rows


def load_instant(text: object) -> datetime:
    """Return the instant that an RFC 3339 text stands for, with its offset."""
    instant: datetime = _checked("instant", text)
    return instant


def dump_case(case: Case) -> Json:
    """Return a case as a tree; its policy is written out whole."""
    must_be("case", case, Case, "give a Case, as load_case returns")
    tree = {"format": CASE_FORMAT, **dump(replace(case, model=None)), "policy": dump_policy(case.policy)}
    if case.model is None:
        return tree
    from postpurchase.eta.dumping import dump_model

    return {**tree, "model": dump_model(case.model)}


def dump_customer(customer: Customer) -> Json:
    """Return a customer as a tree."""
    return dump(must_be("customer", customer, Customer, "give a Customer"))


def dump_event(event: Event) -> Json:
    """Return an event as a flat tree."""
    return dump(must_be("event", event, Event, "give an Event"))


def dump_row(row: Row) -> Json:
    """Return a ledger row as a tree."""
    return dump(must_be("row", row, Row, "give a Row"))


def check_dispute(tree: Any) -> tuple[Fault, ...]:
    """Return where a dumped dispute record was changed after it was made: nothing where every digest holds.

    The first entry that is named was changed or moved, or one before it was taken out. Raises
    `InvalidInput` for what is no dispute record at all.
    """
    _checked("dispute", tree)
    return broken_links(tree)


def _checked(root: str, tree: object) -> Any:
    faults = list(unfit(tree))
    if not faults:
        try:
            return adapter(root).validate_python(tree)
        except ValidationError as error:
            faults = [*faults_in(error), *_in_policy(root, tree)]
    raise refuse(faults)


def _in_policy(root: str, tree: object) -> Iterator[Fault]:
    """Yield what the policy's shape alone does not show, since a case is judged whole."""
    policy = tree.get("policy") if root == "case" and isinstance(tree, Mapping) else None
    if policy is not None:
        try:
            load_policy(policy, _ANY_SHOP)
        except InvalidInput as error:
            yield from (fault.under("policy") for fault in error.faults)
