"""What leaves in one message: a lead that may go now, and everything that may ride along.

Riders are all that survived to step 7, those still deferred included: whoever writes anyway says
it all. After each message the rest is asked again, for the message counts towards caps and gaps.
"""

from __future__ import annotations

from postpurchase.decisions.judge import Judge
from postpurchase.decisions.leaving import may_ride, refusal, step_open, step_through
from postpurchase.decisions.model import Because, Bundle, Candidate, Finding, Unsaid
from postpurchase.situation import Contact
from postpurchase.vocabulary import IMPORTANCE_RANK, Importance, Party, Reason, Rides, VerdictKind
from postpurchase.windows import Instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

NO_LEAD: Final = Finding(VerdictKind.DEFER, (Because(Reason.WAITING_TO_MERGE, {}),))
"""What holds a rides-only candidate that could go: nobody is writing now."""


_MUST_TELL: Final = Importance.MUST_TELL  # on 3.11 a member looked up in its class costs five times a name


def precedence(c: Candidate) -> tuple[bool, bool, int, Instant, str, str]:
    """Return the order in which candidates lead: urgent, first word, must-tell, importance, due, name."""
    return (
        not c.point.urgent,
        not c.point.first,
        IMPORTANCE_RANK[c.point.importance],
        c.due or 0,
        c.point.id,
        c.subject,
    )


def bundles(judge: Judge, survivors: list[Candidate]) -> tuple[list[Bundle], list[Unsaid]]:
    """Return the messages that leave now, and what holds each candidate that does not leave."""
    waiting = sorted(survivors, key=precedence)
    held = {id(c): step_open(judge, c) for c in waiting}
    made: list[Bundle] = []
    while (lead := _first_open(waiting, held)) is not None:
        bundle = _bundle(judge, lead, waiting)
        made.append(bundle)
        gone = {id(part) for part in bundle.parts}
        waiting = [c for c in waiting if id(c) not in gone]
        judge.sent_now.setdefault(lead.role, []).append(_counted(judge, bundle))
        held = {id(c): _again(judge, c) for c in waiting}
    return made, [(c, held[id(c)] or NO_LEAD) for c in waiting]


def _first_open(waiting: list[Candidate], held: dict[int, Finding | None]) -> Candidate | None:
    return next((c for c in waiting if held[id(c)] is None and c.point.rides is not Rides.ONLY), None)


def _again(judge: Judge, c: Candidate) -> Finding | None:
    """Ask again what may have changed with a message: which channels and caps have room."""
    step_through(judge, c)
    return step_open(judge, c)


def _bundle(judge: Judge, lead: Candidate, waiting: list[Candidate]) -> Bundle:
    if lead.retry is not None:
        same = tuple(c for c in waiting if c is not lead and c.retry is lead.retry)
        return _made(judge, lead, same, lead.retry.keys)
    riders = tuple(c for c in waiting if c is not lead and c.point.channels and may_ride(judge, c, lead))
    return _made(judge, lead, riders, (lead.key, *(c.key for c in riders)))


def _made(judge: Judge, lead: Candidate, riders: tuple[Candidate, ...], keys: tuple[str, ...]) -> Bundle:
    channel = lead.channel or lead.channels[0]
    also = tuple(c for c in lead.point.also if c is not channel and refusal(judge, lead, c) is None)
    return Bundle(lead=lead, riders=riders, channel=channel, also=also, keys=keys)


def _counted(judge: Judge, bundle: Bundle) -> Contact:
    return Contact(judge.now, judge.order.id, bundle.channel, Party.SHOP, bundle.keys)


def must_tell(c: Candidate) -> bool:
    """Say whether a candidate has to be told by its deadline."""
    return c.point.importance is _MUST_TELL
