"""Lateness, measured against what was told: likely, sure, once more, over, and made good.

A promise is the window told last, or the checkout's; what we believe now is an estimate. A belief that
ends later than the promise makes a delay likely; the courier's own word, or the promise's end, makes
it sure. Each is one occurrence for each promise it is measured against: the message that tells a
new window makes a new promise, and so ends it. The whole of it is in docs/explanation/lateness.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import product

from postpurchase.classes import NamedTuple
from postpurchase.decisions.model import Because, Datum, Occurrence
from postpurchase.eta import Assumption, Estimate, EstimateBasis
from postpurchase.eta.estimates import dates_of
from postpurchase.ledger import FactValue, Row
from postpurchase.order import ORDER, Order, Shipment
from postpurchase.order.once import once
from postpurchase.policy import Delays, Listener, Tier, TriggerOn
from postpurchase.situation import Situation, ToldWindow
from postpurchase.vocabulary import Milestone, Outcome, Party, Problem, Reason, Role, SubjectKind
from postpurchase.windows import DateWindow, Instant, Window, end_of_day, local_date, start_of_day

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

LIKELY: Final = ("delay_likely",)
SURE: Final = ("delayed", "delayed_again")
LOOK_BACK: Final = 14
"""Days that a belief is followed back to the night on which it began."""

_ONE_DAY: Final = timedelta(days=1)

# On 3.11 a member looked up in its class costs five times a name; every parcel needs these.
_COURIER, _DELAYED = EstimateBasis.COURIER, TriggerOn.DELAYED
_OPEN, _VOID, _FAILED, _WAS_PLACED = (
    Outcome.OPEN,
    Outcome.CANCELLED,
    Milestone.ATTEMPT_FAILED,
    Milestone.PLACED,
)
_OF_ORDER: Final = SubjectKind.ORDER
_WORDS: Final = frozenset({EstimateBasis.COURIER, EstimateBasis.PROMISED})
"""What an estimate rests on that is somebody's word."""

Coming: TypeAlias = Sequence[Occurrence]


class Promise(NamedTuple):
    """A window somebody was told, when, and by what: a row, or the name of the event that promised it."""

    t: Instant
    by: Row | str
    window: Window

    @property
    def name(self) -> str:
        """Under which name keys know it."""
        return self.by if isinstance(self.by, str) else self.by.id


