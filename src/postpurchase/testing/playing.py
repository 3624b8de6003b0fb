"""Playing a scenario: each plan sees only what was received and said by then; what it sends is recorded as sent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Any, Final

from postpurchase.classes import dataclass
from postpurchase.ledger import Row
from postpurchase.order import replay
from postpurchase.planning import Plan, plan, unfold
from postpurchase.schema import Case, Run, Step
from postpurchase.testing.comparing import Words, compared, local
from postpurchase.vocabulary import RowKind
from postpurchase.windows import Instant, instant, moment, zone


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came of a scenario: the lines that say where it differs, none when it passed."""

    name: str
    differences: tuple[str, ...]
    plans: int

    @property
    def passed(self) -> bool:
        """Whether everything expected came, and nothing else where nothing else may."""
        return not self.differences

    def __str__(self) -> str:
        verdict = "passed" if self.passed else "failed"
        return "\n    ".join([f"{verdict}  {self.name} ({self.plans} plans)", *self.differences])


def run_case(case: Case, words: Words | None = None) -> Report:
    """Play the steps and the run of a case, and report how they differ from what it expects.

    Without `words` no expectation about a text can be met.
    """
    plans, differences = _played(case, words)
    if case.run is not None:
        more, found = _lived(case, case.run, words)
        plans, differences = plans + more, [*differences, *found]
    return Report(name=case.name, differences=tuple(differences), plans=plans)


def planned(case: Case, now: Instant, ledger: Iterable[Row]) -> Plan | None:
    """Return the plan of a case at a moment, from what was known by then; None while nothing was."""
    known = [event for event in case.events if event.learned <= now]
    seen = [row for row in ledger if row.t <= now]
    if not known:
        return None
    return plan(
        replay(known), case.policy, now=moment(now), customer=case.customer, ledger=seen, model=case.model
    )


def recorded(made: Plan) -> list[Row]:
    """Return the ledger rows of a plan whose messages were sent and whose actions were done at once."""
    sent = [message.outcome(RowKind.SENT, at=made.now) for message in made.messages]
    return [*sent, *(action.outcome(at=made.now) for action in made.actions)]


# -- steps ----------------------------------------------------------------------------------------


def _played(case: Case, words: Words | None) -> tuple[int, list[str]]:
    written: list[Row] = []
    differences: list[str] = []
    plans = 0
    for step in case.steps:
        made = planned(case, instant(step.now), [*case.ledger, *written])
        found = list(_step(case, step, made, words))
        if found:
            differences += [f"at {local(step.now, zone(case.shop.zone))}", *(f"  {line}" for line in found)]
        if made is not None:
            plans += 1
            written += recorded(made)
    return plans, differences


def _step(case: Case, step: Step, made: Plan | None, words: Words | None) -> Iterator[str]:
    here = zone(case.shop.zone)
    if "messages" in step.expect:
        yield from compared(step.expect["messages"], made.messages if made else (), here, words=words)
    if "actions" in step.expect:
        yield from compared(step.expect["actions"], made.actions if made else (), here)
    if "wake_at" in step.expect:
        yield from _wake(step.expect["wake_at"], made, here)
    for name, wanted in step.expect.items():
        if name in _LOOKS:
            yield from _LOOKS[name](wanted, made)


def _verdicts(wanted: Mapping[str, str], made: Plan | None) -> Iterator[str]:
    for name, verdict in wanted.items():
        found = (
            [(v.kind, f"{v.kind}:{v.reason.code}") for v in made.verdicts if v.name == name] if made else []
        )
        if not any(verdict in spelt for spelt in found):
            yield f"- {name} {verdict}"
            yield f"+ {name} {' and '.join(full for _, full in found) or f'has no verdict{_nearest(name, made)}'}"


def _reasons(wanted: Mapping[str, Sequence[str]], made: Plan | None) -> Iterator[str]:
    for name, codes in wanted.items():
        found = (
            {because.code for v in made.verdicts if v.name == name for because in v.reasons}
            if made
            else set()
        )
        if not found.issuperset(codes):
            yield f"- {name} because {', '.join(codes)}"
            yield f"+ {name} because {', '.join(sorted(found)) or f'of nothing{_nearest(name, made)}'}"


def _nearest(name: str, made: Plan | None) -> str:
    """Say which verdicts there are of a touchpoint that was named without its subject."""
    point = name.partition("@")[0]
    there = dict.fromkeys(v.name for v in made.verdicts if v.candidate.point.id == point) if made else {}
    return f"; there is {', '.join(there)}" if there else ""


def _wake(wanted: datetime | None, made: Plan | None, here: tzinfo) -> Iterator[str]:
    found = made.wake_at if made else None
    if found != wanted:
        for mark, at in (("-", wanted), ("+", found)):
            yield f"{mark} wake at {local(at, here) if at else 'no time'}"


def _window(wanted: object, made: Plan | None) -> Iterator[str]:
    found = made.decision.situation.estimate(None).window if made else None
    if found != wanted:
        yield from (f"- window {wanted}", f"+ window {found}")


_LOOKS: Final[Mapping[str, Callable[[Any, Plan | None], Iterator[str]]]] = {
    "verdicts": _verdicts,
    "reasons": _reasons,
    "window": _window,
}


# -- a run ----------------------------------------------------------------------------------------


def _lived(case: Case, run: Run, words: Words | None) -> tuple[int, list[str]]:
    here = zone(case.shop.zone)
    lived = unfold(
        case.events,
        case.policy,
        start=run.start,
        until=run.until,
        customer=case.customer,
        ledger=[*case.ledger, *run.courier],
        model=case.model,
    )
    differences: list[str] = []
    if "timeline" in run.expect:
        complete = run.expect.get("nothing_else", False)
        wanted = run.expect["timeline"]
        differences += compared(wanted, lived.messages, here, words=words, nothing_else=complete)
    if "actions" in run.expect:
        differences += compared(run.expect["actions"], lived.actions, here)
    return lived.plans, differences
