"""What one recipient knows of an order, what they were asked, and when they last heard of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import dropwhile, product, takewhile

from postpurchase.classes import NamedTuple, dataclass
from postpurchase.eta.estimates import dates_of
from postpurchase.ledger import FactValue, Row
from postpurchase.order import ORDER, Reached
from postpurchase.order.once import once
from postpurchase.people import Recipient
from postpurchase.situation.implied import IMPLIES
from postpurchase.situation.record import FactName, Record, is_heard, is_sure
from postpurchase.vocabulary import FACTS, OWN_ACTS, Channel, Milestone, Outcome, Party, Role, RowKind
from postpurchase.windows import DateWindow, Instant, TimeWindow, Window, instant

TYPE_CHECKING = False  # as checkers know it, without loading `typing`
if TYPE_CHECKING:
    from typing import Final, TypeAlias

NEXT_WORD: Final = "next_word"
_SPANS: Final = (DateWindow, TimeWindow)

# On 3.11 a member looked up in its class costs five times a name; every row and milestone needs these.
_REQUESTED, _CUSTOMER, _RECEIVER = RowKind.REQUESTED, Party.CUSTOMER, Role.RECEIVER
_AGREED, _DELIVERED = Milestone.APPOINTMENT_AGREED, Milestone.DELIVERED


class Told(NamedTuple):
    """A value somebody told, when, by whom, and under which keys."""

    value: FactValue
    t: Instant
    by: Party
    keys: tuple[str, ...]


class Contact(NamedTuple):
    """One message somebody sent to a recipient, as caps and gaps count it."""

    t: Instant
    order: str
    channel: Channel | None
    by: Party
    keys: tuple[str, ...]


ToldWindow: TypeAlias = tuple[Instant, Row, str, Window]
"""A window that was told: when, in which row, of what."""


class _Words(NamedTuple):
    """What a person's rows tell them: for sure, perhaps, and which windows."""

    told: dict[FactName, Told]
    perhaps: dict[FactName, tuple[Told, ...]]
    windows: tuple[ToldWindow, ...]
    maybe_windows: tuple[ToldWindow, ...]


