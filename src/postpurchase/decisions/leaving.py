"""Steps 7 and 8: through which channel a candidate may leave, and when.

Three brakes hold ordinary messages: the shortest gap since the last contact, the wait for others to
travel with, and caps. A first word, the thanks, holds all that come before it. Closed hours hold everything that is neither urgent nor an answer.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from datetime import timedelta

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.conditions import step_allowed
from postpurchase.decisions.judge import Judge, zones_of
from postpurchase.decisions.model import Because, Candidate, Finding
from postpurchase.ledger import FactValue
from postpurchase.people import NEEDS_NO_CONSENT, Reach
from postpurchase.policy import CalendarUnit, Cap, CapScope, Touchpoint
from postpurchase.situation import home_zone
from postpurchase.vocabulary import (
    Channel,
    ContentClass,
    Importance,
    Reason,
    Rides,
    Role,
    VerdictKind,
    WhenClosed,
)
from postpurchase.windows import Instant, local_date, start_of_day

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

# On 3.11 a member looked up in its class costs five times a name; every candidate needs these.
_MUST_TELL, _MARKETING = Importance.MUST_TELL, Importance.MARKETING
_OFFER, _SERVICE = ContentClass.MARKETING, ContentClass.TRANSACTIONAL
_DROP, _DEFER, _OF_CHANNEL = WhenClosed.DROP, VerdictKind.DEFER, CapScope.CHANNEL

# -- 7 through ------------------------------------------------------------------------------------


def step_through(judge: Judge, c: Candidate) -> Finding | None:
    """Choose the first channel that is consented to, reachable and has room; settle if there is none."""
    channels = c.channels
    if not channels:
        return None
    if c.retry is not None or c.tried or judge.policy.caps:
        return _chosen(judge, c)
    way = c.role, content_class(c.point), channels  # nothing else is looked at: others share it
    if way in judge.ways:
        c.channel, finding = judge.ways[way]
        return finding
    finding = _chosen(judge, c)
    judge.ways[way] = c.channel, finding
    return finding


def _chosen(judge: Judge, c: Candidate) -> Finding | None:
    again = c.retry.channel if c.retry is not None else None
    if again is not None and refusal(judge, c, again) is None:
        c.channel = again
        return None
    reasons: list[Because] = []
    capped: Channel | None = None
    for channel in c.channels:
        refused = refusal(judge, c, channel)
        if refused is None and not _channel_full(judge, c, channel):
            c.channel = channel
            return Finding(None, tuple(reasons)) if reasons else None
        capped = capped or (channel if refused is None else None)
        reasons.append(refused or Because(Reason.CHANNEL_CAP, {"channel": channel}))
    if capped is not None:
        c.channel = capped
        return Finding(None, tuple(reasons))
    return Finding(VerdictKind.SKIP, (Because(Reason.NO_CHANNEL), *reasons), _consent_begins(judge, c))


def _consent_begins(judge: Judge, c: Candidate) -> Instant | None:
    """Return when consent dated ahead opens one of a candidate's channels, if any is."""
    reaches, content = judge.knowledge(c.role).recipient.channels, content_class(c.point)
    begins = (reaches[way].consent.begins(content, judge.now) for way in c.channels if way in reaches)
    return min((at for at in begins if at is not None), default=None)


def refusal(judge: Judge, c: Candidate, channel: Channel) -> Because | None:
    """Say why a person cannot be written to on that channel, if so."""
    way = c.role, channel, content_class(c.point)
    if way not in judge.refusals:
        judge.refusals[way] = _refusal(judge, *way)
    refused = judge.refusals[way]
    if channel not in c.tried or (refused is not None and refused.code in _CLOSED_FOR_ALL):
        return refused
    return Because(c.tried[channel], {"channel": channel})


_CLOSED_FOR_ALL: Final = frozenset({Reason.UNREACHABLE, Reason.SUPPRESSED})
"""What closes a channel, whatever was tried on it."""


