"""What an onlooker holds against a host, from its policy, its ledger and its mailbox alone.

Nothing here asks the engine: rows are ranked, clocks read and windows counted anew. Only what an
order has reached is taken from its fold.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from postpurchase.decisions import Verdict
from postpurchase.ledger import Row
from postpurchase.messages import Block, Message
from postpurchase.people import Recipient
from postpurchase.policy import CalendarUnit, Cap, CapScope, Guarantee, Policy, TriggerOn
from postpurchase.vocabulary import ActionKind, EventKind, Importance, Party, Reason, Rides, RowKind
from postpurchase.windows import Instant, candidate_zones, instant, moment

from .hosts import Host, Letter, Look

RANKS = ("reserved", "unknown", "failed", "sent", "bounced", "abandoned")
OUT = frozenset({RowKind.SENT, RowKind.RESERVED, RowKind.UNKNOWN})
ACTS = frozenset(
    {
        EventKind.ORDER_PLACED,
        EventKind.INQUIRY_RECEIVED,
        EventKind.QUESTION_ANSWERED,
        EventKind.LEVEL_CHANGED,
        EventKind.DELIVERY_REQUESTED,
        EventKind.CONTACT_RECEIVED,
    }
)


def watch(host: Host, look: Look, message: Message) -> Iterator[str]:
    """Yield what is wrong with a message about to leave."""
    found = {
        "wakes somebody": not may_wake(host, look.now, message) and is_quiet(host, look.now, message),
        "over a cap": not is_exempt(host, look.now, message)
        and any(is_full(host, look, message, cap) for cap in host.policy.caps),
        "within the shortest gap": not is_exempt(host, look.now, message)
        and is_too_soon(host, look, message),
        "a key twice": len(set(message.keys)) < len(message.keys) or len(shared_keys(look)) > 0,
        "against the reader's will": not is_consented(host, look.now, message),
        "out of date": any(is_outdated(host, look, block) for block in (message.lead, *message.riders)),
    }
    yield from (f"{fault}: {message}" for fault, holds in found.items() if holds)


def shared_keys(look: Look) -> list[str]:
    """Return the keys that two messages of one plan carry."""
    return [key for key, n in Counter(k for m in look.plan.messages for k in m.keys).items() if n > 1]


# -- exemptions -----------------------------------------------------------------------------------


def may_wake(host: Host, now: Instant, message: Message) -> bool:
    """Say whether a message may leave at any hour: it is urgent, or answers what its reader just did."""
    point = host.policy.touchpoint(message.touchpoint)
    assert point is not None
    grace = int(host.policy.answer_grace.total_seconds())
    acted = any(event.kind in ACTS and event.t <= now < event.t + grace for event in host.events)
    return point.urgent or (point.answers and acted)


def is_exempt(host: Host, now: Instant, message: Message) -> bool:
    """Say whether no cap and no gap holds a message's lead."""
    point = host.policy.touchpoint(message.touchpoint)
    assert point is not None
    return may_wake(host, now, message) or point.importance is Importance.MUST_TELL or point.is_silence


# -- quiet hours ----------------------------------------------------------------------------------


def is_quiet(host: Host, now: Instant, message: Message) -> bool:
    """Read the wall clock wherever the recipient may be."""
    recipient = host.customer.recipient(message.to)
    rules = (recipient.quiet_hours,) if recipient.quiet_hours else host.policy.quiet_hours
    return any(
        between(moment(now).astimezone(ZoneInfo(zone)).time(), rule.start, rule.end)
        for zone in zones_of(recipient, host.policy)
        for rule in rules
    )


def zones_of(recipient: Recipient, policy: Policy) -> tuple[str, ...]:
    """Return where a recipient may be."""
    return (recipient.zone,) if recipient.zone else candidate_zones(recipient.country) or (policy.shop.zone,)


def between(wall: time, start: time, end: time) -> bool:
    """Say whether a clock stands between two times, over midnight if need be."""
    return start <= wall < end if start < end else wall >= start or wall < end


