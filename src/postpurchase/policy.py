"""How a shop wants to behave: one frozen value without callables, checked whole when it is made.

A policy is touchpoints (when something may be said), cadence (how often), closings (when not),
responsibility (by whom), profiles (what others say and allow) and channels (how).
Durations are timedeltas; instants inside the engine are whole UTC seconds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from types import MappingProxyType
from typing import Final

from postpurchase.digests import canonical, digest
from postpurchase.errors import Fault, InvalidPolicy
from postpurchase.eta import Ranges
from postpurchase.people import Shop
from postpurchase.profiles import Profiles
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    Importance,
    Level,
    Milestone,
    Mode,
    Party,
    Rides,
    Role,
    Service,
    SubjectKind,
    WhenClosed,
    Word,
)
from postpurchase.windows import ClosedHours, OpenHours, instant

ZERO: Final = timedelta(0)
ANYTHING: Final = "*"


class TriggerOn(Word):
    """What kind of thing makes a touchpoint due."""

    MILESTONE = "milestone"
    ANCHOR = "anchor"
    SILENCE = "silence"


class Anchor(Word):
    """An instant known beforehand, which a touchpoint may precede or follow."""

    SLOT_START = "slot_start"
    SLOT_END = "slot_end"
    PROMISED_START = "promised_start"
    PROMISED_END = "promised_end"
    KEEP_UNTIL = "keep_until"


class Condition(Word):
    """What must hold of the order while a touchpoint may be said."""

    NOT_CANCELLED = "not_cancelled"
    CANCELLED = "cancelled"
    NO_GATE = "no_gate"
    NO_PROBLEM = "no_problem"
    NOT_PAUSED = "not_paused"
    OPEN = "open"
    PARCEL_TRAVELS = "parcel_travels"
    PARCEL_LOST = "parcel_lost"
    NOT_CONTESTED = "not_contested"
    NOT_REFUNDED = "not_refunded"
    ONE_PARCEL = "one_parcel"
    SEVERAL_PARCELS = "several_parcels"
    NO_SLOT = "no_slot"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When a touchpoint comes due: a milestone or anchor plus an offset, or silence.

    A negative offset is before the anchor. `at` moves the instant to that local time of its day.
    """

    on: TriggerOn
    milestone: Milestone | None = None
    anchor: Anchor | None = None
    offset: timedelta = ZERO
    at: time | None = None

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this trigger."""
        wants = {"milestone": self.on is TriggerOn.MILESTONE, "anchor": self.on is TriggerOn.ANCHOR}
        for name, wanted in wants.items():
            if wanted is (getattr(self, name) is None):
                right = f"give a {name}" if wanted else f"leave {name} out"
                yield Fault(name, f"does not fit on={self.on}", right)
        if self.on is TriggerOn.MILESTONE and self.offset < ZERO:
            yield Fault("offset", "before a milestone, which cannot be foreseen", "give 0 or more")


def on(milestone: Milestone, after: timedelta = ZERO) -> Trigger:
    """Return the trigger of a milestone, some time after it."""
    return Trigger(on=TriggerOn.MILESTONE, milestone=milestone, offset=after)


def around(anchor: Anchor, offset: timedelta = ZERO, at: time | None = None) -> Trigger:
    """Return the trigger of an anchor: before it with a negative offset, after it with a positive one."""
    return Trigger(on=TriggerOn.ANCHOR, anchor=anchor, offset=offset, at=at)


SILENCE: Final = Trigger(on=TriggerOn.SILENCE)
"""Due when the recipient has heard nothing for as long as the cadence allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What a touchpoint asks, what silence means, and until when an answer counts.

    `answer_by` is a local time on the day `after_days` days after asking.
    """

    question: str
    default: str
    answer_by: time = time(12)
    after_days: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Undertaking:
    """What a touchpoint promises, and when that is due; without a term, the longest silence."""

    kind: str
    within: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment at which somebody may say something, and everything that governs it.

    It tells a fact of its own name, and those of `tells` where they are known. `requires` must
    be known. `useful_for` counts from when it is due, `deadline` likewise (must-tells only).
    `supersedes` names weaker touchpoints that are stale once this one is reached.
    `wait` is how long it may wait for others of its kind; `formerly` keeps keys across a renaming.
    """

    id: str
    when: tuple[Trigger, ...]
    about: SubjectKind = SubjectKind.ORDER
    audience: tuple[Role, ...] = (Role.BUYER,)
    while_: tuple[Condition, ...] = (Condition.NOT_CANCELLED, Condition.NO_GATE, Condition.NOT_PAUSED)
    tells: tuple[str, ...] = ()
    requires: tuple[str, ...] = ()
    asks: Question | None = None
    promises: tuple[Undertaking, ...] = ()
    importance: Importance = Importance.NEWS
    urgent: bool = False
    useful_for: timedelta | None = None
    deadline: timedelta | None = None
    settle: timedelta = ZERO
    wait: timedelta = ZERO
    supersedes: tuple[str, ...] = ()
    rides: Rides = Rides.MAY
    answers: bool = False
    acts: tuple[ActionKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    also: tuple[Channel, ...] = ()
    when_closed: WhenClosed = WhenClosed.DEFER
    formerly: str | None = None

    @property
    def key_name(self) -> str:
        """The name that keys are made with."""
        return self.formerly or self.id

    @property
    def is_silence(self) -> bool:
        """Whether silence itself makes this touchpoint due."""
        return any(trigger.on is TriggerOn.SILENCE for trigger in self.when)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this touchpoint by itself."""
        for i, trigger in enumerate(self.when):
            yield from (fault.under(f"when.{i}") for fault in trigger.faults())
        for name, wrong, right in self._checks():
            yield Fault(name, wrong, right)

    def _checks(self) -> Iterator[tuple[str, str, str]]:
        must = self.importance is Importance.MUST_TELL
        if not self.when:
            yield "when", "empty", "give at least one trigger"
        if not self.audience:
            yield "audience", "empty", "give buyer, receiver or both"
        if must and self.when_closed is WhenClosed.DROP:
            yield "when_closed", "a must-tell may not be dropped", 'give "defer"'
        if self.deadline is not None and not must:
            yield "deadline", "only must-tells have deadlines", "leave it out, or make it a must_tell"
        if not self.channels and not self.acts:
            yield "channels", "empty, and there are no acts", "give a channel or an act"
        for name in ("useful_for", "deadline", "settle", "wait"):
            value = getattr(self, name)
            if value is not None and value < ZERO:
                yield name, "negative", "give a duration of 0 or more"
        if self.deadline is not None and self.useful_for is not None and self.deadline > self.useful_for:
            yield "deadline", "after its usefulness", "give at most useful_for"


DEFAULT_SILENCE: Final[Mapping[Level, timedelta | None]] = MappingProxyType(
    {Level.LESS: None, Level.STANDARD: timedelta(days=10), Level.MORE: timedelta(days=5)}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cadence:
    """How often a customer hears from the shop: longest silence by level, shortest gap between contacts.

    A level without a longest silence (None) hears no reassurance.
    """

    longest_silence: Mapping[Level, timedelta | None] = field(default_factory=lambda: dict(DEFAULT_SILENCE))
    shortest_gap: timedelta = ZERO

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this cadence."""
        for level in Level:
            limit = self.longest_silence.get(level)
            if limit is not None and limit < timedelta(hours=1):
                yield Fault(f"longest_silence.{level}", "under an hour", "give at least PT1H, or null")
        if self.shortest_gap < ZERO:
            yield Fault("shortest_gap", "negative", "give a duration of 0 or more")


class CapScope(Word):
    """Whose messages a cap counts together."""

    ORDER = "order"
    CUSTOMER = "customer"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cap:
    """At most `limit` messages in any rolling `span`, per scope; `senders` says whose count.

    With scope `channel` the cap holds for `channel` alone, and another channel may be taken instead.
    """

    limit: int
    span: timedelta
    scope: CapScope = CapScope.CUSTOMER
    channel: Channel | None = None
    senders: tuple[Party, ...] = (Party.SHOP,)

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this cap."""
        if self.limit < 1:
            yield Fault("limit", "below 1", "give at least 1")
        if self.span <= ZERO:
            yield Fault("span", "not positive", "give a duration above 0")
        if (self.scope is CapScope.CHANNEL) is (self.channel is None):
            yield Fault(
                "channel",
                f"does not fit scope={self.scope}",
                "a channel goes with scope channel, and only there",
            )


class Regime(Word):
    """The way of delivering on which responsibility depends."""

    NEXT_DAY = "next_day"
    LATER = "later"
    PICKUP = "pickup"
    MARKETPLACE = "marketplace"


REGIME_OF: Final[Mapping[Service, Regime]] = MappingProxyType(
    {service: Regime(service) for service in Service}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """Who says what: the first rule that fits touchpoint, channel and regime decides.

    `"*"` fits anything. `timeout` is how long past the owner's own time the shop keeps waiting.
    """

    owner: Party
    touchpoint: str = ANYTHING
    channel: str = ANYTHING
    regime: str = ANYTHING
    timeout: timedelta | None = None

    def fits(self, touchpoint: str, channel: str, regime: str) -> bool:
        """Return whether this rule speaks of that touchpoint, channel and regime."""
        pairs = ((self.touchpoint, touchpoint), (self.channel, channel), (self.regime, regime))
        return all(mine in (ANYTHING, asked) for mine, asked in pairs)


SHOP_SPEAKS: Final = Rule(owner=Party.SHOP)


class Guarantee(Word):
    """What becomes of a sending whose outcome nobody knows."""

    AT_LEAST_ONCE = "at_least_once"
    AT_MOST_ONCE = "at_most_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelPolicy:
    """How one channel behaves: open hours of its own, what an unknown outcome means, how to retry."""

    open_hours: tuple[OpenHours, ...] = ()
    guarantee: Guarantee = Guarantee.AT_LEAST_ONCE
    lease: timedelta = timedelta(minutes=10)
    retry_after: tuple[timedelta, ...] = (timedelta(minutes=1), timedelta(minutes=10), timedelta(hours=1))

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this channel's settings."""
        if self.lease <= ZERO:
            yield Fault("lease", "not positive", "give a duration above 0")
        for i, pause in enumerate(self.retry_after):
            if pause <= ZERO:
                yield Fault(f"retry_after.{i}", "not positive", "give a duration above 0")


DEFAULT_CHANNELS: Final[Mapping[Channel, ChannelPolicy]] = MappingProxyType(
    {
        Channel.EMAIL: ChannelPolicy(),
        Channel.MARKETPLACE_MESSAGE: ChannelPolicy(),
        Channel.CALL: ChannelPolicy(),
        Channel.SMS: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
        Channel.PUSH: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
        Channel.CHAT: ChannelPolicy(guarantee=Guarantee.AT_MOST_ONCE),
    }
)

QUIET_NIGHT: Final = (ClosedHours(start=time(21), end=time(8)),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """A shop's manners, as data.

    Validated wholly when made: all faults at once, each with its path. A valid policy cannot
    fail later. Change one with `dataclasses.replace`; two are equal when they say the same.
    """

    id: str
    shop: Shop
    touchpoints: tuple[Touchpoint, ...]
    cadence: Cadence = Cadence()
    caps: tuple[Cap, ...] = ()
    quiet_hours: tuple[ClosedHours, ...] = QUIET_NIGHT
    responsibility: tuple[Rule, ...] = (SHOP_SPEAKS,)
    profiles: Profiles = Profiles()
    channels: Mapping[Channel, ChannelPolicy] = field(default_factory=lambda: dict(DEFAULT_CHANNELS))
    ranges: Ranges = Ranges()
    courier_timeout: timedelta = timedelta(minutes=30)
    must_tell_deadline: timedelta = timedelta(hours=12)
    answer_grace: timedelta = timedelta(hours=1)
    max_event_age: timedelta = timedelta(hours=72)
    effective_from: datetime | None = None

    def __post_init__(self) -> None:
        faults = sorted(self._faults())
        if faults:
            raise InvalidPolicy(faults)

    def touchpoint(self, id: str) -> Touchpoint | None:
        """Return the touchpoint of that id, if the policy keeps it."""
        return next((point for point in self.touchpoints if point.id == id), None)

    def speaker(self, touchpoint: str, channel: str, regime: str) -> Rule:
        """Return the rule that says who speaks there; the shop where none fits."""
        fitting = (rule for rule in self.responsibility if rule.fits(touchpoint, channel, regime))
        return next(fitting, SHOP_SPEAKS)

    @property
    def digest(self) -> str:
        """The hash of everything this policy says."""
        return digest("policy", canonical(self).hex())

    def __repr__(self) -> str:
        return f"<Policy {self.id} {len(self.touchpoints)} touchpoints, {len(self.responsibility)} rules>"

    def _faults(self) -> Iterator[Fault]:
        parts: list[tuple[str, Iterator[Fault]]] = [("cadence", self.cadence.faults())]
        parts += [(f"caps.{i}", cap.faults()) for i, cap in enumerate(self.caps)]
        parts += [(f"touchpoints.{point.id}", point.faults()) for point in self.touchpoints]
        parts += [(f"channels.{name}", channel.faults()) for name, channel in self.channels.items()]
        for path, faults in parts:
            yield from (fault.under(path) for fault in faults)
        yield from self._durations()
        yield from self._names()

    def _durations(self) -> Iterator[Fault]:
        for name in ("courier_timeout", "must_tell_deadline", "answer_grace", "max_event_age"):
            if getattr(self, name) < ZERO:
                yield Fault(name, "negative", "give a duration of 0 or more")
        if self.effective_from is not None:
            instant(self.effective_from)

    def _names(self) -> Iterator[Fault]:
        names = [point.id for point in self.touchpoints]
        known = {*names, ANYTHING}
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield Fault(f"touchpoints.{name}", "named twice", "give each touchpoint once")
        for point in self.touchpoints:
            for weaker in sorted(set(point.supersedes) - known):
                yield Fault(
                    f"touchpoints.{point.id}.supersedes",
                    f"no touchpoint {weaker!r}",
                    "name one of this policy",
                )
        for i, rule in enumerate(self.responsibility):
            if rule.touchpoint not in known:
                yield Fault(
                    f"responsibility.{i}", f"no touchpoint {rule.touchpoint!r}", "name one of this policy"
                )


def without(policy: Policy, *ids: str) -> Policy:
    """Return the policy without those touchpoints, and without any mention of them."""
    gone = set(ids)
    kept = tuple(
        replace(point, supersedes=tuple(weaker for weaker in point.supersedes if weaker not in gone))
        for point in policy.touchpoints
        if point.id not in gone
    )
    rules = tuple(rule for rule in policy.responsibility if rule.touchpoint not in gone)
    return replace(policy, touchpoints=kept, responsibility=rules)


# What an order of each mode ordinarily goes through. The cadence told up front is read off this and
# the policy's own touchpoints, so that what is announced is what will later be decided.
COURSES: Final[Mapping[Mode, tuple[Milestone, ...]]] = MappingProxyType(
    {
        Mode.STOCK: (Milestone.DISPATCHED,),
        Mode.DROPSHIP: (Milestone.DISPATCHED,),
        Mode.PRE_ORDER: (Milestone.READY, Milestone.DISPATCHED),
        Mode.MADE_TO_ORDER: (
            Milestone.PRODUCTION_STARTED,
            Milestone.PRODUCTION_FINISHED,
            Milestone.DISPATCHED,
        ),
        Mode.BUY_ON_DEMAND: (
            Milestone.SECURED,
            Milestone.IN_COUNTRY,
            Milestone.INSPECTED,
            Milestone.DISPATCHED,
        ),
        Mode.DIGITAL: (),
    }
)


def outline(policy: Policy, mode: Mode) -> tuple[str, ...]:
    """Return the contacts an order of that mode will ordinarily lead to after its confirmation, in order.

    >>> from postpurchase.presets import buy_on_demand
    >>> outline(buy_on_demand(Shop(name="Kumo"), lead_days=(7, 21)), Mode.BUY_ON_DEMAND)
    ('item_secured', 'delivery_planned', 'dispatched')
    """
    return tuple(
        point.id
        for milestone in COURSES[mode]
        for point in policy.touchpoints
        if _is_planned(point) and point.when[0].milestone is milestone
    )


def _is_planned(point: Touchpoint) -> bool:
    ordinary = point.importance in (Importance.MUST_TELL, Importance.NEWS)
    return ordinary and bool(point.channels) and not point.answers
