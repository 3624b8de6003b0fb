"""The customer's timeline: the path of order and parcels, and every act of communication, in one order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Final, Protocol

from postpurchase.classes import dataclass, field
from postpurchase.errors import checked
from postpurchase.events import Event, Placed
from postpurchase.ledger import FactValue
from postpurchase.situation import Knowledge, Situation, home_zone
from postpurchase.text.acts import Act, Heard, acts
from postpurchase.text.asked import catalog_of, if_given, plan_of, tag_of
from postpurchase.text.catalog import Catalog
from postpurchase.text.path import (
    AUTHORS,
    STRAND,
    Strand,
    channel_of,
    courier_at,
    courier_of,
    goods_of,
    number_of,
    path,
    role_of,
    subject_of,
    values_of_event,
)
from postpurchase.text.sentences import Sentences, words_with
from postpurchase.vocabulary import COMPARABLE_QUALITIES, FACTS, Channel, Party, Role, ShipmentRole
from postpurchase.windows import Instant, moment

if TYPE_CHECKING:
    from postpurchase.policy import Policy
    from postpurchase.profiles import Profiles

SECTIONS: Final = ("timeline", "speakers", "channels", "outcomes", "told", "happened", "topics")
"""The sections of words a timeline is told in."""


class Decided(Protocol):
    """What holds a decision: a plan."""

    @property
    def decision(self) -> Observed:
        """The decision."""
        ...


class Observed(Protocol):
    """What holds a situation and a policy: a decision."""

    @property
    def situation(self) -> Situation:
        """What was true and known."""
        ...

    @property
    def policy(self) -> Policy:
        """How the shop wants to behave, and what its couriers are called."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that happened, or one act of communication.

    `what` is a kind of event or a touchpoint (empty where a row names none), `by` who acted or spoke,
    `heard` what became of an act. `exact` is False where only the day is known. The words, which may
    hold a place or a number, stay out of the repr.
    """

    at: datetime
    exact: bool
    strand: Strand
    what: str
    subject: str
    by: Party | None = None
    channel: Channel | None = None
    heard: Heard | None = None
    tells: Mapping[str, FactValue] = field(default_factory=dict, repr=False)
    when: str = field(repr=False)
    who: str = field(repr=False)
    text: str = field(repr=False)
    details: tuple[str, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What an order's buyer or receiver may see of it, the earliest first, in their language and zone.

    `locale` is that of the words, `direction` how it is written: `ltr` or `rtl`.
    """

    order: str
    to: Role
    locale: str
    direction: str
    zone: str
    title: str
    nothing: str
    entries: tuple[Entry, ...]

    def __repr__(self) -> str:
        return f"<Timeline of {self.order} to {self.to}: {len(self.entries)} entries>"


def timeline(
    plan: Decided, catalog: Catalog, *, to: Role = Role.BUYER, locale: str | None = None
) -> Timeline:
    """Return what a person may see of an order: what happened, and what was said by whom, in order.

    Times are those of the person, in `locale` or else their own language. Whoever receives a gift sees
    the parcels and what was said to them. Notes, holds and reasons that staff typed are left out.
    """
    situation = plan_of(plan).decision.situation
    role = checked("to", Role, to)
    person = situation.people.get(role) or situation.people[Role.BUYER]
    asked = if_given(tag_of, locale) or person.recipient.locale or situation.shop.locale
    here = home_zone(person.recipient, situation.shop)
    words = words_with(catalog_of(catalog), asked, *SECTIONS)
    say = Sentences(words, asked, here, moment(situation.now))
    teller = _Teller(situation, say, plan.decision.policy.profiles)
    return Timeline(
        order=situation.order.id,
        to=role,
        locale=teller.say.tag,
        direction=teller.say.direction,
        zone=str(here),
        title=teller.say.line("timeline", "title", order=situation.order.id),
        nothing=teller.say.line("timeline", "nothing"),
        entries=tuple(entry for _, entry in sorted(teller.entries(person), key=lambda pair: pair[0])),
    )


