"""From a plan to what an agent needs: what is true, what was said and promised, what comes, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from postpurchase.classes import replace
from postpurchase.events import Event
from postpurchase.ledger import Ask, FactValue
from postpurchase.order import ORDER, Shipment
from postpurchase.policy import Policy, outline
from postpurchase.situation import Knowledge, Situation, slot_is_over
from postpurchase.text.acts import Act, Heard, acts
from postpurchase.text.answer_lines import answer_text
from postpurchase.text.answers import AnswerPack, Coming, ParcelNow, Standing, ToDo, Truth, Word
from postpurchase.text.asked import catalog_of, plan_of, tag_of
from postpurchase.text.catalog import Catalog
from postpurchase.text.explaining import Speaker
from postpurchase.text.path import AUTHORS, STRAND, Strand, channel_of, number_of, path, subject_of
from postpurchase.text.prose import prose
from postpurchase.text.sentences import Sentences, words_with
from postpurchase.vocabulary import Mode, Party, Reason, Role, VerdictKind
from postpurchase.windows import (
    DateWindow,
    Instant,
    Slot,
    TimeWindow,
    end_of_day,
    instant,
    moment,
    span_of,
)

if TYPE_CHECKING:
    from postpurchase.decisions import Decision, Verdict
    from postpurchase.messages import Action

SECTIONS: Final = ("answer", "states", "told", "topics")
"""The sections of words an answer is given in."""
BOTH: Final = (Role.BUYER, Role.RECEIVER)


class Answerable(Protocol):
    """What of a plan an answer is made of."""

    @property
    def actions(self) -> tuple[Action, ...]:
        """What is to be done."""
        ...

    @property
    def questions(self) -> tuple[Ask, ...]:
        """What was asked and not answered."""
        ...

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """What became of every candidate."""
        ...

    @property
    def decision(self) -> Decision:
        """Where it comes from."""
        ...


def answer_pack(plan: Answerable, catalog: Catalog, locale: str = "en") -> AnswerPack:
    """Return what an agent needs to answer "where is my order?", said in the agent's language.

    Times are those of the customer. English where there are no words in the agent's language.
    """
    situation, policy = plan_of(plan).decision.situation, plan.decision.policy
    words = words_with(catalog_of(catalog), tag_of(locale), *SECTIONS)
    say = Sentences(words, locale, situation.local, moment(situation.now))
    speaker = Speaker(prose(locale), locale, situation.local, say.now)
    pack = AnswerPack(
        order=situation.order.id,
        at=say.now,
        locale=say.tag,
        zone=str(situation.local),
        truth=_truth(situation, policy, say.tag),
        said=_said(situation),
        promised=tuple(sorted(_promised(situation), key=lambda one: (one.due, one.kind, one.to))),
        coming=tuple(sorted(_coming(plan.verdicts, situation, speaker), key=_by_time)),
        ahead=_ahead(situation, policy),
        questions=plan.questions,
        missing=_missing(situation, policy),
        checking_since=_checking_since(situation, policy),
        problems=situation.order.problems,
        holds=situation.order.holds,
        to_do=tuple(ToDo(kind=action.kind, about=action.about) for action in plan.actions),
        text="",
    )
    mode = situation.order.placed.mode if situation.order.placed else Mode.STOCK
    return replace(pack, text=answer_text(pack, say, mode))


# -- true -----------------------------------------------------------------------------------------


def _truth(situation: Situation, policy: Policy, locale: str) -> Truth:
    order = situation.order
    over = slot_is_over(situation, policy.profiles.courier(situation.courier).codes)
    return Truth(
        progress=order.progress,
        cancellation=order.cancellation,
        window=None if _waits(situation, policy) else situation.estimate(None).window,
        slot=situation.slot if order.is_open and not over else None,
        parcels=tuple(_parcel(situation, one, policy, locale) for one in situation.parcels),
    )


def _parcel(situation: Situation, parcel: Shipment, policy: Policy, locale: str) -> ParcelNow:
    order = situation.order
    current = [ref for ref in parcel.refs if ref.until is None]
    news = [
        event.t
        for event in order.events
        if STRAND.get(event.kind) is Strand.PARCEL and subject_of(order, event) == parcel.subject
    ]
    number = number_of(order, parcel.subject)
    courier = parcel.courier or (situation.courier if number is None else None)
    return ParcelNow(
        subject=parcel.subject,
        number=number,
        position=parcel.position,
        outcome=parcel.outcome,
        how=parcel.how,
        courier=courier,
        courier_name=policy.profiles.courier(courier).called(locale),
        tracking=current[-1].number if current else None,
        tracking_url=current[-1].url if current else None,
        window=situation.estimate(parcel).window if order.is_open and not _waits(situation, policy) else None,
        point=parcel.pickup.point if parcel.pickup else None,
        keep_until=parcel.pickup.keep_until if parcel.pickup else None,
        last_news=moment(news[-1], situation.local) if news else None,
    )


# -- said -----------------------------------------------------------------------------------------


def _said(situation: Situation) -> tuple[Word, ...]:
    """Return every act of communication in order: the shop's, others', and the customer's own."""
    order = situation.order
    contacts = [event for event in path(order, to_buyer=True) if STRAND[event.kind] is Strand.CONTACT]
    own = [_own_word(situation, event) for event in contacts]
    spoken = [_word(situation, act) for act in acts(situation.record, BOTH)]
    return tuple(sorted((*own, *spoken), key=lambda word: word.at))


