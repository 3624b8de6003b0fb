"""The public face as a type checker sees it: checked by mypy and pyright, never executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import assert_type

import postpurchase as pp


def plan_an_order(events: Sequence[pp.Event], rows: Sequence[pp.Row], now: datetime) -> None:
    """Walk from events to text, and look at every type on the way."""
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


def read_the_verdicts(plan: pp.Plan) -> list[datetime]:
    """A match over the four verdicts is complete, and narrows to what each of them knows."""
    moments: list[datetime] = []
    for verdict in plan.verdicts:
        match verdict:
            case pp.Defer():
                assert_type(verdict.until, datetime)
                moments.append(verdict.until)
            case pp.Send() | pp.Delegate() | pp.Skip():
                pass
    return moments


def refuse(faulty: Mapping[str, object]) -> tuple[pp.Fault, ...]:
    """Every fault of an input is there to be read."""
    try:
        pp.Shop(name=str(faulty["name"]))
    except pp.InvalidInput as error:
        assert_type(error.faults, tuple[pp.Fault, ...])
        return error.faults
    return ()