class Lateness:
    """One parcel of one person, measured against what they were told, by the shop's terms.

    What was said for sure came last at `told_sure`, anything at `told_any`; `maybe` is what was perhaps
    told since and ends earlier.
    """

    def __init__(
        self,
        situation: Situation,
        terms: Delays,
        parcel: Shipment | None,
        promises: tuple[Promise, ...],
        *,
        told_sure: Instant | None,
        told_any: Instant | None,
        maybe: Promise | None = None,
    ) -> None:
        self.situation = situation
        self.terms = terms
        self.parcel = parcel
        self.promises = promises
        self.told_sure = told_sure
        self.told_any = told_any
        self.promise = maybe or promises[-1]
        """The promise that binds."""

    @once
    def estimate(self) -> Estimate:
        """What is believed now."""
        return self.situation.estimate(self.parcel)

    @once
    def end(self) -> Instant:
        """When the promise that binds is broken, but for the grace."""
        return end_of_day(self.last(self.promise.window), self.situation.local)

    @once
    def stands(self) -> bool:
        """Whether nothing sure was told yet, and the promise not broken."""
        return self.told_sure is None and self.situation.now < self.end

    def as_told(self) -> Lateness:
        """Return the same measured against what was surely told alone."""
        return Lateness(
            self.situation,
            self.terms,
            self.parcel,
            self.promises,
            told_sure=self.told_sure,
            told_any=self.told_any,
        )

    @once
    def is_feared(self) -> bool:
        """Whether it is believed to be late, by nobody's word, while the promise stands."""
        is_ours = self.estimate.basis not in _WORDS
        return is_ours and self.stands and self.is_later(self.estimate)

    def last(self, window: Window) -> date:
        """Return the last local date of a window."""
        return _last(self.situation, window)

    def days_late(self, estimate: Estimate) -> int:
        """Return by how many dates an estimate ends later than was promised; 0 where it does not."""
        if estimate.window is None:
            return 0
        return max(0, (self.last(estimate.window) - self.last(self.promise.window)).days)

    def is_later(self, estimate: Estimate) -> bool:
        """Tell whether an estimate ends materially later than was promised."""
        return self.days_late(estimate) >= self.terms.material

    def is_on_time(self, estimate: Estimate) -> bool:
        """Tell whether an estimate ends by the date that was promised first, after a later one was told."""
        return self._is_back(estimate, self.promise.window)

    def will_be_on_time(self, told: Window) -> bool:
        """Tell whether what is believed ends by the date that was promised first, once that window is told."""
        return self._is_back(self.estimate, told)

    def _is_back(self, estimate: Estimate, told: Window) -> bool:
        first = self.last(self.promises[0].window)
        return self.last(told) > first and estimate.window is not None and self.last(estimate.window) <= first

    def since(self, holds: Callable[[Estimate], bool]) -> Instant:
        """Return since when what holds of the estimate has held: the courier's word, a night, or today's news."""
        situation, parcel = self.situation, self.parcel
        said = None if parcel is None else parcel.eta_since
        if said is not None and self.estimate.basis is _COURIER:
            return max(said, self.promise.t)
        news = max(self.promise.t, situation.order.newest_received)
        found: Instant | None = None
        today = local_date(situation.now, situation.local)
        for back in range(LOOK_BACK):
            night = start_of_day(today - back * _ONE_DAY, situation.local)
            if night <= news:
                return self._turned(holds, news, situation.now) if found is None else found
            if not holds(situation.estimate_at(night, parcel)):
                return self._turned(holds, night, found or situation.now)
            found = night
        return found or news

    def _turned(self, holds: Callable[[Estimate], bool], start: Instant, end: Instant) -> Instant:
        """Return when between two moments an estimate came to hold by itself; where it did not, the night it held."""
        t: Instant | None = start
        while t is not None and t <= end:
            estimate = self.situation.estimate_at(t, self.parcel)
            if holds(estimate):
                return t
            t = estimate.changes_at
        return end if end < self.situation.now else start


def lateness(
    situation: Situation, terms: Delays, subject: str, role: Role, *, unspoken: bool = False
) -> Lateness | None:
    """Return how a parcel on its way stands to what its person was told; None where nothing was.

    What has still to leave when all that was sent is under way no more goes by the order's name. What waits to be fetched
    is not late by anybody's promise any more; what could not be handed over by none that was made before, but for a slot
    that still stands. An `unspoken` rest is measured too, whatever else is under way.
    """
    parcel = situation.order.shipment(subject)
    if parcel is not None and (parcel.outcome is not _OPEN or parcel.pickup is not None):
        return None
    if subject == ORDER and not (unspoken or situation.order.rest_waits):
        return None
    ends = _tried_in_vain(situation, subject)
    promises = tuple(one for one in _promises(situation, subject, role) if ends is None or one.t > ends)
    if not promises:
        return None
    maybe = _perhaps(situation, subject, role, promises[-1])
    knows = situation.people[role]
    names = _names(situation.order, subject)
    told = [
        (kind, word.t)
        for kind, name in product((*LIKELY, *SURE), names)
        if (word := knows.latest_told(name, kind)) is not None
        and (subject != ORDER or _was_of_all(situation.order, name, word.t))
    ]
    latest = max([t for kind, t in told if kind in SURE], default=None)
    any_ = max([t for _, t in told], default=None)
    return Lateness(situation, terms, parcel, promises, told_sure=latest, told_any=any_, maybe=maybe)


def _tried_in_vain(situation: Situation, subject: str) -> Instant | None:
    """Return when an attempt last came to nothing that left no slot standing: it ends what was promised before."""
    tried = None if situation.slot_agreed else situation.order.reached(_FAILED, subject)
    return None if tried is None else tried.at


