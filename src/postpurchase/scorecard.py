"""What each courier really said of what it was to say: on time, late, twice, or never."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from postpurchase.decisions import Candidate, Judge
from postpurchase.decisions.steps import owner_of
from postpurchase.ledger import Row
from postpurchase.order import Order
from postpurchase.people import Customer
from postpurchase.policy import Policy
from postpurchase.situation import ORDER, observe
from postpurchase.vocabulary import Party, RowKind
from postpurchase.windows import Instant, instant


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One courier's record: what was due from it, and what became of that.

    `expected` = `on_time` + `late` + `silent`; `duplicated` counts its messages that said again what
    the recipient had already been told, by whomever.
    """

    courier: str
    expected: int = 0
    on_time: int = 0
    late: int = 0
    silent: int = 0
    duplicated: int = 0


def scorecard(
    orders: Iterable[Order],
    policy: Policy,
    *,
    ledger: Iterable[Row],
    now: datetime,
    customer: Customer | None = None,
) -> tuple[Card, ...]:
    """Return a card per courier, by name, from what its messages in the ledger show up to `now`.

    Only what the policy assigns to the courier and its profile lists is expected of it, once its own
    time for it has passed; what is merely assumed to have been said counts as silence.
    """
    rows = [row for row in ledger if row.t <= instant(now)]
    cards: dict[str, Card] = {}
    for order in orders:
        judge = _judge(order, policy, rows, customer or Customer(id="unknown"), instant(now))
        name = judge.situation.courier or "unknown"
        card = cards.get(name, Card(courier=name))
        cards[name] = _add(card, judge, [row for row in rows if row.order == order.id])
    return tuple(cards[name] for name in sorted(cards))


def _judge(order: Order, policy: Policy, rows: list[Row], customer: Customer, now: Instant) -> Judge:
    situation = observe(
        order, ranges=policy.ranges, shop=policy.shop, ledger=rows, customer=customer, now=now
    )
    return Judge(situation, policy)


def _add(card: Card, judge: Judge, rows: list[Row]) -> Card:
    counts = {"expected": 0, "on_time": 0, "late": 0, "silent": 0}
    for c in judge.candidates:
        term = _term(judge, c)
        if term is not None and judge.now > term:
            counts["expected"] += 1
            counts[_record(c, term, rows)] += 1
    again = card.duplicated + sum(1 for _ in _duplicates(rows))
    return replace(card, duplicated=again, **{name: getattr(card, name) + n for name, n in counts.items()})


def _term(judge: Judge, c: Candidate) -> Instant | None:
    """Return by when the courier was to say it, or None where it was not the courier's."""
    says = judge.courier.says.get(c.point.id)
    if says is None or c.due is None or c.due > judge.now or not c.point.channels:
        return None
    owner, _ = owner_of(judge, c)
    return says.term(c.due, judge.situation.local) if owner is Party.COURIER else None


def _record(c: Candidate, term: Instant, rows: list[Row]) -> str:
    said = [row.t for row in rows if _is_about(row, c) and row.by is Party.COURIER]
    if not said:
        return "silent"
    return "on_time" if min(said) <= term else "late"


def _is_about(row: Row, c: Candidate) -> bool:
    told = row.kind is RowKind.SENT and row.observed and row.touchpoint == c.point.id
    return told and row.subject in (ORDER, c.subject)


def _duplicates(rows: list[Row]) -> Iterator[Row]:
    """Yield the courier's messages that repeat what somebody had said before."""
    said: set[str] = set()
    for row in sorted(rows, key=lambda row: row.t):
        if row.kind is RowKind.SENT and row.observed and row.touchpoint is not None:
            if row.by is Party.COURIER and row.touchpoint in said:
                yield row
            said.add(row.touchpoint)
