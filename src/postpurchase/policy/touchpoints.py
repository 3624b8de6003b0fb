"""When something may be said, to whom, and everything that governs it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time, timedelta

from postpurchase.classes import dataclass, field
from postpurchase.errors import Fault
from postpurchase.vocabulary import (
    ActionKind,
    Channel,
    Importance,
    Milestone,
    Rides,
    Role,
    SubjectKind,
    WhenClosed,
    Word,
)

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

ZERO: Final = timedelta(0)


class TriggerOn(Word):
    """What kind of thing makes a touchpoint due."""

    MILESTONE = "milestone"
    ANCHOR = "anchor"
    SILENCE = "silence"
    COURIER_TERM = "courier_term"
    GATE = "gate"
    GATE_EXPIRY = "gate_expiry"
    GATE_ANSWERED = "gate_answered"
    STAFF_DEADLINE = "staff_deadline"
    PROMISE = "promise"
    ANNIVERSARY = "anniversary"
    DELAY_LIKELY = "delay_likely"
    DELAYED = "delayed"
    DELAYED_AGAIN = "delayed_again"
    BACK_ON_TIME = "back_on_time"
    DISRUPTED = "disrupted"
    LATE = "late"
    OVERDUE = "overdue"


# On 3.11 a member looked up in its class costs five times a name; every touchpoint needs these.
_SILENCE, _LIKELY = TriggerOn.SILENCE, TriggerOn.DELAY_LIKELY
LATENESS: Final = frozenset(
    {
        TriggerOn.DELAY_LIKELY,
        TriggerOn.DISRUPTED,
        TriggerOn.DELAYED,
        TriggerOn.DELAYED_AGAIN,
        TriggerOn.BACK_ON_TIME,
        TriggerOn.LATE,
        TriggerOn.OVERDUE,
    }
)
"""The triggers that go by what was promised and what is believed."""


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
    GATE_OPEN = "gate_open"
    GATE_UNANSWERED = "gate_unanswered"
    NO_PROBLEM = "no_problem"
    NOT_PAUSED = "not_paused"
    OPEN = "open"
    STILL_TO_LEAVE = "still_to_leave"
    PARCEL_TRAVELS = "parcel_travels"
    PARCEL_LOST = "parcel_lost"
    LOSS_TOLD = "loss_told"
    CANCELLATION_TOLD = "cancellation_told"
    HANDED_BEFORE = "handed_before"
    NOT_CONTESTED = "not_contested"
    NOT_REFUNDED = "not_refunded"
    ONE_PARCEL = "one_parcel"
    SEVERAL_PARCELS = "several_parcels"
    COMES_LAST = "comes_last"
    NO_SLOT = "no_slot"
    SLOT_KNOWN = "slot_known"
    NO_APPOINTMENT = "no_appointment"
    NO_SMS_CONSENT = "no_sms_consent"
    WITH_COURIER = "with_courier"
    AT_PICKUP_POINT = "at_pickup_point"
    NOT_AT_PICKUP_POINT = "not_at_pickup_point"
    NOT_TRIED_SINCE = "not_tried_since"
    ADDRESS_OPEN = "address_open"
    ASKED_AGAIN = "asked_again"
    NOT_WITH_A_PERSON = "not_with_a_person"
    WITH_A_PERSON = "with_a_person"
    NO_RETURN = "no_return"
    STILL_UNAVAILABLE = "still_unavailable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """When a touchpoint comes due: a milestone, anchor or other event plus an offset, or silence.

    A negative offset is before the anchor. `at` moves the instant to that local time of its day.
    A `courier_term` is a milestone plus the time its courier takes for the first of `says` that its
    profile lists; where it lists none, plus the offset. Of `delayed` and `delayed_again` the offset is added to
    the policy's grace after the end of what was promised; `overdue` likewise, of what was promised first, while
    the parcel has not left; `late` is when a tier of compensation is reached.
    Several gate triggers are numbered in the order of their offsets.
    """

    on: TriggerOn
    milestone: Milestone | None = None
    anchor: Anchor | None = None
    offset: timedelta = ZERO
    at: time | None = None
    says: tuple[str, ...] = ()

    def faults(self) -> Iterator[Fault]:
        """Yield what is wrong with this trigger."""
        wants = {
            "milestone": self.on in (TriggerOn.MILESTONE, TriggerOn.COURIER_TERM),
            "anchor": self.on is TriggerOn.ANCHOR,
            "says": self.on is TriggerOn.COURIER_TERM,
        }
        for name, wanted in wants.items():
            if wanted is not bool(getattr(self, name)):
                right = f"give {name}" if wanted else f"leave {name} out"
                yield Fault(name, f"does not fit on={self.on}", right)
        if self.on is not TriggerOn.ANCHOR and self.offset < ZERO:
            yield Fault("offset", f"before {self.on}, which cannot be foreseen", "give 0 or more")


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
    """What a touchpoint promises, and when: `within` a while of its being due, else by the longest silence."""

    kind: str
    within: timedelta | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Touchpoint:
    """A moment at which somebody may say something, and everything that governs it.

    It tells a fact of its own name, and those of `tells` where they are known. `requires` must
    be known. `useful_for` counts from when it is due, `deadline` likewise (must-tells only);
    `useful_to` ends its use at an anchor.
    `supersedes` names weaker touchpoints that are stale once this one is reached.
    `rides_with` names the only leads it may ride with, where not every lead will do.
    `wait` is how long it may wait for others of its kind; `formerly` keeps keys across a renaming.
    `once` says that it is said once, however often its milestone recurs. What is not urgent waits for a
    `first` word that is due soon, and travels in its message.
    `is_silence` says whether silence itself makes it due, `foresees_delay` whether a likely delay does.
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
    useful_to: Anchor | None = None
    deadline: timedelta | None = None
    settle: timedelta = ZERO
    wait: timedelta = ZERO
    supersedes: tuple[str, ...] = ()
    rides: Rides = Rides.MAY
    rides_with: tuple[str, ...] = ()
    answers: bool = False
    acts: tuple[ActionKind, ...] = ()
    channels: tuple[Channel, ...] = ()
    also: tuple[Channel, ...] = ()
    when_closed: WhenClosed = WhenClosed.DEFER
    formerly: str | None = None
    once: bool = False
    first: bool = False
    is_silence: bool = field(init=False, compare=False, repr=False, default=False)
    foresees_delay: bool = field(init=False, compare=False, repr=False, default=False)

    def __post_init__(self) -> None:
        for name, on in (("is_silence", _SILENCE), ("foresees_delay", _LIKELY)):
            object.__setattr__(self, name, any(trigger.on is on for trigger in self.when))

    @property
    def key_name(self) -> str:
        """The name that keys are made with."""
        return self.formerly or self.id

    @property
    def is_of_lateness(self) -> bool:
        """Whether lateness makes it due, so that it can be said of what has not even left."""
        return any(trigger.on in LATENESS for trigger in self.when)

    @property
    def is_planned(self) -> bool:
        """Whether an ordinary order leads to it by itself, so that it can be announced."""
        ordinary = self.importance in (Importance.MUST_TELL, Importance.NEWS)
        return ordinary and bool(self.channels) and not self.answers

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