def speakers(order: Order) -> tuple[str, ...]:
    """Return what can be late, by subject: each parcel on its way, and the rest of an order, by the order's own name."""
    return (*order.travelling, ORDER) if order.rest_waits else order.travelling


def _names(order: Order, subject: str) -> tuple[str, ...]:
    """Return by which names a parcel was told about: its own, and the order's, unless it is sent in another's place.

    The rest of an order was part of whatever was told late before a parcel left without it; what a label was told of
    that is void by now goes another way.
    """
    if subject == ORDER:
        return speakers(order)
    parcel = order.shipment(subject)
    if parcel is not None and not parcel.is_promised:
        return (subject,)
    return (subject, ORDER, *(one.subject for one in order.shipments if one.outcome is _VOID))


def _was_of_all(order: Order, subject: str, t: Instant) -> bool:
    """Say whether a word was about all that an order still lacked: of the order, or of a parcel that had not left yet."""
    parcel = None if subject == ORDER else order.shipment(subject)
    return parcel is None or parcel.dispatched_at is None or t < parcel.dispatched_at


def _promises(situation: Situation, subject: str, role: Role) -> Iterator[Promise]:
    """Yield what was promised of a parcel, the checkout's window first; what is sent in another's place was not in it."""
    yield from _of_rest(situation, role) if subject == ORDER else _of_parcel(situation, subject, role)


def _of_parcel(situation: Situation, subject: str, role: Role) -> Iterator[Promise]:
    order = situation.order
    placed = order.first(_WAS_PLACED)
    parcel = order.shipment(subject)
    instead = parcel is not None and not parcel.is_promised
    promised = None if instead else _checkouts(situation, parcel)
    if placed is not None and promised is not None:
        yield Promise(placed.at, placed.event[1], promised)
    windows = situation.people[role].windows
    told = _of(windows, *_names(order, subject))
    if instead:
        since = situation.record.known_since.get(subject, 0)
        told += [one for one in _of(windows, ORDER) if one.t >= since]
    off = None if instead else situation.put_off_of(subject)
    if off is not None:
        since, slot = off
        day = DateWindow(earliest=slot.date, latest=slot.date)
        told.append(Promise(since, f"slot {slot.date.isoformat()}", day))
    yield from _in_turn(situation, told)


def _of_rest(situation: Situation, role: Role) -> Iterator[Promise]:
    """Yield what was promised of the rest of an order: it comes no sooner than the checkout said, whatever else was to."""
    order, windows = situation.order, situation.people[role].windows
    placed = order.first(_WAS_PLACED)
    promised = max(_at_checkout(order), key=lambda window: _last(situation, window), default=None)
    if placed is None or promised is None:
        yield from _in_turn(situation, _of_no_parcel(windows))
        return
    yield Promise(placed.at, placed.event[1], promised)
    last, of_its_own = _last(situation, promised), promised != _whole(order)
    told = [
        Promise(t, row, window)
        for t, row, about, window in windows
        if about in speakers(order)
        and _was_of_all(order, situation.subject_of(row) if about == ORDER else about, t)
        and (not of_its_own or row.touchpoint in _MOVES)
    ]
    yield from _in_turn(situation, [one for one in told if _last(situation, one.window) >= last])


def _of_no_parcel(windows: Sequence[ToldWindow]) -> list[Promise]:
    """Return what was told of the order itself: what is told of its only parcel is told of it too, but not of the rest."""
    parcels = [(row, window) for _, row, about, window in windows if about != ORDER]
    return [one for one in _of(windows, ORDER) if (one.by, one.window) not in parcels]


_MOVES: Final = frozenset({*LIKELY, "disrupted", *SURE})
"""What moves the day of a line that has one of its own: of the whole order the checkout said another."""


def _whole(order: Order) -> Window | None:
    return None if order.placed is None else order.placed.promised.window


