"""The whole line in one call: events and ledger in, messages, actions, reasons and the next wake-up out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial

from postpurchase.classes import dataclass
from postpurchase.decisions import Decision, Verdict, Wake, decide
from postpurchase.errors import UnknownName, checked, invalid
from postpurchase.eta import Estimate, EstimateBasis, Model
from postpurchase.eta.estimates import dates_of
from postpurchase.events import Event
from postpurchase.kinds import must_be, must_be_all
from postpurchase.ledger import Ask, Pledge, Row
from postpurchase.messages import Action, Message, compose
from postpurchase.order import ORDER, Order, replay
from postpurchase.people import NEEDS_NO_CONSENT, Customer
from postpurchase.policy import Policy, outline
from postpurchase.situation import Situation, observe
from postpurchase.vocabulary import TOUCHPOINTS, ContentClass, Party, RowKind
from postpurchase.windows import Instant, instant, moment

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

__all__ = ["Lived", "Plan", "outline", "plan", "unfold"]

_OTHERS: Final = frozenset({Party.COURIER, Party.MARKETPLACE})
NOBODY: Final = Customer(id="unknown")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Plan:
    """What to do for one order at one moment, and when to ask again.

    `wake_at` is None only when nothing but a new event or row can change anything.
    """

    order: str
    now: datetime
    policy: Policy
    messages: tuple[Message, ...]
    actions: tuple[Action, ...]
    wake: Wake | None
    decision: Decision

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Exactly one verdict per touchpoint, subject and person; made when first asked for."""
        return self.decision.verdicts

    @property
    def promises(self) -> tuple[Pledge, ...]:
        """What was promised of this order and is still to come."""
        return tuple(_open_promises(self.decision.situation))

    @property
    def questions(self) -> tuple[Ask, ...]:
        """What was asked, may still be answered, and was not."""
        return tuple(_open_questions(self.decision.situation))

    @property
    def estimates(self) -> Mapping[str, Estimate]:
        """What was believed of the arrival: of the `order` while it is open, and of each parcel still to come, by subject.

        Each says its window or why it is withheld, its basis, its confidence and what it assumes.
        """
        return dict(_estimates(self.decision.situation))

    @property
    def warnings(self) -> tuple[str, ...]:
        """What was strange about the input, and was coped with."""
        return tuple(_warnings(self.decision.situation, self.decision))

    @property
    def wake_at(self) -> datetime | None:
        """When to ask again, in UTC."""
        return None if self.wake is None else moment(self.wake.at)

    @property
    def wake_for(self) -> str | None:
        """Why: a cause and what it is about."""
        return None if self.wake is None else f"{self.wake.cause}:{self.wake.about}"

    def why_not(self, touchpoint: str, subject: str | None = None) -> tuple[Verdict, ...]:
        """Return the verdicts on a touchpoint, of all its subjects or of one; a parcel goes by any of its names."""
        asked = None if subject is None else must_be("subject", subject, str, "give a subject, as in 1")
        own = self.decision.situation.order.subjects.get(asked or "", asked)
        found = [verdict for verdict in self.verdicts if verdict.candidate.point.id == touchpoint]
        about = tuple(verdict for verdict in found if own in (None, verdict.candidate.subject))
        if not found:
            raise UnknownName(
                "touchpoint", str(touchpoint), sorted({v.candidate.point.id for v in self.verdicts})
            )
        if not about:
            raise UnknownName(
                f"subject of {touchpoint}", str(subject), sorted({v.candidate.subject for v in found})
            )
        return about

    def __repr__(self) -> str:
        said = ", ".join(message.lead.name for message in self.messages) or "nothing"
        window = self._shown_window()
        wake = (
            f", wake at {self.wake_at:%Y-%m-%dT%H:%M:%SZ} for {self.wake_for}"
            if self.wake
            else ", no wake-up"
        )
        return f"<Plan {self.order}: say {said}{window}{wake}>"

    def _shown_window(self) -> str:
        found = next(iter(self.estimates.values()), None)
        if found is None or found.basis is EstimateBasis.NONE:
            return ""
        if found.window is None:
            return f", window withheld: {found.withheld}"
        first, last = dates_of(found.window, self.decision.situation.local)
        return f", window {first} to {last} ({found.basis})"


def plan(
    order: Order,
    policy: Policy,
    *,
    now: datetime,
    customer: Customer | None = None,
    ledger: Iterable[Row] = (),
    model: Model | None = None,
) -> Plan:
    """Return what to say and do now for an order, why everything else stays unsaid, and when to ask again.

    `now` is aware; `ledger` are the customer's rows, of all their orders. With a `model` windows are what
    the shop's history or its legs say, else what was promised or the policy's lead days. Nothing is read or kept.
    """
    must_be("policy", policy, Policy, "give a Policy, as presets make them")
    situation = observe(
        must_be("order", order, Order, "give what replay(events) returns"),
        ranges=policy.ranges,
        shop=policy.shop,
        ledger=must_be_all("ledger", ledger, Row, "give the customer's rows"),
        customer=NOBODY if customer is None else must_be("customer", customer, Customer, "give a Customer"),
        now=checked("now", instant, now),
        model=_checked_model(model),
        disruptions=policy.disruptions,
        profiles=policy.profiles,
    )
    decision = decide(situation, policy)
    messages, actions = compose(decision)
    return Plan(
        order=order.id,
        now=moment(situation.now),
        policy=policy,
        messages=messages,
        actions=actions,
        wake=decision.wake,
        decision=decision,
    )