# -- caps and gaps --------------------------------------------------------------------------------


def contacts(look: Look, message: Message) -> Iterator[Row]:
    """Yield the rows of messages that its recipient got or may have got, the message's own left out."""
    plan = look.plan
    earlier = plan.messages[: plan.messages.index(message)]
    rows = (*look.rows, *(one.outcome(RowKind.SENT, at=plan.now) for one in earlier))
    best: dict[str, Row] = {}
    for row in rows:
        for key in row.keys:
            if key not in best or rank(row) >= rank(best[key]):
                best[key] = row
    for row in rows:
        stands = not row.keys or any(best[key] is row for key in row.keys)
        is_word = row.kind in OUT and row.to is message.to and row.by is not Party.CUSTOMER
        if stands and is_word and not set(row.keys) & set(message.keys):
            yield row


def rank(row: Row) -> tuple[int, int, Instant]:
    """Return how much a row counts about its keys."""
    return row.attempt, RANKS.index(row.kind), row.t


def is_full(host: Host, look: Look, message: Message, cap: Cap) -> bool:
    """Count what a cap counts, and say whether there is no room left."""
    counted = [
        row for row in contacts(look, message) if row.by in cap.senders and is_within(cap, row, message)
    ]
    if cap.span is not None:
        since = look.now - int(cap.span.total_seconds())
        return sum(1 for row in counted if row.t > since) >= cap.limit
    local = ZoneInfo(zones_of(host.customer.buyer, host.policy)[0])
    today = moment(look.now).astimezone(local).date()
    first = today - timedelta(days=today.weekday()) if cap.calendar is CalendarUnit.WEEK else today
    return sum(1 for row in counted if row.at.astimezone(local).date() >= first) >= cap.limit


def is_within(cap: Cap, row: Row, message: Message) -> bool:
    """Say whether a row and a message are in one scope."""
    if cap.scope is CapScope.ORDER:
        return row.order == message.order
    if cap.scope is CapScope.CHANNEL:
        return row.channel is cap.channel is message.channel
    return True


def is_too_soon(host: Host, look: Look, message: Message) -> bool:
    """Say whether the last contact was less than the shortest gap ago."""
    gap = int(host.policy.cadence.shortest_gap.total_seconds())
    return any(look.now < row.t + gap for row in contacts(look, message))


def is_consented(host: Host, now: Instant, message: Message) -> bool:
    """Say whether nobody had forbidden the channel by now."""
    reach = host.customer.recipient(message.to).channels.get(message.channel)
    if reach is None or reach.suppressed or not reach.reachable:
        return False
    given, taken = reach.consent.transactional, reach.consent.revoked.transactional
    stands = given is not None and instant(given) <= now
    revoked = taken is not None and instant(taken) <= now and (given is None or given <= taken)
    return message.channel.value in ("email", "marketplace_message", "call") or (stands and not revoked)


# -- in time --------------------------------------------------------------------------------------


def is_outdated(host: Host, look: Look, block: Block) -> bool:
    """Say whether what a block is about was learned too late, or is useful no more; a forced one may be."""
    point = host.policy.touchpoint(block.touchpoint)
    assert point is not None
    forced = any(row.kind is RowKind.REQUESTED and row.touchpoint == point.id for row in look.rows)
    if forced or not all(trigger.on is TriggerOn.MILESTONE for trigger in point.when):
        return False
    came = [
        (reached.at + int(trigger.offset.total_seconds()), reached)
        for reached in look.plan.decision.situation.order.milestones
        for trigger in point.when
        if trigger.milestone is reached.milestone and block.subject in (reached.subject, "order")
    ]
    due, latest = max(((t, one) for t, one in came if t <= look.now), key=lambda pair: pair[0])
    too_late = latest.learned_at - latest.at > int(host.policy.max_event_age.total_seconds())
    useful = point.useful_for
    return too_late or (useful is not None and look.now >= due + int(useful.total_seconds()))


# -- once, and at least once ----------------------------------------------------------------------