def _checkouts(situation: Situation, parcel: Shipment | None) -> Window | None:
    """Return what the checkout promised of a parcel: the order's window, or where it has none the latest of its lines'."""
    order = situation.order
    whole = _whole(order)
    if whole is not None:
        return whole
    held = {one.id for one in parcel.contents} if parcel is not None else set()
    own = [line.window for line in order.lines if line.window and line.live and (not held or line.id in held)]
    return max(own, key=lambda window: _last(situation, window), default=None)


def _at_checkout(order: Order) -> list[Window]:
    """Return the windows that the checkout gave of the lines that have still to leave: their own, else the order's."""
    whole = [] if (promised := _whole(order)) is None else [promised]
    waiting = [line.window for line in order.lines if line.live > line.dispatched]
    own = [window for window in waiting if window is not None]
    return own if own and len(own) == len(waiting) else whole + own


def _in_turn(situation: Situation, told: list[Promise]) -> list[Promise]:
    if len(told) > 1:
        told.sort(key=lambda one: (one.t, -_last(situation, one.window).toordinal()))
    return told


def _last(situation: Situation, window: Window) -> date:
    return dates_of(window, situation.local)[1]


def _perhaps(situation: Situation, subject: str, role: Role, told: Promise) -> Promise | None:
    """Return what was perhaps promised since and ends before what was told, the earliest of them."""
    windows = situation.people[role].maybe_windows
    unsure = _of_no_parcel(windows) if subject == ORDER else _of(windows, subject, ORDER)
    found = {_last(situation, one.window): one for one in unsure if one.t >= told.t}
    end = min(found, default=date.max)
    return found[end] if end < _last(situation, told.window) else None


def _of(windows: Iterable[ToldWindow], *subjects: str) -> list[Promise]:
    return [Promise(t, row, window) for t, row, about, window in windows if about in subjects]


# -- stages ---------------------------------------------------------------------------------------


def likely(found: Lateness, settle: int, grace: int) -> Coming:
    """Return that a delay is likely: believed, by nobody's word, while the promise still stands.

    It settles first, but never beyond the working day on which it must be told.
    """
    if not found.is_feared:
        return ()
    since = found.since(found.is_later)
    lead = start_of_day(_lead_day(found), found.situation.local)
    return (_occurrence(found, max(since, min(since + settle, lead)), TriggerOn.DELAY_LIKELY),)


def disrupted(found: Lateness, settle: int, grace: int) -> Coming:
    """Return that a declared disruption makes a delay likely."""
    if not (found.is_feared and _is_disrupted(found)):
        return ()
    return (_occurrence(found, found.since(found.is_later) + settle, TriggerOn.DISRUPTED),)


def delayed(found: Lateness, settle: int, grace: int) -> Coming:
    """Return that it is late for the first time; or when it will come, where that was told without a date."""
    if found.told_sure is None:
        return _sure(found, settle, grace, _DELAYED)
    if found.promise.t >= found.told_sure or not found.is_later(found.estimate):
        return ()
    due = max(found.since(found.is_later), found.told_sure) + settle
    return (Occurrence(due, f"{found.promise.name}+{found.told_sure}", 1, _DELAYED),)


def delayed_again(found: Lateness, settle: int, grace: int) -> Coming:
    """Return that it is later than was told when it was late before."""
    if found.told_sure is None or found.promise.t < found.told_sure:
        return ()
    return _sure(found, settle, grace, TriggerOn.DELAYED_AGAIN)


def _sure(found: Lateness, settle: int, grace: int, on: TriggerOn) -> Coming:
    due = found.end + grace
    said = found.estimate.basis is _COURIER or found.told_sure is not None
    if said and found.is_later(found.estimate):
        due = min(due, found.since(found.is_later))
    return (_occurrence(found, due + settle, on),)