def _refusal(judge: Judge, role: Role, channel: Channel, content: ContentClass) -> Because | None:
    reach = judge.knowledge(role).recipient.channels.get(channel)
    if reach is None or not reach.reachable:
        return Because(Reason.UNREACHABLE, {"channel": channel})
    if reach.suppressed:
        return Because(Reason.SUPPRESSED, {"channel": channel})
    return _without_consent(reach, content, channel, judge.now)


def content_class(point: Touchpoint) -> ContentClass:
    """Return what consent law calls a touchpoint."""
    return _OFFER if point.importance is _MARKETING else _SERVICE


def _without_consent(reach: Reach, content: ContentClass, channel: Channel, now: Instant) -> Because | None:
    if content is ContentClass.TRANSACTIONAL and channel in NEEDS_NO_CONSENT:
        return None
    data = {"channel": channel, "content": content}
    if reach.consent.withdrawn(content, now):
        return Because(Reason.CONSENT_REVOKED, data)
    return None if reach.consent.given(content, now) else Because(Reason.NO_CONSENT, data)


def _channel_full(judge: Judge, c: Candidate, channel: Channel) -> bool:
    caps = judge.policy.caps
    return bool(caps) and any(cap.channel is channel and room_at(judge, c, cap) > judge.now for cap in caps)


Pause: TypeAlias = tuple[Because, Instant]
"""Why a candidate has to wait, and until when."""

Brake: TypeAlias = tuple[Reason, Instant, Mapping[str, FactValue]]
"""What holds a candidate, until when, and what else is to be said of that."""

# -- 8 open ---------------------------------------------------------------------------------------


def step_open(judge: Judge, c: Candidate) -> Finding | None:
    """Find when it may leave; settle unless that is now."""
    point = c.point
    if not point.channels:
        return None
    if c.not_before is None and not point.wait and point.when_closed is not _DROP and not judge.has_pauses:
        return None if _hurries(judge, c) else _once_open(judge, c)
    hurries = _hurries(judge, c)
    pauses = _pauses(judge, c, hurries=hurries)
    open_at = max([until for _, until in pauses]) if pauses else judge.now
    why, dropped = tuple([because for because, _ in pauses]), False
    if not hurries:
        open_at, closed = _opening(judge, c, open_at)
        why += closed
        dropped = point.when_closed is _DROP and c.forced is None and _was_closed(judge, c)
    if open_at <= judge.now and not dropped:
        return None
    return _held(c, open_at, why, dropped=dropped)


def _hurries(judge: Judge, c: Candidate) -> bool:
    return c.point.urgent or (c.point.answers and judge.is_answer(c))


def _once_open(judge: Judge, c: Candidate) -> Finding | None:
    """Find when somebody may be written to, where nothing but closed hours could hold it."""
    open_at, why = _opening(judge, c, judge.now)
    return _held(c, open_at, why, dropped=False) if why else None


def _held(c: Candidate, open_at: Instant, why: tuple[Because, ...], *, dropped: bool) -> Finding:
    if dropped or _outlives(c, open_at):
        return Finding(VerdictKind.SKIP, (Because(Reason.EXPIRES_FIRST, {"open_at": open_at}), *why))
    return Finding(_DEFER, why, open_at)


def _outlives(c: Candidate, open_at: Instant) -> bool:
    """Say whether a candidate could leave only when it is of no use; what staff ask for is of use to them."""
    return c.forced is None and c.useful_until is not None and open_at >= c.useful_until


def _was_closed(judge: Judge, c: Candidate) -> bool:
    return judge.schedule(c.role, c.channel)[0].is_closed(_ready(judge, c))


def _ready(judge: Judge, c: Candidate) -> Instant:
    """Return when it could first have been said: once due and learned; what has not come could be at any time."""
    one = c.occurrence
    if one is None:
        return judge.now
    return one.due if one.learned is None else max(one.due, one.learned)