def told_again(host: Host) -> Iterator[str]:
    """Yield the keys told again though their first telling was sure, or in doubt on a channel that forbids it.

    What is told again for doubt is told as it was: under the same keys.
    """
    for key in {key for letter in host.letters for key in letter.row.keys}:
        tried = [letter for letter in host.letters if key in letter.row.keys]
        taken = [letter for letter in tried if letter.answer is not RowKind.FAILED]
        yield from (f"told twice: {one.row}" for one in taken[:-1] if not may_be_repeated(host.policy, one))
        for one, after in pairwise(tried):
            if one.noted in (None, RowKind.UNKNOWN) and one.row.keys != after.row.keys:
                yield f"in doubt, and told with other keys: {one.row} and {after.row}"


def may_be_repeated(policy: Policy, letter: Letter) -> bool:
    """Say whether what a letter said may be said again."""
    if letter.noted in (RowKind.BOUNCED, RowKind.FAILED):
        return True
    sure = policy.channels[letter.channel].guarantee is Guarantee.AT_LEAST_ONCE
    return sure and letter.noted in (None, RowKind.UNKNOWN)


BY_TIME = frozenset({Reason.STALE_EVENT, Reason.SUPERSEDED, Reason.EXPIRES_FIRST})
"""Why something ceases to be worth saying without anything new having come in."""

BY_NEWS = BY_TIME | {
    Reason.MUTED,
    Reason.ORDER_CANCELLED,
    Reason.GATE_OPEN,
    Reason.PROBLEM_OPEN,
    Reason.PAUSED,
    Reason.CONDITION_FALSE,
    Reason.ALREADY_TOLD,
    Reason.ALREADY_KNOWN,
    Reason.MISSING_FACT,
    Reason.NO_CHANNEL,
    Reason.CONSENT_REVOKED,
    Reason.ASSIGNED,
}
"""Why, when something has."""


def lost(host: Host, now: Instant) -> Iterator[str]:
    """Yield what was once to be sent, was never taken, and is neither over nor reported to staff."""
    taken = {key for letter in host.mailbox for key in letter.row.keys}
    latest = {key: row for row in host.rows for key in row.keys if row.touchpoint}
    missing = latest.keys() - taken
    called = {action.about for action in host.tasks if action.kind is ActionKind.NEEDS_ATTENTION}
    judged = host.look(now).plan.verdicts if missing else ()
    verdicts = {v.candidate.key: v for v in judged if v.candidate.occurrence is not None}
    for key in sorted(missing):
        verdict, news = verdicts.get(key), host.inputs > host.inputs_at[key]
        if verdict is None:
            yield from () if news or was_said_since(host, latest[key]) else (f"forgotten: {latest[key]}",)
        elif verdict.name not in called and not is_over(latest[key], verdict, news=news):
            yield f"lost: {verdict} of {latest[key]}"


def was_said_since(host: Host, row: Row) -> bool:
    """Say whether the same went out later on its own account: staff asked for what was about to be said anyway."""
    said = (letter.row for letter in host.mailbox if letter.at >= row.t)
    return any((one.touchpoint, one.subject, one.to) == (row.touchpoint, row.subject, row.to) for one in said)


def is_over(row: Row, verdict: Verdict, *, news: bool) -> bool:
    """Say whether a verdict is one for which something reserved may stay unsaid.

    What can only ride along is over with the message it rode in.
    """
    code = verdict.reason.code
    refused = row.kind in (RowKind.FAILED, RowKind.BOUNCED) and code is Reason.NO_CHANNEL
    stranded = code is Reason.WAITING_TO_MERGE and verdict.candidate.point.rides is Rides.ONLY and news
    return refused or stranded or code in (BY_NEWS if news else BY_TIME)


def all_faults(host: Host, now: Instant) -> list[str]:
    """Return everything held against a host that has come to rest."""
    return [*host.faults, *told_again(host), *lost(host, now)]


def faults_so_far(host: Host) -> list[str]:
    """Return everything held against a host at any time."""
    return [*host.faults, *told_again(host)]
