"""When to ask again: the least threshold after now, as if this plan were recorded as sent."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import timedelta
from itertools import product

from postpurchase.decisions.anchors import seconds
from postpurchase.decisions.conditions import AFTER_TOLD
from postpurchase.decisions.delays import BROKEN, OF_THE_ORDER, STAGES, speakers
from postpurchase.decisions.holding import deadline_of, is_held
from postpurchase.decisions.judge import Judge
from postpurchase.decisions.model import Bundle, Candidate, Finding, Unsaid
from postpurchase.decisions.together import must_tell
from postpurchase.decisions.verdicts import Wake, WakeCause
from postpurchase.eta.estimates import dates_of
from postpurchase.ledger import FactValue
from postpurchase.policy import TriggerOn
from postpurchase.situation import NEXT_WORD, ORDER
from postpurchase.vocabulary import Reason, Role, VerdictKind
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window, start_of_day

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final

# On 3.11 a member looked up in its class costs five times a name; everything unsaid needs these.
_DEFER, _DUE = VerdictKind.DEFER, WakeCause.DUE


def next_wake(judge: Judge, unsaid: list[Unsaid], made: list[Bundle]) -> Wake | None:
    """Return the next instant at which this order may have something new to say, and why."""
    told: dict[Role, list[Bundle]] = {}
    for bundle in made:
        told.setdefault(bundle.lead.role, []).append(bundle)
    ahead = [wake for c, finding in unsaid for wake in _thresholds(judge, c, finding, told)]
    ahead += _later(judge, unsaid, made)
    ahead += _revisions(judge)
    ahead += [wake for role in told if (wake := _next_silence(judge, role, told[role]))]
    for bundle in made:
        ahead += _breaches(judge, bundle)
        ahead += _ends(judge, bundle)
        ahead += _left_out(judge, bundle)
    if made:
        ahead += _measured_anew(judge, unsaid, made)
        ahead += _known_anew(judge, unsaid, made)
    return min((wake for wake in ahead if wake.at > judge.now), default=None)


def _thresholds(judge: Judge, c: Candidate, finding: Finding, told: Collection[Role]) -> Iterator[Wake]:
    if finding.until is not None and not (c.point.is_silence and c.role in told):
        yield Wake(finding.until, _cause(c, finding), c.name)
    if must_tell(c) and is_held(judge, c, finding) and (deadline := deadline_of(judge, c)) is not None:
        yield Wake(deadline, WakeCause.DEADLINE, c.name)


def _cause(c: Candidate, finding: Finding) -> WakeCause:
    code = finding.reasons[0].code
    if finding.kind is _DEFER:
        return WakeCause.RETRY if code is Reason.RETRY else WakeCause.OPEN
    if code is Reason.IN_FLIGHT:
        return WakeCause.LEASE
    if code is Reason.ASSIGNED:
        return WakeCause.UNTIL
    silent = c.occurrence is not None and c.occurrence.on is TriggerOn.SILENCE
    return WakeCause.SILENCE if silent else _DUE


def _later(judge: Judge, unsaid: list[Unsaid], made: list[Bundle]) -> Iterator[Wake]:
    """Yield when else a touchpoint comes due, except for what is out already under the same key.

    A request that lateness hides may show itself as soon as anything was told.
    """
    again = [c for c in judge.candidates if c.later]
    left = {id(c): finding for c, finding in unsaid} if again else {}
    for c in again:
        finding = left.get(id(c))
        spent = finding is None or finding.reasons[0].code is Reason.USED
        for one in c.later:
            if c.occurrence is not None and not (spent and one.name == c.occurrence.name):
                hidden = bool(made) and one.due <= judge.now
                yield Wake(judge.now + 1 if hidden else one.due, WakeCause.DUE, c.name)


def _breaches(judge: Judge, bundle: Bundle) -> Iterator[Wake]:
    """Yield when a promise made now would be broken, where the policy has something to say to that."""
    for heard in judge.policy.foreseen:
        if heard.trigger.on is TriggerOn.PROMISE:
            for kind, due in judge.promises(bundle.parts):
                if kind != NEXT_WORD:
                    yield Wake(due + heard.offset, WakeCause.DUE, f"{heard.point.id}@{ORDER}")


def _revisions(judge: Judge) -> Iterator[Wake]:
    """Yield when an estimate changes by itself, where the policy has something to say to that."""
    name = next((heard.point.id for heard in judge.policy.foreseen if heard.trigger.on in STAGES), None)
    if name is not None:
        for subject in speakers(judge.order):
            turn = judge.situation.believed(subject).changes_at
            if turn is not None:
                yield Wake(turn, WakeCause.DUE, f"{name}@{subject}")


def _ends(judge: Judge, bundle: Bundle) -> Iterator[Wake]:
    """Yield when a window told now would be broken, where the policy has something to say to that."""
    listening = [heard for heard in judge.policy.foreseen if heard.trigger.on in _AFTER_THE_END]
    windows = list(_told_windows(judge, bundle)) if listening else []
    for heard in listening:
        point, trigger, terms = heard.point, heard.trigger, judge.policy.delays
        days = [tier.days_late for tier in terms.compensation] if trigger.on is TriggerOn.LATE else [1]
        pause = point.settle + (
            timedelta(0) if trigger.on is TriggerOn.LATE else terms.grace + trigger.offset
        )
        for window, after in product(windows, days):
            day = dates_of(window, judge.situation.local)[1] + timedelta(days=after)
            due = start_of_day(day, judge.situation.local) + seconds(pause)
            yield Wake(due, WakeCause.DUE, f"{point.id}@{bundle.lead.subject}")


def _left_out(judge: Judge, bundle: Bundle) -> Iterator[Wake]:
    """Yield the next second where a message tried again leaves a rider out: nobody was told of it, after all."""
    if len(bundle.keys) > len(bundle.parts):
        yield Wake(judge.now + 1, WakeCause.DUE, bundle.lead.name)


def _measured_anew(judge: Judge, unsaid: list[Unsaid], made: list[Bundle]) -> Iterator[Wake]:
    """Yield the next second where a window told now changes what lateness is measured against.

    So it is where lateness stays unsaid, where a message tried again tells what is believed no more, or no day, where one
    told of the whole order moves what was promised of a parcel that is expected earlier, or later, and where
    another window was told in this very second: of two the earlier end counts.
    """
    late = [
        c.name
        for c, _ in unsaid
        if c.occurrence and c.occurrence.on in STAGES and c.occurrence.due <= judge.now
    ]
    if any(heard.trigger.on in STAGES for heard in judge.policy.foreseen):
        late += [bundle.lead.name for bundle in made if _moves_the_measure(judge, bundle)]
    if late and any(_tells_when(judge, bundle) for bundle in made):
        yield Wake(judge.now + 1, WakeCause.DUE, late[0])


def _known_anew(judge: Judge, unsaid: list[Unsaid], made: list[Bundle]) -> Iterator[Wake]:
    """Yield the next second where what is told now makes something else worth saying.

    So it is where that waits for a loss or a cancellation to be told, and where a message tried again tells anew
    what newer news has replaced since.
    """
    telling = {(part.point.id, part.subject, part.role) for bundle in made for part in bundle.parts}
    tried_again = {bundle.lead.role for bundle in made if bundle.lead.retry is not None}
    for c, finding in unsaid:
        if c.due is not None and c.due <= judge.now:
            named = [word for name, (word, _) in AFTER_TOLD.items() if name in c.point.while_]
            repeats = finding.reasons[0].code is Reason.ALREADY_TOLD and c.role in tried_again
            if repeats or any((word, c.subject, c.role) in telling for word in named):
                yield Wake(judge.now + 1, WakeCause.DUE, c.name)


def _tells_when(judge: Judge, bundle: Bundle) -> bool:
    """Say whether a message tells a window; or of lateness, tried again, none: then one may be told since."""
    is_late = bundle.lead.occurrence is not None and bundle.lead.occurrence.on in BROKEN
    return (is_late and bundle.lead.retry is not None) or any(True for _ in _told_windows(judge, bundle))


def _moves_the_measure(judge: Judge, bundle: Bundle) -> bool:
    if bundle.lead.retry is not None or _moves(judge, bundle) or _is_outlasted(judge, bundle):
        return True
    return any(t == judge.now for t, *_ in judge.situation.people[bundle.lead.role].windows)


def _moves(judge: Judge, bundle: Bundle) -> bool:
    """Say whether a window told now leaves a parcel of several expected by the date first promised after all."""
    subjects = speakers(judge.order)
    windows = list(_told_windows(judge, bundle)) if len(subjects) > 1 else []
    found = [judge.measured.lateness(subject, bundle.lead.role) for subject in subjects if windows]
    return any(one.will_be_on_time(told) for one in found if one is not None for told in windows)


def _is_outlasted(judge: Judge, bundle: Bundle) -> bool:
    """Say whether a parcel of several is believed to come later than a window told now of the whole order."""
    local, parcels = judge.situation.local, judge.situation.parcels
    of_order = [part for part in bundle.parts if part.subject == ORDER] if len(parcels) > 1 else []
    told = [dates_of(window, local)[1] for part in of_order for window in _windows(judge.tells(part))]
    believed = [judge.situation.estimate(one).window for one in parcels if told]
    ends = [dates_of(window, local)[1] for window in believed if window is not None]
    return any((end - last).days >= judge.policy.delays.material for end, last in product(ends, told))


_AFTER_THE_END: Final = BROKEN | OF_THE_ORDER


def _told_windows(judge: Judge, bundle: Bundle) -> Iterator[Window]:
    """Yield the windows that a message tells; one tried again tells what it told."""
    retry = bundle.lead.retry
    told = [judge.situation.content_of(retry).tells] if retry is not None else map(judge.tells, bundle.parts)
    for tells in told:
        yield from _windows(tells)


def _windows(tells: Mapping[str, FactValue]) -> Iterator[Window]:
    return (value for value in tells.values() if isinstance(value, (DateWindow, TimeWindow)))


def _next_silence(judge: Judge, role: Role, bundles: list[Bundle]) -> Wake | None:
    listening = [c for c in judge.candidates if c.point.is_silence and c.role is role]
    is_owed = bool(listening) and judge.silence(role) is not None
    due = judge.silence_due(role, judge.now, _next_word(judge, role, bundles)) if is_owed else None
    return None if due is None else Wake(max(due, judge.now + 1), WakeCause.SILENCE, listening[0].name)


def _next_word(judge: Judge, role: Role, bundles: list[Bundle]) -> Instant | None:
    """Return by when that person is promised the next word, by all that is said at this instant."""
    knows = judge.knowledge(role)
    words = [next_word_of(judge, bundle) for bundle in bundles]
    words.append(knows.next_word if knows.heard_at == judge.now else None)
    return min((due for due in words if due is not None), default=None)


def next_word_of(judge: Judge, bundle: Bundle) -> Instant | None:
    """Return by when a message promises the next word, if it does."""
    return min((due for kind, due in judge.promises(bundle.parts) if kind == NEXT_WORD), default=None)
