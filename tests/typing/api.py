"""The public face as a type checker sees it: checked by mypy and pyright, never executed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import assert_type

import postpurchase as pp
from postpurchase.errors import Fault
from postpurchase.vocabulary import VerdictKind


def plan_an_order(events: Sequence[pp.Event], rows: Sequence[pp.Row], now: datetime) -> pp.Plan:
    """Walk from events to a plan, and look at every type on the way."""
    shop = pp.Shop(name="Atelier Kumo", zone="Asia/Tokyo", locale="ja")
    policy = pp.presets.buy_on_demand(shop=shop, lead_days=(7, 21))
    assert_type(policy, pp.Policy)
    order = pp.replay(events)
    assert_type(order, pp.Order)
    assert_type(pp.replay(events, known_by=now), pp.Order)
    customer = pp.Customer(id="c-1", buyer=pp.Recipient(locale="ja", zone="Asia/Tokyo"))
    plan = pp.plan(order, policy, now=now, customer=customer, ledger=rows)
    assert_type(plan, pp.Plan)
    assert_type(plan.wake_at, datetime | None)
    assert_type(pp.explain(plan), str)
    return plan


def send_what_it_says(plan: pp.Plan, at: datetime) -> list[pp.Row]:
    """What is reserved and what is recorded have types that a host's tables can rely on."""
    rows: list[pp.Row] = []
    for message in plan.messages:
        assert_type(message, pp.Message)
        assert_type(message.keys, tuple[str, ...])
        assert_type(message.channel, pp.Channel)
        rows.append(message.outcome("sent", at=at))
    return rows


def read_the_verdicts(plan: pp.Plan) -> list[str]:
    """A match over the four kinds of verdict is complete without a default."""
    words: list[str] = []
    for verdict in plan.verdicts:
        match verdict.kind:
            case VerdictKind.SEND | VerdictKind.DELEGATE:
                words.append(verdict.name)
            case VerdictKind.DEFER | VerdictKind.SKIP:
                words.extend(because.code for because in verdict.reasons)
    return words


def faults_of(name: str) -> tuple[Fault, ...]:
    """Every fault of an input is there to be read."""
    try:
        pp.Shop(name=name)
    except pp.InvalidInput as error:
        assert_type(error.faults, tuple[Fault, ...])
        return error.faults
    return ()