def back_on_time(found: Lateness, settle: int, grace: int) -> Coming:
    """Return that what was late is expected by the date first promised after all; only what was told counts.

    Of what has not even left nobody is told so.
    """
    if found.told_any is None or found.parcel is None:
        return ()
    found = found.as_told()
    if not found.is_on_time(found.estimate):
        return ()
    return (_occurrence(found, found.since(found.is_on_time) + settle, TriggerOn.BACK_ON_TIME),)


def late(found: Lateness, settle: int, grace: int) -> Coming:
    """Return when each tier of compensation that answers for this delay is reached."""
    if not found.terms.compensation:
        return ()
    return [Occurrence(due + settle, OFFER, 1, TriggerOn.LATE) for _, due in _tiers(found)]


def overdue(found: Lateness, settle: int, grace: int) -> Coming:
    """Return when what was promised first is over, of a parcel that has not left: whatever was told since, nobody acts.

    Whoever agreed on a later slot waits for that.
    """
    if found.parcel is not None and found.parcel.dispatched_at is not None:
        return ()
    agreed = [] if found.situation.slot is None else [found.situation.slot.date]
    end = end_of_day(max([found.last(found.promises[0].window), *agreed]), found.situation.local)
    return (Occurrence(end + grace + settle, OVERDUE, 1, TriggerOn.OVERDUE),)


def _tiers(found: Lateness) -> Iterator[tuple[Tier, Instant]]:
    fault = fault_of(found) if found.terms.compensation else None
    for tier in found.terms.compensation:
        if fault in tier.fault:
            day = found.last(found.promises[0].window) + tier.days_late * _ONE_DAY
            due = start_of_day(day, found.situation.local)
            yield tier, min(due, _said_since(found, day, due))


def _said_since(found: Lateness, day: date, otherwise: Instant) -> Instant:
    estimate, said = found.estimate, None if found.parcel is None else found.parcel.eta_since
    if said is None or estimate.basis is not _COURIER or estimate.window is None:
        return otherwise
    return max(said, found.promises[0].t) if found.last(estimate.window) >= day else otherwise


def fault_of(found: Lateness) -> Party:
    """Return whose fault a delay is: the shop's until the parcel has left, the courier's from then on.

    It is the customer's where the address is in question, and nobody's where a disruption was declared.
    """
    parcel = found.parcel
    if parcel is not None and any(one.problem is Problem.ADDRESS for one in parcel.problems):
        return Party.CUSTOMER
    if _is_disrupted(found):
        return Party.NOBODY
    return Party.SHOP if parcel is None or parcel.dispatched_at is None else Party.COURIER


def granted(situation: Situation, terms: Delays, role: Role) -> dict[str, FactValue]:
    """Return what is granted now: the largest tier that any parcel's delay has reached, and why."""
    reached = [
        (tier, fault_of(found))
        for subject in (speakers(situation.order) if terms.compensation else ())
        if (found := lateness(situation, terms, subject, role)) is not None
        for tier, due in _tiers(found)
        if situation.now >= due
    ]
    if not reached:
        return {}
    tier, fault = max(reached, key=lambda pair: pair[0].days_late)
    return {"offer": tier.offer, "days_late": tier.days_late, "fault": fault}


def _is_disrupted(found: Lateness) -> bool:
    return Assumption.DISRUPTION in found.estimate.assumptions


def _lead_day(found: Lateness) -> date:
    """Return the working day that lies so many working days before the promise's last date."""
    day, left = found.last(found.promise.window), found.terms.lead
    while left:
        day -= _ONE_DAY
        left -= day.weekday() < _SATURDAY
    return day


def _occurrence(found: Lateness, due: Instant, on: TriggerOn) -> Occurrence:
    return Occurrence(due, found.promise.name, 1, on)


OFFER: Final = "offer"
"""The name of an order's one offer."""

OVERDUE: Final = "overdue"
"""The name of the one time that an order's staff are called for what has not left."""

_SATURDAY: Final = 5