class _Teller:
    """Puts one order's events and rows into words."""

    def __init__(self, situation: Situation, say: Sentences, profiles: Profiles) -> None:
        self.situation = situation
        self.profiles = profiles
        self.order = situation.order
        self.say = say
        placed = self.order.placed or Placed()
        self.common = {"mode": placed.mode, "shop": situation.shop.name, "order": self.order.id}

    def entries(self, person: Knowledge) -> Iterator[tuple[tuple[Instant, int], Entry]]:
        """Yield each entry with its place: at one instant, what happened comes before what was said."""
        to_buyer = Role.BUYER in person.roles
        for event in path(self.order, to_buyer=to_buyer):
            yield (event.t, 0), self.happened(event, priced=to_buyer)
        for act in acts(self.situation.record, person.roles):
            yield (act.row.t, 1), self.said(act)

    def happened(self, event: Event, *, priced: bool) -> Entry:
        """Return the entry of an event; amounts are the buyer's affair."""
        subject, strand = subject_of(self.order, event), STRAND[event.kind]
        contact = AUTHORS.get(event.kind, (Party.CUSTOMER, Heard.SAID))
        by, heard = contact if strand is Strand.CONTACT else (None, None)
        channel = channel_of(event)
        values = values_of_event(event)
        if not priced:
            values.pop("amount", None)
        values["goods"] = goods_of(self.order, event)
        values["courier"] = self.profiles.courier(courier_of(event)).called(self.say.tag)
        said = self.say.lines("happened", event.kind, **self.common, **values)
        exact = event.time_quality in COMPARABLE_QUALITIES
        return Entry(
            at=self._local(event.t),
            exact=exact,
            strand=strand,
            what=event.kind,
            subject=subject,
            by=by,
            channel=channel,
            heard=heard,
            when=self.say.when(moment(event.t), exact=exact),
            who=self._speaker(by, channel, subject, event.t) if by else self._thing(subject),
            text=said[0] if said else event.kind,
            details=said[1:],
        )

    def said(self, act: Act) -> Entry:
        """Return the entry of an act of communication."""
        row, content = act.row, act.content
        subject = self.situation.subject_of(content)
        topics = self.topics(act)
        outcome = "from_customer" if row.by is Party.CUSTOMER else act.heard
        return Entry(
            at=self._local(row.t),
            exact=True,
            strand=Strand.CONTACT,
            what=content.touchpoint or "",
            subject=subject,
            by=row.by,
            channel=row.channel,
            heard=act.heard,
            tells=content.tells,
            when=self.say.when(moment(row.t)),
            who=self._speaker(row.by, row.channel, subject, row.t),
            text=self.say.line("outcomes", outcome, topic=topics[0]),
            details=(*topics[1:], *self._told(act)),
        )

    def topics(self, act: Act) -> tuple[str, ...]:
        """Return what an act was about: its touchpoint and whatever travelled along, at least its order."""
        named = (act.content.touchpoint or "", *(kind.partition("@")[0] for kind in act.content.tells))
        known = [name for name in dict.fromkeys(named) if self.say.knows("topics", name)] or ["other"]
        return tuple(self.say.line("topics", name, **self.common) for name in known)

    def _told(self, act: Act) -> Iterator[str]:
        """Yield what was told, asked and promised; a call that reached nobody did none of it."""
        if act.heard is Heard.NOT_REACHED:
            return
        content, then = act.content, self._local(act.row.t).date()
        for kind in FACTS:
            yield from self.say.lines("told", kind, today=then, **{kind: content.tells.get(kind)})
        for ask in content.asks:
            asked = {"question": ask.question, "answer_by": ask.answer_by}
            yield from self.say.lines("told", "question", today=then, **asked)
        for pledge in content.promises:
            yield from self.say.lines("told", pledge.kind, today=then, due=pledge.due)

    def _thing(self, subject: str) -> str:
        role, number = role_of(self.order, subject), number_of(self.order, subject)
        if role is None:
            return self.say.line("timeline", "order")
        if role is ShipmentRole.RETURN:
            return self.say.line("timeline", "return_parcel")
        return self.say.line("timeline", "parcel_of_several" if number else "parcel", number=number)

    def _speaker(self, by: Party, channel: Channel | None, subject: str, at: Instant) -> str:
        courier = self._courier(subject, at) if by is Party.COURIER else None
        who = self.say.line("speakers", by, **self.common, courier=courier)
        if channel is None:
            return who
        return self.say.line("timeline", "via", who=who, channel=self.say.line("channels", channel))

    def _courier(self, subject: str, at: Instant) -> str | None:
        return self.profiles.courier(courier_at(self.order, subject, at)).called(self.say.tag)

    def _local(self, t: Instant) -> datetime:
        return moment(t, self.say.zone)
