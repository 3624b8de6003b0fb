"""What each courier really said of what it was to say: on time, late, twice, or never."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Final

from postpurchase.classes import dataclass, replace
from postpurchase.decisions import Candidate, Judge
from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.steps import first_settling, owner_of, step_current
from postpurchase.errors import checked
from postpurchase.kinds import must_be, must_be_all
from postpurchase.ledger import Row
from postpurchase.order import Order, replay
from postpurchase.people import Customer
from postpurchase.policy import Policy
from postpurchase.situation import DATED, ORDER, observe
from postpurchase.vocabulary import Party, RowKind
from postpurchase.windows import Instant, instant, local_date

NOBODY: Final = Customer(id="unknown")


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
    time for it has passed; what is merely assumed to have been said counts as silence. Nobody is
    expected to say what has become untrue by then, as of a parcel that came before its day.
    """
    must_be("policy", policy, Policy, "give a Policy, as presets make them")
    buyer = NOBODY if customer is None else must_be("customer", customer, Customer, "give a Customer")
    until = checked("now", instant, now)
    rows = [row for row in must_be_all("ledger", ledger, Row, "give rows") if row.t <= until]
    cards: dict[str, Card] = {}
    for order in must_be_all("orders", orders, Order, "give what replay(events) returns"):
        judge = _judge(order, policy, rows, buyer, until)
        name = judge.situation.courier or "unknown"
        card = cards.get(name, Card(courier=name))
        cards[name] = _add(card, judge, [row for row in rows if row.order == order.id])
    return tuple(cards[name] for name in sorted(cards))


def _judge(order: Order, policy: Policy, rows: list[Row], customer: Customer, now: Instant) -> Judge:
    situation = observe(
        order,
        ranges=policy.ranges,
        shop=policy.shop,
        ledger=rows,
        customer=customer,
        now=now,
        profiles=policy.profiles,
    )
    return Judge(situation, policy)


def _add(card: Card, judge: Judge, rows: list[Row]) -> Card:
    said = [row for row in rows if row.kind is RowKind.SENT and row.observed]
    counts = {"on_time": 0, "late": 0, "silent": 0, "needless": 0}
    for c in judge.candidates:
        term = _term(judge, c)
        if term is not None and judge.now > term:
            counts[_record(judge, c, term, said)] += 1
    on_time, late, silent = counts["on_time"], counts["late"], counts["silent"]
    return replace(
        card,
        expected=card.expected + on_time + late + silent,
        on_time=card.on_time + on_time,
        late=card.late + late,
        silent=card.silent + silent,
        duplicated=card.duplicated + sum(1 for _ in _duplicates(judge, said)),
    )


def _term(judge: Judge, c: Candidate) -> Instant | None:
    """Return by when the courier was to say it, or None where it was not the courier's."""
    says = judge.courier(c).says.get(c.point.id)
    if says is None or c.due is None or c.due > judge.now or not c.point.channels:
        return None
    owner, _ = owner_of(judge, c)
    return says.term(c.due, judge.situation.local) if owner is Party.COURIER else None


def _record(judge: Judge, c: Candidate, term: Instant, said: list[Row]) -> str:
    mine = [row.t for row in said if row.by is Party.COURIER and _is_about(judge, row, c)]
    if mine:
        return "on_time" if min(mine) <= term else "late"
    return "silent" if _stood(judge, c, term) else "needless"


def _is_about(judge: Judge, row: Row, c: Candidate) -> bool:
    about = judge.situation.subject_of(row) in (ORDER, c.subject) and row.touchpoint == c.point.id
    now = (c.due or judge.now) if c.point.id in DATED else judge.now
    return about and _occasion(judge, row.t, c.point.id, c.subject) == _occasion(
        judge, now, c.point.id, c.subject
    )


def _stood(judge: Judge, c: Candidate, term: Instant) -> bool:
    """Say whether it was still to be said when its time ran out."""
    order, situation = judge.order, judge.situation
    past = [event for event in order.events if event.t <= max(term, order.events[0].t)]
    rows = [row for row in situation.rows if row.t <= term]
    then = _judge(replay(past), judge.policy, rows, situation.customer, term)
    steps = (step_current, step_allowed)
    return any(first_settling(then, one, steps) is None for one in then.candidates if one.key == c.key)


def _duplicates(judge: Judge, said: list[Row]) -> Iterator[Row]:
    """Yield the courier's messages that repeat what somebody had said before on the same occasion."""
    before: list[tuple[str, str, date | int]] = []
    for row in sorted(said, key=lambda row: row.t):
        if row.touchpoint is not None:
            subject = judge.situation.subject_of(row)
            word = subject, row.touchpoint, _occasion(judge, row.t, row.touchpoint, subject)
            if row.by is Party.COURIER and any(_repeats(word, other) for other in before):
                yield row
            before.append(word)


def _repeats(word: tuple[str, str, date | int], other: tuple[str, str, date | int]) -> bool:
    return word[1:] == other[1:] and (word[0] == other[0] or ORDER in (word[0], other[0]))


def _occasion(judge: Judge, t: Instant, touchpoint: str, subject: str) -> date | int:
    """Return on which of several occasions a word said at `t` speaks: its day, or for the how-many-th time."""
    if touchpoint in DATED:
        return local_date(t, judge.situation.local)
    point = judge.policy.touchpoint(touchpoint)
    heard = {trigger.milestone for trigger in point.when} if point else set()
    mine = [
        one for one in judge.order.milestones if one.milestone in heard and subject in (ORDER, one.subject)
    ]
    return max(1, sum(1 for one in mine if one.at <= t))
