"""The tables leave no pair to chance, and say what the evidence asks of them."""

from __future__ import annotations

from itertools import product

import pytest

from postpurchase.order import axes, tables
from postpurchase.order.facts import EFFECTS
from postpurchase.order.rules import CAREFUL_RULES, RULES
from postpurchase.order.tables import LOOP, MOVES, RANK, RESPONSES, SORTS, Response, Sort
from postpurchase.vocabulary import (
    COMPARABLE_QUALITIES,
    EventKind,
    Milestone,
    Mode,
    Outcome,
    Party,
    Payment,
    Position,
    Problem,
    ReturnStage,
    Supply,
    TimeQuality,
)

K, P = EventKind, Position


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (RULES, EventKind),
        (CAREFUL_RULES, EventKind),
        (RANK, Position),
        (MOVES, Position),
        (RESPONSES, Outcome),
        (tables.OUTCOME_MILESTONE, Outcome),
        (tables.SLACK, TimeQuality),
        (tables.PROBLEM_MILESTONE, Problem),
        (tables.ACTION_BY, Problem),
        (axes.LADDERS, Mode),
        (axes.SUPPLY_RANK, Supply),
        (axes.SUPPLY_MILESTONE, Supply),
        (axes.PAYMENTS, Payment),
        (EFFECTS, SORTS),
    ],
    ids=lambda table: getattr(table, "__name__", ""),
)
def test_tables_are_total(table, keys):
    """Every table has a row for every word of its vocabulary, and no other."""
    assert set(table) == set(keys)


def test_rows_are_total():
    """Every row of a table of tables has every column."""
    assert {frozenset(row) for row in MOVES.values()} == {frozenset(tables.BRINGS_TO)}
    assert {frozenset(row) for row in RESPONSES.values()} == {frozenset(Sort)}
    assert {frozenset(row) for row in axes.PAYMENTS.values()} == {frozenset(axes.Coin)}


def test_every_answer_is_possible():
    """Every response, coin, payment and position stands somewhere in its table: none is dead."""
    assert {response for row in RESPONSES.values() for response in row.values()} == set(Response)
    assert {payment for row in axes.PAYMENTS.values() for payment in row.values()} == set(Payment)
    assert {position for row in MOVES.values() for position in row.values()} == set(Position)


def test_every_kind_is_about_the_order_or_a_parcel():
    """The kinds about the order and those about its parcels do not overlap, and are all there are."""
    about_parcels = {kind for kind, rule in RULES.items() if rule is RULES[K.ACCEPTED]}

    assert about_parcels == set(SORTS)
    assert set(tables.BRINGS_TO) <= about_parcels
    assert set(tables.ENDS) <= about_parcels | {K.ADDRESS_CHANGED}


@pytest.mark.parametrize(("now", "kind"), list(product(Position, tables.BRINGS_TO)), ids=str)
def test_moves_are_forward_or_inside_the_loop(now, kind):
    """A fact moves a parcel where it says, if that is ahead or both are in the loop; else nowhere."""
    said = tables.BRINGS_TO[kind]
    may_move = RANK[said] >= RANK[now] or (said in LOOP and now in LOOP)

    assert MOVES[now][kind] is (said if may_move else now)


@pytest.mark.parametrize(
    ("now", "kind", "then"),
    [
        (P.PLANNED, K.OUT_FOR_DELIVERY, P.WITH_COURIER),  # sparse feeds jump
        (P.IN_TRANSIT, K.HANDED_OVER, P.IN_TRANSIT),  # the shop's click comes late
        (P.WITH_COURIER, K.SHIPMENT_ANNOUNCED, P.WITH_COURIER),
        (P.WITH_COURIER, K.ARRIVED_IN_CITY, P.IN_CITY),  # CDEK 11 → 18
        (P.IN_CITY, K.DEPARTED, P.IN_TRANSIT),  # CDEK 20 → 8: a loop of transit
        (P.ATTEMPT_FAILED, K.OUT_FOR_DELIVERY, P.WITH_COURIER),
        (P.AT_PICKUP_POINT, K.DEPARTED, P.IN_TRANSIT),  # taken out of the locker
        (P.ENTERED_COUNTRY, K.ARRIVED, P.ENTERED_COUNTRY),  # a hub at home is not abroad again
        (P.IN_CITY, K.ENTERED_COUNTRY, P.IN_CITY),
    ],
    ids=str,
)
def test_moves_seen_in_real_feeds(now, kind, then):
    """The moves that real feeds make come out as they were meant."""
    assert MOVES[now][kind] is then