def _pauses(judge: Judge, c: Candidate, *, hurries: bool) -> list[Pause]:
    pauses: list[Pause] = []
    if c.not_before is not None and c.not_before > judge.now:
        pauses.append((Because(Reason.RETRY, {"until": c.not_before}), c.not_before))
    if hurries:
        return pauses
    if judge.first_words:
        pauses += _first_words(judge, c)
    if c.point.importance is not _MUST_TELL and not c.point.is_silence:
        for code, until, data in _brakes(judge, c):
            if until > judge.now:
                pauses.append((Because(code, {"until": until, **data}), until))
    return pauses


def _first_words(judge: Judge, c: Candidate) -> Iterator[Pause]:
    """Yield the word that has to come first, while its own time is still to come."""
    for first in judge.first_words:
        if first.role is c.role and first.due is not None and step_allowed(judge, first) is None:
            yield (Because(Reason.WAITING_TO_MERGE, {"until": first.due, "for": first.name}), first.due)


def _brakes(judge: Judge, c: Candidate) -> list[Brake]:
    brakes: list[Brake] = []
    gap = seconds(judge.policy.cadence.shortest_gap)
    times = judge.contact_times(c) if gap else ()
    if times:
        brakes.append((Reason.SHORTEST_GAP, times[-1] + gap, {}))
    if c.point.wait and c.due is not None and judge.order.still_to_leave:
        brakes.append((Reason.WAITING_TO_MERGE, c.due + seconds(c.point.wait), {}))
    brakes += [
        (Reason.CAP, room_at(judge, c, cap), {"cap": str(cap)})
        for cap in judge.policy.caps
        if cap.scope is not _OF_CHANNEL or cap.channel is c.channel
    ]
    return brakes


def room_at(judge: Judge, c: Candidate, cap: Cap) -> Instant:
    """Return when a cap has room: a rolling one a span after its n-th newest message, or at once."""
    times = judge.contact_times(c, cap)
    if cap.span is not None:
        return times[-cap.limit] + seconds(cap.span) if len(times) >= cap.limit else judge.now
    first, after = _period(judge, c, cap)
    return after if len(times) - bisect_left(times, first) >= cap.limit else judge.now


def _period(judge: Judge, c: Candidate, cap: Cap) -> tuple[Instant, Instant]:
    local = home_zone(judge.knowledge(c.role).recipient, judge.situation.shop)
    day, length = local_date(judge.now, local), 1
    if cap.calendar is CalendarUnit.WEEK:
        day, length = day - timedelta(days=day.weekday()), 7
    return start_of_day(day, local), start_of_day(day + timedelta(days=length), local)


def _opening(judge: Judge, c: Candidate, earliest: Instant) -> tuple[Instant, tuple[Because, ...]]:
    """Return when a person may first be written to on that channel, and why not before."""
    way = c.role, c.channel, earliest
    if way not in judge.openings:
        schedule, guessed = judge.schedule(c.role, c.channel)
        open_at = schedule.next_open(earliest)
        why = tuple(_closed(judge, c, earliest, open_at, guessed=guessed)) if open_at > earliest else ()
        judge.openings[way] = open_at, why
    return judge.openings[way]


def _closed(
    judge: Judge, c: Candidate, earliest: Instant, open_at: Instant, *, guessed: bool
) -> Iterator[Because]:
    quiet, _ = judge.schedule(c.role, None)
    code = Reason.QUIET_HOURS if quiet.is_closed(earliest) else Reason.SEND_WINDOW
    yield Because(code, {"until": open_at})
    if guessed:
        zones = zones_of(judge.knowledge(c.role).recipient) or (judge.situation.shop.zone,)
        yield Because(Reason.ZONE_UNKNOWN, {"candidates": zones})


def may_ride(judge: Judge, c: Candidate, lead: Candidate) -> bool:
    """Say whether a candidate may travel in the lead's message."""
    if c.point.rides is Rides.NO or c.role is not lead.role or c.retry is not None or lead.channel is None:
        return False
    if c.point.rides_with and lead.point.id not in c.point.rides_with:
        return False
    return lead.channel in c.channels and refusal(judge, c, lead.channel) is None
