"""Trees into values, and back: cases, customers, events, ledger rows and policies.

A tree that is seen at once to be right never meets pydantic, which costs a cold start more than the
first decision. Any other goes the careful way, which finds all that is wrong with it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final

from postpurchase.classes import replace
from postpurchase.errors import Fault, InvalidInput, UnknownName
from postpurchase.events import Event
from postpurchase.kinds import must_be
from postpurchase.ledger import Row
from postpurchase.people import Customer, Shop
from postpurchase.policy import Policy
from postpurchase.schema import quick
from postpurchase.schema.cases import CASE_FORMAT, Case
from postpurchase.schema.dumping import Json, dump
from postpurchase.schema.reading import unfit
from postpurchase.schema.settings import dump_policy

_UNSURE: Final = (quick.Unsure, InvalidInput, UnknownName)


def load_case(tree: object) -> Case:
    """Return the case that a tree stands for; raises `InvalidInput` with every fault, the policy's included."""
    case: Case = _loaded("case", tree)
    return case


def load_policy(tree: object, shop: Shop) -> Policy:
    """Return the policy that a tree stands for, for that shop; raises `InvalidPolicy` with every fault."""
    if is_fit(tree):
        try:
            return quick.policy(tree, shop)
        except _UNSURE:
            pass
    from postpurchase.schema import policies

    return policies.load_policy(tree, shop)


def load_customer(tree: object) -> Customer:
    """Return the customer that a tree stands for."""
    customer: Customer = _loaded("customer", tree)
    return customer


def load_shop(tree: object) -> Shop:
    """Return the shop that a tree stands for."""
    shop: Shop = _loaded("shop", tree)
    return shop


def load_event(tree: object) -> Event:
    """Return the event that a tree stands for."""
    event: Event = _loaded("event", tree)
    return event


def load_events(trees: object) -> tuple[Event, ...]:
    """Return the events that a list of trees stands for, at most 10,000."""
    events: tuple[Event, ...] = _loaded("events", trees)
    return events


def load_row(tree: object) -> Row:
    """Return the ledger row that a tree stands for."""
    row: Row = _loaded("row", tree)
    return row


def load_rows(trees: object) -> tuple[Row, ...]:
    """Return the ledger rows that a list of trees stands for, at most 10,000."""
    rows: tuple[Row, ...] = _loaded("rows", trees)
    return rows


def load_instant(text: object) -> datetime:
    """Return the instant that an RFC 3339 text stands for, with its offset."""
    instant: datetime = _loaded("instant", text)
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
    from postpurchase.schema.careful import load  # its shape is looked at by pydantic alone
    from postpurchase.schema.disputes import broken_links

    load("dispute", tree)
    return broken_links(tree)


def _loaded(root: str, tree: object) -> Any:
    if is_fit(tree):
        try:
            return quick.read(root, tree)
        except _UNSURE:
            pass
    from postpurchase.schema import careful

    return careful.load(root, tree)


def is_fit(tree: object) -> bool:
    """Say whether a tree is within all bounds, and holds nothing but plain values."""
    return next(unfit(tree), None) is None
