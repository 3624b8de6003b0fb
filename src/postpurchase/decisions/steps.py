"""The steps a candidate is judged by, one function each, in the order in which they settle.

    0 pending   is this very piece of information already under way?
    1 reached   has its time come?
    2 current   is it still worth saying?
    3 allowed   does the order's state allow it?
    4 news      does it tell anything its recipient does not know?
    5 sayable   is everything known that it needs?
    6 ours      is it the shop who says it?
    7 through   is there a channel it may take?
    8 open      may it leave now, or when?

A step returns None (nothing to say), a Finding with a verdict (settles), or one without (a remark).
The first that settles decides; all of them are asked when somebody wants every reason.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.delays import why_quiet
from postpurchase.decisions.judge import Judge, skip
from postpurchase.decisions.leaving import step_open, step_through
from postpurchase.decisions.model import Because, Candidate, Finding, Occurrence
from postpurchase.eta.estimates import dates_of
from postpurchase.ledger import FactValue, Row
from postpurchase.policy import ChannelPolicy, Guarantee, TriggerOn
from postpurchase.situation import ORDER, Told
from postpurchase.vocabulary import (
    Channel,
    Importance,
    Notify,
    Party,
    Reason,
    RowKind,
    VerdictKind,
)
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# On 3.11 a member looked up in its class costs five times a name; every candidate needs these.
_MUST_TELL, _SHOP, _NOBODY, _COURIER = Importance.MUST_TELL, Party.SHOP, Party.NOBODY, Party.COURIER
_NEVER, _SKIP, _SENT = Notify.NEVER, VerdictKind.SKIP, RowKind.SENT
_NOT_YET, _USED = Reason.NOT_YET, Reason.USED

_WINDOW: Final = "window"
_SPANS: Final = (DateWindow, TimeWindow)
DEFAULT_CHANNEL: Final = ChannelPolicy()
"""How a channel behaves that a policy says nothing about."""


_DOUBLINGS: Final = 10
"""How often the last pause between attempts doubles, at most: an hour becomes six weeks."""


# -- 0 pending ------------------------------------------------------------------------------------


def step_pending(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what is out or under way; prepare what must be tried again."""
    states = judge.states
    row = states.get(c.key) if states else None
    if row is None:
        return None
    if row.kind is _SENT:
        return skip(_USED, at=row.t, by=row.by)
    if row.kind is RowKind.ABANDONED:
        return skip(Reason.ABANDONED, at=row.t)
    went = _went_before(judge, c, row) if row.attempt > 1 else None
    if went is not None:
        return skip(_USED, at=went.t, by=went.by)
    c.attempt = row.attempt + 1
    if row.kind is RowKind.RESERVED and judge.now < (
        lease := _lease_end(judge, row.lease, row.t, row.channel)
    ):
        return skip(Reason.IN_FLIGHT, lease, until=lease)
    if row.kind in (RowKind.RESERVED, RowKind.UNKNOWN):
        return _unknown_outcome(judge, c)
    return _failed(judge, c)


def _went_before(judge: Judge, c: Candidate, row: Row) -> Row | None:
    """Return the word that an earlier attempt went after all, and did not come back; what bounced last did."""
    if row.kind is RowKind.BOUNCED:
        return None
    attempts = judge.situation.record.by_key[c.key]
    came_back = {one.attempt for one in attempts if one.kind in (RowKind.BOUNCED, RowKind.ABANDONED)}
    return next((one for one in attempts if one.kind is _SENT and one.attempt not in came_back), None)


def _lease_end(judge: Judge, lease: Instant | None, at: Instant, channel: Channel | None) -> Instant:
    if lease is not None:
        return lease
    return at + seconds(_settings(judge, channel).lease)


def _settings(judge: Judge, channel: Channel | None) -> ChannelPolicy:
    return judge.policy.channels.get(channel, DEFAULT_CHANNEL) if channel else DEFAULT_CHANNEL


def _unknown_outcome(judge: Judge, c: Candidate) -> Finding:
    """At most once: nothing more, and staff look. At least once: again, ever later, and in the end staff look too."""
    row = judge.situation.states[c.key]
    settings = _settings(judge, row.channel)
    if settings.guarantee is Guarantee.AT_MOST_ONCE:
        return skip(Reason.UNKNOWN_OUTCOME, channel=row.channel, at=row.t)
    c.retry = row
    pauses = settings.retry_after or (settings.lease,)
    beyond = row.attempt - len(pauses)
    c.is_hopeless = beyond > 0
    if row.kind is RowKind.UNKNOWN:
        c.not_before = row.t + seconds(pauses[min(beyond, 0) - 1]) * 2 ** min(max(beyond, 0), _DOUBLINGS)
    return Finding(None, (Because(Reason.RETRY, {"attempt": c.attempt, "at": row.t}),))