@dataclass(frozen=True, kw_only=True, eq=False)  # no slots: what was looked at is kept in its dict
class Knowledge:
    """What one person knows; most of it is worked out only when a decision looks there.

    `roles` are the roles they hold: both when nobody else receives.
    """

    role: Role
    roles: tuple[Role, ...]
    recipient: Recipient
    record: Record

    @once
    def said(self) -> list[Row]:
        """The rows that speak to this person, and stand."""
        roles, stands = self.roles, self.record.stands
        return [
            row for row in self.record.rows if row.to in roles and row.kind is not _REQUESTED and stands(row)
        ]

    @once
    def _words(self) -> _Words:
        """Everything that was said to this person, read once."""
        told: dict[FactName, Told] = {}
        perhaps: dict[FactName, tuple[Told, ...]] = {}
        windows: dict[bool, list[ToldWindow]] = {True: [], False: []}
        facts_of = self.record.facts_of
        for row in filter(self.record.tells_here, self.said):
            sure = is_sure(row)
            if sure is None:
                continue
            t, by, keys = row.t, row.by, row.keys
            plain = Told(value=True, t=t, by=by, keys=keys)  # most facts only happened
            for names, value in facts_of(row):
                word = plain if value is True else Told(value, t, by, keys)
                if sure:
                    told.update(dict.fromkeys(self._newer(told, names, word), word))
                else:
                    perhaps.update([(name, (*perhaps.get(name, ()), word)) for name in names])
                if isinstance(value, _SPANS):
                    windows[sure] += [(t, row, about, value) for about, kind in names if kind == "window"]
        self._add_own_acts(told)
        return _Words(told, perhaps, tuple(windows[True]), tuple(windows[False]))

    def _newer(
        self, told: Mapping[FactName, Told], names: tuple[FactName, ...], word: Told
    ) -> Iterable[FactName]:
        """Return the names that a word is the newest of: of two windows told in one second the earlier end counts."""
        value = word.value
        return (
            names
            if not isinstance(value, _SPANS)
            else [n for n in names if self._counts(told.get(n), word.t, value)]
        )

    def _counts(self, before: Told | None, t: Instant, window: Window) -> bool:
        if before is None or before.t != t or not isinstance(before.value, _SPANS):
            return True
        local = self.record.local
        return dates_of(window, local)[1] <= dates_of(before.value, local)[1]

    def _add_own_acts(self, told: dict[FactName, Told]) -> None:
        acts = list(self._own_acts())
        for name, act in acts:
            if name not in told or told[name].t <= act.t:
                told[name] = act
        for name, act in self._implied(acts):
            told.setdefault(name, act)

    @once
    def windows(self) -> tuple[ToldWindow, ...]:
        """The windows this person was surely told, the earliest first: when, in which row, of what."""
        return self._words.windows

    @once
    def maybe_windows(self) -> tuple[ToldWindow, ...]:
        """The windows this person was perhaps told, likewise."""
        return self._words.maybe_windows

    @once
    def told(self) -> Mapping[FactName, Told]:
        """What was surely told, each fact as told last, and what this person did themselves."""
        return self._words.told

    @once
    def perhaps(self) -> Mapping[FactName, tuple[Told, ...]]:
        """What may have been told."""
        return self._words.perhaps

    @once
    def kinds_told(self) -> frozenset[str]:
        """The kinds of facts of which any was told, surely or perhaps."""
        return frozenset([kind for _, kind in (*self.told, *self.perhaps)])

    @once
    def last_told(self) -> Mapping[str, Instant]:
        """When a fact of each kind was last told, whatever it was about."""
        latest: dict[str, Instant] = {}
        for (_, kind), word in self.told.items():
            latest[kind] = max(word.t, latest.get(kind, word.t))
        return latest

    @once
    def asked(self) -> Mapping[str, tuple[tuple[str, ...], Instant | None]]:
        """The questions asked or perhaps asked: under which keys, and until when an answer counts."""
        asked: dict[str, tuple[tuple[str, ...], Instant | None]] = {}
        for row in filter(self.record.is_here, self.said):
            for ask in self.record.content_of(row).asks if is_sure(row) is not None else ():
                asked[ask.question] = (row.keys, instant(ask.answer_by) if ask.answer_by else None)
        return asked

    @once
    def contacts(self) -> tuple[Contact, ...]:
        """Every message this person got or may have got, of any of their orders, the earliest first."""
        return tuple(
            Contact(row.t, row.order, row.channel, row.by, row.keys)
            for row in self.said
            if row.t <= self.record.now and is_sure(row) is not None and row.by is not _CUSTOMER
        )

    @once
    def heard(self) -> Row | None:
        """The last they surely heard of this order."""
        return next(self._heard(), None)

    def _heard(self) -> Iterator[Row]:
        record, roles, now, order = self.record, self.roles, self.record.now, self.record.order.id
        for row in reversed(record.rows):
            if (
                row.to in roles
                and row.order == order
                and row.t <= now
                and is_heard(row)
                and record.stands(row)
            ):
                yield row

    def heard_before(self, t: Instant) -> Iterator[Row]:
        """Yield what they surely heard of this order before an instant, the newest first."""
        return dropwhile(lambda row: row.t >= t, self._heard())

    def heard_last_before(self, t: Instant) -> tuple[Row, ...]:
        """Return the last words they surely heard of this order before an instant; several may share theirs."""
        heard = self.heard_before(t)
        last = next(heard, None)
        return () if last is None else (last, *takewhile(lambda row: row.t == last.t, heard))

    @once
    def heard_at(self) -> Instant | None:
        """When that was."""
        heard = self.heard
        return None if heard is None else heard.t

    @once
    def heard_id(self) -> str:
        """A name for it; empty if they heard nothing."""
        return self.heard.id if self.heard else ""

    @once
    def next_words(self) -> tuple[Instant, ...]:
        """By when they were then promised to hear again, once by each message of that instant.

        What is said at one instant is not yet the next word; one that was due by then came with it.
        """
        at, content_of = self.heard_at, self.record.content_of
        words = takewhile(lambda row: row.t == at, self._heard()) if at is not None else ()
        return tuple(
            due
            for row in words
            for pledge in content_of(row).promises
            if pledge.kind == NEXT_WORD and (due := instant(pledge.due)) > row.t
        )

    @property
    def next_word(self) -> Instant | None:
        """The soonest of them."""
        return min(self.next_words, default=None)

    def latest_told(self, subject: str, kind: str) -> Told | None:
        """Return the newest value told of that fact, about the subject itself or the whole order as known then."""
        told = self.told
        own = told.get((subject, kind))
        whole = own if subject == ORDER else told.get((ORDER, kind))
        whole = whole if whole is own or whole is None or self._covers(whole, subject, kind) else None
        if own is None or whole is None:
            return own or whole
        return whole if whole.t > own.t else own

    def perhaps_told(self, subject: str, kind: str, besides: str) -> tuple[Told, ...]:
        """Return what may have been told of that fact, leaving out what goes under the key `besides`."""
        if not self.perhaps:
            return ()
        names = dict.fromkeys(((subject, kind), (ORDER, kind)))
        return tuple(
            told
            for name in names
            for told in self.perhaps.get(name, ())
            if besides not in told.keys and (name[0] == subject or self._covers(told, subject, kind))
        )

    def _covers(self, told: Told, subject: str, kind: str) -> bool:
        """Say whether what was told of the whole order is told of a parcel: that it happened, if it was known by then."""
        return kind in FACTS or told.t >= self.record.known_since.get(subject, told.t)

    def _own_acts(self) -> Iterator[tuple[FactName, Told]]:
        """Yield what whoever receives did: gave or agreed to a slot, agreed on a date, took a parcel."""
        if _RECEIVER not in self.roles:
            return
        for t, slot in reversed(self.record.slots):
            yield (ORDER, "slot"), _own(slot, t)
        for reached in self.record.order.milestones:
            milestone = reached.milestone
            if milestone is _AGREED:
                yield (reached.subject, "appointment_agreed"), _own(_how_manieth(reached), reached.at)
            elif milestone is _DELIVERED and self._took(reached.subject):
                yield (reached.subject, "delivered"), _own(_how_manieth(reached), reached.at)

    def _implied(self, acts: Iterable[tuple[FactName, Told]]) -> Iterator[tuple[FactName, Told]]:
        """Yield what is known to whoever took a parcel; of the only parcel, it is known of the order too."""
        for (subject, kind), act in acts:
            about = (subject, ORDER) if len(self.record.order.subjects) == 1 else (subject,)
            for weaker, of in product(IMPLIES.get(kind, ()), about):
                yield (of, weaker), _own(True, act.t)  # noqa: FBT003

    def _took(self, subject: str) -> bool:
        parcel = self.record.order.shipment(subject)
        return parcel is not None and parcel.how in OWN_ACTS and parcel.outcome is Outcome.DELIVERED


def _how_manieth(reached: Reached) -> bool | int:
    return True if reached.number == 1 else reached.number


def _own(value: FactValue, t: Instant) -> Told:
    return Told(value, t, _CUSTOMER, ())
