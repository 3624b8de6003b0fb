"""Everything one decision looks at, and the questions its steps share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache

from postpurchase.decisions.candidates import candidates, needed_answers, seconds
from postpurchase.decisions.model import Because, Candidate, Finding, Occurrence
from postpurchase.errors import InvalidInput
from postpurchase.ledger import FactValue
from postpurchase.people import Recipient
from postpurchase.policy import REGIME_OF, Policy, Regime, TriggerOn
from postpurchase.situation import DATED, Contact, Knowledge, Situation, customer_acts
from postpurchase.vocabulary import Channel, Reason, Role, VerdictKind
from postpurchase.windows import (
    ClosedHours,
    Closings,
    Instant,
    OpenHours,
    Schedule,
    candidate_zones,
    instant,
    local_date,
    zone,
)


def skip(code: Reason, again: Instant | None = None, **data: FactValue | tuple[str, ...]) -> Finding:
    """Return the finding that settles on silence."""
    return Finding(VerdictKind.SKIP, (Because(code, data),), again)


class Judge:
    """Everything one decision looks at: a situation, a policy, and what was decided so far in this run."""

    def __init__(self, situation: Situation, policy: Policy) -> None:
        self.situation = situation
        self.policy = policy
        self.now = situation.now
        self.order = situation.order
        self.regime = _regime(situation)
        self.marketplace = policy.profiles.marketplace(
            situation.order.placed.sales_channel if situation.order.placed else None
        )
        self.courier = policy.profiles.courier(situation.courier)
        self.gate_answered_at = situation.answered_at(needed_answers(situation, policy))
        self.gate_waits = bool(situation.order.gates) and self.gate_answered_at != situation.order.placed_at
        self.sent_now: dict[Role, list[Contact]] = {}
        self._schedules: dict[tuple[Role, Channel | None], tuple[Schedule, bool]] = {}
        self.allowed: dict[int, Finding | None] = {}
        acts = [event.t for event in customer_acts(situation.order) if event.t <= situation.now]
        self.last_act: Instant | None = acts[-1] if acts else None
        self.candidates = candidates(situation, policy, self.silence)
        self.by_id: dict[str, list[Candidate]] = {}
        for candidate in self.candidates:
            self.by_id.setdefault(candidate.point.id, []).append(candidate)

    # -- what steps ask about ---------------------------------------------------------------------

    def knowledge(self, role: Role) -> Knowledge:
        """Return what that person knows."""
        return self.situation.people[role]

    def schedule(self, role: Role, channel: Channel | None) -> tuple[Schedule, bool]:
        """Return when that person may be written to on that channel, and whether their zone is a guess."""
        found = self._schedules.get((role, channel))
        if found is None:
            recipient = self.knowledge(role).recipient
            hours: tuple[ClosedHours | OpenHours, ...] = (
                (recipient.quiet_hours,) if recipient.quiet_hours is not None else self.policy.quiet_hours
            )
            settings = self.policy.channels.get(channel) if channel else None
            hours += settings.open_hours if settings else ()
            zones = zones_of(recipient) or (self.situation.shop.zone,)
            found = schedule_of(hours, zones, self.situation.shop.zone), recipient.zone is None
            self._schedules[role, channel] = found
        return found

    def silence(self, role: Role) -> Occurrence | None:
        """Return when silence itself becomes a reason to speak to that person."""
        knows = self.knowledge(role)
        if not self.order.is_open or self.gate_waits:
            return None
        due = self.silence_due(role, knows.heard_at, knows.next_word)
        return None if due is None else Occurrence(due, knows.heard_id or "start", 1, TriggerOn.SILENCE)

    def silence_due(self, role: Role, heard: Instant | None, next_word: Instant | None) -> Instant | None:
        """Return the instant by which somebody who last heard at `heard` must hear again."""
        longest = self.policy.cadence.longest_silence.get(self.situation.level)
        if longest is None or self.order.placed_at is None:
            return None
        since = [self.order.placed_at, heard or 0]
        if self.policy.effective_from is not None:
            since.append(instant(self.policy.effective_from))
        schedule, _ = self.schedule(role, None)
        due = schedule.latest_open(max(since) + seconds(longest))
        return due if next_word is None else min(due, schedule.latest_open(next_word))

    def promise_due(self, c: Candidate, within: timedelta | None) -> Instant | None:
        """Return when an undertaking comes due: a term counts from the touchpoint's being due."""
        if within is not None:
            return (self.now if c.due is None else c.due) + seconds(within)
        return self.silence_due(c.role, self.now, None)

    def is_answer(self, c: Candidate) -> bool:
        """Say whether this still answers what the customer just did."""
        if not c.point.answers or self.last_act is None:
            return False
        return self.now < self.last_act + seconds(self.policy.answer_grace)

    def tells(self, c: Candidate) -> dict[str, FactValue]:
        """Return what the touchpoint would tell now: its own fact, and those of its list that are known."""
        known = self.situation.facts(c.subject)
        told: dict[str, FactValue] = {c.point.id: self._own_value(c)}
        told.update((kind, known[kind]) for kind in c.point.tells if kind in known)
        return told

    def _own_value(self, c: Candidate) -> FactValue:
        if c.occurrence is None:
            return True
        if c.point.id in DATED:
            return local_date(c.occurrence.due, self.situation.local) + timedelta(days=DATED[c.point.id])
        return True if c.occurrence.number <= 1 else c.occurrence.number

    def question(self, c: Candidate) -> bool:
        """Say whether there is still something to ask."""
        asks = c.point.asks
        if asks is None or asks.question in self.situation.answered:
            return False
        keys = self.knowledge(c.role).asked.get(asks.question)
        return keys is None or c.key in keys[0]

    def contacts(self, c: Candidate) -> Iterator[Contact]:
        """Yield every message its recipient got or may have got, this run's included, its own left out."""
        for contact in (*self.knowledge(c.role).contacts, *self.sent_now.get(c.role, ())):
            if c.key not in contact.keys:
                yield contact


def _regime(situation: Situation) -> Regime:
    placed = situation.order.placed
    if placed is None or placed.promised.service is None:
        return Regime.MARKETPLACE if placed and placed.sales_channel else Regime.LATER
    return REGIME_OF[placed.promised.service]


def zones_of(recipient: Recipient) -> tuple[str, ...]:
    """Return the zones a person may be in: their own, or all of their country's."""
    return (recipient.zone,) if recipient.zone is not None else candidate_zones(recipient.country)


@lru_cache(maxsize=1024)
def schedule_of(hours: tuple[ClosedHours | OpenHours, ...], zones: tuple[str, ...], home: str) -> Schedule:
    """Return when somebody with those closed hours, in one of those zones, may be written to.

    A channel's send window that leaves a person's own quiet hours no opening gives way to them.
    """
    places, fallback = tuple(zone(name) for name in zones), zone(home)
    try:
        return Schedule.of(Closings(rules=hours), places, fallback)
    except InvalidInput:
        quiet = tuple(rule for rule in hours if isinstance(rule, ClosedHours))
        return Schedule.of(Closings(rules=quiet), places, fallback)
