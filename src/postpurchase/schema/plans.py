"""Plans as JSON, as hosts and the command line read them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import tzdata  # type: ignore[import-untyped]

from postpurchase.decisions import INSTANTS, Because, Verdict
from postpurchase.eta import Estimate
from postpurchase.kinds import must_be
from postpurchase.ledger import Ask, FactValue, Pledge
from postpurchase.messages import Action, Message
from postpurchase.planning import Plan
from postpurchase.schema.dumping import Json, dump, instant_text
from postpurchase.windows import Instant, moment

if TYPE_CHECKING:  # the shapes are pydantic's
    from postpurchase.schema.plan_trees import (
        ActionTree,
        EstimateTree,
        MessageTree,
        PlanTree,
        PromiseTree,
        QuestionTree,
        ReasonTree,
        VerdictTree,
    )

PLAN_FORMAT: Final = 1


def dump_plan(plan: Plan) -> PlanTree:
    """Return a plan as a JSON tree; instants are RFC 3339 in UTC, `tzdata` is the version of the zones' rules."""
    must_be("plan", plan, Plan, "give what plan(…) returns")
    return {
        "format": PLAN_FORMAT,
        "order": plan.order,
        "now": instant_text(plan.now),
        "policy": {"id": plan.policy.id, "digest": plan.policy.digest},
        "tzdata": tzdata.IANA_VERSION,
        "messages": [_message(message) for message in plan.messages],
        "verdicts": [_verdict(verdict) for verdict in plan.verdicts],
        "actions": [_action(action) for action in plan.actions],
        "promises": [_promise(pledge) for pledge in plan.promises],
        "questions": [_question(ask) for ask in plan.questions],
        "estimates": [_estimate(subject, found) for subject, found in plan.estimates.items()],
        "wake_at": None if plan.wake_at is None else instant_text(plan.wake_at),
        "wake_for": plan.wake_for,
        "warnings": list(plan.warnings),
    }


def _message(message: Message) -> MessageTree:
    return {
        "keys": list(message.keys),
        "touchpoint": message.touchpoint,
        "rides": list(message.rides),
        "subject": message.subject,
        "to": message.to.value,
        "channel": message.channel.value,
        "also": [channel.value for channel in message.also],
        "importance": message.importance.value,
        "urgent": message.urgent,
        "tells": _facts(message.tells),
        "asks": [_question(ask) for ask in message.asks],
        "promises": [_promise(pledge) for pledge in message.promises],
        "locale": message.locale,
    }


def _verdict(verdict: Verdict) -> VerdictTree:
    return {
        "touchpoint": verdict.candidate.point.id,
        "subject": verdict.candidate.subject,
        "to": verdict.candidate.role.value,
        "verdict": verdict.kind.value,
        "until": None if verdict.until is None else _instant(verdict.until),
        "owner": None if verdict.owner is None else verdict.owner.value,
        "merged_into": verdict.merged_into,
        "reasons": [_reason(because) for because in verdict.reasons],
        "would_change": [remedy.value for remedy in verdict.would_change],
    }


def _reason(because: Because) -> ReasonTree:
    data = {name: _datum(name, value) for name, value in because.data.items()}
    return {"code": because.code.value, **data}


def _datum(name: str, value: object) -> Json:
    return _instant(value) if name in INSTANTS and isinstance(value, int) else dump(value)


def _instant(t: Instant) -> str:
    return instant_text(moment(t))


def _action(action: Action) -> ActionTree:
    return {
        "kind": action.kind.value,
        "at": instant_text(action.at),
        "order": action.order,
        "subject": action.subject,
        "key": action.key,
        "about": action.about,
        "data": _facts(action.data),
    }


def _estimate(subject: str, found: Estimate) -> EstimateTree:
    return {
        "subject": subject,
        "window": dump(found.window),
        "basis": found.basis.value,
        "confidence": found.confidence,
        "assumptions": [one.value for one in found.assumptions],
        "withheld": None if found.withheld is None else found.withheld.value,
        "ship_by": dump(found.ship_by),
        "changes_at": None if found.changes_at is None else _instant(found.changes_at),
    }


def _facts(told: Mapping[str, FactValue]) -> dict[str, Json]:
    return {kind: dump(value) for kind, value in told.items()}


def _question(ask: Ask) -> QuestionTree:
    by = None if ask.answer_by is None else instant_text(ask.answer_by)
    return {"question": ask.question, "default": ask.default, "answer_by": by}


def _promise(pledge: Pledge) -> PromiseTree:
    return {"kind": pledge.kind, "due": instant_text(pledge.due), "value": dump(pledge.value)}