Stage: TypeAlias = Callable[[Lateness, int, int], Coming]
STAGES: Final[dict[TriggerOn, Stage]] = {
    TriggerOn.DELAY_LIKELY: likely,
    TriggerOn.DISRUPTED: disrupted,
    TriggerOn.DELAYED: delayed,
    TriggerOn.DELAYED_AGAIN: delayed_again,
    TriggerOn.BACK_ON_TIME: back_on_time,
    TriggerOn.LATE: late,
    TriggerOn.OVERDUE: overdue,
}
"""What each trigger finds, by how long it settles and how long after a promise's end it is broken."""

BROKEN: Final = frozenset({TriggerOn.DELAYED, TriggerOn.DELAYED_AGAIN})
"""What is said of a slot's order too, once the slot's day is over."""

OF_THE_ORDER: Final = frozenset({TriggerOn.LATE, TriggerOn.OVERDUE})
"""What an agreed interval does not put off: it is not about the interval."""

AT_RISK: Final = frozenset(
    {TriggerOn.DELAY_LIKELY, TriggerOn.DISRUPTED, TriggerOn.DELAYED, TriggerOn.DELAYED_AGAIN}
)
"""The triggers that speak of a promise in danger."""


class Measured:
    """How every parcel stands to what each person was told: each worked out once for a decision."""

    def __init__(self, situation: Situation, terms: Delays) -> None:
        self._situation = situation
        self._terms = terms
        self._grace = int(terms.grace.total_seconds())
        self._found: dict[tuple[str, Role], Lateness | None] = {}

    def lateness(self, subject: str, role: Role) -> Lateness | None:
        """Return what `lateness` does."""
        name = subject, role
        if name not in self._found:
            self._found[name] = lateness(self._situation, self._terms, subject, role)
        return self._found[name]

    def coming(self, heard: Listener, subject: str, role: Role) -> Coming:
        """Return what comes due by lateness; about an order, that of any of its parcels, and of its rest."""
        situation, on = self._situation, heard.trigger.on
        ones: list[Occurrence] = []
        off: list[Occurrence] = []
        if on is TriggerOn.OVERDUE:
            ones += self._never_left(heard, role)
        slot = None if on in OF_THE_ORDER else situation.slot
        if slot is not None and on not in BROKEN:
            return ()  # an agreed interval has its own words
        for name in speakers(situation.order) if heard.point.about is _OF_ORDER else (subject,):
            found = self.lateness(name, role)
            if found is not None:
                told = ones if situation.put_off_of(name) is None else off
                told += STAGES[on](found, heard.settle, heard.offset + self._grace)
        if slot is None:
            return ones + off
        never_before = end_of_day(slot.date, situation.local)
        return off + [one if one.due >= never_before else one._replace(due=never_before) for one in ones]

    def _never_left(self, heard: Listener, role: Role) -> Coming:
        """Return that staff are to look after what has not left, though something else is under way."""
        order = self._situation.order
        if order.rest_waits or not order.more_to_leave:
            return ()
        found = lateness(self._situation, self._terms, ORDER, role, unspoken=True)
        return () if found is None else overdue(found, heard.settle, heard.offset + self._grace)


def why_late(found: Lateness | None) -> Because:
    """Return why lateness is told: a promise is at risk until its end, and broken from then on."""
    if found is None:
        return Because(Reason.PROMISE_AT_RISK)
    estimate = found.estimate
    data: dict[str, Datum] = {"promised": found.last(found.promise.window)}
    data |= {"expected": found.last(estimate.window)} if estimate.window else {}
    broken = found.situation.now >= found.end
    return Because(Reason.PROMISE_BROKEN if broken else Reason.PROMISE_AT_RISK, data)


def why_quiet(found: Lateness | None) -> Because | None:
    """Return why no delay is in sight, where a belief says more than that there is none."""
    if found is None or not found.stands:
        return None
    estimate = found.estimate
    if estimate.withheld is not None:
        return Because(Reason.NOT_BELIEVABLE, {"withheld": estimate.withheld})
    days = found.days_late(estimate)
    if 0 < days < found.terms.material:
        return Because(Reason.IMMATERIAL, {"days": days, "material": found.terms.material})
    return None