def test_an_open_journey_takes_everything_but_a_retraction():
    """While a journey is open there is nothing to take back, and all else is taken."""
    kept = {sort for sort, response in RESPONSES[Outcome.OPEN].items() if response is not Response.TAKE}

    assert kept == {Sort.RETRACTION}


@pytest.mark.parametrize("outcome", [outcome for outcome in Outcome if outcome is not Outcome.OPEN])
def test_no_outcome_is_a_lock(outcome):
    """Every outcome answers to something besides notes: evidence can take it back."""
    answers = {sort: response for sort, response in RESPONSES[outcome].items() if sort is not Sort.NOTE}

    assert set(answers.values()) & {Response.REVIVE, Response.CONTEST, Response.RESEND} != set()


def test_times_compare_without_slack():
    """Slack is nought exactly where two times may be compared."""
    assert {quality for quality, slack in tables.SLACK.items() if slack == 0} == COMPARABLE_QUALITIES


def test_how_far_an_unclear_time_may_be_off():
    """A clock without its zone may be fourteen hours off, eastward; a bare date a day more."""
    hours = {quality: slack // 3600 for quality, slack in tables.SLACK.items() if slack}

    assert hours[TimeQuality.LOCAL_UNKNOWN] == 14
    assert hours[TimeQuality.DATE_ONLY] == 24 + 14


def test_ladders_climb():
    """Every ladder begins where its mode begins, climbs, and ends ready."""
    climbing = {mode: [axes.SUPPLY_RANK[stage] for stage in ladder] for mode, ladder in axes.LADDERS.items()}

    assert {mode: sorted(set(ranks)) for mode, ranks in climbing.items()} == climbing
    assert {ladder[-1] for ladder in axes.LADDERS.values()} == {Supply.READY}


def test_no_two_stages_are_equally_far():
    """Each stage has a rank of its own; what left the ladder stands beside it, below its foot."""
    ranks = [rank for stage, rank in axes.SUPPLY_RANK.items() if rank >= 0]

    assert ranks == list(range(len(ranks)))
    assert {stage for stage, rank in axes.SUPPLY_RANK.items() if rank < 0} == {
        Supply.UNAVAILABLE,
        Supply.REJECTED,
    }


def test_every_stage_of_return_is_told_or_follows():
    """The stages of a return come from events, but for the two that a parcel and a refund show."""
    assert set(axes.RETURN_STAGES.values()) == set(ReturnStage) - {
        ReturnStage.IN_TRANSIT,
        ReturnStage.REFUNDED,
    }


def test_a_refund_is_never_undone():
    """Once all is refunded, nothing that happens to money says otherwise."""
    assert set(axes.PAYMENTS[Payment.REFUNDED].values()) == {Payment.REFUNDED}


def test_late_bad_news_unpays_nothing():
    """A failure or expiry that is reported after the money came changes nothing."""
    after = {
        axes.PAYMENTS[Payment.PAID][coin] for coin in (axes.Coin.FAILED, axes.Coin.EXPIRED, axes.Coin.VOIDED)
    }

    assert after == {Payment.PAID}


def test_only_the_customer_is_asked_by_problems_that_need_them():
    """The problems on which the customer must act are the ones only they can solve."""
    theirs = {problem for problem, who in tables.ACTION_BY.items() if who is Party.CUSTOMER}

    assert theirs == {Problem.DUTY_DUE, Problem.DOCUMENTS, Problem.ADDRESS}


def test_what_recurs_is_disjoint_from_what_ends():
    """The milestones that end an order or a journey do not recur by themselves."""
    ends = {milestone for milestone in tables.OUTCOME_MILESTONE.values() if milestone} | {
        Milestone.PLACED,
        Milestone.CONFIRMED,
        Milestone.DISPATCHED,
        Milestone.CANCELLED,
        Milestone.ALL_DELIVERED,
    }

    assert ends & axes.LOOPING == set()
