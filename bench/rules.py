"""The matching part of a policy as fifteen flat rules, and the flat facts they look at.

Other engines match facts that somebody else has worked out: what came due how long ago, what was said
already, whether it is night. Those counters are given to them here for nothing. Each rule stands for a
touchpoint of the personal shopper's preset; a touchpoint that its rule matches is one that we say now.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from postpurchase.planning import Plan
from postpurchase.vocabulary import Cancellation, Direction, Outcome, Payment, Reason

Term: TypeAlias = tuple[str, str, bool | int]
"""A fact, how it is compared, and with what."""

Facts: TypeAlias = Mapping[str, bool | int]

DAY: Final = 86_400


def _due(name: str) -> tuple[Term, ...]:
    """Return what every rule asks: it came due, was not said, and there is somewhere to say it."""
    return (f"{name}_age", ">=", 0), (f"{name}_told", "==", False), ("reachable", "==", True)


DAYTIME: Final[Term] = ("night", "==", False)
ALIVE: Final[tuple[Term, ...]] = (
    ("cancelled", "==", False),
    ("gate", "==", False),
    ("paused", "==", False),
)
CALM: Final[tuple[Term, ...]] = (*ALIVE, ("problem", "==", False))

RULES: Final[Mapping[str, tuple[Term, ...]]] = {
    "order_confirmed": (*_due("order_confirmed"), *ALIVE),
    "item_secured": (*_due("item_secured"), DAYTIME, *CALM, ("waits_to_leave", "==", True)),
    "item_unavailable": (*_due("item_unavailable"), DAYTIME, *ALIVE),
    "delivery_planned": (
        *_due("delivery_planned"),
        DAYTIME,
        *CALM,
        ("waits_to_leave", "==", True),
        ("dispatched_age", "<", 0),
    ),
    "dispatched": (*_due("dispatched"), DAYTIME, *ALIVE, ("travels", "==", True)),
    "reassurance": (*_due("reassurance"), DAYTIME, *ALIVE, ("open", "==", True)),
    "lines_cancelled": (*_due("lines_cancelled"), DAYTIME, *ALIVE),
    "order_cancelled": (*_due("order_cancelled"), DAYTIME, ("cancelled", "==", True)),
    "refunded": (*_due("refunded"), DAYTIME),
    "return_started": (*_due("return_started"), DAYTIME, ("cancelled", "==", False), ("paused", "==", False)),
    "returned": (*_due("returned"), DAYTIME, ("cancelled", "==", False), ("paused", "==", False)),
    "lost_remedy": (*_due("lost_remedy"), DAYTIME, ("cancelled", "==", False), ("lost", "==", True)),
    "level_acknowledged": _due("level_acknowledged"),
    "inquiry_answered": (*_due("inquiry_answered"), ("paused", "==", False)),
    "feedback_request": (
        *_due("feedback_request"),
        DAYTIME,
        ("feedback_request_age", "<", 6 * DAY),
        ("cancelled", "==", False),
        ("problem", "==", False),
        ("paused", "==", False),
        ("refunded", "==", False),
    ),
}


def facts(plan: Plan) -> dict[str, bool | int]:
    """Return what the rules look at, read off a plan that knows it already."""
    order, now = plan.decision.situation.order, plan.decision.situation.now
    parcels = plan.decision.situation.parcels
    seen: dict[str, bool | int] = {
        "cancelled": order.cancellation is Cancellation.FULL,
        "gate": bool(order.gates),
        "paused": order.paused,
        "problem": order.problem_open,
        "open": order.is_open,
        "refunded": order.payment is Payment.REFUNDED,
        "waits_to_leave": order.still_to_leave,
        "travels": any(p.outcome is Outcome.OPEN and p.direction is Direction.FORWARD for p in parcels),
        "lost": any(parcel.outcome is Outcome.LOST for parcel in parcels),
        "night": False,
        "reachable": True,
    }
    for verdict in plan.verdicts:
        codes = {because.code for because in verdict.reasons}
        name, due = verdict.candidate.point.id, verdict.candidate.due
        seen[f"{name}_age"] = -1 if due is None else max(now - due, -1)
        seen[f"{name}_told"] = bool(codes & {Reason.USED, Reason.ALREADY_TOLD, Reason.ALREADY_KNOWN})
        seen["night"] = bool(seen["night"]) or Reason.QUIET_HOURS in codes
    return seen


def chain(f: Facts) -> list[str]:  # noqa: C901, PLR0912 - that is what it is here for
    """Match the rules by hand: the least that any engine can do."""
    said: list[str] = []
    reachable, day = f["reachable"], not f["night"]
    alive = not (f["cancelled"] or f["gate"] or f["paused"])
    calm = alive and not f["problem"]
    standing = not (f["cancelled"] or f["paused"])
    if reachable:
        if f["order_confirmed_age"] >= 0 and not f["order_confirmed_told"] and alive:
            said.append("order_confirmed")
        if day:
            secured = f["item_secured_age"] >= 0 and not f["item_secured_told"]
            if secured and calm and f["waits_to_leave"]:
                said.append("item_secured")
            if f["item_unavailable_age"] >= 0 and not f["item_unavailable_told"] and alive:
                said.append("item_unavailable")
            if (
                f["delivery_planned_age"] >= 0
                and not f["delivery_planned_told"]
                and calm
                and f["waits_to_leave"]
                and f["dispatched_age"] < 0
            ):
                said.append("delivery_planned")
            if f["dispatched_age"] >= 0 and not f["dispatched_told"] and alive and f["travels"]:
                said.append("dispatched")
            if f["reassurance_age"] >= 0 and not f["reassurance_told"] and alive and f["open"]:
                said.append("reassurance")
            if f["lines_cancelled_age"] >= 0 and not f["lines_cancelled_told"] and alive:
                said.append("lines_cancelled")
            if f["order_cancelled_age"] >= 0 and not f["order_cancelled_told"] and f["cancelled"]:
                said.append("order_cancelled")
            if f["refunded_age"] >= 0 and not f["refunded_told"]:
                said.append("refunded")
            if f["return_started_age"] >= 0 and not f["return_started_told"] and standing:
                said.append("return_started")
            if f["returned_age"] >= 0 and not f["returned_told"] and standing:
                said.append("returned")
            if f["lost_remedy_age"] >= 0 and not f["lost_remedy_told"] and not f["cancelled"] and f["lost"]:
                said.append("lost_remedy")
        if f["level_acknowledged_age"] >= 0 and not f["level_acknowledged_told"]:
            said.append("level_acknowledged")
        if f["inquiry_answered_age"] >= 0 and not f["inquiry_answered_told"] and not f["paused"]:
            said.append("inquiry_answered")
        if (
            day
            and 0 <= f["feedback_request_age"] < 6 * DAY
            and not f["feedback_request_told"]
            and standing
            and not f["problem"]
            and not f["refunded"]
        ):
            said.append("feedback_request")
    return said