def _checked_model(model: Model | None) -> Model | None:
    if model is not None and not callable(getattr(model, "foresee", None)):
        raise invalid("model", f"{type(model).__name__}, not a model", "give a LearnedModel or a KnownRoute")
    return model


def _open_promises(situation: Situation) -> Iterator[Pledge]:
    for role in situation.people if situation.order.is_open else ():
        for _, pledge in situation.pledges(role):
            if instant(pledge.due) > situation.now:
                yield pledge


def _open_questions(situation: Situation) -> Iterator[Ask]:
    known = situation.answered
    for _, content in situation.words():
        for ask in content.asks:
            if ask.question not in known and (
                ask.answer_by is None or instant(ask.answer_by) > situation.now
            ):
                yield ask


def _estimates(situation: Situation) -> Iterator[tuple[str, Estimate]]:
    """Yield the order's estimate, though nothing be known, and that of each parcel of which something is."""
    order = situation.order
    if order.is_open:
        yield ORDER, situation.believed(ORDER)
    for subject in order.travelling if order.is_open else ():
        found = situation.believed(subject)
        if found.basis is not EstimateBasis.NONE:
            yield subject, found


def _warnings(situation: Situation, decision: Decision) -> Iterator[str]:
    yield from situation.warnings
    yield from (str(warning) for warning in situation.order.warnings)
    if any(m.recipient.locale is None for m in situation.people.values()) and decision.bundles:
        yield "locale_unknown"
    yield from _withdrawn_in_vain(situation)
    yield from _strangers(situation, decision.policy)


def _withdrawn_in_vain(situation: Situation) -> Iterator[str]:
    """Name the channels on which somebody took back a consent that what concerns an order does not need there."""
    for role, knows in situation.people.items():
        for channel, reach in knows.recipient.channels.items():
            withdrawn = reach.consent.withdrawn(ContentClass.TRANSACTIONAL, situation.now)
            if withdrawn and channel in NEEDS_NO_CONSENT and reach.reachable and not reach.suppressed:
                yield f"consent_not_needed:{channel}:{role}"


def _strangers(situation: Situation, policy: Policy) -> Iterator[str]:
    """Count rows that speak of touchpoints nobody here knows, or to nobody; what was said counts as said all the same."""
    names = {name for point in policy.touchpoints for name in (point.id, point.formerly)}
    ours = [row for row in situation.rows if row.by is Party.SHOP and row.kind is RowKind.SENT]
    asked = [row for row in situation.rows if row.kind is RowKind.REQUESTED]
    strange = sum(1 for row in (*ours, *asked) if row.touchpoint is not None and row.touchpoint not in names)
    others = [row for row in situation.rows if row.by in _OTHERS and row.kind is RowKind.SENT]
    strange += sum(1 for row in others if row.touchpoint and row.touchpoint not in names.union(TOUCHPOINTS))
    if strange:
        yield f"unknown_touchpoints:{strange}"
    unheard = sum(1 for row in others if row.to is None)
    if unheard:
        yield f"rows_to_nobody:{unheard}"


# -- the clock loop -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Lived:
    """An order's life under a policy: every message and action in order, and how often we were asked.

    `rows` are those written along the way, without those of the ledger that was given.
    """

    messages: tuple[Message, ...]
    actions: tuple[Action, ...]
    rows: tuple[Row, ...]
    plans: int
    asleep: bool

    def __repr__(self) -> str:
        return f"<Lived {len(self.messages)} messages, {len(self.actions)} actions in {self.plans} plans>"


def unfold(
    events: Iterable[Event],
    policy: Policy,
    *,
    start: datetime,
    until: datetime,
    customer: Customer | None = None,
    ledger: Iterable[Row] = (),
    model: Model | None = None,
) -> Lived:
    """Live an order from `start` to `until`, both inclusive: plan at every input and every wake-up.

    Each plan sees only what was received by then; what it sends is recorded as sent at once.
    """
    begin, end = checked("start", instant, start), checked("until", instant, until)
    if end < begin:
        raise invalid("until", "before the start", "give the same instant or a later one")
    told = sorted(must_be_all("events", events, Event, "give events"), key=lambda event: event.learned)
    rows = sorted(must_be_all("ledger", ledger, Row, "give rows"), key=lambda row: row.t)
    inputs = {event.learned for event in told} | {row.t for row in rows}
    ask = partial(plan, policy=policy, customer=customer, model=model)
    return _live(told, rows, inputs, ask, begin, end)


def _live(
    told: Sequence[Event],
    given: Sequence[Row],
    inputs: set[Instant],
    ask: Callable[..., Plan],
    start: Instant,
    until: Instant,
) -> Lived:
    messages: list[Message] = []
    actions: list[Action] = []
    written: list[Row] = []
    now: Instant | None = start
    plans, wake = 0, None
    while now is not None and now <= until:
        known = [event for event in told if event.learned <= now]
        if known:
            seen = [row for row in given if row.t <= now]
            step = ask(replay(known), now=moment(now), ledger=[*seen, *written])
            plans += 1
            messages += step.messages
            actions += step.actions
            written += [message.outcome(RowKind.SENT, at=step.now) for message in step.messages]
            written += [action.outcome(at=step.now) for action in step.actions]
            wake = step.wake.at if step.wake else None
        ahead = [t for t in inputs if t > now] + ([wake] if wake is not None and wake > now else [])
        now = min(ahead, default=None)
    return Lived(
        messages=tuple(messages),
        actions=tuple(actions),
        rows=tuple(written),
        plans=plans,
        asleep=wake is None,
    )