def _failed(judge: Judge, c: Candidate) -> Finding:
    row = judge.situation.states[c.key]
    attempts = judge.situation.record.by_key[c.key]
    failures = [r for r in attempts if r.kind is RowKind.FAILED]
    bounced = [r for r in attempts if r.kind is RowKind.BOUNCED]
    c.tried = tried = {r.channel: Reason.BOUNCED for r in bounced if r.channel is not None}
    for channel in {r.channel for r in failures if r.channel is not None}:
        settings = judge.policy.channels.get(channel)
        pauses = settings.retry_after if settings else ()
        count = sum(1 for r in failures if r.channel is channel)
        if count > len(pauses):
            tried.setdefault(channel, Reason.ABANDONED)
        elif row.kind is RowKind.FAILED and channel is row.channel:
            c.not_before = row.t + seconds(pauses[count - 1])
    code = Reason.BOUNCED if row.kind is RowKind.BOUNCED else Reason.RETRY
    return Finding(None, (Because(code, {"attempt": c.attempt, "at": row.t}),))


# -- 1 reached, 2 current -------------------------------------------------------------------------


NOT_IN_SIGHT: Final = skip(Reason.NOT_YET)


def step_reached(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what has not come yet."""
    due = c.due
    if due is None:
        return not_in_sight(judge, c)
    if judge.now >= due:
        return None
    settle = seconds(c.point.settle)
    code = Reason.SETTLING if settle and judge.now >= due - settle else _NOT_YET
    return skip(code, due, due=due)


def not_in_sight(judge: Judge, c: Candidate) -> Finding:
    """Return why nothing makes it due: nothing has happened yet, or what is believed is not worth a word."""
    if c.point.foresees_delay and judge.situation.slot is None:
        because = why_quiet(judge.measured.lateness(c.subject, c.role))
        return NOT_IN_SIGHT if because is None else Finding(VerdictKind.SKIP, (because,))
    return NOT_IN_SIGHT


def step_current(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what is no longer worth saying."""
    one = c.occurrence
    if one is None or c.forced is not None:
        return None
    reasons = _stale(judge, c, one)
    return Finding(_SKIP, tuple(reasons)) if reasons else None


def _stale(judge: Judge, c: Candidate, one: Occurrence) -> list[Because]:
    found: list[Because] = []
    start = judge.effective_from
    if start is not None and one.due < start and one.on is not TriggerOn.SILENCE:
        found.append(Because(Reason.BEFORE_POLICY, {"due": one.due, "effective_from": start}))
    if one.learned is not None:
        happened = one.due if one.born is None else one.born
        age = one.learned - happened
        if age > judge.max_event_age:
            found.append(Because(Reason.STALE_EVENT, {"age_seconds": age, "at": happened}))
    until = c.useful_until
    if until is not None and judge.now >= until:
        found.append(Because(Reason.STALE_EVENT, {"useful_until": until}))
    by = superseder(judge, c)
    if by is not None:
        found.append(Because(Reason.SUPERSEDED, {"by": by.name}))
    if one.notify is _NEVER:
        found.append(Because(Reason.MUTED, {"by": "event"}))
    return found


def superseder(judge: Judge, c: Candidate) -> Candidate | None:
    """Return a stronger candidate that makes this one stale: reached and allowed, said or not."""
    for stronger in judge.policy.superseders.get(c.point.id, ()):
        for other in _speaking_for(judge, stronger, c) if stronger in judge.points_in_sight else ():
            if _stands(judge, other) and not _has_recurred_since(c, other):
                return other
    return None


def _has_recurred_since(c: Candidate, other: Candidate) -> bool:
    """Say whether something happened again after the stronger word was due: the second failed attempt, say."""
    one = c.occurrence
    return one is not None and one.number > 1 and one.born is not None and (other.due or 0) < one.born


def _speaking_for(judge: Judge, stronger: str, c: Candidate) -> Iterator[Candidate]:
    """Yield the candidates of another touchpoint that speak of the same thing, or of the whole order.

    An order's only parcel speaks for the order.
    """
    parcels = judge.order.travelling if c.subject == ORDER and len(judge.order.travelling) == 1 else ()
    for subject in dict.fromkeys((c.subject, ORDER, *parcels)):
        other = judge.in_sight.get((stronger, subject, c.role))
        if other is not None:
            yield other


def _stands(judge: Judge, other: Candidate) -> bool:
    due = other.due
    if due is None or judge.now < due:
        return False
    return step_allowed(judge, other) is None


# -- 4 news, 5 sayable ----------------------------------------------------------------------------


def step_news(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what its recipient already knows; an answer is known once it was given, whoever gave it."""
    if c.forced is not None:
        return Finding(None, (Because(Reason.FORCED, {"by": c.forced.by}),))
    point = c.point
    if point.is_silence or (point.asks is not None and judge.question(c)):
        return None
    own = _known(judge, c, point.id, judge.own_value(c))
    if own is None:
        return None
    known = [own]
    for kind, value in () if point.answers else judge.telling_beside(c):
        because = _known(judge, c, kind, value)
        if because is None:
            return None
        known.append(because)
    if point.asks:
        known.append(Because(Reason.ALREADY_ASKED, {"fact": point.asks.question}))
    return Finding(_SKIP, tuple(known))


def _known(judge: Judge, c: Candidate, kind: str, value: FactValue) -> Because | None:
    knows = judge.people[c.role]
    if kind not in knows.kinds_told and c.point.formerly is None:
        return None
    told = knows.latest_told(c.subject, kind)
    if told is None and kind == c.point.id and c.point.formerly is not None:
        told = knows.latest_told(c.subject, c.point.formerly)
    if told is not None and _says(judge, c, kind, told, value) and c.key not in told.keys:
        code = Reason.ALREADY_KNOWN if told.by is Party.CUSTOMER else Reason.ALREADY_TOLD
        code = Reason.IMMATERIAL if kind == _WINDOW and told.value != value else code
        return Because(code, {"fact": kind, "by": told.by, "at": told.t})
    if c.point.importance is _MUST_TELL or not knows.perhaps:
        return None
    since = -1 if told is None else told.t
    newer = [one for one in knows.perhaps_told(c.subject, kind, c.key) if one.t >= since]
    maybe: Told | None = next((one for one in newer if _says(judge, c, kind, one, value)), None)
    return Because(Reason.ALREADY_TOLD, {"fact": kind, "by": maybe.by, "perhaps": True}) if maybe else None


def _says(judge: Judge, c: Candidate, kind: str, told: Told, value: FactValue) -> bool:
    """Say whether a word tells that value: the same, or somebody else's plain "it happened" since it last did."""
    one = c.occurrence
    plain = kind == c.point.id and told.value is True and told.by is not _SHOP
    if plain and one is not None and one.number > 1:
        return told.t >= (one.due if one.born is None else one.born)
    if kind == _WINDOW and isinstance(value, _SPANS) and isinstance(told.value, _SPANS):
        return _is_near(judge, told.value, value)
    return same(told.value, value)


def _is_near(judge: Judge, told: Window, value: Window) -> bool:
    """Say whether both ends of two windows lie on nearly the same dates."""
    local = judge.situation.local
    pairs = zip(dates_of(told, local), dates_of(value, local), strict=True)
    return all(abs((mine - theirs).days) < judge.policy.delays.material for mine, theirs in pairs)


def same(told: FactValue, value: FactValue) -> bool:
    """Say whether two values of a fact are materially the same."""
    return type(told) is type(value) and told == value


def step_sayable(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what cannot be said for want of a fact."""
    if not c.point.requires:
        return None
    known = judge.situation.facts(c.subject)
    missing = tuple(kind for kind in c.point.requires if kind not in known)
    if not missing:
        return None
    withheld = judge.situation.believed(c.subject).withheld if missing == ("window",) else None
    if withheld is not None:
        return skip(Reason.NOT_BELIEVABLE, fact=missing, withheld=withheld)
    return skip(Reason.MISSING_FACT, fact=missing)


# -- 6 ours ---------------------------------------------------------------------------------------


def step_ours(judge: Judge, c: Candidate) -> Finding | None:
    """Settle what somebody else says, for as long as they have time to say it."""
    if not c.point.channels:
        return None
    if c.point.id in judge.marketplace.forbids:
        because = Because(Reason.FORBIDDEN, {"by": Party.MARKETPLACE})
        return Finding(VerdictKind.DELEGATE, (because,), None, Party.MARKETPLACE)
    if c.point.id not in judge.policy.shared:
        return None
    owner, until = owner_of(judge, c)
    if owner is _SHOP or c.forced is not None:
        return None
    if until is not None and judge.now >= until:
        c.timed_out = owner
        return Finding(None, (Because(Reason.TIMEOUT_PASSED, {"by": owner, "until": until}),))
    return Finding(
        VerdictKind.DELEGATE, (Because(Reason.ASSIGNED, {"by": owner, "until": until}),), until, owner
    )


def owner_of(judge: Judge, c: Candidate) -> tuple[Party, Instant | None]:
    """Return who says it, and until when the shop waits for them; None is for ever."""
    rule = judge.policy.constant.get(c.point.id)
    if rule is None:
        rule = judge.policy.speaker(c.point.id, c.point.channels[0], judge.regime)
    owner = rule.owner
    if owner is _COURIER and c.point.id not in judge.courier(c).says:
        return _SHOP, None
    if owner is _SHOP or owner is _NOBODY or c.due is None:
        return owner, None
    pause = seconds(judge.policy.courier_timeout if rule.timeout is None else rule.timeout)
    if owner is not _COURIER:
        return owner, c.due + pause
    says = judge.courier(c).says[c.point.id]
    return owner, says.term(c.due, judge.situation.local) + pause if says.is_observed else None


Step = Callable[[Judge, Candidate], Finding | None]

STEPS: Final[tuple[Step, ...]] = (
    step_pending,
    step_reached,
    step_current,
    step_allowed,
    step_news,
    step_sayable,
    step_ours,
    step_through,
    step_open,
)
"""All steps, in the order in which they settle."""


def first_settling(judge: Judge, c: Candidate, steps: tuple[Step, ...] = STEPS) -> Finding | None:
    """Return the finding of the first step that settles, or None if the candidate may go now."""
    for step in steps:
        finding = step(judge, c)
        if finding is not None and finding.kind is not None:
            return finding
    return None
