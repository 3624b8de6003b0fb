"""Laws 1, 3, 4 and 8: what holds at every plan of every life."""

from __future__ import annotations

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest

import postpurchase as pp
from postpurchase.ledger import FactValue, Row
from postpurchase.policy.touchpoints import LATENESS
from postpurchase.situation import ORDER
from postpurchase.vocabulary import Party, Role, RowKind, SubjectKind, VerdictKind
from postpurchase.windows import candidate_zones
from tests.laws.histories import Moment, history, life, recorded

SEEDS = range(1_200)
ENOUGH = 1_000


@pytest.fixture(scope="module")
def moments() -> list[Moment]:
    """Every plan of every history."""
    return [moment for seed in SEEDS for moment in life(history(seed))]


def again(moment: Moment, rows: tuple[Row, ...]) -> pp.Plan:
    """Plan the same moment with another ledger."""
    one = moment.history
    return pp.plan(moment.order, one.policy, now=moment.plan.now, customer=one.customer, ledger=rows)


@pytest.mark.law(1)
def test_asking_again_changes_nothing(moments: list[Moment]) -> None:
    """Planning again at the same `now`, once the plan stands in the ledger as sent or in flight, sends nothing more."""
    talking = [moment for moment in moments if moment.plan.messages]
    for moment in talking:
        for kind in (RowKind.SENT, RowKind.RESERVED):
            plan = again(moment, (*moment.rows, *recorded(moment.plan, kind)))

            assert plan.messages == (), (moment.history.seed, kind, plan)
            assert kind is RowKind.RESERVED or plan.actions == (), (moment.history.seed, plan)
    assert len(talking) >= ENOUGH


def told_before(moment: Moment) -> dict[str, FactValue]:
    """Return the latest value told of each fact, by anybody, read off the rows one by one."""
    told: dict[str, FactValue] = {}
    for row in sorted(moment.rows, key=lambda row: row.t):
        if (
            row.kind is RowKind.SENT
            and row.observed
            and row.to is Role.BUYER
            and row.order == moment.order.id
        ):
            for kind, value in row.tells.items():
                told[kind if "@" in kind else f"{kind}@{row.subject}"] = value
    return told


def full_names(message: pp.Message) -> dict[str, FactValue]:
    """Return a message's facts under `kind@subject`."""
    return {k if "@" in k else f"{k}@{message.subject}": v for k, v in message.tells.items()}


@pytest.mark.law(3)
def test_no_message_without_news(moments: list[Moment]) -> None:
    """A message that tells facts brings its recipient at least one that is new; factless touchpoints, reminders, reassurances, answers and forced resends go once per occurrence."""
    seen: set[tuple[int, str]] = set()
    counted = 0
    for moment in moments:
        told = told_before(moment)
        for message in moment.plan.messages:
            counted += 1
            for key in message.keys:
                assert (moment.history.seed, key) not in seen, (moment.history.seed, message)
                seen.add((moment.history.seed, key))
            point = moment.history.policy.touchpoint(message.touchpoint)
            if point is not None and not (point.answers or point.is_silence):
                news = {k: v for k, v in full_names(message).items() if k not in told or told[k] != v}
                assert news, (moment.history.seed, message)
    assert counted >= ENOUGH


def quiet_at(moment: Moment, role: Role) -> bool:
    """Say by the wall clock whether it is the recipient's quiet time, in every zone they may be in."""
    one = moment.history
    recipient = one.customer.recipient(role)
    zones = (
        (recipient.zone,) if recipient.zone else candidate_zones(recipient.country) or (one.policy.shop.zone,)
    )
    rules = (recipient.quiet_hours,) if recipient.quiet_hours else one.policy.quiet_hours
    return any(is_quiet(moment, zone, rule.start, rule.end) for zone in zones for rule in rules)


def is_quiet(moment: Moment, zone: str, start: object, end: object) -> bool:
    """Say whether a wall clock stands between two times, over midnight if need be."""
    wall = moment.plan.now.astimezone(ZoneInfo(zone)).time()
    return start <= wall < end if start < end else wall >= start or wall < end  # type: ignore[operator]


@pytest.mark.law(4)
def test_nobody_is_woken(moments: list[Moment]) -> None:
    """Unless its lead is urgent or an answer, a message keeps out of its recipient's quiet hours, in every zone and through every change of the clocks."""
    counted = 0
    for moment in moments:
        for message in moment.plan.messages:
            point = moment.history.policy.touchpoint(message.touchpoint)
            if point is not None and not point.urgent and not point.answers:
                counted += 1
                assert not quiet_at(moment, message.to), (moment.history.seed, message)
    assert counted >= ENOUGH


def expected_candidates(moment: Moment) -> Iterator[tuple[str, Role]]:
    """Yield every touchpoint × subject × person there has to be a verdict on: the rest of an order can only be late."""
    parcels = [one.subject for one in moment.order.shipments]
    for point in moment.history.policy.touchpoints:
        is_late = moment.order.rest_waits and not LATENESS.isdisjoint(trigger.on for trigger in point.when)
        rest = [ORDER] if is_late else []
        for subject in (ORDER,) if point.about is SubjectKind.ORDER else (*parcels, *rest):
            yield f"{point.id}@{subject}", Role.BUYER


@pytest.mark.law(8)
def test_one_verdict_each(moments: list[Moment]) -> None:
    """Each candidate receives exactly one verdict with at least one reason, and every skip and deferral names what would change it."""
    counted = 0
    for moment in moments[:: max(1, len(moments) // 4_000)]:
        verdicts = [(verdict.name, verdict.candidate.role) for verdict in moment.plan.verdicts]
        assert verdicts == list(expected_candidates(moment)), moment.history.seed
        for verdict in moment.plan.verdicts:
            counted += 1
            assert verdict.reasons[0] == verdict.reason
            assert bool(verdict.would_change) is (verdict.kind is not VerdictKind.SEND)
    assert counted >= ENOUGH


def test_others_words_are_rows_of_the_courier(moments: list[Moment]) -> None:
    """The lives hold what a second sender says, or these laws would be about one voice."""
    others = sum(1 for moment in moments for row in moment.rows if row.by is Party.COURIER)

    assert others >= ENOUGH