def _own_word(situation: Situation, event: Event) -> Word:
    by, heard = AUTHORS.get(event.kind, (Party.CUSTOMER, Heard.SAID))
    return Word(
        at=moment(event.t, situation.local),
        by=by,
        to=None,
        channel=channel_of(event),
        what=event.kind,
        subject=subject_of(situation.order, event),
        heard=heard,
    )


def _word(situation: Situation, act: Act) -> Word:
    return Word(
        at=moment(act.row.t, situation.local),
        by=act.row.by,
        to=act.row.to,
        channel=act.row.channel,
        what=act.content.touchpoint or "",
        subject=situation.subject_of(act.content),
        heard=act.heard,
        tells=act.content.tells,
    )


# -- promised -------------------------------------------------------------------------------------


def _promised(situation: Situation) -> Iterator[Standing]:
    """Yield what stands promised while the customer still waits."""
    if not situation.order.is_open:
        return
    for role, person in situation.people.items():
        yield from _dates(situation, role, person)
        for row, pledge in situation.pledges(role):
            due = instant(pledge.due)
            yield _standing(situation, pledge.kind, due, pledge.value, row.subject, role, row.by, row.t)


def _dates(situation: Situation, role: Role, person: Knowledge) -> Iterator[Standing]:
    """Yield the window and the slot that person was told last, of each parcel; the checkout's where none."""
    order = situation.order
    waiting = [one.subject for one in situation.parcels if one.delivered_at is None] or [ORDER]
    seen: set[tuple[str, object, Instant]] = set()
    for subject in waiting:
        for kind, given in _checkout(situation).items():
            told = person.latest_told(subject, kind)
            value, t, by = (told.value, told.t, told.by) if told else (given, order.placed_at, Party.SHOP)
            ends = _end(situation, value)
            if ends is not None and t is not None and (kind, value, t) not in seen:
                seen.add((kind, value, t))
                yield _standing(situation, kind, ends, value, subject, role, by, t)


def _checkout(situation: Situation) -> dict[str, FactValue]:
    placed = situation.order.placed
    if placed is None:
        return {"window": None, "slot": None}
    return {"window": placed.promised.window, "slot": placed.promised.slot}


def _end(situation: Situation, value: FactValue) -> Instant | None:
    """Return when a window or slot has passed; None for what is neither."""
    if isinstance(value, (DateWindow, TimeWindow)):
        return span_of(value, situation.local)[1]
    if isinstance(value, Slot):
        span = value.span(situation.local)
        return span[1] if span else end_of_day(value.date, situation.local)
    return None


def _standing(
    situation: Situation,
    kind: str,
    due: Instant,
    value: FactValue,
    subject: str,
    to: Role,
    by: Party,
    told_at: Instant,
) -> Standing:
    return Standing(
        kind=kind,
        due=moment(due, situation.local),
        value=value,
        subject=subject,
        to=to,
        by=by,
        told_at=moment(told_at, situation.local),
        broken=due <= situation.now,
    )


# -- next and open --------------------------------------------------------------------------------


def _coming(verdicts: tuple[Verdict, ...], situation: Situation, speaker: Speaker) -> Iterator[Coming]:
    """Yield what is said now, what waits, what others say, and what comes due if nothing changes."""
    for verdict in verdicts:
        foreseen = verdict.reason.code in _FORESEEN and verdict.until is not None
        if verdict.candidate.point.channels and (verdict.kind is not VerdictKind.SKIP or foreseen):
            at = situation.now if verdict.kind is VerdictKind.SEND else verdict.until
            if verdict.owner is not Party.NOBODY:
                yield Coming(
                    touchpoint=verdict.candidate.point.id,
                    subject=verdict.candidate.subject,
                    to=verdict.candidate.role,
                    at=None if at is None else moment(at, situation.local),
                    by=verdict.owner or Party.SHOP,
                    sure=verdict.kind is not VerdictKind.SKIP,
                    reason=verdict.reason.code,
                    why=speaker.reasons(verdict.settled_by),
                )


_FORESEEN: Final = frozenset({Reason.NOT_YET, Reason.SETTLING, Reason.IN_FLIGHT})


def _by_time(one: Coming) -> tuple[bool, datetime | int]:
    return one.at is None, one.at or 0


def _ahead(situation: Situation, policy: Policy) -> tuple[str, ...]:
    """Return the announced contacts whose time has not come, and that nobody has made yet."""
    order = situation.order
    if order.placed is None or not order.is_open:
        return ()
    told = {kind for person in situation.people.values() for _, kind in person.told}
    steps = outline(policy, order.placed.mode, order.placed.promised.service, situation.level)
    reached = {one.milestone for one in order.milestones}
    past = {point.id for point in policy.planned if point.when[0].milestone in reached}
    return tuple(step for step in steps if step not in told and step not in past)


def _missing(situation: Situation, policy: Policy) -> tuple[str, ...]:
    """Return the questions an order's gates still wait for."""
    return tuple(question for question in _needed(situation, policy) if question not in situation.answered)


def _needed(situation: Situation, policy: Policy) -> tuple[str, ...]:
    order = situation.order
    return policy.gates.required(order.gates) if order.is_open else ()


def _waits(situation: Situation, policy: Policy) -> bool:
    """Say whether an order waits at its gate, for its customer or for the shop: no date is told until it is through."""
    needed = _needed(situation, policy)
    return bool(needed) and situation.answered_at(needed) != situation.order.placed_at


def _checking_since(situation: Situation, policy: Policy) -> datetime | None:
    """Return since when all answers are in and the shop's own word is missing."""
    since = situation.answered_at(_needed(situation, policy)) if _waits(situation, policy) else None
    return None if since is None else moment(since, situation.local)
