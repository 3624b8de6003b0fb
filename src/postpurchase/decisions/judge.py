"""Everything one decision looks at, and the questions its steps share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, time, timedelta
from functools import lru_cache

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.candidates import candidates
from postpurchase.decisions.delays import Measured
from postpurchase.decisions.model import Because, Candidate, Finding, Occurrence
from postpurchase.decisions.occurrences import needed_answers
from postpurchase.errors import InvalidInput
from postpurchase.ledger import FactValue
from postpurchase.order.once import once
from postpurchase.people import Recipient
from postpurchase.policy import (
    REGIME_OF,
    ZERO,
    Cap,
    CapScope,
    Condition,
    Policy,
    Regime,
    TriggerOn,
    Undertaking,
)
from postpurchase.profiles import CourierProfile, MarketplaceProfile
from postpurchase.situation import (
    DATED,
    NEXT_WORD,
    Contact,
    Knowledge,
    Situation,
    customer_acts,
    names_no_day,
    slot_is_over,
    standing,
)
from postpurchase.vocabulary import Channel, ContentClass, Importance, Level, Reason, Role, VerdictKind
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

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

_DAYS, _WAYS = frozenset({"window", "slot"}), frozenset({"tracking"})
_OVER: Final = frozenset({"cancelled", "delivered", "refunded"})
_ALL: Final = frozenset(Importance)
_ORDINARY: Final = _ALL - {Importance.MUST_TELL}
_KIND: Final = _ORDINARY - {Importance.NEWS}

_SKIP = VerdictKind.SKIP  # on 3.11 a member looked up in its class costs five times a name


def skip(code: Reason, again: Instant | None = None, **data: FactValue | tuple[str, ...]) -> Finding:
    """Return the finding that settles on silence."""
    return Finding(_SKIP, (Because(code, data),), again)


class Judge:
    """Everything one decision looks at: a situation, a policy, and what was decided so far in this run."""

    def __init__(self, situation: Situation, policy: Policy) -> None:
        self.situation = situation
        self.policy = policy
        self.now = situation.now
        self.max_event_age = seconds(policy.max_event_age)
        self.order = situation.order
        self.states = situation.states
        self.people = situation.people
        self.sent_now: dict[Role, list[Contact]] = {}
        self._times: dict[tuple[object, ...], list[Instant]] = {}
        self._schedules: dict[tuple[Role, Channel | None], tuple[Schedule, bool]] = {}
        self.failing: frozenset[Condition] | None = None
        self.doubtful: dict[tuple[str, Role], frozenset[Condition]] = {}
        self.bars: dict[tuple[int, Role], tuple[Because, ...]] = {}
        self.refusals: dict[tuple[Role, Channel, ContentClass], Because | None] = {}
        self.ways: dict[
            tuple[Role, ContentClass, tuple[Channel, ...]], tuple[Channel | None, Finding | None]
        ] = {}
        self.openings: dict[tuple[Role, Channel | None, Instant], tuple[Instant, tuple[Because, ...]]] = {}
        self.measured = Measured(situation, policy.delays)
        self.candidates = candidates(situation, policy, self.measured, self.silence)

    # -- what steps ask about ---------------------------------------------------------------------

    @once
    def regime(self) -> Regime:
        """The way of delivering on which responsibility depends."""
        placed = self.order.placed
        if placed is None or placed.promised.service is None:
            return Regime.MARKETPLACE if placed and placed.sales_channel else Regime.LATER
        return REGIME_OF[placed.promised.service]

    @once
    def marketplace(self) -> MarketplaceProfile:
        """The profile of the marketplace the order came by."""
        placed = self.order.placed
        return self.policy.profiles.marketplace(placed.sales_channel if placed else None)

    @once
    def effective_from(self) -> Instant | None:
        """Since when the policy holds."""
        start = self.policy.effective_from
        return None if start is None else instant(start)

    def courier(self, c: Candidate) -> CourierProfile:
        """Return the profile of the courier that carries what a candidate is about."""
        return self.policy.profiles.courier(self.situation.courier_of(c.subject))

    @once
    def mutable(self) -> frozenset[Importance]:
        """What may be muted now: courtesies and offers, for whoever wants to hear less all but the must-tells.

        Where somebody else receives, anything may be said to one of the two alone.
        """
        if self.situation.customer.receiver is not None:
            return _ALL
        return _ORDINARY if self.situation.level is Level.LESS else _KIND

    @once
    def has_pauses(self) -> bool:
        """Whether anything but closed hours may hold what has come."""
        return self.has_brakes or bool(self.first_words)

    @once
    def has_brakes(self) -> bool:
        """Whether it matters how often somebody was written to."""
        return bool(self.policy.caps) or self.policy.cadence.shortest_gap > ZERO

    @once
    def slot_is_over(self) -> bool:
        """Whether the delivery slot has passed."""
        return slot_is_over(self.situation, self.codes)

    @property
    def codes(self) -> Mapping[str, tuple[time, time]]:
        """The hours behind the courier's codes for its slots."""
        return self.policy.profiles.courier(self.situation.courier).codes

    @once
    def gate_answered_at(self) -> Instant | None:
        """When the last answer came in that the order's gate waits for."""
        return self.situation.answered_at(needed_answers(self.situation, self.policy))

    @once
    def gate_waits(self) -> bool:
        """Whether the order waits at its gate, for answers or for staff's word."""
        return bool(self.order.gates) and self.gate_answered_at != self.order.placed_at

    @once
    def last_act(self) -> Instant | None:
        """When the customer last did anything."""
        return max((event.t for event in customer_acts(self.order) if event.t <= self.now), default=None)

    @once
    def first_words(self) -> tuple[Candidate, ...]:
        """The words still to come, none of them under way, that others wait for."""
        states = self.situation.states
        return tuple(
            c
            for c in self.candidates
            if c.point.first and c.due is not None and c.due > self.now and c.key not in states
        )

    @once
    def in_sight(self) -> Mapping[tuple[str, str, Role], Candidate]:
        """The candidates in sight, by touchpoint, subject and person."""
        return {(c.point.id, c.subject, c.role): c for c in self.candidates}

    @once
    def points_in_sight(self) -> frozenset[str]:
        """The touchpoints of which anything is in sight."""
        return frozenset([c.point.id for c in self.candidates])

    def knowledge(self, role: Role) -> Knowledge:
        """Return what that person knows."""
        return self.people[role]

    def schedule(self, role: Role, channel: Channel | None) -> tuple[Schedule, bool]:
        """Return when that person may be written to on that channel, and whether their zone is a guess."""
        found = self._schedules.get((role, channel))
        if found is None:
            settings = self.policy.channels.get(channel) if channel else None
            opens = settings.open_hours if settings else ()
            found = self._hours(role, opens) if opens or channel is None else self.schedule(role, None)
            self._schedules[role, channel] = found
        return found

    def _hours(self, role: Role, opens: tuple[OpenHours, ...]) -> tuple[Schedule, bool]:
        recipient, home = self.knowledge(role).recipient, self.situation.shop.zone
        closed = self.policy.quiet_hours if recipient.quiet_hours is None else (recipient.quiet_hours,)
        return schedule_of((*closed, *opens), zones_of(recipient) or (home,), home), recipient.zone is None

    def silence(self, role: Role) -> Occurrence | None:
        """Return when silence itself becomes a reason to speak to that person."""
        knows = self.knowledge(role)
        if not self.order.is_open or self.gate_waits:
            return None
        due = self.silence_due(role, knows.heard_at, knows.next_word)
        return None if due is None else Occurrence(due, knows.heard_id or "start", 1, TriggerOn.SILENCE)

    def silence_due(self, role: Role, heard: Instant | None, next_word: Instant | None) -> Instant | None:
        """Return the instant by which somebody who last heard at `heard` must hear again.

        Where no open moment lies between that word and the limit, it is the first one after it.
        """
        longest = self.policy.cadence.longest_silence.get(self.situation.level)
        if longest is None or self.order.placed_at is None:
            return None
        since = [self.order.placed_at, heard or 0]
        if self.effective_from is not None:
            since.append(self.effective_from)
        schedule, _ = self.schedule(role, None)
        limits = [max(since) + seconds(longest), *([] if next_word is None else [next_word])]
        return min(_open_by(schedule, limit, after=max(since)) for limit in limits)

    def promise_due(self, c: Candidate, promise: Undertaking) -> Instant | None:
        """Return when an undertaking comes due: a term counts from the touchpoint's being due, or from now if late.

        Without a term it is the longest silence; an answer does not put off a word promised sooner than that. What would come due in closed hours, too soon to be kept before them, comes due when they
        end. A next word is promised to nobody who wants to hear only what must be told, and of no order that
        is over or waits at its gate: nobody would keep it.
        """
        if promise.kind == NEXT_WORD and (self.gate_waits or not self.order.is_open):
            return None
        within, longest = promise.within, self.silence_due(c.role, self.now, None)
        if within is None or (promise.kind == NEXT_WORD and longest is None):
            pending = self._sooner_word(c.role) if c.point.answers else None
            return longest if pending is None else pending
        due = (self.now if c.due is None else c.due) + seconds(within)
        due = due if due > self.now else self.now + seconds(within)
        schedule, _ = self.schedule(c.role, None)
        return due if schedule.latest_open(due) > self.now else schedule.next_open(due)

    def promises(self, parts: Sequence[Candidate]) -> list[tuple[str, Instant]]:
        """Return what a message of those parts, its lead first, promises and when.

        What several parts promise it promises once, for the soonest of their times. One tried again promises
        what it promised; of what has come due since, it promises anew.
        """
        soonest: dict[str, Instant] = {}
        for c in parts:
            for promise in c.point.promises:
                due = self.promise_due(c, promise)
                if due is not None:
                    soonest[promise.kind] = min(due, soonest.get(promise.kind, due))
        made = list(soonest.items())
        first = parts[0].retry
        if first is None:
            return made
        before = [(one.kind, instant(one.due)) for one in self.situation.content_of(first).promises]
        stand = [(kind, due) for kind, due in before if due > self.now]
        lapsed = {kind for kind, _ in before} - {kind for kind, _ in stand}
        return stand + [(kind, due) for kind, due in made if kind in lapsed]

    def _sooner_word(self, role: Role) -> Instant | None:
        """Return when that person was promised to hear next, if that is still to come and sooner than silence would end."""
        knows = self.knowledge(role)
        silence = self.silence_due(role, knows.heard_at, None)
        return (
            None
            if silence is None
            else min((t for t in knows.next_words if self.now < t < silence), default=None)
        )

    def is_answer(self, c: Candidate) -> bool:
        """Say whether this still answers what the customer just did."""
        if not c.point.answers or self.last_act is None:
            return False
        return self.now < self.last_act + seconds(self.policy.answer_grace)

    def tells(self, c: Candidate) -> dict[str, FactValue]:
        """Return what the touchpoint would tell now: its own fact, and those of its list that are known."""
        return {c.point.id: self.own_value(c)} | dict(self.telling_beside(c))

    def telling_beside(self, c: Candidate) -> Iterator[tuple[str, FactValue]]:
        """Yield the facts that it would tell beside its own. A slot that has passed is no news, nor one on another day.

        While the order waits at its gate no date is promised. What says how an order stands leaves out what
        is beside the point there, so that the ledger holds no word that nobody read.
        """
        unsaid = self.beside_the_point if c.point.answers or c.point.is_silence else ()
        for kind in () if self.gate_waits else c.point.tells:
            known = self.situation.facts(c.subject)
            if kind in known and kind not in unsaid and not (kind == "slot" and self._is_beside(c)):
                yield kind, known[kind]

    def _is_beside(self, c: Candidate) -> bool:
        """Say whether the slot is over, or a word about one day is not about its day."""
        slot, own = self.situation.slot, self.own_value(c)
        return self.slot_is_over or (slot is not None and isinstance(own, date) and own != slot.date)

    @once
    def beside_the_point(self) -> frozenset[str]:
        """The facts that an answer leaves out, as the order stands: no day to come, or nothing to follow any more."""
        state = standing(self.situation, self.codes)
        days = _DAYS if names_no_day(self.situation, state) else frozenset()
        return days | _WAYS if state in _OVER else days

    def own_value(self, c: Candidate) -> FactValue:
        """Return the value of the fact of its own name: a date, the how-manieth time, or that it happened."""
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
        """Yield every message its recipient got or may have got, this run's included, its own left out.

        What goes again in this run counts as it goes now, and not as what may have become of it before.
        """
        sent_now = self.sent_now.get(c.role, ())
        again = {c.key, *(key for contact in sent_now for key in contact.keys)}
        yield from (one for one in self.knowledge(c.role).contacts if again.isdisjoint(one.keys))
        yield from (one for one in sent_now if c.key not in one.keys)

    def contact_times(self, c: Candidate, cap: Cap | None = None) -> list[Instant]:
        """Return when those messages were sent, the earliest first; of a cap, those that it counts."""
        if c.key in self.situation.states or self._retried(c.role):
            counted = [contact for contact in self.contacts(c) if cap is None or self._counts(cap, contact)]
            return [contact.t for contact in counted]
        now = [
            contact.t
            for contact in self.sent_now.get(c.role, ())
            if c.key not in contact.keys and (cap is None or self._counts(cap, contact))
        ]
        return self._earlier_times(c.role, cap) + now if now else self._earlier_times(c.role, cap)

    def _retried(self, role: Role) -> bool:
        """Say whether something that was tried before goes again in this run."""
        return any(key in self.situation.states for one in self.sent_now.get(role, ()) for key in one.keys)

    def _earlier_times(self, role: Role, cap: Cap | None) -> list[Instant]:
        """Return the times of what was sent before this run; whoever has no key in the ledger shares them."""
        alike = (role, cap.scope, cap.channel, cap.senders) if cap else (role,)
        if alike not in self._times:
            contacts = self.knowledge(role).contacts
            self._times[alike] = [one.t for one in contacts if cap is None or self._counts(cap, one)]
        return self._times[alike]

    def _counts(self, cap: Cap, contact: Contact) -> bool:
        if contact.by not in cap.senders:
            return False
        if cap.scope is CapScope.ORDER:
            return contact.order == self.order.id
        return cap.scope is CapScope.CUSTOMER or contact.channel is cap.channel


def _open_by(schedule: Schedule, limit: Instant, after: Instant) -> Instant:
    latest = schedule.latest_open(limit)
    return latest if latest > after else schedule.next_open(limit)


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
